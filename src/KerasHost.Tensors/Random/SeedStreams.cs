using System.Numerics;

namespace KerasHost.RandomNumbers;

/// <summary>
/// The process-wide streams behind <c>keras.utils.set_random_seed</c>: Python's <c>random</c>, NumPy's global state, the seeds of
/// weights (tf_keras keeps a generator of its own for them) and the seeds of TensorFlow's random operations. Drawing from one does not
/// disturb the others. Until a seed is set, everything comes from the operating system's entropy.
/// </summary>
public static class SeedStreams
{
    // The global seed that TensorFlow assumes for an operation's own seed when none was set.
    private const long DefaultGlobalSeed = 87654321;

    private static readonly Lock s_gate = new();
    private static readonly Dictionary<(RandomOp, DTypeCode, SeedPair), StatefulKernel> s_kernels = [];
    private static PythonRandom? s_weights, s_operations;
    private static long? s_globalSeed;
    private static int s_generation;

    /// <summary>Python's global <c>random</c>.</summary>
    public static PythonRandom Python { get; } = new();

    /// <summary>NumPy's global <c>RandomState</c>.</summary>
    public static NumPyRandomState NumPy { get; } = new();

    /// <summary>TensorFlow's global seed; null as long as none was set.</summary>
    public static long? GlobalSeed
    {
        get
        {
            lock (s_gate)
                return s_globalSeed;
        }
    }

    /// <summary>
    /// Grows whenever kernels are thrown away (a new TensorFlow seed, a cleared session); kernels of traced functions then start over
    /// with the pairs they have.
    /// </summary>
    public static int Generation => Volatile.Read(ref s_generation);

    /// <summary><c>keras.utils.set_random_seed(n)</c>: starts all streams over.</summary>
    /// <param name="seed">0 … 2^32 - 1.</param>
    /// <exception cref="KerasValueException">The seed is outside that range; nothing is changed.</exception>
    public static void SetRandomSeed(long seed)
    {
        NumPyRandomState.CheckSeed(seed);
        lock (s_gate)
        {
            Python.Seed(seed);
            NumPy.Seed(seed);
            s_weights = new PythonRandom(seed);
            TfSetSeed(seed);
        }
    }

    /// <summary><c>tf.random.set_seed(n)</c>: the global seed and the seeds of operations; weights and NumPy stay as they are.</summary>
    public static void TfSetSeed(long seed)
    {
        lock (s_gate)
        {
            s_globalSeed = seed;
            s_operations = new PythonRandom(seed);
            DropKernels();
        }
    }

    /// <summary><c>np.random.seed(n)</c>; null takes entropy.</summary>
    /// <exception cref="KerasValueException">The seed is outside 0 … 2^32 - 1.</exception>
    public static void NumPySeed(long? seed)
    {
        lock (s_gate)
            NumPy.Seed(seed);
    }

    /// <summary><c>random.seed(n)</c>; null takes entropy.</summary>
    public static void PythonSeed(BigInteger? seed)
    {
        lock (s_gate)
            Python.Seed(seed);
    }

    /// <summary><c>keras.backend.clear_session()</c>: throws the kernels away; no stream starts over.</summary>
    public static void ClearSession()
    {
        lock (s_gate)
            DropKernels();
    }

    /// <summary>
    /// The seed of the next unseeded weight, 1 … 10^9: from Keras's own stream once <see cref="SetRandomSeed"/> was called, before that
    /// from Python's global one.
    /// </summary>
    public static long NextWeightSeed()
    {
        lock (s_gate)
            return (s_weights ?? Python).RandInt(1, 1000000000);
    }

    /// <summary>
    /// The seeds of an operation that runs by itself, and of a dataset's <c>shuffle</c>; null means unseeded. Without a seed of its own
    /// it takes the next one of TensorFlow's stream.
    /// </summary>
    /// <param name="seed">The operation's own seed, or null.</param>
    public static SeedPair? EagerPair(long? seed = null)
    {
        lock (s_gate)
        {
            if (s_globalSeed is { } n)
                return SeedPair.Of(n, seed ?? s_operations!.RandInt(0, int.MaxValue));
            return Pair(null, seed);
        }
    }

    /// <summary>
    /// The kernel of an operation that runs by itself. With a seed of its own it is the same kernel each time, and goes on where it
    /// was; without one it is a new kernel.
    /// </summary>
    /// <param name="operation">Which kernel.</param>
    /// <param name="dtype">The dtype of its numbers; each has kernels of its own.</param>
    /// <param name="seed">The operation's own seed, or null.</param>
    public static StatefulKernel EagerKernel(RandomOp operation, DTypeCode dtype, long? seed = null)
    {
        lock (s_gate)
        {
            SeedPair? pair = EagerPair(seed);
            if (seed is null || pair is null)
                return new StatefulKernel(pair);
            if (s_kernels.TryGetValue((operation, dtype, pair.Value), out StatefulKernel? kernel))
                return kernel;
            return s_kernels[(operation, dtype, pair.Value)] = new StatefulKernel(pair);
        }
    }

    /// <summary>The pair under a global seed that may not be set; null when neither seed is.</summary>
    internal static SeedPair? Pair(long? globalSeed, long? operationSeed)
    {
        if (globalSeed is null && operationSeed is null)
            return null;
        return SeedPair.Of(globalSeed ?? DefaultGlobalSeed, operationSeed ?? 0);
    }

    /// <summary>Back to how a process starts: unseeded.</summary>
    internal static void Reset()
    {
        lock (s_gate)
        {
            Python.Seed(null);
            NumPy.Seed(null);
            s_weights = s_operations = null;
            s_globalSeed = null;
            DropKernels();
        }
    }

    private static void DropKernels()
    {
        s_kernels.Clear();
        Interlocked.Increment(ref s_generation);
    }
}
