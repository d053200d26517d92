using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>Whether each element is false.</summary>
    public static Tensor LogicalNot(Tensor x) => Unary(UnaryKind.LogicalNot, x);
}
