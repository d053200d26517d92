using System.Globalization;
using KerasHost.Formats.Common;
using KerasHost.Formats.Pickle;

namespace KerasHost.Formats.Npy;

/// <summary>Reads an array from a stream that holds one npy file.</summary>
internal static class NpyReader
{
    public static NpyArray Read(Stream stream, string path)
    {
        long length = stream.Length;
        var header = NpyHeader.Read(stream, length, path);
        long available = length - header.Length;
        if (header.Type.Kind != 'O')
            return new(header.Type.DType, header.Shape, NpyElements.Read(stream, available, header.Type, header.Shape, header.IsFortranOrder, path, header.Length));

        long count = NpyElements.CheckLength(available, header.Type, header.Shape, path, header.Length);
        if (available > Array.MaxLength)
            throw new ModelFormatException(path, header.Length, "pickle", "less than 2 GiB", string.Create(CultureInfo.InvariantCulture, $"{available} bytes"));
        var pickle = GC.AllocateUninitializedArray<byte>((int)available);
        stream.ReadExactly(pickle);
        if (PickleReader.Read(pickle, path, header.Length, NumpyGlobals.ObjectArrays) is not NpyArray array || array.DType != DTypeCode.Object)
            throw new ModelFormatException(path, header.Length, "pickle", "an object array", "another value");
        // The pickle holds the array's own shape, the header the one that the file promises.
        if (array.Data.Length != count)
            throw new ModelFormatException(path, header.Length, "pickle", string.Create(CultureInfo.InvariantCulture, $"{count} elements"), array.Data.Length.ToString(CultureInfo.InvariantCulture));
        return new(DTypeCode.Object, header.Shape, array.Data);
    }

    /// <summary>Reads the header only.</summary>
    public static NpyHeader ReadHeader(Stream stream, string path) => NpyHeader.Read(stream, stream.Length, path);

    /// <summary>Reads numbers or truth values into bytes.</summary>
    public static void Read(Stream stream, string path, TensorInfo tensor, Span<byte> destination)
    {
        var header = NpyHeader.Read(stream, stream.Length, path);
        if (header.Type.DType != tensor.DType || header.Shape != tensor.Shape)
            throw new ModelFormatException(path, 0, "header", tensor.ToString(), $"{header.Shape} {header.Type.DType}: the file changed");
        NpyElements.CheckLength(stream.Length - header.Length, header.Type, header.Shape, path, header.Length);
        NpyElements.Read(stream, header.Type, header.Shape, header.IsFortranOrder, destination);
    }
}
