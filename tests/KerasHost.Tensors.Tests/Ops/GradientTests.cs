namespace KerasHost.Tests.Ops;

/// <summary>The gradient of every operation against central differences in float64.</summary>
public class GradientTests
{
    private static readonly Random s_random = new(7);

    /// <summary>One line an operation: a name, the operation, and the shapes of its inputs, whose values lie between the two bounds.</summary>
    public static TheoryData<string, Func<Tensor[], Tensor>, int[][], double, double> Operations => new()
    {
        { "Negate", x => Op.Negate(x[0]), [[2, 3]], -2, 2 },
        { "Abs", x => Op.Abs(x[0]), [[7]], 0.2, 2 },
        { "Square", x => Op.Square(x[0]), [[7]], -2, 2 },
        { "Sqrt", x => Op.Sqrt(x[0]), [[7]], 0.5, 2 },
        { "Rsqrt", x => Op.Rsqrt(x[0]), [[7]], 0.5, 2 },
        { "Reciprocal", x => Op.Reciprocal(x[0]), [[7]], 0.5, 2 },
        { "Exp", x => Op.Exp(x[0]), [[7]], -2, 2 },
        { "Expm1", x => Op.Expm1(x[0]), [[7]], -2, 2 },
        { "Log", x => Op.Log(x[0]), [[7]], 0.5, 2 },
        { "Log1p", x => Op.Log1p(x[0]), [[7]], -0.5, 2 },
        { "Tanh", x => Op.Tanh(x[0]), [[7]], -2, 2 },
        { "Sigmoid", x => Op.Sigmoid(x[0]), [[7]], -3, 3 },
        { "Softplus", x => Op.Softplus(x[0]), [[7]], -3, 3 },
        { "Relu above 0", x => Op.Relu(x[0]), [[7]], 0.2, 3 },
        { "Relu below 0", x => Op.Relu(x[0]), [[7]], -3, -0.2 },
        { "Erf", x => Op.Erf(x[0]), [[7]], -2, 2 },
        { "Sin", x => Op.Sin(x[0]), [[7]], -3, 3 },
        { "Cos", x => Op.Cos(x[0]), [[7]], -3, 3 },
        { "Tan", x => Op.Tan(x[0]), [[7]], -1, 1 },
        { "Sinh", x => Op.Sinh(x[0]), [[7]], -2, 2 },
        { "Cosh", x => Op.Cosh(x[0]), [[7]], -2, 2 },
        { "Asin", x => Op.Asin(x[0]), [[7]], -0.8, 0.8 },
        { "Acos", x => Op.Acos(x[0]), [[7]], -0.8, 0.8 },
        { "Atan", x => Op.Atan(x[0]), [[7]], -2, 2 },
        { "Add", x => Op.Add(x[0], x[1]), [[2, 3], [2, 3]], -2, 2 },
        { "Add broadcast", x => Op.Add(x[0], x[1]), [[2, 1, 3], [4, 1]], -2, 2 },
        { "Subtract broadcast", x => Op.Subtract(x[0], x[1]), [[3], [2, 3]], -2, 2 },
        { "Multiply", x => Op.Multiply(x[0], x[1]), [[2, 3], [2, 3]], -2, 2 },
        { "Multiply by a number", x => Op.Multiply(x[0], x[1]), [[2, 3], []], -2, 2 },
        { "Divide broadcast", x => Op.Divide(x[0], x[1]), [[2, 3], [2, 1]], 0.5, 2 },
        { "DivideNoNan", x => Op.DivideNoNan(x[0], x[1]), [[5], [5]], 0.5, 2 },
        { "Power", x => Op.Power(x[0], x[1]), [[5], [5]], 0.5, 2 },
        { "Maximum", x => Op.Maximum(x[0], x[1]), [[9], [9]], -2, 2 },
        { "Minimum", x => Op.Minimum(x[0], x[1]), [[9], [9]], -2, 2 },
        { "SquaredDifference", x => Op.SquaredDifference(x[0], x[1]), [[2, 3], [3]], -2, 2 },
        { "Atan2", x => Op.Atan2(x[0], x[1]), [[5], [5]], 0.5, 2 },
        { "FloorModulo", x => Op.FloorModulo(x[0], x[1]), [[5], []], 0.6, 0.9 },
        { "ClipByValue", x => Op.ClipByValue(x[0], -1.01, 1.03), [[9]], -2, 2 },
        { "Where", x => Op.Where(Op.Greater(x[0], Op.Constant(0.01, x[0])), x[0], x[1]), [[2, 5], [5]], -2, 2 },
        { "Sum", x => Op.Sum(x[0], [1]), [[2, 3, 4]], -2, 2 },
        { "Sum of all", x => Op.Sum(x[0]), [[2, 3]], -2, 2 },
        { "Mean", x => Op.Mean(x[0], [0, 2], true), [[2, 3, 4]], -2, 2 },
        { "Product", x => Op.Product(x[0], [1]), [[2, 3]], 0.5, 2 },
        { "Max", x => Op.Max(x[0], [-1]), [[3, 4]], -2, 2 },
        { "Min", x => Op.Min(x[0], [0]), [[3, 4]], -2, 2 },
        { "LogSumExp", x => Op.LogSumExp(x[0], [1]), [[2, 4]], -2, 2 },
        { "CumulativeSum", x => Op.CumulativeSum(x[0], 1, exclusive: true, reverse: true), [[2, 4]], -2, 2 },
        { "MatMul", x => Op.MatMul(x[0], x[1]), [[2, 3], [3, 4]], -1, 1 },
        { "MatMul with bias", x => Op.MatMul(x[0], x[1], bias: x[2]), [[5, 2, 3], [3, 4], [4]], -1, 1 },
        { "MatMul transposed", x => Op.MatMul(x[0], x[1], true, true), [[3, 2], [4, 3]], -1, 1 },
        { "MatMul left transposed", x => Op.MatMul(x[0], x[1], true, false), [[3, 2], [3, 4]], -1, 1 },
        { "MatMul right transposed", x => Op.MatMul(x[0], x[1], false, true), [[2, 2, 3], [4, 3]], -1, 1 },
        { "MatMul of batches", x => Op.MatMul(x[0], x[1]), [[2, 2, 3], [2, 3, 4]], -1, 1 },
        { "MatMul broadcast", x => Op.MatMul(x[0], x[1]), [[1, 2, 3], [2, 3, 2]], -1, 1 },
        { "TensorDot", x => Op.TensorDot(x[0], x[1]), [[2, 3], [3, 2, 2]], -1, 1 },
        { "Transpose", x => Op.Transpose(x[0], [2, 0, 1]), [[2, 3, 4]], -1, 1 },
        { "Reshape", x => Op.Reshape(x[0], [null, 2]), [[3, 4]], -1, 1 },
        { "ExpandDims", x => Op.ExpandDims(x[0], -2), [[3, 4]], -1, 1 },
        { "Squeeze", x => Op.Squeeze(x[0]), [[3, 1, 4, 1]], -1, 1 },
        { "Index", x => Op.Index(x[0], 1, 1..3, Slice.NewAxis, new Slice(null, null, -2)), [[2, 4, 5]], -1, 1 },
        { "Reverse", x => Op.Reverse(x[0], [1]), [[2, 4]], -1, 1 },
        { "Concat", x => Op.Concat(x, 1), [[2, 1], [2, 3], [2, 2]], -1, 1 },
        { "Stack", x => Op.Stack(x, 1), [[2, 3], [2, 3]], -1, 1 },
        { "Unstack", x => Op.Multiply(Op.Unstack(x[0], 1)[0], Op.Unstack(x[0], 1)[2]), [[2, 3]], -1, 1 },
        { "Split", x => Op.Multiply(Op.Split(x[0], 2, 1)[0], Op.Split(x[0], [2, 2], 1)[1]), [[3, 4]], -1, 1 },
        { "Tile", x => Op.Tile(x[0], [2, 3]), [[2, 2]], -1, 1 },
        { "BroadcastTo", x => Op.BroadcastTo(x[0], [4, 2, 3]), [[2, 1]], -1, 1 },
        { "Gather rows", x => Op.Gather(x[0], Tensor.From<int>([2, 0, 2, 1], [2, 2])), [[3, 4]], -1, 1 },
        { "Gather columns", x => Op.Gather(x[0], Tensor.From<long>([3, 0, 3], 3), 1), [[2, 4, 2]], -1, 1 },
        { "ScatterAdd", x => Op.ScatterAdd(Tensor.From<int>([1, 1, 3], 3), x[0], [4, 2]), [[3, 2]], -1, 1 },
        { "Pad", x => Op.Pad(x[0], [(1, 0), (0, 2)]), [[2, 2]], -1, 1 },
        { "Identity", x => Op.Identity(x[0]), [[3]], -1, 1 },
        { "Softmax", x => Op.Softmax(x[0]), [[2, 4]], -2, 2 },
        { "Softmax of the first axis", x => Op.Softmax(x[0], 0), [[3, 2]], -2, 2 },
        { "LogSoftmax", x => Op.LogSoftmax(x[0]), [[2, 4]], -2, 2 },
        { "SoftmaxCrossEntropy", x => Op.SoftmaxCrossEntropy(Op.Softmax(x[1]), x[0]), [[3, 4], [3, 4]], -2, 2 },
        { "SparseSoftmaxCrossEntropy", x => Op.SparseSoftmaxCrossEntropy(Tensor.From<int>([3, 0, 1], 3), x[0]), [[3, 4]], -2, 2 },
        { "SigmoidCrossEntropy", x => Op.SigmoidCrossEntropy(x[1], x[0]), [[3, 4], [3, 4]], 0.1, 0.9 },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public void Equals_central_differences(string name, Func<Tensor[], Tensor> operation, int[][] shapes, double low, double high)
    {
        double[][] values = [.. shapes.Select(shape => Values(shape, low, high))];
        Tensor[] inputs = [.. values.Zip(shapes, (v, shape) => Tensor.From<double>(v, shape))];
        double[] weights = Values(operation(inputs).shape.Dims.ToArray(), 0.5, 1.5);

        Gradient?[] gradients = Gradients(operation, inputs, weights);

        for (int i = 0; i < inputs.Length; i++)
        {
            double[] gradient = gradients[i]?.ToDense().ToArray<double>() ?? new double[values[i].Length];
            Assert.Equal(inputs[i].shape, gradients[i]?.ToDense().shape ?? inputs[i].shape);
            for (int j = 0; j < gradient.Length; j++)
            {
                double expected = Difference(operation, values, shapes, weights, i, j);
                Assert.True(Math.Abs(expected - gradient[j]) <= 1e-6 * Math.Max(1, Math.Abs(expected)),
                    $"{name}: input {i}, element {j}: gradient {gradient[j]}, difference {expected}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Tells_the_shape_of_its_result_without_numbers(string name, Func<Tensor[], Tensor> operation, int[][] shapes, double low, double high)
    {
        Tensor[] inputs = [.. shapes.Select(shape => Tensor.From<double>(Values(shape, low, high), shape))];
        Tensor[] symbols = [.. shapes.Select(shape => Tensor.Symbolic(DType.Float64, shape))];
        Tensor real = operation(inputs), symbolic = operation(symbols);
        Assert.True(symbolic.IsSymbolic, name);
        Assert.Equal(real.shape, symbolic.shape);
        Assert.Equal(real.dtype, symbolic.dtype);
    }

    [Fact]
    public void Second_derivatives_follow_from_nested_tapes()
    {
        // d²/dx² of tanh, sigmoid·x and a crossentropy, against differences of the first derivative.
        Func<Tensor, Tensor>[] functions =
        [
            Op.Tanh,
            x => Op.Multiply(Op.Sigmoid(x), x),
            x => Op.SparseSoftmaxCrossEntropy(Tensor.From<int>([1], 1), Op.Reshape(x, [1, 3])),
        ];
        double[] values = [0.3, -0.7, 1.1];
        foreach (Func<Tensor, Tensor> function in functions)
        {
            Tensor x = Tensor.From<double>(values, 3);
            using var outer = new GradientTape();
            outer.watch(x);
            Tensor first;
            using (var inner = new GradientTape())
            {
                inner.watch(x);
                first = inner.gradient(function(x), x)!;
            }
            double[] second = outer.gradient(first, x)!.ToArray<double>();
            for (int j = 0; j < 3; j++)
            {
                double Sum(double step)
                {
                    double[] moved = [.. values];
                    moved[j] += step;
                    Tensor at = Tensor.From<double>(moved, 3);
                    using var tape = new GradientTape();
                    tape.watch(at);
                    return tape.gradient(function(at), at)!.ToArray<double>().Sum();
                }
                Assert.Equal((Sum(1e-5) - Sum(-1e-5)) / 2e-5, second[j], 1e-6);
            }
        }
    }

    private static double[] Values(int[] shape, double low, double high)
    {
        var values = new double[shape.Aggregate(1, (a, b) => a * b)];
        for (int i = 0; i < values.Length; i++)
            values[i] = low + (high - low) * s_random.NextDouble();
        return values;
    }

    private static Gradient?[] Gradients(Func<Tensor[], Tensor> operation, Tensor[] inputs, double[] weights)
    {
        using var tape = new GradientTape();
        foreach (Tensor input in inputs)
            tape.watch(input);
        Tensor y = operation(inputs);
        return tape.gradient(y, inputs, Tensor.From<double>(weights, y.shape));
    }

    private static double Difference(Func<Tensor[], Tensor> operation, double[][] values, int[][] shapes, double[] weights, int input, int element)
    {
        const double Step = 1e-5;
        double At(double offset)
        {
            Tensor[] inputs = [.. values.Select((v, i) =>
            {
                double[] moved = [.. v];
                if (i == input)
                    moved[element] += offset;
                return Tensor.From<double>(moved, shapes[i]);
            })];
            return operation(inputs).ToArray<double>().Zip(weights, (a, b) => a * b).Sum();
        }
        return (At(Step) - At(-Step)) / (2 * Step);
    }
}
