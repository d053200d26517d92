using KerasHost.Engines;
using KerasHost.Engines.Cpu.Elementwise;

namespace KerasHost.Tensors.Tests.Engines;

/// <summary>Functions of one element.</summary>
public class UnaryContractTests : EngineContract
{
    private static readonly int[] s_sizes = [0, 1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 63, 64, 65, 127, 1000, 4099];

    private static readonly double[] s_special =
    [
        0.0, -0.0, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1, -1, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 1e-45, -1e-45, 1e-40, -1e-40,
        1.17549435e-38, -1.17549435e-38, 3.4028235e38, -3.4028235e38, 1e-20, -1e-20, 1e-8, -1e-8, 88.7, 88.72284, 89, 104, -87.3, -87.4, -90, -100, -103, -103.9, -104.1, -110, 200, -200,
        8, 9, 9.1, 10, 16.6, 17, -8, -9, -9.1, -10, -16.6, -17, 0.25, 0.75, -0.75, 0.999999, -0.999999, 1e-4, -1e-4, 1e10, -1e10, 4194303.5, 8388607.5, 8388609, -8388607.5, 2147483648, 3e9, -3e9,
    ];

    private static readonly UnaryKind[] s_logical = [UnaryKind.IsNan, UnaryKind.IsInf, UnaryKind.IsFinite];

    // A sine's argument is reduced by π; far out the reference in double is no better than the float beside it.
    private static bool IsFar(UnaryKind kind, double x) => kind is UnaryKind.Sin or UnaryKind.Cos or UnaryKind.Tan && Math.Abs(x) > 1e6;

    [Theory]
    [MemberData(nameof(Engines))]
    public void EveryFunctionOfEveryFloatTypeAtEverySize(string name)
    {
        IEngine engine = Named(name);
        foreach (UnaryKind kind in Enum.GetValues<UnaryKind>())
            foreach (DType type in FloatTypes)
                foreach (int size in s_sizes)
                    if (kind != UnaryKind.LogicalNot)
                        Check(engine, kind, RandomTensor(type, size, size));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void SpecialValuesOfFloats(string name)
    {
        IEngine engine = Named(name);
        foreach (UnaryKind kind in Enum.GetValues<UnaryKind>())
            foreach (DType type in FloatTypes)
            {
                if (kind == UnaryKind.LogicalNot)
                    continue;
                double[] special = [.. s_special.Where(x => !IsFar(kind, x))];
                Check(engine, kind, Make(type, special.Length, i => Rounded(type, special[i])));
                // Alone, so that the ends of vectors are met too.
                foreach (double x in special)
                    Check(engine, kind, Make(type, [], _ => Rounded(type, x)));
            }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void SignsOfZero(string name)
    {
        IEngine engine = Named(name);
        foreach (UnaryKind kind in (UnaryKind[])[UnaryKind.Sin, UnaryKind.Tan, UnaryKind.Tanh, UnaryKind.Sinh, UnaryKind.Asin, UnaryKind.Atan, UnaryKind.Expm1, UnaryKind.Log1p, UnaryKind.Erf, UnaryKind.Sqrt, UnaryKind.Round])
            foreach (DType type in FloatTypes)
            {
                Tensor y = Empty(type, 2);
                engine.Unary(kind, Make(type, 2, i => i == 0 ? 0.0 : -0.0), y);
                Assert.Equal([false, true], Values(y).Select(double.IsNegative));
            }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void IntegersAndBool(string name)
    {
        IEngine engine = Named(name);
        foreach (UnaryKind kind in (UnaryKind[])[UnaryKind.Negate, UnaryKind.Abs, UnaryKind.Sign, UnaryKind.Square])
            foreach (DType type in IntegerTypes)
                if (kind != UnaryKind.Negate || !type.name.StartsWith('u'))
                    foreach (int size in s_sizes)
                        Check(engine, kind, RandomTensor(type, size, size));
        Tensor x = RandomTensor("bool", 67, 1), y = Empty("bool", 67);
        engine.Unary(UnaryKind.LogicalNot, x, y);
        AssertClose([.. Values(x).Select(v => 1 - v)], y, 0, "not");
        Assert.Throws<KerasTypeException>(() => engine.Unary(UnaryKind.Exp, RandomTensor("int32", 3, 1), Empty("int32", 3)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void ResultMayBeTheArgument(string name)
    {
        IEngine engine = Named(name);
        foreach (UnaryKind kind in Enum.GetValues<UnaryKind>().Except(s_logical))
        {
            if (kind == UnaryKind.LogicalNot)
                continue;
            Tensor x = RandomTensor("float32", 1003, 5), y = Empty("float32", 1003);
            engine.Unary(kind, x, y);
            engine.Unary(kind, x, x);
            Assert.Equal(Values(y), Values(x));
        }
    }

    /// <summary>float32 functions of our own against double, over the whole range and densely where they bend.</summary>
    [Theory]
    [MemberData(nameof(Engines))]
    public void Float32FunctionsKeepTheirBound(string name)
    {
        IEngine engine = Named(name);
        const int count = 1 << 16;
        foreach (UnaryKind kind in Enum.GetValues<UnaryKind>().Except(s_logical).Except([UnaryKind.LogicalNot]))
        {
            // Every 65,519th bit pattern (a prime step) of either sign, then a dense band around 0.
            Check(engine, kind, Make("float32", count, i => BitConverter.UInt32BitsToSingle((uint)i * 65519u) is var x && !IsFar(kind, x) ? x : 0));
            Check(engine, kind, Make("float32", count, i => (i - count / 2) * (20.0 / count)));
            Check(engine, kind, Make("float32", count, i => (i - count / 2) * (200.0 / count)));
            Check(engine, kind, Make("float32", count, i => (i - count / 2) * (2.0 / count)));
        }
    }

    // python: n = np.array([-1e-4, -3e-4, -1e-3, -1e-5, -0.02, -0.3, -2, -20, -1e-4, -3e-4, -1e-3], "float32")
    // [hex(v) for v in tf.nn.elu(n).numpy().view("uint32")]
    [Theory]
    [MemberData(nameof(Engines))]
    public void EluHasTensorFlowsBits(string name)
    {
        float[] x = [-1e-4f, -3e-4f, -1e-3f, -1e-5f, -0.02f, -0.3f, -2f, -20f, -1e-4f, -3e-4f, -1e-3f];
        uint[] bits = [0xb8d1c000, 0xb99d4000, 0xba830200, 0xb7280000, 0xbca23660, 0xbe84b37a, 0xbf5d5aab, 0xbf800000, 0xb8d1c000, 0xb99d4000, 0xba830200];
        Tensor y = Empty("float32", [x.Length]);
        Named(name).Unary(UnaryKind.Elu, Tensor.From<float>(x, x.Length), y);
        Assert.Equal(bits, y.AsSpan<float>().ToArray().Select(BitConverter.SingleToUInt32Bits));
    }

    [Fact]
    public void ErrorFunction()
    {
        // python3 -c "import math; print([(x, math.erf(x)) for x in (1e-300, 1e-8, 0.1, 0.5, 1, 1.5, 2, 2.9, 2.999, 3, 3.1, 4, 5, 5.9)])"
        (double X, double Y)[] expected =
        [
            (1e-300, 1.1283791670955126e-300), (1e-08, 1.1283791670955126e-08), (0.1, 0.1124629160182849), (0.5, 0.5204998778130465), (1, 0.8427007929497149), (1.5, 0.9661051464753108),
            (2, 0.9953222650189527), (2.9, 0.9999589021219005), (2.999, 0.9999777698314002), (3, 0.9999779095030014), (3.1, 0.9999883513426328), (4, 0.9999999845827421), (5, 0.9999999999984626), (5.9, 0.9999999999999999),
        ];
        foreach ((double x, double y) in expected)
        {
            Assert.Equal(1, SpecialFunctions.Erf(x) / y, 1e-15);
            Assert.Equal(-SpecialFunctions.Erf(x), SpecialFunctions.Erf(-x));
        }
    }

    private static void Check(IEngine engine, UnaryKind kind, Tensor x)
    {
        DType type = s_logical.Contains(kind) ? DType.Bool : x.dtype;
        Tensor y = Empty(type, x.shape);
        engine.Unary(kind, x, y);
        double[] arguments = Values(x);
        double[] expected = [.. arguments.Select(v => Reference(kind, v))];
        // float64 references have an error of their own.
        if (kind == UnaryKind.Elu)
        {
            // eˣ rounded less 1: what is lost near 0 is TensorFlow's too, see the test of its bits.
            double one = x.dtype.Code == DTypeCode.Float64 ? 1e-15 : 3e-7;
            AssertClose(expected, y, v => Math.Max(v < 0 ? one : 0, 0.51 * Spacing(x.dtype, v)), $"{engine.Name} {kind} {x.dtype} {x.shape}");
            return;
        }
        double units = x.dtype.Code switch { DTypeCode.Float32 => Units(kind), DTypeCode.Float64 => 6, _ => 0.51 };
        AssertClose(expected, y, units, $"{engine.Name} {kind} {x.dtype} {x.shape}");
    }

    private static double Units(UnaryKind kind) => kind switch
    {
        UnaryKind.Negate or UnaryKind.Abs or UnaryKind.Sign or UnaryKind.Relu or UnaryKind.Floor or UnaryKind.Ceil or UnaryKind.Round => 0,
        UnaryKind.Square or UnaryKind.Sqrt or UnaryKind.Reciprocal => 0.5,
        UnaryKind.Rsqrt => 1.5,
        _ => 3,
    };

    private static double Reference(UnaryKind kind, double x) => kind switch
    {
        UnaryKind.Negate => -x,
        UnaryKind.Abs => Math.Abs(x),
        UnaryKind.Sign => double.IsNaN(x) ? x : Math.Sign(x),
        UnaryKind.Square => x * x,
        UnaryKind.Sqrt => Math.Sqrt(x),
        UnaryKind.Rsqrt => 1 / Math.Sqrt(x),
        UnaryKind.Reciprocal => 1 / x,
        UnaryKind.Exp => Math.Exp(x),
        UnaryKind.Expm1 => x == 0 ? x : Math.Abs(x) < 1 ? 2 * Math.Exp(x / 2) * Math.Sinh(x / 2) : Math.Exp(x) - 1,
        UnaryKind.Elu => x < 0 ? Math.Exp(x) - 1 : x,
        UnaryKind.Log => Math.Log(x),
        UnaryKind.Log1p => Math.Abs(x) < 0.5 ? 2 * Math.Atanh(x / (2 + x)) : Math.Log(1 + x),
        UnaryKind.Tanh => Math.Tanh(x),
        UnaryKind.Sigmoid => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x)),
        UnaryKind.Softplus => x > 0 ? x + Reference(UnaryKind.Log1p, Math.Exp(-x)) : Reference(UnaryKind.Log1p, Math.Exp(x)),
        UnaryKind.Relu => double.IsNaN(x) ? x : Math.Max(x, 0),
        UnaryKind.Erf => SpecialFunctions.Erf(x),
        UnaryKind.Sin => Math.Sin(x),
        UnaryKind.Cos => Math.Cos(x),
        UnaryKind.Tan => Math.Tan(x),
        UnaryKind.Sinh => Math.Sinh(x),
        UnaryKind.Cosh => Math.Cosh(x),
        UnaryKind.Asin => Math.Asin(x),
        UnaryKind.Acos => Math.Acos(x),
        UnaryKind.Atan => Math.Atan(x),
        UnaryKind.Floor => Math.Floor(x),
        UnaryKind.Ceil => Math.Ceiling(x),
        UnaryKind.Round => Math.Round(x, MidpointRounding.ToEven),
        UnaryKind.IsNan => double.IsNaN(x) ? 1 : 0,
        UnaryKind.IsInf => double.IsInfinity(x) ? 1 : 0,
        UnaryKind.IsFinite => double.IsFinite(x) ? 1 : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no reference"),
    };
}
