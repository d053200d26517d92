namespace KerasHost.Optimizers;

/// <summary>
/// The factors that correct Adam's means for starting at 0, rounded as TensorFlow rounds them: 1 - β₂ᵗ is so small in the first steps that
/// the last bit of β₂ᵗ shows in the weights.
/// </summary>
/// <param name="Alpha">learning_rate·√(1 - β₂ᵗ) / (1 - β₁ᵗ)</param>
/// <param name="RootOfSquares">√(1 - β₂ᵗ)</param>
internal readonly record struct AdamCorrection(double Alpha, double RootOfSquares)
{
    /// <summary>The factors of a step, in the type of a variable.</summary>
    public static AdamCorrection Of(DType type, double rate, long step, double beta1, double beta2)
    {
        double first = Power(type, beta1, step), second = Power(type, beta2, step);
        if (type == DType.Float64)
        {
            double root = Math.Sqrt(1 - second);
            return new(rate * root / (1 - first), root);
        }
        float single = MathF.Sqrt(1 - (float)second);
        return new((float)rate * single / (1 - (float)first), single);
    }

    /// <summary>βᵗ in the type of a variable.</summary>
    public static double Power(DType type, double beta, long step) => RoundedPower(type, Single(beta), step);

    /// <summary>A number of the script as <c>tf.cast(number, tf.float64)</c> gives it: it is a float32 first.</summary>
    public static double Single(double value) => (float)value;

    /// <summary>A power in the type of a variable.</summary>
    public static double RoundedPower(DType type, double value, double exponent) =>
        type == DType.Float64 ? Math.Pow(value, exponent) : (float)Math.Pow((float)value, (float)exponent);
}
