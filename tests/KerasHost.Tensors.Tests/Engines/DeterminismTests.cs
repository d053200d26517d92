using KerasHost.Engines;
using KerasHost.Engines.Cpu;

namespace KerasHost.Tensors.Tests.Engines;

/// <summary>The number of threads changes no bit; the vector instructions change no more than a stated bound.</summary>
public class DeterminismTests : EngineContract
{
    private static readonly (int M, int K, int N)[] s_products =
        [(64, 300, 500), (300, 400, 130), (1000, 16, 64), (16, 5000, 64), (1, 700, 900), (900, 700, 1), (3, 3000, 5), (129, 1025, 67)];

    [Theory]
    [MemberData(nameof(Engines))]
    public void ResultsDoNotDependOnThreads(string name)
    {
        SimdPath path = SimdPaths.Parse(name);
        double[][] alone = Run(new CpuEngine(path, 1));
        foreach (int threads in (int[])[2, 3, 8])
        {
            double[][] together = Run(new CpuEngine(path, threads));
            for (int i = 0; i < alone.Length; i++)
                Assert.True(alone[i].AsSpan().SequenceEqual(together[i]), $"{name}: result {i} differs with {threads} threads");
        }
    }

    /// <summary>
    /// Elementwise functions: 4 units in the last place between paths. Sums of products: 2e-6 of the sum of their sizes, which here is
    /// below 4 · 4 · k.
    /// </summary>
    [Fact]
    public void PathsAgreeWithinTheirBound()
    {
        double[][][] results = [.. Enum.GetValues<SimdPath>().Where(SimdPaths.IsSupported).Select(path => Run(new CpuEngine(path, 2)))];
        foreach (double[][] other in results.Skip(1))
            for (int i = 0; i < other.Length; i++)
                for (int j = 0; j < other[i].Length; j++)
                {
                    double tolerance = i < s_products.Length ? 2e-6 * 16 * s_products[i].K : 4 * Spacing(DType.Float32, other[i][j]) + 1e-6;
                    if (!(Math.Abs(other[i][j] - results[0][i][j]) <= tolerance))
                        Assert.Fail($"result {i}, element {j}: {other[i][j]:R} and {results[0][i][j]:R}");
                }
    }

    private static double[][] Run(CpuEngine engine)
    {
        var results = new List<double[]>();
        foreach ((int m, int k, int n) in s_products)
        {
            Tensor y = Empty("float32", [m, n]);
            engine.MatMul(RandomTensor("float32", [k, m], 1), true, RandomTensor("float32", [k, n], 2), false, RandomTensor("float32", n, 3), y);
            results.Add(Values(y));
        }
        Tensor x = RandomTensor("float32", [123, 511], 4), z = Empty("float32", [123, 511]);
        foreach (UnaryKind kind in (UnaryKind[])[UnaryKind.Exp, UnaryKind.Tanh, UnaryKind.Sigmoid, UnaryKind.Softplus, UnaryKind.Sin, UnaryKind.Erf])
        {
            engine.Unary(kind, x, z);
            results.Add(Values(z));
        }
        engine.Binary(BinaryKind.Multiply, x, RandomTensor("float32", 511, 5), z);
        results.Add(Values(z));
        engine.Softmax(x, z);
        results.Add(Values(z));
        foreach (int[] axes in (int[][])[[0], [1], [0, 1]])
        {
            Tensor sum = Empty("float32", [axes.Contains(0) ? 1 : 123, axes.Contains(1) ? 1 : 511]);
            engine.Reduce(ReduceKind.Mean, x, axes, sum);
            results.Add(Values(sum));
        }
        Tensor indices = Make("int32", 20_000, i => i * 7919 % 300), updates = RandomTensor("float32", [20_000, 16], 6), table = RandomTensor("float32", [300, 16], 7);
        engine.ScatterAdd(indices, updates, table);
        results.Add(Values(table));
        Tensor variable = RandomTensor("float32", 100_003, 8), momentum = RandomTensor("float32", 100_003, 9), velocity = Make("float32", 100_003, i => i % 7);
        engine.Update(new OptimizerContractTests.Sums(0.1), variable, RandomTensor("float32", 100_003, 10), momentum, velocity);
        results.Add(Values(variable));
        return [.. results];
    }
}
