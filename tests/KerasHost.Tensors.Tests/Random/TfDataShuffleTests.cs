using KerasHost.RandomNumbers;

namespace KerasHost.Tests.RandomNumbers;

public sealed class TfDataShuffleTests : IDisposable
{
    public void Dispose() => SeedStreams.Reset();

    // list(tf.data.Dataset.range(10).shuffle(4)), the first thing after set_random_seed(n), three times
    [Theory]
    [InlineData(1, "2 0 1 6 3 5 9 8 7 4 0 4 3 5 1 7 9 8 2 6 3 2 0 1 7 4 9 5 8 6")]
    [InlineData(42, "3 2 1 5 6 0 8 7 9 4 0 2 4 3 1 5 8 9 6 7 1 4 0 2 6 8 5 3 9 7")]
    public void Shuffle_with_a_buffer_of_four(long seed, string iterations)
    {
        SeedStreams.SetRandomSeed(seed);
        var seeds = new TfDataShuffleSeeds(SeedStreams.EagerPair());
        Assert.Equal(Hex.Numbers(iterations), Enumerable.Range(0, 3).SelectMany(_ => Shuffle(10, 4, seeds.NextIterator())));
    }

    // list(tf.data.Dataset.range(10).shuffle(10, seed=5)), twice
    [Theory]
    [InlineData(1, "5 2 3 4 7 1 8 0 6 9 4 0 3 2 1 9 5 8 7 6")]
    [InlineData(42, "3 1 5 6 7 0 2 8 9 4 5 7 2 0 8 4 3 6 1 9")]
    public void Shuffle_with_a_seed(long seed, string iterations)
    {
        SeedStreams.SetRandomSeed(seed);
        foreach (int buffer in (int[])[10, 1000, -1])
        {
            var seeds = new TfDataShuffleSeeds(SeedStreams.EagerPair(5));
            Assert.Equal(Hex.Numbers(iterations), Enumerable.Range(0, 2).SelectMany(_ => Shuffle(10, buffer, seeds.NextIterator())));
        }
    }

    // A fresh process without set_seed: Dataset.range(10).shuffle(4, seed=7); the same with reshuffle_each_iteration=False, twice
    [Fact]
    public void Without_a_global_seed_and_without_reshuffling()
    {
        SeedStreams.Reset();
        var seeds = new TfDataShuffleSeeds(SeedStreams.EagerPair(7));
        Assert.Equal(Hex.Numbers("0 4 2 3 5 6 1 8 7 9"), Shuffle(10, 4, seeds.NextIterator()));
        var still = new TfDataShuffleSeeds(SeedStreams.EagerPair(7), reshuffleEachIteration: false);
        Assert.Equal(Hex.Numbers("3 4 0 5 1 8 2 7 6 9"), Shuffle(10, 4, still.NextIterator()));
        Assert.Equal(Hex.Numbers("3 4 0 5 1 8 2 7 6 9"), Shuffle(10, 4, still.NextIterator()));
    }

    [Fact]
    public void Nothing_gives_nothing_and_a_wrong_buffer_is_refused()
    {
        Assert.Empty(Shuffle(0, 4, new SeedPair(1, 2)));
        Assert.Throws<KerasValueException>(() => Shuffle(1, 0, new SeedPair(1, 2)));
        Assert.Throws<KerasValueException>(() => Shuffle(1, -2, new SeedPair(1, 2)));
    }

    [Fact]
    public void The_input_is_disposed()
    {
        bool disposed = false;
        IEnumerable<int> Source()
        {
            try
            {
                yield return 1;
                yield return 2;
            }
            finally
            {
                disposed = true;
            }
        }
        using (var shuffled = new TfDataShuffler<int>(Source().GetEnumerator(), 1, new SeedPair(1, 2)))
            Assert.True(shuffled.MoveNext());
        Assert.True(disposed);
    }

    private static List<long> Shuffle(int count, long buffer, SeedPair seeds)
    {
        using var shuffled = new TfDataShuffler<long>(
            Enumerable.Range(0, count).Select(i => (long)i).GetEnumerator(), buffer, seeds);
        var items = new List<long>();
        while (shuffled.MoveNext())
            items.Add(shuffled.Current);
        return items;
    }
}
