using System.Text;

namespace KerasHost.Data;

/// <summary>The elements of a dataset in a file of this project's own: a header with their specification, each element behind a 1, and a 0 at the end.</summary>
internal static class CacheFile
{
    private const string Magic = "KerasHost dataset 1";

    /// <summary>Passes elements on and writes them; the file appears when all were read.</summary>
    public static IEnumerator<Tensor[]> Write(string path, ElementSpec spec, IEnumerator<Tensor[]> reading)
    {
        string partial = $"{path}.{Guid.NewGuid():N}.partial";
        bool complete = false;
        try
        {
            using (reading)
            using (var file = new BinaryWriter(File.Create(partial), Encoding.UTF8))
            {
                file.Write(Magic);
                file.Write(spec.ToString());
                while (reading.MoveNext())
                {
                    file.Write((byte)1);
                    foreach (Tensor tensor in reading.Current)
                        Write(file, tensor);
                    yield return reading.Current;
                }
                file.Write((byte)0);
            }
            complete = true;
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            if (!complete)
                File.Delete(partial);
        }
    }

    /// <summary>Reads what was written.</summary>
    /// <exception cref="ModelFormatException">The file is damaged, or holds the elements of another dataset.</exception>
    public static IEnumerator<Tensor[]> Read(string path, ElementSpec spec)
    {
        using var file = new BinaryReader(File.OpenRead(path), Encoding.UTF8);
        Header(path, file, spec);
        IReadOnlyList<TensorSpec> parts = spec.Flat;
        while (Element(path, file, parts) is { } element)
            yield return element;
    }

    private static void Header(string path, BinaryReader file, ElementSpec spec)
    {
        string magic = Checked(path, file, "header", f => Text(path, f, "header"));
        if (magic != Magic)
            throw new ModelFormatException(path, 0, "header", Magic, magic);
        string found = Checked(path, file, "specification", f => Text(path, f, "specification"));
        if (found != spec.ToString())
            throw new ModelFormatException(path, file.BaseStream.Position, "specification", $"{spec}; the cache belongs to another dataset, delete it", found);
    }

    private static Tensor[]? Element(string path, BinaryReader file, IReadOnlyList<TensorSpec> parts) => Checked(path, file, "element", f =>
        f.ReadByte() == 0 ? null : parts.Select(part => Read(path, f, part.dtype)).ToArray());

    private static void Write(BinaryWriter file, Tensor tensor)
    {
        file.Write(tensor.ndim);
        foreach (int size in tensor.shape.Dims)
            file.Write(size);
        if (tensor.dtype.Code != DTypeCode.String)
            file.Write(tensor.Bytes);
        else
            foreach (string text in tensor.Text)
                file.Write(text);
        GC.KeepAlive(tensor);
    }

    private static Tensor Read(string path, BinaryReader file, DType type)
    {
        long left = file.BaseStream.Length - file.BaseStream.Position;
        int rank = file.ReadInt32();
        if (rank < 0 || rank > left / 4)
            throw new ModelFormatException(path, file.BaseStream.Position, "rank", "a small number", Printing.PythonText.Str(rank));
        var dims = new int[rank];
        long count = 1;
        for (int i = 0; i < rank; i++)
        {
            dims[i] = file.ReadInt32();
            count = dims[i] < 0 ? -1 : Math.Min(count * dims[i], long.MaxValue / int.MaxValue);
            if (count < 0 || count * (type.Code == DTypeCode.String ? 1 : type.itemsize) > left)
                throw new ModelFormatException(path, file.BaseStream.Position, "shape", "sizes that fit the file", Printing.PythonText.Str(dims[i]));
        }
        if (type.Code == DTypeCode.String)
        {
            var texts = new string[count];
            for (int i = 0; i < count; i++)
                texts[i] = Text(path, file, "text");
            return Tensor.OfText(texts, dims);
        }
        Tensor tensor = Tensor.Owned(type, dims);
        file.BaseStream.ReadExactly(tensor.Bytes);
        return tensor;
    }

    private static string Text(string path, BinaryReader file, string field)
    {
        long at = file.BaseStream.Position;
        int length = file.Read7BitEncodedInt();
        if (length < 0 || length > file.BaseStream.Length - file.BaseStream.Position)
            throw new ModelFormatException(path, at, field, "a length within the file", Printing.PythonText.Str(length));
        return Encoding.UTF8.GetString(file.ReadBytes(length));
    }

    private static T Checked<T>(string path, BinaryReader file, string field, Func<BinaryReader, T> read)
    {
        try
        {
            return read(file);
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException)
        {
            throw new ModelFormatException(path, file.BaseStream.Position, field, "more bytes", "the end of the file or damage", e);
        }
    }
}
