using KerasHost.RandomNumbers;

namespace KerasHost.Numpy;

/// <summary>
/// <c>np.random.RandomState</c>: NumPy's legacy generator, number for number. A size left out gives one number, an array of rank 0.
/// </summary>
[KerasExport("np.random.RandomState")]
public sealed class RandomState
{
    private readonly NumPyRandomState _state;

    /// <summary>A stream of its own.</summary>
    /// <param name="seed">0 … 2³² - 1; null takes entropy.</param>
    public RandomState(long? seed = null) => _state = seed is { } given ? new(given) : new();

    internal RandomState(NumPyRandomState state) => _state = state;

    /// <summary>Uniform numbers in [0, 1) in a shape given size by size.</summary>
    public NDArray rand(params int[] d) => random_sample(d);

    /// <summary>Standard normal numbers in a shape given size by size.</summary>
    public NDArray randn(params int[] d) => Doubles(d, _state.Randn);

    /// <summary>Uniform numbers in [0, 1).</summary>
    /// <param name="size">The shape.</param>
    public NDArray random_sample(Shape size = default) => Doubles(size, _state.RandomSample);

    /// <inheritdoc cref="random_sample"/>
    public NDArray random(Shape size = default) => random_sample(size);

    /// <summary>Standard normal numbers.</summary>
    /// <param name="size">The shape.</param>
    public NDArray standard_normal(Shape size = default) => Doubles(size, _state.Randn);

    /// <summary>Numbers that decay exponentially.</summary>
    /// <param name="scale">The mean.</param>
    /// <param name="size">The shape.</param>
    /// <exception cref="KerasValueException">The scale is negative.</exception>
    public NDArray exponential(double scale = 1, Shape size = default) => scale < 0 ? throw new KerasValueException("scale < 0") : Doubles(size, values =>
    {
        foreach (ref double value in values)
            value = -scale * Math.Log(1 - _state.RandomSample());
    });

    /// <summary>Uniform numbers in [low, high).</summary>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end.</param>
    /// <param name="size">The shape.</param>
    public NDArray uniform(double low = 0, double high = 1, Shape size = default) => Doubles(size, values => _state.Uniform(values, low, high));

    /// <summary>Normal numbers.</summary>
    /// <param name="loc">The mean.</param>
    /// <param name="scale">The standard deviation.</param>
    /// <param name="size">The shape.</param>
    public NDArray normal(double loc = 0, double scale = 1, Shape size = default) => Doubles(size, values => _state.Normal(values, loc, scale));

    /// <summary>Integers in [low, high), or in [0, low) without high.</summary>
    /// <param name="low">The smallest, or the end.</param>
    /// <param name="high">The end, not included, or null.</param>
    /// <param name="size">The shape.</param>
    /// <param name="dtype">The type, or null for int64. Only int64 draws the numbers that NumPy draws.</param>
    /// <exception cref="KerasValueException">Nothing to choose from.</exception>
    public NDArray randint(long low, long? high = null, Shape size = default, DType? dtype = null)
    {
        var values = new long[size.Size];
        _state.RandInt(values, high is null ? 0 : low, high ?? low);
        return NDArray.Over(values, size).astype(dtype ?? DType.Int64, copy: false);
    }

    /// <summary>The numbers 0 … x-1 in random order.</summary>
    public NDArray permutation(int x) => NDArray.Over(_state.Permutation(x));

    /// <summary>A copy with the parts along the first axis in random order.</summary>
    public NDArray permutation(NDArray x)
    {
        NDArray copy = x.copy();
        shuffle(copy);
        return copy;
    }

    /// <summary>Puts the parts along the first axis into random order, in place.</summary>
    public void shuffle(NDArray x) => x.Assign(x[_state.Permutation(x.Count)]);

    /// <summary>Puts the items of a list into random order, in place.</summary>
    public void shuffle<T>(List<T> x) => _state.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(x));

    /// <summary>Puts the items of a .NET array into random order, in place.</summary>
    public void shuffle<T>(T[] x) => _state.Shuffle(x.AsSpan());

    /// <summary>Random ones of the numbers 0 … a-1, or of the elements of an array.</summary>
    /// <param name="a">How many numbers, or the elements.</param>
    /// <param name="size">The shape.</param>
    /// <param name="replace">Whether one may come several times.</param>
    /// <param name="p">The probability of each, or null for equal ones.</param>
    /// <exception cref="KerasValueException">Nothing to choose from, or no probabilities.</exception>
    public NDArray choice(NDArray a, Shape size = default, bool replace = true, NDArray? p = null)
    {
        if (a.ndim > 1)
            throw new KerasValueException("a must be 1-dimensional");
        int population = a.ndim == 0 ? a.item<int>() : a.Count;
        var positions = new long[size.Size];
        if (p is null)
        {
            _state.Choice(positions, population, replace);
        }
        else
        {
            if (p.ndim != 1 || p.Count != population)
                throw new KerasValueException("'a' and 'p' must have same size");
            _state.Choice(positions, p.ToArray<double>(), replace);
        }
        NDArray index = NDArray.Over(positions, size);
        return a.ndim == 0 ? index : a[index];
    }

    /// <summary>How often each outcome comes up in so many trials.</summary>
    /// <param name="n">The number of trials.</param>
    /// <param name="pvals">The probability of each outcome; the last one is what the others leave.</param>
    /// <param name="size">The shape of repetitions in front of the outcomes.</param>
    /// <exception cref="KerasValueException">No probabilities.</exception>
    public NDArray multinomial(int n, NDArray pvals, Shape size = default)
    {
        double[] probabilities = pvals.ToArray<double>();
        var counts = new long[checked((int)size.Size * probabilities.Length)];
        for (int i = 0; i < counts.Length; i += Math.Max(probabilities.Length, 1))
            _state.Multinomial(counts.AsSpan(i, probabilities.Length), n, probabilities);
        return NDArray.Over(counts, size.Append(probabilities.Length));
    }

    private delegate void Fill(Span<double> values);

    private static NDArray Doubles(Shape size, Fill fill)
    {
        var values = new double[size.Size];
        fill(values);
        return NDArray.Over(values, size);
    }
}
