using KerasHost.Layers;

namespace KerasHost.TensorFlow;

/// <summary>Functions of the order of elements.</summary>
public static class OrderFunctions
{
    /// <summary>The elements along an axis in order. The gradient goes to where each came from.</summary>
    /// <param name="values">The elements.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <param name="direction">"ASCENDING" or "DESCENDING".</param>
    /// <exception cref="KerasValueException">Another direction.</exception>
    [KerasExport("tf.sort")]
    public static Tensor sort(TensorLike values, int axis = -1, string direction = "ASCENDING")
    {
        Tensor x = values.ToTensor();
        int last = Last(x, axis);
        Tensor moved = Swapped(x, last);
        return Swapped(TakeAlong(moved, Positions(moved, Descends(direction))), last);
    }

    /// <summary>The positions of the elements along an axis in order, int32; of equal ones the first comes first.</summary>
    /// <param name="values">The elements.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <param name="direction">"ASCENDING" or "DESCENDING".</param>
    /// <param name="stable">Equal elements keep their order either way.</param>
    /// <exception cref="KerasValueException">Another direction.</exception>
    [KerasExport("tf.argsort")]
    public static Tensor argsort(TensorLike values, int axis = -1, string direction = "ASCENDING", bool stable = false)
    {
        _ = stable;
        Tensor x = values.ToTensor();
        int last = Last(x, axis);
        return Swapped(Positions(Swapped(x, last), Descends(direction)), last);
    }

    /// <summary>The largest elements along the last axis, the largest first, and their positions, int32: <c>var (values, indices) = tf.math.top_k(x, k: 2)</c>.</summary>
    /// <param name="input">Shape <c>(…, n)</c>.</param>
    /// <param name="k">How many.</param>
    /// <param name="sorted">They come in order either way.</param>
    /// <exception cref="KerasValueException">There are fewer than <paramref name="k"/>.</exception>
    [KerasExport("tf.math.top_k", "tf.nn.top_k")]
    public static (Tensor values, Tensor indices) top_k(TensorLike input, int k = 1, bool sorted = true)
    {
        _ = sorted;
        Tensor x = input.ToTensor();
        if (x.ndim == 0 || x.shape.Dims[^1] < k && x.shape.Dims[^1] != Shape.Unknown)
            throw new KerasValueException($"input must have last dimension >= k = {k} but is {(x.ndim == 0 ? 0 : x.shape.Dims[^1])}");
        Tensor indices = Op.SliceAxis(Positions(x, descending: true), x.ndim - 1, 0, k);
        return (TakeAlong(x, indices), indices);
    }

    /// <summary>Whether the prediction for the target is among the <paramref name="k"/> largest, bool, shape <c>(batch)</c>; ties count as among them.</summary>
    /// <param name="targets">Classes, <c>(batch)</c>.</param>
    /// <param name="predictions">Shape <c>(batch, classes)</c>.</param>
    /// <param name="k">How many.</param>
    [KerasExport("tf.math.in_top_k", "tf.nn.in_top_k")]
    public static Tensor in_top_k(TensorLike targets, TensorLike predictions, int k)
    {
        Tensor x = predictions.ToTensor();
        Tensor target = TakeAlong(x, Op.ExpandDims(Op.Cast(targets.ToTensor(), DType.Int32), -1));
        Tensor larger = Op.Sum(Op.Cast(Op.Greater(x, target), DType.Int32), [-1]);
        return Op.LogicalAnd(Op.Less(larger, Tensor.Scalar(k)), Op.IsFinite(Op.Squeeze(target, [-1])));
    }

    /// <summary>The elements that differ in the order of their first places, and for each element which of them it is: <c>var (y, idx) = tf.unique(x)</c>.</summary>
    /// <param name="x">A vector.</param>
    /// <param name="out_idx">The type of the positions; null means int32.</param>
    /// <exception cref="KerasValueException">There is not one axis.</exception>
    [KerasExport("tf.unique")]
    public static (Tensor y, Tensor idx) unique(TensorLike x, DType? out_idx = null)
    {
        Tensor all = x.ToTensor();
        if (all.ndim != 1)
            throw new KerasValueException("unique expects a 1D vector.");
        var first = new List<int>();
        var places = new Dictionary<object, int>();
        var which = new int[all.Length];
        for (int i = 0; i < which.Length; i++)
        {
            object element = all.Element(i)!;
            if (!places.TryGetValue(element, out which[i]))
            {
                places[element] = which[i] = first.Count;
                first.Add(i);
            }
        }
        Tensor y = all.dtype.Code == DTypeCode.String ? Tensor.OfText([.. first.Select(i => (string)all.Element(i)!)], first.Count) : Op.Gather(all, Tensor.From<int>([.. first], first.Count));
        return (y, Op.Cast(Tensor.From<int>(which, which.Length), out_idx ?? DType.Int32));
    }

    private static bool Descends(string direction) => direction switch
    {
        "ASCENDING" => false,
        "DESCENDING" => true,
        _ => throw new KerasValueException($"Argument `direction` should be one of 'ASCENDING' or 'DESCENDING'. Received: direction={direction}"),
    };

    // The order of every row, rows being the last axis.
    private static Tensor Positions(Tensor x, bool descending)
    {
        if (x.IsSymbolic)
            return Tensor.Symbolic(DType.Int32, x.shape);
        int size = x.shape.Dims[^1];
        var positions = new int[x.Length];
        var keys = new IComparable[size];
        for (int start = 0; start < positions.Length; start += size)
        {
            for (int i = 0; i < size; i++)
                keys[i] = (IComparable)x.Element(start + i)!;
            IEnumerable<int> row = Enumerable.Range(0, size);
            row = descending ? row.OrderByDescending(i => keys[i]) : row.OrderBy(i => keys[i]);
            row.ToArray().CopyTo(positions, start);
        }
        return Tensor.From<int>(positions, x.shape);
    }

    private static Tensor TakeAlong(Tensor x, Tensor positions)
    {
        if (x.IsSymbolic || positions.IsSymbolic)
            return Tensor.Symbolic(x.dtype, positions.shape);
        int size = x.shape.Dims[^1], taken = positions.shape.Dims[^1];
        int[] at = positions.ToArray<int>();
        for (int i = 0; i < at.Length; i++)
            at[i] += i / taken * size;
        return Op.Reshape(Op.Gather(Op.Reshape(x, x.Length), Tensor.From<int>(at, at.Length)), positions.shape);
    }

    private static int Last(Tensor x, int axis)
    {
        int at = axis < 0 ? axis + x.ndim : axis;
        return at >= 0 && at < x.ndim ? at : throw new KerasValueException($"`axis` must be in [-{x.ndim}, {x.ndim}). Received: axis={axis}");
    }

    private static Tensor Swapped(Tensor x, int axis)
    {
        if (axis == x.ndim - 1)
            return x;
        int[] order = [.. Enumerable.Range(0, x.ndim)];
        (order[axis], order[^1]) = (order[^1], order[axis]);
        return Op.Transpose(x, order);
    }
}
