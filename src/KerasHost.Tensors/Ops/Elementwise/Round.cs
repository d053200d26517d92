using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>The whole number nearest to each element, halves to even; the gradient is none.</summary>
    public static Tensor Round(Tensor x) => Unary(UnaryKind.Round, x);
}
