using System.Numerics;

namespace KerasHost.Engines.Cpu.Layout;

/// <summary>Copies between arrays whose axes lie at any distance, for elements of one size.</summary>
internal static unsafe class StridedKernels
{
    /// <summary>y[i…] = x[Σ i·strideX] for a dense y.</summary>
    public static void Copy<T>(T* x, ReadOnlySpan<nint> strides, ReadOnlySpan<int> sizes, T* y) where T : unmanaged
    {
        int rank = sizes.Length;
        if (rank == 0)
        {
            *y = *x;
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
        for (nint done = 0; done < size; done += columns, y += columns)
        {
            if (stride == 1)
                new ReadOnlySpan<T>(x, (int)columns).CopyTo(new Span<T>(y, (int)columns));
            else
                for (nint i = 0; i < columns; i++)
                    y[i] = x[i * stride];
            x += Next(index, strides, sizes);
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
