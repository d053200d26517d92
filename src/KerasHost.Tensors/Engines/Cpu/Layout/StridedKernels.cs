using System.Numerics;
using System.Runtime.CompilerServices;
using KerasHost.Engines.Cpu.Threading;

namespace KerasHost.Engines.Cpu.Layout;

/// <summary>Copies between arrays whose axes lie at any distance, for elements of one size.</summary>
internal static unsafe class StridedKernels
{
    private const nint ElementsPerBlock = 1 << 14;

    // A square of so many elements either way stays in the first cache while it is turned.
    private const nint Tile = 16;

    private struct Job
    {
        public byte* X, Y;
        public nint* Sizes, Strides;
        public int Rank;
        public nint RowsPerBlock, Rows;
    }

    /// <summary>y[i…] = x[Σ i·strideX] for a dense y.</summary>
    public static void Copy<T>(int threads, T* x, ReadOnlySpan<nint> strides, ReadOnlySpan<int> sizes, T* y) where T : unmanaged
    {
        nint* merged = stackalloc nint[2 * (sizes.Length + 2)];
        var job = new Job { X = (byte*)x, Y = (byte*)y, Sizes = merged, Strides = merged + sizes.Length + 2 };
        for (int i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] == 0)
                return;
            Append(ref job, sizes[i], strides[i]);
        }
        // At least two axes: planes of rows and columns, and what is before them.
        while (job.Rank < 2)
        {
            for (int i = job.Rank; i > 0; i--)
                (job.Sizes[i], job.Strides[i]) = (job.Sizes[i - 1], job.Strides[i - 1]);
            (job.Sizes[0], job.Strides[0]) = (1, job.Rank == 0 ? 1 : 0);
            job.Rank++;
        }
        nint columns = job.Sizes[job.Rank - 1];
        job.Rows = 1;
        for (int i = 0; i < job.Rank - 1; i++)
            job.Rows *= job.Sizes[i];
        if (job.Rows == 1 && job.Strides[job.Rank - 1] == 1)
        {
            Buffer.MemoryCopy(x, y, columns * sizeof(T), columns * sizeof(T));
            return;
        }
        if (job.Strides[job.Rank - 1] > 1 && TurnPlanes<T>(threads, ref job))
            return;
        job.RowsPerBlock = Math.Max(ElementsPerBlock / columns, 1);
        int blocks = (int)((job.Rows + job.RowsPerBlock - 1) / job.RowsPerBlock);
        WorkerPool.Shared.Run(blocks < 3 ? 1 : threads, blocks, &CopyRows<T>, &job);
    }

    // Axes of size 1 are dropped; an axis that the one before continues is merged with it.
    private static void Append(ref Job job, nint size, nint stride)
    {
        if (size == 1)
            return;
        int last = job.Rank - 1;
        if (last >= 0 && job.Strides[last] == stride * size)
        {
            job.Sizes[last] *= size;
            job.Strides[last] = stride;
            return;
        }
        job.Sizes[job.Rank] = size;
        job.Strides[job.Rank] = stride;
        job.Rank++;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows<T>(void* context, int block) where T : unmanaged
    {
        ref Job job = ref *(Job*)context;
        int rank = job.Rank;
        nint columns = job.Sizes[rank - 1], stride = job.Strides[rank - 1], bytes = columns * sizeof(T);
        nint row = block * job.RowsPerBlock, end = Math.Min(job.Rows, row + job.RowsPerBlock);
        nint height = job.Sizes[rank - 2], step = job.Strides[rank - 2];
        T* y = (T*)job.Y + row * columns;
        while (row < end)
        {
            // The rows of one plane, as far as they are this block's.
            nint plane = row / height, first = row - plane * height, count = Math.Min(height - first, end - row);
            T* x = (T*)job.X + Offset(job, plane) + first * step;
            row += count;
            if (stride == 1 && step == 0)
                Rows.Repeat((byte*)x, (byte*)y, bytes, count);
            else
                for (nint r = 0; r < count; r++, x += step)
                {
                    T* target = y + r * columns;
                    if (stride == 1)
                        Rows.Copy((byte*)x, (byte*)target, bytes);
                    else if (stride == 0)
                        new Span<T>(target, (int)columns).Fill(*x);
                    else
                        for (nint i = 0; i < columns; i++)
                            target[i] = x[i * stride];
                }
            y += count * columns;
        }
    }

    // Where the plane of the last two axes begins.
    private static nint Offset(in Job job, nint plane)
    {
        nint offset = 0;
        for (int i = job.Rank - 3; i >= 0 && plane > 0; i--)
        {
            (plane, nint index) = (plane / job.Sizes[i], plane % job.Sizes[i]);
            offset += index * job.Strides[i];
        }
        return offset;
    }

    private struct TurnJob
    {
        public byte* X, Y;
        public nint* Sizes, Strides, TargetStrides;
        public int Rank, Across;
        public nint StripsPerPlane, Strips;
    }

    // The last axis jumps about in x while another one is dense there: squares of both are read along one and written along the other.
    private static bool TurnPlanes<T>(int threads, ref Job job) where T : unmanaged
    {
        int across = -1;
        for (int i = 0; i < job.Rank - 1; i++)
            if (job.Strides[i] == 1 && job.Sizes[i] >= 4)
                across = i;
        if (across < 0)
            return false;
        nint* target = stackalloc nint[job.Rank];
        nint stride = 1;
        for (int i = job.Rank - 1; i >= 0; i--)
        {
            target[i] = stride;
            stride *= job.Sizes[i];
        }
        nint planes = job.Rows / job.Sizes[across];
        var turn = new TurnJob
        {
            X = job.X,
            Y = job.Y,
            Sizes = job.Sizes,
            Strides = job.Strides,
            TargetStrides = target,
            Rank = job.Rank,
            Across = across,
            StripsPerPlane = (job.Sizes[across] + Tile - 1) / Tile,
        };
        turn.Strips = planes * turn.StripsPerPlane;
        bool many = job.Rows * job.Sizes[job.Rank - 1] >= 3 * ElementsPerBlock;
        WorkerPool.Shared.Run(many ? threads : 1, (int)turn.Strips, &TurnStrip<T>, &turn);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TurnStrip<T>(void* context, int strip) where T : unmanaged
    {
        ref TurnJob job = ref *(TurnJob*)context;
        int last = job.Rank - 1;
        nint plane = strip / job.StripsPerPlane, start = strip % job.StripsPerPlane * Tile, height = Math.Min(Tile, job.Sizes[job.Across] - start);
        T* x = (T*)job.X + start;
        T* y = (T*)job.Y + start * job.TargetStrides[job.Across];
        for (int i = last - 1; i >= 0; i--)
        {
            if (i == job.Across)
                continue;
            (plane, nint index) = (plane / job.Sizes[i], plane % job.Sizes[i]);
            x += index * job.Strides[i];
            y += index * job.TargetStrides[i];
        }
        nint columns = job.Sizes[last], stepX = job.Strides[last], stepY = job.TargetStrides[job.Across];
        for (nint left = 0; left < columns; left += Tile)
        {
            nint right = Math.Min(columns, left + Tile);
            for (nint r = 0; r < height; r++)
            {
                T* target = y + r * stepY;
                T* source = x + r;
                for (nint c = left; c < right; c++)
                    target[c] = source[c * stepX];
            }
        }
    }

    /// <summary>y[Σ i·strideY] += x[i…] for a dense x.</summary>
    public static void Add<T>(T* x, ReadOnlySpan<nint> strides, ReadOnlySpan<int> sizes, T* y) where T : unmanaged, INumber<T>
    {
        int rank = sizes.Length;
        if (rank == 0)
        {
            *y += *x;
            return;
        }
        nint size = 1;
        foreach (int axis in sizes)
            size *= axis;
        if (size == 0)
            return;
        nint columns = sizes[rank - 1], stride = strides[rank - 1];
        Span<nint> index = stackalloc nint[rank];
        index.Clear();
        for (nint done = 0; done < size; done += columns, x += columns)
        {
            if (stride == 1)
                Rows.Add(x, y, columns);
            else
                for (nint i = 0; i < columns; i++)
                    y[i * stride] += x[i];
            y += Next(index, strides, sizes);
        }
    }

    // Moves on by one row; returns how far that is.
    private static nint Next(Span<nint> index, ReadOnlySpan<nint> strides, ReadOnlySpan<int> sizes)
    {
        nint step = 0;
        for (int axis = sizes.Length - 2; axis >= 0; axis--)
        {
            step += strides[axis];
            if (++index[axis] < sizes[axis])
                return step;
            step -= strides[axis] * sizes[axis];
            index[axis] = 0;
        }
        return step;
    }
}
