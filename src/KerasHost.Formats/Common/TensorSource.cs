using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerasHost.Formats.Common;

/// <summary>A tensor to be written: what it is, and its values when the writer asks for them.</summary>
public sealed class TensorSource
{
    private const int Piece = 1 << 20;

    private readonly Action<Stream> _write;

    private TensorSource(TensorInfo info, Action<Stream> write)
    {
        Info = info;
        _write = write;
    }

    /// <summary>Name, type and shape.</summary>
    public TensorInfo Info { get; }

    /// <summary>Values in memory, row by row; they are read when the file is written.</summary>
    /// <param name="name">The name in the file.</param>
    /// <param name="shape">The shape, fully known.</param>
    /// <param name="values">The values, of a numeric type or bool.</param>
    /// <exception cref="KerasTypeException">No data type holds <typeparamref name="T"/>.</exception>
    /// <exception cref="KerasValueException">The shape asks for another number of values.</exception>
    public static TensorSource Of<T>(string name, Shape shape, ReadOnlyMemory<T> values) where T : unmanaged =>
        Of(new(name, DType.Of(typeof(T)), shape), values);

    /// <summary>Values in memory, as bytes of the stored type in this machine's byte order.</summary>
    /// <exception cref="KerasValueException">The tensor takes another number of bytes.</exception>
    public static TensorSource OfBytes(TensorInfo info, ReadOnlyMemory<byte> bytes) => Of(info, bytes);

    /// <summary>A tensor of another file, read when this one is written.</summary>
    public static TensorSource From(IWeightReader reader, TensorInfo tensor) => new(tensor, stream =>
    {
        if (tensor.ByteLength > Array.MaxLength)
            throw new KerasValueException($"{tensor} takes 2 GiB or more and cannot be copied.");
        var bytes = GC.AllocateUninitializedArray<byte>((int)tensor.ByteLength);
        reader.Read(tensor, bytes);
        stream.Write(bytes);
    });

    /// <summary>Values that <paramref name="write"/> writes when they are asked for.</summary>
    internal static TensorSource Written(TensorInfo info, Action<Stream> write) => new(info, write);

    /// <summary>The same values under another name.</summary>
    public TensorSource Named(string name) => new(Info with { Name = name }, _write);

    /// <summary>Writes <see cref="TensorInfo.ByteLength"/> bytes: the values row by row, little-endian.</summary>
    public void WriteTo(Stream stream) => _write(stream);

    private static TensorSource Of<T>(TensorInfo info, ReadOnlyMemory<T> values) where T : unmanaged
    {
        long bytes = (long)values.Length * Unsafe.SizeOf<T>();
        if (bytes != info.ByteLength)
            throw new KerasValueException(string.Create(CultureInfo.InvariantCulture, $"{info} takes {info.ByteLength} bytes, the values have {bytes}."));
        return new(info, stream =>
        {
            for (int i = 0; i < values.Length; i += Piece)
                stream.Write(MemoryMarshal.AsBytes(values.Span.Slice(i, Math.Min(Piece, values.Length - i))));
        });
    }
}
