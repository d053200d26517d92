using System.Numerics;
using KerasHost.Engines.Cpu.Layout;

namespace KerasHost.Engines.Cpu;

public sealed unsafe partial class CpuEngine
{
    /// <inheritdoc/>
    public void Transpose(Tensor x, ReadOnlySpan<int> permutation, Tensor y)
    {
        Span<nint> dense = stackalloc nint[x.ndim], strides = stackalloc nint[x.ndim];
        DenseStrides(x.shape, dense);
        for (int i = 0; i < strides.Length; i++)
            strides[i] = dense[permutation[i]];
        Copy((byte*)x.Data, strides, y.shape.Dims, y);
        GC.KeepAlive(x);
    }

    /// <inheritdoc/>
    public void Slice(Tensor x, ReadOnlySpan<int> start, ReadOnlySpan<int> step, Tensor y)
    {
        Span<nint> strides = stackalloc nint[x.ndim];
        nint offset = SliceStrides(x.shape, start, step, strides);
        if (y.Length > 0)
            Copy((byte*)x.Data + offset * x.dtype.itemsize, strides, y.shape.Dims, y);
        GC.KeepAlive(x);
    }

    /// <inheritdoc/>
    public void SliceAdd(Tensor x, ReadOnlySpan<int> start, ReadOnlySpan<int> step, Tensor y)
    {
        if (x.Length == 0)
            return;
        Span<nint> strides = stackalloc nint[y.ndim];
        nint offset = SliceStrides(y.shape, start, step, strides);
        Tensor source = Widen(x), target = Widen(y);
        if (target.dtype.Code == DTypeCode.Float32)
            StridedKernels.Add((float*)source.Data, strides, x.shape.Dims, (float*)target.Data + offset);
        else if (target.dtype.Code == DTypeCode.Float64)
            StridedKernels.Add((double*)source.Data, strides, x.shape.Dims, (double*)target.Data + offset);
        else
            throw Unsupported(y.dtype);
        Narrow(target, y);
        GC.KeepAlive(source);
        GC.KeepAlive(y);
    }

    /// <inheritdoc/>
    public void Concat(ReadOnlySpan<Tensor> inputs, int axis, Tensor y)
    {
        (nint outer, nint length, nint inner) = Around(y.shape, axis);
        nint row = length * inner * y.dtype.itemsize;
        var target = (byte*)y.Data;
        foreach (Tensor input in inputs)
        {
            nint bytes = input.shape.Dims[axis] * inner * y.dtype.itemsize;
            var source = (byte*)input.Data;
            for (nint o = 0; o < outer; o++, source += bytes)
                Buffer.MemoryCopy(source, target + o * row, bytes, bytes);
            target += bytes;
            GC.KeepAlive(input);
        }
        GC.KeepAlive(y);
    }

    /// <inheritdoc/>
    public void Tile(Tensor x, Tensor y)
    {
        if (y.Length == 0)
            return;
        // y as (repeats, size, repeats, size, …): x broadcast over the repeats.
        int rank = x.ndim;
        Span<nint> dense = stackalloc nint[rank], strides = stackalloc nint[2 * rank];
        Span<int> sizes = stackalloc int[2 * rank];
        DenseStrides(x.shape, dense);
        for (int i = 0; i < rank; i++)
        {
            int size = x.shape.Dims[i];
            sizes[2 * i] = y.shape.Dims[i] / size;
            sizes[2 * i + 1] = size;
            strides[2 * i] = 0;
            strides[2 * i + 1] = dense[i];
        }
        Copy((byte*)x.Data, strides, sizes, y);
        GC.KeepAlive(x);
    }

    /// <inheritdoc/>
    public void Broadcast(Tensor x, Tensor y)
    {
        if (y.Length == 0)
            return;
        Span<nint> dense = stackalloc nint[x.ndim], strides = stackalloc nint[y.ndim];
        DenseStrides(x.shape, dense);
        strides.Clear();
        int added = y.ndim - x.ndim;
        for (int i = 0; i < x.ndim; i++)
            strides[added + i] = x.shape.Dims[i] == 1 ? 0 : dense[i];
        Copy((byte*)x.Data, strides, y.shape.Dims, y);
        GC.KeepAlive(x);
    }

    /// <inheritdoc/>
    public void Gather(Tensor x, Tensor indices, int axis, Tensor y)
    {
        (nint outer, nint size, nint inner) = Around(x.shape, axis);
        nint bytes = inner * x.dtype.itemsize;
        if (indices.dtype.Code == DTypeCode.Int32)
            GatherKernels.Gather(_threads, (byte*)x.Data, (int*)indices.Data, (byte*)y.Data, outer, size, indices.Length, bytes);
        else if (indices.dtype.Code == DTypeCode.Int64)
            GatherKernels.Gather(_threads, (byte*)x.Data, (long*)indices.Data, (byte*)y.Data, outer, size, indices.Length, bytes);
        else
            throw BadIndices(indices);
        GC.KeepAlive(x);
        GC.KeepAlive(indices);
        GC.KeepAlive(y);
    }

    /// <inheritdoc/>
    public void ScatterAdd(Tensor indices, Tensor updates, Tensor y)
    {
        Tensor source = Widen(updates), target = Widen(y);
        if (target.dtype.Code == DTypeCode.Float32)
            ScatterAdd<float>(indices, source, target);
        else if (target.dtype.Code == DTypeCode.Float64)
            ScatterAdd<double>(indices, source, target);
        else
            throw Unsupported(y.dtype);
        Narrow(target, y);
    }

    /// <inheritdoc/>
    public int FirstOutside(Tensor indices, long limit)
    {
        nint first = indices.dtype.Code switch
        {
            DTypeCode.Int32 => GatherKernels.FirstOutside(_threads, (int*)indices.Data, indices.Length, limit),
            DTypeCode.Int64 => GatherKernels.FirstOutside(_threads, (long*)indices.Data, indices.Length, limit),
            _ => throw BadIndices(indices),
        };
        GC.KeepAlive(indices);
        return (int)first;
    }

    private static KerasTypeException BadIndices(Tensor indices) => new($"Indices are int32 or int64. Received: {indices.dtype}");

    private void ScatterAdd<T>(Tensor indices, Tensor updates, Tensor y) where T : unmanaged, INumber<T>
    {
        (_, _, nint length) = Around(y.shape, 0);
        RepeatedRows? repeated = updates.Repeated is { } rows && rows.RowLength == length ? rows : null;
        var source = (T*)(repeated?.Source ?? updates).Data;
        nint times = repeated?.Times ?? 1;
        if (indices.dtype.Code == DTypeCode.Int32)
            ScatterKernels.Add(_threads, (int*)indices.Data, source, times, (T*)y.Data, indices.Length, length, y.shape[0]);
        else if (indices.dtype.Code == DTypeCode.Int64)
            ScatterKernels.Add(_threads, (long*)indices.Data, source, times, (T*)y.Data, indices.Length, length, y.shape[0]);
        else
            throw BadIndices(indices);
        GC.KeepAlive(indices);
        GC.KeepAlive(updates);
        GC.KeepAlive(y);
    }

    private void Copy(byte* x, ReadOnlySpan<nint> strides, ReadOnlySpan<int> sizes, Tensor y)
    {
        switch (y.dtype.itemsize)
        {
            case 1: StridedKernels.Copy(_threads, x, strides, sizes, (byte*)y.Data); break;
            case 2: StridedKernels.Copy(_threads, (ushort*)x, strides, sizes, (ushort*)y.Data); break;
            case 4: StridedKernels.Copy(_threads, (uint*)x, strides, sizes, (uint*)y.Data); break;
            default: StridedKernels.Copy(_threads, (ulong*)x, strides, sizes, (ulong*)y.Data); break;
        }
        GC.KeepAlive(y);
    }

    private static void DenseStrides(Shape shape, Span<nint> strides)
    {
        nint stride = 1;
        for (int i = shape.Rank - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= shape.Dims[i];
        }
    }

    private static nint SliceStrides(Shape shape, ReadOnlySpan<int> start, ReadOnlySpan<int> step, Span<nint> strides)
    {
        DenseStrides(shape, strides);
        nint offset = 0;
        for (int i = 0; i < strides.Length; i++)
        {
            offset += start[i] * strides[i];
            strides[i] *= step[i];
        }
        return offset;
    }
}
