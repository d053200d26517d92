namespace KerasHost.Engines.Cpu.Reduce;

/// <summary>The axes of a reduction; neighbours of one kind are merged and axes of size 1 dropped, so that kept and reduced ones alternate.</summary>
internal readonly ref struct ReducePlan
{
    private readonly Span<nint> _sizes;

    /// <summary>Makes the plan in <paramref name="buffer"/>, of one entry for each axis.</summary>
    public ReducePlan(Span<nint> buffer, Shape shape, ReadOnlySpan<int> axes)
    {
        int count = 0;
        nint reducedSize = 1;
        bool last = false;
        for (int i = 0; i < shape.Rank; i++)
        {
            nint size = shape.Dims[i];
            bool reduced = axes.Contains(i);
            if (reduced)
                reducedSize *= size;
            if (size == 1)
                continue;
            if (count > 0 && last == reduced)
                buffer[count - 1] *= size;
            else
                buffer[count++] = size;
            last = reduced;
        }
        _sizes = buffer[..count];
        LastIsReduced = last;
        Count = reducedSize;
    }

    /// <summary>How many elements become one.</summary>
    public nint Count { get; }

    private bool LastIsReduced { get; }

    /// <summary>How many axes are reduced.</summary>
    public int Passes => (_sizes.Length + (LastIsReduced ? 1 : 0)) / 2;

    /// <summary>
    /// The sizes around the axis that a pass reduces, when those further in are reduced already: passes go from the innermost axis outwards.
    /// </summary>
    public (nint Outer, nint Length, nint Inner) Pass(int pass)
    {
        int axis = _sizes.Length - 1 - 2 * pass - (LastIsReduced ? 0 : 1);
        nint outer = 1, inner = 1;
        for (int i = 0; i < axis; i++)
            outer *= _sizes[i];
        for (int i = axis + 1; i < _sizes.Length; i += 2)
            inner *= _sizes[i];
        return (outer, _sizes[axis], inner);
    }
}
