using System.Numerics;

namespace KerasHost.Numpy;

/// <summary>
/// Sums as NumPy adds: pairwise along contiguous runs (blocks of 128 in eight strands, Higham 1993), one after the other across them,
/// so that float32 sums and means have the same digits.
/// </summary>
internal static class Sums
{
    // NumPy converts in pieces of this size when it sums in another type than the array's.
    private const int Buffer = 8192;

    /// <summary>The sum over some axes, without them, in a type.</summary>
    public static NDArray Run(NDArray a, bool[] reduced, DType type)
    {
        if (type == DType.BFloat16)
            return Run(a, reduced, DType.Float32).astype(type);
        int piece = a.dtype == type ? int.MaxValue : Buffer;
        a = a.astype(type, copy: false);
        return type.Code switch
        {
            DTypeCode.Float32 => Sum<float>(a, reduced, piece),
            DTypeCode.Float64 => Sum<double>(a, reduced, piece),
            DTypeCode.Float16 => SumHalf(a, reduced),
            DTypeCode.Int8 => Sum<sbyte>(a, reduced, piece),
            DTypeCode.Int16 => Sum<short>(a, reduced, piece),
            DTypeCode.Int32 => Sum<int>(a, reduced, piece),
            DTypeCode.Int64 => Sum<long>(a, reduced, piece),
            DTypeCode.UInt8 => Sum<byte>(a, reduced, piece),
            DTypeCode.UInt16 => Sum<ushort>(a, reduced, piece),
            DTypeCode.UInt32 => Sum<uint>(a, reduced, piece),
            DTypeCode.UInt64 => Sum<ulong>(a, reduced, piece),
            _ => throw new KerasTypeException($"cannot sum elements of type {type}"),
        };
    }

    private static NDArray Sum<T>(NDArray a, bool[] reduced, int piece)
        where T : unmanaged, INumber<T>
    {
        var plan = new ReducePlan(a, reduced);
        ReadOnlySpan<T> source = ((TypedElements<T>)a.Elements).Items;
        var result = new T[Layout.Count(plan.ResultDims)];
        RowWalk walk = plan.Walk;
        if (walk.IsEmpty)
            return NDArray.Over(result, Shape.Of(plan.ResultDims));
        if (walk.HasSplitRuns(1))
        {
            SumSplitRuns(source, result, walk);
            return NDArray.Over(result, Shape.Of(plan.ResultDims));
        }
        do
        {
            int from = walk.Position(0), to = walk.Position(1), n = walk.Length, step = walk.Step(0);
            if (walk.Step(1) != 0 && n > 1)
            {
                for (int i = 0; i < n; i++, from += step, to += walk.Step(1))
                    result[to] += source[from];
                continue;
            }
            for (int done = 0, part; done < n; done += part)
            {
                part = Math.Min(piece, n - done);
                result[to] += Pairwise(source, from + done * step, part, step);
            }
        }
        while (walk.Next());
        return NDArray.Over(result, Shape.Of(plan.ResultDims));
    }

    /// <summary>Runs without one stride: NumPy copies them together into its buffer.</summary>
    private static void SumSplitRuns<T>(ReadOnlySpan<T> source, Span<T> result, RowWalk walk)
        where T : unmanaged, INumber<T>
    {
        var run = new T[Buffer];
        int held = 0, target = walk.Position(1);
        do
        {
            if (walk.Position(1) != target)
            {
                result[target] += Pairwise<T>(run, 0, held, 1);
                (held, target) = (0, walk.Position(1));
            }
            for (int i = 0, from = walk.Position(0); i < walk.Length; i++, from += walk.Step(0))
            {
                run[held++] = source[from];
                if (held < Buffer)
                    continue;
                result[target] += Pairwise<T>(run, 0, held, 1);
                held = 0;
            }
        }
        while (walk.Next());
        result[target] += Pairwise<T>(run, 0, held, 1);
    }

    /// <summary>float16: a run is added up in float32 and rounded once.</summary>
    private static NDArray SumHalf(NDArray a, bool[] reduced)
    {
        var plan = new ReducePlan(a, reduced);
        ReadOnlySpan<Half> source = ((TypedElements<Half>)a.Elements).Items;
        var result = new Half[Layout.Count(plan.ResultDims)];
        RowWalk walk = plan.Walk;
        var run = new List<float>();
        if (walk.IsEmpty)
            return NDArray.Over(result, Shape.Of(plan.ResultDims));
        bool isRun = walk.Step(1) == 0 || walk.Length == 1, isSplit = walk.HasSplitRuns(1), more;
        do
        {
            int from = walk.Position(0), to = walk.Position(1), step = walk.Step(0);
            if (isRun)
            {
                for (int i = 0; i < walk.Length; i++, from += step)
                    run.Add((float)source[from]);
            }
            else
            {
                for (int i = 0; i < walk.Length; i++, from += step, to += walk.Step(1))
                    result[to] = (Half)((float)result[to] + (float)source[from]);
            }
            more = walk.Next();
            if (isRun && !(isSplit && more && walk.Position(1) == to))
            {
                result[to] = (Half)((float)result[to] + Pairwise<float>(run.ToArray(), 0, run.Count, 1));
                run.Clear();
            }
        }
        while (more);
        return NDArray.Over(result, Shape.Of(plan.ResultDims));
    }

    private static T Pairwise<T>(ReadOnlySpan<T> a, int start, int n, int step)
        where T : unmanaged, INumber<T>
    {
        if (n < 8)
        {
            T few = T.Zero;
            for (int i = 0; i < n; i++)
                few += a[start + i * step];
            return few;
        }
        if (n > 128)
        {
            int half = n / 2;
            half -= half % 8;
            return Pairwise(a, start, half, step) + Pairwise(a, start + half * step, n - half, step);
        }
        T r0 = a[start], r1 = a[start + step], r2 = a[start + 2 * step], r3 = a[start + 3 * step];
        T r4 = a[start + 4 * step], r5 = a[start + 5 * step], r6 = a[start + 6 * step], r7 = a[start + 7 * step];
        int k = 8;
        for (; k < n - n % 8; k += 8)
        {
            int at = start + k * step;
            r0 += a[at];
            r1 += a[at + step];
            r2 += a[at + 2 * step];
            r3 += a[at + 3 * step];
            r4 += a[at + 4 * step];
            r5 += a[at + 5 * step];
            r6 += a[at + 6 * step];
            r7 += a[at + 7 * step];
        }
        T sum = ((r0 + r1) + (r2 + r3)) + ((r4 + r5) + (r6 + r7));
        for (; k < n; k++)
            sum += a[start + k * step];
        return sum;
    }
}
