using System.Numerics;

namespace KerasHost.Engines.Cpu.Elementwise;

/// <summary>The functions of <see cref="UnaryKind"/>, element by element.</summary>
internal static class UnaryFunctions
{
    public readonly struct Negate<T> : IUnaryFunction<T, T> where T : INumber<T>
    {
        public static T Apply(T x) => -x;
    }

    public readonly struct Abs<T> : IUnaryFunction<T, T> where T : INumber<T>
    {
        public static T Apply(T x) => T.IsNegative(x) ? -x : x;
    }

    public readonly struct Sign<T> : IUnaryFunction<T, T> where T : INumber<T>
    {
        public static T Apply(T x) => x > T.Zero ? T.One : x < T.Zero ? -T.One : x == T.Zero ? T.Zero : x;
    }

    public readonly struct Square<T> : IUnaryFunction<T, T> where T : INumber<T>
    {
        public static T Apply(T x) => x * x;
    }

    public readonly struct Sqrt<T> : IUnaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => T.Sqrt(x);
    }

    public readonly struct Rsqrt<T> : IUnaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => T.One / T.Sqrt(x);
    }

    public readonly struct Reciprocal<T> : IUnaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => T.One / x;
    }

    public readonly struct Exp<T> : IUnaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => T.Exp(x);
    }

    public readonly struct Elu<T> : IUnaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => x < T.Zero ? T.Exp(x) - T.One : x;
    }

    public readonly struct Expm1<T> : IUnaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => T.CreateTruncating(SpecialFunctions.Expm1(double.CreateTruncating(x)));
    }

    public readonly struct Log<T> : IUnaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => T.Log(x);
    }

    public readonly struct Log1p<T> : IUnaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => T.CreateTruncating(SpecialFunctions.Log1p(double.CreateTruncating(x)));
    }

    public readonly struct Tanh<T> : IUnaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => T.Tanh(x);
    }

    public readonly struct Sigmoid<T> : IUnaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => T.CreateTruncating(SpecialFunctions.Sigmoid(double.CreateTruncating(x)));
    }

    public readonly struct Softplus<T> : IUnaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => T.CreateTruncating(SpecialFunctions.Softplus(double.CreateTruncating(x)));
    }

    public readonly struct Relu<T> : IUnaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => x < T.Zero ? T.Zero : x;
    }

    public readonly struct Erf<T> : IUnaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => T.CreateTruncating(SpecialFunctions.Erf(double.CreateTruncating(x)));
    }

    public readonly struct Sin<T> : IUnaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => T.Sin(x);
    }

    public readonly struct Cos<T> : IUnaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => T.Cos(x);
    }

    public readonly struct Tan<T> : IUnaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => T.Tan(x);
    }

    public readonly struct Sinh<T> : IUnaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => T.Sinh(x);
    }

    public readonly struct Cosh<T> : IUnaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => T.Cosh(x);
    }

    public readonly struct Asin<T> : IUnaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => T.Asin(x);
    }

    public readonly struct Acos<T> : IUnaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => T.Acos(x);
    }

    public readonly struct Atan<T> : IUnaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => T.Atan(x);
    }

    public readonly struct Floor<T> : IUnaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => T.Floor(x);
    }

    public readonly struct Ceil<T> : IUnaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => T.Ceiling(x);
    }

    public readonly struct Round<T> : IUnaryFunction<T, T> where T : IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => T.Round(x);
    }

    public readonly struct IsNan<T> : IUnaryFunction<T, byte> where T : IBinaryFloatingPointIeee754<T>
    {
        public static byte Apply(T x) => T.IsNaN(x) ? (byte)1 : (byte)0;
    }

    public readonly struct IsInf<T> : IUnaryFunction<T, byte> where T : IBinaryFloatingPointIeee754<T>
    {
        public static byte Apply(T x) => T.IsInfinity(x) ? (byte)1 : (byte)0;
    }

    public readonly struct IsFinite<T> : IUnaryFunction<T, byte> where T : IBinaryFloatingPointIeee754<T>
    {
        public static byte Apply(T x) => T.IsFinite(x) ? (byte)1 : (byte)0;
    }

    public readonly struct LogicalNot : IUnaryFunction<byte, byte>
    {
        public static byte Apply(byte x) => x == 0 ? (byte)1 : (byte)0;
    }
}
