using System.Globalization;

namespace KerasHost.Formats.Common;

/// <summary>What a file tells of a tensor without its values being read.</summary>
/// <param name="Name">The name, unique in the file; parts are separated as the format separates them.</param>
/// <param name="DType">The type in which the values are stored.</param>
/// <param name="Shape">The shape, fully known.</param>
public sealed record TensorInfo(string Name, DType DType, Shape Shape)
{
    /// <summary>Bytes of the values, row by row without padding.</summary>
    public long ByteLength => Shape.Size * DType.itemsize;

    /// <summary>Name, shape and type in one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} {Shape} {DType}");
}
