using System.Globalization;
using System.Text;
using KerasHost.Formats.Common;
using KerasHost.Formats.Protobuf;

namespace KerasHost.Formats.TfCheckpoint;

/// <summary>
/// A checkpoint of TensorFlow 1.0 and later ("V2"): an index, <c>prefix.index</c>, and the values in <c>prefix.data-00000-of-00001</c> and
/// the like. Mirrors tensorflow/core/util/tensor_bundle.
/// </summary>
public sealed class TensorBundle : IWeightReader
{
    /// <summary>The name of the tensor that holds the object graph.</summary>
    public const string ObjectGraphKey = "_CHECKPOINTABLE_OBJECT_GRAPH";

    private const int MaxShards = 99_999;

    private readonly Func<int, int, FileSource> _open;
    private readonly Dictionary<int, FileSource> _shards = [];
    private readonly Dictionary<string, TensorEntry> _entries = new(StringComparer.Ordinal);
    private readonly string _indexPath;
    private readonly int _shardCount;

    private TensorBundle(string prefix, FileSource index, Func<int, int, FileSource> open)
    {
        Path = prefix;
        _open = open;
        _indexPath = index.Path;
        List<TableEntry> entries = TableReader.Read(index);
        if (entries.Count == 0 || entries[0].Key.Length > 0)
            throw index.Error(0, "header of the index", "a first entry without a key", entries.Count == 0 ? "no entry" : $"'{entries[0].Key}'");
        _shardCount = ReadHeader(entries[0], index);
        foreach (TableEntry entry in entries.Skip(1))
        {
            // The parts of partitioned variables have keys that begin with a zero byte.
            if (entry.Key[0] == '\0')
                continue;
            string name = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(entry.Key));
            var tensor = TensorEntry.Read(name, entry, index);
            if (tensor.Shard < 0 || tensor.Shard >= _shardCount)
                throw index.Error(entry.Offset, "shard of " + name, string.Create(CultureInfo.InvariantCulture, $"one of {_shardCount}"), tensor.Shard.ToString(CultureInfo.InvariantCulture));
            if (!_entries.TryAdd(name, tensor))
                throw index.Error(entry.Offset, "key of a table entry", "a name that comes once", $"'{name}' again");
        }
        Tensors = [.. _entries.Values.Select(entry => entry.Info)];
    }

    /// <summary>The path without the ends of the files.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorInfo> Tensors { get; }

    /// <summary>Whether there is a checkpoint under a path.</summary>
    public static bool Exists(string prefix) => File.Exists(prefix + ".index");

    /// <summary>Opens a checkpoint.</summary>
    /// <param name="prefix">The path without <c>.index</c>.</param>
    /// <exception cref="IOException">The index is missing or cannot be opened.</exception>
    /// <exception cref="ModelFormatException">The index is damaged.</exception>
    public static TensorBundle Open(string prefix)
    {
        using FileSource index = FileSource.Open(prefix + ".index");
        return new(prefix, index, (shard, count) => OpenShard(prefix, shard, count));
    }

    /// <summary>A checkpoint in memory.</summary>
    /// <param name="index">The bytes of the index.</param>
    /// <param name="data">The bytes of the only data file.</param>
    /// <param name="prefix">What errors call it.</param>
    /// <exception cref="ModelFormatException">The index is damaged.</exception>
    public static TensorBundle Open(ReadOnlyMemory<byte> index, ReadOnlyMemory<byte> data, string prefix) =>
        new(prefix, FileSource.FromBytes(index, prefix + ".index"), (shard, count) => FileSource.FromBytes(data, ShardPath(prefix, shard, count)));

    /// <summary>The path of a data file.</summary>
    internal static string ShardPath(string prefix, int shard, int count) => string.Create(CultureInfo.InvariantCulture, $"{prefix}.data-{shard:D5}-of-{count:D5}");

    /// <summary>The number of data files, as the index tells it.</summary>
    internal int ShardCount => _shardCount;

    /// <summary>Whether the checkpoint tells of objects, or of names alone as those of TensorFlow 1.</summary>
    public bool IsObjectBased => _entries.ContainsKey(ObjectGraphKey);

    /// <summary>The graph of objects.</summary>
    /// <exception cref="ModelFormatException">There is none, or it is damaged.</exception>
    public TrackableObjectGraph ReadObjectGraph()
    {
        if (this.Find(ObjectGraphKey) is not { } tensor)
            throw new ModelFormatException(_indexPath, null, ObjectGraphKey, "a graph of objects", "none: the variables are stored by name");
        byte[][] values = ReadStrings(tensor);
        if (values.Length != 1)
            throw new ModelFormatException(_indexPath, null, ObjectGraphKey, "one string", string.Create(CultureInfo.InvariantCulture, $"{values.Length}"));
        return TrackableObjectGraph.Read(new(values[0], ShardPath(Path, _entries[ObjectGraphKey].Shard, _shardCount), _entries[ObjectGraphKey].Offset));
    }

    /// <inheritdoc/>
    public void Read(TensorInfo tensor, Span<byte> destination)
    {
        WeightReader.CheckRead(this, tensor, destination.Length);
        TensorEntry entry = Entry(tensor);
        FileSource shard = Shard(entry.Shard);
        shard.Read(entry.Offset, destination, "values of " + tensor.Name);
        CheckSum(entry, shard, Crc32C.Extend(0, destination));
        if (tensor.DType.Code == DTypeCode.Bool)
            Elements.NormalizeBools(destination);
    }

    /// <summary>The values of a tensor of type string, which may be any bytes.</summary>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    /// <exception cref="KerasValueException">The tensor is none of this file, or holds no strings.</exception>
    public byte[][] ReadStrings(TensorInfo tensor)
    {
        TensorEntry entry = Entry(tensor);
        if (tensor.DType.Code != DTypeCode.String)
            throw new KerasValueException($"{tensor} of {Path} holds no strings.");
        string field = "values of " + tensor.Name;
        FileSource shard = Shard(entry.Shard);
        FieldReader reader = shard.ReadBlock(entry.Offset, entry.Size, field);
        var lengths = new long[tensor.Shape.Size];
        uint crc = 0;
        long total = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            ulong length = reader.ReadVarint(field);
            if (length > (ulong)(reader.Remaining - total))
                throw reader.Error(field, $"strings of at most {reader.Remaining} bytes together", "longer ones");
            lengths[i] = (long)length;
            total += (long)length;
            crc = Crc32C.Extend(crc, BitConverter.GetBytes((uint)length));
        }
        uint stored = reader.ReadUInt32("checksum of the lengths of " + tensor.Name);
        if (stored != Crc32C.Mask(crc))
            throw reader.Error("checksum of the lengths of " + tensor.Name, Hex(Crc32C.Mask(crc)), Hex(stored));
        crc = Crc32C.Extend(crc, BitConverter.GetBytes(stored));
        var values = new byte[lengths.Length][];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = reader.ReadBytes(lengths[i], field).ToArray();
            crc = Crc32C.Extend(crc, values[i]);
        }
        CheckSum(entry, shard, crc);
        return values;
    }

    /// <summary>Closes the data files.</summary>
    public void Dispose()
    {
        foreach (FileSource shard in _shards.Values)
            shard.Dispose();
    }

    private TensorEntry Entry(TensorInfo tensor)
    {
        if (!_entries.TryGetValue(tensor.Name, out TensorEntry? entry) || entry.Info != tensor)
            throw new KerasValueException($"{tensor} is no tensor of {Path}.");
        return entry.InParts
            ? throw new ModelFormatException(_indexPath, null, "slices of " + tensor.Name, "a variable in one piece", "a partitioned variable, which is not read")
            : entry;
    }

    private FileSource Shard(int number)
    {
        if (!_shards.TryGetValue(number, out FileSource? shard))
            _shards[number] = shard = _open(number, _shardCount);
        return shard;
    }

    private static FileSource OpenShard(string prefix, int shard, int count)
    {
        string path = ShardPath(prefix, shard, count);
        return File.Exists(path) ? FileSource.Open(path) : throw new ModelFormatException(prefix + ".index", null, "data file", $"a file '{path}'", "none");
    }

    private static int ReadHeader(TableEntry entry, FileSource index)
    {
        int shards = 0, order = 0;
        var reader = new ProtoReader(entry.Reader(index));
        while (reader.Next("BundleHeaderProto"))
            switch (reader.Number)
            {
                case 1: shards = reader.ReadInt32("num_shards"); break;
                case 2: order = reader.ReadInt32("endianness"); break;
                default: reader.Skip(); break;
            }
        if (order != 0)
            throw index.Error(entry.Offset, "endianness", "0 (little)", order.ToString(CultureInfo.InvariantCulture));
        return shards is > 0 and <= MaxShards ? shards : throw index.Error(entry.Offset, "num_shards", "1 or more", shards.ToString(CultureInfo.InvariantCulture));
    }

    private static void CheckSum(TensorEntry entry, FileSource shard, uint crc)
    {
        if (Crc32C.Mask(crc) != entry.Crc)
            throw shard.Error(entry.Offset, "checksum of " + entry.Info.Name, Hex(entry.Crc), Hex(Crc32C.Mask(crc)));
    }

    private static string Hex(uint value) => "0x" + value.ToString("x8", CultureInfo.InvariantCulture);
}
