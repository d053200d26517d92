using System.Globalization;

namespace KerasHost.Formats.Npy;

/// <summary>An element type in NumPy's notation: byte order, kind, bytes (<c>&lt;f4</c>, <c>&gt;U7</c>, <c>|O</c>).</summary>
internal readonly struct NpyType
{
    private NpyType(DType dtype, char kind, int size, bool isBigEndian)
    {
        DType = dtype;
        Kind = kind;
        Size = size;
        IsBigEndian = isBigEndian;
    }

    /// <summary>The type here; byte strings come as objects.</summary>
    public DType DType { get; }

    /// <summary>NumPy's letter: f, i, u, b, U, S, O.</summary>
    public char Kind { get; }

    /// <summary>Bytes an element takes in the file; 0 for objects.</summary>
    public int Size { get; }

    /// <summary>True when the most significant byte comes first.</summary>
    public bool IsBigEndian { get; }

    /// <summary>Reads the notation.</summary>
    /// <param name="text">Such as <c>&lt;f4</c>.</param>
    /// <param name="type">The type.</param>
    /// <param name="problem">Why it is not read, else null.</param>
    public static bool TryParse(string text, out NpyType type, out string? problem)
    {
        type = default;
        problem = null;
        var rest = text.AsSpan();
        bool isBigEndian = false;
        if (rest.Length > 0 && rest[0] is '<' or '>' or '|' or '=')
        {
            isBigEndian = rest[0] == '>';
            rest = rest[1..];
        }
        if (rest is "?")
            rest = "b1";
        if (rest is "O")
            rest = "O8";
        if (rest.Length < 2 || !int.TryParse(rest[1..], NumberStyles.None, CultureInfo.InvariantCulture, out int size))
        {
            problem = text.StartsWith('M') || text.AsSpan().TrimStart("<>|=").StartsWith("M") || text.AsSpan().TrimStart("<>|=").StartsWith("m")
                ? $"'{text}': dates and durations are not read; save them as int64 (array.astype('int64'))"
                : $"'{text}'";
            return false;
        }
        char kind = rest[0];
        DType? dtype = (kind, size) switch
        {
            ('f', 2) => DType.Float16,
            ('f', 4) => DType.Float32,
            ('f', 8) => DType.Float64,
            ('i', 1) => DTypeCode.Int8,
            ('i', 2) => DTypeCode.Int16,
            ('i', 4) => DTypeCode.Int32,
            ('i', 8) => DTypeCode.Int64,
            ('u', 1) => DTypeCode.UInt8,
            ('u', 2) => DTypeCode.UInt16,
            ('u', 4) => DTypeCode.UInt32,
            ('u', 8) => DTypeCode.UInt64,
            ('b', 1) => DTypeCode.Bool,
            ('U', > 0 and <= int.MaxValue / 4) => DTypeCode.String,
            ('S' or 'a', > 0) => DTypeCode.Object,
            ('O', 4 or 8) => DTypeCode.Object,
            _ => null,
        };
        if (dtype is not { } known)
        {
            problem = kind switch
            {
                'c' => $"'{text}': complex numbers are not read; save array.real and array.imag",
                'f' => $"'{text}': extended precision is not read; save it as float64",
                'V' => $"'{text}': raw bytes and structured types are not read; a bfloat16 array must be saved as float32",
                'U' or 'S' or 'a' => $"'{text}': text of this length",
                _ => $"'{text}'",
            };
            return false;
        }
        type = new(known, kind == 'a' ? 'S' : kind, kind switch { 'U' => size * 4, 'O' => 0, _ => size }, isBigEndian);
        return true;
    }
}
