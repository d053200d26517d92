using System.Runtime.CompilerServices;
using KerasHost.Layers;

namespace KerasHost.TensorFlow;

/// <summary>Making, reshaping, joining and picking. TensorFlow's names and those of <c>keras.ops</c>.</summary>
public static class TensorFunctions
{
    /// <summary>A tensor of these values.</summary>
    /// <param name="value">Numbers, lists, arrays; <c>double</c> becomes float32 and <c>int</c> int32 unless a type is given.</param>
    /// <param name="dtype">The type, or null.</param>
    /// <param name="shape">The shape, or null for that of the values; one value fills it.</param>
    [KerasExport("tf.constant")]
    public static Tensor constant(TensorLike value, DType? dtype = null, Shape? shape = null)
    {
        Tensor x = value.ToTensor(dtype);
        if (shape is not { } wanted || x.shape == wanted)
            return x;
        return x.shape.Size == 1 ? Op.BroadcastTo(Op.Reshape(x, []), wanted) : Op.Reshape(x, wanted);
    }

    /// <summary>A tensor of these values.</summary>
    [KerasExport("tf.convert_to_tensor", "keras.ops.convert_to_tensor")]
    public static Tensor convert_to_tensor(TensorLike value, DType? dtype = null) => value.ToTensor(dtype);

    /// <summary>A tensor that can be changed.</summary>
    /// <param name="initial_value">The first value.</param>
    /// <param name="trainable">Whether gradients are wanted.</param>
    /// <param name="name">The name.</param>
    /// <param name="dtype">The type, or null.</param>
    [KerasExport("tf.Variable")]
    public static Variable variable(TensorLike initial_value, bool trainable = true, string? name = null, DType? dtype = null) =>
        new(initial_value.ToTensor(dtype), trainable, (name ?? "Variable") + ":0");

    /// <summary>The same numbers in another type.</summary>
    [KerasExport("tf.cast", "keras.ops.cast", "keras.backend.cast")]
    public static Tensor cast(TensorLike x, DType dtype) => Op.Cast(x.ToTensor(), dtype);

    /// <summary>The same elements in a tensor of its own.</summary>
    [KerasExport("tf.identity")]
    public static Tensor identity(TensorLike input) => Op.Identity(input.ToTensor());

    /// <summary>The same elements, through which no gradient flows.</summary>
    [KerasExport("tf.stop_gradient", "keras.ops.stop_gradient", "keras.backend.stop_gradient")]
    public static Tensor stop_gradient(TensorLike input) => Op.StopGradient(input.ToTensor());

    /// <summary>An axis of size 1 more.</summary>
    [KerasExport("tf.expand_dims", "keras.ops.expand_dims")]
    public static Tensor expand_dims(TensorLike input, int axis) => Op.ExpandDims(input.ToTensor(), axis);

    /// <summary>Drops axes of size 1.</summary>
    [KerasExport("tf.squeeze", "keras.ops.squeeze", "keras.backend.squeeze")]
    public static Tensor squeeze(TensorLike input, AxisArg? axis = null) => Op.Squeeze(input.ToTensor(), axis?.Axes);

    /// <summary>The same elements under another shape; one size may be -1 and takes what is left.</summary>
    [KerasExport("tf.reshape", "keras.ops.reshape", "keras.backend.reshape")]
    public static Tensor reshape(TensorLike tensor, int[] shape) => Op.Reshape(tensor.ToTensor(), Array.ConvertAll(shape, size => size < 0 ? Shape.Unknown : size));

    /// <summary>The axes in another order; null reverses them.</summary>
    [KerasExport("tf.transpose", "keras.ops.transpose")]
    public static Tensor transpose(TensorLike a, int[]? perm = null) => Op.Transpose(a.ToTensor(), perm);

    /// <summary>Joins tensors along an axis.</summary>
    [KerasExport("tf.concat")]
    public static Tensor concat(IReadOnlyList<TensorLike> values, int axis) => Op.Concat([.. values.Select(x => x.ToTensor())], axis);

    /// <summary>Joins tensors along an axis.</summary>
    [KerasExport("keras.ops.concatenate", "keras.backend.concatenate")]
    public static Tensor concatenate(IReadOnlyList<TensorLike> xs, int axis = -1) => Op.Concat([.. xs.Select(x => x.ToTensor())], axis);

    /// <summary>Joins tensors of one shape along a new axis.</summary>
    [KerasExport("tf.stack", "keras.ops.stack", "keras.backend.stack")]
    public static Tensor stack(IReadOnlyList<TensorLike> values, int axis = 0) => Op.Stack([.. values.Select(x => x.ToTensor())], axis);

    /// <summary>The parts along an axis, without it.</summary>
    [KerasExport("tf.unstack", "keras.ops.unstack")]
    public static Tensor[] unstack(TensorLike value, int axis = 0) => Op.Unstack(value.ToTensor(), axis);

    /// <summary>Cuts a tensor into equal parts along an axis.</summary>
    [KerasExport("tf.split")]
    public static Tensor[] split(TensorLike value, int num_or_size_splits, int axis = 0) => Op.Split(value.ToTensor(), num_or_size_splits, axis);

    /// <summary>Cuts a tensor into parts of given sizes along an axis.</summary>
    [KerasExport("tf.split")]
    public static Tensor[] split(TensorLike value, int[] num_or_size_splits, int axis = 0) => Op.Split(value.ToTensor(), num_or_size_splits, axis);

    /// <summary>Repeats a tensor as a whole along each axis.</summary>
    [KerasExport("tf.tile", "keras.ops.tile", "keras.backend.tile")]
    public static Tensor tile(TensorLike input, int[] multiples) => Op.Tile(input.ToTensor(), multiples);

    /// <summary>Repeats axes of size 1 up to a shape.</summary>
    [KerasExport("tf.broadcast_to", "keras.ops.broadcast_to")]
    public static Tensor broadcast_to(TensorLike input, Shape shape) => Op.BroadcastTo(input.ToTensor(), shape);

    /// <summary>The elements along some axes in the opposite order.</summary>
    [KerasExport("tf.reverse", "keras.ops.flip", "keras.backend.reverse")]
    public static Tensor reverse(TensorLike tensor, AxisArg axis) => Op.Reverse(tensor.ToTensor(), axis.Axes);

    /// <summary>Elements at positions along an axis.</summary>
    /// <param name="params">The elements.</param>
    /// <param name="indices">Positions.</param>
    /// <param name="axis">The axis; null means the first after the batches.</param>
    /// <param name="batch_dims">How many first axes both have in common: each batch has positions of its own along the axis after them.</param>
    /// <exception cref="KerasValueException">With batches, another axis than the one after them.</exception>
    [KerasExport("tf.gather")]
    public static Tensor gather(TensorLike @params, TensorLike indices, int? axis = null, int batch_dims = 0)
    {
        Tensor x = @params.ToTensor(), at = indices.ToTensor();
        if (batch_dims == 0)
            return Op.Gather(x, at, axis ?? 0);
        int along = axis is not { } given ? batch_dims : given < 0 ? given + x.ndim : given;
        if (along != batch_dims)
            throw new KerasValueException($"tf.gather with batch_dims={batch_dims} takes the axis after the batches here. Received: axis={axis}");
        int batches = (int)x.shape.Part(0, batch_dims).Size, size = x.shape.Dims[batch_dims], each = at.Length / Math.Max(1, batches);
        int[] rows = Op.Cast(at, DType.Int32).ToArray<int>();
        for (int i = 0; i < rows.Length; i++)
            rows[i] = rows[i] >= 0 && rows[i] < size ? rows[i] + i / each * size : throw new KerasValueException($"indices[{i}] = {rows[i]} is not in [0, {size})");
        Shape rest = x.shape.Part(batch_dims + 1, x.ndim);
        return Op.Reshape(Op.Gather(Op.Reshape(x, ((Shape)(batches * size)).Append(rest.Dims)), Tensor.From<int>(rows, rows.Length)), at.shape.Append(rest.Dims));
    }

    /// <summary>Elements at positions along an axis.</summary>
    [KerasExport("keras.ops.take")]
    public static Tensor take(TensorLike x, TensorLike indices, int axis = 0) => Op.Gather(x.ToTensor(), indices.ToTensor(), axis);

    /// <summary>x where the condition is true, else y.</summary>
    [KerasExport("tf.where", "keras.ops.where")]
    public static Tensor where(TensorLike condition, TensorLike x, TensorLike y)
    {
        (Tensor a, Tensor b) = Operands.Of(x, y);
        return Op.Where(condition.ToTensor(), a, b);
    }

    /// <summary>Adds elements before and after along each axis.</summary>
    [KerasExport("tf.pad")]
    public static Tensor pad(TensorLike tensor, int[,] paddings, string mode = "CONSTANT", double constant_values = 0)
    {
        if (mode.ToUpperInvariant() != "CONSTANT")
            throw new KerasValueException($"tf.pad has only mode 'CONSTANT' here. Received: mode={mode}");
        return Op.Pad(tensor.ToTensor(), [.. Enumerable.Range(0, paddings.GetLength(0)).Select(i => (paddings[i, 0], paddings[i, 1]))], constant_values);
    }

    /// <summary>An axis of size 1 more, in an index.</summary>
    [KerasExport("tf.newaxis")]
    public static Slice newaxis => Slice.NewAxis;

    /// <summary>A tensor of zeros.</summary>
    [KerasExport("tf.zeros", "keras.ops.zeros")]
    public static Tensor zeros(Shape shape, DType? dtype = null) => Op.Zeros(shape, dtype);

    /// <summary>A tensor of ones.</summary>
    [KerasExport("tf.ones", "keras.ops.ones")]
    public static Tensor ones(Shape shape, DType? dtype = null) => Op.Ones(shape, dtype);

    /// <summary>Zeros of the shape of another tensor, and of its type unless one is given.</summary>
    [KerasExport("tf.zeros_like", "keras.ops.zeros_like", "keras.backend.zeros_like")]
    public static Tensor zeros_like(TensorLike input, DType? dtype = null) => Op.ZerosLike(Op.Cast(input.ToTensor(), dtype ?? input.dtype));

    /// <summary>Ones of the shape of another tensor, and of its type unless one is given.</summary>
    [KerasExport("tf.ones_like", "keras.ops.ones_like", "keras.backend.ones_like")]
    public static Tensor ones_like(TensorLike input, DType? dtype = null) => Op.OnesLike(Op.Cast(input.ToTensor(), dtype ?? input.dtype));

    /// <summary>A tensor of equal elements.</summary>
    [KerasExport("tf.fill")]
    [OverloadResolutionPriority(1)]
    public static Tensor fill(Shape dims, TensorLike value) => Op.BroadcastTo(value.ToTensor(), dims);

    /// <summary>A tensor of equal elements whose sizes are worked out: <c>tf.fill([n], 0)</c> for a tensor n.</summary>
    [KerasExport("tf.fill")]
    public static Tensor fill(TensorLike dims, TensorLike value)
    {
        Tensor sizes = dims.ToTensor(), filling = value.ToTensor();
        if (!sizes.IsSymbolic)
            return Op.BroadcastTo(filling, Op.Cast(sizes, DType.Int32).ToArray<int>());
        int[] unknown = new int[sizes.shape[0]];
        Array.Fill(unknown, Shape.Unknown);
        return Tensor.Symbolic(filling.dtype, unknown);
    }

    /// <summary>The numbers 0, 1, … below limit, of its type.</summary>
    [KerasExport("tf.range", "keras.ops.arange")]
    public static Tensor range(TensorLike limit, DType? dtype = null) => Range(0, limit, 1, dtype ?? limit.dtype);

    /// <summary>The numbers start, start + delta, … below limit: floats where one of the three is.</summary>
    [KerasExport("tf.range", "keras.ops.arange")]
    public static Tensor range(TensorLike start, TensorLike limit, TensorLike? delta = null, DType? dtype = null)
    {
        TensorLike step = delta ?? 1;
        TensorLike[] all = [start, limit, step];
        DType type = all.Select(part => part.dtype).FirstOrDefault(part => part == DType.Float64, all.Select(part => part.dtype).FirstOrDefault(part => part.is_floating,
            all.Any(part => part.dtype == DType.Int64) ? DType.Int64 : DType.Int32));
        return Range(start, limit, step, dtype ?? type);
    }

    private static Tensor Range(TensorLike start, TensorLike limit, TensorLike delta, DType type)
    {
        (Tensor first, Tensor end, Tensor step) = (start.ToTensor(), limit.ToTensor(), delta.ToTensor());
        return first.IsSymbolic || end.IsSymbolic || step.IsSymbolic ? Tensor.Symbolic(type, [null])
            : Op.Range(first.ToDouble(), end.ToDouble(), step.ToDouble(), type);
    }

    /// <summary>Rows that are 1 at the given position.</summary>
    [KerasExport("tf.one_hot")]
    public static Tensor one_hot(TensorLike indices, int depth, double on_value = 1, double off_value = 0, DType? dtype = null) =>
        Op.OneHot(indices.ToTensor(), depth, on_value, off_value, dtype);

    /// <summary>The shape as a tensor of int32.</summary>
    [KerasExport("tf.shape")]
    public static Tensor shape(TensorLike input) => Tensor.From<int>([.. input.shape.Select(size => size ?? throw new KerasShapeException($"The shape {input.shape} is not fully known."))], input.shape.Rank);

    /// <summary>The number of elements.</summary>
    [KerasExport("tf.size", "keras.ops.size")]
    public static Tensor size(TensorLike input) => Tensor.Scalar((int)input.shape.Size);

    /// <summary>The number of axes.</summary>
    [KerasExport("tf.rank", "keras.ops.ndim", "keras.backend.ndim")]
    public static Tensor rank(TensorLike input) => Tensor.Scalar(input.shape.Rank);
}
