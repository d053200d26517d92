namespace KerasHost.Formats.Hdf5;

/// <summary>The elements of a fixed or extensible array: one a chunk.</summary>
/// <param name="IsFiltered">Each holds a size and a filter mask behind the address.</param>
/// <param name="ElementSize">Bytes of an element.</param>
/// <param name="Elements">Number of the chunk, bytes of the element, and where these are.</param>
internal sealed record ArrayElements(bool IsFiltered, int ElementSize, IEnumerable<(long Index, ReadOnlyMemory<byte> Bytes, long Address)> Elements);
