using System.Runtime.CompilerServices;
using KerasHost.Engines.Cpu.Vectors;

namespace KerasHost.Engines.Cpu.Recurrent;

/// <summary>
/// The functions of gates on vectors, to about two units in the last place. Polynomials of S. L. Moshier's Cephes library (expf, tanhf).
/// </summary>
internal static unsafe class GateMath<V> where V : struct, IVector<V>
{
    /// <summary>f(x)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply(GateFunction f, V x) => f switch
    {
        GateFunction.Tanh => Tanh(x),
        GateFunction.Sigmoid => Sigmoid(x),
        GateFunction.HardSigmoid => V.AtLeast(V.Of(0), V.AtMost(V.Of(1), V.Of(0.2f) * x + V.Of(0.5f))),
        GateFunction.Relu => V.AtLeast(V.Of(0), x),
        _ => x,
    };

    /// <summary>f'(x), from y = f(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Derivative(GateFunction f, V y) => f switch
    {
        GateFunction.Tanh => V.Of(1) - y * y,
        GateFunction.Sigmoid => y * (V.Of(1) - y),
        GateFunction.HardSigmoid => V.Less(V.Of(0), y) & V.Less(y, V.Of(1)) & V.Of(0.2f),
        GateFunction.Relu => V.Less(V.Of(0), y) & V.Of(1),
        _ => V.Of(1),
    };

    /// <summary>So many elements from an address, the rest of the vector zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load(float* source, nint count) => count >= V.Count ? V.Load(source) : LoadPart(source, count);

    /// <summary>Writes so many elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(V value, float* target, nint count)
    {
        if (count >= V.Count)
            value.Store(target);
        else
            StorePart(value, target, count);
    }

    private static V LoadPart(float* source, nint count)
    {
        float* part = stackalloc float[16];
        for (nint i = 0; i < V.Count; i++)
            part[i] = i < count ? source[i] : 0;
        return V.Load(part);
    }

    private static void StorePart(V value, float* target, nint count)
    {
        float* part = stackalloc float[16];
        value.Store(part);
        for (nint i = 0; i < count; i++)
            target[i] = part[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Exp(V x)
    {
        x = V.AtLeast(V.Of(-103), V.AtMost(V.Of(88.7f), x));
        V n = V.Round(x * V.Of(1.44269504f));
        V r = V.MultiplyAdd(n, V.Of(2.12194440e-4f), V.MultiplyAdd(n, V.Of(-0.693359375f), x));
        V p = V.Of(1.9875691500e-4f);
        p = V.MultiplyAdd(p, r, V.Of(1.3981999507e-3f));
        p = V.MultiplyAdd(p, r, V.Of(8.3334519073e-3f));
        p = V.MultiplyAdd(p, r, V.Of(4.1665795894e-2f));
        p = V.MultiplyAdd(p, r, V.Of(1.6666665459e-1f));
        p = V.MultiplyAdd(p, r, V.Of(5.0000001201e-1f));
        return V.Scale(V.MultiplyAdd(p * r, r, r + V.Of(1)), n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Sigmoid(V x) => V.Of(1) / (V.Of(1) + Exp(-x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Tanh(V x)
    {
        V sign = x & V.Of(-0f);
        V a = x ^ sign;
        V square = x * x;
        V p = V.Of(-5.70498872745e-3f);
        p = V.MultiplyAdd(p, square, V.Of(2.06390887954e-2f));
        p = V.MultiplyAdd(p, square, V.Of(-5.37397155531e-2f));
        p = V.MultiplyAdd(p, square, V.Of(1.33314422036e-1f));
        p = V.MultiplyAdd(p, square, V.Of(-3.33332819422e-1f));
        V near = V.MultiplyAdd(p * square, x, x);
        V far = (V.Of(1) - V.Of(2) / (Exp(a + a) + V.Of(1))) ^ sign;
        return V.Select(V.Less(a, V.Of(0.625f)), near, far);
    }
}
