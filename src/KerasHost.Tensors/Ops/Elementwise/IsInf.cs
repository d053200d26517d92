using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>Whether each element is infinite.</summary>
    public static Tensor IsInf(Tensor x) => Unary(UnaryKind.IsInf, x);
}
