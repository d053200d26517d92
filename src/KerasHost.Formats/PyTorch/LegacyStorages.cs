using System.Globalization;
using KerasHost.Formats.Common;
using KerasHost.Formats.Pickle;

namespace KerasHost.Formats.PyTorch;

/// <summary>
/// The format before PyTorch 1.6: five pickles one after the other (magic number, version, facts about the machine,
/// the data, the keys of the storages), then each storage as a count of 64 bits and its elements.
/// </summary>
internal sealed class LegacyStorages : ITorchStorages
{
    private const int Version = 1001;
    private const int FirstPart = 1 << 20;

    // The number 0x1950A86A20F9469CFC6C as protocol 2 pickles it: PROTO 2, LONG1 of ten bytes.
    private static readonly byte[] s_magic = [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

    private readonly Dictionary<string, TorchStorage> _roots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileSource> _data = new(StringComparer.Ordinal);

    public LegacyStorages(FileSource source)
    {
        Source = source;
        var start = source.ReadBytes(0, Math.Min(s_magic.Length, source.Length), "magic number");
        if (!start.Span.SequenceEqual(s_magic))
            throw source.Error(0, "magic number", "a file that torch.save wrote (a zip archive, or the pickled number 0x1950A86A20F9469CFC6C)", "another");

        // The length of the pickles shows only as they are read: storages follow them.
        long part = FirstPart;
        while (true)
        {
            try
            {
                Root = ReadPickles(Math.Min(part, source.Length));
                return;
            }
            catch (ModelFormatException) when (part < source.Length)
            {
                part *= 16;
                _roots.Clear();
                _data.Clear();
            }
        }
    }

    public FileSource Source { get; }

    public object? Root { get; }

    public bool IsBigEndian { get; private set; }

    public void Check(TorchTensor tensor)
    {
        var storage = tensor.Storage;
        int size = storage.DType?.itemsize ?? 1;
        if (!_data.TryGetValue(storage.Key, out var data))
            throw Source.Error(0, "storages", $"storage '{storage.Key}'", "none of this key");
        Int128 needed = ((Int128)storage.ViewOffset + storage.Length) * size;
        if (storage.ViewOffset < 0 || needed > data.Length)
            throw data.Error(0, "storage", string.Create(CultureInfo.InvariantCulture, $"{needed} bytes"), string.Create(CultureInfo.InvariantCulture, $"{data.Length}"));
    }

    public void Read(string key, long offset, Span<byte> destination) => _data[key].Read(offset, destination, "storage");

    private object? ReadPickles(long length)
    {
        long at = 0;
        ReadPickle(length, ref at, null);
        if (ReadPickle(length, ref at, null) is not (long and Version))
            throw Source.Error(at, "protocol version", Version.ToString(CultureInfo.InvariantCulture), "another");
        if (ReadPickle(length, ref at, null) is PickleDict facts && facts.TryGetValue("little_endian", out object? little))
            IsBigEndian = little is false;
        object? root = ReadPickle(length, ref at, MakeStorage);
        if (ReadPickle(length, ref at, null) is not PickleList keys)
            throw Source.Error(at, "keys of the storages", "a list", "another value");
        foreach (object? key in keys)
        {
            if (key is not string text || !_roots.TryGetValue(text, out var storage))
                throw Source.Error(at, "keys of the storages", "the keys that tensors use", "another");
            int size = storage.DType!.Value.itemsize;
            long count = Source.ReadBlock(at, 8, "number of elements of a storage").ReadInt64("number of elements of a storage");
            if (count < 0 || count > (Source.Length - at - 8) / size)
                throw Source.Error(at, "number of elements of a storage", string.Create(CultureInfo.InvariantCulture, $"at most {(Source.Length - at - 8) / size}, as the file holds"), count.ToString(CultureInfo.InvariantCulture));
            if (!_data.TryAdd(text, Source.Window(at + 8, count * size, "storage")))
                throw Source.Error(at, "keys of the storages", "keys that occur once", $"'{text}' twice");
            at += 8 + count * size;
        }
        return root;
    }

    private object? ReadPickle(long length, ref long at, PickleFunction? persistentLoad)
    {
        if (at >= length)
            throw Source.Error(at, "pickle", "another pickle", "the end of the file");
        object? value = PickleReader.Read(Source.ReadBytes(at, length - at, "pickle"), Source.Path, at, TorchGlobals.All, persistentLoad, out int used);
        at += used;
        return value;
    }

    // ("storage", type, key, location, number of elements, view), where view is None or (key, offset, number of elements)
    private object? MakeStorage(PickleArguments arguments)
    {
        var id = new PickleArguments(arguments.Get<PickleTuple>(0, "persistent id"), arguments);
        if (id.Get<string>(0, "persistent id") != "storage")
            throw id.Error("persistent id", "'storage'", "another");
        string key = id.Get<string>(2, "key of a storage");
        var dtype = TorchGlobals.DTypeOf(id.Get<PickleGlobal>(1, "type of a storage"), id) ?? throw id.Error("type of a storage", "a typed one", "an untyped one");
        var root = new TorchStorage(key, dtype, id.Get<long>(4, "number of elements"), 0);
        if (!_roots.TryAdd(key, root) && _roots[key].DType != dtype)
            throw id.Error("type of a storage", "one type for each storage", "two");
        if (id[5] is null)
            return root;
        var view = new PickleArguments(id.Get<PickleTuple>(5, "view of a storage"), arguments);
        return root with { ViewOffset = view.Get<long>(1, "offset of a view"), Length = view.Get<long>(2, "size of a view") };
    }
}
