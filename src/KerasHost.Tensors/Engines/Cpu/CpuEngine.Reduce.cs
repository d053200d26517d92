using KerasHost.Engines.Cpu.Reduce;

namespace KerasHost.Engines.Cpu;

public sealed unsafe partial class CpuEngine
{
    /// <inheritdoc/>
    public void Reduce(ReduceKind kind, Tensor x, ReadOnlySpan<int> axes, Tensor y)
    {
        if (IsHalf(x))
        {
            Tensor wide = WideResult(y);
            Reduce(kind, Widen(x), axes, wide);
            Narrow(wide, y);
            return;
        }
        if (y.Length == 0)
            return;
        var plan = new ReducePlan(stackalloc nint[x.ndim], x.shape, axes);
        void* source = x.Data, target = y.Data;
        switch (x.dtype.Code)
        {
            case DTypeCode.Float32: ReduceKernels.Number<float, double>(_threads, kind, source, plan, target, y.Length); break;
            case DTypeCode.Float64: ReduceKernels.Number<double, double>(_threads, kind, source, plan, target, y.Length); break;
            case DTypeCode.Int8: ReduceKernels.Number<sbyte, long>(_threads, kind, source, plan, target, y.Length); break;
            case DTypeCode.Int16: ReduceKernels.Number<short, long>(_threads, kind, source, plan, target, y.Length); break;
            case DTypeCode.Int32: ReduceKernels.Number<int, long>(_threads, kind, source, plan, target, y.Length); break;
            case DTypeCode.Int64: ReduceKernels.Number<long, long>(_threads, kind, source, plan, target, y.Length); break;
            case DTypeCode.UInt8: ReduceKernels.Number<byte, long>(_threads, kind, source, plan, target, y.Length); break;
            case DTypeCode.UInt16: ReduceKernels.Number<ushort, long>(_threads, kind, source, plan, target, y.Length); break;
            case DTypeCode.UInt32: ReduceKernels.Number<uint, long>(_threads, kind, source, plan, target, y.Length); break;
            case DTypeCode.UInt64: ReduceKernels.Number<ulong, ulong>(_threads, kind, source, plan, target, y.Length); break;
            case DTypeCode.Bool: ReduceKernels.Bool(_threads, kind, source, plan, target, y.Length); break;
            default: throw Unsupported(x.dtype);
        }
        GC.KeepAlive(x);
        GC.KeepAlive(y);
    }

    /// <inheritdoc/>
    public void ArgReduce(ReduceKind kind, Tensor x, int axis, Tensor y)
    {
        if (kind is not (ReduceKind.Maximum or ReduceKind.Minimum))
            throw new KerasValueException($"A position is that of the {ReduceKind.Maximum} or {ReduceKind.Minimum}. Received: {kind}");
        if (y.dtype.Code == DTypeCode.Int32)
            ArgReduce<int>(kind, x, axis, y);
        else
            ArgReduce<long>(kind, x, axis, y);
    }

    /// <inheritdoc/>
    public void Softmax(Tensor x, Tensor y)
    {
        (nint rows, nint classes, _) = Around(x.shape, x.ndim - 1);
        Tensor source = Widen(x), target = WideResult(y);
        if (source.dtype.Code == DTypeCode.Float32)
            _float.Softmax(_threads, false, (float*)source.Data, (float*)target.Data, rows, classes);
        else if (source.dtype.Code == DTypeCode.Float64)
            DoubleSoftmax.Softmax((double*)source.Data, (double*)target.Data, rows, classes);
        else
            throw Unsupported(x.dtype);
        Narrow(target, y);
        GC.KeepAlive(source);
        GC.KeepAlive(y);
    }

    /// <inheritdoc/>
    public void LogSoftmax(Tensor x, Tensor y)
    {
        (nint rows, nint classes, _) = Around(x.shape, x.ndim - 1);
        Tensor source = Widen(x), target = WideResult(y);
        if (source.dtype.Code == DTypeCode.Float32)
            _float.Softmax(_threads, true, (float*)source.Data, (float*)target.Data, rows, classes);
        else if (source.dtype.Code == DTypeCode.Float64)
            DoubleSoftmax.LogSoftmax((double*)source.Data, (double*)target.Data, rows, classes);
        else
            throw Unsupported(x.dtype);
        Narrow(target, y);
        GC.KeepAlive(source);
        GC.KeepAlive(y);
    }

    /// <inheritdoc/>
    public void CumulativeSum(Tensor x, int axis, bool exclusive, bool reverse, Tensor y)
    {
        (nint outer, nint length, nint inner) = Around(x.shape, axis);
        Tensor wideX = Widen(x), wideY = WideResult(y);
        void* source = wideX.Data, target = wideY.Data;
        switch (wideX.dtype.Code)
        {
            case DTypeCode.Float32: ScanKernels.CumulativeSum<float, double>((float*)source, (float*)target, outer, length, inner, exclusive, reverse); break;
            case DTypeCode.Float64: ScanKernels.CumulativeSum<double, double>((double*)source, (double*)target, outer, length, inner, exclusive, reverse); break;
            case DTypeCode.Int8 or DTypeCode.UInt8: ScanKernels.CumulativeSum<byte, byte>((byte*)source, (byte*)target, outer, length, inner, exclusive, reverse); break;
            case DTypeCode.Int16 or DTypeCode.UInt16: ScanKernels.CumulativeSum<ushort, ushort>((ushort*)source, (ushort*)target, outer, length, inner, exclusive, reverse); break;
            case DTypeCode.Int32 or DTypeCode.UInt32: ScanKernels.CumulativeSum<uint, uint>((uint*)source, (uint*)target, outer, length, inner, exclusive, reverse); break;
            case DTypeCode.Int64 or DTypeCode.UInt64: ScanKernels.CumulativeSum<ulong, ulong>((ulong*)source, (ulong*)target, outer, length, inner, exclusive, reverse); break;
            default: throw Unsupported(x.dtype);
        }
        Narrow(wideY, y);
        GC.KeepAlive(wideX);
        GC.KeepAlive(y);
    }

    /// <inheritdoc/>
    public void SoftmaxCrossEntropy(Tensor logits, Tensor labels, Tensor loss, Tensor? gradient)
    {
        Tensor wideLogits = Widen(logits), wideLabels = Widen(labels), wideLoss = WideResult(loss);
        Tensor? wideGradient = gradient is null ? null : WideResult(gradient);
        if (wideLogits.dtype.Code == DTypeCode.Float32)
            SingleCrossEntropy(wideLogits, wideLabels, wideLoss, wideGradient);
        else if (wideLogits.dtype.Code == DTypeCode.Float64)
            CrossEntropy(wideLogits, wideLabels, wideLoss, wideGradient);
        else
            throw Unsupported(logits.dtype);
        Narrow(wideLoss, loss);
        if (wideGradient is not null)
            Narrow(wideGradient, gradient!);
    }

    private void SingleCrossEntropy(Tensor logits, Tensor labels, Tensor loss, Tensor? gradient)
    {
        if (labels.dtype.Code is not (DTypeCode.Int32 or DTypeCode.Int64 or DTypeCode.Float32))
            throw BadLabels(logits, labels);
        float* derivative = gradient is null ? null : (float*)gradient.Data;
        _float.CrossEntropy(_threads, (float*)logits.Data, labels.dtype.Code, labels.Data, (float*)loss.Data, derivative, logits.shape[0], logits.shape[1]);
        GC.KeepAlive(logits);
        GC.KeepAlive(labels);
        GC.KeepAlive(loss);
        GC.KeepAlive(gradient);
    }

    private static void CrossEntropy(Tensor logits, Tensor labels, Tensor loss, Tensor? gradient)
    {
        nint rows = logits.shape[0], classes = logits.shape[1];
        double* derivative = gradient is null ? null : (double*)gradient.Data;
        if (labels.dtype.Code == DTypeCode.Int32)
            DoubleSoftmax.CrossEntropy((double*)logits.Data, (int*)labels.Data, (double*)loss.Data, derivative, rows, classes);
        else if (labels.dtype.Code == DTypeCode.Int64)
            DoubleSoftmax.CrossEntropy((double*)logits.Data, (long*)labels.Data, (double*)loss.Data, derivative, rows, classes);
        else if (labels.dtype == logits.dtype)
            DoubleSoftmax.CrossEntropy((double*)logits.Data, (double*)labels.Data, (double*)loss.Data, derivative, rows, classes);
        else
            throw BadLabels(logits, labels);
        GC.KeepAlive(logits);
        GC.KeepAlive(labels);
        GC.KeepAlive(loss);
        GC.KeepAlive(gradient);
    }

    private static KerasTypeException BadLabels(Tensor logits, Tensor labels) =>
        new($"Labels are int32, int64 or of the type of the logits, {logits.dtype}. Received: {labels.dtype}");

    private void ArgReduce<TIndex>(ReduceKind kind, Tensor x, int axis, Tensor y) where TIndex : unmanaged, System.Numerics.INumber<TIndex>
    {
        (nint outer, nint length, nint inner) = Around(x.shape, axis);
        bool largest = kind == ReduceKind.Maximum;
        Tensor wide = Widen(x);
        void* source = wide.Data;
        var target = (TIndex*)y.Data;
        switch (wide.dtype.Code)
        {
            case DTypeCode.Float32: ArgReduceKernels.Run(_threads, largest, (float*)source, target, outer, length, inner); break;
            case DTypeCode.Float64: ArgReduceKernels.Run(_threads, largest, (double*)source, target, outer, length, inner); break;
            case DTypeCode.Int8: ArgReduceKernels.Run(_threads, largest, (sbyte*)source, target, outer, length, inner); break;
            case DTypeCode.Int16: ArgReduceKernels.Run(_threads, largest, (short*)source, target, outer, length, inner); break;
            case DTypeCode.Int32: ArgReduceKernels.Run(_threads, largest, (int*)source, target, outer, length, inner); break;
            case DTypeCode.Int64: ArgReduceKernels.Run(_threads, largest, (long*)source, target, outer, length, inner); break;
            case DTypeCode.UInt8 or DTypeCode.Bool: ArgReduceKernels.Run(_threads, largest, (byte*)source, target, outer, length, inner); break;
            case DTypeCode.UInt16: ArgReduceKernels.Run(_threads, largest, (ushort*)source, target, outer, length, inner); break;
            case DTypeCode.UInt32: ArgReduceKernels.Run(_threads, largest, (uint*)source, target, outer, length, inner); break;
            case DTypeCode.UInt64: ArgReduceKernels.Run(_threads, largest, (ulong*)source, target, outer, length, inner); break;
            default: throw Unsupported(x.dtype, "ArgReduce");
        }
        GC.KeepAlive(wide);
        GC.KeepAlive(y);
    }
}
