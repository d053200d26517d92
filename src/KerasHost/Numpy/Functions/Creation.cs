using System.Runtime.CompilerServices;

namespace KerasHost.Numpy;

/// <summary><c>np.array</c>, <c>np.zeros</c> and the other ways to make an array.</summary>
internal static class Creation
{
    /// <summary>An array of numbers, text, .NET arrays or lists; a copy of an NDArray.</summary>
    /// <param name="obj">The values. C# <c>int</c> becomes int64 and <c>double</c> float64, as in Python; <c>float</c> stays float32.</param>
    /// <param name="dtype">The type of the elements, or null for that of the values.</param>
    [KerasExport("np.array")]
    [OverloadResolutionPriority(1)]
    public static NDArray array(NDArray obj, DType? dtype = null) => obj.astype(dtype ?? obj.dtype);

    /// <summary>An array of the items of a sequence, such as a LINQ query; lists in it become axes.</summary>
    /// <param name="obj">The items.</param>
    /// <param name="dtype">The type of the elements, or null for that of the values; <c>np.object_</c> keeps the items as they are.</param>
    /// <exception cref="KerasValueException">Lists of different lengths.</exception>
    [KerasExport("np.array")]
    public static NDArray array<T>(IEnumerable<T> obj, DType? dtype = null) =>
        dtype == DTypeCode.Object ? NDArray.OfObjects(obj.Cast<object?>()) : NDArray.From(obj) is var made && dtype is { } type ? made.astype(type, copy: false) : made;

    /// <summary>The array itself, converted where its type is another.</summary>
    /// <param name="a">The values.</param>
    /// <param name="dtype">The type of the elements, or null for that of the values.</param>
    [KerasExport("np.asarray")]
    [OverloadResolutionPriority(1)]
    public static NDArray asarray(NDArray a, DType? dtype = null) => dtype is { } type ? a.astype(type, copy: false) : a;

    /// <inheritdoc cref="array{T}(IEnumerable{T}, DType?)"/>
    [KerasExport("np.asarray")]
    public static NDArray asarray<T>(IEnumerable<T> a, DType? dtype = null) => array(a, dtype);

    /// <summary>A copy.</summary>
    [KerasExport("np.copy")]
    public static NDArray copy(NDArray a) => a.copy();

    /// <summary>Zeros.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="dtype">The type, or null for float64.</param>
    [KerasExport("np.zeros")]
    public static NDArray zeros(Shape shape, DType? dtype = null) => NDArray.Zeros(dtype ?? DType.Float64, shape.Dims);

    /// <summary>Ones.</summary>
    /// <inheritdoc cref="zeros"/>
    [KerasExport("np.ones")]
    public static NDArray ones(Shape shape, DType? dtype = null) => full(shape, NDArray.Scalar(1L), dtype ?? DType.Float64);

    /// <summary>An array to be written to; zeros here.</summary>
    /// <inheritdoc cref="zeros"/>
    [KerasExport("np.empty")]
    public static NDArray empty(Shape shape, DType? dtype = null) => zeros(shape, dtype);

    /// <summary>One value everywhere.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="fill_value">The value, broadcast.</param>
    /// <param name="dtype">The type, or null for that of the value.</param>
    [KerasExport("np.full")]
    public static NDArray full(Shape shape, NDArray fill_value, DType? dtype = null)
    {
        NDArray result = NDArray.Zeros(dtype ?? fill_value.dtype, shape.Dims);
        result.Assign(fill_value);
        return result;
    }

    /// <summary>Zeros of the shape and type of another array.</summary>
    /// <param name="a">The other array.</param>
    /// <param name="dtype">The type, or null for that of the other.</param>
    [KerasExport("np.zeros_like", "np.empty_like")]
    public static NDArray zeros_like(NDArray a, DType? dtype = null) => NDArray.Zeros(dtype ?? a.dtype, a.Dims);

    /// <summary>Ones of the shape and type of another array.</summary>
    /// <inheritdoc cref="zeros_like"/>
    [KerasExport("np.ones_like")]
    public static NDArray ones_like(NDArray a, DType? dtype = null) => full(a.shape, NDArray.Scalar(1L), dtype ?? a.dtype);

    /// <summary>One value in the shape and type of another array.</summary>
    /// <param name="a">The other array.</param>
    /// <param name="fill_value">The value, broadcast.</param>
    /// <param name="dtype">The type, or null for that of the other.</param>
    [KerasExport("np.full_like")]
    public static NDArray full_like(NDArray a, NDArray fill_value, DType? dtype = null) => full(a.shape, fill_value, dtype ?? a.dtype);

    /// <summary>Ones on a diagonal, zeros elsewhere.</summary>
    /// <param name="N">Rows.</param>
    /// <param name="M">Columns, or null for as many as rows.</param>
    /// <param name="k">How far the diagonal is above the main one.</param>
    /// <param name="dtype">The type, or null for float64.</param>
    [KerasExport("np.eye", "np.identity")]
    public static NDArray eye(int N, int? M = null, int k = 0, DType? dtype = null)
    {
        NDArray result = NDArray.Zeros(dtype ?? DType.Float64, N, M ?? N);
        for (int i = Math.Max(0, -k); i < N && i + k < (M ?? N); i++)
            result[i, i + k] = NDArray.Scalar(1L);
        return result;
    }

    /// <summary>0, 1, … below a number.</summary>
    /// <param name="stop">The end, not included.</param>
    /// <param name="dtype">The type, or null for int64, float64 where the end is a float.</param>
    [KerasExport("np.arange")]
    public static NDArray arange(NDArray stop, DType? dtype = null) => arange(NDArray.Scalar(0L), stop, NDArray.Scalar(1L), dtype);

    /// <summary>Numbers in even steps from a start to an end.</summary>
    /// <param name="start">The first number.</param>
    /// <param name="stop">The end, not included.</param>
    /// <param name="step">The distance, or null for 1.</param>
    /// <param name="dtype">The type, or null for int64, float64 where an argument is a float.</param>
    /// <exception cref="KerasValueException">The step is zero.</exception>
    [KerasExport("np.arange")]
    public static NDArray arange(NDArray start, NDArray stop, NDArray? step = null, DType? dtype = null)
    {
        step ??= NDArray.Scalar(1L);
        DType type = dtype ?? Promotion.Of(Promotion.Of(start.dtype, stop.dtype), step.dtype);
        double from = start.item<double>(), by = step.item<double>();
        if (by == 0)
            throw new KerasValueException("Maximum allowed size exceeded");
        double count = Math.Ceiling((stop.item<double>() - from) / by);
        int length = count <= 0 ? 0 : count <= Array.MaxLength ? (int)count : throw new KerasValueException("Maximum allowed size exceeded");
        if (type.is_integer)
        {
            var whole = new long[length];
            long first = start.item<long>(), delta = (long)(from + by) - first;
            for (int i = 0; i < length; i++)
                whole[i] = first + i * delta;
            return NDArray.Over(whole).astype(type, copy: false);
        }
        // NumPy multiplies the step that rounding left between the first two numbers.
        var values = new double[length];
        double next = from + by;
        for (int i = 0; i < length; i++)
            values[i] = i == 0 ? from : i == 1 ? next : from + i * (next - from);
        return NDArray.Over(values).astype(type, copy: false);
    }

    /// <summary>So many numbers in even steps from a start to an end.</summary>
    /// <param name="start">The first number.</param>
    /// <param name="stop">The last number, where it is included.</param>
    /// <param name="num">How many.</param>
    /// <param name="endpoint">Whether the end is included.</param>
    /// <param name="dtype">The type, or null for float64.</param>
    [KerasExport("np.linspace")]
    public static NDArray linspace(double start, double stop, int num = 50, bool endpoint = true, DType? dtype = null)
    {
        if (num < 0)
            throw new KerasValueException($"Number of samples, {num}, must be non-negative.");
        var values = new double[num];
        int parts = endpoint ? num - 1 : num;
        double delta = stop - start, step = delta / parts;
        for (int i = 0; i < num; i++)
            values[i] = (parts <= 0 || step == 0 ? i * delta / Math.Max(parts, 1) : i * step) + start;
        if (endpoint && num > 1)
            values[^1] = stop;
        NDArray result = NDArray.Over(values);
        if (dtype is not { } type)
            return result;
        return (type.is_integer ? UnaryKernel.Real(result, Math.Floor) : result).astype(type, copy: false);
    }
}
