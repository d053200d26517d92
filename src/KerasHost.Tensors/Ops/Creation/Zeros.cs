namespace KerasHost;

public static partial class Op
{
    /// <summary>A tensor of zeros.</summary>
    public static Tensor Zeros(Shape shape, DType? dtype = null) => Fill(shape, 0, dtype ?? DType.Float32);
}
