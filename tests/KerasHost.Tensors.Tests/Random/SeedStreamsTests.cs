using KerasHost.RandomNumbers;

namespace KerasHost.Tests.RandomNumbers;

public sealed class SeedStreamsTests : IDisposable
{
    public void Dispose() => SeedStreams.Reset();

    // The seeds of unseeded weights after set_random_seed(n)
    [Theory]
    [InlineData(0, "906691060 413654000 813847340 955892129 451585302 43469774")]
    [InlineData(1, "144272510 611178003 909925048 861425549 820096754 67760437")]
    [InlineData(42, "686579304 119540832 26855093 796233791 295310486 262950629")]
    [InlineData(1234, "835549144 473233032 125467290 8043910 97327826 978152989")]
    public void Weight_seeds(long seed, string expected)
    {
        SeedStreams.SetRandomSeed(seed);
        Assert.Equal(Hex.Numbers(expected), Enumerable.Range(0, 6).Select(_ => SeedStreams.NextWeightSeed()));
    }

    // The second seed of operations that run by themselves after set_random_seed(n)
    [Theory]
    [InlineData(0, "1654615998 1806341205 173879092 1112038970 2087043557 1739178872")]
    [InlineData(1, "577090037 271041745 1095513148 506456969 2127877499 1930549411")]
    [InlineData(42, "478163327 107420369 1181241943 1051802512 958682846 599310825")]
    [InlineData(1234, "1892932127 501869158 32175636 389311301 150006740 360511942")]
    public void Seeds_of_operations(long seed, string expected)
    {
        SeedStreams.SetRandomSeed(seed);
        SeedPair[] pairs = Enumerable.Range(0, 6).Select(_ => SeedStreams.EagerPair()!.Value).ToArray();
        Assert.Equal(Hex.Numbers(expected), pairs.Select(p => p.Seed2));
        Assert.All(pairs, p => Assert.Equal(seed, p.Seed));
    }

    [Theory]
    [InlineData(0, 0, 0, int.MaxValue)]
    [InlineData(0, 1, 0, 1)]
    [InlineData(int.MaxValue, int.MaxValue, 0, int.MaxValue)]
    [InlineData(-1, -2, 2147483646, 2147483645)]
    [InlineData(5, 2147483650L, 5, 3)]
    public void Pairs_are_reduced_and_never_both_zero(long global, long operation, long seed, long seed2) =>
        Assert.Equal(new SeedPair(seed, seed2), SeedPair.Of(global, operation));

    [Fact]
    public void Weights_come_from_Pythons_stream_until_set_random_seed_was_called()
    {
        SeedStreams.PythonSeed(1);
        SeedStreams.TfSetSeed(42);
        Assert.Equal(144272510, SeedStreams.NextWeightSeed());
        SeedStreams.SetRandomSeed(42);
        SeedStreams.PythonSeed(1);
        Assert.Equal(686579304, SeedStreams.NextWeightSeed());
        Assert.Equal(144272510, SeedStreams.Python.RandInt(1, 1000000000));
    }

    [Fact]
    public void Streams_do_not_disturb_each_other()
    {
        SeedStreams.SetRandomSeed(1);
        SeedStreams.Python.Random();
        SeedStreams.NumPy.RandomSample();
        SeedStreams.EagerPair();
        Assert.Equal(144272510, SeedStreams.NextWeightSeed());
        Assert.Equal(271041745, SeedStreams.EagerPair()!.Value.Seed2);
        SeedStreams.NumPySeed(42);
        Assert.Equal(0.3745401188473625, SeedStreams.NumPy.RandomSample());
        Assert.Equal(611178003, SeedStreams.NextWeightSeed());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1L << 32)]
    public void A_seed_that_NumPy_cannot_take_changes_nothing(long seed)
    {
        SeedStreams.SetRandomSeed(1);
        Assert.Equal("Seed must be between 0 and 2**32 - 1", Assert.Throws<KerasValueException>(() => SeedStreams.SetRandomSeed(seed)).Message);
        Assert.Equal(1, SeedStreams.GlobalSeed);
        Assert.Equal(144272510, SeedStreams.NextWeightSeed());
    }

    // tf.random.set_seed(1); tf.random.uniform((3,)), normal((3,)), uniform((3,), seed=7), normal((3,), seed=7), uniform((3,), seed=7),
    // uniform((3,), seed=7, dtype=tf.float64)
    [Fact]
    public void An_operation_with_a_seed_of_its_own_keeps_its_kernel_by_kind_and_dtype()
    {
        SeedStreams.TfSetSeed(1);
        Assert.Equal(Hex.Words("3e291810 3f66c77a 3f218786"), Uniform(null));
        Assert.Equal(Hex.Words("3ece6189 bf8b4444 bd813823"), Normal(null));
        Assert.Equal(Hex.Words("3f49b062 3f334d46 3f677974"), Uniform(7));
        Assert.Equal(Hex.Words("bf28459e be58d735 bed16599"), Normal(7));
        Assert.Equal(Hex.Words("3ee17cac 3f309bfa 3f65afc4"), Uniform(7));
        var doubles = new double[3];
        SeedStreams.EagerKernel(RandomOp.Uniform, DTypeCode.Float64, 7).Uniform(doubles);
        Assert.Equal(Hex.LongWords("3fd360c543669a8c 3fcde5d0b6bad510 3fe94e294d712de2"), Hex.Bits(doubles));
        SeedStreams.ClearSession();
        Assert.Equal(Hex.Words("3f49b062 3f334d46 3f677974"), Uniform(7));
        Assert.NotEqual(Hex.Words("3e291810 3f66c77a 3f218786"), Uniform(null));
        SeedStreams.TfSetSeed(1);
        Assert.Equal(Hex.Words("3e291810 3f66c77a 3f218786"), Uniform(null));
    }

    // A fresh process, no set_seed: tf.random.uniform((3,), seed=7) twice; TensorFlow then assumes a fixed global seed.
    [Fact]
    public void An_operations_seed_counts_without_a_global_one()
    {
        SeedStreams.Reset();
        Assert.Equal(Hex.Words("3ef7c71c 3f019686 3e82a234"), Uniform(7));
        Assert.Equal(Hex.Words("3f612018 3d8fd290 3f700644"), Uniform(7));
        SeedStreams.Reset();
        var graph = new GraphSeeds();
        graph.BeginCall();
        var values = new float[3];
        graph.Next(() => 7).Uniform(values);
        Assert.Equal(Hex.Words("3ef7c71c 3f019686 3e82a234"), Hex.Bits(values));
    }

    [Fact]
    public void Unseeded_is_not_repeatable()
    {
        SeedStreams.Reset();
        Assert.Null(SeedStreams.GlobalSeed);
        Assert.Null(SeedStreams.EagerPair());
        Assert.NotEqual(Uniform(null), Uniform(null));
        long first = SeedStreams.NextWeightSeed(), second = SeedStreams.NextWeightSeed(), third = SeedStreams.NextWeightSeed();
        Assert.False(first == second && second == third);
    }

    private static uint[] Uniform(long? seed)
    {
        var values = new float[3];
        SeedStreams.EagerKernel(RandomOp.Uniform, DTypeCode.Float32, seed).Uniform(values);
        return Hex.Bits(values);
    }

    private static uint[] Normal(long? seed)
    {
        var values = new float[3];
        SeedStreams.EagerKernel(RandomOp.Normal, DTypeCode.Float32, seed).Normal(values);
        return Hex.Bits(values);
    }
}
