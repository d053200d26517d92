using KerasHost.Engines.Cpu.Gemm;
using KerasHost.Engines.Cpu.Threading;
using KerasHost.Engines.Cpu.Vectors;

namespace KerasHost.Engines.Cpu.Recurrent;

/// <summary>
/// A right factor that is packed once and multiplied at every step: panels of columns one behind the other, the columns padded with zeros
/// to whole vectors.
/// </summary>
internal unsafe struct PackedFactor<V> where V : struct, IVector<V>
{
    // Products summed in registers before they are added to the result.
    private const nint RunLength = 512;

    // Multiplications from which more threads than one pay.
    private const double ParallelWork = 1 << 18;

    private struct Job
    {
        public PackedFactor<V> Factor;
        public float* A, Y, Start;
        public nint Rows, StrideA, First, Count, StrideY, StrideStart;
    }

    private static readonly nint s_panel = MicroKernels<V>.Vectors * V.Count;

    public float* Data;
    public nint K, Columns;

    /// <summary>The length of rows and columns when padded to whole vectors.</summary>
    public static nint Padded(nint count) => (count + V.Count - 1) / V.Count * V.Count;

    /// <summary>
    /// Packs <paramref name="slots"/> blocks of <paramref name="units"/> columns side by side, each padded. Block s begins at column
    /// <c>columns[s]</c> of the sources, of which there are one or two, one above the other.
    /// </summary>
    public static PackedFactor<V> SideBySide(ref float* memory, float* upper, nint upperRows, float* lower, nint lowerRows, nint stride, ReadOnlySpan<nint> columns, nint units)
    {
        nint padded = Padded(units);
        var packed = new PackedFactor<V> { Data = memory, K = upperRows + lowerRows, Columns = columns.Length * padded };
        memory += packed.K * packed.Columns;
        for (nint j = 0, width; j < packed.Columns; j += width)
        {
            width = Width(packed.Columns - j);
            for (nint v = j; v < j + width; v += V.Count)
            {
                nint unit = v % padded, left = units - unit, column = columns[(int)(v / padded)] + unit;
                float* target = packed.Data + j * packed.K + v - j;
                PackVectors(upper + column, stride, upperRows, left, target, width);
                PackVectors(lower + column, stride, lowerRows, left, target + upperRows * width, width);
            }
        }
        return packed;
    }

    /// <summary>
    /// Packs the transposes of blocks of <paramref name="units"/> columns, one above the other, each padded with rows of zeros. Block s
    /// begins at column <c>columns[s]</c> of the source, whose rows become columns.
    /// </summary>
    public static PackedFactor<V> Transposed(ref float* memory, float* source, nint rows, nint stride, ReadOnlySpan<nint> columns, nint units)
    {
        nint padded = Padded(units);
        var packed = new PackedFactor<V> { Data = memory, K = columns.Length * padded, Columns = Padded(rows) };
        memory += packed.K * packed.Columns;
        for (nint j = 0, width; j < packed.Columns; j += width)
        {
            width = Width(packed.Columns - j);
            for (int s = 0; s < columns.Length; s++)
            {
                float* target = packed.Data + j * packed.K + s * padded * width;
                Packing<V>.Right(target, source + j * stride + columns[s], 1, stride, units, (int)Math.Min(width, rows - j), (int)width);
                Lines<V>.Clear(target + units * width, (padded - units) * width);
            }
        }
        return packed;
    }

    /// <summary>
    /// y = start + a · this, for <paramref name="rows"/> rows of a, which meet the rows from <paramref name="first"/> on, so many as
    /// <paramref name="count"/> says. Start is null for zeros; its stride is 0 for one row that starts all, and it may be y itself.
    /// </summary>
    public readonly void Multiply(int threads, nint rows, float* a, nint strideA, nint first, nint count, float* y, nint strideY, float* start, nint strideStart)
    {
        var job = new Job
        {
            Factor = this,
            A = a,
            StrideA = strideA,
            Rows = rows,
            First = first,
            Count = count,
            Y = y,
            StrideY = strideY,
            Start = start,
            StrideStart = strideStart,
        };
        int panels = (int)((Columns + s_panel - 1) / s_panel);
        if (threads > 1 && panels > 1 && (double)rows * count * Columns >= ParallelWork)
        {
            WorkerPool.Shared.Run(threads, panels, &Panel, &job);
            return;
        }
        for (int panel = 0; panel < panels; panel++)
            Panel(&job, panel);
    }

    private static void Panel(void* context, int panel)
    {
        ref Job job = ref *(Job*)context;
        nint end = Math.Min(job.Factor.Columns, (panel + 1) * s_panel);
        nint runs = Math.Max(1, (job.Count + RunLength - 1) / RunLength);
        for (nint j = panel * s_panel, width; j < end; j += width)
        {
            width = Width(end - j);
            int vectors = (int)(width / V.Count), tall = MicroKernels<V>.Rows(vectors);
            nint tiles = (job.Rows + tall - 1) / tall;
            for (nint run = 0; run < runs; run++)
            {
                nint k = job.Count * run / runs, length = job.Count * (run + 1) / runs - k;
                float* b = job.Factor.Data + j * job.Factor.K + (job.First + k) * width;
                float* start = run > 0 ? job.Y : job.Start;
                nint strideStart = run > 0 ? job.StrideY : job.StrideStart;
                for (nint tile = 0; tile < tiles; tile++)
                {
                    nint i = job.Rows * tile / tiles, rows = job.Rows * (tile + 1) / tiles - i;
                    MicroKernels<V>.ByRows((int)rows, vectors, length, job.A + i * job.StrideA + k, job.StrideA, b, width,
                        job.Y + i * job.StrideY + j, job.StrideY, start == null ? null : start + i * strideStart + j, strideStart);
                }
            }
        }
    }

    /// <summary>y = aᵀ · b, or y plus that, where both factors lie row by row and b has whole vectors of columns.</summary>
    public static void MultiplyTransposed(nint rows, nint columns, nint count, float* a, nint strideA, float* b, nint strideB, float* y, nint strideY, bool add)
    {
        for (nint j = 0, width; j < columns; j += width)
        {
            width = Width(columns - j);
            int vectors = (int)(width / V.Count), tall = MicroKernels<V>.Rows(vectors);
            nint tiles = (rows + tall - 1) / tall;
            for (nint tile = 0; tile < tiles; tile++)
            {
                nint i = rows * tile / tiles, height = rows * (tile + 1) / tiles - i;
                float* target = y + i * strideY + j;
                MicroKernels<V>.ByColumns((int)height, vectors, count, a + i, strideA, b + j, strideB, target, strideY, add ? target : null, strideY);
            }
        }
    }

    // One vector of columns of some rows.
    private static void PackVectors(float* source, nint stride, nint rows, nint left, float* target, nint width)
    {
        for (nint k = 0; k < rows; k++)
            Lines<V>.Load(source + k * stride, left).Store(target + k * width);
    }

    // The width of the next panel when so many columns are left: the full one, then what is left in fewer vectors.
    private static nint Width(nint left)
    {
        if (left >= s_panel)
            return s_panel;
        nint vectors = left / V.Count;
        return (vectors == 3 ? 2 : vectors) * V.Count;
    }
}
