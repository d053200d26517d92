using System.Text;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.Hdf5;

/// <summary>A group that is being written.</summary>
public sealed class Hdf5GroupWriter : Hdf5ObjectWriter
{
    private readonly Dictionary<string, Hdf5ObjectWriter> _children = [];

    internal Hdf5GroupWriter(Hdf5Writer writer, string path) : base(writer, path) { }

    /// <summary>The group at a path from here, made with all before it where it is missing.</summary>
    /// <exception cref="KerasValueException">There is a dataset in the way.</exception>
    public Hdf5GroupWriter Group(string path)
    {
        var at = this;
        foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!at._children.TryGetValue(name, out var child))
                at._children[name] = child = new Hdf5GroupWriter(Writer, Join(at.Path, CheckName(name)));
            at = child as Hdf5GroupWriter ?? throw new KerasValueException($"Unable to create group '{path}' (a dataset has the name '{child.Path}').");
        }
        return at;
    }

    /// <summary>Writes a dataset of numbers or bools.</summary>
    /// <param name="path">The path from here; groups before it are made where they are missing.</param>
    /// <param name="shape">The shape, fully known; <c>[]</c> for a single value.</param>
    /// <param name="values">The values, row by row.</param>
    /// <param name="compression">Level of gzip, 0 to 9, in chunks of at most 1 MiB; null for values in one piece.</param>
    /// <exception cref="KerasValueException">The name exists, or the shape has another number of elements.</exception>
    public Hdf5DatasetWriter WriteDataset<T>(string path, Shape shape, ReadOnlySpan<T> values, int? compression = null) where T : unmanaged
    {
        CheckCount(path, shape, shape.Size, values.Length, "values");
        var dataset = Create(path, DType.Of(typeof(T)), shape, compression);
        dataset.Write(values);
        return dataset;
    }

    /// <summary>Writes a dataset of a type that .NET has no type for, or from bytes. bfloat16 is marked as Keras 3 marks it: two opaque bytes and an attribute <c>dtype</c>.</summary>
    /// <param name="path">The path from here; groups before it are made where they are missing.</param>
    /// <param name="dtype">A number type or bool.</param>
    /// <param name="shape">The shape, fully known; <c>[]</c> for a single value.</param>
    /// <param name="bytes">The values, row by row, in this machine's byte order.</param>
    /// <param name="compression">Level of gzip, 0 to 9, in chunks of at most 1 MiB; null for values in one piece.</param>
    /// <exception cref="KerasValueException">The name exists, or the shape takes another number of bytes.</exception>
    /// <exception cref="KerasTypeException">The type is none of numbers.</exception>
    public Hdf5DatasetWriter WriteDataset(string path, DType dtype, Shape shape, ReadOnlySpan<byte> bytes, int? compression = null)
    {
        CheckCount(path, shape, shape.Size * dtype.itemsize, bytes.Length, "bytes");
        var dataset = Create(path, dtype, shape, compression);
        dataset.Write(bytes);
        if (dtype == DType.BFloat16)
            dataset.SetAttribute("dtype", "bfloat16");
        return dataset;
    }

    /// <summary>Writes a tensor from elsewhere under its own name, which is a path from here, without ever holding its values when they are not compressed.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="compression">Level of gzip, 0 to 9, in chunks of at most 1 MiB; null for values in one piece.</param>
    /// <exception cref="KerasValueException">The name exists.</exception>
    /// <exception cref="KerasTypeException">The type is none of numbers.</exception>
    public Hdf5DatasetWriter WriteDataset(TensorSource tensor, int? compression = null)
    {
        var dataset = Create(tensor.Info.Name, tensor.Info.DType, tensor.Info.Shape, compression);
        dataset.Write(tensor);
        if (tensor.Info.DType == DType.BFloat16)
            dataset.SetAttribute("dtype", "bfloat16");
        return dataset;
    }

    /// <summary>Writes a dataset of texts of any length, as h5py writes <c>str</c>.</summary>
    /// <param name="path">The path from here; groups before it are made where they are missing.</param>
    /// <param name="shape">The shape, fully known; <c>[]</c> for a single text.</param>
    /// <param name="texts">The texts, row by row.</param>
    /// <exception cref="KerasValueException">The name exists, or the shape has another number of elements.</exception>
    public Hdf5DatasetWriter WriteStrings(string path, Shape shape, ReadOnlySpan<string> texts)
    {
        CheckCount(path, shape, shape.Size, texts.Length, "texts");
        var elements = new StructureBuilder();
        foreach (string text in texts)
            Writer.GlobalHeap.Add(Encoding.UTF8.GetBytes(text), elements);
        byte[] datatype = DatatypeEncoder.VariableText(DatatypeEncoder.NeedsUtf8(texts));
        var dataset = Place(path, full => new Hdf5DatasetWriter(Writer, full, datatype, 16, shape, null));
        dataset.Write(elements.Bytes);
        return dataset;
    }

    /// <summary>Writes what is below, then this group.</summary>
    internal WrittenObject Finish()
    {
        var links = new List<(string, WrittenObject)>();
        foreach (var (name, child) in _children)
            links.Add((name, child is Hdf5GroupWriter group ? group.Finish() : ((Hdf5DatasetWriter)child).Finish()));
        byte[] symbolTable = SymbolTableWriter.Write(Writer.File, links);
        var header = new ObjectHeaderBuilder().Add(HeaderMessageType.SymbolTable, symbolTable);
        AddAttributes(header);
        return new(header.Write(Writer.File), symbolTable);
    }

    private Hdf5DatasetWriter Create(string path, DType dtype, Shape shape, int? compression) =>
        Place(path, full => new Hdf5DatasetWriter(Writer, full, DatatypeEncoder.Number(dtype), dtype.itemsize, shape, compression));

    private Hdf5DatasetWriter Place(string path, Func<string, Hdf5DatasetWriter> create)
    {
        string trimmed = path.Trim('/');
        int slash = trimmed.LastIndexOf('/');
        var group = slash < 0 ? this : Group(trimmed[..slash]);
        string name = CheckName(trimmed[(slash + 1)..]);
        if (group._children.ContainsKey(name))
            throw new KerasValueException($"Unable to create dataset (name already exists): '{Join(group.Path, name)}'.");
        var dataset = create(Join(group.Path, name));
        group._children.Add(name, dataset);
        return dataset;
    }

    private static void CheckCount(string path, Shape shape, long expected, int found, string what)
    {
        if (expected != found)
            throw new KerasValueException(FormattableString.Invariant($"Dataset '{path}' of shape {shape} takes {expected} {what}, not {found}."));
    }

    private static string CheckName(string name) =>
        name.Length == 0 || name == "." || name.Contains('\0') ? throw new KerasValueException($"An HDF5 object cannot have the name '{name}'.") : name;

    private static string Join(string group, string name) => group == "/" ? "/" + name : group + "/" + name;
}
