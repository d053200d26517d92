namespace KerasHost.Formats.Hdf5;

/// <summary>Two buffers that the chunks of a dataset pass through in turn, so that memory does not grow with their number.</summary>
internal sealed class ChunkScratch(int chunkLength)
{
    private readonly byte[][] _buffers = [[], []];
    private int _last;

    /// <summary>A buffer of at least <paramref name="length"/> bytes; what the last call gave stays as it is, what the call before gave is overwritten.</summary>
    internal byte[] Next(int length)
    {
        _last = 1 - _last;
        if (_buffers[_last].Length < length)
            _buffers[_last] = GC.AllocateUninitializedArray<byte>(Math.Max(length, chunkLength));
        return _buffers[_last];
    }
}
