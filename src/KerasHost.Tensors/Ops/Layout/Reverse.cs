namespace KerasHost;

public static partial class Op
{
    /// <summary>The elements along some axes in the opposite order.</summary>
    public static Tensor Reverse(Tensor x, int[] axis)
    {
        int[] start = new int[x.ndim], step = new int[x.ndim];
        Array.Fill(step, 1);
        foreach (int i in NormalizeAxes(x.ndim, axis))
        {
            start[i] = (x.shape.Dim(i) ?? 1) - 1;
            step[i] = -1;
        }
        return SliceAxes(x, start, step, x.shape.Dims.ToArray());
    }
}
