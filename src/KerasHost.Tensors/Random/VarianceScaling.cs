namespace KerasHost.RandomNumbers;

/// <summary>
/// The numbers behind Keras's <c>VarianceScaling</c> and the Glorot, He and Lecun initializers: weights whose variance is
/// scale / fan (Glorot and Bengio, 2010; He et al., 2015).
/// </summary>
public static class VarianceScaling
{
    // The standard deviation of a standard normal that is cut off at two deviations.
    private const double TruncatedDeviation = 0.87962566103423978;

    /// <summary>The number of inputs and outputs of one unit for a weight of the given shape.</summary>
    /// <param name="shape">Row-major axes; the last two are inputs and outputs, those before them the receptive field.</param>
    public static (long In, long Out) Fans(ReadOnlySpan<int> shape)
    {
        if (shape.Length == 0)
            return (1, 1);
        if (shape.Length == 1)
            return (shape[0], shape[0]);
        long field = 1;
        foreach (int axis in shape[..^2])
            field *= axis;
        return (shape[^2] * field, shape[^1] * field);
    }

    /// <summary>Fills a weight of the given shape, row by row; the pair of seeds is (seed, 0).</summary>
    /// <param name="destination">As many numbers as the shape has.</param>
    /// <param name="shape">The weight's shape.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="scale">Positive factor of the variance.</param>
    /// <param name="mode">What the variance is divided by.</param>
    /// <param name="distribution">Which distribution.</param>
    public static void Fill(
        Span<float> destination, ReadOnlySpan<int> shape, long seed, double scale, FanMode mode, ScalingDistribution distribution)
    {
        double variance = Variance(shape, scale, mode);
        if (distribution == ScalingDistribution.Uniform)
        {
            double limit = Math.Sqrt(3.0 * variance);
            StatelessRandom.Uniform(destination, seed, 0, (float)-limit, (float)limit);
            return;
        }
        if (distribution == ScalingDistribution.TruncatedNormal)
            StatelessRandom.TruncatedNormal(destination, seed, 0, 0f, (float)(Math.Sqrt(variance) / TruncatedDeviation));
        else
            StatelessRandom.Normal(destination, seed, 0, 0f, (float)Math.Sqrt(variance));
    }

    /// <summary>Fills a weight in double precision.</summary>
    /// <inheritdoc cref="Fill(Span{float}, ReadOnlySpan{int}, long, double, FanMode, ScalingDistribution)"/>
    public static void Fill(
        Span<double> destination, ReadOnlySpan<int> shape, long seed, double scale, FanMode mode, ScalingDistribution distribution)
    {
        double variance = Variance(shape, scale, mode);
        if (distribution == ScalingDistribution.Uniform)
        {
            double limit = Math.Sqrt(3.0 * variance);
            StatelessRandom.Uniform(destination, seed, 0, -limit, limit);
            return;
        }
        if (distribution == ScalingDistribution.TruncatedNormal)
            StatelessRandom.TruncatedNormal(destination, seed, 0, 0.0, Math.Sqrt(variance) / TruncatedDeviation);
        else
            StatelessRandom.Normal(destination, seed, 0, 0.0, Math.Sqrt(variance));
    }

    private static double Variance(ReadOnlySpan<int> shape, double scale, FanMode mode)
    {
        (long fanIn, long fanOut) = Fans(shape);
        double fan = mode switch
        {
            FanMode.FanIn => fanIn,
            FanMode.FanOut => fanOut,
            _ => (fanIn + fanOut) / 2.0,
        };
        return scale / Math.Max(1.0, fan);
    }
}
