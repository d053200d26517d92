using System.Numerics;

namespace KerasHost.Engines.Cpu.Reduce;

/// <summary>Running sums along an axis; those of floats are kept in double.</summary>
internal static unsafe class ScanKernels
{
    /// <summary>y[r] = Σ x[0 … r], the order turned round when <paramref name="reverse"/>; without x[r] itself when <paramref name="exclusive"/>.</summary>
    public static void CumulativeSum<T, TSum>(T* x, T* y, nint outer, nint length, nint inner, bool exclusive, bool reverse)
        where T : unmanaged, INumber<T> where TSum : unmanaged, INumber<TSum>
    {
        nint first = reverse ? (length - 1) * inner : 0, step = reverse ? -inner : inner;
        for (nint o = 0; o < outer; o++, x += length * inner, y += length * inner)
            for (nint i = 0; i < inner; i++)
            {
                TSum sum = TSum.Zero;
                nint at = first + i;
                for (nint r = 0; r < length; r++, at += step)
                {
                    TSum next = sum + TSum.CreateTruncating(x[at]);
                    y[at] = T.CreateTruncating(exclusive ? sum : next);
                    sum = next;
                }
            }
    }
}
