using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using KerasHost.Engines.Cpu.Threading;
using KerasHost.Engines.Cpu.Vectors;

namespace KerasHost.Engines.Cpu.Gemm;

/// <summary>
/// The float32 matrix product. Each element of the result is summed in the order of k, in runs of <see cref="RunLength"/>, whatever the
/// tiles and threads: only the shape decides the result.
/// </summary>
internal static unsafe class FloatGemm<V> where V : struct, IVector<V>
{
    /// <summary>Products summed in registers before they are added to the result; a packed panel of so many rows stays in the nearer caches.</summary>
    private const int RunLength = 512;

    // In elements.
    private const int CacheLine = 16;

    // Multiplications below which waking other threads costs more than it brings.
    private const double ParallelWork = 1 << 18;

    // Rows of a left factor a page or more apart, which the caches hold badly: a copy pays sooner. In elements.
    private const nint RowsFarApart = 1024;

    // So many products take longer than fetching what they are added to, which the kernel then does by itself.
    private const nint ManyProducts = 256;

    // The part of the right factor that is packed at once: 4 MB.
    private const nint PackedElements = 1 << 20;

    // A left factor as high as this is multiplied panel by panel, none of them packed beforehand.
    private const nint FewRows = 64;

    // Rows of a block at most: so many packed rows stay in the second cache while all panels pass by.
    private const nint MostRows = 480;

    private static readonly int s_vectors = MicroKernels<V>.Vectors;
    private static readonly int s_panel = s_vectors * V.Count;

    /// <summary>y = a·b + bias on up to so many threads.</summary>
    public static void Run(int threads, in GemmArguments<float> g)
    {
        if (g.M == 0 || g.N == 0)
            return;
        if ((double)g.M * g.N * g.K < ParallelWork)
            threads = 1;
        if (SplitProducts<V>.Applies(g))
            SplitProducts<V>.Run(threads, g);
        else if (g.M == 1 || g.N == 1)
            MatrixVector<V>.Run(threads, g);
        else if (g.M <= FewRows)
            RunByPanels(threads, g);
        else
            RunByRows(threads, g);
    }

    /// <summary>The same on this thread alone, whatever the shape.</summary>
    public static void RunAlone(in GemmArguments<float> g)
    {
        if (g.M == 1 || g.N == 1)
            MatrixVector<V>.Run(1, g);
        else if (g.M <= FewRows)
            RunByPanels(1, g);
        else
            RunByRows(1, g);
    }

    // ---- few rows: a block is a panel of columns

    private static void RunByPanels(int threads, in GemmArguments<float> g)
    {
        GemmArguments<float> job = g;
        WorkerPool.Shared.Run(threads, (int)((g.N + s_panel - 1) / s_panel), &Panel, &job);
    }

    private static void Panel(void* context, int block)
    {
        ref GemmArguments<float> g = ref *(GemmArguments<float>*)context;
        nint run = Run(g.K), start = (nint)block * s_panel, end = Math.Min(g.N, start + s_panel);
        // Rows of columns are read where they are: for so few tiles a copy does not pay.
        bool inPlace = g.ColumnB == 1;
        float* packed = inPlace && g.N % V.Count == 0 ? null : Scratch.Get<float>(ScratchSlot.RightPanel, run * s_panel);
        for (nint p = 0; p < Math.Max(g.K, 1); p += run)
        {
            nint k = Math.Min(run, g.K - p);
            for (nint j = start, width; j < end; j += width)
            {
                width = Width(end - j);
                int columns = (int)Math.Min(width, end - j);
                float* b = g.B + p * g.RowB + j * g.ColumnB;
                if (inPlace && columns == width)
                {
                    Tiles(g, p, k, 0, g.M, j, columns, (int)width, b, g.RowB, null);
                    continue;
                }
                Packing<V>.Right(packed, b, g.RowB, g.ColumnB, k, columns, (int)width);
                Tiles(g, p, k, 0, g.M, j, columns, (int)width, packed, width, null);
            }
        }
    }

    // ---- many rows: the right factor is packed first, then a block is a range of rows

    private struct RowsJob
    {
        public GemmArguments<float> G;
        public float* Packed;
        public nint Products, ProductCount, PackedWidth;
        public int RowBlocks, ColumnBlocks;
        public bool PackLeft;
    }

    private static void RunByRows(int threads, in GemmArguments<float> whole)
    {
        nint run = Run(whole.K), most = Math.Max(PackedElements / run / s_panel * s_panel, s_panel);
        for (nint column = 0; column < whole.N; column += most)
        {
            GemmArguments<float> g = whole.WithColumns(column, Math.Min(most, whole.N - column));
            nint width = (g.N + V.Count - 1) / V.Count * V.Count;
            nint products = Math.Max(PackedElements / width / run, 1) * run;
            var job = new RowsJob { G = g, PackedWidth = width, Packed = Scratch.Get<float>(ScratchSlot.RightFactor, Math.Min(products, Math.Max(g.K, 1)) * width) };
            nint panels = (g.N + s_panel - 1) / s_panel;
            int tall = MicroKernels<V>.Rows(s_vectors);
            nint tiles = (g.M + tall - 1) / tall;
            // Many blocks, so that a thread which loses its core for a while does not hold up the rest; not so many that packing repeats itself.
            job.RowBlocks = (int)Math.Clamp(Math.Min(tiles / 4, Math.Max(threads == 1 ? 1 : 4 * threads, (g.M + MostRows - 1) / MostRows)), 1, 1 << 20);
            job.ColumnBlocks = job.RowBlocks >= 2 * threads || panels < 4 ? 1 : (int)Math.Min(panels / 2, threads);
            job.PackLeft = g.ColumnA == 1 ? panels >= (g.RowA >= RowsFarApart ? 6 : 12) : panels >= 3 || g.ColumnA >= 256;
            for (job.Products = 0; job.Products < Math.Max(g.K, 1); job.Products += products)
            {
                job.ProductCount = Math.Min(products, g.K - job.Products);
                WorkerPool.Shared.Run(job.ProductCount * g.N < 1 << 14 ? 1 : threads, (int)panels, &PackPanel, &job);
                WorkerPool.Shared.Run(threads, job.RowBlocks * job.ColumnBlocks, &Rows, &job);
            }
        }
    }

    private static void PackPanel(void* context, int block)
    {
        ref RowsJob job = ref *(RowsJob*)context;
        ref GemmArguments<float> g = ref job.G;
        nint start = (nint)block * s_panel, end = Math.Min(g.N, start + s_panel);
        for (nint p = 0; p < job.ProductCount; p += Run(g.K))
        {
            nint k = Math.Min(Run(g.K), job.ProductCount - p);
            for (nint j = start, width; j < end; j += width)
            {
                width = Width(end - j);
                float* b = g.B + (job.Products + p) * g.RowB + j * g.ColumnB;
                Packing<V>.Right(job.Packed + p * job.PackedWidth + j * k, b, g.RowB, g.ColumnB, k, (int)Math.Min(width, end - j), (int)width);
            }
        }
    }

    private static void Rows(void* context, int block)
    {
        ref RowsJob job = ref *(RowsJob*)context;
        ref GemmArguments<float> g = ref job.G;
        int tall = MicroKernels<V>.Rows(s_vectors);
        (int rowBlock, int columnBlock) = (block / job.ColumnBlocks, block % job.ColumnBlocks);
        nint tiles = (g.M + tall - 1) / tall, panels = (g.N + s_panel - 1) / s_panel;
        nint row = tiles * rowBlock / job.RowBlocks * tall, rowEnd = Math.Min(g.M, tiles * (rowBlock + 1) / job.RowBlocks * tall);
        nint start = panels * columnBlock / job.ColumnBlocks * s_panel, end = Math.Min(g.N, panels * (columnBlock + 1) / job.ColumnBlocks * s_panel);
        for (nint p = 0; p < Math.Max(job.ProductCount, 1); p += Run(g.K))
        {
            nint k = Math.Min(Run(g.K), job.ProductCount - p);
            float* left = job.PackLeft ? PackLeft(g, job.Products + p, k, row, rowEnd, tall) : null;
            for (nint j = start, width; j < end; j += width)
            {
                width = Width(end - j);
                // Narrow panels at the edge have taller tiles: they read the left factor where it is.
                Tiles(g, job.Products + p, k, row, rowEnd, j, (int)Math.Min(width, end - j), (int)width, job.Packed + p * job.PackedWidth + j * k, width, width == s_panel ? left : null);
            }
        }
    }

    private static float* PackLeft(in GemmArguments<float> g, nint p, nint k, nint row, nint end, int tall)
    {
        float* packed = Scratch.Get<float>(ScratchSlot.LeftFactor, (end - row + tall) * k + V.Count);
        for (nint i = row; i < end; i += tall)
            Packing<V>.Left(packed + (i - row) * k, g.A + i * g.RowA + p * g.ColumnA, g.RowA, g.ColumnA, k, (int)Math.Min(tall, end - i));
        return packed;
    }

    // ---- one panel of columns times a range of rows

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tiles(in GemmArguments<float> g, nint p, nint k, nint row, nint rowEnd, nint column, int columns, int width, float* b, nint strideB, float* left)
    {
        int vectors = width / V.Count, tall = MicroKernels<V>.Rows(vectors);
        bool edge = columns < width, first = p == 0;
        float* tile = edge ? Scratch.Get<float>(ScratchSlot.EdgeTile, 2 * 16 * 64) : null;
        for (nint i = row; i < rowEnd; i += tall)
        {
            int rows = (int)Math.Min(tall, rowEnd - i);
            float* y = g.Y + i * g.RowY + column, target = y, start = null;
            nint strideY = g.RowY, strideStart = 0;
            if (!first)
            {
                start = y;
                strideStart = g.RowY;
            }
            else if (g.Bias != null)
                start = g.Bias + column;
            // What the sums are added to is needed at the end of the kernel only; until then it can be on its way.
            if (!edge && k < ManyProducts && Sse.IsSupported)
                for (int r = 0; r < rows; r++)
                    for (int line = 0; line < columns; line += CacheLine)
                        Sse.Prefetch0(y + r * strideY + line);
            if (edge)
            {
                if (start != null)
                    start = CopyTile(start, strideStart, tile + 16 * 64, width, strideStart == 0 ? 1 : rows, columns);
                if (strideStart != 0)
                    strideStart = width;
                target = tile;
                strideY = width;
            }
            if (left != null)
                MicroKernels<V>.ByColumns(rows, vectors, k, left + (i - row) * k, rows, b, strideB, target, strideY, start, strideStart);
            else if (g.ColumnA == 1)
                MicroKernels<V>.ByRows(rows, vectors, k, g.A + i * g.RowA + p, g.RowA, b, strideB, target, strideY, start, strideStart);
            else
                MicroKernels<V>.ByColumns(rows, vectors, k, g.A + i + p * g.ColumnA, g.ColumnA, b, strideB, target, strideY, start, strideStart);
            if (edge)
                CopyTile(tile, width, y, g.RowY, rows, columns);
        }
    }

    private static float* CopyTile(float* source, nint strideSource, float* target, nint strideTarget, int rows, int columns)
    {
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
                target[i * strideTarget + j] = source[i * strideSource + j];
        return target;
    }

    // k in equal runs, none longer than RunLength.
    private static nint Run(nint k)
    {
        nint runs = (k + RunLength - 1) / RunLength;
        return runs <= 1 ? Math.Max(k, 1) : ((k + runs - 1) / runs + 7) / 8 * 8;
    }

    // The width of the next panel when so many columns are left: the full one, then what is left in fewer vectors.
    private static nint Width(nint left)
    {
        if (left >= s_panel)
            return s_panel;
        nint vectors = (left + V.Count - 1) / V.Count;
        return (vectors == 3 ? 2 : vectors) * V.Count;
    }
}
