using KerasHost.Data;
using KerasHost.Layers;

namespace KerasHost.Tests.Data;

/// <summary>Reading ahead, caches in files, and datasets far larger than memory should need.</summary>
public sealed class ReadingTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Fact]
    public void Prefetch_reads_as_far_ahead_as_it_may_and_no_further()
    {
        int made = 0;
        Dataset numbers = Counted(() => Interlocked.Increment(ref made)).prefetch(3);
        Assert.Equal(0, made);
        using IEnumerator<Tensors> reading = numbers.GetEnumerator();
        Assert.True(reading.MoveNext());
        // One is out, three wait, one is in hand.
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref made) == 5, s_patience), $"{made} were made");
        Thread.Sleep(50);
        Assert.Equal(5, made);
    }

    [Fact]
    public void Prefetched_elements_are_the_same_and_come_on_another_thread()
    {
        int here = Environment.CurrentManagedThreadId, there = here;
        Dataset numbers = Counted(() => there = Environment.CurrentManagedThreadId).shuffle(20, seed: 1, reshuffle_each_iteration: false);
        double[] expected = [.. numbers.Select(number => number.Single.ToDouble())];
        Assert.Equal(here, there);
        Assert.Equal(expected, numbers.prefetch(Dataset.AUTOTUNE).Select(number => number.Single.ToDouble()));
        Assert.NotEqual(here, there);
    }

    [Fact]
    public void An_error_comes_where_its_element_would_have()
    {
        Dataset numbers = tf.data.Dataset.range(10).map(x => x.IsSymbolic || x.ToDouble() < 4 ? x : throw new InvalidOperationException("no fours")).prefetch(8);
        var seen = new List<double>();
        var e = Assert.Throws<KerasException>(() =>
        {
            foreach (Tensors number in numbers)
                seen.Add(number.Single.ToDouble());
        });
        Assert.Equal([0, 1, 2, 3], seen);
        Assert.Contains("Dataset.map, element 4", e.Message, StringComparison.Ordinal);
        Assert.Contains("no fours", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_that_is_given_up_closes_what_it_read_from()
    {
        using var closed = new ManualResetEventSlim();
        IEnumerable<long> Endless()
        {
            try
            {
                for (long i = 0; ; i++)
                    yield return i;
            }
            finally
            {
                closed.Set();
            }
        }
        Dataset numbers = tf.data.Dataset.from_generator(Endless, tf.TensorSpec([], "int64")).prefetch(2);
        using (IEnumerator<Tensors> reading = numbers.GetEnumerator())
            Assert.True(reading.MoveNext());
        Assert.True(closed.Wait(s_patience));
    }

    [Fact]
    public void A_cache_file_takes_the_place_of_the_input_once_it_is_complete()
    {
        string folder = Directory.CreateTempSubdirectory("kerashost-cache-").FullName;
        try
        {
            int made = 0;
            string path = Path.Join(folder, "kept");
            Dataset numbers = tf.data.Dataset.zip(Counted(() => made++), tf.data.Dataset.from_tensor_slices(Enumerable.Range(0, 20).Select(i => $"text {i}").ToArray()));
            foreach (Tensors _ in numbers.cache(path).Take(3))
                Assert.False(File.Exists(path));
            Assert.Empty(Directory.GetFiles(folder));
            string[] first = [.. numbers.cache(path).Select(Text)];
            Assert.True(File.Exists(path));
            made = 0;
            Assert.Equal(first, numbers.cache(path).Select(Text));
            Assert.Equal(0, made);

            Assert.Throws<ModelFormatException>(() => tf.data.Dataset.range(3).cache(path).Count());
            byte[] bytes = File.ReadAllBytes(path);
            for (int length = 0; length < bytes.Length; length += 37)
            {
                File.WriteAllBytes(path, bytes[..length]);
                Assert.Throws<ModelFormatException>(() => numbers.cache(path).Count());
            }
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact]
    public void Ten_million_elements_stream_in_flat_memory()
    {
        Dataset numbers = tf.data.Dataset.range(10_000_000).shuffle(1000, seed: 1).batch(1000).map(x => x * 2).prefetch(2);
        long count = 0, most = 0;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        int batches = 0;
        foreach (Tensors batch in numbers)
        {
            count += batch.Single.shape[0];
            if (++batches % 1000 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }
        Assert.Equal(10_000_000, count);
        // The buffer of a thousand numbers and a few batches: the elements together would take 80 MB and more.
        Assert.InRange(most, 0, 16 << 20);
    }

    private static string Text(Tensors element) => string.Join(' ', element.Select(tensor => tensor.ToString()));

    private static Dataset Counted(Action made) => tf.data.Dataset.range(20).map(x =>
    {
        if (!x.IsSymbolic)
            made();
        return x;
    });
}
