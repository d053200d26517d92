namespace KerasHost.Optimizers;

/// <summary>Nadam's warming momentum, μₜ = β₁·(1 - 0.96ᵗ / 2), and its product over all steps; it advances once a step.</summary>
internal sealed class NadamSchedule
{
    private double _product = 1;
    private long _step;

    /// <summary>The factor of the mean of gradients in an update.</summary>
    public double MomentumFactor { get; private set; }

    /// <summary>The factor of the gradient in an update.</summary>
    public double GradientFactor { get; private set; }

    /// <summary>Computes the factors of a step.</summary>
    public void Advance(DType type, long step, double beta1)
    {
        bool wide = type == DType.Float64;
        double Round(double value) => wide ? value : (float)value;
        double beta = Round(beta1);
        double now = Round(beta * Round(1 - Round(0.5 * AdamCorrection.Power(type, 0.96, step))));
        double next = Round(beta * Round(1 - Round(0.5 * AdamCorrection.Power(type, 0.96, step + 1))));
        if (_step != step)
        {
            _product = Round(_product * now);
            _step = step;
        }
        MomentumFactor = next / Round(1 - Round(_product * next));
        GradientFactor = Round(1 - now) / Round(1 - _product);
    }
}
