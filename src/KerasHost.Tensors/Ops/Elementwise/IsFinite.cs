using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>Whether each element is finite.</summary>
    public static Tensor IsFinite(Tensor x) => Unary(UnaryKind.IsFinite, x);
}
