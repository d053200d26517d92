using KerasHost.Layers;
using KerasHost.RandomNumbers;
using KerasHost.Seeding;

namespace KerasHost.TensorFlow;

public static partial class RandomFunctions
{
    /// <summary>The parts along the first axis in a random order, TensorFlow's own after <c>set_random_seed</c>.</summary>
    /// <param name="value">Any shape.</param>
    /// <param name="seed">A seed of its own, or null.</param>
    [KerasExport("tf.random.shuffle")]
    public static Tensor shuffle(TensorLike value, int? seed = null)
    {
        Tensor x = value.ToTensor();
        if (x.ndim == 0 || x.IsSymbolic)
            return x;
        var order = new int[x.shape.Dims[0]];
        new LayerRandom(seed).NextKernel(RandomOp.Shuffle, x.dtype).Permutation(order);
        return Op.Gather(x, Tensor.From<int>(order, order.Length));
    }

    /// <summary>Uniform numbers in [minval, maxval), the same for the same seed.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="seed">Two whole numbers.</param>
    /// <param name="minval">The smallest number.</param>
    /// <param name="maxval">What all numbers are below; null means 1.</param>
    /// <param name="dtype">The type; null means float32.</param>
    [KerasExport("tf.random.stateless_uniform")]
    public static Tensor stateless_uniform(Shape shape, TensorLike seed, double minval = 0, double? maxval = null, DType? dtype = null)
    {
        DType type = dtype ?? DType.Float32;
        if (maxval is null && type.is_integer)
            throw new KerasValueException($"Must specify maxval for integer dtype {type}");
        (long s0, long s1) = Pair(seed);
        Tensor y = Tensor.Uninitialized(type, shape);
        switch (type.Code)
        {
            case DTypeCode.Float32: StatelessRandom.Uniform(y.AsSpan<float>(), s0, s1, (float)minval, (float)(maxval ?? 1)); break;
            case DTypeCode.Float64: StatelessRandom.Uniform(y.AsSpan<double>(), s0, s1, minval, maxval ?? 1); break;
            case DTypeCode.Int32: StatelessRandom.UniformInt(y.AsSpan<int>(), s0, s1, (int)minval, (int)maxval!); break;
            case DTypeCode.Int64: StatelessRandom.UniformInt(y.AsSpan<long>(), s0, s1, (long)minval, (long)maxval!); break;
            default: throw new KerasTypeException($"Invalid dtype {type} for tf.random.stateless_uniform: float32, float64, int32 and int64 are known.");
        }
        return y;
    }

    /// <summary>Normal numbers, the same for the same seed.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="seed">Two whole numbers.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="stddev">The deviation.</param>
    /// <param name="dtype">float32 or float64; null means float32.</param>
    [KerasExport("tf.random.stateless_normal")]
    public static Tensor stateless_normal(Shape shape, TensorLike seed, double mean = 0, double stddev = 1, DType? dtype = null) => Floats(shape, seed, dtype,
        (values, s0, s1) => StatelessRandom.Normal(values, s0, s1, (float)mean, (float)stddev), (values, s0, s1) => StatelessRandom.Normal(values, s0, s1, mean, stddev));

    /// <summary>Normal numbers not further than two deviations from the mean, the same for the same seed.</summary>
    /// <inheritdoc cref="stateless_normal"/>
    [KerasExport("tf.random.stateless_truncated_normal")]
    public static Tensor stateless_truncated_normal(Shape shape, TensorLike seed, double mean = 0, double stddev = 1, DType? dtype = null) => Floats(shape, seed, dtype,
        (values, s0, s1) => StatelessRandom.TruncatedNormal(values, s0, s1, (float)mean, (float)stddev),
        (values, s0, s1) => StatelessRandom.TruncatedNormal(values, s0, s1, mean, stddev));

    private delegate void SeededFiller<T>(Span<T> values, long s0, long s1);

    private static Tensor Floats(Shape shape, TensorLike seed, DType? dtype, SeededFiller<float> single, SeededFiller<double> wide)
    {
        (long s0, long s1) = Pair(seed);
        Tensor y = Tensor.Uninitialized(Float(dtype), shape);
        if (y.dtype == DType.Float32)
            single(y.AsSpan<float>(), s0, s1);
        else
            wide(y.AsSpan<double>(), s0, s1);
        return y;
    }

    private static DType Float(DType? dtype) => dtype is not { } type ? DType.Float32 : type == DType.Float32 || type == DType.Float64 ? type
        : throw new KerasTypeException($"Invalid dtype {type} for random floats: float32 and float64 are known.");

    private static (long, long) Pair(TensorLike seed)
    {
        Tensor numbers = seed.ToTensor(DType.Int64);
        return numbers.shape == (Shape)2 ? ((long)numbers.Element(0)!, (long)numbers.Element(1)!)
            : throw new KerasValueException($"seed must have shape [2], not {numbers.shape}");
    }
}
