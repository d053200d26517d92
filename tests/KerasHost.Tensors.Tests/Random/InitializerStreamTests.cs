using KerasHost.RandomNumbers;

namespace KerasHost.Tests.RandomNumbers;

public class InitializerStreamTests
{
    // keras.initializers.X(seed=1)((2, 3)), bits of float32; tf_keras 2.16 and Keras 3.15
    [Theory]
    [InlineData("GlorotUniform", "3f54482a bdb39100 3e610028 be70f440 bf0a6d0d bdf9ed20")]
    [InlineData("HeNormal", "3e137008 bf0f7bea 3f37b280 bf65948e bf846629 bee8571d")]
    [InlineData("RandomUniform", "3d1b075d bb832300 3c245134 bc2ff7cc bcca2f20 bbb68530")]
    [InlineData("RandomNormal", "3bcf80fd bcc9f089 3d014493 bd218e47 3ce8c782 bd9f6fa8")]
    public void Two_by_three(string initializer, string bits)
    {
        var values = new float[6];
        switch (initializer)
        {
            case "GlorotUniform":
                VarianceScaling.Fill(values, [2, 3], 1, 1.0, FanMode.FanAvg, ScalingDistribution.Uniform);
                break;
            case "HeNormal":
                VarianceScaling.Fill(values, [2, 3], 1, 2.0, FanMode.FanIn, ScalingDistribution.TruncatedNormal);
                break;
            case "RandomUniform":
                StatelessRandom.Uniform(values, 1, 0, -0.05f, 0.05f);
                break;
            case "RandomNormal":
                StatelessRandom.Normal(values, 1, 0, 0f, 0.05f);
                break;
        }
        Assert.Equal(Hex.Words(bits), Hex.Bits(values));
    }

    [Theory]
    [InlineData(3, 3, "3d9d4430 bf4343d7 3f24618c bef4e291 3f09720c 3f31e964 bf5ff55c beb89158 bea5ad96")]
    [InlineData(2, 4, "3d9a7a50 3ec07801 3ead4b53 bf5bfcb8 be8e2b03 be856da0 bf4e04e6 bee92384")]
    public void Orthogonal(int rows, int columns, string bits)
    {
        var values = new float[rows * columns];
        OrthogonalMatrix.Fill(values, rows, columns, 1);
        Assert.Equal(Hex.Words(bits), Hex.Bits(values));
    }

    // tf_keras.initializers.X(seed=1)((2, 3), dtype="float64")
    [Theory]
    [InlineData("GlorotUniform", "bff08c8482c44ffa 3fe5322a8c6f7b4a bff0a1aff1731348 3fe10ed45edb3e8a bfd37d64dd759d42 bff1670598cf391d")]
    [InlineData("HeNormal", "3fef6dc1220db4fa bfc091044c2bedaf bffa3a98e19ce3ae 3fd0c980204c060c 3fe0421d082a133e 3fcfe70f47f67abc")]
    [InlineData("RandomNormal", "bfc034921f7f8c62 3fa61dcd388f871c bfc1513adba36451 bf7750cfbf3f69d4 3f5a22585b94b224 3fb244724f27ad9b")]
    [InlineData("Orthogonal", "bfe5dd30f3b78050 bfe75d3fc888636a 3f81a1420ffd80e9 3fd5118eb4d4b220 bfd30a1f3ed9c100 3fecad74d69ebe3c")]
    public void Two_by_three_in_double_precision(string initializer, string bits)
    {
        var values = new double[6];
        switch (initializer)
        {
            case "GlorotUniform":
                VarianceScaling.Fill(values, [2, 3], 1, 1.0, FanMode.FanAvg, ScalingDistribution.Uniform);
                break;
            case "HeNormal":
                VarianceScaling.Fill(values, [2, 3], 1, 2.0, FanMode.FanIn, ScalingDistribution.TruncatedNormal);
                break;
            case "RandomNormal":
                StatelessRandom.Normal(values, 1, 0, 0.0, 0.05);
                break;
            case "Orthogonal":
                OrthogonalMatrix.Fill(values, 2, 3, 1);
                break;
        }
        double[] expected = Array.ConvertAll(Hex.LongWords(bits), BitConverter.UInt64BitsToDouble);
        for (int i = 0; i < 6; i++)
            Assert.Equal(expected[i], values[i], 1e-15);
    }

    // The smaller side is above 47: double precision; measured worst against TensorFlow's float32 library is 2e-6, for squares.
    [Theory]
    [InlineData(64, 256)]
    [InlineData(256, 64)]
    [InlineData(60, 60)]
    public void Large_orthogonal_matrices_are_orthogonal(int rows, int columns)
    {
        var values = new float[rows * columns];
        OrthogonalMatrix.Fill(values, rows, columns, 3, gain: 2);
        bool wide = rows < columns;
        int n = Math.Min(rows, columns), m = Math.Max(rows, columns);
        for (int a = 0; a < n; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                double dot = 0;
                for (int i = 0; i < m; i++)
                    dot += (double)values[wide ? a * columns + i : i * columns + a] * values[wide ? b * columns + i : i * columns + b];
                Assert.Equal(a == b ? 4 : 0, dot, 1e-6);
            }
        }
    }

    [Theory]
    [InlineData(new int[0], 1, 1)]
    [InlineData(new[] { 7 }, 7, 7)]
    [InlineData(new[] { 4, 9 }, 4, 9)]
    [InlineData(new[] { 3, 5, 8, 2 }, 120, 30)]
    public void Fans(int[] shape, long fanIn, long fanOut) => Assert.Equal((fanIn, fanOut), VarianceScaling.Fans(shape));

    [Fact]
    public void An_orthogonal_matrix_must_fit_its_destination() =>
        Assert.Throws<KerasShapeException>(() => OrthogonalMatrix.Fill(new float[5], 2, 3, 1));
}
