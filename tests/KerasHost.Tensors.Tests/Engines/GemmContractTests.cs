using KerasHost.Engines;

namespace KerasHost.Tensors.Tests.Engines;

/// <summary>Matrix products.</summary>
public class GemmContractTests : EngineContract
{
    private static readonly DType[] s_types = ["float32", "float64", "int32", "int64", "float16", "bfloat16"];

    [Theory]
    [MemberData(nameof(Engines))]
    public void EverySmallSize(string name)
    {
        // Every remainder of a tile in either direction.
        IEngine engine = Named(name);
        for (int m = 1; m <= 18; m++)
            for (int n = 1; n <= 70; n += n < 20 ? 1 : 7)
                Check(engine, "float32", [m, 5], [5, n], m % 2 == 0, n % 2 == 0, (m + n) % 3 == 0);
        foreach (int k in (int[])[1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 33])
            for (int i = 0; i < 4; i++)
                Check(engine, "float32", [7, k], [k, 19], (i & 1) != 0, (i & 2) != 0, true);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void EveryTypeAndTranspose(string name)
    {
        IEngine engine = Named(name);
        foreach (DType type in s_types)
            for (int i = 0; i < 8; i++)
                foreach ((int m, int n, int k) in ((int, int, int)[])[(1, 1, 1), (3, 5, 2), (1, 65, 33), (65, 1, 33), (17, 19, 65), (0, 3, 2), (3, 0, 2), (3, 4, 0)])
                    Check(engine, type, [m, k], [k, n], (i & 1) != 0, (i & 2) != 0, (i & 4) != 0);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void LargeAndSkinny(string name)
    {
        IEngine engine = Named(name);
        (int M, int N, int K)[] sizes =
            [(128, 128, 128), (100, 300, 700), (257, 65, 1030), (1000, 64, 16), (1, 1000, 700), (700, 1, 1000), (3, 700, 500), (64, 200, 1), (5, 1030, 520), (400, 33, 12), (33, 2050, 6)];
        foreach ((int m, int n, int k) in sizes)
            for (int i = 0; i < 4; i++)
                Check(engine, "float32", [m, k], [k, n], (i & 1) != 0, (i & 2) != 0, i % 2 == 0);
        foreach ((int m, int n, int k) in sizes.Take(4))
            Check(engine, "float64", [m, k], [k, n], false, true, true);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void LeadingAxes(string name)
    {
        IEngine engine = Named(name);
        foreach (DType type in s_types)
            for (int i = 0; i < 8; i++)
            {
                (bool ta, bool tb, bool bias) = ((i & 1) != 0, (i & 2) != 0, (i & 4) != 0);
                Check(engine, type, [3, 5, 7], [3, 7, 6], ta, tb, bias);
                Check(engine, type, [2, 3, 5, 7], [2, 3, 7, 6], ta, tb, bias);
                Check(engine, type, [3, 5, 7], [7, 6], ta, tb, bias);
                Check(engine, type, [2, 3, 1, 7], [7, 6], ta, tb, bias);
                Check(engine, type, [0, 5, 7], [7, 6], ta, tb, bias);
            }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void NanAndInfinityPass(string name)
    {
        IEngine engine = Named(name);
        Tensor a = Make("float32", [4, 4], i => i == 5 ? double.NaN : i == 15 ? double.PositiveInfinity : 1), b = Make("float32", [4, 4], i => i < 12 ? 0 : 1), y = Empty("float32", [4, 4]);
        engine.MatMul(a, false, b, false, null, y);
        for (int i = 0; i < 16; i++)
            Assert.Equal(i / 4 == 1 ? double.NaN : i / 4 == 3 ? double.PositiveInfinity : 1, y.ElementAsDouble(i));
    }

    // Sizes are those of the factors as multiplied; transposed ones are stored the other way round.
    private static void Check(IEngine engine, DType type, int[] sizeA, int[] sizeB, bool transposeA, bool transposeB, bool withBias)
    {
        int m = sizeA[^2], k = sizeA[^1], n = sizeB[^1];
        int[] storedA = [.. sizeA], storedB = [.. sizeB];
        if (transposeA)
            (storedA[^2], storedA[^1]) = (k, m);
        if (transposeB)
            (storedB[^2], storedB[^1]) = (n, k);
        Tensor a = RandomTensor(type, storedA, 11), b = RandomTensor(type, storedB, 12);
        Tensor? bias = withBias ? RandomTensor(type, n, 13) : null;
        Tensor y = Empty(type, [.. sizeA[..^1], n]);
        engine.MatMul(a, transposeA, b, transposeB, bias, y);
        double[] va = Values(a), vb = Values(b);
        double[]? vbias = bias is null ? null : Values(bias);
        double[] expected = new double[y.Length], magnitude = new double[y.Length];
        for (int matrix = 0; matrix * m * n < expected.Length; matrix++)
        {
            int startA = matrix * m * k, startB = sizeB.Length == 2 ? 0 : matrix * k * n;
            for (int i = 0; i < m; i++)
            {
                int row = (matrix * m + i) * n;
                for (int j = 0; j < n; j++)
                    magnitude[row + j] = Math.Abs(expected[row + j] = vbias?[j] ?? 0);
                for (int p = 0; p < k; p++)
                {
                    double left = va[startA + (transposeA ? p * m + i : i * k + p)];
                    int right = startB + (transposeB ? p : p * n), step = transposeB ? k : 1;
                    for (int j = 0; j < n; j++, right += step)
                    {
                        double product = left * vb[right];
                        expected[row + j] += product;
                        magnitude[row + j] += Math.Abs(product);
                    }
                }
            }
        }
        double[] actual = Values(y);
        for (int i = 0; i < expected.Length; i++)
        {
            // The error of a float32 sum grows as the root of its length, as does its size against the sum of sizes; 4 units cover the tail.
            double tolerance = type.Code switch
            {
                DTypeCode.Float32 => 4 * 6e-8 * magnitude[i],
                DTypeCode.Float64 => 1e-15 * magnitude[i] * 4,
                DTypeCode.Float16 or DTypeCode.BFloat16 => 0.51 * Spacing(type, expected[i]) + 1e-6 * magnitude[i],
                _ => 0,
            };
            if (!(Math.Abs(expected[i] - actual[i]) <= tolerance))
                Assert.Fail(
                    $"{engine.Name} {type} ({m}, {k})·({k}, {n}) {transposeA} {transposeB} {withBias}: element {i} is {actual[i]:R}, expected {expected[i]:R}");
        }
    }
}
