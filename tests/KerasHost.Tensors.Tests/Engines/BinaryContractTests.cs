using KerasHost.Engines;

namespace KerasHost.Tensors.Tests.Engines;

/// <summary>Functions of two elements, choices, casts and fills.</summary>
public class BinaryContractTests : EngineContract
{
    private static readonly BinaryKind[] s_logical = [BinaryKind.LogicalAnd, BinaryKind.LogicalOr, BinaryKind.LogicalXor];

    private static readonly BinaryKind[] s_floatsOnly =
        [BinaryKind.Divide, BinaryKind.DivideNoNan, BinaryKind.Atan2, BinaryKind.TanhGradient, BinaryKind.SigmoidGradient, BinaryKind.ReluGradient];

    // Pairs that broadcast: the same, scalars, rows, columns, the middle, everything at once, and nothing at all.
    private static readonly (int[] A, int[] B)[] s_shapes =
    [
        ([], []), ([1], []), ([], [1]), ([3], []), ([], [17]), ([17], [17]), ([1003], [1003]), ([5, 1], [7]), ([7], [5, 1]), ([65, 33], [33]), ([33], [65, 33]),
        ([65, 33], [65, 1]), ([65, 1], [65, 33]), ([4, 9, 16], [9, 1]), ([4, 1, 16], [9, 16]), ([4, 9, 16], [4, 1, 1]), ([2, 3, 1, 5], [4, 1]), ([1, 1, 1], [2]),
        ([2, 1, 3, 1, 5], [1, 4, 1, 2, 1]), ([2, 1, 2, 1, 2, 1], [2, 1, 2, 1, 2]), ([0], [1]), ([3, 0], [1]), ([0, 4], [4]), ([2, 0, 3], [1, 3]), ([64, 64], [1, 1]), ([1, 70], [40, 1]),
    ];

    // python: with tf.GradientTape() as t: t.watch(x); y = tf.nn.relu(x)   # x = [-1, 0, 1, -1, 1]
    // t.gradient(y, x, output_gradients=[nan, 1, nan, inf, inf]) is [nan, 0, nan, nan, inf]
    [Theory]
    [MemberData(nameof(Engines))]
    public void NaNPassesReluBackwards(string name)
    {
        Tensor y = Tensor.From<float>([0, 0, 1, 0, 1], 5), dy = Tensor.From<float>([float.NaN, 1, float.NaN, float.PositiveInfinity, float.PositiveInfinity], 5), dx = Empty("float32", [5]);
        Named(name).Binary(BinaryKind.ReluGradient, y, dy, dx);
        Assert.Equal([float.NaN, 0, float.NaN, float.NaN, float.PositiveInfinity], dx.ToArray<float>());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void EveryFunctionOfEveryTypeInEveryShape(string name)
    {
        IEngine engine = Named(name);
        foreach (BinaryKind kind in Enum.GetValues<BinaryKind>())
            foreach (DType type in TypesOf(kind))
                foreach ((int[] a, int[] b) in s_shapes)
                    Check(engine, kind, RandomTensor(type, a, 1), Divisor(kind, RandomTensor(type, b, 2)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void RandomBroadcasts(string name)
    {
        IEngine engine = Named(name);
        var random = new Random(3);
        for (int i = 0; i < 400; i++)
        {
            int rank = random.Next(7);
            int[] sizes = [.. Enumerable.Range(0, rank).Select(_ => ((int[])[1, 1, 2, 3, 5, 8])[random.Next(6)])];
            int[] Part() => [.. sizes.Skip(random.Next(4) == 0 ? random.Next(rank + 1) : 0).Select(s => random.Next(3) == 0 ? 1 : s)];
            Check(engine, BinaryKind.Subtract, RandomTensor(NumberTypes[i % NumberTypes.Length], Part(), i), RandomTensor(NumberTypes[i % NumberTypes.Length], Part(), i + 1));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void SpecialValues(string name)
    {
        IEngine engine = Named(name);
        double[] values = [0.0, -0.0, 1, -1, 2.5, -2.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e-40, 3e38, 7, -3];
        foreach (BinaryKind kind in Enum.GetValues<BinaryKind>())
            foreach (DType type in (DType[])["float32", "float64"])
                if (!s_logical.Contains(kind) && kind is not (BinaryKind.TanhGradient or BinaryKind.SigmoidGradient))
                {
                    Check(engine, kind, Make(type, [values.Length, 1], i => values[i]), Make(type, values.Length, i => values[i]));
                    Check(engine, kind, Make(type, values.Length, i => values[i]), Make(type, [values.Length, 1], i => values[i]));
                }
    }

    // .NET's own maximum of vectors gave 0 in a step, so that a loss of NaN went unseen.
    [Theory]
    [MemberData(nameof(Engines))]
    public void NaNIsNotLostInAStep(string name)
    {
        IEngine engine = Named(name);
        using StepScope step = StepScope.Begin(new StepArena());
        foreach (DType type in (DType[])["float32", "float64"])
            foreach (double nan in (double[])[double.NaN, -double.NaN])
                foreach (BinaryKind kind in (BinaryKind[])[BinaryKind.Maximum, BinaryKind.Minimum])
                {
                    Check(engine, kind, Make(type, 40, i => i % 3 == 0 ? nan : i), Make(type, 40, i => 20));
                    Check(engine, kind, Make(type, 40, i => 20), Make(type, 40, i => i % 3 == 0 ? nan : i));
                }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void ResultMayBeAnOperand(string name)
    {
        IEngine engine = Named(name);
        foreach (BinaryKind kind in (BinaryKind[])[BinaryKind.Add, BinaryKind.Multiply, BinaryKind.Subtract, BinaryKind.Divide, BinaryKind.Maximum])
            foreach (int[] other in (int[][])[[65, 33], [33], [65, 1], []])
            {
                Tensor a = RandomTensor("float32", [65, 33], 1), b = RandomTensor("float32", other, 2), y = Empty("float32", [65, 33]);
                engine.Binary(kind, a, b, y);
                Tensor left = a.ToOwned();
                engine.Binary(kind, left, b, left);
                Assert.Equal(Values(y), Values(left));
                engine.Binary(kind, b, a, y);
                Tensor right = a.ToOwned();
                engine.Binary(kind, b, right, right);
                Assert.Equal(Values(y), Values(right));
            }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void IntegerErrors(string name)
    {
        IEngine engine = Named(name);
        Tensor x = RandomTensor("int32", 4, 1), zeros = Make("int32", 4, _ => 0), y = Empty("int32", 4);
        Assert.Contains("Integer division by zero", Assert.Throws<KerasValueException>(() => engine.Binary(BinaryKind.FloorDivide, x, zeros, y)).Message);
        Assert.Contains("Integer division by zero", Assert.Throws<KerasValueException>(() => engine.Binary(BinaryKind.FloorModulo, x, zeros, y)).Message);
        Assert.Throws<KerasValueException>(() => engine.Binary(BinaryKind.Power, x, Make("int32", 4, _ => -1), y));
        Assert.Throws<KerasTypeException>(() => engine.Binary(BinaryKind.Divide, x, x, y));
        Assert.Throws<KerasTypeException>(() => engine.Binary(BinaryKind.Add, RandomTensor("bool", 2, 1), RandomTensor("bool", 2, 1), Empty("bool", 2)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void SmallestIntegerByMinusOne(string name)
    {
        IEngine engine = Named(name);
        Tensor smallest = Tensor.From<int>([int.MinValue], 1), minusOne = Tensor.From<int>([-1], 1), y = Empty("int32", 1);
        engine.Binary(BinaryKind.FloorDivide, smallest, minusOne, y);
        Assert.Equal([int.MinValue], y.ToArray<int>());
        engine.Binary(BinaryKind.FloorModulo, smallest, minusOne, y);
        Assert.Equal([0], y.ToArray<int>());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void SelectOfEveryType(string name)
    {
        IEngine engine = Named(name);
        (int[] C, int[] A, int[] B)[] shapes =
            [([], [], []), ([67], [67], [67]), ([67], [], [67]), ([5, 1], [1, 7], [5, 7]), ([4, 9], [4, 9, 3], [3]), ([4, 9, 1], [4, 9, 3], [1]), ([3, 1, 2], [4, 1], [2]), ([0], [1], [])];
        foreach (DType type in AllTypes)
            foreach ((int[] c, int[] a, int[] b) in shapes.Select(s => s.C.Length == 2 && s.C[0] == 4 ? (C: [.. s.C, 1], s.A, s.B) : s))
            {
                Tensor condition = RandomTensor("bool", c, 1), left = RandomTensor(type, a, 2), right = RandomTensor(type, b, 3);
                Shape shape = Op.BroadcastShape(Op.BroadcastShape(c, a), b);
                Tensor y = Empty(type, shape);
                engine.Select(condition, left, right, y);
                double[] expected = [.. Enumerable.Range(0, y.Length).Select(i => condition.ElementAsDouble(Meets(c, shape, i)) != 0
                    ? left.ElementAsDouble(Meets(a, shape, i)) : right.ElementAsDouble(Meets(b, shape, i)))];
                AssertClose(expected, y, 0, $"{name} select {type} {shape}");
            }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void CastsBetweenAllTypes(string name)
    {
        IEngine engine = Named(name);
        foreach (DType from in AllTypes)
            foreach (DType to in AllTypes)
                foreach (int size in (int[])[0, 1, 5, 64, 1003])
                {
                    // Negative numbers have no place in unsigned types.
                    bool positive = to.name.StartsWith('u');
                    Tensor x = RandomTensor(from, size, size), y = Empty(to, size);
                    if (positive)
                        x = Make(from, size, i => i % 100 + (from.is_floating ? 0.75 : 0));
                    engine.Cast(x, y);
                    double[] expected = [.. Values(x).Select(v => to == DType.Bool ? (v != 0 ? 1 : 0) : to.is_floating ? v : Math.Truncate(v))];
                    AssertClose(expected, y, to.is_floating ? 0.5 : 0, $"{name} {from} to {to}");
                }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void CastsRoundHalvesToEven(string name)
    {
        IEngine engine = Named(name);
        // 1 + 2^-9 lies halfway between two bfloat16 numbers, 1 + 3·2^-9 too; 1 + 2^-12 + 2^-11 for float16.
        float[] x = [1 + 1f / 256, 1 + 3f / 256, -1 - 1f / 256, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 3.4028235e38f, 1e-40f];
        Tensor y = Empty("bfloat16", x.Length);
        engine.Cast(Tensor.From<float>(x, x.Length), y);
        Assert.Equal([1, 1 + 4.0 / 256, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, Math.ScaleB(1, -133)], Values(y));
        float[] h = [1 + 1f / 2048, 1 + 3f / 2048, float.NaN, 65519f, 65520f, 1e-8f];
        y = Empty("float16", h.Length);
        engine.Cast(Tensor.From<float>(h, h.Length), y);
        Assert.Equal([1, 1 + 4.0 / 2048, double.NaN, 65504, double.PositiveInfinity, 0], Values(y));
        Tensor b = Empty("bool", 3);
        engine.Cast(Tensor.From<float>([float.NaN, 0.1f, -0f], 3), b);
        Assert.Equal([1, 1, 0], Values(b));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Fills(string name)
    {
        IEngine engine = Named(name);
        foreach (DType type in AllTypes)
            foreach (int size in (int[])[0, 1, 77])
            {
                Tensor y = Empty(type, size);
                engine.Fill(y, 3);
                AssertClose([.. Enumerable.Repeat(type == DType.Bool ? 1.0 : 3.0, size)], y, 0, $"{name} fill {type}");
            }
    }

    private static DType[] TypesOf(BinaryKind kind) =>
        s_logical.Contains(kind) ? ["bool"]
        : kind is BinaryKind.Equal or BinaryKind.NotEqual ? AllTypes
        : s_floatsOnly.Contains(kind) ? FloatTypes : NumberTypes;

    // Integers cannot be divided by 0, nor raised to negative powers, nor to large ones in a byte.
    private static Tensor Divisor(BinaryKind kind, Tensor b)
    {
        if (b.dtype.is_floating)
            return b;
        double[] values = Values(b);
        return kind switch
        {
            BinaryKind.FloorDivide or BinaryKind.FloorModulo => Make(b.dtype, b.shape, i => values[i] == 0 ? 3 : values[i]),
            BinaryKind.Power => Make(b.dtype, b.shape, i => Math.Abs(values[i]) % 3),
            _ => b,
        };
    }

    private static void Check(IEngine engine, BinaryKind kind, Tensor a, Tensor b)
    {
        Shape shape = Op.BroadcastShape(a.shape, b.shape);
        DType type = kind >= BinaryKind.Equal ? DType.Bool : a.dtype;
        Tensor y = Empty(type, shape);
        engine.Binary(kind, a, b, y);
        var expected = new double[y.Length];
        double[] left = Values(a), right = Values(b);
        int[] meetsA = Meetings(a.shape, shape), meetsB = Meetings(b.shape, shape);
        for (int i = 0; i < expected.Length; i++)
            expected[i] = Wrapped(a.dtype, kind, Reference(kind, left[meetsA[i]], right[meetsB[i]]));
        double units = kind switch
        {
            BinaryKind.Power or BinaryKind.Atan2 => 2.5,
            // The quotient is rounded before its floor is taken, as TensorFlow does; the reference does likewise in double.
            BinaryKind.TanhGradient or BinaryKind.SigmoidGradient or BinaryKind.SquaredDifference => 3,
            _ => 0.51,
        };
        if (!a.dtype.is_floating || type == DType.Bool)
            units = 0;
        else if (a.dtype.Code is DTypeCode.Float16 or DTypeCode.BFloat16)
            units = 0.51;
        double largest = kind is BinaryKind.TanhGradient or BinaryKind.SigmoidGradient ? 64 : 0;
        // Gradients through tanh and sigmoid cancel near a = 1: their error is that of the terms.
        AssertClose(expected, y, v => units * Math.Max(Spacing(type, v), largest == 0 ? 0 : Spacing(type, largest)), $"{engine.Name} {kind} {a.dtype} {a.shape} {b.shape}");
    }

    private static double Wrapped(DType type, BinaryKind kind, double value) =>
        kind >= BinaryKind.Equal || type.is_floating ? value : type.Code switch
        {
            DTypeCode.Int8 => (sbyte)(long)value,
            DTypeCode.UInt8 => (byte)(long)value,
            DTypeCode.UInt16 => (ushort)(long)value,
            DTypeCode.UInt32 => (uint)(long)value,
            DTypeCode.UInt64 => (ulong)(long)value,
            _ => value,
        };

    private static double Reference(BinaryKind kind, double a, double b) => kind switch
    {
        BinaryKind.Add => a + b,
        BinaryKind.Subtract => a - b,
        BinaryKind.Multiply => a * b,
        BinaryKind.Divide => a / b,
        BinaryKind.DivideNoNan => b == 0 ? 0 : a / b,
        BinaryKind.FloorDivide => Math.Floor(a / b),
        BinaryKind.FloorModulo => a % b is var r && r != 0 && r < 0 != b < 0 ? r + b : r,
        BinaryKind.Power => Math.Pow(a, b),
        BinaryKind.Maximum => Math.Max(a, b),
        BinaryKind.Minimum => Math.Min(a, b),
        BinaryKind.SquaredDifference => (a - b) * (a - b),
        BinaryKind.Atan2 => Math.Atan2(a, b),
        BinaryKind.TanhGradient => b * (1 - a * a),
        BinaryKind.SigmoidGradient => b * a * (1 - a),
        // TensorFlow's: a NaN or infinite gradient is NaN where the unit is off.
        BinaryKind.ReluGradient => b * (a > 0 ? 1 : 0),
        BinaryKind.Equal => a == b ? 1 : 0,
        BinaryKind.NotEqual => a != b ? 1 : 0,
        BinaryKind.Less => a < b ? 1 : 0,
        BinaryKind.LessEqual => a <= b ? 1 : 0,
        BinaryKind.Greater => a > b ? 1 : 0,
        BinaryKind.GreaterEqual => a >= b ? 1 : 0,
        BinaryKind.LogicalAnd => a != 0 && b != 0 ? 1 : 0,
        BinaryKind.LogicalOr => a != 0 || b != 0 ? 1 : 0,
        BinaryKind.LogicalXor => a != 0 != (b != 0) ? 1 : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no reference"),
    };
}
