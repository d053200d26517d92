using KerasHost.Engines;

namespace KerasHost.Tensors.Tests.Engines;

/// <summary>Functions of all elements along an axis.</summary>
public class ReduceContractTests : EngineContract
{
    private static readonly (int[] Shape, int[] Axes)[] s_cases =
    [
        ([], []), ([1], [0]), ([7], [0]), ([7], []), ([1003], [0]), ([70000], [0]), ([5, 33], [0]), ([5, 33], [1]), ([5, 33], [0, 1]), ([33, 5], [0]), ([33, 5], [1]),
        ([4, 50, 16], [1]), ([4, 50, 17], [1]), ([4, 50, 16], [0]), ([4, 50, 16], [2]), ([4, 50, 16], [0, 2]), ([4, 50, 16], [0, 1]), ([4, 50, 16], [1, 2]), ([4, 50, 16], [0, 1, 2]),
        ([2, 3, 4, 5, 6], [1, 3]), ([2, 3, 4, 5, 6], [0, 2, 4]), ([2, 1, 4, 1], [1]), ([2, 1, 4, 1], [0, 3]), ([300, 3], [0]), ([300, 70], [0]), ([3, 1000, 2], [1]),
        ([0], [0]), ([3, 0], [1]), ([0, 3], [0]), ([0, 3], [1]), ([3, 0, 2], [1]), ([3, 0, 2], [0, 1]),
    ];

    [Theory]
    [MemberData(nameof(Engines))]
    public void EveryKindOfEveryTypeOverEveryAxis(string name)
    {
        IEngine engine = Named(name);
        foreach (ReduceKind kind in Enum.GetValues<ReduceKind>())
            foreach (DType type in kind is ReduceKind.Any or ReduceKind.All ? ["bool"] : NumberTypes)
                foreach ((int[] shape, int[] axes) in s_cases)
                {
                    // Means of integers of none have no value; sums must fit their type.
                    if (kind == ReduceKind.Mean && !type.is_floating && shape.Contains(0))
                        continue;
                    Tensor x = kind == ReduceKind.Product && type.is_floating
                        ? Make(type, shape, i => 1 + ((i * 7 % 13) - 6) / 64.0 / Math.Max(1, shape.Aggregate(1, (a, b) => a * b) / 50))
                        : kind == ReduceKind.Product ? RandomTensor(type, shape, 4, 1)
                        : type.itemsize > 2 || type.is_floating ? RandomTensor(type, shape, 4) : Make(type, shape, i => i % 997 % 11 == 0 && i < 900 ? 1 : 0);
                    Check(engine, kind, x, axes);
                }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void NanReachesTheResult(string name)
    {
        IEngine engine = Named(name);
        foreach (ReduceKind kind in (ReduceKind[])[ReduceKind.Sum, ReduceKind.Mean, ReduceKind.Product, ReduceKind.Maximum, ReduceKind.Minimum])
            foreach (DType type in FloatTypes)
                foreach ((int[] shape, int[] axes) in s_cases.Where(c => c.Shape.All(s => s <= 1003)))
                    for (int at = 0; at < 3; at++)
                    {
                        int position = at * 7;
                        Check(engine, kind, Make(type, shape, i => i == position ? double.NaN : i % 5 - 2), axes);
                        if (kind != ReduceKind.Product)
                            Check(engine, kind, Make(type, shape, i => i == position ? double.NegativeInfinity : i % 5 - 2), axes);
                    }
    }

    /// <summary>A float32 sum that is lost when gathered one by one in float32: 0.1 added a million times is 100958.34 then.</summary>
    [Theory]
    [MemberData(nameof(Engines))]
    public void LongSumsAreAccurate(string name)
    {
        IEngine engine = Named(name);
        const int count = 1_000_000;
        foreach (int[] shape in (int[][])[[count], [count, 1], [1, count], [count, 3], [3, count]])
            foreach (ReduceKind kind in (ReduceKind[])[ReduceKind.Sum, ReduceKind.Mean])
            {
                int axis = shape.AsSpan().IndexOf(count);
                Tensor x = Make("float32", shape, _ => 0.1f), y = Empty("float32", Shape.Of(shape).With(axis, 1));
                engine.Reduce(kind, x, [axis], y);
                double expected = 0.1f * (kind == ReduceKind.Sum ? (double)count : 1);
                AssertClose([.. Enumerable.Repeat(expected, y.Length)], y, 1, $"{name} {kind} {Shape.Of(shape)}");
            }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void PositionsOfExtremes(string name)
    {
        IEngine engine = Named(name);
        (int[] Shape, int Axis)[] cases = [([1], 0), ([7], 0), ([1003], 0), ([5, 33], 0), ([5, 33], 1), ([4, 50, 17], 1), ([4, 3, 2, 5], 2), ([0, 3], 1)];
        foreach (ReduceKind kind in (ReduceKind[])[ReduceKind.Maximum, ReduceKind.Minimum])
            foreach (DType type in AllTypes)
                foreach ((int[] shape, int axis) in cases)
                    foreach (DType index in (DType[])["int64", "int32"])
                    {
                        Tensor x = RandomTensor(type, shape, 6);
                        Shape result = Shape.Of(shape).Part(0, axis).Append(shape[(axis + 1)..]);
                        Tensor y = Empty(index, result);
                        engine.ArgReduce(kind, x, axis, y);
                        var expected = new double[y.Length];
                        for (int i = 0; i < expected.Length; i++)
                        {
                            double best = 0;
                            for (int r = 0; r < shape[axis]; r++)
                            {
                                int[] at = Indices(result, i);
                                double v = x.ElementAsDouble(Position(x.shape, [.. at[..axis], r, .. at[axis..]]));
                                if (r == 0 || (kind == ReduceKind.Maximum ? v > best : v < best))
                                    (best, expected[i]) = (v, r);
                            }
                        }
                        AssertClose(expected, y, 0, $"{name} position of {kind} {type} {x.shape} axis {axis}");
                    }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void PositionsPassOverNan(string name)
    {
        IEngine engine = Named(name);
        Tensor y = Empty("int64", []);
        engine.ArgReduce(ReduceKind.Maximum, Tensor.From<float>([float.NaN, 1, float.NaN, 3, 2], 5), 0, y);
        Assert.Equal([3L], y.ToArray<long>());
        engine.ArgReduce(ReduceKind.Minimum, Tensor.From<float>([float.NaN, 3, float.NaN, 1, 2], 5), 0, y);
        Assert.Equal([3L], y.ToArray<long>());
        engine.ArgReduce(ReduceKind.Minimum, Tensor.From<float>([float.NaN, float.NaN], 2), 0, y);
        Assert.Equal([0L], y.ToArray<long>());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void SoftmaxAndItsLogarithm(string name)
    {
        IEngine engine = Named(name);
        foreach (DType type in FloatTypes)
            foreach (int[] shape in (int[][])[[1], [5], [1003], [7, 1], [3, 2], [5, 16], [5, 17], [2, 3, 33], [4, 100], [0, 3], [3, 0]])
                foreach (double offset in (double[])[0, 100, -1000])
                {
                    Tensor x = RandomTensor(type, shape, 7), y = Empty(type, shape), z = Empty(type, shape);
                    double[] values = Values(x);
                    x = Make(type, shape, i => values[i] * 3 + offset);
                    values = Values(x);
                    engine.Softmax(x, y);
                    engine.LogSoftmax(x, z);
                    int classes = shape[^1];
                    double[] soft = new double[values.Length], log = new double[values.Length];
                    for (int row = 0; row < values.Length; row += classes)
                    {
                        double largest = values[row..(row + classes)].Max(), sum = values[row..(row + classes)].Sum(v => Math.Exp(v - largest));
                        for (int i = row; i < row + classes; i++)
                        {
                            soft[i] = Math.Exp(values[i] - largest) / sum;
                            log[i] = values[i] - largest - Math.Log(sum);
                        }
                    }
                    // x - max and its rounding enter an exponential: their spacing is relative error there.
                    AssertClose(soft, y, v => (type.itemsize == 2 ? 0.6 : 4 - Math.Log(Math.Max(v, 1e-300))) * Spacing(type, v), $"{name} softmax {type} {x.shape}");
                    AssertClose(log, z, v => 3 * Spacing(type, Math.Max(Math.Abs(v), 1)), $"{name} log softmax {type} {x.shape}");
                    if (type == DType.Float32)
                    {
                        engine.Softmax(x, x);
                        Assert.Equal(Values(y), Values(x));
                    }
                }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void SoftmaxOfExtremes(string name)
    {
        IEngine engine = Named(name);
        Tensor y = Empty("float32", [3, 3]);
        engine.Softmax(Tensor.From<float>([float.NegativeInfinity, 0, 0, 1e30f, -1e30f, 1e30f, float.NaN, 1, 2], (3, 3)), y);
        Assert.Equal([0, 0.5, 0.5, 0.5, 0, 0.5, double.NaN, double.NaN, double.NaN], Values(y));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void RunningSums(string name)
    {
        IEngine engine = Named(name);
        foreach (DType type in NumberTypes)
            foreach ((int[] shape, int axis) in ((int[], int)[])[([1], 0), ([65], 0), ([1003], 0), ([5, 33], 0), ([5, 33], 1), ([4, 9, 17], 1), ([0, 3], 0), ([3, 0], 0)])
                foreach (bool exclusive in (bool[])[false, true])
                    foreach (bool reverse in (bool[])[false, true])
                    {
                        Tensor x = type.itemsize == 1 ? Make(type, shape, i => i % 10 == 0 ? 1 : 0) : RandomTensor(type, shape, 8), y = Empty(type, shape);
                        engine.CumulativeSum(x, axis, exclusive, reverse, y);
                        var expected = new double[y.Length];
                        double[] values = Values(x);
                        int inner = (int)x.shape.Part(axis + 1, x.ndim).Size, length = shape[axis];
                        for (int i = 0; i < expected.Length; i++)
                        {
                            int own = i / inner % length;
                            for (int r = 0; r < length; r++)
                                if ((reverse ? r > own : r < own) || (r == own && !exclusive))
                                    expected[i] += values[i + (r - own) * inner];
                        }
                        AssertClose(expected, y, v => type.is_floating ? 0.51 * Spacing(type, v) + 1e-12 : 0, $"{name} running sum {type} {x.shape} axis {axis} {exclusive} {reverse}");
                    }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void CrossEntropyOfSoftmax(string name)
    {
        IEngine engine = Named(name);
        foreach (DType type in FloatTypes)
            foreach (DType labelType in (DType[])["int32", "int64", type])
                foreach ((int rows, int classes) in ((int, int)[])[(1, 1), (5, 2), (7, 10), (3, 33), (2, 1003), (0, 4)])
                    foreach (bool wanted in (bool[])[true, false])
                    {
                        Tensor logits = RandomTensor(type, [rows, classes], 9);
                        Tensor labels = labelType == type
                            ? Make(type, [rows, classes], i => i % classes % 3 == 0 ? 0 : 0.25)
                            : Make(labelType, rows, i => i * 7 % classes);
                        Tensor loss = Empty(type, rows);
                        Tensor? gradient = wanted ? Empty(type, [rows, classes]) : null;
                        engine.SoftmaxCrossEntropy(logits, labels, loss, gradient);
                        double[] x = Values(logits), t = Values(labels);
                        double[] expectedLoss = new double[rows], expectedGradient = new double[x.Length];
                        for (int row = 0; row < rows; row++)
                        {
                            double sum = x[(row * classes)..((row + 1) * classes)].Sum(Math.Exp);
                            for (int i = 0; i < classes; i++)
                            {
                                double label = labelType == type ? t[row * classes + i] : t[row] == i ? 1 : 0;
                                double value = x[row * classes + i];
                                expectedLoss[row] += label * (Math.Log(sum) - value);
                                expectedGradient[row * classes + i] = Math.Exp(value) / sum - label;
                            }
                        }
                        string what = $"{name} crossentropy {type} {labelType} ({rows}, {classes})";
                        AssertClose(expectedLoss, loss, v => 4 * Spacing(type, Math.Max(Math.Abs(v), 1)), what);
                        if (gradient is not null)
                            AssertClose(expectedGradient, gradient, v => 3 * Spacing(type, Math.Max(Math.Abs(v), 0.25)), what + " gradient");
                    }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void CrossEntropyOfExtremes(string name)
    {
        IEngine engine = Named(name);
        Tensor logits = Tensor.From<float>([1000, -1000, 0, 0, 1, 2], (3, 2)), loss = Empty("float32", 3), gradient = Empty("float32", (3, 2));
        engine.SoftmaxCrossEntropy(logits, Tensor.From<int>([1, 2, -1], 3), loss, gradient);
        Assert.Equal([2000, double.NaN, double.NaN], Values(loss));
        Assert.Equal([1, -1, double.NaN, double.NaN, double.NaN, double.NaN], Values(gradient));
        // A class of probability 0 counts too: times infinity that is NaN, as in TensorFlow; by class number it does not.
        logits = Tensor.From<float>([float.NegativeInfinity, 0], (1, 2));
        engine.SoftmaxCrossEntropy(logits, Tensor.From<float>([0, 1], (1, 2)), loss = Empty("float32", 1), null);
        Assert.Equal([double.NaN], Values(loss));
        engine.SoftmaxCrossEntropy(logits, Tensor.From<int>([1], 1), loss, null);
        Assert.Equal([0.0], Values(loss));
    }

    private static void Check(IEngine engine, ReduceKind kind, Tensor x, int[] axes)
    {
        Shape full = x.shape, kept = full;
        foreach (int axis in axes)
            kept = kept.With(axis, 1);
        Shape dropped = Shape.Of([.. Enumerable.Range(0, full.Rank).Where(i => !axes.Contains(i)).Select(i => full.Dims[i])]);
        var groups = new List<double>[(int)kept.Size];
        for (int i = 0; i < groups.Length; i++)
            groups[i] = [];
        double[] values = Values(x);
        for (int i = 0; i < values.Length; i++)
        {
            int[] at = Indices(full, i);
            foreach (int axis in axes)
                at[axis] = 0;
            groups[Position(kept, at)].Add(values[i]);
        }
        double[] expected = [.. groups.Select(g => Reference(kind, x.dtype, g))];
        foreach (Shape shape in (Shape[])[kept, dropped])
        {
            Tensor y = Empty(x.dtype, shape);
            engine.Reduce(kind, x, axes, y);
            double units = !x.dtype.is_floating || kind is ReduceKind.Maximum or ReduceKind.Minimum ? 0 : x.dtype.itemsize == 2 ? 0.51 : 2;
            // float64 sums of many terms differ by the order of addition.
            double slack = x.dtype.Code == DTypeCode.Float64 ? 1e-11 : x.dtype.Code == DTypeCode.Float32 ? 1e-9 : 0;
            AssertClose(expected, y, v => x.dtype.is_floating ? units * Spacing(x.dtype, v) + slack : 0, $"{engine.Name} {kind} {x.dtype} {full} over [{string.Join(", ", axes)}]");
        }
    }

    private static double Reference(ReduceKind kind, DType type, List<double> values) => kind switch
    {
        ReduceKind.Sum => values.Sum(),
        ReduceKind.Mean => type.is_floating ? values.Sum() / values.Count : Math.Truncate(values.Sum() / values.Count),
        ReduceKind.Product => values.Aggregate(1.0, (a, b) => a * b),
        ReduceKind.Maximum => values.Aggregate(Limit(type, true), Math.Max),
        ReduceKind.Minimum => values.Aggregate(Limit(type, false), Math.Min),
        ReduceKind.Any => values.Any(v => v != 0) ? 1 : 0,
        ReduceKind.All => values.All(v => v != 0) ? 1 : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no reference"),
    };

    private static double Limit(DType type, bool lowest) => type.Code switch
    {
        DTypeCode.Int8 => lowest ? sbyte.MinValue : sbyte.MaxValue,
        DTypeCode.Int16 => lowest ? short.MinValue : short.MaxValue,
        DTypeCode.Int32 => lowest ? int.MinValue : int.MaxValue,
        DTypeCode.Int64 => lowest ? long.MinValue : long.MaxValue,
        DTypeCode.UInt8 => lowest ? 0 : byte.MaxValue,
        DTypeCode.UInt16 => lowest ? 0 : ushort.MaxValue,
        DTypeCode.UInt32 => lowest ? 0 : uint.MaxValue,
        DTypeCode.UInt64 => lowest ? 0 : ulong.MaxValue,
        _ => lowest ? double.NegativeInfinity : double.PositiveInfinity,
    };
}
