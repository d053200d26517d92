namespace KerasHost.Engines.Cpu.Reduce;

/// <summary>The axes of a reduction, neighbours of one kind merged and axes of size 1 dropped.</summary>
internal readonly struct ReducePlan
{
    /// <summary>Sizes of the merged axes.</summary>
    public readonly List<(nint Size, bool Reduced)> Axes = [];

    /// <summary>How many elements become one.</summary>
    public readonly nint Count = 1;

    public ReducePlan(Shape shape, ReadOnlySpan<int> axes)
    {
        for (int i = 0; i < shape.Rank; i++)
        {
            nint size = shape.Dims[i];
            bool reduced = axes.Contains(i);
            if (reduced)
                Count *= size;
            if (size == 1)
                continue;
            if (Axes.Count > 0 && Axes[^1].Reduced == reduced)
                Axes[^1] = (Axes[^1].Size * size, reduced);
            else
                Axes.Add((size, reduced));
        }
    }
}
