using System.Numerics;

namespace KerasHost.RandomNumbers;

/// <summary>
/// NumPy's legacy <c>RandomState</c> (what <c>np.random.seed</c>, <c>rand</c>, <c>shuffle</c> … use): MT19937 with NumPy's seeding and
/// draws, number for number. On Linux <see cref="Randn()"/> is equal to the last bit; elsewhere the C library's logarithm decides.
/// </summary>
public sealed class NumPyRandomState
{
    // NumPy allows this much rounding in a sum of probabilities: the square root of the double epsilon.
    private const double SumTolerance = 1.4901161193847656e-08;

    private readonly MersenneTwister _core;
    private double? _spareGauss;

    /// <summary><c>RandomState()</c>: seeded from the operating system, not repeatable.</summary>
    public NumPyRandomState() => _core = new MersenneTwister();

    /// <summary><c>RandomState(seed)</c>.</summary>
    /// <param name="seed">0 … 2^32 - 1.</param>
    /// <exception cref="KerasValueException">The seed is outside that range.</exception>
    public NumPyRandomState(long seed) => _core = new MersenneTwister(CheckSeed(seed));

    /// <summary><c>seed(n)</c>: starts over; null seeds from the operating system.</summary>
    /// <exception cref="KerasValueException">The seed is outside 0 … 2^32 - 1.</exception>
    public void Seed(long? seed)
    {
        if (seed is { } n)
            _core.SeedByWord(CheckSeed(n));
        else
            _core.SeedByEntropy();
        _spareGauss = null;
    }

    /// <summary>The seed as a word, or NumPy's error.</summary>
    internal static uint CheckSeed(long seed) => seed is >= 0 and <= uint.MaxValue
        ? (uint)seed
        : throw new KerasValueException("Seed must be between 0 and 2**32 - 1");

    /// <summary><c>rand()</c>, <c>random_sample()</c>: a uniform double in [0, 1).</summary>
    public double RandomSample() => _core.NextDouble();

    /// <summary><c>rand(…)</c>, <c>random_sample(size)</c>: uniform doubles in [0, 1).</summary>
    public void RandomSample(Span<double> destination)
    {
        foreach (ref double value in destination)
            value = _core.NextDouble();
    }

    /// <summary><c>uniform(low, high)</c>: uniform doubles in [low, high).</summary>
    public void Uniform(Span<double> destination, double low = 0, double high = 1)
    {
        double width = high - low;
        if (!double.IsFinite(width))
            throw new KerasValueException("Range exceeds valid bounds");
        foreach (ref double value in destination)
            value = low + width * _core.NextDouble();
    }

    /// <summary><c>randn()</c>: a standard normal number, by the polar method; every second call uses the number kept from the one before.</summary>
    public double Randn()
    {
        if (_spareGauss is { } kept)
        {
            _spareGauss = null;
            return kept;
        }
        while (true)
        {
            double x1 = 2.0 * _core.NextDouble() - 1.0, x2 = 2.0 * _core.NextDouble() - 1.0;
            double r2 = x1 * x1 + x2 * x2;
            if (r2 >= 1.0 || r2 == 0.0)
                continue;
            double f = Math.Sqrt(-2.0 * Math.Log(r2) / r2);
            _spareGauss = f * x1;
            return f * x2;
        }
    }

    /// <summary><c>randn(…)</c>: standard normal numbers.</summary>
    public void Randn(Span<double> destination)
    {
        foreach (ref double value in destination)
            value = Randn();
    }

    /// <summary><c>normal(loc, scale)</c>: normal numbers of mean loc and standard deviation scale.</summary>
    /// <exception cref="KerasValueException">The scale is negative.</exception>
    public void Normal(Span<double> destination, double loc = 0, double scale = 1)
    {
        if (double.IsNegative(scale) && !double.IsNaN(scale))
            throw new KerasValueException("scale < 0");
        foreach (ref double value in destination)
            value = loc + scale * Randn();
    }

    /// <summary><c>randint(low, high)</c>: uniform integers in [low, high).</summary>
    /// <exception cref="KerasValueException">high is not above low.</exception>
    public void RandInt(Span<long> destination, long low, long high)
    {
        if (low >= high)
            throw new KerasValueException("low >= high");
        ulong range = (ulong)(high - 1) - (ulong)low;
        foreach (ref long value in destination)
            value = (long)((ulong)low + Interval(range));
    }

    /// <summary><c>randint(low, high)</c>: one uniform integer in [low, high).</summary>
    /// <exception cref="KerasValueException">high is not above low.</exception>
    public long RandInt(long low, long high)
    {
        long value = 0;
        RandInt(new Span<long>(ref value), low, high);
        return value;
    }

    /// <summary><c>shuffle(x)</c>: puts the elements (the rows of a matrix) into a random order, in place.</summary>
    public void Shuffle<T>(Span<T> x)
    {
        for (int i = x.Length - 1; i > 0; i--)
        {
            int j = (int)Interval((ulong)i);
            (x[i], x[j]) = (x[j], x[i]);
        }
    }

    /// <summary><c>permutation(n)</c>: the numbers 0 … n-1 in random order.</summary>
    /// <exception cref="KerasValueException">n is negative.</exception>
    public long[] Permutation(int n)
    {
        if (n < 0)
            throw new KerasValueException("negative dimensions are not allowed");
        var order = new long[n];
        for (int i = 0; i < n; i++)
            order[i] = i;
        Shuffle<long>(order);
        return order;
    }

    /// <summary><c>choice(a, size, replace)</c> with equal probabilities: positions in [0, a).</summary>
    /// <exception cref="KerasValueException">Nothing to choose from, or more wanted than there are without replacement.</exception>
    public void Choice(Span<long> destination, int a, bool replace = true)
    {
        CheckPopulation(destination.Length, a, replace);
        if (replace)
            RandInt(destination, 0, a);
        else
            Permutation(a).AsSpan(0, destination.Length).CopyTo(destination);
    }

    /// <summary><c>choice(len(p), size, replace, p)</c>: position j with probability p[j].</summary>
    /// <param name="destination">Receives the positions.</param>
    /// <param name="p">Probabilities, not negative, adding up to 1.</param>
    /// <param name="replace">False: each position at most once.</param>
    /// <exception cref="KerasValueException">The probabilities are not a distribution, or too few are above zero.</exception>
    public void Choice(Span<long> destination, ReadOnlySpan<double> p, bool replace = true)
    {
        CheckPopulation(destination.Length, p.Length, replace);
        CheckProbabilities(p);
        if (replace)
        {
            double[] cdf = CumulativeDistribution(p);
            foreach (ref long value in destination)
                value = FirstAbove(cdf, _core.NextDouble());
            return;
        }
        ChoiceWithoutReplacement(destination, p.ToArray());
    }

    // Draws as many as are missing, keeps the first of equal ones, sets their probability to zero and repeats.
    private void ChoiceWithoutReplacement(Span<long> destination, double[] p)
    {
        int positive = 0;
        foreach (double value in p)
            positive += value > 0 ? 1 : 0;
        if (positive < destination.Length)
            throw new KerasValueException("Fewer non-zero entries in p than size");
        var draws = new double[destination.Length];
        var taken = new bool[p.Length];
        for (int found = 0; found < destination.Length;)
        {
            Span<double> round = draws.AsSpan(0, destination.Length - found);
            RandomSample(round);
            for (int k = 0; k < found; k++)
                p[destination[k]] = 0;
            double[] cdf = CumulativeDistribution(p);
            foreach (double u in round)
            {
                int index = FirstAbove(cdf, u);
                if (taken[index])
                    continue;
                taken[index] = true;
                destination[found++] = index;
            }
        }
    }

    /// <summary><c>multinomial(n, pvals)</c>: how often each of the outcomes came up in n trials.</summary>
    /// <param name="counts">Receives the counts; as long as <paramref name="pvals"/>.</param>
    /// <param name="n">Number of trials, not negative.</param>
    /// <param name="pvals">Probabilities; the last one is what the others leave of 1.</param>
    /// <exception cref="KerasValueException">
    /// Not probabilities, or a draw that needs NumPy's BTPE algorithm (n·p above 30), which is not available here.
    /// </exception>
    public void Multinomial(Span<long> counts, long n, ReadOnlySpan<double> pvals)
    {
        if (counts.Length != pvals.Length)
            throw new KerasValueException($"multinomial: {pvals.Length} probabilities but room for {counts.Length} counts");
        if (n < 0)
            throw new KerasValueException("n < 0");
        CheckMultinomial(pvals);
        counts.Clear();
        if (pvals.IsEmpty)
            return;
        double remaining = 1.0;
        for (int j = 0; j < pvals.Length - 1; j++)
        {
            counts[j] = Binomial(n, pvals[j] / remaining);
            n -= counts[j];
            if (n <= 0)
                return;
            remaining -= pvals[j];
        }
        counts[^1] = n;
    }

    private long Binomial(long n, double p)
    {
        if (n == 0 || p == 0.0)
            return 0;
        if (p <= 0.5)
            return BinomialInversion(n, p);
        return n - BinomialInversion(n, 1.0 - p);
    }

    private long BinomialInversion(long n, double p)
    {
        if (n * p > 30.0)
            throw new KerasValueException(
                $"multinomial: n·p = {n * p:R} is above 30, where NumPy changes to its BTPE algorithm, which is not available here; " +
                "draw in several calls with a smaller n and add the counts (the numbers will differ from NumPy's)");
        double q = 1.0 - p;
        double start = Math.Exp(n * Math.Log(q));
        double mean = n * p;
        long bound = (long)Math.Min(n, mean + 10.0 * Math.Sqrt(mean * q + 1));
        long x = 0;
        double px = start, u = _core.NextDouble();
        while (u > px)
        {
            x++;
            if (x > bound)
            {
                x = 0;
                px = start;
                u = _core.NextDouble();
            }
            else
            {
                u -= px;
                px = (n - x + 1) * p * px / (x * q);
            }
        }
        return x;
    }

    // Uniform in [0, max]: masked rejection.
    private ulong Interval(ulong max)
    {
        if (max == 0)
            return 0;
        ulong mask = ulong.MaxValue >> BitOperations.LeadingZeroCount(max);
        while (true)
        {
            ulong value = (max <= uint.MaxValue ? _core.Next32() : _core.Next64()) & mask;
            if (value <= max)
                return value;
        }
    }

    private static void CheckPopulation(int wanted, int population, bool replace)
    {
        if (population <= 0 && wanted > 0)
            throw new KerasValueException("a must be greater than 0 unless no samples are taken");
        if (!replace && wanted > population)
            throw new KerasValueException("Cannot take a larger sample than population when 'replace=False'");
    }

    private static void CheckProbabilities(ReadOnlySpan<double> p)
    {
        double sum = 0, lost = 0;
        foreach (double value in p)
        {
            if (double.IsNaN(value))
                throw new KerasValueException("probabilities contain NaN");
            if (value < 0)
                throw new KerasValueException("probabilities are not non-negative");
            // Kahan's sum, as NumPy checks it.
            double y = value - lost, t = sum + y;
            lost = t - sum - y;
            sum = t;
        }
        if (Math.Abs(sum - 1.0) > SumTolerance)
            throw new KerasValueException("probabilities do not sum to 1");
    }

    private static void CheckMultinomial(ReadOnlySpan<double> pvals)
    {
        double sum = 0, lost = 0;
        for (int j = 0; j < pvals.Length; j++)
        {
            if (!(pvals[j] >= 0 && pvals[j] <= 1))
                throw new KerasValueException("pvals < 0, pvals > 1 or pvals contains NaNs");
            if (j == pvals.Length - 1)
                break;
            double y = pvals[j] - lost, t = sum + y;
            lost = t - sum - y;
            sum = t;
        }
        if (sum > 1.0 + 1e-12)
            throw new KerasValueException("sum(pvals[:-1]) > 1.0");
    }

    private static double[] CumulativeDistribution(ReadOnlySpan<double> p)
    {
        var cdf = new double[p.Length];
        double sum = 0;
        for (int i = 0; i < p.Length; i++)
            cdf[i] = sum += p[i];
        foreach (ref double value in cdf.AsSpan())
            value /= sum;
        return cdf;
    }

    private static int FirstAbove(double[] cdf, double u)
    {
        int low = 0, high = cdf.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (cdf[middle] > u)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }
}
