using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace KerasHost.Formats.Pickle;

/// <summary>
/// Reads pickles (Python's <c>pickletools</c>, protocols 0 to 5) of plain data: an interpreter of the opcodes that build values.
/// A global must be on the caller's list, where code of ours stands for it; nothing of the file is ever executed.
/// </summary>
public sealed class PickleReader
{
    // What a pickle may make us allocate: ten times its length, but small ones need not count.
    private const long FreeBytes = 64 << 20;
    private const int BytesPerByte = 10;
    private const int MaxIntegerBytes = 1024;

    private readonly ReadOnlyMemory<byte> _pickle;
    private readonly string _path;
    private readonly long _start;
    private readonly PickleGlobals _globals;
    private readonly PickleFunction? _persistentLoad;
    private readonly IntStore _ints = new();
    private readonly List<int> _marks = [];
    private readonly Dictionary<uint, PickleValue> _farMemo = [];
    private PickleValue[] _stack = new PickleValue[64];
    private PickleValue[] _memo = new PickleValue[64];
    private int[] _run = [];
    private int _depth;
    private uint _memoCount;
    private int _position;
    private int _opcodeAt;
    private long _budget;

    private PickleReader(ReadOnlyMemory<byte> pickle, string path, long start, PickleGlobals globals, PickleFunction? persistentLoad)
    {
        _pickle = pickle;
        _path = path;
        _start = start;
        _globals = globals;
        _persistentLoad = persistentLoad;
        _budget = Math.Max(FreeBytes, (long)BytesPerByte * pickle.Length);
    }

    /// <summary>Reads the pickle at the start of <paramref name="pickle"/>.</summary>
    /// <param name="pickle">The pickle; what follows it is ignored.</param>
    /// <param name="path">The file, for errors.</param>
    /// <param name="offset">Position of the pickle in the file, for errors.</param>
    /// <param name="globals">The names that it may mention.</param>
    /// <param name="persistentLoad">Makes the object of a persistent id, which is its one argument; null where the format has none.</param>
    /// <returns>null, bool, long, BigInteger, double, string, byte[], PickleList, PickleTuple, PickleDict, or what an allowed global made.</returns>
    /// <exception cref="ModelFormatException">The pickle is damaged, or mentions another name.</exception>
    public static object? Read(ReadOnlyMemory<byte> pickle, string path, long offset, PickleGlobals globals, PickleFunction? persistentLoad = null) =>
        Read(pickle, path, offset, globals, persistentLoad, out _);

    /// <summary>Reads a pickle that others follow.</summary>
    internal static object? Read(ReadOnlyMemory<byte> pickle, string path, long offset, PickleGlobals globals, PickleFunction? persistentLoad, out int length)
    {
        var reader = new PickleReader(pickle, path, offset, globals, persistentLoad);
        object? value = reader.Run();
        length = reader._position;
        return value;
    }

    private object? Run()
    {
        while (true)
        {
            _opcodeAt = _position;
            byte opcode = Take(1, "opcode")[0];
            switch ((char)opcode)
            {
                case '\x80': CheckProtocol(); break;
                case '\x95': Take(8, "FRAME length"); break;
                case '.': return Pop().ToObject();

                case 'N': Push(PickleValue.None); break;
                case '\x88': Push(PickleValue.Of(true)); break;
                case '\x89': Push(PickleValue.Of(false)); break;
                case 'K': Push(PickleValue.Of((long)Take(1, "BININT1")[0])); break;
                case 'M': Push(PickleValue.Of((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2, "BININT2")))); break;
                case 'J': Push(PickleValue.Of((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4, "BININT")))); break;
                case 'I': Push(ReadIntLine()); break;
                case 'L': Push(ReadLongLine()); break;
                case '\x8a': Push(ReadInteger(Take(1, "LONG1 length")[0])); break;
                case '\x8b': Push(ReadInteger(ReadInt32("LONG4 length"))); break;
                case 'F': Push(ReadFloatLine()); break;
                case 'G': Push(PickleValue.Of(BinaryPrimitives.ReadDoubleBigEndian(Take(8, "BINFLOAT")))); break;

                case 'X': PushText(ReadUInt32("BINUNICODE length")); break;
                case '\x8c': PushText(Take(1, "SHORT_BINUNICODE length")[0]); break;
                case '\x8d': PushText(ReadLength("BINUNICODE8 length")); break;
                case 'V': Push(PickleValue.Of(ReadUnicodeLine())); break;
                case 'S': Push(PickleValue.Of(ReadStringLine())); break;
                // Python 2's byte strings hold text (names, types, kinds) wherever pickles of arrays use them.
                case 'U': PushLatin(Take(1, "SHORT_BINSTRING length")[0]); break;
                case 'T': PushLatin(ReadInt32("BINSTRING length")); break;
                case 'C': PushBytes(Take(1, "SHORT_BINBYTES length")[0]); break;
                case 'B': PushBytes(ReadUInt32("BINBYTES length")); break;
                case '\x8e': PushBytes(ReadLength("BINBYTES8 length")); break;
                case '\x96': PushBytes(ReadLength("BYTEARRAY8 length")); break;

                case '(': Mark(); break;
                case '0': Drop(); break;
                case '1': _depth = PopMark(); break;
                case '2': Push(Peek()); break;

                case ']': Push(PickleValue.Of(Charge(new PickleList(), 48))); break;
                case 'l': MakeList(); break;
                case 'a': AppendOne(); break;
                case 'e': AppendMany(); break;
                case ')': Push(PickleValue.Of(MakeTuple(_depth))); break;
                case '\x85': MakeTupleOf(1); break;
                case '\x86': MakeTupleOf(2); break;
                case '\x87': MakeTupleOf(3); break;
                case 't': MakeMarkedTuple(); break;
                case '}': Push(PickleValue.Of(MakeDict())); break;
                case 'd': MakeMarkedDict(); break;
                case 's': SetItems(_depth - 2, "SETITEM"); break;
                case 'u': SetItems(PopMark(), "SETITEMS"); break;

                case 'p': Remember(ReadIndexLine()); break;
                case 'q': Remember(Take(1, "BINPUT")[0]); break;
                case 'r': Remember(ReadUInt32("LONG_BINPUT")); break;
                case '\x94': Remember(_memoCount); break;
                case 'g': Recall(ReadIndexLine()); break;
                case 'h': Recall(Take(1, "BINGET")[0]); break;
                case 'j': Recall(ReadUInt32("LONG_BINGET")); break;

                case 'c': PushGlobal(ReadLine("GLOBAL module"), ReadLine("GLOBAL name")); break;
                case '\x93': PushStackGlobal(); break;
                case 'R': Call("REDUCE"); break;
                case '\x81': Call("NEWOBJ"); break;
                case 'b': Build(); break;
                case 'P': LoadPersistent(ReadLine("PERSID")); break;
                case 'Q': LoadPersistent(Pop().ToObject()); break;

                case '\x92': throw Unread("NEWOBJ_EX");
                case 'i': throw Unread("INST", ReadLine("INST module") + "." + ReadLine("INST name"));
                case 'o': throw Unread("OBJ");
                case '\x82' or '\x83' or '\x84': throw Unread("EXT");
                case '\x8f' or '\x90' or '\x91': throw Unread("a set");
                case '\x97' or '\x98': throw Unread("a buffer outside the pickle");
                default: throw Error("opcode", "an opcode of a pickle", "0x" + opcode.ToString("X2", CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>
    /// Marks the stack. Most marks begin a run of small integers that is appended to the list beneath: such a run goes
    /// into the list without passing over the stack.
    /// </summary>
    private void Mark()
    {
        Charge(8);
        _marks.Add(_depth);
        if (_depth == 0 || _stack[_depth - 1].As<PickleList>() is not { } list)
            return;
        int count = ReadRun();
        if (count == 0)
            return;
        if (_position < _pickle.Length && _pickle.Span[_position] == (byte)'e')
        {
            _position++;
            _marks.RemoveAt(_marks.Count - 1);
            Charge(count * 8L);
            list.Append(_ints, _run.AsSpan(0, count));
            return;
        }
        for (int i = 0; i < count; i++)
            Push(PickleValue.Of((long)_run[i]));
    }

    /// <summary>Reads integers of the opcodes BININT1, BININT2 and BININT up to another opcode; gives their number.</summary>
    // Optimised at once: called often for short runs, it would stay in its first, slow version through most of a file.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ReadRun()
    {
        // One table serves in place of branches, which alternate too irregularly to be predicted: opcode to (bytes, bits to drop above).
        ReadOnlySpan<byte> lengths = Lengths;
        var pickle = _pickle.Span;
        int[] run = _run;
        int count = 0;
        int position = _position;
        while (position <= pickle.Length - 8)
        {
            ulong bytes = Unsafe.ReadUnaligned<ulong>(in pickle[position]);
            if (!BitConverter.IsLittleEndian)
                bytes = BinaryPrimitives.ReverseEndianness(bytes);
            int length = lengths[(byte)bytes];
            if (length == 0)
                break;
            if (count == run.Length)
                run = Grow(count);
            // BININT fills its 32 bits and is signed; the others are shorter and stay positive in 32 bits.
            run[count++] = (int)(bytes << (64 - 8 * length) >> (72 - 8 * length));
            position += length;
        }
        _position = position;
        return count;
    }

    private static ReadOnlySpan<byte> Lengths =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 2, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    private int[] Grow(int count)
    {
        Array.Resize(ref _run, Math.Max(1024, count * 2));
        Charge(4L * (_run.Length - count));
        return _run;
    }

    private void CheckProtocol()
    {
        byte protocol = Take(1, "PROTO")[0];
        if (protocol > 5)
            throw Error("PROTO", "a protocol up to 5", protocol.ToString(CultureInfo.InvariantCulture));
    }

    private PickleValue ReadIntLine()
    {
        string line = ReadLine("INT");
        if (line is "00" or "01")
            return PickleValue.Of(line == "01");
        return long.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? PickleValue.Of(value) : ParseInteger(line, "INT");
    }

    private PickleValue ReadLongLine()
    {
        string line = ReadLine("LONG");
        return ParseInteger(line.EndsWith('L') ? line[..^1] : line, "LONG");
    }

    private PickleValue ParseInteger(string line, string field)
    {
        if (line.Length > 2 * MaxIntegerBytes || !BigInteger.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            throw Error(field, "an integer of a sensible length", Show(line));
        return OfInteger(value);
    }

    private PickleValue ReadInteger(long length)
    {
        if (length is < 0 or > MaxIntegerBytes)
            throw Error("LONG length", string.Create(CultureInfo.InvariantCulture, $"0 to {MaxIntegerBytes}"), length.ToString(CultureInfo.InvariantCulture));
        return OfInteger(new BigInteger(Take(length, "LONG")));
    }

    private static PickleValue OfInteger(BigInteger value) => value >= long.MinValue && value <= long.MaxValue ? PickleValue.Of((long)value) : PickleValue.Of((object)value);

    private PickleValue ReadFloatLine()
    {
        string line = ReadLine("FLOAT");
        double? value = line switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            "nan" => double.NaN,
            _ => double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) ? parsed : null,
        };
        return PickleValue.Of(value ?? throw Error("FLOAT", "a number", Show(line)));
    }

    private void PushText(long length)
    {
        var bytes = Take(length, "text");
        Charge(24 + 2 * length);
        // Python writes lone surrogates as UTF-8 would if it allowed them; they become replacement characters.
        Push(PickleValue.Of((object)Encoding.UTF8.GetString(bytes)));
    }

    private void PushLatin(long length)
    {
        var bytes = Take(length, "text");
        Charge(24 + 2 * length);
        Push(PickleValue.Of((object)Encoding.Latin1.GetString(bytes)));
    }

    private void PushBytes(long length)
    {
        var bytes = Take(length, "bytes");
        Charge(24 + length);
        Push(PickleValue.Of((object)bytes.ToArray()));
    }

    private object ReadUnicodeLine()
    {
        var line = TakeLine("UNICODE");
        Charge(24 + 2 * line.Length);
        return Unescape(Encoding.Latin1.GetString(line), isUnicode: true);
    }

    private object ReadStringLine()
    {
        string line = ReadLine("STRING");
        if (line.Length < 2 || line[0] != line[^1] || line[0] is not ('\'' or '"'))
            throw Error("STRING", "text in quotes", Show(line));
        return Unescape(line[1..^1], isUnicode: false);
    }

    private string Unescape(string text, bool isUnicode)
    {
        if (!text.Contains('\\'))
            return text;
        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char next = i + 1 < text.Length ? text[i + 1] : '\0';
            if (text[i] != '\\')
            {
                result.Append(text[i]);
                continue;
            }
            int digits = (next, isUnicode) switch { ('u', true) => 4, ('U', true) => 8, ('x', false) => 2, _ => 0 };
            if (digits > 0)
            {
                if (i + 2 + digits > text.Length || !uint.TryParse(text.AsSpan(i + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint code) || code > 0x10FFFF)
                    throw Error("text", "a hexadecimal escape", Show(text));
                if (code > 0xFFFF)
                    result.Append(char.ConvertFromUtf32((int)code));
                else
                    result.Append((char)code);
                i += 1 + digits;
                continue;
            }
            if (isUnicode)
            {
                result.Append('\\');
                continue;
            }
            result.Append(next switch
            {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                '\\' or '\'' or '"' => next,
                _ => throw Error("STRING", "a known escape", Show(text)),
            });
            i++;
        }
        return result.ToString();
    }

    private void MakeList()
    {
        int start = PopMark();
        var list = Charge(new PickleList(), 48);
        Append(list, start);
        _depth = start;
        Push(PickleValue.Of(list));
    }

    private void AppendOne()
    {
        int start = _depth - 1;
        Append(ListBelow(start, "APPEND"), start);
        _depth = start;
    }

    private void AppendMany()
    {
        int start = PopMark();
        Append(ListBelow(start, "APPENDS"), start);
        _depth = start;
    }

    private void Append(PickleList list, int start)
    {
        Charge(32L * (_depth - start));
        list.Append(_ints, _stack.AsSpan(start, _depth - start));
    }

    private PickleList ListBelow(int start, string field)
    {
        if (start < 1 || start < Floor + 1 || _stack[start - 1].As<PickleList>() is not { } list)
            throw Error(field, "a list on the stack", "something else");
        return list;
    }

    private void MakeTupleOf(int count)
    {
        if (_depth - count < Floor)
            throw Error("TUPLE", string.Create(CultureInfo.InvariantCulture, $"{count} values on the stack"), "fewer");
        var tuple = MakeTuple(_depth - count);
        _depth -= count;
        Push(PickleValue.Of(tuple));
    }

    private void MakeMarkedTuple()
    {
        int start = PopMark();
        var tuple = MakeTuple(start);
        _depth = start;
        Push(PickleValue.Of(tuple));
    }

    private PickleTuple MakeTuple(int start)
    {
        Charge(48 + 32L * (_depth - start));
        var items = new object?[_depth - start];
        for (int i = 0; i < items.Length; i++)
            items[i] = _stack[start + i].ToObject();
        return new(items);
    }

    private PickleDict MakeDict() => Charge(new PickleDict(), 200);

    private void MakeMarkedDict()
    {
        int start = PopMark();
        var dict = MakeDict();
        SetItems(dict, start, "DICT");
        _depth = start;
        Push(PickleValue.Of(dict));
    }

    private void SetItems(int start, string field)
    {
        if (start < Floor + 1 || _stack[start - 1].As<PickleDict>() is not { } dict)
            throw Error(field, "a dictionary on the stack", "something else");
        SetItems(dict, start, field);
        _depth = start;
    }

    private void SetItems(PickleDict dict, int start, string field)
    {
        if ((_depth - start) % 2 != 0)
            throw Error(field, "a value for each key", "an odd number of them");
        Charge(150L * (_depth - start));
        for (int i = start; i < _depth; i += 2)
            dict.Set(_stack[i].ToObject(), _stack[i + 1].ToObject());
    }

    private void Remember(uint index)
    {
        var value = Peek();
        if (index <= Math.Max(_memoCount, (uint)_memo.Length - 1))
        {
            if (index >= _memo.Length)
            {
                Charge(32L * _memo.Length);
                Array.Resize(ref _memo, _memo.Length * 2);
            }
            _memo[index] = value;
            _memoCount = Math.Max(_memoCount, index + 1);
        }
        else
        {
            Charge(64);
            _farMemo[index] = value;
        }
    }

    private void Recall(uint index)
    {
        if (!_farMemo.TryGetValue(index, out var value))
        {
            if (index >= _memoCount)
                throw Error("memo", "the number of a value stored before", index.ToString(CultureInfo.InvariantCulture));
            value = _memo[index];
        }
        Push(value);
    }

    private void PushStackGlobal()
    {
        string? name = Pop().As<string>();
        string? module = Pop().As<string>();
        if (module is null || name is null)
            throw Error("STACK_GLOBAL", "a module and a name", "something else");
        PushGlobal(module, name);
    }

    private void PushGlobal(string module, string name)
    {
        string full = module + "." + name;
        if (_globals.Find(full) is not { } global)
            throw Error("global", _globals.Expected + " (nothing in a file is ever executed)", Show(full));
        Push(PickleValue.Of(global));
    }

    private void Call(string field)
    {
        var arguments = Pop().As<PickleTuple>();
        var global = Pop().As<PickleGlobal>();
        if (arguments is null || global is null)
            throw Error(field, "a global and a tuple of arguments", "something else");
        if (global.Call is not { } call)
            throw Error(field, "a global that makes a value", global.Name);
        Charge(200);
        Push(PickleValue.Of(call(Arguments(arguments))));
    }

    private void Build()
    {
        object? state = Pop().ToObject();
        if (Peek().As<IPickleState>() is not { } target)
            throw Error("BUILD", "an object that takes a state", "another");
        target.SetState(Arguments(state as PickleTuple ?? new PickleTuple([state])));
    }

    private void LoadPersistent(object? id)
    {
        if (_persistentLoad is null)
            throw Error("persistent id", "none in this format", "one");
        Charge(200);
        Push(PickleValue.Of(_persistentLoad(Arguments(new PickleTuple([id])))));
    }

    private PickleArguments Arguments(PickleTuple values) => new(values, _path, _start + _opcodeAt);

    private int Floor => _marks.Count > 0 ? _marks[^1] : 0;

    private void Push(PickleValue value)
    {
        if (_depth == _stack.Length)
        {
            Charge(32L * _stack.Length);
            Array.Resize(ref _stack, _stack.Length * 2);
        }
        _stack[_depth++] = value;
    }

    private PickleValue Pop()
    {
        var value = Peek();
        _depth--;
        return value;
    }

    private PickleValue Peek() => _depth > Floor ? _stack[_depth - 1] : throw Error("stack", "a value", "none");

    private void Drop()
    {
        // POP takes the mark itself when it lies on top.
        if (_marks.Count > 0 && _marks[^1] == _depth)
            _marks.RemoveAt(_marks.Count - 1);
        else
            Pop();
    }

    private int PopMark()
    {
        if (_marks.Count == 0)
            throw Error("stack", "a mark", "none");
        int mark = _marks[^1];
        _marks.RemoveAt(_marks.Count - 1);
        return mark;
    }

    private ReadOnlySpan<byte> Take(long count, string field)
    {
        if ((ulong)count > (ulong)(_pickle.Length - _position))
            throw Error(field, string.Create(CultureInfo.InvariantCulture, $"{(ulong)count} bytes"), string.Create(CultureInfo.InvariantCulture, $"{_pickle.Length - _position} up to the end"));
        var bytes = _pickle.Span.Slice(_position, (int)count);
        _position += (int)count;
        return bytes;
    }

    private ReadOnlySpan<byte> TakeLine(string field)
    {
        int length = _pickle.Span[_position..].IndexOf((byte)'\n');
        if (length < 0)
            throw Error(field, "an end of line", "none");
        var line = _pickle.Span.Slice(_position, length);
        _position += length + 1;
        return line;
    }

    private string ReadLine(string field)
    {
        var line = TakeLine(field);
        Charge(24 + 2 * line.Length);
        return Encoding.Latin1.GetString(line).TrimEnd('\r');
    }

    private uint ReadIndexLine()
    {
        string line = ReadLine("memo");
        return uint.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out uint index) && index < int.MaxValue
            ? index
            : throw Error("memo", "a number", Show(line));
    }

    private int ReadInt32(string field) => BinaryPrimitives.ReadInt32LittleEndian(Take(4, field));

    private uint ReadUInt32(string field) => BinaryPrimitives.ReadUInt32LittleEndian(Take(4, field));

    private long ReadLength(string field) => BinaryPrimitives.ReadInt64LittleEndian(Take(8, field));

    private T Charge<T>(T value, int bytes)
    {
        Charge(bytes);
        return value;
    }

    private void Charge(long bytes)
    {
        _budget -= bytes;
        if (_budget < 0)
            throw Error("size", "values that need at most ten times the bytes of the pickle", "more");
    }

    private ModelFormatException Unread(string opcode, string? name = null) =>
        Error("opcode", "plain data", name is null ? opcode : $"{opcode} of {Show(name)}: nothing in a file is ever executed");

    private ModelFormatException Error(string field, string expected, string found) => new(_path, _start + _opcodeAt, field, expected, found);

    private static string Show(string text) => "'" + (text.Length > 100 ? text[..100] + "…" : text) + "'";
}
