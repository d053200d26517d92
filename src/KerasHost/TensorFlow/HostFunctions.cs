using KerasHost.Layers;

namespace KerasHost.TensorFlow;

/// <summary>What TensorFlow tells of itself and of tensors, and what has no work to do here.</summary>
public static class HostFunctions
{
    /// <summary>The function itself: everything runs eagerly here, and training steps of <c>fit</c> need no tracing to be fast.</summary>
    /// <param name="func">A function of a script: <c>var step = tf.function(train_step)</c>.</param>
    [KerasExport("tf.function")]
    public static T function<T>(T func) where T : Delegate => func;

    /// <summary>True.</summary>
    [KerasExport("tf.executing_eagerly")]
    public static bool executing_eagerly() => true;

    /// <summary>The version of tf_keras whose behaviour this library has.</summary>
    [KerasExport("keras.__version__")]
    public static string keras_version => "2.16.0";

    /// <summary>The version of TensorFlow whose behaviour this library has.</summary>
    [KerasExport("tf.__version__")]
    public static string version => "2.16.2";

    /// <summary>Whether this is a tensor or a variable.</summary>
    [KerasExport("tf.is_tensor")]
    public static bool is_tensor(object? x) => x is Tensor or Variable or Tensors { IsSingle: true };

    /// <summary>The tensor, when it has a shape that fits.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="shape">The shape wanted; null stands for any size.</param>
    /// <exception cref="KerasValueException">It has another.</exception>
    [KerasExport("tf.ensure_shape")]
    public static Tensor ensure_shape(TensorLike x, Shape shape)
    {
        Tensor tensor = x.ToTensor();
        bool fits = tensor.shape.Rank == shape.Rank;
        for (int i = 0; fits && i < shape.Rank; i++)
            fits = shape.Dims[i] == Shape.Unknown || tensor.shape.Dims[i] == Shape.Unknown || shape.Dims[i] == tensor.shape.Dims[i];
        return fits ? tensor : throw new KerasValueException($"Shape of tensor {tensor.shape} is not compatible with expected shape {shape}.");
    }

    /// <summary>Ones on the diagonal of a matrix, zeros elsewhere.</summary>
    /// <param name="num_rows">Rows.</param>
    /// <param name="num_columns">Columns; null means as many as rows.</param>
    /// <param name="dtype">The type; null means float32.</param>
    [KerasExport("tf.eye", "tf.linalg.eye")]
    public static Tensor eye(int num_rows, int? num_columns = null, DType? dtype = null) =>
        Op.OneHot(Op.Range(0, num_rows, 1, DType.Int32), num_columns ?? num_rows, 1, 0, dtype ?? DType.Float32);

    /// <summary>So many numbers in even steps from a start to an end, both included.</summary>
    /// <param name="start">The first number; the result has its type.</param>
    /// <param name="stop">The last number.</param>
    /// <param name="num">How many.</param>
    /// <exception cref="KerasValueException">There is no number.</exception>
    [KerasExport("tf.linspace")]
    public static Tensor linspace(TensorLike start, TensorLike stop, int num)
    {
        if (num < 1)
            throw new KerasValueException($"Requires num > 0: {num}");
        (Tensor first, Tensor last) = Operands.Of(start, stop);
        if (num == 1)
            return Op.ExpandDims(first, 0);
        Tensor step = (last - first) / (num - 1);
        return Op.Concat([Op.ExpandDims(first, 0), first + step * Op.Range(1, num - 1, 1, first.dtype), Op.ExpandDims(last, 0)], 0);
    }
}
