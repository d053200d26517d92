using System.Runtime.InteropServices;

namespace KerasHost.Formats.Common;

/// <summary>Copies from arrays whose axes are not in row order.</summary>
internal static class Strided
{
    /// <summary>Strides of an array in which the first axis varies fastest.</summary>
    public static long[] Fortran(Shape shape)
    {
        var strides = new long[shape.Rank];
        long stride = 1;
        for (int i = 0; i < strides.Length; i++)
        {
            strides[i] = stride;
            stride *= shape.Dims[i];
        }
        return strides;
    }

    /// <summary>True when strides are those of rows one after the other; axes of size 1 may have any.</summary>
    public static bool IsRowMajor(Shape shape, ReadOnlySpan<long> strides)
    {
        long stride = 1;
        for (int i = strides.Length - 1; i >= 0; i--)
        {
            if (shape.Dims[i] != 1 && strides[i] != stride)
                return false;
            stride *= shape.Dims[i];
        }
        return true;
    }

    /// <summary>Copies the elements row by row; the caller has made sure that all lie within <paramref name="source"/>.</summary>
    /// <param name="source">The elements in any order.</param>
    /// <param name="start">Index of the first element.</param>
    /// <param name="strides">Elements from one index of an axis to the next.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="destination">As many elements as the shape has.</param>
    public static void Copy<T>(ReadOnlySpan<T> source, long start, ReadOnlySpan<long> strides, Shape shape, Span<T> destination)
    {
        int rank = shape.Rank;
        if (destination.IsEmpty)
            return;
        if (rank == 0)
        {
            destination[0] = source[(int)start];
            return;
        }
        var index = new int[rank];
        long offset = start;
        int inner = shape.Dims[rank - 1];
        long step = strides[rank - 1];
        int done = 0;
        while (true)
        {
            for (int i = 0; i < inner; i++)
                destination[done++] = source[(int)(offset + i * step)];
            int axis = rank - 2;
            while (axis >= 0)
            {
                offset += strides[axis];
                if (++index[axis] < shape.Dims[axis])
                    break;
                offset -= strides[axis] * shape.Dims[axis];
                index[axis--] = 0;
            }
            if (axis < 0)
                return;
        }
    }

    /// <summary>The same for elements of <paramref name="size"/> bytes: 1, 2, 4 or 8.</summary>
    public static void Copy(ReadOnlySpan<byte> source, long start, ReadOnlySpan<long> strides, Shape shape, Span<byte> destination, int size)
    {
        if (size == 1)
            Copy(source, start, strides, shape, destination);
        else if (size == 2)
            Copy(MemoryMarshal.Cast<byte, ushort>(source), start, strides, shape, MemoryMarshal.Cast<byte, ushort>(destination));
        else if (size == 4)
            Copy(MemoryMarshal.Cast<byte, uint>(source), start, strides, shape, MemoryMarshal.Cast<byte, uint>(destination));
        else
            Copy(MemoryMarshal.Cast<byte, ulong>(source), start, strides, shape, MemoryMarshal.Cast<byte, ulong>(destination));
    }
}
