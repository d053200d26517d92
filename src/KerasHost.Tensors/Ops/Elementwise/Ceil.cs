using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>The smallest whole number not below each element; the gradient is none.</summary>
    public static Tensor Ceil(Tensor x) => Unary(UnaryKind.Ceil, x);
}
