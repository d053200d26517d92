using System.Globalization;

namespace KerasHost.Numpy;

/// <summary>Sizes and strides: what shapes become in memory and how they broadcast.</summary>
internal static class Layout
{
    /// <summary>The strides of an array without gaps, last axis fastest.</summary>
    public static int[] RowMajor(ReadOnlySpan<int> dims)
    {
        var strides = new int[dims.Length];
        int step = 1;
        for (int axis = dims.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = step;
            step *= Math.Max(dims[axis], 1);
        }
        return strides;
    }

    /// <summary>The number of elements.</summary>
    /// <exception cref="KerasValueException">More than a managed array holds.</exception>
    public static int Count(ReadOnlySpan<int> dims)
    {
        long count = 1;
        foreach (int dim in dims)
        {
            if (dim < 0)
                throw new KerasValueException("negative dimensions are not allowed");
            count *= dim;
            if (count > Array.MaxLength)
                throw new KerasValueException($"An array of shape {Shape.Of(dims)} is larger than the {Array.MaxLength} elements that fit in one.");
        }
        return (int)count;
    }

    /// <summary>True when the elements lie row by row without a gap.</summary>
    public static bool IsContiguous(ReadOnlySpan<int> dims, ReadOnlySpan<int> strides)
    {
        int step = 1;
        for (int axis = dims.Length - 1; axis >= 0; axis--)
        {
            if (dims[axis] == 0)
                return true;
            if (dims[axis] != 1 && strides[axis] != step)
                return false;
            step *= dims[axis];
        }
        return true;
    }

    /// <summary>The shape that both broadcast to.</summary>
    /// <exception cref="KerasShapeException">They do not fit.</exception>
    public static int[] Broadcast(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var dims = new int[Math.Max(a.Length, b.Length)];
        for (int i = 1; i <= dims.Length; i++)
        {
            int x = i <= a.Length ? a[^i] : 1, y = i <= b.Length ? b[^i] : 1;
            if (x != y && x != 1 && y != 1)
                throw new KerasShapeException($"operands could not be broadcast together with shapes {Tight(a)} {Tight(b)} ");
            dims[^i] = x == 1 ? y : x;
        }
        return dims;
    }

    /// <summary>Strides that read an array as if it had the broadcast shape.</summary>
    public static int[] BroadcastStrides(ReadOnlySpan<int> dims, ReadOnlySpan<int> strides, ReadOnlySpan<int> target)
    {
        var result = new int[target.Length];
        for (int i = 1; i <= dims.Length; i++)
            result[^i] = dims[^i] == 1 && target[^i] != 1 ? 0 : strides[^i];
        return result;
    }

    /// <summary>An axis counted from the front.</summary>
    /// <exception cref="KerasValueException">There is no such axis.</exception>
    public static int Axis(int axis, int rank)
    {
        if (axis < -rank || axis >= rank)
            throw new KerasValueException($"axis {axis} is out of bounds for array of dimension {rank}");
        return axis < 0 ? axis + rank : axis;
    }

    /// <summary>A shape as NumPy writes it in errors: <c>(2,3)</c>; unknown sizes in front are left out.</summary>
    public static string Tight(ReadOnlySpan<int> dims)
    {
        string end = dims.Length == 1 ? ",)" : ")";
        return $"({string.Join(",", dims.TrimStart(-1).ToArray().Select(dim => dim < 0 ? "newaxis" : dim.ToString(CultureInfo.InvariantCulture)))}{end}";
    }
}
