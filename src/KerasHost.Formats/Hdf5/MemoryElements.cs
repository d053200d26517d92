using System.Runtime.InteropServices;

namespace KerasHost.Formats.Hdf5;

/// <summary>The elements of an attribute.</summary>
internal sealed class MemoryElements(ReadOnlyMemory<byte> data) : ElementStore
{
    internal override void Read<T>(Span<T> destination, int valuesPerElement, ElementDecoder<T>? decoder)
    {
        if (decoder is null)
            data.Span.CopyTo(MemoryMarshal.AsBytes(destination));
        else
            decoder(data.Span, destination);
    }
}
