using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>Python's indexing: integers drop an axis, ranges and slices keep it, an ellipsis stands for all axes between.</summary>
    /// <exception cref="IndexOutOfRangeException">An index outside its axis.</exception>
    public static Tensor Index(Tensor x, params ReadOnlySpan<Slice> slices)
    {
        int named = 0;
        foreach (Slice slice in slices)
            named += slice.IsEllipsis || slice.IsNewAxis ? 0 : 1;
        if (named > x.ndim)
            throw new KerasValueException($"Index out of range using input dim {x.ndim}; input has only {x.ndim} dims");
        int[] start = new int[x.ndim], step = new int[x.ndim], dims = new int[x.ndim];
        var result = new List<int>(x.ndim);
        int axis = 0;
        void Take(Slice slice)
        {
            if (x.shape.Dim(axis) is not { } size)
            {
                // How many positions are left of an unknown axis is known only when the model runs.
                (start[axis], step[axis], dims[axis]) = (0, 1, Shape.Unknown);
            }
            else
                (start[axis], dims[axis], step[axis]) = slice.Resolve(size, axis);
            if (!slice.IsIndex)
                result.Add(dims[axis]);
            axis++;
        }
        foreach (Slice slice in slices)
        {
            if (slice.IsNewAxis)
                result.Add(1);
            else if (slice.IsEllipsis)
                for (int i = x.ndim - named; i > 0; i--)
                    Take(KerasHost.Slice.All);
            else
                Take(slice);
        }
        while (axis < x.ndim)
            Take(KerasHost.Slice.All);
        return View(SliceAxes(x, start, step, dims), result.ToArray());
    }

    private static Tensor SliceAxes(Tensor x, int[] start, int[] step, int[] dims)
    {
        if (x.shape == (Shape)dims && Array.TrueForAll(step, s => s == 1))
            return x;
        if (x.dtype.Code == DTypeCode.String && !x.IsSymbolic)
            return SliceText(x, start, step, dims);
        Tensor y = Tensor.Result(x.dtype, dims, x);
        if (!y.IsSymbolic)
            Engine.Current.Slice(x, start, step, y);
        GradientTape.Record(y, x, dy => SliceAdd(dy, start, step, x.shape));
        return y;
    }

    // Engines move numbers: the positions are cut out in place of the text.
    private static Tensor SliceText(Tensor x, int[] start, int[] step, int[] dims)
    {
        Tensor picked = SliceAxes(Reshape(Range(0, x.Length, 1, DType.Int32), x.shape), start, step, dims);
        var text = new string[picked.Length];
        ReadOnlySpan<int> positions = picked.AsSpan<int>();
        for (int i = 0; i < text.Length; i++)
            text[i] = x.Text[positions[i]];
        GC.KeepAlive(picked);
        return Tensor.OfText(text, dims);
    }

    private static Tensor SliceAdd(Tensor x, int[] start, int[] step, Shape shape)
    {
        Tensor y = Zeros(shape, x.dtype);
        Engine.Current.SliceAdd(x, start, step, y);
        GradientTape.Record(y, x, dy => SliceAxes(dy, start, step, x.shape.Dims.ToArray()));
        return y;
    }
}
