using System.Globalization;
using System.Numerics;
using KerasHost.Formats.Common;
using KerasHost.Formats.Pickle;
using KerasHost.Formats.Zip;

namespace KerasHost.Formats.PyTorch;

/// <summary>
/// Files that <c>torch.save</c> wrote: state dicts and checkpoints (dictionaries of tensors, numbers, text and further
/// dictionaries), in the zip format of PyTorch 1.6 and later and in the older one. Modules saved whole are code and are refused.
/// </summary>
public sealed class TorchFile : IWeightReader
{
    // How the names of nested dictionaries and lists are told in Tensors.
    private const char Separator = '.';
    private const int MaxDepth = 32;
    // Views may repeat elements (torch.expand); more than this times the file is taken for an attack.
    private const int MaxGrowth = 10;
    private const long FreeBytes = 1 << 20;

    private readonly ITorchStorages _storages;
    private readonly Dictionary<string, TorchTensor> _byName = new(StringComparer.Ordinal);
    private readonly List<TensorInfo> _tensors = [];
    private long _budget;

    private TorchFile(ITorchStorages storages)
    {
        _storages = storages;
        Root = storages.Root;
        _budget = FreeBytes + MaxGrowth * storages.Source.Length;
        Collect(Root, "", 0);
    }

    /// <inheritdoc/>
    public string Path => _storages.Source.Path;

    /// <summary>What was saved, tensors in their places as <see cref="TorchTensor"/>: most often a <see cref="PickleDict"/>.</summary>
    public object? Root { get; }

    /// <summary>All tensors; those of nested dictionaries and lists have names joined by dots, as <c>optimizer.state.0.exp_avg</c>.</summary>
    public IReadOnlyList<TensorInfo> Tensors => _tensors;

    /// <summary>Opens the file at <paramref name="path"/>.</summary>
    /// <exception cref="IOException">The file is missing or cannot be opened.</exception>
    /// <exception cref="ModelFormatException">The file is damaged, or holds other things than tensors and plain data.</exception>
    public static TorchFile Open(string path) => Open(FileSource.Open(path));

    /// <summary>The file in <paramref name="source"/>, which this object then owns.</summary>
    /// <exception cref="ModelFormatException">As for a path.</exception>
    public static TorchFile Open(FileSource source)
    {
        try
        {
            var start = source.ReadBytes(0, Math.Min(4, source.Length), "magic number").Span;
            return new(ZipReader.IsZip(start) ? new ZippedStorages(source) : new LegacyStorages(source));
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Writes a state dict that <c>torch.load</c> reads, also with <c>weights_only=True</c>; the old file stays until the new one is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The tensors, in order.</param>
    /// <exception cref="KerasValueException">Two tensors have one name, or PyTorch has no such type.</exception>
    public static void Write(string path, IEnumerable<TensorSource> tensors)
    {
        var list = tensors.ToList();
        var pickle = TorchPickle.Make(list.ConvertAll(tensor => tensor.Info));
        AtomicFile.Write(path, stream =>
        {
            using var zip = new ZipWriter(stream);
            zip.Add("archive/data.pkl", pickle);
            zip.Add("archive/byteorder", "little"u8.ToArray());
            for (int i = 0; i < list.Count; i++)
                zip.Add(string.Create(CultureInfo.InvariantCulture, $"archive/data/{i}"), list[i].Info.ByteLength, list[i].WriteTo, alignment: 64);
            zip.Add("archive/version", "3\n"u8.ToArray());
        });
    }

    /// <inheritdoc/>
    public void Read(TensorInfo tensor, Span<byte> destination)
    {
        if (!_byName.TryGetValue(tensor.Name, out var found) || found.DType != tensor.DType || found.Shape != tensor.Shape)
            throw new KerasValueException($"{tensor} is no tensor of {Path}.");
        Read(found, destination);
    }

    /// <summary>Reads the values of a tensor found in <see cref="Root"/>.</summary>
    /// <param name="tensor">A tensor of this file.</param>
    /// <param name="destination">Room for all values, filled row by row in the stored type.</param>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    /// <exception cref="KerasValueException">The destination has another size.</exception>
    public void Read(TorchTensor tensor, Span<byte> destination)
    {
        int size = tensor.DType.itemsize;
        long count = tensor.Shape.Size;
        if (destination.Length != count * size)
            throw new KerasValueException(string.Create(CultureInfo.InvariantCulture, $"A tensor of shape {tensor.Shape} and type {tensor.DType} takes {count * size} bytes, the destination has {destination.Length}."));
        if (count == 0)
            return;
        long first = tensor.Offset + tensor.Storage.ViewOffset;
        if (Strided.IsRowMajor(tensor.Shape, tensor.Strides))
            _storages.Read(tensor.Storage.Key, first * size, destination);
        else
        {
            long span = 1;
            for (int i = 0; i < tensor.Strides.Length; i++)
                span += tensor.Strides[i] * (tensor.Shape.Dims[i] - 1);
            // The storage was checked against the file when it was opened, so this stays within its size.
            if (span * size > Array.MaxLength)
                throw new KerasValueException($"A tensor whose elements are spread over 2 GiB or more is not read: save tensor.contiguous().");
            var spread = GC.AllocateUninitializedArray<byte>((int)(span * size));
            _storages.Read(tensor.Storage.Key, first * size, spread);
            Strided.Copy(spread, 0, tensor.Strides, tensor.Shape, destination, size);
        }
        if (tensor.DType == DType.Bool)
            Elements.NormalizeBools(destination);
        if (_storages.IsBigEndian)
            Elements.ReverseBytes(destination, size);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _storages.Source.Dispose();

    private void Collect(object? value, string name, int depth)
    {
        // A pickle can hold one dictionary in many places, and those in many more: what is told of it must stay in proportion.
        _budget -= name.Length + 8;
        if (_budget < 0)
            throw Error("names", "about as many as the file has bytes", "more");
        if (value is TorchTensor tensor)
        {
            Add(name, tensor);
            return;
        }
        if (depth >= MaxDepth)
            throw Error("nesting", string.Create(CultureInfo.InvariantCulture, $"at most {MaxDepth} levels"), "more");
        if (value is PickleDict dict)
        {
            foreach (var (key, item) in dict)
                if (IsCollected(item))
                    Collect(item, Join(name, KeyText(key)), depth + 1);
            return;
        }
        if (value is not IReadOnlyList<object?> list)
            return;
        for (int i = 0; i < list.Count; i++)
            if (IsCollected(list[i]))
                Collect(list[i], Join(name, i.ToString(CultureInfo.InvariantCulture)), depth + 1);
    }

    private static bool IsCollected(object? value) => value switch
    {
        PickleList list => !list.TryGetInts(out _),
        PickleTuple or PickleDict or TorchTensor => true,
        _ => false,
    };

    private void Add(string name, TorchTensor tensor)
    {
        var source = _storages.Source;
        long bytes = tensor.Shape.Size * tensor.DType.itemsize;
        if (bytes > FreeBytes && bytes / MaxGrowth > source.Length)
            throw Error($"size of '{name}'", "about as many elements as the file has", tensor.Shape.ToString());
        if (tensor.Shape.Size > 0)
            _storages.Check(tensor);
        if (!_byName.TryAdd(name, tensor))
            throw Error("names", "names that occur once", $"'{name}' twice");
        _tensors.Add(new(name, tensor.DType, tensor.Shape));
    }

    private ModelFormatException Error(string field, string expected, string found) => new(Path, null, field, expected, found);

    private static string Join(string name, string part) => name.Length == 0 ? part : name + Separator + part;

    private static string KeyText(object? key) => key switch
    {
        string text => text,
        long or double or BigInteger or bool => Convert.ToString(key, CultureInfo.InvariantCulture)!,
        _ => "?",
    };
}
