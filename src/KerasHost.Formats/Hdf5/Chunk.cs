namespace KerasHost.Formats.Hdf5;

/// <summary>A stored chunk.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="StoredSize">Its bytes in the file, after filters.</param>
/// <param name="FilterMask">Bit i is set when filter i was left out.</param>
/// <param name="Position">Its place in the grid of chunks, counted in chunks. The array is used again for the next chunk.</param>
internal readonly record struct Chunk(long Address, long StoredSize, uint FilterMask, long[] Position);
