using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace KerasHost.Formats.Hdf5;

/// <summary>The values of a dataset or attribute in the types that callers ask for.</summary>
/// <param name="file">The file.</param>
/// <param name="datatype">The stored type.</param>
/// <param name="dataspace">The shape.</param>
/// <param name="store">Where the elements come from.</param>
/// <param name="address">Where the object stands, for errors.</param>
/// <param name="what">The object in words, for errors.</param>
internal sealed class StoredValues(MetadataReader file, Datatype datatype, Dataspace dataspace, ElementStore store, long address, string what)
{
    /// <summary>Numbers that an element holds: more than one in array types.</summary>
    private int ValuesPerElement => datatype.Size / ElementDecoders.Element(datatype).Size;

    /// <summary>The number of values.</summary>
    internal long Count => dataspace.Count * ValuesPerElement;

    /// <summary>The sizes of the dataspace, then those of an array type.</summary>
    internal Shape Shape
    {
        get
        {
            if (dataspace.IsNull)
                return Shape.Of(0);
            var dims = new List<int>();
            foreach (long dimension in dataspace.Dimensions)
                dims.Add((int)dimension);
            for (var type = datatype; type.Class == DatatypeClass.Array; type = type.Base!)
                dims.AddRange(type.Dimensions);
            return Shape.Of([.. dims]);
        }
    }

    /// <summary>All values, converted where nothing is lost.</summary>
    internal T[] Read<T>() where T : unmanaged
    {
        // An empty attribute has whatever type the writer happened to choose.
        if (Count == 0)
            return [];
        var decoder = ElementDecoders.For<T>(datatype, what);
        var values = GC.AllocateUninitializedArray<T>(CheckCount(Unsafe.SizeOf<T>()));
        store.Read(values.AsSpan(), ValuesPerElement, ElementDecoders.IsPlain<T>(datatype) ? null : decoder);
        return values;
    }

    /// <summary>All values into memory of the caller's.</summary>
    internal void ReadInto<T>(Span<T> destination) where T : unmanaged
    {
        if (destination.Length != Count)
            throw new KerasValueException(string.Create(CultureInfo.InvariantCulture, $"{what} holds {Count} values, the destination {destination.Length}."));
        if (Count == 0)
            return;
        var decoder = ElementDecoders.For<T>(datatype, what);
        store.Read(destination, ValuesPerElement, ElementDecoders.IsPlain<T>(datatype) ? null : decoder);
    }

    /// <summary>The stored bytes, element by element.</summary>
    internal byte[] ReadBytes()
    {
        long length = dataspace.Count * datatype.Size;
        file.CheckAllocation(length, address, "number of elements");
        if (length > Array.MaxLength)
            throw new KerasValueException(string.Create(CultureInfo.InvariantCulture, $"{what} holds {dataspace.Count} elements of {datatype.Size} bytes, more than an array takes."));
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)length);
        store.Read(bytes.AsSpan(), datatype.Size, null);
        return bytes;
    }

    /// <summary>The stored bytes in this machine's byte order into memory of the caller's.</summary>
    internal void ReadBytesInto(Span<byte> destination)
    {
        if (destination.Length != dataspace.Count * datatype.Size)
            throw new KerasValueException(string.Create(CultureInfo.InvariantCulture, $"{what} takes {dataspace.Count * datatype.Size} bytes, the destination has {destination.Length}."));
        store.Read(destination, datatype.Size, null);
        ElementDecoders.ToMachineOrder(datatype, destination);
    }

    /// <summary>One field of compound elements.</summary>
    internal T[] ReadMember<T>(string member) where T : unmanaged
    {
        var found = Array.Find(datatype.Members, m => m.Name == member)
            ?? throw new KerasValueException($"{what} has no member '{member}': it holds {datatype.Description}.");
        var decoder = ElementDecoders.For<T>(found.Type, $"Member '{member}' of {what}");
        int each = found.Type.Size / ElementDecoders.Element(found.Type).Size;
        file.CheckAllocation(dataspace.Count * each * Unsafe.SizeOf<T>(), address, "number of elements");
        byte[] bytes = ReadBytes();
        var values = new T[dataspace.Count * each];
        for (int i = 0; i < dataspace.Count; i++)
            decoder(bytes.AsSpan(i * datatype.Size + found.Offset, found.Type.Size), values.AsSpan(i * each, each));
        return values;
    }

    /// <summary>Text, fixed or variable in length.</summary>
    internal string[] ReadStrings()
    {
        if (dataspace.Count == 0)
            return [];
        if (!datatype.IsText)
            throw new KerasTypeException($"{what} holds {datatype.Description}, not text.");
        // A string object takes some forty bytes and two a character.
        file.CheckAllocation(dataspace.Count > long.MaxValue / 2 / (datatype.Size + 20) ? long.MaxValue : dataspace.Count * 2 * (datatype.Size + 20), address, "number of elements");
        byte[] bytes = ReadBytes();
        var texts = new string[dataspace.Count];
        var budget = new ReadBudget(file.Source);
        for (int i = 0; i < texts.Length; i++)
        {
            var element = bytes.AsMemory(i * datatype.Size, datatype.Size);
            var text = datatype.IsVariableString ? ReadVariable(element, 1, budget).Span : element.Span;
            texts[i] = Encoding.UTF8.GetString(Trim(text));
        }
        return texts;
    }

    /// <summary>Sequences of numbers of different lengths.</summary>
    internal T[][] ReadSequences<T>() where T : unmanaged
    {
        if (dataspace.Count == 0)
            return [];
        if (datatype.Class != DatatypeClass.VariableLength || datatype.IsVariableString)
            throw new KerasTypeException($"{what} holds {datatype.Description}, not sequences.");
        var type = datatype.Base!;
        var decoder = ElementDecoders.For<T>(type, what);
        int each = type.Size / ElementDecoders.Element(type).Size;
        byte[] bytes = ReadBytes();
        file.CheckAllocation(dataspace.Count * 32, address, "number of elements");
        var sequences = new T[dataspace.Count][];
        var budget = new ReadBudget(file.Source);
        for (int i = 0; i < sequences.Length; i++)
        {
            var stored = ReadVariable(bytes.AsMemory(i * datatype.Size, datatype.Size), type.Size, budget);
            sequences[i] = new T[stored.Length / type.Size * each];
            decoder(stored.Span, sequences[i]);
        }
        return sequences;
    }

    /// <summary>A variable-length element: a length, then where in which global heap collection its bytes are.</summary>
    private ReadOnlyMemory<byte> ReadVariable(ReadOnlyMemory<byte> element, int size, ReadBudget budget)
    {
        var reader = file.Open(element.Span, address);
        long count = reader.ReadUInt32("length of a variable-length value");
        long collection = file.ReadAddress(ref reader, "global heap collection address");
        uint index = reader.ReadUInt32("global heap object index");
        if (count == 0 || collection is 0 or -1)
            return default;
        return file.GetGlobalHeapCollection(collection).ReadObject(index, count * size, budget);
    }

    private ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        if (!datatype.IsVariableString && datatype.StringPadding != 0)
            return text.TrimEnd(datatype.StringPadding == 2 ? " \0"u8 : "\0"u8);
        int end = text.IndexOf((byte)0);
        return end < 0 ? text : text[..end];
    }

    private int CheckCount(int size)
    {
        file.CheckAllocation(Count * size, address, "number of elements");
        if (Count > Array.MaxLength)
            throw new KerasValueException(string.Create(CultureInfo.InvariantCulture, $"{what} holds {Count} values, more than an array takes."));
        return (int)Count;
    }
}
