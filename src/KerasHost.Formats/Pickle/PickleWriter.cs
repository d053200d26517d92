using System.Buffers;
using System.Buffers.Binary;
using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace KerasHost.Formats.Pickle;

/// <summary>Writes pickles of plain data that Python reads; names of globals come from the caller.</summary>
public sealed class PickleWriter
{
    private const int MaxDepth = 200;
    // Python's own pickler appends in batches of this size.
    private const int Batch = 1000;

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly int _protocol;
    private int _depth;

    /// <summary>Begins a pickle.</summary>
    /// <param name="protocol">2 (readable by Python 2 and 3) or 3 (has bytes).</param>
    public PickleWriter(int protocol)
    {
        _protocol = protocol;
        Byte(0x80);
        Byte((byte)protocol);
    }

    /// <summary>Ends the pickle and gives its bytes.</summary>
    public byte[] ToArray()
    {
        Byte((byte)'.');
        return _buffer.WrittenSpan.ToArray();
    }

    /// <summary>
    /// A value: null, bool, an integer, float, double, string, byte[] (protocol 3), a <see cref="PickleTuple"/>,
    /// a <see cref="PickleDict"/> or other dictionary, or any other list, which becomes a Python list.
    /// </summary>
    /// <exception cref="KerasValueException">It holds something else, or itself.</exception>
    public void Value(object? value)
    {
        if (++_depth > MaxDepth)
            throw new KerasValueException(string.Create(CultureInfo.InvariantCulture, $"Data nested more than {MaxDepth} deep, or within itself, cannot be pickled."));
        switch (value)
        {
            case null: Byte((byte)'N'); break;
            case bool b: Byte(b ? (byte)0x88 : (byte)0x89); break;
            case long i: Integer(i); break;
            case int i: Integer(i); break;
            case uint i: Integer(i); break;
            case short i: Integer(i); break;
            case ushort i: Integer(i); break;
            case sbyte i: Integer(i); break;
            case byte i: Integer(i); break;
            case ulong i: Integer(i); break;
            case BigInteger i: Integer(i); break;
            case double d: Double(d); break;
            case float f: Double(f); break;
            case Half h: Double((double)h); break;
            case string text: Text(text); break;
            case byte[] bytes: Bytes(bytes); break;
            case PickleTuple tuple: Tuple(() => Each(tuple)); break;
            case PickleDict dict: Dict(dict); break;
            case IDictionary dict: Dict(dict.Keys.Cast<object>().Select(key => new KeyValuePair<object?, object?>(key, dict[key]))); break;
            case IList list: List(list); break;
            case PickleList list: List(list); break;
            default: throw new KerasValueException($"An object of type {value.GetType()} cannot be pickled as plain data.");
        }
        _depth--;
    }

    /// <summary>A tuple of what <paramref name="write"/> writes.</summary>
    public void Tuple(Action write)
    {
        Byte((byte)'(');
        write();
        Byte((byte)'t');
    }

    /// <summary>A dictionary of these items.</summary>
    public void Dict(IEnumerable<KeyValuePair<object?, object?>> items)
    {
        Byte((byte)'}');
        SetItems(() =>
        {
            foreach (var (key, value) in items)
            {
                Value(key);
                Value(value);
            }
        });
    }

    /// <summary>Sets the keys and values that <paramref name="write"/> writes in the dictionary on the stack.</summary>
    public void SetItems(Action write)
    {
        Byte((byte)'(');
        write();
        Byte((byte)'u');
    }

    /// <summary>A name.</summary>
    public void Global(string module, string name) => Raw($"c{module}\n{name}\n");

    /// <summary>Calls the global with the tuple that follows it on the stack.</summary>
    public void Reduce() => Byte((byte)'R');

    /// <summary>Gives the object on the stack the state that follows it.</summary>
    public void Build() => Byte((byte)'b');

    /// <summary>An object of the file's own kind, by the id that <paramref name="writeId"/> writes.</summary>
    public void Persistent(Action writeId)
    {
        writeId();
        Byte((byte)'Q');
    }

    private void List(IEnumerable list)
    {
        Byte((byte)']');
        int count = 0;
        foreach (object? item in list)
        {
            if (count % Batch == 0)
                Byte((byte)'(');
            Value(item);
            if (++count % Batch == 0)
                Byte((byte)'e');
        }
        if (count % Batch != 0)
            Byte((byte)'e');
    }

    private void Each(IEnumerable items)
    {
        foreach (object? item in items)
            Value(item);
    }

    private void Integer(long value)
    {
        if (value is >= 0 and <= byte.MaxValue)
        {
            Byte((byte)'K');
            Byte((byte)value);
        }
        else if (value is >= 0 and <= ushort.MaxValue)
        {
            Byte((byte)'M');
            BinaryPrimitives.WriteUInt16LittleEndian(Next(2), (ushort)value);
        }
        else if (value == (int)value)
        {
            Byte((byte)'J');
            BinaryPrimitives.WriteInt32LittleEndian(Next(4), (int)value);
        }
        else
            Integer((BigInteger)value);
    }

    private void Integer(BigInteger value)
    {
        byte[] bytes = value.ToByteArray();
        if (bytes.Length > byte.MaxValue)
            throw new KerasValueException("An integer of more than 255 bytes cannot be pickled.");
        Byte(0x8a);
        Byte((byte)bytes.Length);
        _buffer.Write(bytes);
    }

    private void Double(double value)
    {
        Byte((byte)'G');
        BinaryPrimitives.WriteDoubleBigEndian(Next(8), value);
    }

    private void Text(string text)
    {
        Byte((byte)'X');
        BinaryPrimitives.WriteInt32LittleEndian(Next(4), Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, _buffer);
    }

    private void Bytes(byte[] bytes)
    {
        if (_protocol < 3)
        {
            Global("_codecs", "encode");
            Tuple(() =>
            {
                Text(Encoding.Latin1.GetString(bytes));
                Text("latin1");
            });
            Reduce();
            return;
        }
        Byte((byte)'B');
        BinaryPrimitives.WriteInt32LittleEndian(Next(4), bytes.Length);
        _buffer.Write(bytes);
    }

    private void Raw(string text) => Encoding.UTF8.GetBytes(text, _buffer);

    private void Byte(byte value) => Next(1)[0] = value;

    private Span<byte> Next(int count)
    {
        var span = _buffer.GetSpan(count)[..count];
        _buffer.Advance(count);
        return span;
    }
}
