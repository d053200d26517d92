using KerasHost.Engines;
using KerasHost.Engines.Cpu;

namespace KerasHost.Tensors.Tests.Engines;

/// <summary>
/// What the contract suite shares: the engines it runs over, tensors of chosen numbers, and results read as double. References are
/// written out in double precision, element by element.
/// </summary>
public abstract class EngineContract
{
    public static readonly DType[] FloatTypes = ["float32", "float64", "float16", "bfloat16"];
    public static readonly DType[] IntegerTypes = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"];
    public static readonly DType[] NumberTypes = [.. FloatTypes, .. IntegerTypes];
    public static readonly DType[] AllTypes = [.. NumberTypes, "bool"];

    private static readonly Dictionary<string, IEngine> s_engines = Enum.GetValues<SimdPath>()
        .Where(SimdPaths.IsSupported).ToDictionary(SimdPaths.Name, path => (IEngine)new CpuEngine(path, 3));

    /// <summary>Every engine and kernel path that this machine can run.</summary>
    public static TheoryData<string> Engines => [.. s_engines.Keys];

    internal static IEngine Named(string name) => s_engines[name];

    internal static Tensor Empty(DType type, Shape shape)
    {
        Tensor tensor = Tensor.Owned(type, shape);
        tensor.Bytes.Fill(0xA5);
        return tensor;
    }

    /// <summary>A tensor of these numbers, rounded to the type.</summary>
    internal static unsafe Tensor Make(DType type, Shape shape, Func<int, double> value)
    {
        Tensor tensor = Tensor.Owned(type, shape);
        void* data = tensor.Data;
        for (int i = 0; i < tensor.Length; i++)
        {
            double v = value(i);
            switch (type.Code)
            {
                case DTypeCode.Float32: ((float*)data)[i] = (float)v; break;
                case DTypeCode.Float64: ((double*)data)[i] = v; break;
                case DTypeCode.Float16: ((Half*)data)[i] = (Half)v; break;
                case DTypeCode.BFloat16: ((ushort*)data)[i] = (ushort)(BitConverter.SingleToUInt32Bits((float)v) >> 16); break;
                case DTypeCode.Int8: ((sbyte*)data)[i] = (sbyte)v; break;
                case DTypeCode.Int16: ((short*)data)[i] = (short)v; break;
                case DTypeCode.Int32: ((int*)data)[i] = (int)v; break;
                case DTypeCode.Int64: ((long*)data)[i] = (long)v; break;
                case DTypeCode.UInt8: ((byte*)data)[i] = (byte)v; break;
                case DTypeCode.UInt16: ((ushort*)data)[i] = (ushort)v; break;
                case DTypeCode.UInt32: ((uint*)data)[i] = (uint)v; break;
                case DTypeCode.UInt64: ((ulong*)data)[i] = (ulong)v; break;
                default: ((byte*)data)[i] = v != 0 ? (byte)1 : (byte)0; break;
            }
        }
        GC.KeepAlive(tensor);
        return tensor;
    }

    /// <summary>Random numbers that suit the type: -4 … 4 for floats, whole numbers of up to <paramref name="limit"/> for others.</summary>
    internal static Tensor RandomTensor(DType type, Shape shape, int seed, int limit = 9)
    {
        var random = new Random(seed);
        return Make(type, shape, _ => type.is_floating
            ? random.NextDouble() * 8 - 4
            : type.Code is DTypeCode.Bool ? random.Next(2)
            : type.name.StartsWith('u') ? random.Next(limit + 1) : random.Next(-limit, limit + 1));
    }

    internal static double[] Values(Tensor tensor)
    {
        var values = new double[tensor.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = tensor.ElementAsDouble(i);
        return values;
    }

    /// <summary>The distance of neighbouring numbers of the type around a value.</summary>
    internal static double Spacing(DType type, double value)
    {
        (int digits, int lowest) = type.Code switch
        {
            DTypeCode.Float32 => (23, -126),
            DTypeCode.Float64 => (52, -1022),
            DTypeCode.Float16 => (10, -14),
            DTypeCode.BFloat16 => (7, -126),
            _ => (0, 0),
        };
        if (digits == 0)
            return 1;
        int exponent = value == 0 ? lowest : Math.Max(Math.ILogB(value), lowest);
        return Math.ScaleB(1, exponent - digits);
    }

    /// <summary>The value as the type holds it; for floats beyond its range an infinity.</summary>
    internal static double Rounded(DType type, double value) => type.Code switch
    {
        DTypeCode.Float32 => (float)value,
        DTypeCode.Float16 => (double)(Half)value,
        DTypeCode.BFloat16 => double.IsFinite(value) && Math.Abs(value) >= 3.3961775292304957e38 ? value * double.PositiveInfinity : value,
        _ => value,
    };

    /// <summary>Fails unless every element is within so many units in the last place of the reference; NaN and infinities must agree.</summary>
    internal static void AssertClose(double[] expected, Tensor actual, double units, string what) =>
        AssertClose(expected, actual, v => units * Spacing(actual.dtype, v), what);

    internal static void AssertClose(double[] expected, Tensor actual, Func<double, double> tolerance, string what)
    {
        double[] values = Values(actual);
        Assert.True(expected.Length == values.Length, $"{what}: {values.Length} elements for {expected.Length}");
        for (int i = 0; i < values.Length; i++)
        {
            double e = expected[i], v = values[i];
            if (double.IsNaN(e) ? double.IsNaN(v) : e == v)
                continue;
            if (double.IsInfinity(e) && Rounded(actual.dtype, e) == v)
                continue;
            if (double.IsFinite(e) && double.IsFinite(v) && Math.Abs(e - v) <= tolerance(e))
                continue;
            if (double.IsFinite(e) && double.IsInfinity(Rounded(actual.dtype, e)) && Rounded(actual.dtype, e) == v)
                continue;
            Assert.Fail($"{what}: element {i} of {values.Length} is {v:R}, expected {e:R} ({Math.Abs(e - v) / Spacing(actual.dtype, e):F2} units)");
        }
    }

    /// <summary>The position in the row-major order of <paramref name="shape"/> of the element that meets position <paramref name="i"/> of the result.</summary>
    internal static int Meets(Shape shape, Shape result, int i)
    {
        int position = 0, stride = 1;
        for (int axis = 1; axis <= result.Rank; axis++)
        {
            int index = i % result.Dims[^axis];
            i /= result.Dims[^axis];
            if (axis > shape.Rank)
                continue;
            position += (shape.Dims[^axis] == 1 ? 0 : index) * stride;
            stride *= shape.Dims[^axis];
        }
        return position;
    }

    /// <summary><see cref="Meets"/> for every position of the result.</summary>
    internal static int[] Meetings(Shape shape, Shape result)
    {
        var meetings = new int[(int)result.Size];
        for (int i = 0; i < meetings.Length; i++)
            meetings[i] = shape == result ? i : Meets(shape, result, i);
        return meetings;
    }

    /// <summary>The index along each axis of position <paramref name="i"/>.</summary>
    internal static int[] Indices(Shape shape, int i)
    {
        var indices = new int[shape.Rank];
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
            (i, indices[axis]) = (i / shape.Dims[axis], i % shape.Dims[axis]);
        return indices;
    }

    internal static int Position(Shape shape, ReadOnlySpan<int> indices)
    {
        int position = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
            position = position * shape.Dims[axis] + indices[axis];
        return position;
    }
}
