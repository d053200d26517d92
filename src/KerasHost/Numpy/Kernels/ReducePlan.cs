namespace KerasHost.Numpy;

/// <summary>The order in which a reduction visits an array: NumPy's, smallest strides innermost, since it decides the digits of float sums.</summary>
internal sealed class ReducePlan
{
    /// <summary>A plan for these axes.</summary>
    public ReducePlan(NDArray array, bool[] reduced)
    {
        int rank = array.ndim;
        var order = new int[rank];
        for (int i = 0; i < rank; i++)
        {
            int at = i;
            for (; at > 0 && Outer(array, order[at - 1], i); at--)
                order[at] = order[at - 1];
            order[at] = i;
        }
        List<int> kept = [];
        for (int axis = 0; axis < rank; axis++)
            if (!reduced[axis])
                kept.Add(array.Dims[axis]);
        ResultDims = [.. kept];
        int[] keptStrides = Layout.RowMajor(ResultDims);
        var resultStrides = new int[rank];
        Count = 1;
        for (int axis = 0, k = 0; axis < rank; axis++)
        {
            if (reduced[axis])
                Count *= array.Dims[axis];
            else
                resultStrides[axis] = keptStrides[k++];
        }
        int[] dims = new int[rank], from = new int[rank], to = new int[rank];
        for (int i = 0; i < rank; i++)
            (dims[i], from[i], to[i]) = (array.Dims[order[i]], array.Strides[order[i]], resultStrides[order[i]]);
        Walk = new RowWalk(dims, (from, array.Offset), (to, 0));
    }

    /// <summary>The shape of the result without the reduced axes.</summary>
    public int[] ResultDims { get; }

    /// <summary>The number of elements that go into each result.</summary>
    public int Count { get; }

    /// <summary>The array first, the result (without gaps) second.</summary>
    public RowWalk Walk { get; }

    /// <summary>A shape with the reduced axes as axes of size 1.</summary>
    public static int[] KeepDims(NDArray array, bool[] reduced)
    {
        int[] dims = array.Dims.ToArray();
        for (int axis = 0; axis < dims.Length; axis++)
            if (reduced[axis])
                dims[axis] = 1;
        return dims;
    }

    /// <summary>True when the first axis belongs further in than the second.</summary>
    private static bool Outer(NDArray array, int axis, int next)
    {
        int a = Math.Abs(array.Strides[axis]), b = Math.Abs(array.Strides[next]);
        return a != 0 && b != 0 && a < b && array.Dims[axis] != 1 && array.Dims[next] != 1;
    }
}
