using System.Runtime.InteropServices;
using System.Text;

namespace KerasHost.Formats.Hdf5;

/// <summary>A group or dataset that is being written: its attributes.</summary>
public abstract class Hdf5ObjectWriter
{
    /// <summary>Keras's HDF5_OBJECT_HEADER_LIMIT: longer lists of texts are cut into several attributes.</summary>
    private const int ListLimit = 64512;

    private readonly Dictionary<string, byte[]> _attributes = [];

    private protected Hdf5ObjectWriter(Hdf5Writer writer, string path) => (Writer, Path) = (writer, path);

    /// <summary>The path of the object.</summary>
    public string Path { get; }

    internal Hdf5Writer Writer { get; }

    /// <summary>A text of any length, as h5py writes <c>str</c>.</summary>
    /// <exception cref="KerasValueException">The attribute exists.</exception>
    public void SetAttribute(string name, string text)
    {
        var element = new StructureBuilder();
        Writer.GlobalHeap.Add(Encoding.UTF8.GetBytes(text), element);
        Add(name, DatatypeEncoder.VariableText(DatatypeEncoder.NeedsUtf8(text)), Shape.Of(), element.Bytes);
    }

    /// <summary>
    /// A list of texts in fields of equal length, as Keras writes <c>layer_names</c> and <c>weight_names</c>: what exceeds 64,512 bytes
    /// is cut into <c>name0</c>, <c>name1</c> and so on, as Keras's <c>save_attributes_to_hdf5_group</c>.
    /// </summary>
    /// <exception cref="KerasValueException">The attribute exists, or a single text is too long.</exception>
    public void SetAttribute(string name, IReadOnlyList<string> texts)
    {
        byte[][] utf8 = [.. texts.Select(Encoding.UTF8.GetBytes)];
        var tooLong = texts.Where((_, i) => utf8[i].Length > ListLimit).ToList();
        if (tooLong.Count > 0)
            throw new KerasValueException($"The following attributes cannot be saved to HDF5 file because they are larger than {ListLimit} bytes: [{string.Join(", ", tooLong.Select(t => $"'{t}'"))}]");
        // NumPy makes an empty list one of floats.
        if (texts.Count == 0)
        {
            SetAttribute<double>(name, Shape.Of(0), []);
            return;
        }
        int parts = 1;
        while (Parts(utf8, parts).Any(p => (long)p.Length * Width(p) > ListLimit))
            parts++;
        bool needsUtf8 = DatatypeEncoder.NeedsUtf8([.. texts]);
        int index = 0;
        foreach (var part in Parts(utf8, parts))
            AddList(parts == 1 ? name : FormattableString.Invariant($"{name}{index++}"), part, needsUtf8);
    }

    /// <summary>A single number or bool.</summary>
    /// <exception cref="KerasValueException">The attribute exists.</exception>
    public void SetAttribute<T>(string name, T value) where T : unmanaged => SetAttribute(name, Shape.Of(), [value]);

    /// <summary>Numbers or bools, row by row.</summary>
    /// <exception cref="KerasValueException">The attribute exists, takes more than 64 KiB, or the shape has another number of elements.</exception>
    public void SetAttribute<T>(string name, Shape shape, ReadOnlySpan<T> values) where T : unmanaged
    {
        if (shape.Size != values.Length)
            throw new KerasValueException(FormattableString.Invariant($"Attribute '{name}' of shape {shape} takes {shape.Size} values, not {values.Length}."));
        Add(name, DatatypeEncoder.Number(DType.Of(typeof(T))), shape, MemoryMarshal.AsBytes(values));
    }

    private protected void AddAttributes(ObjectHeaderBuilder header)
    {
        foreach (byte[] message in _attributes.Values)
            header.Add(HeaderMessageType.Attribute, message);
    }

    private void AddList(string name, byte[][] texts, bool utf8)
    {
        int width = Width(texts);
        byte[] data = new byte[texts.Length * width];
        for (int i = 0; i < texts.Length; i++)
            texts[i].CopyTo(data, i * width);
        Add(name, DatatypeEncoder.FixedText(width, utf8), Shape.Of(texts.Length), data);
    }

    private static int Width(byte[][] texts) => Math.Max(1, texts.Max(t => t.Length));

    /// <summary>Cuts as <c>numpy.array_split</c>: the first parts are one longer where it does not come out even.</summary>
    private static IEnumerable<byte[][]> Parts(byte[][] texts, int count)
    {
        int at = 0;
        for (int i = 0; i < count; i++)
        {
            int length = texts.Length / count + (i < texts.Length % count ? 1 : 0);
            yield return texts[at..(at + length)];
            at += length;
        }
    }

    private void Add(string name, byte[] datatype, Shape shape, ReadOnlySpan<byte> data)
    {
        byte[] dataspace = DataspaceEncoder.Encode(shape);
        var message = new StructureBuilder().Byte(1).Byte(0)
            .UInt16(Encoding.UTF8.GetByteCount(name) + 1).UInt16(datatype.Length).UInt16(dataspace.Length)
            .PaddedName(name).Append(datatype).Align().Append(dataspace).Append(data).Align();
        if (name.Length == 0 || name.Contains('\0') || name.Length > 1024)
            throw new KerasValueException($"An attribute cannot have the name '{name}'.");
        if (message.Length > ObjectHeaderBuilder.MaxMessage)
            throw new KerasValueException(FormattableString.Invariant($"Unable to create attribute '{name}' of '{Path}' (object header message is too large): it takes {message.Length} bytes, the limit is {ObjectHeaderBuilder.MaxMessage}."));
        if (!_attributes.TryAdd(name, message.Bytes.ToArray()))
            throw new KerasValueException($"Unable to create attribute (name already exists): '{name}' of '{Path}'.");
    }
}
