using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>Whether each element is NaN.</summary>
    public static Tensor IsNan(Tensor x) => Unary(UnaryKind.IsNan, x);
}
