using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>A tensor of equal elements.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="value">Every element; for bool, not 0 is true.</param>
    /// <param name="dtype">The type.</param>
    public static Tensor Fill(Shape shape, double value, DType dtype)
    {
        if (!shape.IsFullyKnown)
            return Tensor.Symbolic(dtype, shape);
        Tensor y = Tensor.Uninitialized(dtype, shape);
        Engine.Current.Fill(y, value);
        return y;
    }
}
