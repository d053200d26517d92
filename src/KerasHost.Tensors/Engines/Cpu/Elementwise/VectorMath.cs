using System.Runtime.CompilerServices;
using KerasHost.Engines.Cpu.Vectors;

namespace KerasHost.Engines.Cpu.Elementwise;

/// <summary>
/// Elementary functions of float32, within 3 units in the last place over the whole range, denormals included, and exact at 0, ±∞ and NaN.
/// Reductions to a small range are those of W. Cody and W. Waite; ln 2 is split so that its product with a whole number is exact.
/// </summary>
internal static class VectorMath
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;
    private const float Log2E = 1.44269504f;
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>|x|</summary>
    [MethodImpl(Inline)]
    public static V Abs<V>(V x) where V : struct, IVector<V> => x ^ (x & V.Of(-0f));

    /// <summary>eˣ</summary>
    [MethodImpl(Inline)]
    public static V Exp<V>(V x) where V : struct, IVector<V>
    {
        // Outside these bounds the result is 0 or infinite anyway.
        x = V.AtMost(V.Of(89f), V.AtLeast(V.Of(-104f), x));
        V n = V.Round(x * V.Of(Log2E));
        V r = V.MultiplyAdd(n, V.Of(-Ln2Low), V.MultiplyAdd(n, V.Of(-Ln2High), x));
        return V.Scale(Expm1Near0(r) + V.Of(1f), n);
    }

    /// <summary>eˣ - 1</summary>
    [MethodImpl(Inline)]
    public static V Expm1<V>(V x) where V : struct, IVector<V>
    {
        V bounded = V.AtMost(V.Of(89f), V.AtLeast(V.Of(-18f), x));
        V n = V.Round(bounded * V.Of(Log2E));
        V r = V.MultiplyAdd(n, V.Of(-Ln2Low), V.MultiplyAdd(n, V.Of(-Ln2High), bounded));
        // 2ⁿ·(eʳ - 1) + (2ⁿ - 1), halved on the way: 2¹²⁸ has no place.
        V half = V.PowerOfTwo(n - V.Of(1f));
        V result = V.MultiplyAdd(half, Expm1Near0(r), half - V.Of(0.5f));
        return V.Select(V.Equal(x, default), x, result + result);
    }

    /// <summary>
    /// x from 0 on, eˣ - 1 below, to TensorFlow's bits: its vectors (Eigen's pexp, without fused multiply-add) round 1 + r before the rest is
    /// added, and the difference from 1 shows that.
    /// </summary>
    [MethodImpl(Inline)]
    public static V Elu<V>(V x) where V : struct, IVector<V>
    {
        V bounded = V.AtMost(V.Of(0f), V.AtLeast(V.Of(-104f), x));
        V n = V.Floor(bounded * V.Of(Log2E) + V.Of(0.5f));
        V r = n * V.Of(-Ln2Low) + (n * V.Of(-Ln2High) + bounded);
        V r2 = r * r;
        V even = r2 * V.Of(1.37591140810400247573853e-3f) + V.Of(4.166965186595916748046875e-2f);
        V odd = r2 * V.Of(8.36894474923610687255859375e-3f) + V.Of(0.16666518151760101318359375f);
        even = r2 * even + V.Of(0.49999988079071044921875f);
        V power = V.Scale(r2 * (r * odd + even) + (r + V.Of(1f)), n);
        return V.Select(V.Less(x, default), power - V.Of(1f), x);
    }

    /// <summary>Natural logarithm.</summary>
    [MethodImpl(Inline)]
    public static V Log<V>(V x) where V : struct, IVector<V>
    {
        // Denormals are scaled into the normal range first.
        V small = V.Less(x, V.Of(1.17549435e-38f));
        V normal = V.Select(small, x * V.Of(33554432f), x);
        V e = V.Decompose(normal, out V mantissa) - (small & V.Of(25f));
        V result = LogNear1(mantissa - V.Of(1f), e);
        return LogEnds(x, result);
    }

    /// <summary>ln(1 + x)</summary>
    [MethodImpl(Inline)]
    public static V Log1p<V>(V x) where V : struct, IVector<V>
    {
        V u = x + V.Of(1f);
        // What rounding took from 1 + x.
        V lost = V.Select(V.Less(u, V.Of(1e30f)), x - (u - V.Of(1f)), default);
        V e = V.Decompose(u, out V mantissa);
        V f = V.MultiplyAdd(lost, V.PowerOfTwo(V.AtLeast(V.Of(-126f), -e)), mantissa - V.Of(1f));
        V result = LogEnds(u, LogNear1(f, e));
        return V.Select(V.Equal(x, default), x, result);
    }

    /// <summary>Hyperbolic tangent.</summary>
    [MethodImpl(Inline)]
    public static V Tanh<V>(V x) where V : struct, IVector<V>
    {
        V sign = x & V.Of(-0f);
        // (e²ᵃ - 1) / (e²ᵃ + 1); it rounds to 1 from 9.02 on.
        V a = V.AtMost(V.Of(9.2f), x ^ sign);
        V n = V.Round(a * V.Of(2 * Log2E));
        V r = V.MultiplyAdd(n, V.Of(-Ln2Low / 2), V.MultiplyAdd(n, V.Of(-Ln2High / 2), a));
        V power = V.PowerOfTwo(n);
        V e = V.MultiplyAdd(power, Expm1Near0(r + r), power - V.Of(1f));
        return (e / (e + V.Of(2f))) | sign;
    }

    /// <summary>1 / (1 + e⁻ˣ)</summary>
    [MethodImpl(Inline)]
    public static V Sigmoid<V>(V x) where V : struct, IVector<V>
    {
        V e = Exp(x | V.Of(-0f));
        V numerator = V.Select(V.Less(x, default), e, V.Of(1f));
        return numerator / (e + V.Of(1f));
    }

    /// <summary>ln(1 + eˣ)</summary>
    [MethodImpl(Inline)]
    public static V Softplus<V>(V x) where V : struct, IVector<V> => V.AtLeast(default, x) + Log1p(Exp(x | V.Of(-0f)));

    /// <summary>The error function: a polynomial in x² up to 1, above it the exponential of a polynomial for the complement.</summary>
    [MethodImpl(Inline)]
    public static V Erf<V>(V x) where V : struct, IVector<V>
    {
        V sign = x & V.Of(-0f);
        V a = x ^ sign;
        V z = x * x;
        V p = V.MultiplyAdd(V.Of(7.882497448008507e-05f), z, V.Of(-0.0008018855005502701f));
        p = V.MultiplyAdd(p, z, V.Of(0.005189312156289816f));
        p = V.MultiplyAdd(p, z, V.Of(-0.02685432881116867f));
        p = V.MultiplyAdd(p, z, V.Of(0.11283597350120544f));
        p = V.MultiplyAdd(p, z, V.Of(-0.3761262595653534f));
        p = V.MultiplyAdd(p, z, V.Of(0.12837916709551257f));
        V low = V.MultiplyAdd(p, x, x);
        V t = V.AtMost(V.Of(4f), a) - V.Of(2f);
        V q = V.MultiplyAdd(V.Of(1.6140616025950294e-06f), t, V.Of(-1.9765637262025848e-05f));
        q = V.MultiplyAdd(q, t, V.Of(0.00013527572446037084f));
        q = V.MultiplyAdd(q, t, V.Of(-0.0007335005793720484f));
        q = V.MultiplyAdd(q, t, V.Of(0.0035710409283638f));
        q = V.MultiplyAdd(q, t, V.Of(-0.01646462455391884f));
        q = V.MultiplyAdd(q, t, V.Of(-0.9237509369850159f));
        q = V.MultiplyAdd(q, t, V.Of(-4.418160915374756f));
        q = V.MultiplyAdd(q, t, V.Of(-5.364941120147705f));
        V high = (V.Of(1f) - Exp(q)) | sign;
        return V.Select(V.Less(a, V.Of(1f)), low, high);
    }

    // eʳ - 1 for |r| ≤ ½·ln 2.
    [MethodImpl(Inline)]
    private static V Expm1Near0<V>(V r) where V : struct, IVector<V>
    {
        V r2 = r * r;
        V q01 = V.MultiplyAdd(V.Of(1.6666665459e-1f), r, V.Of(5.0000001201e-1f));
        V q23 = V.MultiplyAdd(V.Of(8.3334519073e-3f), r, V.Of(4.1665795894e-2f));
        V q45 = V.MultiplyAdd(V.Of(1.9875691500e-4f), r, V.Of(1.3981999507e-3f));
        V q = V.MultiplyAdd(V.MultiplyAdd(q45, r2, q23), r2, q01);
        return V.MultiplyAdd(q, r2, r);
    }

    // ln(1 + f) + e·ln 2 for 1 + f in [√½, √2).
    [MethodImpl(Inline)]
    private static V LogNear1<V>(V f, V e) where V : struct, IVector<V>
    {
        V z = f * f;
        V p = V.MultiplyAdd(V.Of(7.0376836292e-2f), f, V.Of(-1.1514610310e-1f));
        p = V.MultiplyAdd(p, f, V.Of(1.1676998740e-1f));
        p = V.MultiplyAdd(p, f, V.Of(-1.2420140846e-1f));
        p = V.MultiplyAdd(p, f, V.Of(1.4249322787e-1f));
        p = V.MultiplyAdd(p, f, V.Of(-1.6668057665e-1f));
        p = V.MultiplyAdd(p, f, V.Of(2.0000714765e-1f));
        p = V.MultiplyAdd(p, f, V.Of(-2.4999993993e-1f));
        p = V.MultiplyAdd(p, f, V.Of(3.3333331174e-1f));
        V tail = V.MultiplyAdd(e, V.Of(Ln2Low), p * z * f);
        tail = V.MultiplyAdd(V.Of(-0.5f), z, tail);
        return V.MultiplyAdd(e, V.Of(Ln2High), f + tail);
    }

    // -∞ at 0, NaN below and for NaN, +∞ at +∞.
    [MethodImpl(Inline)]
    private static V LogEnds<V>(V x, V result) where V : struct, IVector<V>
    {
        result = V.Select(V.Less(x, V.Of(float.PositiveInfinity)), result, x);
        result = V.Select(V.Equal(x, default), V.Of(float.NegativeInfinity), result);
        return V.Select(V.Less(x, default), V.Of(float.NaN), result);
    }
}
