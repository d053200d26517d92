namespace KerasHost;

public static partial class Op
{
    /// <summary>A tensor of ones with the shape and type of another.</summary>
    public static Tensor OnesLike(Tensor x) => x.IsSymbolic ? Tensor.Symbolic(x.dtype, x.shape) : Fill(x.shape, 1, x.dtype);
}
