using System.Runtime.CompilerServices;
using KerasHost.Engines.Cpu.Elementwise;
using KerasHost.Engines.Cpu.Vectors;

namespace KerasHost.Engines.Cpu.Recurrent;

/// <summary>The functions of <see cref="GateFunction"/>.</summary>
internal static class GateFunctions
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    internal readonly struct Linear : IGateFunction
    {
        [MethodImpl(Inline)]
        public static V Apply<V>(V x) where V : struct, IVector<V> => x;

        [MethodImpl(Inline)]
        public static V Derivative<V>(V y) where V : struct, IVector<V> => V.Of(1);
    }

    internal readonly struct Tanh : IGateFunction
    {
        [MethodImpl(Inline)]
        public static V Apply<V>(V x) where V : struct, IVector<V> => VectorMath.Tanh(x);

        [MethodImpl(Inline)]
        public static V Derivative<V>(V y) where V : struct, IVector<V> => V.MultiplyAdd(-y, y, V.Of(1));
    }

    internal readonly struct Sigmoid : IGateFunction
    {
        [MethodImpl(Inline)]
        public static V Apply<V>(V x) where V : struct, IVector<V> => VectorMath.Sigmoid(x);

        [MethodImpl(Inline)]
        public static V Derivative<V>(V y) where V : struct, IVector<V> => y * (V.Of(1) - y);
    }

    internal readonly struct HardSigmoid : IGateFunction
    {
        [MethodImpl(Inline)]
        public static V Apply<V>(V x) where V : struct, IVector<V> => V.AtLeast(V.Of(0), V.AtMost(V.Of(1), V.Of(0.2f) * x + V.Of(0.5f)));

        [MethodImpl(Inline)]
        public static V Derivative<V>(V y) where V : struct, IVector<V> => V.Less(V.Of(0), y) & V.Less(y, V.Of(1)) & V.Of(0.2f);
    }

    internal readonly struct Relu : IGateFunction
    {
        [MethodImpl(Inline)]
        public static V Apply<V>(V x) where V : struct, IVector<V> => V.AtLeast(V.Of(0), x);

        [MethodImpl(Inline)]
        public static V Derivative<V>(V y) where V : struct, IVector<V> => V.Less(V.Of(0), y) & V.Of(1);
    }
}
