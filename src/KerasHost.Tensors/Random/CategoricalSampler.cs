using System.Numerics;

namespace KerasHost.RandomNumbers;

/// <summary>
/// TensorFlow's categorical kernel: inverts the cumulative sum of exp(logit - max) in double precision. TensorFlow cuts big calls into
/// pieces by the number of CPU threads and gives each its own stream, so its numbers depend on the machine;
/// <see cref="Threads"/> says which machine to follow.
/// </summary>
public static class CategoricalSampler
{
    private static int s_threads = 1;

    /// <summary>The number of TensorFlow's intra-op threads whose division of big calls is reproduced; 1 (one stream) unless set.</summary>
    /// <exception cref="KerasValueException">Not positive.</exception>
    public static int Threads
    {
        get => s_threads;
        set => s_threads = value > 0 ? value : throw new KerasValueException($"The number of threads must be positive. Received: {value}");
    }

    /// <summary>Fills (rows, samples) from logits of shape (rows, classes).</summary>
    internal static void Sample<T>(Philox4x32 stream, Span<long> destination, ReadOnlySpan<T> logits, int classes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (classes <= 0)
            throw new KerasValueException($"num_classes should be positive, got {classes}");
        if (logits.Length % classes != 0)
            throw new KerasShapeException($"{logits.Length} logits are no rows of {classes} classes");
        int rows = logits.Length / classes;
        if (rows == 0)
            return;
        if (destination.Length % rows != 0)
            throw new KerasShapeException($"room for {destination.Length} samples, which are no rows for {rows} rows of logits");
        int samples = destination.Length / rows;
        var cdf = new double[classes];
        foreach ((int first, int end) in Shards(rows, Cost(samples, classes), Threads))
        {
            Philox4x32 start = stream;
            start.Skip((ulong)((long)first * (samples + 3) / 4));
            var words = new PhiloxWords(start);
            for (int row = first; row < end; row++)
            {
                double total = Accumulate(logits.Slice(row * classes, classes), cdf);
                foreach (ref long result in destination.Slice(row * samples, samples))
                    result = FirstAbove(cdf, words.NextDouble() * total);
            }
        }
    }

    /// <summary>How many blocks a stateful kernel advances for a call.</summary>
    internal static ulong Blocks(int rows, int samples) => 256ul * (ulong)rows * 2 * (((ulong)samples + 3) / 4 * 4);

    private static double Accumulate<T>(ReadOnlySpan<T> logits, double[] cdf) where T : unmanaged, IFloatingPointIeee754<T>
    {
        double max = double.NegativeInfinity;
        foreach (T logit in logits)
        {
            if (T.IsFinite(logit))
                max = Math.Max(max, double.CreateTruncating(logit));
        }
        double total = 0;
        for (int j = 0; j < logits.Length; j++)
        {
            if (T.IsFinite(logits[j]))
                total += Math.Exp(double.CreateTruncating(logits[j]) - max);
            cdf[j] = total;
        }
        return total;
    }

    private static int FirstAbove(double[] cdf, double value)
    {
        int low = 0, high = cdf.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (cdf[middle] > value)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }

    private static int Cost(int samples, int classes) => (int)(50 * (samples * Math.Log(classes) / Math.Log(2) + classes));

    /// <summary>The row ranges that TensorFlow's thread pool makes of a call.</summary>
    internal static List<(int First, int End)> Shards(int rows, int cost, int threads)
    {
        // Below two units of work by Eigen's estimate it is not worth a second thread.
        double wanted = ((double)rows * cost - 100000.0) / 100000.0 + 0.9;
        if (rows <= 1 || threads == 1 || (int)Math.Min(wanted, threads) <= 1)
            return [(0, rows)];
        var ranges = new List<(int First, int End)>();
        Halve(0, rows, BlockSize(rows, cost, threads), ranges);
        ranges.Sort();
        return ranges;
    }

    private static int BlockSize(int rows, int cost, int threads)
    {
        int size = Math.Min(rows, Math.Max(DivideUp(rows, 4 * threads), (int)(40000.0 / cost)));
        int largest = Math.Min(rows, 2 * size);
        int count = DivideUp(rows, size);
        double best = Efficiency(count, threads);
        for (int previous = count; best < 1.0 && previous > 1;)
        {
            int candidate = DivideUp(rows, previous - 1);
            if (candidate > largest)
                break;
            previous = DivideUp(rows, candidate);
            double efficiency = Efficiency(previous, threads);
            if (efficiency + 0.01 < best)
                continue;
            size = candidate;
            best = Math.Max(best, efficiency);
        }
        return size;
    }

    private static double Efficiency(int blocks, int threads) => (double)blocks / (DivideUp(blocks, threads) * threads);

    private static void Halve(int first, int end, int size, List<(int First, int End)> ranges)
    {
        while (end - first > size)
        {
            int middle = first + DivideUp((end - first) / 2, size) * size;
            Halve(middle, end, size, ranges);
            end = middle;
        }
        ranges.Add((first, end));
    }

    private static int DivideUp(int a, int b) => (a + b - 1) / b;
}
