using System.Numerics;

namespace KerasHost.Engines.Cpu.Elementwise;

/// <summary>The functions of <see cref="BinaryKind"/>, element by element.</summary>
internal static class BinaryFunctions
{
    public readonly struct Add<T> : IVectorBinaryFunction<T> where T : INumber<T>
    {
        public static T Apply(T a, T b) => a + b;
        public static Vector<T> Apply(Vector<T> a, Vector<T> b) => a + b;
    }

    public readonly struct Subtract<T> : IVectorBinaryFunction<T> where T : INumber<T>
    {
        public static T Apply(T a, T b) => a - b;
        public static Vector<T> Apply(Vector<T> a, Vector<T> b) => a - b;
    }

    public readonly struct Multiply<T> : IVectorBinaryFunction<T> where T : INumber<T>
    {
        public static T Apply(T a, T b) => a * b;
        public static Vector<T> Apply(Vector<T> a, Vector<T> b) => a * b;
    }

    public readonly struct Maximum<T> : IVectorBinaryFunction<T> where T : INumber<T>
    {
        public static T Apply(T a, T b) => T.Max(a, b);
        public static Vector<T> Apply(Vector<T> a, Vector<T> b) => Lanes.Max(a, b);
    }

    public readonly struct Minimum<T> : IVectorBinaryFunction<T> where T : INumber<T>
    {
        public static T Apply(T a, T b) => T.Min(a, b);
        public static Vector<T> Apply(Vector<T> a, Vector<T> b) => Lanes.Min(a, b);
    }

    public readonly struct SquaredDifference<T> : IVectorBinaryFunction<T> where T : INumber<T>
    {
        public static T Apply(T a, T b) => (a - b) * (a - b);
        public static Vector<T> Apply(Vector<T> a, Vector<T> b) => (a - b) * (a - b);
    }

    public readonly struct Divide<T> : IVectorBinaryFunction<T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T a, T b) => a / b;
        public static Vector<T> Apply(Vector<T> a, Vector<T> b) => a / b;
    }

    public readonly struct DivideNoNan<T> : IVectorBinaryFunction<T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T a, T b) => b == T.Zero ? T.Zero : a / b;
        public static Vector<T> Apply(Vector<T> a, Vector<T> b) => Vector.ConditionalSelect(Vector.Equals(b, Vector<T>.Zero), Vector<T>.Zero, a / b);
    }

    public readonly struct FloorDivide<T> : IBinaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T a, T b) => T.Floor(a / b);
    }

    public readonly struct FloorModulo<T> : IBinaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T a, T b) => FloorRemainder(a, b);
    }

    public readonly struct Power<T> : IBinaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T a, T b) => T.Pow(a, b);
    }

    public readonly struct Atan2<T> : IBinaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T a, T b) => T.Atan2(a, b);
    }

    public readonly struct TanhGradient<T> : IVectorBinaryFunction<T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T a, T b) => b * (T.One - a * a);
        public static Vector<T> Apply(Vector<T> a, Vector<T> b) => b * (Vector<T>.One - a * a);
    }

    public readonly struct SigmoidGradient<T> : IVectorBinaryFunction<T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T a, T b) => b * a * (T.One - a);
        public static Vector<T> Apply(Vector<T> a, Vector<T> b) => b * a * (Vector<T>.One - a);
    }

    public readonly struct ReluGradient<T> : IVectorBinaryFunction<T> where T : IBinaryFloatingPointIeee754<T>
    {
        // A product, as in TensorFlow: NaN stays NaN where the unit is off.
        public static T Apply(T a, T b) => b * (a > T.Zero ? T.One : T.Zero);
        public static Vector<T> Apply(Vector<T> a, Vector<T> b) => b * Vector.ConditionalSelect(Vector.GreaterThan(a, Vector<T>.Zero), Vector<T>.One, Vector<T>.Zero);
    }

    public readonly struct IntegerFloorDivide<T> : IBinaryFunction<T, T> where T : IBinaryInteger<T>
    {
        public static T Apply(T a, T b) => IntegerFloor(a, b);
    }

    public readonly struct IntegerFloorModulo<T> : IBinaryFunction<T, T> where T : IBinaryInteger<T>
    {
        public static T Apply(T a, T b) => IntegerRemainder(a, b);
    }

    public readonly struct IntegerPower<T> : IBinaryFunction<T, T> where T : IBinaryInteger<T>
    {
        public static T Apply(T a, T b) => Integers(a, b);
    }

    public readonly struct Equal<T> : IBinaryFunction<T, byte> where T : INumber<T>
    {
        public static byte Apply(T a, T b) => a == b ? (byte)1 : (byte)0;
    }

    public readonly struct NotEqual<T> : IBinaryFunction<T, byte> where T : INumber<T>
    {
        public static byte Apply(T a, T b) => a != b ? (byte)1 : (byte)0;
    }

    public readonly struct Less<T> : IBinaryFunction<T, byte> where T : INumber<T>
    {
        public static byte Apply(T a, T b) => a < b ? (byte)1 : (byte)0;
    }

    public readonly struct LessEqual<T> : IBinaryFunction<T, byte> where T : INumber<T>
    {
        public static byte Apply(T a, T b) => a <= b ? (byte)1 : (byte)0;
    }

    public readonly struct Greater<T> : IBinaryFunction<T, byte> where T : INumber<T>
    {
        public static byte Apply(T a, T b) => a > b ? (byte)1 : (byte)0;
    }

    public readonly struct GreaterEqual<T> : IBinaryFunction<T, byte> where T : INumber<T>
    {
        public static byte Apply(T a, T b) => a >= b ? (byte)1 : (byte)0;
    }

    public readonly struct LogicalAnd : IBinaryFunction<byte, byte>
    {
        public static byte Apply(byte a, byte b) => (a != 0) & (b != 0) ? (byte)1 : (byte)0;
    }

    public readonly struct LogicalOr : IBinaryFunction<byte, byte>
    {
        public static byte Apply(byte a, byte b) => (a != 0) | (b != 0) ? (byte)1 : (byte)0;
    }

    public readonly struct LogicalXor : IBinaryFunction<byte, byte>
    {
        public static byte Apply(byte a, byte b) => (a != 0) ^ (b != 0) ? (byte)1 : (byte)0;
    }

    private static T FloorRemainder<T>(T a, T b) where T : IFloatingPoint<T>
    {
        T remainder = a % b;
        return remainder != T.Zero && T.IsNegative(b) != T.IsNegative(remainder) ? remainder + b : remainder;
    }

    private static T IntegerFloor<T>(T a, T b) where T : IBinaryInteger<T>
    {
        ThrowIfZero(b);
        // The smallest number by -1 would overflow: negation wraps, as the sum and the product do.
        if (T.IsNegative(b) && b == T.Zero - T.One)
            return T.Zero - a;
        T quotient = a / b;
        return quotient * b != a && T.IsNegative(a) != T.IsNegative(b) ? quotient - T.One : quotient;
    }

    private static T IntegerRemainder<T>(T a, T b) where T : IBinaryInteger<T>
    {
        ThrowIfZero(b);
        if (T.IsNegative(b) && b == T.Zero - T.One)
            return T.Zero;
        T remainder = a % b;
        return remainder != T.Zero && T.IsNegative(b) != T.IsNegative(remainder) ? remainder + b : remainder;
    }

    private static T Integers<T>(T a, T b) where T : IBinaryInteger<T>
    {
        if (T.IsNegative(b))
            throw new KerasValueException("Integers to negative integer powers are not allowed");
        T result = T.One;
        for (; b != T.Zero; b >>= 1)
        {
            if (T.IsOddInteger(b))
                result *= a;
            a *= a;
        }
        return result;
    }

    private static void ThrowIfZero<T>(T b) where T : IBinaryInteger<T>
    {
        if (b == T.Zero)
            throw new KerasValueException("Integer division by zero");
    }
}
