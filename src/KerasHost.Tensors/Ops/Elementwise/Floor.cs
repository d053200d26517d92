using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>The largest whole number not above each element; the gradient is none.</summary>
    public static Tensor Floor(Tensor x) => Unary(UnaryKind.Floor, x);
}
