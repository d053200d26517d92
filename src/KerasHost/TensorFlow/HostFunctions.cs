using KerasHost.Layers;

namespace KerasHost.TensorFlow;

/// <summary>What TensorFlow tells of itself and of tensors, and what has no work to do here.</summary>
public static partial class HostFunctions
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

    /// <summary>Coordinates of the points of a grid.</summary>
    /// <param name="args">The coordinates along each axis.</param>
    /// <returns>A tensor an axis, of the shape of the grid: the size of the second, then of the first, then of the others.</returns>
    [KerasExport("tf.meshgrid")]
    public static Tensor[] meshgrid(params TensorLike[] args) => Grid(args, "xy");

    /// <summary>Coordinates of the points of a grid.</summary>
    /// <param name="x">The coordinates along one axis.</param>
    /// <param name="y">The coordinates along the other.</param>
    /// <param name="indexing">"xy": the first axis of the result is that of y; "ij": that of x.</param>
    /// <exception cref="KerasValueException">Another word.</exception>
    [KerasExport("tf.meshgrid")]
    public static Tensor[] meshgrid(TensorLike x, TensorLike y, string indexing) => Grid([x, y], indexing);

    /// <summary>A shape; null stands for a size that is not known.</summary>
    [KerasExport("tf.TensorShape")]
    public static Shape TensorShape(Shape dims) => dims;

    /// <summary>The devices of a kind: one CPU, and nothing else.</summary>
    /// <param name="device_type">"CPU", "GPU", …; null for all.</param>
    [KerasExport("tf.config.list_physical_devices", "tf.config.experimental.list_physical_devices")]
    public static List<PhysicalDevice> list_physical_devices(string? device_type = null) =>
        device_type is null or "CPU" ? [new("/physical_device:CPU:0", "CPU")] : [];

    /// <summary>Has no effect: everything runs eagerly here.</summary>
    [KerasExport("tf.config.run_functions_eagerly")]
    public static void run_functions_eagerly(bool run_eagerly) => _ = run_eagerly;

    private static Tensor[] Grid(TensorLike[] args, string indexing)
    {
        if (indexing is not ("xy" or "ij"))
            throw new KerasValueException("Argument `indexing` parameter must be either 'xy' or 'ij', got '" + indexing + "'");
        Tensor[] parts = Array.ConvertAll(args, part => part.ToTensor());
        int[] axes = [.. Enumerable.Range(0, parts.Length)];
        if (indexing == "xy" && parts.Length > 1)
            (axes[0], axes[1]) = (1, 0);
        var sizes = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
            sizes[axes[i]] = parts[i].Length;
        return [.. parts.Select((part, i) => Op.BroadcastTo(Op.Reshape(part, sizes.Select((_, axis) => axis == axes[i] ? part.Length : 1).ToArray()), sizes))];
    }
}
