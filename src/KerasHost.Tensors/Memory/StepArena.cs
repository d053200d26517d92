using System.Runtime.InteropServices;

namespace KerasHost;

/// <summary>
/// Native memory for the tensors of one step. Blocks are handed out one behind the other and all return at once when the step ends;
/// after the first steps the arena is one chunk as large as a step needs.
/// </summary>
internal sealed unsafe class StepArena
{
    private const nuint Alignment = 64;
    private const long MinimumChunk = 1 << 20;

    private readonly List<Chunk> _chunks = [];
    private int _current;
    private long _used;

    /// <summary>Bytes handed out since the last reset.</summary>
    public long Used { get; private set; }

    /// <summary>Bytes held from the system.</summary>
    public long Capacity { get; private set; }

    /// <summary>Storage of this many bytes, 64-byte aligned, with undefined contents.</summary>
    public nint Allocate(long bytes)
    {
        bytes = (Math.Max(bytes, 1) + (long)Alignment - 1) & ~((long)Alignment - 1);
        Used += bytes;
        while (_current < _chunks.Count && _used + bytes > _chunks[_current].Size)
        {
            _current++;
            _used = 0;
        }
        if (_current == _chunks.Count)
        {
            var chunk = new Chunk(Math.Max(bytes, Math.Max(MinimumChunk, Capacity / 2)));
            _chunks.Add(chunk);
            Capacity += chunk.Size;
        }
        nint result = _chunks[_current].Start + (nint)_used;
        _used += bytes;
        return result;
    }

    /// <summary>Takes all blocks back. Several chunks become one of the size that was needed.</summary>
    public void Reset()
    {
        if (_chunks.Count > 1)
        {
            long size = Used + Used / 16;
            foreach (Chunk chunk in _chunks)
                chunk.Dispose();
            _chunks.Clear();
            _chunks.Add(new Chunk(size));
            Capacity = size;
        }
        _current = 0;
        _used = 0;
        Used = 0;
    }

    /// <summary>A block of native memory that goes back to the system when nothing refers to it any more.</summary>
    private sealed class Chunk(long size) : SafeHandle(0, true)
    {
        public long Size { get; } = size;

        public nint Start
        {
            get
            {
                if (handle == 0)
                    SetHandle((nint)NativeMemory.AlignedAlloc((nuint)Size, Alignment));
                return handle;
            }
        }

        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            NativeMemory.AlignedFree((void*)handle);
            return true;
        }
    }
}
