using KerasHost.RandomNumbers;

namespace KerasHost.Tests.RandomNumbers;

public class StatelessRandomTests
{
    // tf.random.stateless_uniform / normal / truncated_normal((6,), seed), bits of float32
    [Theory]
    [InlineData(1, 2,
        "3f581458 3e44a788 3f7f087c 3e243c98 3e8b424c 3f263b8a",
        "3f0b4acd 3e545b81 3d96a8e4 3d3e3228 bfa69a7f bf742ff1",
        "3f0b4acd 3e545b81 3d96a8e4 3d3e3228 3e2c3e2c bfd7af2c")]
    [InlineData(42, 0,
        "3e909b14 3eff3080 3f37284a 3ca57ec0 3da0f810 3f206632",
        "3c8192d0 bfcb87f8 3dd42955 3f4fce95 bfce201d bfca2019",
        "3c8192d0 bfcb87f8 3dd42955 3f4fce95 bcaf5f84 3df1d255")]
    public void Float32(long seed0, long seed1, string uniform, string normal, string truncated)
    {
        var values = new float[6];
        StatelessRandom.Uniform(values, seed0, seed1);
        Assert.Equal(Hex.Words(uniform), Hex.Bits(values));
        StatelessRandom.Normal(values, seed0, seed1);
        Assert.Equal(Hex.Words(normal), Hex.Bits(values));
        StatelessRandom.TruncatedNormal(values, seed0, seed1);
        Assert.Equal(Hex.Words(truncated), Hex.Bits(values));
    }

    [Fact]
    public void A_truncated_normal_rejects_what_is_too_far_out()
    {
        var values = new float[6];
        StatelessRandom.Normal(values, 5, 0);
        Assert.Equal([-2.05537844f, 1.15818775f, 0.191608623f, -0.129778907f], values[..4]);
        StatelessRandom.TruncatedNormal(values, 5, 0);
        Assert.Equal(Hex.Words("3f943f7f 3e44350d be04e4c3 3f682723 3fa3648f bf869782"), Hex.Bits(values));
    }

    // The same three with dtype=tf.float64 (shapes 5, 7, 7), and with minval=-0.3, maxval=0.7 / mean=0.1, stddev=0.3
    [Theory]
    [InlineData(1, 2,
        "3fe81458cf3129e2 3fef087c2c290f26 3fc6849f8a98ee28 3feb60b64610ae7c 3fe07956bf15b35e",
        "3fdcf57e6b2f2091 3fe56ee2928f758c bfbfc38db79af07c 3fe1c71cac7714e2 3fcb7ef495f06712",
        "bfc23745fceed393 3fe7b30df7adce2e bff7813821086c87 3ff25d2c6f1a9e3a bfe719a6fdd9e259 bfecbe32b640db75 3fe33624a9899bf6",
        "3fad57459d47ceea 3fd49ea1fb01e21c bfd5ce435ad6e8a2 3fdc6fceebb98aac bfbdd72a613e1f3c bfc5b109a7810759 3fd1ed493285c3fa",
        "bfc23745fceed393 3fe7b30df7adce2e bfe1ad29167909a9 bfe7809d7af7e4ad bfd97fb79abfff44 3fc850c94ed98bcb bff1b8b647d0508d")]
    [InlineData(42, 0,
        "3fd09b14f2ff3080 3fe7284b3c052bf6 3fe41f0302a06632 3fa4792b12c57380 3f9e6a36c1af7a00",
        "bfa4c0f201a01598 3fdb1d6344d724b9 3fd50ad2d20d9931 bfd0a40dd0da84c3 bfd14c8fc7183b93",
        "bff9ec60a3ecfe5f bfd15052ce6f8f5a 3fcea76b1e4c602b 3feddb85e0bbf62f bfe539b55753b565 c0048aa9efd9501d bfe34831699c0b14",
        "bfd8b540c4b5fe0c 3f934b3f544ee984 3fc5ff068916e9a6 3fd8508386d72d50 bfb9574cd195b358 bfe573325304c689 bfb4ad4363dce762",
        "bff9ec60a3ecfe5f bfd15052ce6f8f5a bfeedaeaf40714da 3ffcd929805ac6e1 bfc60e80ee9e7c21 3fd30aa4defa80ec bff18ed53f6a98c8")]
    [InlineData(5, 0,
        "3fdfab3d6fa9d088 3fe93c5a50584196 3fb5501072db6300 3fe6262e70a2a53c 3feb7805b7883362",
        "3fc8f01478ed3aaa 3fdf45816d7d4ff9 bfcbbe5e2cf8b4e6 3fd91929ae121745 3fe1de6c1dee99c8",
        "bff26c6492762e33 3fd23d888e764fcf c000ac439249786a bfe95cfbfe74e579 bfde85df29fc3bec 3fd1dd46ed667c18 c0002eca95dd92db",
        "bfcf6a8af91ba213 3fc7be852246fcb0 bfe0ceb77c582a19 bfc1a2c7fe25e02a bfa60e1797f6f634 3fc784c4280a4a75 bfe038264d7049d4",
        "bff26c6492762e33 3fd23d888e764fcf 3fe597b875bf3331 bfdd717321c51ebc 3ffd36d694dfba99 3ffcb12adf582517 3fe09c4ea2cf3b9d")]
    public void Float64(long seed0, long seed1, string uniform, string ranged, string normal, string moved, string truncated)
    {
        var five = new double[5];
        StatelessRandom.Uniform(five, seed0, seed1);
        Assert.Equal(Hex.LongWords(uniform), Hex.Bits(five));
        StatelessRandom.Uniform(five, seed0, seed1, -0.3, 0.7);
        Assert.Equal(Hex.LongWords(ranged), Hex.Bits(five));
        // The C library's log, sin and cos: another platform may differ in the last bit.
        var seven = new double[7];
        StatelessRandom.Normal(seven, seed0, seed1);
        AssertNear(normal, seven);
        StatelessRandom.Normal(seven, seed0, seed1, 0.1, 0.3);
        AssertNear(moved, seven);
        StatelessRandom.TruncatedNormal(seven, seed0, seed1);
        AssertNear(truncated, seven);
    }

    // tf.random.stateless_uniform((7,), seed, -3, 100, tf.int32); (…, -3, 10**12, tf.int64)
    [Theory]
    [InlineData(1, 2, "93 49 15 41 42 26 96",
        "146258219801 637753188140 318111882239 515999429111 327625373258 779595896210 131482711288")]
    [InlineData(42, 0, "57 79 86 88 63 12 19",
        "801844016287 715083034745 814086706213 472490499851 749164634715 65803062403 66321402944")]
    public void Integers(long seed0, long seed1, string int32, string int64)
    {
        var small = new int[7];
        StatelessRandom.UniformInt(small, seed0, seed1, -3, 100);
        Assert.Equal(Hex.Numbers(int32), small.Select(v => (long)v));
        var large = new long[7];
        StatelessRandom.UniformInt(large, seed0, seed1, -3, 1000000000000);
        Assert.Equal(Hex.Numbers(int64), large);
        Assert.Throws<KerasValueException>(() => StatelessRandom.UniformInt(new int[1], 1, 2, 3, 3));
    }

    // tf.random.stateless_categorical(tf.math.log([[1., 2., 3., 4.], [4., 3., 2., 1.]]), 6, seed)
    [Theory]
    [InlineData(1, 2, "3 3 1 3 2 3 2 0 2 2 2 0")]
    [InlineData(42, 0, "1 3 3 0 0 2 2 2 0 0 0 2")]
    [InlineData(5, 0, "2 3 0 3 3 3 0 2 0 2 1 2")]
    public void Categorical(long seed0, long seed1, string classes)
    {
        float[] logits = [0, MathF.Log(2), MathF.Log(3), MathF.Log(4), MathF.Log(4), MathF.Log(3), MathF.Log(2), 0];
        var drawn = new long[12];
        StatelessRandom.Categorical(drawn, logits, 4, seed0, seed1);
        Assert.Equal(Hex.Numbers(classes), drawn);
    }

    // keras.layers.Dropout(0.5, seed=123456) of Keras 3 on ones (2, 6): the pairs (seed, 0), (seed, 1)
    [Fact]
    public void Dropout_masks()
    {
        var mask = new float[12];
        StatelessRandom.DropoutMask(mask, 123456, 0, 0.5);
        Assert.Equal("100000011111", Kept(mask));
        StatelessRandom.DropoutMask(mask, 123456, 1, 0.5);
        Assert.Equal("100110100110", Kept(mask));
        Assert.Equal([2f, 0f], mask.Distinct());
        Assert.Throws<KerasValueException>(() => StatelessRandom.DropoutMask(new float[1], 1, 2, 1.0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(1023)]
    public void A_shorter_fill_is_the_beginning_of_a_longer_one(int length)
    {
        var longer = new float[1024];
        var shorter = new float[length];
        StatelessRandom.Uniform(longer, 3, 4, -1, 2);
        StatelessRandom.Uniform(shorter, 3, 4, -1, 2);
        Assert.Equal(longer[..length], shorter);
        StatelessRandom.Normal(longer, 3, 4, 1, 2);
        StatelessRandom.Normal(shorter, 3, 4, 1, 2);
        Assert.Equal(longer[..length], shorter);
        StatelessRandom.TruncatedNormal(longer, 3, 4, 1, 2);
        StatelessRandom.TruncatedNormal(shorter, 3, 4, 1, 2);
        Assert.Equal(longer[..length], shorter);
        StatelessRandom.DropoutMask(longer, 3, 4, 0.25);
        StatelessRandom.DropoutMask(shorter, 3, 4, 0.25);
        Assert.Equal(longer[..length], shorter);
    }

    internal static string Kept(float[] mask) => string.Concat(mask.Select(v => v != 0 ? '1' : '0'));

    private static void AssertNear(string bits, double[] values)
    {
        double[] expected = Array.ConvertAll(Hex.LongWords(bits), BitConverter.UInt64BitsToDouble);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], values[i], Math.Abs(expected[i]) * 4e-16);
    }

    [Fact]
    public void A_mask_of_any_size_is_what_the_uniforms_say()
    {
        foreach (int size in (int[])[1, 5, 64, 67, 4095, 4096, 4097, 16384, 3 * 4096 + 2, 100_003])
            foreach (double rate in (double[])[0, 0.1, 0.2, 1 / 3.0, 0.5, 0.99999994])
            {
                var uniforms = new float[size];
                var mask = new float[size];
                StatelessRandom.Uniform(uniforms, 11, 12);
                StatelessRandom.DropoutMask(mask, 11, 12, rate);
                float kept = (float)(1 / (1 - rate));
                Assert.Equal(Array.ConvertAll(uniforms, u => u >= (float)rate ? kept : 0), mask);
            }
    }
}
