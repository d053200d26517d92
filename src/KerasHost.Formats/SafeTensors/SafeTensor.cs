using KerasHost.Formats.Common;

namespace KerasHost.Formats.SafeTensors;

/// <summary>A tensor in the header: what it is, and where its values begin and end after the header.</summary>
internal sealed record SafeTensor(TensorInfo Info, long Begin, long End);
