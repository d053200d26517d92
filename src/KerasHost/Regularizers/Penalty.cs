using KerasHost.Backend;

namespace KerasHost.Regularizers;

/// <summary>Numbers that say how strong a penalty is.</summary>
internal static class Penalty
{
    /// <summary>The number in <c>floatx</c>, as Keras keeps it.</summary>
    /// <exception cref="KerasValueException">It is infinite or NaN.</exception>
    public static double Checked(double value)
    {
        if (!double.IsFinite(value))
            throw new KerasValueException($"Value {PythonText.Repr(value)} is not a valid regularization penalty number, an infinite number or NaN are not valid values.");
        return Settings.CastToFloatx(value);
    }

    /// <summary>Σ |w|</summary>
    public static Tensor Sizes(Tensor w) => Op.Sum(Op.Abs(w));

    /// <summary>Σ w²</summary>
    public static Tensor Squares(Tensor w) => Op.Sum(Op.Square(w));
}
