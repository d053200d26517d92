namespace KerasHost;

/// <summary>A data type, as <c>tf.float32</c> or <c>np.int64</c>; converts from its name.</summary>
public readonly struct DType : IEquatable<DType>
{
    private static readonly string[] s_names =
    [
        "float32", "float64", "float16", "bfloat16", "int8", "int16", "int32", "int64",
        "uint8", "uint16", "uint32", "uint64", "bool", "string", "object",
    ];

    private static readonly byte[] s_sizes = [4, 8, 2, 2, 1, 2, 4, 8, 1, 2, 4, 8, 1, 8, 8];

    /// <summary>The type with this code.</summary>
    public DType(DTypeCode code) => Code = code;

    /// <summary>The code, for <c>switch</c>.</summary>
    public DTypeCode Code { get; }

    /// <summary>The name as Keras writes it, such as <c>float32</c>.</summary>
    public string name => s_names[(int)Code];

    /// <summary>Bytes an element takes (a reference for text and objects).</summary>
    public int itemsize => s_sizes[(int)Code];

    /// <summary>True for the four float types.</summary>
    public bool is_floating => Code <= DTypeCode.BFloat16;

    /// <summary>True for signed and unsigned integers; bool is none.</summary>
    public bool is_integer => Code is >= DTypeCode.Int8 and <= DTypeCode.UInt64;

    /// <summary>IEEE 32-bit float.</summary>
    public static DType Float32 => new(DTypeCode.Float32);
    /// <summary>IEEE 64-bit float.</summary>
    public static DType Float64 => new(DTypeCode.Float64);
    /// <summary>IEEE 16-bit float.</summary>
    public static DType Float16 => new(DTypeCode.Float16);
    /// <summary>The upper half of a float32.</summary>
    public static DType BFloat16 => new(DTypeCode.BFloat16);
    /// <summary>Signed 32-bit integer.</summary>
    public static DType Int32 => new(DTypeCode.Int32);
    /// <summary>Signed 64-bit integer.</summary>
    public static DType Int64 => new(DTypeCode.Int64);
    /// <summary>True or false.</summary>
    public static DType Bool => new(DTypeCode.Bool);

    /// <summary>The type of this name.</summary>
    /// <exception cref="KerasTypeException">No type has the name.</exception>
    public static DType Parse(string name)
    {
        int code = Array.IndexOf(s_names, name);
        if (code < 0)
            code = name switch
            {
                "float" or "double" => (int)DTypeCode.Float64,
                "int" => (int)DTypeCode.Int64,
                "half" => (int)DTypeCode.Float16,
                "str" => (int)DTypeCode.String,
                "O" => (int)DTypeCode.Object,
                _ => -1,
            };
        if (code < 0)
            throw new KerasTypeException($"Cannot interpret '{name}' as a data type. Known: {string.Join(", ", s_names)}.");
        return new((DTypeCode)code);
    }

    /// <summary>The type that holds elements of the .NET type <paramref name="type"/>.</summary>
    /// <exception cref="KerasTypeException">No data type corresponds.</exception>
    public static DType Of(Type type) => new(Type.GetTypeCode(type) switch
    {
        TypeCode.Single => DTypeCode.Float32,
        TypeCode.Double => DTypeCode.Float64,
        TypeCode.SByte => DTypeCode.Int8,
        TypeCode.Int16 => DTypeCode.Int16,
        TypeCode.Int32 => DTypeCode.Int32,
        TypeCode.Int64 => DTypeCode.Int64,
        TypeCode.Byte => DTypeCode.UInt8,
        TypeCode.UInt16 => DTypeCode.UInt16,
        TypeCode.UInt32 => DTypeCode.UInt32,
        TypeCode.UInt64 => DTypeCode.UInt64,
        TypeCode.Boolean => DTypeCode.Bool,
        TypeCode.String => DTypeCode.String,
        _ when type == typeof(Half) => DTypeCode.Float16,
        _ when type == typeof(object) => DTypeCode.Object,
        _ => throw new KerasTypeException($"No data type holds elements of type {type}."),
    });

    /// <summary>The type of this name.</summary>
    public static implicit operator DType(string name) => Parse(name);

    /// <summary>The type with this code.</summary>
    public static implicit operator DType(DTypeCode code) => new(code);

    /// <summary>The code, for <c>switch</c>.</summary>
    public static implicit operator DTypeCode(DType type) => type.Code;

    /// <summary>True when both are the same type.</summary>
    public static bool operator ==(DType a, DType b) => a.Code == b.Code;

    /// <summary>True when the types differ.</summary>
    public static bool operator !=(DType a, DType b) => a.Code != b.Code;

    /// <inheritdoc/>
    public bool Equals(DType other) => Code == other.Code;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Code;

    /// <summary>The name, as NumPy prints a dtype.</summary>
    public override string ToString() => name;
}
