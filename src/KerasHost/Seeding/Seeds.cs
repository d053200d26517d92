using KerasHost.RandomNumbers;

namespace KerasHost.Seeding;

/// <summary>Where programs set seeds.</summary>
public static class Seeds
{
    /// <summary>Makes weights, shuffles, masks and NumPy's numbers the same in every run, and the same as in Python Keras.</summary>
    /// <param name="seed">0 to 2³² - 1.</param>
    [KerasExport("keras.utils.set_random_seed")]
    public static void set_random_seed(long seed) => SeedStreams.SetRandomSeed(seed);

    /// <summary>Sets the seed of shuffles, masks and random operations; first values of weights and NumPy keep their own.</summary>
    [KerasExport("tf.random.set_seed")]
    public static void set_seed(long seed) => SeedStreams.TfSetSeed(seed);
}
