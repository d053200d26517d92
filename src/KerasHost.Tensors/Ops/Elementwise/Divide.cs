using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>y = a / b, floats. Shapes broadcast as in NumPy.</summary>
    /// <exception cref="KerasShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="KerasTypeException">The types differ.</exception>
    public static Tensor Divide(Tensor a, Tensor b)
    {
        Tensor y = Binary(BinaryKind.Divide, a, b);
        GradientTape.Record(y, [a, b], dy =>
        [
            GradientFor(a, () => Divide(dy, b)),
            GradientFor(b, () => Negate(Divide(Multiply(dy, y), b))),
        ]);
        return y;
    }

    /// <summary>a / b, element by element; shapes broadcast. Whole numbers become floats first, of 64 bits for those of 32 and more.</summary>
    public static Tensor TrueDivide(Tensor a, Tensor b)
    {
        if (a.dtype.is_floating || !a.dtype.is_integer)
            return Divide(a, b);
        DType type = a.dtype.Code is DTypeCode.Int32 or DTypeCode.Int64 or DTypeCode.UInt32 or DTypeCode.UInt64 ? DType.Float64 : DType.Float32;
        return Divide(Cast(a, type), b.dtype == a.dtype ? Cast(b, type) : b);
    }
}
