using KerasHost.RandomNumbers;

namespace KerasHost.Tests.RandomNumbers;

public class StatefulKernelTests
{
    private static readonly float[] s_logits = Enumerable.Range(1, 8).Select(k => MathF.Log(k)).ToArray();

    // fit(shuffle=True) on 10 samples after set_random_seed(n), epochs 0, 1, 2 of tf_keras 2.16
    [Theory]
    [InlineData(0, "2 0 5 8 7 1 9 6 3 4 2 9 4 7 1 8 5 6 0 3 4 7 6 0 1 2 8 5 3 9")]
    [InlineData(1, "2 4 0 8 9 1 5 6 3 7 9 4 3 5 1 0 7 2 8 6 5 0 8 4 7 9 3 1 6 2")]
    [InlineData(42, "3 8 7 5 2 0 1 6 9 4 1 9 5 3 4 7 0 2 6 8 2 4 5 7 3 8 0 1 6 9")]
    public void The_order_of_samples_in_fit(long seed, string orders)
    {
        var kernel = new StatefulKernel(SeedPair.Of(seed, 0));
        var epochs = new List<long>();
        var order = new int[10];
        for (int epoch = 0; epoch < 3; epoch++)
        {
            kernel.Permutation(order);
            epochs.AddRange(order.Select(i => (long)i));
        }
        Assert.Equal(Hex.Numbers(orders), epochs);
    }

    // Dropout(0.5) on ones (2, 6) in tf_keras 2.16 with the pair (5, 0), steps 0, 1, 2
    [Fact]
    public void Dropout_masks_of_three_steps()
    {
        var kernel = new StatefulKernel(5, 0);
        var mask = new float[12];
        foreach (string expected in (string[])["011011000100", "100111010001", "011110001011"])
        {
            kernel.DropoutMask(mask, 0.5);
            Assert.Equal(expected, StatelessRandomTests.Kept(mask));
        }
        Assert.Equal((UInt128)(3 * 12 * 256), kernel.Counter & ulong.MaxValue);
    }

    [Fact]
    public void A_mask_is_the_uniforms_compared_with_the_rate()
    {
        var uniform = new double[1001];
        var mask = new double[1001];
        new StatefulKernel(5, 0).Uniform(uniform);
        new StatefulKernel(5, 0).DropoutMask(mask, 0.3);
        Assert.Equal(uniform.Select(u => u >= 0.3 ? 1 / 0.7 : 0), mask);
        var single = new float[1001];
        var singleMask = new float[1001];
        new StatefulKernel(5, 0).Uniform(single);
        new StatefulKernel(5, 0).DropoutMask(singleMask, 0.3);
        Assert.Equal(single.Select(u => u >= 0.3f ? (float)(1 / 0.7) : 0), singleMask);
    }

    // tf.random.categorical(log([1..8]), 8) by itself after set_random_seed(n), first and second call
    [Theory]
    [InlineData(1, "4 1 4 7 4 2 2 3", "1 3 5 5 6 5 4 3")]
    [InlineData(42, "4 7 3 7 7 5 1 6", "5 5 7 5 7 2 7 6")]
    public void Categorical_by_itself(long seed, string first, string second)
    {
        SeedStreams.SetRandomSeed(seed);
        var drawn = new long[8];
        SeedStreams.EagerKernel(RandomOp.Multinomial, DTypeCode.Int64).Categorical(drawn, s_logits, 8);
        Assert.Equal(Hex.Numbers(first), drawn);
        SeedStreams.EagerKernel(RandomOp.Multinomial, DTypeCode.Int64).Categorical(drawn, s_logits, 8);
        Assert.Equal(Hex.Numbers(second), drawn);
        SeedStreams.Reset();
    }

    // Same logits, one sample a call, the first random operation of a tf.function, calls 0 to 7
    [Theory]
    [InlineData(1, "5 5 2 5 5 5 1 3")]
    [InlineData(42, "6 7 4 2 5 7 6 3")]
    public void Categorical_in_a_function(long seed, string calls)
    {
        var kernel = new StatefulKernel(SeedPair.Of(seed, 0));
        var drawn = new long[8];
        for (int call = 0; call < 8; call++)
            kernel.Categorical(drawn.AsSpan(call, 1), s_logits, 8);
        Assert.Equal(Hex.Numbers(calls), drawn);
    }

    // tf.random.set_seed(1); @tf.function def f(): return tf.random.uniform((3,), dtype=tf.float64), …normal…, …truncated_normal…,
    // tf.random.uniform((3,), -5, 5, tf.int32), tf.random.uniform((3,), 0, 10**12, tf.int64); first and second call
    [Fact]
    public void Double_precision_and_integer_kernels_go_on()
    {
        var uniform = new StatefulKernel(1, 0);
        var normal = new StatefulKernel(1, 1);
        var truncated = new StatefulKernel(1, 2);
        var int32 = new StatefulKernel(1, 3);
        var int64 = new StatefulKernel(1, 4);
        foreach ((string u, string z, string t, string i, string l) in ((string, string, string, string, string)[])
        [
            ("3fe00ce1ca141d78 3fc11605b0ad5138 3fe02837bf8b997c", "bfe0889b1c5299cf bff2a07bfbc2dd33 3fda39798a15df31",
                "3fe298089076cdd3 bff8eb3aca515204 bff212c734d3894d", "2 -3 4", "485933073504 364110701005 393417666055"),
            ("3fc248e5301829d8 3fed6cfeebf3596e 3fdf9b3be0d9d4f8", "3fb0a648e48d2b4f 3ff12712d4704354 3f9d9ed5bc316eb7",
                "3ff6be1dd6de1a77 bfd3b8842c97f9c5 3fe3f18e89cb3d81", "0 -5 4", "260543283454 250357121393 594659637220"),
        ])
        {
            var values = new double[3];
            uniform.Uniform(values);
            Assert.Equal(Hex.LongWords(u), Hex.Bits(values));
            normal.Normal(values);
            AssertNear(z, values);
            truncated.TruncatedNormal(values);
            AssertNear(t, values);
            var small = new int[3];
            int32.UniformInt(small, -5, 5);
            Assert.Equal(Hex.Numbers(i), small.Select(v => (long)v));
            var large = new long[3];
            int64.UniformInt(large, 0, 1000000000000);
            Assert.Equal(Hex.Numbers(l), large);
        }
    }

    [Fact]
    public void Restarting_repeats_a_seeded_kernel_and_renews_an_unseeded_one()
    {
        float[] Draw(StatefulKernel kernel)
        {
            var values = new float[8];
            kernel.Uniform(values);
            return values;
        }
        var seeded = new StatefulKernel(3, 4);
        float[] first = Draw(seeded);
        Assert.NotEqual(first, Draw(seeded));
        seeded.Restart();
        Assert.Equal(first, Draw(seeded));
        var unseeded = new StatefulKernel(0, 0);
        first = Draw(unseeded);
        unseeded.Restart();
        Assert.NotEqual(first, Draw(unseeded));
    }

    [Fact]
    public void Shuffling_nothing_or_one_takes_nothing_of_the_stream()
    {
        var kernel = new StatefulKernel(3, 4);
        kernel.Shuffle<int>([]);
        kernel.Shuffle<int>([7]);
        Assert.Equal(0ul, (ulong)kernel.Counter);
        kernel.Shuffle<int>([7, 8, 9, 10, 11]);
        Assert.Equal(1ul, (ulong)kernel.Counter);
        kernel.Shuffle<int>([7, 8, 9, 10, 11, 12]);
        Assert.Equal(3ul, (ulong)kernel.Counter);
    }

    [Fact]
    public void Categorical_checks_its_shapes()
    {
        var kernel = new StatefulKernel(3, 4);
        Assert.Throws<KerasShapeException>(() => kernel.Categorical(new long[2], new float[7], 4));
        Assert.Throws<KerasShapeException>(() => kernel.Categorical(new long[3], new float[8], 4));
        Assert.Throws<KerasValueException>(() => kernel.Categorical(new long[3], new float[8], 0));
        Assert.Equal(0ul, (ulong)kernel.Counter);
    }

    private static void AssertNear(string bits, double[] values)
    {
        double[] expected = Array.ConvertAll(Hex.LongWords(bits), BitConverter.UInt64BitsToDouble);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], values[i], Math.Abs(expected[i]) * 4e-16);
    }
}
