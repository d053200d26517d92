using KerasHost.Engines.Cpu.Elementwise;

namespace KerasHost.Engines.Cpu;

public sealed unsafe partial class CpuEngine
{
    /// <inheritdoc/>
    public void Unary(UnaryKind kind, Tensor x, Tensor y)
    {
        if (IsHalf(x))
        {
            Tensor wide = WideResult(y);
            Unary(kind, Widen(x), wide);
            Narrow(wide, y);
            return;
        }
        void* source = x.Data, target = y.Data;
        nint count = x.Length;
        switch (x.dtype.Code)
        {
            case DTypeCode.Float32:
                if (!_float.Unary(_threads, kind, (float*)source, (float*)target, count))
                    UnaryKernels.Float<float>(_threads, kind, source, target, count);
                break;
            case DTypeCode.Float64: UnaryKernels.Float<double>(_threads, kind, source, target, count); break;
            case DTypeCode.Int8: UnaryKernels.Integer<sbyte>(_threads, kind, source, target, count); break;
            case DTypeCode.Int16: UnaryKernels.Integer<short>(_threads, kind, source, target, count); break;
            case DTypeCode.Int32: UnaryKernels.Integer<int>(_threads, kind, source, target, count); break;
            case DTypeCode.Int64: UnaryKernels.Integer<long>(_threads, kind, source, target, count); break;
            case DTypeCode.UInt8: UnaryKernels.Integer<byte>(_threads, kind, source, target, count); break;
            case DTypeCode.UInt16: UnaryKernels.Integer<ushort>(_threads, kind, source, target, count); break;
            case DTypeCode.UInt32: UnaryKernels.Integer<uint>(_threads, kind, source, target, count); break;
            case DTypeCode.UInt64: UnaryKernels.Integer<ulong>(_threads, kind, source, target, count); break;
            case DTypeCode.Bool: UnaryKernels.Bool(_threads, kind, source, target, count); break;
            default: throw UnaryKernels.Unsupported(kind, x.dtype);
        }
        GC.KeepAlive(x);
        GC.KeepAlive(y);
    }

    /// <inheritdoc/>
    public void Binary(BinaryKind kind, Tensor a, Tensor b, Tensor y)
    {
        if (IsHalf(a))
        {
            Tensor wide = WideResult(y);
            Binary(kind, Widen(a), Widen(b), wide);
            Narrow(wide, y);
            return;
        }
        if (y.Length == 0)
            return;
        nint* buffer = stackalloc nint[BroadcastPlan.BufferSize(y.ndim, 2)];
        var plan = new BroadcastPlan(buffer, y.shape, [a, b]);
        void* left = a.Data, right = b.Data, target = y.Data;
        switch (a.dtype.Code)
        {
            case DTypeCode.Float32: BinaryKernels.Float<float>(_threads, kind, left, right, target, plan); break;
            case DTypeCode.Float64: BinaryKernels.Float<double>(_threads, kind, left, right, target, plan); break;
            case DTypeCode.Int8: BinaryKernels.Integer<sbyte>(_threads, kind, left, right, target, plan); break;
            case DTypeCode.Int16: BinaryKernels.Integer<short>(_threads, kind, left, right, target, plan); break;
            case DTypeCode.Int32: BinaryKernels.Integer<int>(_threads, kind, left, right, target, plan); break;
            case DTypeCode.Int64: BinaryKernels.Integer<long>(_threads, kind, left, right, target, plan); break;
            case DTypeCode.UInt8: BinaryKernels.Integer<byte>(_threads, kind, left, right, target, plan); break;
            case DTypeCode.UInt16: BinaryKernels.Integer<ushort>(_threads, kind, left, right, target, plan); break;
            case DTypeCode.UInt32: BinaryKernels.Integer<uint>(_threads, kind, left, right, target, plan); break;
            case DTypeCode.UInt64: BinaryKernels.Integer<ulong>(_threads, kind, left, right, target, plan); break;
            case DTypeCode.Bool: BinaryKernels.Bool(_threads, kind, left, right, target, plan); break;
            default: throw BinaryKernels.Unsupported(kind, a.dtype);
        }
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(y);
    }

    /// <inheritdoc/>
    public void Select(Tensor condition, Tensor a, Tensor b, Tensor y)
    {
        if (y.Length == 0)
            return;
        nint* buffer = stackalloc nint[BroadcastPlan.BufferSize(y.ndim, 3)];
        var plan = new BroadcastPlan(buffer, y.shape, [condition, a, b]);
        var choice = (byte*)condition.Data;
        switch (y.dtype.itemsize)
        {
            case 1: SelectKernels.Run<byte>(_threads, choice, a.Data, b.Data, y.Data, plan); break;
            case 2: SelectKernels.Run<ushort>(_threads, choice, a.Data, b.Data, y.Data, plan); break;
            case 4: SelectKernels.Run<uint>(_threads, choice, a.Data, b.Data, y.Data, plan); break;
            default: SelectKernels.Run<ulong>(_threads, choice, a.Data, b.Data, y.Data, plan); break;
        }
        GC.KeepAlive(condition);
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(y);
    }

    /// <inheritdoc/>
    public void Cast(Tensor x, Tensor y)
    {
        nint count = x.Length;
        if (x.dtype == y.dtype)
            Buffer.MemoryCopy(x.Data, y.Data, y.ByteLength, x.ByteLength);
        else if (x.dtype.Code == DTypeCode.BFloat16)
        {
            Tensor wide = y.dtype.Code == DTypeCode.Float32 ? y : Tensor.Owned(DType.Float32, x.shape);
            CastKernels.FromBFloat16((ushort*)x.Data, (float*)wide.Data, count);
            Narrow(wide, y);
        }
        else if (y.dtype.Code == DTypeCode.BFloat16)
        {
            Tensor wide = x;
            if (x.dtype.Code != DTypeCode.Float32)
            {
                wide = Tensor.Owned(DType.Float32, x.shape);
                Cast(x, wide);
            }
            CastKernels.ToBFloat16((float*)wide.Data, (ushort*)y.Data, count);
            GC.KeepAlive(wide);
        }
        else
            CastKernels.Run(_threads, x.dtype.Code, x.Data, y.dtype.Code, y.Data, count);
        GC.KeepAlive(x);
        GC.KeepAlive(y);
    }

    /// <inheritdoc/>
    public void Fill(Tensor y, double value)
    {
        if (BitConverter.DoubleToInt64Bits(value) == 0)
        {
            y.Bytes.Clear();
            GC.KeepAlive(y);
            return;
        }
        switch (y.dtype.Code)
        {
            case DTypeCode.Float32: y.AsSpan<float>().Fill((float)value); break;
            case DTypeCode.Float64: y.AsSpan<double>().Fill(value); break;
            case DTypeCode.Float16: y.AsSpan<Half>().Fill((Half)value); break;
            case DTypeCode.BFloat16:
                var single = (float)value;
                ushort bits;
                CastKernels.ToBFloat16(&single, &bits, 1);
                y.AsSpan<ushort>().Fill(bits);
                break;
            case DTypeCode.Int8: y.AsSpan<sbyte>().Fill((sbyte)value); break;
            case DTypeCode.Int16: y.AsSpan<short>().Fill((short)value); break;
            case DTypeCode.Int32: y.AsSpan<int>().Fill((int)value); break;
            case DTypeCode.Int64: y.AsSpan<long>().Fill((long)value); break;
            case DTypeCode.UInt8: y.AsSpan<byte>().Fill((byte)value); break;
            case DTypeCode.UInt16: y.AsSpan<ushort>().Fill((ushort)value); break;
            case DTypeCode.UInt32: y.AsSpan<uint>().Fill((uint)value); break;
            case DTypeCode.UInt64: y.AsSpan<ulong>().Fill((ulong)value); break;
            case DTypeCode.Bool: y.AsSpan<byte>().Fill(value != 0 ? (byte)1 : (byte)0); break;
            default: throw Unsupported(y.dtype);
        }
        GC.KeepAlive(y);
    }
}
