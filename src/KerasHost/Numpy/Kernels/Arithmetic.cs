using System.Numerics;

namespace KerasHost.Numpy;

/// <summary>The arithmetic of arrays with NumPy's types of results.</summary>
internal static class Arithmetic
{
    public static NDArray Add(NDArray a, NDArray b) => Promotion.Of(a, b) is var type && type == DType.Bool
        ? BinaryKernel.RunBool<OrOp>(a, b)
        : BinaryKernel.Run<AddOp>(a, b, Numeric(type, "add", a, b));

    public static NDArray Subtract(NDArray a, NDArray b)
    {
        DType type = Promotion.Of(a, b);
        if (type == DType.Bool)
            throw new KerasTypeException("numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.");
        return BinaryKernel.Run<SubtractOp>(a, b, Numeric(type, "subtract", a, b));
    }

    public static NDArray Multiply(NDArray a, NDArray b) => Promotion.Of(a, b) is var type && type == DType.Bool
        ? BinaryKernel.RunBool<AndOp>(a, b)
        : BinaryKernel.Run<MultiplyOp>(a, b, Numeric(type, "multiply", a, b));

    public static NDArray Divide(NDArray a, NDArray b)
    {
        DType type = Numeric(Promotion.Of(a, b), "divide", a, b);
        return BinaryKernel.Run<DivideOp>(a, b, type.is_floating ? type : DType.Float64);
    }

    public static NDArray FloorDivide(NDArray a, NDArray b) => BinaryKernel.Run<FloorDivideOp>(a, b, NotBool(Promotion.Of(a, b), "floor_divide", a, b));

    public static NDArray Remainder(NDArray a, NDArray b) => BinaryKernel.Run<RemainderOp>(a, b, NotBool(Promotion.Of(a, b), "remainder", a, b));

    public static NDArray Power(NDArray a, NDArray b)
    {
        DType type = NotBool(Promotion.Of(a, b), "power", a, b);
        if (type.is_integer && b.dtype.is_integer && (bool)(b < NDArray.Scalar(0L)).any())
            throw new KerasValueException("Integers to negative integer powers are not allowed.");
        return BinaryKernel.Run<PowerOp>(a, b, type);
    }

    public static NDArray Maximum(NDArray a, NDArray b) => Promotion.Of(a, b) is var type && type == DType.Bool
        ? BinaryKernel.RunBool<OrOp>(a, b)
        : BinaryKernel.Run<MaximumOp>(a, b, Numeric(type, "maximum", a, b));

    public static NDArray Minimum(NDArray a, NDArray b) => Promotion.Of(a, b) is var type && type == DType.Bool
        ? BinaryKernel.RunBool<AndOp>(a, b)
        : BinaryKernel.Run<MinimumOp>(a, b, Numeric(type, "minimum", a, b));

    public static NDArray And(NDArray a, NDArray b) => Bits<AndOp>(a, b, "bitwise_and");

    public static NDArray Or(NDArray a, NDArray b) => Bits<OrOp>(a, b, "bitwise_or");

    public static NDArray Xor(NDArray a, NDArray b) => Bits<XorOp>(a, b, "bitwise_xor");

    public static NDArray Negate(NDArray a) => a.dtype == DType.Bool
        ? throw new KerasTypeException("The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead.")
        : UnaryKernel.Run<NegateOp>(a);

    public static NDArray Absolute(NDArray a) => a.dtype == DType.Bool ? a.copy() : UnaryKernel.Run<AbsoluteOp>(a);

    private static NDArray Bits<TOp>(NDArray a, NDArray b, string name)
        where TOp : struct, IBinary
    {
        DType type = Promotion.Of(a, b);
        if (type == DType.Bool)
            return BinaryKernel.RunBool<TOp>(a, b);
        if (!type.is_integer)
            throw new KerasTypeException($"ufunc '{name}' not supported for the input types ({a.dtype}, {b.dtype})");
        return BinaryKernel.Run<TOp>(a, b, type);
    }

    private static DType NotBool(DType type, string name, NDArray a, NDArray b) => type == DType.Bool ? DTypeCode.Int8 : Numeric(type, name, a, b);

    private static DType Numeric(DType type, string name, NDArray a, NDArray b) => type.Code < DTypeCode.String
        ? type
        : throw new KerasTypeException($"ufunc '{name}' did not contain a loop with signature matching types ({a.dtype}, {b.dtype}).");

    private struct AddOp : IBinary
    {
        public static T Invoke<T>(T a, T b) where T : unmanaged, INumber<T> => a + b;
    }

    private struct SubtractOp : IBinary
    {
        public static T Invoke<T>(T a, T b) where T : unmanaged, INumber<T> => a - b;
    }

    private struct MultiplyOp : IBinary
    {
        public static T Invoke<T>(T a, T b) where T : unmanaged, INumber<T> => a * b;
    }

    private struct DivideOp : IBinary
    {
        public static T Invoke<T>(T a, T b) where T : unmanaged, INumber<T> => a / b;
    }

    private struct FloorDivideOp : IBinary
    {
        public static T Invoke<T>(T a, T b) where T : unmanaged, INumber<T> => PythonDivision.Floor(a, b);
    }

    private struct RemainderOp : IBinary
    {
        public static T Invoke<T>(T a, T b) where T : unmanaged, INumber<T> => PythonDivision.Remainder(a, b);
    }

    private struct PowerOp : IBinary
    {
        public static T Invoke<T>(T a, T b) where T : unmanaged, INumber<T> => Powers.Power(a, b);
    }

    private struct MaximumOp : IBinary
    {
        public static T Invoke<T>(T a, T b) where T : unmanaged, INumber<T> => T.IsNaN(a) || a >= b ? a : b;
    }

    private struct MinimumOp : IBinary
    {
        public static T Invoke<T>(T a, T b) where T : unmanaged, INumber<T> => T.IsNaN(a) || a <= b ? a : b;
    }

    private struct AndOp : IBinary
    {
        public static T Invoke<T>(T a, T b) where T : unmanaged, INumber<T> => T.CreateTruncating(long.CreateTruncating(a) & long.CreateTruncating(b));
    }

    private struct OrOp : IBinary
    {
        public static T Invoke<T>(T a, T b) where T : unmanaged, INumber<T> => T.CreateTruncating(long.CreateTruncating(a) | long.CreateTruncating(b));
    }

    private struct XorOp : IBinary
    {
        public static T Invoke<T>(T a, T b) where T : unmanaged, INumber<T> => T.CreateTruncating(long.CreateTruncating(a) ^ long.CreateTruncating(b));
    }

    private struct NegateOp : IUnary
    {
        public static T Invoke<T>(T x) where T : unmanaged, INumber<T> => -x;
    }

    private struct AbsoluteOp : IUnary
    {
        public static T Invoke<T>(T x) where T : unmanaged, INumber<T> => T.IsNegative(x) ? -x : x;
    }
}
