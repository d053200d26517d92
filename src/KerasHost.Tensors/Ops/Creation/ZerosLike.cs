namespace KerasHost;

public static partial class Op
{
    /// <summary>A tensor of zeros with the shape and type of another.</summary>
    public static Tensor ZerosLike(Tensor x) => x.IsSymbolic ? Tensor.Symbolic(x.dtype, x.shape) : Fill(x.shape, 0, x.dtype);
}
