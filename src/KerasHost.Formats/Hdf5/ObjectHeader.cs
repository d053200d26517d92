using System.Globalization;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.Hdf5;

/// <summary>An object header, version 1 or 2 (format specification IV.A.1): the messages that make up an object, continuation blocks included.</summary>
internal sealed class ObjectHeader
{
    private const string Field = "object header";

    private readonly MetadataReader _file;
    private readonly List<HeaderMessage> _messages = [];
    private List<Link>? _links;
    private List<AttributeMessage>? _attributes;

    private ObjectHeader(MetadataReader file, long address)
    {
        _file = file;
        Address = address;
    }

    internal long Address { get; }

    internal int Version { get; private set; }

    /// <summary>The messages in the order of the file.</summary>
    internal IReadOnlyList<HeaderMessage> Messages => _messages;

    /// <summary>The links of a group, read once.</summary>
    internal List<Link> Links => _links ??= LinkTable.Read(_file, this);

    /// <summary>The attributes, read once.</summary>
    internal List<AttributeMessage> Attributes => _attributes ??= AttributeTable.Read(_file, this);

    internal static ObjectHeader Read(MetadataReader file, long address)
    {
        var header = new ObjectHeader(file, address);
        file.CheckDefined(address, address, Field);
        var start = file.Source.ReadBlock(address, 4, Field);
        if (start.ReadBytes(4, Field).SequenceEqual("OHDR"u8))
            header.ReadVersion2();
        else
            header.ReadVersion1();
        return header;
    }

    /// <summary>The first message of a type, or null.</summary>
    internal HeaderMessage? Find(HeaderMessageType type)
    {
        foreach (var message in _messages)
            if (message.Type == type)
                return message;
        return null;
    }

    /// <summary>The contents of a message, which for a shared one lie in another object's header.</summary>
    internal HeaderMessage Resolve(HeaderMessage message) => message.IsShared ? SharedMessage.Resolve(_file, message.Type, message.Open(_file)) : message;

    private void ReadVersion1()
    {
        var prefix = _file.ReadBlock(Address, 16, Field);
        Version = prefix.ReadByte("object header version");
        if (Version != 1)
            throw _file.Error(Address, "object header version", "1, or the signature 'OHDR'", Version.ToString(CultureInfo.InvariantCulture));
        prefix.Skip(1, Field);
        prefix.Skip(2 + 4, "object reference count");
        long size = prefix.ReadUInt32("object header size");
        var blocks = new Queue<(long Address, long Length)>();
        blocks.Enqueue((Address + 16, size));
        while (blocks.TryDequeue(out var block))
        {
            var bytes = _file.ReadBytes(block.Address, block.Length, "object header messages");
            int at = 0;
            while (bytes.Length - at >= 8)
            {
                var reader = _file.Open(bytes.Span[at..], block.Address + at);
                var type = (HeaderMessageType)reader.ReadUInt16("header message type");
                int length = reader.ReadUInt16("header message size");
                byte flags = reader.ReadByte("header message flags");
                reader.Skip(3, Field);
                reader.Skip(length, "header message data");
                Add(new(type, flags, 0, bytes.Slice(at + 8, length), block.Address + at + 8), blocks);
                at += 8 + length;
            }
        }
    }

    private void ReadVersion2()
    {
        var start = _file.Source.ReadBlock(Address, Math.Min(_file.Source.Length - Address, 64), Field);
        start.Expect("OHDR"u8, "object header signature");
        Version = start.ReadByte("object header version");
        if (Version != 2)
            throw _file.Error(Address + 4, "object header version", "2", Version.ToString(CultureInfo.InvariantCulture));
        byte flags = start.ReadByte("object header flags");
        if ((flags & 0x20) != 0)
            start.Skip(16, "object header times");
        if ((flags & 0x10) != 0)
            start.Skip(4, "attribute phase change values");
        long size = (long)Math.Min(start.ReadUInt(1 << (flags & 3), "size of chunk 0"), long.MaxValue / 2);
        int prefix = start.Position;
        var blocks = new Queue<(long Address, long Length)>();
        AddVersion2(Address, prefix + size + 4, prefix, flags, blocks);
        while (blocks.TryDequeue(out var block))
        {
            if (!_file.Source.ReadBytes(block.Address, Math.Min(4, _file.Source.Length - block.Address), "continuation block").Span.SequenceEqual("OCHK"u8))
                throw _file.Error(block.Address, "continuation block signature", "'OCHK'", "other bytes");
            AddVersion2(block.Address, block.Length, 4, flags, blocks);
        }
    }

    private void AddVersion2(long address, long length, int prefix, byte headerFlags, Queue<(long Address, long Length)> blocks)
    {
        var bytes = _file.ReadCheckedBytes(address, length, Field);
        int at = prefix, head = (headerFlags & 4) != 0 ? 6 : 4;
        // What is left over behind the last message is a gap.
        while (bytes.Length - at >= head)
        {
            var reader = _file.Open(bytes.Span[at..], address + at);
            var type = (HeaderMessageType)reader.ReadByte("header message type");
            int size = reader.ReadUInt16("header message size");
            byte flags = reader.ReadByte("header message flags");
            int order = (headerFlags & 4) != 0 ? reader.ReadUInt16("header message creation order") : 0;
            reader.Skip(size, "header message data");
            Add(new(type, flags, order, bytes.Slice(at + head, size), address + at + head), blocks);
            at += head + size;
        }
    }

    private void Add(HeaderMessage message, Queue<(long Address, long Length)> blocks)
    {
        if (message.Type == HeaderMessageType.Nil)
            return;
        if (message.Type != HeaderMessageType.Continuation)
        {
            // A message that a reader must understand or leave the object alone.
            if (message.Type > HeaderMessageType.Last && (message.Flags & 0x08) != 0)
                throw _file.Unsupported(message.Offset, "header message type", string.Create(CultureInfo.InvariantCulture, $"message {(int)message.Type}"));
            _messages.Add(message);
            return;
        }
        var reader = message.Open(_file);
        long address = _file.ReadAddress(ref reader, "continuation offset");
        long length = _file.ReadLength(ref reader, "continuation length");
        _file.CheckDefined(address, message.Offset, "continuation offset");
        // The budget of structures ends a cycle of continuations.
        blocks.Enqueue((address, length));
    }
}
