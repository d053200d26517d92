using System.Globalization;
using KerasHost.Formats.Common;
using KerasHost.Formats.Pickle;
using KerasHost.Formats.Zip;

namespace KerasHost.Formats.PyTorch;

/// <summary>The zip format: <c>NAME/data.pkl</c> and a file <c>NAME/data/KEY</c> for each storage.</summary>
internal sealed class ZippedStorages : ITorchStorages
{
    private const string PickleName = "/data.pkl";

    private readonly ZipReader _zip;
    private readonly string _folder;

    public ZippedStorages(FileSource source)
    {
        Source = source;
        _zip = new(source);
        var pickle = _zip.Entries.FirstOrDefault(entry => entry.Name.EndsWith(PickleName, StringComparison.Ordinal) && entry.Name.IndexOf('/', StringComparison.Ordinal) == entry.Name.Length - PickleName.Length)
            ?? throw new ModelFormatException(source.Path, null, "data.pkl", "a PyTorch archive", "an archive without it");
        _folder = pickle.Name[..^PickleName.Length];
        if (_zip.Find(_folder + "/constants.pkl") is not null)
            throw new ModelFormatException(source.Path, null, "data.pkl", "a state dict", "a TorchScript program: load it in Python and save model.state_dict()");
        if (_zip.Find(_folder + "/byteorder") is { Length: < 16 } order)
            IsBigEndian = order.ReadBytes().AsSpan().SequenceEqual("big"u8);
        Root = PickleReader.Read(pickle.ReadBytes(), pickle.Path, 0, TorchGlobals.All, MakeStorage);
    }

    public FileSource Source { get; }

    public object? Root { get; }

    public bool IsBigEndian { get; }

    public void Check(TorchTensor tensor)
    {
        var storage = tensor.Storage;
        var entry = EntryOf(storage.Key);
        int size = storage.DType?.itemsize ?? 1;
        if (entry.Length / size < storage.Length)
            throw new ModelFormatException(entry.Path, null, "storage", string.Create(CultureInfo.InvariantCulture, $"{storage.Length} elements of {size} bytes"), string.Create(CultureInfo.InvariantCulture, $"{entry.Length} bytes"));
    }

    public void Read(string key, long offset, Span<byte> destination)
    {
        var entry = EntryOf(key);
        if (offset == 0 && destination.Length == entry.Length)
        {
            // The whole storage, as for most tensors: its sum is checked on the way.
            using var stream = entry.OpenStream();
            stream.ReadExactly(destination);
        }
        else if (entry.OpenStored() is { } stored)
            stored.Read(offset, destination, "storage");
        else
            entry.ReadBytes().AsSpan(checked((int)offset), destination.Length).CopyTo(destination);
    }

    private ZipEntry EntryOf(string key) => _zip.Get($"{_folder}/data/{key}");

    // ("storage", type, key, location, number of elements)
    private static object? MakeStorage(PickleArguments arguments)
    {
        var id = new PickleArguments(arguments.Get<PickleTuple>(0, "persistent id"), arguments);
        if (id.Get<string>(0, "persistent id") != "storage")
            throw id.Error("persistent id", "'storage'", "another");
        return new TorchStorage(id.Get<string>(2, "key of a storage"), TorchGlobals.DTypeOf(id.Get<PickleGlobal>(1, "type of a storage"), id), id.Get<long>(4, "number of elements"), 0);
    }
}
