using System.Numerics;
using System.Runtime.InteropServices;

namespace KerasHost.Engines.Cpu.Reduce;

/// <summary>Reductions over any axes. Sums and products of float32 are gathered in double, of integers in int64.</summary>
internal static unsafe class ReduceKernels
{
    /// <summary>Reduces floats and integers.</summary>
    public static void Number<T, TSum>(ReduceKind kind, void* x, in ReducePlan plan, void* y)
        where T : unmanaged, INumber<T>, IMinMaxValue<T> where TSum : unmanaged, INumber<TSum>
    {
        TSum count = kind == ReduceKind.Mean ? TSum.CreateTruncating(plan.Count) : TSum.One;
        switch (kind)
        {
            case ReduceKind.Sum or ReduceKind.Mean: Run<T, TSum, Reductions.Sum<TSum>>(x, plan, y, count); break;
            case ReduceKind.Product: Run<T, TSum, Reductions.Product<TSum>>(x, plan, y, count); break;
            case ReduceKind.Maximum: Run<T, T, Reductions.Maximum<T>>(x, plan, y, T.One); break;
            case ReduceKind.Minimum: Run<T, T, Reductions.Minimum<T>>(x, plan, y, T.One); break;
            default: throw new KerasTypeException($"{kind} is defined for bool only, not for {DType.Of(typeof(T))}.");
        }
    }

    /// <summary>Reduces bool.</summary>
    public static void Bool(ReduceKind kind, void* x, in ReducePlan plan, void* y)
    {
        switch (kind)
        {
            case ReduceKind.Any: Run<byte, byte, Reductions.Any>(x, plan, y, 1); break;
            case ReduceKind.All: Run<byte, byte, Reductions.All>(x, plan, y, 1); break;
            default: throw new KerasTypeException($"{kind} is not defined for bool; cast first.");
        }
    }

    private static void Run<T, TSum, TReduction>(void* x, in ReducePlan plan, void* y, TSum divisor)
        where T : unmanaged, INumber<T> where TSum : unmanaged, INumber<TSum> where TReduction : IReduction<TSum>
    {
        var axes = new List<(nint Size, bool Reduced)>(plan.Axes);
        nint size = 1;
        foreach ((nint axis, _) in axes)
            size *= axis;
        TSum* gathered = null;
        // One merged axis at a time, the innermost first; each pass leaves the next one less to read.
        int last = axes.FindLastIndex(a => a.Reduced);
        if (last < 0)
        {
            axes.Add((1, true));
            last = axes.Count - 1;
        }
        for (; last >= 0; last = axes.FindLastIndex(a => a.Reduced))
        {
            nint outer = 1, inner = 1;
            for (int i = 0; i < last; i++)
                outer *= axes[i].Size;
            for (int i = last + 1; i < axes.Count; i++)
                inner *= axes[i].Size;
            size = outer * inner;
            var next = (TSum*)NativeMemory.Alloc((nuint)Math.Max(size, 1), (nuint)sizeof(TSum));
            if (gathered == null)
                Pass<T, TSum, TReduction>((T*)x, next, outer, axes[last].Size, inner);
            else
                Pass<TSum, TSum, TReduction>(gathered, next, outer, axes[last].Size, inner);
            NativeMemory.Free(gathered);
            gathered = next;
            axes.RemoveAt(last);
        }
        var target = (T*)y;
        for (nint i = 0; i < size; i++)
            target[i] = T.CreateTruncating(divisor == TSum.One ? gathered[i] : gathered[i] / divisor);
        NativeMemory.Free(gathered);
    }

    private static void Pass<T, TSum, TReduction>(T* x, TSum* y, nint outer, nint length, nint inner)
        where T : unmanaged, INumber<T> where TSum : unmanaged, INumber<TSum> where TReduction : IReduction<TSum>
    {
        for (nint o = 0; o < outer; o++, y += inner)
        {
            for (nint i = 0; i < inner; i++)
                y[i] = TReduction.Identity;
            for (nint r = 0; r < length; r++, x += inner)
                for (nint i = 0; i < inner; i++)
                    y[i] = TReduction.Combine(y[i], TSum.CreateTruncating(x[i]));
        }
    }
}
