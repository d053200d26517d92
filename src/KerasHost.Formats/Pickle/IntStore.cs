namespace KerasHost.Formats.Pickle;

/// <summary>Where the integers of many lists lie one after the other in a few large arrays: a hundred thousand short arrays would cost the collector dearly.</summary>
internal sealed class IntStore
{
    private const int Smallest = 1 << 8;
    private const int Largest = 1 << 18;

    private int[] _chunk = [];
    private int _used;

    /// <summary>Appends to a list of <paramref name="count"/> integers from <paramref name="start"/> on in <paramref name="ints"/>, moving it when it is not the last one.</summary>
    public void Append(ref int[] ints, ref int start, int count, ReadOnlySpan<int> more)
    {
        bool isLast = ReferenceEquals(ints, _chunk) && start + count == _used && count > 0;
        if (isLast && more.Length <= _chunk.Length - _used)
        {
            more.CopyTo(_chunk.AsSpan(_used));
            _used += more.Length;
            return;
        }
        var room = Allocate(count, more.Length, out int newStart);
        ints.AsSpan(start, count).CopyTo(room.AsSpan(newStart));
        more.CopyTo(room.AsSpan(newStart + count));
        ints = room;
        start = newStart;
    }

    private int[] Allocate(int present, int more, out int start)
    {
        int needed = present + more;
        if (needed > _chunk.Length - _used)
        {
            // A list that outgrows its place gets twice the room, so that growing it stays linear.
            int size = Math.Clamp(_chunk.Length * 2, Smallest, Largest);
            _chunk = GC.AllocateUninitializedArray<int>(Math.Max(size, present > 0 ? checked(present * 2 + more) : needed));
            _used = 0;
        }
        start = _used;
        _used += needed;
        return _chunk;
    }
}
