namespace KerasHost.Compat.Tests.Comparison;

/// <summary>
/// How far a result may lie from the recorded one, relative to the larger of the element itself and the root mean square of the
/// array: a sum of terms that cancel is only as exact as its terms are large.
/// </summary>
/// <param name="Relative">The distance.</param>
internal readonly record struct Tolerance(double Relative)
{
    /// <summary>Bit for bit: random numbers, indices, labels, counts.</summary>
    public static Tolerance Exact => new(0);

    /// <summary>One layer, loss, activation or metric forward in float32: a few roundings in another order of summation.</summary>
    public static Tolerance Forward => new(1e-6);

    /// <summary>The same in float64, whose elementary functions differ from the C library's in the last bits.</summary>
    public static Tolerance Forward64 => new(1e-13);

    /// <summary>Gradients and short training: rounding passes through several sums.</summary>
    public static Tolerance Gradient => new(1e-5);

    /// <summary>Twenty steps of an optimizer on given gradients: elementwise arithmetic, whose roundings add up.</summary>
    public static Tolerance Optimizer => new(1e-6);

    /// <summary>Orthogonal initializers with both dimensions of 48 and more: the library's blocked QR rounds in another order (see randomness.md).</summary>
    public static Tolerance Orthogonal => new(2e-6);
}
