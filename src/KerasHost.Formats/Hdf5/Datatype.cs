using System.Globalization;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.Hdf5;

/// <summary>A datatype message (format specification IV.A.2.d), versions 1 to 5.</summary>
internal sealed class Datatype
{
    private const int MaxDepth = 16;

    private Datatype() { }

    internal DatatypeClass Class { get; private init; }

    /// <summary>Little-endian bfloat16.</summary>
    internal static Datatype BFloat16 { get; } = new() { Class = DatatypeClass.FloatingPoint, Size = 2, Code = DTypeCode.BFloat16, Description = "bfloat16" };

    /// <summary>Bytes of an element.</summary>
    internal int Size { get; private init; }

    internal bool IsBigEndian { get; private init; }

    /// <summary>Text that a zero byte ends (0), that zero bytes fill up (1), that spaces fill up (2).</summary>
    internal int StringPadding { get; private init; }

    /// <summary>True for a variable-length type that holds text.</summary>
    internal bool IsVariableString { get; private init; }

    /// <summary>The element of an array, enumeration, sequence or complex number.</summary>
    internal Datatype? Base { get; private set; }

    /// <summary>The sizes of an array type.</summary>
    internal int[] Dimensions { get; private set; } = [];

    /// <summary>The fields of a compound type.</summary>
    internal DatatypeMember[] Members { get; private set; } = [];

    /// <summary>The type of the element where one of ours holds it; text is <c>string</c>, everything else <c>object</c>.</summary>
    internal DTypeCode Code { get; private set; } = DTypeCode.Object;

    /// <summary>True for text, fixed or variable.</summary>
    internal bool IsText => Class == DatatypeClass.String || IsVariableString;

    /// <summary>The number type beneath an enumeration, else this type.</summary>
    internal Datatype Number => Class == DatatypeClass.Enumerated ? Base! : this;

    /// <summary>The type in words, for errors and listings.</summary>
    internal string Description { get; private set; } = "";

    internal static Datatype Read(MetadataReader file, HeaderMessage message)
    {
        var reader = message.Open(file);
        return Read(file, ref reader, 0);
    }

    internal static Datatype Read(MetadataReader file, ref FieldReader reader, int depth)
    {
        if (depth > MaxDepth)
            throw reader.Error("datatype", string.Create(CultureInfo.InvariantCulture, $"at most {MaxDepth} types inside one another"), "more");
        var start = reader;
        byte first = reader.ReadByte("datatype class and version");
        int version = first >> 4;
        uint flags = (uint)reader.ReadUInt(3, "datatype class bit field");
        uint size = reader.ReadUInt32("datatype size");
        if (version is 0 or > 5 || (first & 15) > (int)DatatypeClass.Complex)
            throw start.Error("datatype class and version", "version 1 to 5, class 0 to 11",
                string.Create(CultureInfo.InvariantCulture, $"version {version}, class {first & 15}"));
        if (size is 0 or > 1 << 30)
            throw start.Error("datatype size", "1 to 2^30", size.ToString(CultureInfo.InvariantCulture));
        var type = new Datatype
        {
            Class = (DatatypeClass)(first & 15),
            Size = (int)size,
            IsBigEndian = (first & 15) is 0 or 1 or 4 && (flags & 1) != 0,
            StringPadding = (int)(flags & 15),
            IsVariableString = (first & 15) == (int)DatatypeClass.VariableLength && (flags & 15) == 1,
        };
        type.ReadProperties(file, ref reader, version, flags, depth, start);
        return type;
    }

    private void ReadProperties(MetadataReader file, ref FieldReader reader, int version, uint flags, int depth, FieldReader start)
    {
        switch (Class)
        {
            case DatatypeClass.FixedPoint or DatatypeClass.BitField:
                ReadInteger(ref reader, (flags & 8) != 0);
                break;
            case DatatypeClass.FloatingPoint:
                ReadFloat(ref reader, flags);
                break;
            case DatatypeClass.Time:
                reader.Skip(2, "time precision");
                Description = "time";
                break;
            case DatatypeClass.String:
                if (StringPadding > 2)
                    throw start.Error("string padding", "0 to 2", StringPadding.ToString(CultureInfo.InvariantCulture));
                Code = DTypeCode.String;
                Description = Text($"text of {Size} bytes");
                break;
            case DatatypeClass.Opaque:
                reader.Skip((flags & 0xff) + 7 & ~7u, "opaque tag");
                Description = Text($"opaque of {Size} bytes");
                break;
            case DatatypeClass.Compound:
                ReadCompound(file, ref reader, version, (int)(flags & 0xffff), depth);
                break;
            case DatatypeClass.Reference:
                Description = "reference";
                break;
            case DatatypeClass.Enumerated:
                ReadEnumeration(file, ref reader, version, (int)(flags & 0xffff), depth);
                break;
            case DatatypeClass.VariableLength:
                Base = Read(file, ref reader, depth + 1);
                if (Size != 4 + file.SizeOfOffsets + 4)
                    throw start.Error("datatype size", Text($"{8 + file.SizeOfOffsets} for a variable-length type"), Text($"{Size}"));
                if (IsVariableString)
                    Code = DTypeCode.String;
                Description = IsVariableString ? "text" : "sequences of " + Base.Description;
                break;
            case DatatypeClass.Array:
                ReadArray(file, ref reader, version, depth, start);
                break;
            default:
                Base = Read(file, ref reader, depth + 1);
                Description = "complex of " + Base.Description;
                break;
        }
    }

    private void ReadInteger(ref FieldReader reader, bool signed)
    {
        int offset = reader.ReadUInt16("bit offset"), precision = reader.ReadUInt16("bit precision");
        signed &= Class == DatatypeClass.FixedPoint;
        Description = Text($"{(signed ? "int" : "uint")}{precision}");
        if (offset != 0 || precision != 8 * Size)
            return;
        Code = Size switch
        {
            1 => signed ? DTypeCode.Int8 : DTypeCode.UInt8,
            2 => signed ? DTypeCode.Int16 : DTypeCode.UInt16,
            4 => signed ? DTypeCode.Int32 : DTypeCode.UInt32,
            8 => signed ? DTypeCode.Int64 : DTypeCode.UInt64,
            _ => DTypeCode.Object,
        };
    }

    private void ReadFloat(ref FieldReader reader, uint flags)
    {
        int offset = reader.ReadUInt16("bit offset"), precision = reader.ReadUInt16("bit precision");
        int exponentAt = reader.ReadByte("exponent location"), exponentSize = reader.ReadByte("exponent size");
        int mantissaAt = reader.ReadByte("mantissa location"), mantissaSize = reader.ReadByte("mantissa size");
        uint bias = reader.ReadUInt32("exponent bias");
        Description = Text($"float of {precision} bits (exponent {exponentSize}, mantissa {mantissaSize})");
        if ((flags & 0x40) != 0)
        {
            Description += " in VAX byte order";
            return;
        }
        // Sign on top, then exponent, then mantissa with an implied leading one (normalization 2), no padding.
        bool plain = offset == 0 && precision == 8 * Size && mantissaAt == 0 && exponentAt == mantissaSize
            && exponentAt + exponentSize == precision - 1 && (flags >> 8 & 0xff) == precision - 1 && (flags >> 4 & 3) == 2;
        if (!plain)
            return;
        Code = (Size, exponentSize, bias) switch
        {
            (4, 8, 127) => DTypeCode.Float32,
            (8, 11, 1023) => DTypeCode.Float64,
            (2, 5, 15) => DTypeCode.Float16,
            (2, 8, 127) => DTypeCode.BFloat16,
            _ => DTypeCode.Object,
        };
        if (Code != DTypeCode.Object)
            Description = new DType(Code).name;
    }

    private void ReadCompound(MetadataReader file, ref FieldReader reader, int version, int count, int depth)
    {
        var members = new List<DatatypeMember>();
        for (int i = 0; i < count; i++)
        {
            var before = reader;
            string name = ReadName(ref reader, version, "compound member name");
            int offsetSize = version >= 3 ? MetadataReader.EncodedSize((ulong)Size) : 4;
            long offset = (long)reader.ReadUInt(offsetSize, "compound member offset");
            int[] dimensions = [];
            if (version == 1)
            {
                int rank = Math.Min((int)reader.ReadByte("compound member dimensionality"), 4);
                reader.Skip(3 + 4 + 4, "compound member");
                dimensions = new int[rank];
                for (int d = 0; d < 4; d++)
                {
                    int dimension = reader.ReadInt32("compound member dimension");
                    if (d < rank)
                        dimensions[d] = dimension;
                }
            }
            var type = Read(file, ref reader, depth + 1);
            if (dimensions.Length > 0)
                type = MakeArray(type, dimensions, before);
            if (offset + type.Size > Size)
                throw before.Error("compound member offset", Text($"a member within the {Size} bytes of the compound"), Text($"{type.Size} bytes at {offset}"));
            members.Add(new(name, (int)offset, type));
        }
        Members = [.. members];
        Description = "compound(" + string.Join(", ", members.Take(20).Select(m => m.Name + ": " + m.Type.Description)) + ")";
        if (Description.Length > 500)
            Description = Description[..500] + "…";
    }

    private void ReadEnumeration(MetadataReader file, ref FieldReader reader, int version, int count, int depth)
    {
        var start = reader;
        Base = Read(file, ref reader, depth + 1);
        if (Base.Size != Size || Base.Class != DatatypeClass.FixedPoint)
            throw start.Error("enumeration base type", Text($"an integer of {Size} bytes"), Base.Description);
        bool isFalse = false, isTrue = false;
        var names = new List<string>();
        for (int i = 0; i < count; i++)
            names.Add(ReadName(ref reader, version, "enumeration name"));
        foreach (string name in names)
        {
            ulong value = Base.IsBigEndian ? reader.ReadBytes(Size, "enumeration value")[^1] : reader.ReadUInt(Size, "enumeration value");
            isFalse |= name == "FALSE" && value == 0;
            isTrue |= name == "TRUE" && value == 1;
        }
        // h5py writes numpy.bool_ so.
        bool isBool = Size == 1 && count == 2 && isFalse && isTrue;
        Code = isBool ? DTypeCode.Bool : Base.Code;
        Description = isBool ? "bool" : "enumeration of " + Base.Description;
    }

    private void ReadArray(MetadataReader file, ref FieldReader reader, int version, int depth, FieldReader start)
    {
        int rank = reader.ReadByte("array dimensionality");
        if (rank > 32)
            throw start.Error("array dimensionality", "at most 32", Text($"{rank}"));
        if (version < 3)
            reader.Skip(3, "array type");
        var dimensions = new int[rank];
        for (int i = 0; i < rank; i++)
            dimensions[i] = reader.ReadInt32("array dimension");
        if (version < 3)
            reader.Skip(4 * rank, "array permutation");
        var array = MakeArray(Read(file, ref reader, depth + 1), dimensions, start);
        if (array.Size != Size)
            throw start.Error("array type size", Text($"{array.Size}, all elements"), Text($"{Size}"));
        (Base, Dimensions, Code, Description) = (array.Base, array.Dimensions, array.Code, array.Description);
    }

    private static Datatype MakeArray(Datatype element, int[] dimensions, FieldReader at)
    {
        long count = 1;
        foreach (int dimension in dimensions)
        {
            count *= dimension;
            if (dimension <= 0 || count * element.Size > 1 << 30)
                throw at.Error("array dimensions", "positive sizes of less than 2^30 bytes together", string.Join(" x ", dimensions));
        }
        return new()
        {
            Class = DatatypeClass.Array,
            Size = (int)count * element.Size,
            Base = element,
            Dimensions = dimensions,
            Code = element.Code,
            Description = string.Join(" x ", dimensions) + " of " + element.Description,
        };
    }

    private static string ReadName(ref FieldReader reader, int version, string field)
    {
        int start = reader.Position;
        string name = reader.ReadZeroTerminated(field);
        if (version < 3)
            reader.AlignFrom(start, field);
        return name;
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
