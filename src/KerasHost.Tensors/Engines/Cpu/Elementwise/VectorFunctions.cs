using System.Runtime.CompilerServices;

namespace KerasHost.Engines.Cpu.Elementwise;

/// <summary>The functions of <see cref="UnaryKind"/> that float32 vectors compute themselves.</summary>
internal static class VectorFunctions
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public readonly struct Negate : IVectorFunction
    {
        [MethodImpl(Inline)]
        static V IVectorFunction.Apply<V>(V x) => -x;
    }

    public readonly struct Abs : IVectorFunction
    {
        [MethodImpl(Inline)]
        static V IVectorFunction.Apply<V>(V x) => VectorMath.Abs(x);
    }

    public readonly struct Sign : IVectorFunction
    {
        [MethodImpl(Inline)]
        static V IVectorFunction.Apply<V>(V x) => V.Select(V.Less(default, x), V.Of(1f), V.Select(V.Less(x, default), V.Of(-1f), x));
    }

    public readonly struct Square : IVectorFunction
    {
        [MethodImpl(Inline)]
        static V IVectorFunction.Apply<V>(V x) => x * x;
    }

    public readonly struct Sqrt : IVectorFunction
    {
        [MethodImpl(Inline)]
        static V IVectorFunction.Apply<V>(V x) => V.Sqrt(x);
    }

    public readonly struct Rsqrt : IVectorFunction
    {
        [MethodImpl(Inline)]
        static V IVectorFunction.Apply<V>(V x) => V.Of(1f) / V.Sqrt(x);
    }

    public readonly struct Reciprocal : IVectorFunction
    {
        [MethodImpl(Inline)]
        static V IVectorFunction.Apply<V>(V x) => V.Of(1f) / x;
    }

    public readonly struct Exp : IVectorFunction
    {
        [MethodImpl(Inline)]
        static V IVectorFunction.Apply<V>(V x) => VectorMath.Exp(x);
    }

    public readonly struct Expm1 : IVectorFunction
    {
        [MethodImpl(Inline)]
        static V IVectorFunction.Apply<V>(V x) => VectorMath.Expm1(x);
    }

    public readonly struct Elu : IVectorFunction
    {
        [MethodImpl(Inline)]
        static V IVectorFunction.Apply<V>(V x) => VectorMath.Elu(x);
    }

    public readonly struct Log : IVectorFunction
    {
        [MethodImpl(Inline)]
        static V IVectorFunction.Apply<V>(V x) => VectorMath.Log(x);
    }

    public readonly struct Log1p : IVectorFunction
    {
        [MethodImpl(Inline)]
        static V IVectorFunction.Apply<V>(V x) => VectorMath.Log1p(x);
    }

    public readonly struct Tanh : IVectorFunction
    {
        [MethodImpl(Inline)]
        static V IVectorFunction.Apply<V>(V x) => VectorMath.Tanh(x);
    }

    public readonly struct Sigmoid : IVectorFunction
    {
        [MethodImpl(Inline)]
        static V IVectorFunction.Apply<V>(V x) => VectorMath.Sigmoid(x);
    }

    public readonly struct Softplus : IVectorFunction
    {
        [MethodImpl(Inline)]
        static V IVectorFunction.Apply<V>(V x) => VectorMath.Softplus(x);
    }

    public readonly struct Relu : IVectorFunction
    {
        [MethodImpl(Inline)]
        static V IVectorFunction.Apply<V>(V x) => V.AtLeast(default, x);
    }

    public readonly struct Erf : IVectorFunction
    {
        [MethodImpl(Inline)]
        static V IVectorFunction.Apply<V>(V x) => VectorMath.Erf(x);
    }

    public readonly struct Floor : IVectorFunction
    {
        [MethodImpl(Inline)]
        static V IVectorFunction.Apply<V>(V x) => V.Floor(x);
    }

    public readonly struct Ceil : IVectorFunction
    {
        [MethodImpl(Inline)]
        static V IVectorFunction.Apply<V>(V x) => -V.Floor(-x);
    }

    public readonly struct Round : IVectorFunction
    {
        [MethodImpl(Inline)]
        static V IVectorFunction.Apply<V>(V x) => V.Round(x);
    }
}
