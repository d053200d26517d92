using KerasHost.Layers;

namespace KerasHost.TensorFlow;

/// <summary>Functions that take elements out of tensors or put them in.</summary>
public static class SelectionFunctions
{
    /// <summary>The positions of the elements that are true, int64, shape <c>(found, axes)</c>.</summary>
    /// <param name="condition">Truth values; numbers other than 0 count as true.</param>
    [KerasExport("tf.where")]
    public static Tensor where(TensorLike condition)
    {
        Tensor x = condition.ToTensor(DType.Bool);
        var found = new List<long>();
        bool[] truth = x.ToArray<bool>();
        for (int i = 0; i < truth.Length; i++)
            if (truth[i])
                for (int axis = 0, rest = i; axis < x.ndim; axis++)
                {
                    int below = (int)x.shape.Part(axis + 1, x.ndim).Size;
                    found.Add(rest / below);
                    rest %= below;
                }
        return Tensor.From<long>([.. found], [x.ndim == 0 ? truth.Count(t => t) : found.Count / x.ndim, x.ndim]);
    }

    /// <summary>The parts of a tensor where a mask is true, one after the other along the first axis of the mask.</summary>
    /// <param name="tensor">Shape <c>(mask…, …)</c>.</param>
    /// <param name="mask">Truth values.</param>
    /// <param name="axis">Where the axes of the mask begin.</param>
    /// <exception cref="KerasValueException">The shapes do not fit.</exception>
    [KerasExport("tf.boolean_mask")]
    public static Tensor boolean_mask(TensorLike tensor, TensorLike mask, int axis = 0)
    {
        Tensor x = tensor.ToTensor(), chosen = mask.ToTensor(DType.Bool);
        if (axis < 0)
            axis += x.ndim;
        if (chosen.ndim == 0)
            throw new KerasValueException("mask cannot be scalar.");
        if (axis + chosen.ndim > x.ndim || x.shape.Part(axis, axis + chosen.ndim) != chosen.shape)
            throw new KerasValueException($"Shapes {x.shape.Part(Math.Min(axis, x.ndim), Math.Min(axis + chosen.ndim, x.ndim))} and {chosen.shape} are incompatible");
        bool[] truth = chosen.ToArray<bool>();
        int[] at = [.. Enumerable.Range(0, truth.Length).Where(i => truth[i])];
        Shape flat = x.shape.Part(0, axis).Append([truth.Length, .. x.shape.Dims[(axis + chosen.ndim)..]]);
        return Op.Gather(Op.Reshape(x, flat), Tensor.From<int>(at, at.Length), axis);
    }

    /// <summary>Parts of a tensor at positions along its first axes.</summary>
    /// <param name="params">The tensor.</param>
    /// <param name="indices">Shape <c>(…, k)</c>: the last axis holds positions along the first k axes.</param>
    /// <exception cref="KerasValueException">A position outside an axis.</exception>
    [KerasExport("tf.gather_nd")]
    public static Tensor gather_nd(TensorLike @params, TensorLike indices)
    {
        Tensor x = @params.ToTensor(), at = indices.ToTensor();
        int k = at.shape.Dims[^1];
        Tensor rows = Rows(at, x.shape, k);
        return Op.Gather(Op.Reshape(x, ((Shape)(int)x.shape.Part(0, k).Size).Append(x.shape.Dims[k..])), rows);
    }

    /// <summary>Zeros to which updates are added at positions.</summary>
    /// <param name="indices">Shape <c>(…, k)</c>: the last axis holds positions along the first k axes of the result.</param>
    /// <param name="updates">Shape <c>(…, rest of the result)</c>, floats.</param>
    /// <param name="shape">The shape of the result.</param>
    /// <exception cref="KerasValueException">A position outside an axis.</exception>
    [KerasExport("tf.scatter_nd")]
    public static Tensor scatter_nd(TensorLike indices, TensorLike updates, Shape shape)
    {
        Tensor at = indices.ToTensor(), values = updates.ToTensor();
        if (!values.dtype.is_floating)
            throw new KerasTypeException($"tf.scatter_nd adds floats here. Received updates of type {values.dtype}: cast them first.");
        int k = at.shape.Dims[^1];
        Tensor rows = Rows(at, shape, k);
        int[] rest = [.. shape.Dims[k..]];
        Tensor flat = Op.ScatterAdd(Op.Reshape(rows, rows.Length), Op.Reshape(values, [rows.Length, .. rest]), [(int)shape.Part(0, k).Size, .. rest]);
        return Op.Reshape(flat, shape);
    }

    /// <summary>A box out of a tensor.</summary>
    /// <param name="input_">The tensor.</param>
    /// <param name="begin">The first position along each axis.</param>
    /// <param name="size">How many along each axis; -1 means all the rest.</param>
    /// <exception cref="KerasValueException">The box is not inside.</exception>
    [KerasExport("tf.slice")]
    public static Tensor slice(TensorLike input_, int[] begin, int[] size)
    {
        Tensor x = input_.ToTensor();
        if (begin.Length != x.ndim || size.Length != x.ndim)
            throw new KerasValueException($"Expected begin and size arguments to be 1-D tensors of size {x.ndim}, but got shapes [{begin.Length}] and [{size.Length}] instead.");
        for (int axis = 0; axis < begin.Length; axis++)
        {
            int all = x.shape.Dims[axis], count = size[axis] < 0 ? all - begin[axis] : size[axis];
            if (begin[axis] < 0 || count < 0 || begin[axis] + count > all)
                throw new KerasValueException($"Expected size[{axis}] in [0, {all - begin[axis]}], but got {count}");
            x = Op.SliceAxis(x, axis, begin[axis], count);
        }
        return x;
    }

    /// <summary>The elements moved along axes; what leaves at one end comes in at the other.</summary>
    /// <param name="input">The tensor.</param>
    /// <param name="shift">How far, for each axis; negative towards the start.</param>
    /// <param name="axis">The axes.</param>
    [KerasExport("tf.roll")]
    public static Tensor roll(TensorLike input, AxisArg shift, AxisArg axis)
    {
        Tensor x = input.ToTensor();
        int[] by = shift.Axes, axes = axis.Axes;
        if (by.Length != axes.Length)
            throw new KerasValueException($"shift and axis must have the same size. Received: {by.Length} and {axes.Length}");
        for (int i = 0; i < by.Length; i++)
        {
            int at = axes[i] < 0 ? axes[i] + x.ndim : axes[i], size = x.shape.Dims[at];
            int first = size == 0 ? 0 : ((-by[i] % size) + size) % size;
            if (first > 0)
                x = Op.Concat([Op.SliceAxis(x, at, first, size - first), Op.SliceAxis(x, at, 0, first)], at);
        }
        return x;
    }

    /// <summary>Each element several times in a row.</summary>
    /// <param name="input">The tensor.</param>
    /// <param name="repeats">How often: one number, or one for each position of the axis.</param>
    /// <param name="axis">The axis; null makes one axis of all first.</param>
    [KerasExport("tf.repeat")]
    public static Tensor repeat(TensorLike input, AxisArg repeats, int? axis = null)
    {
        Tensor x = input.ToTensor();
        if (axis is null)
            x = Op.Reshape(x, x.Length);
        int at = axis ?? 0, size = x.shape.Dims[at < 0 ? at + x.ndim : at];
        int[] counts = repeats.Axes;
        if (counts.Length != 1 && counts.Length != size)
            throw new KerasValueException($"`repeats` must have one number or {size}. Received: {counts.Length}");
        int[] positions = [.. Enumerable.Range(0, size).SelectMany(i => Enumerable.Repeat(i, counts[counts.Length == 1 ? 0 : i]))];
        return Op.Gather(x, Tensor.From<int>(positions, positions.Length), at);
    }

    /// <summary>For each length a row that is true up to it.</summary>
    /// <param name="lengths">Whole numbers.</param>
    /// <param name="maxlen">The size of a row; null means the largest length.</param>
    /// <param name="dtype">The type; null means bool.</param>
    [KerasExport("tf.sequence_mask")]
    public static Tensor sequence_mask(TensorLike lengths, int? maxlen = null, DType? dtype = null)
    {
        Tensor x = lengths.ToTensor(DType.Int32);
        int size = maxlen ?? Math.Max(0, x.ToArray<int>().Max());
        return Op.Cast(Op.Less(Op.Range(0, size, 1, DType.Int32), Op.ExpandDims(x, -1)), dtype ?? DType.Bool);
    }

    // Positions along the first k axes as rows of these axes made one.
    private static Tensor Rows(Tensor indices, Shape shape, int k)
    {
        if (k > shape.Rank)
            throw new KerasValueException($"index innermost dimension length must be <= params rank; saw: {k} vs. {shape.Rank}");
        int count = k == 0 ? 0 : indices.Length / k;
        var rows = new int[count];
        for (int i = 0; i < count; i++)
            for (int axis = 0; axis < k; axis++)
            {
                int at = (int)indices.ElementAsDouble(i * k + axis);
                if (at < 0 || at >= shape.Dims[axis])
                    throw new KerasValueException($"indices[{i}] = [{string.Join(", ", Enumerable.Range(0, k).Select(a => (int)indices.ElementAsDouble(i * k + a)))}] does not index into param shape {shape}");
                rows[i] = rows[i] * shape.Dims[axis] + at;
            }
        return Tensor.From<int>(rows, indices.shape.Part(0, indices.ndim - 1));
    }
}
