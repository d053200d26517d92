namespace KerasHost;

public static partial class Op
{
    /// <summary>A tensor of ones.</summary>
    public static Tensor Ones(Shape shape, DType? dtype = null) => Fill(shape, 1, dtype ?? DType.Float32);
}
