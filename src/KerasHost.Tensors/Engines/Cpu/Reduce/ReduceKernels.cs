using System.Numerics;
using KerasHost.Engines.Cpu.Threading;

namespace KerasHost.Engines.Cpu.Reduce;

/// <summary>Reductions over any axes. Sums and products of floats are gathered in double, of integers in int64.</summary>
internal static unsafe class ReduceKernels
{
    /// <summary>Reduces floats and integers to a result of so many elements.</summary>
    public static void Number<T, TSum>(int threads, ReduceKind kind, void* x, in ReducePlan plan, void* y, nint size)
        where T : unmanaged, INumber<T>, IMinMaxValue<T> where TSum : unmanaged, INumber<TSum>
    {
        switch (kind)
        {
            case ReduceKind.Sum when typeof(T) == typeof(float): Sums(threads, x, plan, y, size, 1); break;
            case ReduceKind.Mean when typeof(T) == typeof(float): Sums(threads, x, plan, y, size, plan.Count); break;
            case ReduceKind.Sum or ReduceKind.Mean:
                Run<T, TSum>(threads, x, plan, y, size, kind == ReduceKind.Sum ? TSum.One : TSum.CreateTruncating(plan.Count),
                    &Pass<T, TSum, Reductions.Sum<TSum>>, &Pass<TSum, TSum, Reductions.Sum<TSum>>);
                break;
            case ReduceKind.Product:
                Run<T, TSum>(threads, x, plan, y, size, TSum.One, &Pass<T, TSum, Reductions.Product<TSum>>, &Pass<TSum, TSum, Reductions.Product<TSum>>);
                break;
            case ReduceKind.Maximum: Run<T, T>(threads, x, plan, y, size, T.One, &Extremes<T>.Largest, &Extremes<T>.Largest); break;
            case ReduceKind.Minimum: Run<T, T>(threads, x, plan, y, size, T.One, &Extremes<T>.Smallest, &Extremes<T>.Smallest); break;
            default: throw new KerasTypeException($"{kind} is defined for bool only, not for {DType.Of(typeof(T))}.");
        }
    }

    /// <summary>Reduces bool to a result of so many elements.</summary>
    public static void Bool(int threads, ReduceKind kind, void* x, in ReducePlan plan, void* y, nint size)
    {
        switch (kind)
        {
            case ReduceKind.Any: Run<byte, byte>(threads, x, plan, y, size, 1, &Pass<byte, byte, Reductions.Any>, &Pass<byte, byte, Reductions.Any>); break;
            case ReduceKind.All: Run<byte, byte>(threads, x, plan, y, size, 1, &Pass<byte, byte, Reductions.All>, &Pass<byte, byte, Reductions.All>); break;
            default: throw new KerasTypeException($"{kind} is not defined for bool; cast first.");
        }
    }

    private static void Sums(int threads, void* x, in ReducePlan plan, void* y, nint size, double divisor) =>
        Run<float, double>(threads, x, plan, y, size, divisor, &FloatSums.Run, &Pass<double, double, Reductions.Sum<double>>);

    // One axis at a time, the innermost first; each pass leaves the next one less to read.
    private static void Run<T, TSum>(int threads, void* x, in ReducePlan plan, void* y, nint size, TSum divisor,
        delegate*<int, T*, TSum*, nint, nint, nint, void> first, delegate*<int, TSum*, TSum*, nint, nint, nint, void> next)
        where T : unmanaged, INumber<T> where TSum : unmanaged, INumber<TSum>
    {
        TSum* gathered = null;
        if (plan.Passes == 0)
        {
            gathered = Scratch.Get<TSum>(ScratchSlot.Gathered, size);
            first(threads, (T*)x, gathered, size, 1, 1);
        }
        for (int pass = 0; pass < plan.Passes; pass++)
        {
            (nint outer, nint length, nint inner) = plan.Pass(pass);
            TSum* target = Scratch.Get<TSum>(pass % 2 == 0 ? ScratchSlot.Gathered : ScratchSlot.GatheredBefore, outer * inner);
            if (pass == 0)
                first(threads, (T*)x, target, outer, length, inner);
            else
                next(threads, gathered, target, outer, length, inner);
            gathered = target;
        }
        var result = (T*)y;
        for (nint i = 0; i < size; i++)
            result[i] = T.CreateTruncating(divisor == TSum.One ? gathered[i] : gathered[i] / divisor);
    }

    private static void Pass<T, TSum, TReduction>(int threads, T* x, TSum* y, nint outer, nint length, nint inner)
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
