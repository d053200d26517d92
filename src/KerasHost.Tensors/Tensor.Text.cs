using KerasHost.Printing;

namespace KerasHost;

public sealed unsafe partial class Tensor : IPythonText
{
    /// <summary>The text of Python's <c>str</c>: <c>tf.Tensor([1 2], shape=(2,), dtype=int32)</c>.</summary>
    public override string ToString() => IsSymbolic
        ? $"<KerasTensor: shape={shape} dtype={dtype}>"
        : TensorText.Format(dtype, shape, Element);

    /// <inheritdoc/>
    public string Repr() => IsSymbolic ? ToString() : TensorText.FormatRepr(dtype, shape, Element);

    /// <summary>An element as a .NET value of the tensor's type.</summary>
    internal object? Element(long index)
    {
        if (_text is not null)
            return _text[index];
        void* data = Data;
        object result = dtype.Code switch
        {
            DTypeCode.Float32 => ((float*)data)[index],
            DTypeCode.Float64 => ((double*)data)[index],
            DTypeCode.Float16 => ((Half*)data)[index],
            DTypeCode.BFloat16 => BitConverter.Int32BitsToSingle(((ushort*)data)[index] << 16),
            DTypeCode.Int8 => ((sbyte*)data)[index],
            DTypeCode.Int16 => ((short*)data)[index],
            DTypeCode.Int32 => ((int*)data)[index],
            DTypeCode.Int64 => ((long*)data)[index],
            DTypeCode.UInt8 => ((byte*)data)[index],
            DTypeCode.UInt16 => ((ushort*)data)[index],
            DTypeCode.UInt32 => ((uint*)data)[index],
            DTypeCode.UInt64 => ((ulong*)data)[index],
            _ => ((bool*)data)[index],
        };
        GC.KeepAlive(this);
        return result;
    }
}
