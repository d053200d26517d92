namespace KerasHost.Initializers;

/// <summary>An initializer of normal numbers.</summary>
public abstract class NormalInitializer : RandomInitializer
{
    private protected NormalInitializer(double mean, double stddev, long? seed) : base(seed)
    {
        this.mean = mean;
        this.stddev = stddev;
    }

    /// <summary>The mean.</summary>
    public double mean { get; }

    /// <summary>The standard deviation, before numbers are cut off.</summary>
    public double stddev { get; }
}
