using System.Globalization;
using System.Text;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.Npy;

/// <summary>
/// The header of an npy file: magic string, version 1.0 to 3.0, and a Python dictionary literal with descr, fortran_order and
/// shape. The literal is parsed here by a small grammar of its own; nothing is evaluated.
/// </summary>
internal sealed class NpyHeader
{
    /// <summary>Longer headers occur only with structured types.</summary>
    private const int MaxLength = 1 << 16;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    private readonly string _path;
    private readonly int _textOffset;
    private readonly string _text;
    private int _position;

    private NpyHeader(string path, int textOffset, string text)
    {
        _path = path;
        _textOffset = textOffset;
        _text = text;
    }

    /// <summary>The element type.</summary>
    public NpyType Type { get; private set; }

    /// <summary>True when the first axis varies fastest.</summary>
    public bool IsFortranOrder { get; private set; }

    /// <summary>The shape.</summary>
    public Shape Shape { get; private set; }

    /// <summary>Bytes of the header: the elements follow.</summary>
    public int Length => _textOffset + _text.Length;

    /// <summary>Reads the header at the start of <paramref name="stream"/>.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="length">The length of the file.</param>
    /// <param name="path">What errors call it.</param>
    /// <exception cref="ModelFormatException">This is no npy file, or one that is not read here.</exception>
    public static NpyHeader Read(Stream stream, long length, string path)
    {
        Span<byte> start = stackalloc byte[12];
        if (length < start.Length)
            throw new ModelFormatException(path, 0, "header", "an npy file", string.Create(CultureInfo.InvariantCulture, $"a file of {length} bytes"));
        stream.ReadExactly(start[..8]);
        if (!start.StartsWith(Magic))
            throw new ModelFormatException(path, 0, "magic string", "93 'NUMPY'", Convert.ToHexString(start[..6]));
        int major = start[6];
        if (major is < 1 or > 3 || start[7] != 0)
            throw new ModelFormatException(path, 6, "version", "1.0, 2.0 or 3.0", $"{major}.{start[7]}");
        int sizeBytes = major == 1 ? 2 : 4;
        stream.ReadExactly(start.Slice(8, sizeBytes));
        uint headerLength = start[8] | (uint)start[9] << 8;
        if (major > 1)
            headerLength |= (uint)start[10] << 16 | (uint)start[11] << 24;
        int textOffset = 8 + sizeBytes;
        if (headerLength > MaxLength || headerLength > length - textOffset)
            throw new ModelFormatException(path, 8, "header length", string.Create(CultureInfo.InvariantCulture, $"at most {Math.Min(MaxLength, length - textOffset)}"), headerLength.ToString(CultureInfo.InvariantCulture));
        byte[] text = new byte[headerLength];
        stream.ReadExactly(text);
        // Latin-1 keeps one character a byte, so that positions stay right; version 3.0's UTF-8 occurs only in field names.
        var header = new NpyHeader(path, textOffset, Encoding.Latin1.GetString(text));
        header.Parse();
        return header;
    }

    /// <summary>The header, padded so that the elements begin at a multiple of 64 bytes.</summary>
    public static byte[] Make(string descr, Shape shape)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}");
        int padded = (10 + text.Length + 1 + 63) / 64 * 64;
        if (padded - 10 > ushort.MaxValue)
            throw new KerasValueException($"A shape of {shape.Rank} axes does not fit into an npy header.");
        var bytes = new byte[padded];
        bytes.AsSpan().Fill((byte)' ');
        Magic.CopyTo(bytes);
        bytes[6] = 1;
        bytes[7] = 0;
        bytes[8] = (byte)(padded - 10);
        bytes[9] = (byte)((padded - 10) >> 8);
        Encoding.ASCII.GetBytes(text, bytes.AsSpan(10));
        bytes[^1] = (byte)'\n';
        return bytes;
    }

    private void Parse()
    {
        bool hasDescr = false, hasOrder = false, hasShape = false;
        Expect('{', "a dictionary");
        while (!Accept('}'))
        {
            int keyStart = _position;
            string key = ParseString("a key");
            Expect(':', "':'");
            switch (key)
            {
                case "descr" when !hasDescr:
                    ParseDescr();
                    hasDescr = true;
                    break;
                case "fortran_order" when !hasOrder:
                    IsFortranOrder = ParseBool();
                    hasOrder = true;
                    break;
                case "shape" when !hasShape:
                    Shape = ParseShape();
                    hasShape = true;
                    break;
                default:
                    throw Error(keyStart, "header", "the keys descr, fortran_order and shape, each once", $"'{key}'");
            }
            if (!Accept(','))
            {
                Expect('}', "',' or '}'");
                break;
            }
        }
        if (!hasDescr || !hasOrder || !hasShape)
            throw Error(_position, "header", "the keys descr, fortran_order and shape", "fewer");
        SkipSpace();
        if (_position < _text.Length)
            throw Error(_position, "header", "nothing after the dictionary", $"'{_text[_position]}'");
    }

    private void ParseDescr()
    {
        SkipSpace();
        int start = _position;
        if (start < _text.Length && _text[start] == '[')
            throw Error(start, "descr", "a simple type", "a structured one: save its fields as arrays of their own");
        string text = ParseString("a type in quotes");
        if (!NpyType.TryParse(text, out var type, out string? problem))
            throw Error(start, "descr", "a float, integer, bool, text, bytes or object type", problem!);
        Type = type;
    }

    private bool ParseBool()
    {
        SkipSpace();
        if (AcceptWord("True"))
            return true;
        if (AcceptWord("False"))
            return false;
        throw Error(_position, "fortran_order", "True or False", Next());
    }

    private Shape ParseShape()
    {
        var dims = new List<int>();
        SkipSpace();
        int start = _position;
        Expect('(', "a tuple");
        while (!Accept(')'))
        {
            dims.Add(ParseDim());
            if (!Accept(','))
            {
                Expect(')', "',' or ')'");
                break;
            }
        }
        return FileShape.Make([.. dims]) ?? throw Error(start, "shape", "sizes whose product fits", _text[start.._position]);
    }

    private int ParseDim()
    {
        SkipSpace();
        int start = _position;
        while (_position < _text.Length && char.IsAsciiDigit(_text[_position]))
            _position++;
        if (!int.TryParse(_text.AsSpan(start, _position - start), NumberStyles.None, CultureInfo.InvariantCulture, out int dim))
            throw Error(start, "shape", "a size below 2^31", start == _position ? Next() : _text[start.._position]);
        // Python 2 wrote long integers with a letter.
        if (_position < _text.Length && _text[_position] == 'L')
            _position++;
        return dim;
    }

    private string ParseString(string expected)
    {
        SkipSpace();
        if (_position >= _text.Length || _text[_position] is not ('\'' or '"'))
            throw Error(_position, "header", expected, Next());
        int end = _text.IndexOf(_text[_position], _position + 1);
        if (end < 0)
            throw Error(_position, "header", "a closing quote", "none");
        string value = _text[(_position + 1)..end];
        _position = end + 1;
        return value;
    }

    private void Expect(char wanted, string expected)
    {
        if (!Accept(wanted))
            throw Error(_position, "header", expected, Next());
    }

    private bool Accept(char wanted)
    {
        SkipSpace();
        if (_position >= _text.Length || _text[_position] != wanted)
            return false;
        _position++;
        return true;
    }

    private bool AcceptWord(string word)
    {
        if (string.CompareOrdinal(_text, _position, word, 0, word.Length) != 0)
            return false;
        _position += word.Length;
        return true;
    }

    private void SkipSpace()
    {
        while (_position < _text.Length && _text[_position] is ' ' or '\n' or '\r' or '\t')
            _position++;
    }

    private string Next() => _position < _text.Length ? $"'{_text[_position]}'" : "the end of the header";

    private ModelFormatException Error(int position, string field, string expected, string found) => new(_path, _textOffset + position, field, expected, found);
}
