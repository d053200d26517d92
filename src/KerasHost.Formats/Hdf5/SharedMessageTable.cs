using System.Globalization;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.Hdf5;

/// <summary>The table of shared object header messages (format specification III.F), which a few files keep: messages that several objects have in common.</summary>
internal sealed class SharedMessageTable
{
    private readonly MetadataReader _file;
    private readonly List<(int TypeFlags, long HeapAddress)> _indexes = [];
    private readonly Dictionary<long, FractalHeap> _heaps = [];
    private readonly Dictionary<(HeaderMessageType Type, ulong Id), HeaderMessage> _messages = [];

    private SharedMessageTable(MetadataReader file) => _file = file;

    /// <summary>Reads the table that the superblock extension names.</summary>
    internal static SharedMessageTable Read(MetadataReader file, long extensionAddress)
    {
        var table = new SharedMessageTable(file);
        if (extensionAddress < 0 || file.GetObjectHeader(extensionAddress).Find(HeaderMessageType.SharedMessageTable) is not { } message)
            return table;
        var reader = message.Open(file);
        reader.Skip(1, "shared message table version");
        long address = file.ReadAddress(ref reader, "shared message table address");
        int count = reader.ReadByte("number of indexes");
        var indexes = file.ReadChecked(address, 4 + count * (14L + 2 * file.SizeOfOffsets) + 4, "shared message table");
        indexes.Expect("SMTB"u8, "shared message table signature");
        for (int i = 0; i < count; i++)
        {
            indexes.Skip(2, "index version and type");
            int flags = indexes.ReadUInt16("message type flags");
            indexes.Skip(4 + 2 + 2 + 2, "index limits");
            file.ReadAddress(ref indexes, "index address");
            table._indexes.Add((flags, file.ReadAddress(ref indexes, "fractal heap address")));
        }
        return table;
    }

    /// <summary>The message with a heap ID of eight bytes.</summary>
    internal HeaderMessage Find(HeaderMessageType type, ReadOnlySpan<byte> id, long idAddress)
    {
        ulong key = BitConverter.ToUInt64(id);
        if (_messages.TryGetValue((type, key), out var message))
            return message;
        var index = _indexes.Find(i => (int)type < 16 && (i.TypeFlags >> (int)type & 1) != 0);
        if (index.TypeFlags == 0)
            throw _file.Error(idAddress, "shared message", string.Create(CultureInfo.InvariantCulture, $"a table with messages of type {(int)type}"), "none");
        if (!_heaps.TryGetValue(index.HeapAddress, out var heap))
            _heaps[index.HeapAddress] = heap = FractalHeap.Read(_file, index.HeapAddress);
        if (heap.IdLength != id.Length)
            throw _file.Error(idAddress, "heap ID length", id.Length.ToString(CultureInfo.InvariantCulture), heap.IdLength.ToString(CultureInfo.InvariantCulture));
        var data = heap.ReadObject(id, idAddress, out long address);
        return _messages[(type, key)] = new(type, 0, 0, data, address);
    }
}
