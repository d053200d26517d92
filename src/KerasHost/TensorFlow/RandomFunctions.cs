using KerasHost.Layers;
using KerasHost.RandomNumbers;
using KerasHost.Seeding;

namespace KerasHost.TensorFlow;

/// <summary>Random tensors, with TensorFlow's numbers after <c>set_random_seed</c>.</summary>
public static partial class RandomFunctions
{
    /// <summary>Uniform numbers in [minval, maxval).</summary>
    [KerasExport("tf.random.uniform")]
    public static Tensor uniform(Shape shape, double minval = 0, double? maxval = null, DType? dtype = null, int? seed = null)
    {
        DType type = dtype ?? DType.Float32;
        if (maxval is null && type.is_integer)
            throw new KerasValueException($"Must specify maxval for integer dtype {type}");
        Tensor y = Tensor.Uninitialized(type, shape);
        StatefulKernel kernel = new LayerRandom(seed).NextKernel(type.is_integer ? RandomOp.UniformInt : RandomOp.Uniform, type);
        switch (type.Code)
        {
            case DTypeCode.Float32: kernel.Uniform(y.AsSpan<float>(), (float)minval, (float)(maxval ?? 1)); break;
            case DTypeCode.Float64: kernel.Uniform(y.AsSpan<double>(), minval, maxval ?? 1); break;
            case DTypeCode.Int32: kernel.UniformInt(y.AsSpan<int>(), (int)minval, (int)maxval!); break;
            case DTypeCode.Int64: kernel.UniformInt(y.AsSpan<long>(), (long)minval, (long)maxval!); break;
            default: throw new KerasTypeException($"Invalid dtype {type} for tf.random.uniform: float32, float64, int32 and int64 are known.");
        }
        return y;
    }

    /// <summary>Normal numbers.</summary>
    [KerasExport("tf.random.normal")]
    public static Tensor normal(Shape shape, double mean = 0, double stddev = 1, DType? dtype = null, int? seed = null) =>
        Floats(shape, dtype, seed, RandomOp.Normal, (k, s) => k.Normal(s, (float)mean, (float)stddev), (k, s) => k.Normal(s, mean, stddev));

    /// <summary>Normal numbers not further than two deviations from the mean.</summary>
    [KerasExport("tf.random.truncated_normal")]
    public static Tensor truncated_normal(Shape shape, double mean = 0, double stddev = 1, DType? dtype = null, int? seed = null) =>
        Floats(shape, dtype, seed, RandomOp.TruncatedNormal, (k, s) => k.TruncatedNormal(s, (float)mean, (float)stddev), (k, s) => k.TruncatedNormal(s, mean, stddev));

    /// <summary>Classes drawn with probabilities softmax(logits): <c>(rows, classes)</c> becomes <c>(rows, num_samples)</c>, int64.</summary>
    [KerasExport("tf.random.categorical")]
    public static Tensor categorical(TensorLike logits, int num_samples, DType? dtype = null, int? seed = null)
    {
        Tensor x = logits.ToTensor();
        if (x.ndim != 2)
            throw new KerasShapeException($"logits should be a matrix, got shape {x.shape}");
        Tensor y = Tensor.Uninitialized(DType.Int64, [x.shape[0], num_samples]);
        StatefulKernel kernel = new LayerRandom(seed).NextKernel(RandomOp.Multinomial, x.dtype);
        if (x.dtype == DType.Float64)
            kernel.Categorical(y.AsSpan<long>(), x.AsSpan<double>(), x.shape[1]);
        else
            kernel.Categorical(y.AsSpan<long>(), Op.Cast(x, DType.Float32).AsSpan<float>(), x.shape[1]);
        GC.KeepAlive(x);
        return Op.Cast(y, dtype ?? DType.Int64);
    }

    private static Tensor Floats(Shape shape, DType? dtype, int? seed, RandomOp operation, Filler<float> single, Filler<double> wide)
    {
        DType type = dtype ?? DType.Float32;
        Tensor y = Tensor.Uninitialized(type, shape);
        StatefulKernel kernel = new LayerRandom(seed).NextKernel(operation, type);
        if (type == DType.Float32)
            single(kernel, y.AsSpan<float>());
        else if (type == DType.Float64)
            wide(kernel, y.AsSpan<double>());
        else
            throw new KerasTypeException($"Invalid dtype {type} for random floats: float32 and float64 are known.");
        return y;
    }

    private delegate void Filler<T>(StatefulKernel kernel, Span<T> destination);
}
