namespace KerasHost.Formats.Common;

/// <summary>Shapes from files.</summary>
internal static class FileShape
{
    /// <summary>NumPy's own limit, raised to 64 in NumPy 2.</summary>
    private const int MaxRank = 64;

    /// <summary>A shape of these sizes; null when one is negative, there are too many, or there would be 2^63 elements or more.</summary>
    public static Shape? Make(ReadOnlySpan<int> dims)
    {
        if (dims.Length > MaxRank)
            return null;
        Int128 size = 1;
        foreach (int dim in dims)
        {
            if (dim < 0)
                return null;
            // The product of the other sizes counts even where one is 0, so that no later multiplication overflows.
            size *= Math.Max(dim, 1);
            if (size > long.MaxValue / 16)
                return null;
        }
        return Shape.Of(dims);
    }
}
