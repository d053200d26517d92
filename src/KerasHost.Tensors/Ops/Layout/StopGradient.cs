namespace KerasHost;

public static partial class Op
{
    /// <summary>The same elements, through which no gradient flows.</summary>
    public static Tensor StopGradient(Tensor x) => x.View(x.shape);
}
