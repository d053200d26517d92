using KerasHost.Backend;

namespace KerasHost.Constraints;

/// <summary>Lengths of the vectors of a weight.</summary>
internal static class Norms
{
    /// <summary>√Σ w² along axes, which stay with size 1.</summary>
    public static Tensor Of(Tensor w, AxisList axis) => Op.Sqrt(Op.Maximum(Op.Sum(Op.Square(w), axis.ToArray(), true), Op.Constant(0, w)));

    /// <summary>The weight scaled from one length to another.</summary>
    public static Tensor Scale(Tensor w, Tensor norms, Tensor desired) => w * (desired / (norms + Settings.epsilon()));
}
