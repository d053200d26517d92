using KerasHost.Layers;

namespace KerasHost.TensorFlow;

public static partial class ReductionFunctions
{
    /// <summary>The mean of (x - mean x)² along axes.</summary>
    /// <param name="input_tensor">Floats.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    /// <exception cref="KerasTypeException">Whole numbers.</exception>
    [KerasExport("tf.math.reduce_variance")]
    public static Tensor reduce_variance(TensorLike input_tensor, AxisArg? axis = null, bool keepdims = false)
    {
        Tensor x = input_tensor.ToTensor();
        if (!x.dtype.is_floating)
            throw new KerasTypeException($"Input must be either real or complex. Received integer type <dtype: '{x.dtype.name}'>.");
        return Op.Mean(Op.Square(x - Op.Mean(x, axis?.Axes, keepdims: true)), axis?.Axes, keepdims);
    }

    /// <summary>The root of the variance along axes.</summary>
    /// <inheritdoc cref="reduce_variance"/>
    [KerasExport("tf.math.reduce_std")]
    public static Tensor reduce_std(TensorLike input_tensor, AxisArg? axis = null, bool keepdims = false) => Op.Sqrt(reduce_variance(input_tensor, axis, keepdims));

    /// <summary>√Σx² along axes.</summary>
    /// <param name="input_tensor">The elements.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    [KerasExport("tf.math.reduce_euclidean_norm")]
    public static Tensor reduce_euclidean_norm(TensorLike input_tensor, AxisArg? axis = null, bool keepdims = false) =>
        Op.Sqrt(Op.Sum(Op.Square(input_tensor.ToTensor()), axis?.Axes, keepdims));

    /// <summary>The length of vectors.</summary>
    /// <param name="tensor">Floats.</param>
    /// <param name="ord">null for √Σx² (of two axes too); 1 for Σ|x|, <c>np.inf</c> for the largest |x|, p for (Σ|x|ᵖ)^(1/p).</param>
    /// <param name="axis">The axis, or two for <paramref name="ord"/> null; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    /// <exception cref="KerasValueException">A matrix norm other than that for null, or a number that is not above 0.</exception>
    [KerasExport("tf.norm", "tf.linalg.norm")]
    public static Tensor norm(TensorLike tensor, double? ord = null, AxisArg? axis = null, bool keepdims = false)
    {
        Tensor x = tensor.ToTensor();
        if (ord is null)
            return reduce_euclidean_norm(x, axis, keepdims);
        if (axis is { Axes.Length: 2 })
            throw new KerasValueException("Of two axes only the norm for ord=None is known here: the root of the sum of squares.");
        if (ord <= 0 || double.IsNaN(ord.Value))
            throw new KerasValueException($"'ord' must be a supported vector norm, got {ord}");
        Tensor magnitude = Op.Abs(x);
        if (double.IsInfinity(ord.Value))
            return Op.Max(magnitude, axis?.Axes, keepdims);
        return ord == 1 ? Op.Sum(magnitude, axis?.Axes, keepdims) : ord == 2 ? reduce_euclidean_norm(x, axis, keepdims)
            : Op.Power(Op.Sum(Op.Power(magnitude, Op.Constant(ord.Value, x)), axis?.Axes, keepdims), Op.Constant(1 / ord.Value, x));
    }

    /// <summary>How many elements are not 0 along axes.</summary>
    /// <param name="input">The elements.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    /// <param name="dtype">The type of the result; null means int64.</param>
    [KerasExport("tf.math.count_nonzero")]
    public static Tensor count_nonzero(TensorLike input, AxisArg? axis = null, bool keepdims = false, DType? dtype = null)
    {
        Tensor x = input.ToTensor();
        return Op.Cast(Op.Sum(Op.Cast(Op.NotEqual(x, Op.ZerosLike(x)), DType.Int64), axis?.Axes, keepdims), dtype ?? DType.Int64);
    }

    /// <summary>The part of the elements that is 0, float32.</summary>
    [KerasExport("tf.math.zero_fraction", "tf.nn.zero_fraction")]
    public static Tensor zero_fraction(TensorLike value)
    {
        Tensor x = value.ToTensor();
        return Op.Mean(Op.Cast(Op.Equal(x, Op.ZerosLike(x)), DType.Float32));
    }

    /// <summary>The running product along an axis.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <param name="exclusive">Whether an element's own factor is left out, so that the first is 1.</param>
    /// <param name="reverse">Whether it runs from the end.</param>
    [KerasExport("tf.math.cumprod", "keras.backend.cumprod")]
    public static Tensor cumprod(TensorLike x, int axis = 0, bool exclusive = false, bool reverse = false)
    {
        Tensor[] parts = Op.Unstack(x.ToTensor(), axis);
        if (reverse)
            Array.Reverse(parts);
        var products = new Tensor[parts.Length];
        Tensor? product = null;
        for (int i = 0; i < parts.Length; i++)
        {
            Tensor with = product is null ? parts[i] : product * parts[i];
            products[i] = exclusive ? product ?? Op.OnesLike(parts[i]) : with;
            product = with;
        }
        if (reverse)
            Array.Reverse(products);
        return Op.Stack(products, axis);
    }

    /// <summary>How often each of the numbers 0, 1, … is there.</summary>
    /// <param name="arr">Whole numbers from 0.</param>
    /// <param name="minlength">The result has at least this size.</param>
    /// <param name="maxlength">Larger numbers are left out, and the result has at most this size; null for no limit.</param>
    /// <param name="dtype">The type of the counts; null means int32.</param>
    [KerasExport("tf.math.bincount")]
    public static Tensor bincount(TensorLike arr, int? minlength = null, int? maxlength = null, DType? dtype = null)
    {
        int[] numbers = Op.Cast(arr.ToTensor(), DType.Int32).ToArray<int>();
        if (numbers.Any(number => number < 0))
            throw new KerasValueException("Input arr must be non-negative!");
        int size = Math.Max(numbers.Length == 0 ? 0 : numbers.Max() + 1, minlength ?? 0);
        var counts = new int[Math.Min(size, maxlength ?? size)];
        foreach (int number in numbers)
            if (number < counts.Length)
                counts[number]++;
        return Op.Cast(Tensor.From<int>(counts, counts.Length), dtype ?? DType.Int32);
    }

    /// <summary>How often each class was taken for each: rows are labels, columns predictions.</summary>
    /// <param name="labels">Classes, a vector.</param>
    /// <param name="predictions">Classes, a vector.</param>
    /// <param name="num_classes">How many classes; null means one more than the largest number.</param>
    /// <param name="dtype">The type of the counts; null means int32.</param>
    [KerasExport("tf.math.confusion_matrix")]
    public static Tensor confusion_matrix(TensorLike labels, TensorLike predictions, int? num_classes = null, DType? dtype = null)
    {
        int[] rows = Op.Cast(labels.ToTensor(), DType.Int32).ToArray<int>(), columns = Op.Cast(predictions.ToTensor(), DType.Int32).ToArray<int>();
        int classes = num_classes ?? Math.Max(rows.Max(), columns.Max()) + 1;
        if (rows.Length != columns.Length)
            throw new KerasValueException($"Dimensions must be equal, but are {rows.Length} and {columns.Length}");
        if (rows.Concat(columns).Any(number => number < 0 || number >= classes))
            throw new KerasValueException($"`labels` and `predictions` must be in [0, {classes}).");
        var counts = new int[classes * classes];
        for (int i = 0; i < rows.Length; i++)
            counts[rows[i] * classes + columns[i]]++;
        return Op.Cast(Tensor.From<int>(counts, [classes, classes]), dtype ?? DType.Int32);
    }
}
