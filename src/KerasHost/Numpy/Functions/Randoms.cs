using KerasHost.RandomNumbers;

namespace KerasHost.Numpy;

/// <summary>
/// <c>np.random</c>: NumPy's legacy generator, number for number after <c>np.random.seed(n)</c>.
/// A size left out gives one number, an array of rank 0.
/// </summary>
internal static class Randoms
{
    private static RandomState State => new(SeedStreams.NumPy);

    /// <summary>Starts the stream over.</summary>
    /// <param name="seed">0 … 2³² - 1; null takes entropy.</param>
    [KerasExport("np.random.seed")]
    public static void seed(long? seed = null) => SeedStreams.NumPySeed(seed);

    /// <summary>Uniform numbers in [0, 1) in a shape given size by size.</summary>
    [KerasExport("np.random.rand")]
    public static NDArray rand(params int[] d) => State.rand(d);

    /// <summary>Standard normal numbers in a shape given size by size.</summary>
    [KerasExport("np.random.randn")]
    public static NDArray randn(params int[] d) => State.randn(d);

    /// <summary>Uniform numbers in [0, 1).</summary>
    /// <param name="size">The shape.</param>
    [KerasExport("np.random.random", "np.random.random_sample", "np.random.ranf", "np.random.sample")]
    public static NDArray random_sample(Shape size = default) => State.random_sample(size);

    /// <summary>Uniform numbers in [low, high).</summary>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end.</param>
    /// <param name="size">The shape.</param>
    [KerasExport("np.random.uniform")]
    public static NDArray uniform(double low = 0, double high = 1, Shape size = default) => State.uniform(low, high, size);

    /// <summary>Normal numbers.</summary>
    /// <param name="loc">The mean.</param>
    /// <param name="scale">The standard deviation.</param>
    /// <param name="size">The shape.</param>
    [KerasExport("np.random.normal")]
    public static NDArray normal(double loc = 0, double scale = 1, Shape size = default) => State.normal(loc, scale, size);

    /// <summary>Integers in [low, high), or in [0, low) without high.</summary>
    /// <param name="low">The smallest, or the end.</param>
    /// <param name="high">The end, not included, or null.</param>
    /// <param name="size">The shape.</param>
    /// <param name="dtype">The type, or null for int64. Only int64 draws the numbers that NumPy draws.</param>
    /// <exception cref="KerasValueException">Nothing to choose from.</exception>
    [KerasExport("np.random.randint")]
    public static NDArray randint(long low, long? high = null, Shape size = default, DType? dtype = null) => State.randint(low, high, size, dtype);

    /// <summary>The numbers 0 … x-1 in random order.</summary>
    [KerasExport("np.random.permutation")]
    public static NDArray permutation(int x) => State.permutation(x);

    /// <summary>A copy with the parts along the first axis in random order.</summary>
    [KerasExport("np.random.permutation")]
    public static NDArray permutation(NDArray x) => State.permutation(x);

    /// <summary>Puts the parts along the first axis into random order, in place.</summary>
    [KerasExport("np.random.shuffle")]
    public static void shuffle(NDArray x) => State.shuffle(x);

    /// <summary>Puts the items of a list into random order, in place.</summary>
    [KerasExport("np.random.shuffle")]
    public static void shuffle<T>(List<T> x) => State.shuffle(x);

    /// <summary>Puts the items of a .NET array into random order, in place.</summary>
    [KerasExport("np.random.shuffle")]
    public static void shuffle<T>(T[] x) => State.shuffle(x);

    /// <summary>Random ones of the numbers 0 … a-1, or of the elements of an array.</summary>
    /// <param name="a">How many numbers, or the elements.</param>
    /// <param name="size">The shape.</param>
    /// <param name="replace">Whether one may come several times.</param>
    /// <param name="p">The probability of each, or null for equal ones.</param>
    /// <exception cref="KerasValueException">Nothing to choose from, or no probabilities.</exception>
    [KerasExport("np.random.choice")]
    public static NDArray choice(NDArray a, Shape size = default, bool replace = true, NDArray? p = null) => State.choice(a, size, replace, p);

    /// <summary>How often each outcome comes up in so many trials.</summary>
    /// <param name="n">The number of trials.</param>
    /// <param name="pvals">The probability of each outcome; the last one is what the others leave.</param>
    /// <param name="size">The shape of repetitions in front of the outcomes.</param>
    /// <exception cref="KerasValueException">No probabilities.</exception>
    [KerasExport("np.random.multinomial")]
    public static NDArray multinomial(int n, NDArray pvals, Shape size = default) => State.multinomial(n, pvals, size);

    /// <inheritdoc cref="RandomState.standard_normal"/>
    [KerasExport("np.random.standard_normal")]
    public static NDArray standard_normal(Shape size = default) => State.standard_normal(size);

    /// <inheritdoc cref="RandomState.exponential"/>
    [KerasExport("np.random.exponential")]
    public static NDArray exponential(double scale = 1, Shape size = default) => State.exponential(scale, size);
}
