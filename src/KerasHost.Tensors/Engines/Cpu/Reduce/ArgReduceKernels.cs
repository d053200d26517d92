using System.Numerics;

namespace KerasHost.Engines.Cpu.Reduce;

/// <summary>Positions of extreme elements along an axis. NaN is never extreme.</summary>
internal static unsafe class ArgReduceKernels
{
    /// <summary>The first largest (or smallest) of <paramref name="length"/> elements that are <paramref name="inner"/> apart.</summary>
    public static void Run<T, TIndex>(bool largest, T* x, TIndex* y, nint outer, nint length, nint inner)
        where T : unmanaged, INumber<T> where TIndex : unmanaged, INumber<TIndex>
    {
        for (nint o = 0; o < outer; o++, x += length * inner, y += inner)
            for (nint i = 0; i < inner; i++)
            {
                nint best = 0;
                T value = x[i];
                for (nint r = 1; r < length; r++)
                {
                    T candidate = x[r * inner + i];
                    if ((largest ? candidate > value : candidate < value) || (T.IsNaN(value) && !T.IsNaN(candidate)))
                    {
                        best = r;
                        value = candidate;
                    }
                }
                y[i] = TIndex.CreateTruncating(best);
            }
    }
}
