using KerasHost.Formats.Common;
using KerasHost.Formats.Npy;
using KerasHost.Formats.Pickle;
using KerasHost.Formats.Protobuf;
using KerasHost.Formats.PyTorch;
using KerasHost.Formats.SafeTensors;
using KerasHost.Formats.SavedModel;
using KerasHost.Formats.Tests.TfCheckpoint;
using KerasHost.Formats.TfCheckpoint;
using KerasHost.Formats.Zip;

namespace KerasHost.Formats.Tests.Hostile;

/// <summary>See <see cref="Mutations"/>.</summary>
public class HostileFileTests
{
    [Fact]
    public void Npy() => Mutations.Run(Files("npy", "*.npy", "refused_"), bytes => NpyFile.Read(Source(bytes)));

    [Fact]
    public void NpyObjectArrays() => Mutations.Run(Files("npy", "objects_*.npy", "objects_long"), bytes => NpyFile.Read(Source(bytes)));

    [Fact]
    public void NpzOutside() => Mutations.Run(Files("npy", "*.npz", "refused_"), ReadNpz);

    [Fact]
    public void NpzInside() => Mutations.Run(Files("npy", "*.npz", "refused_"), ReadNpz, DamageInside);

    [Fact]
    public void TorchZipOutside() => Mutations.Run(Files("torch", "*_zip.pt", "refused_"), ReadTorch);

    [Fact]
    public void TorchZipInside() => Mutations.Run(Files("torch", "*_zip.pt", "refused_"), ReadTorch, DamageInside);

    [Fact]
    public void TorchOld() => Mutations.Run(Files("torch", "*_old.pt", "refused_"), ReadTorch);

    [Fact]
    public void SafeTensors() => Mutations.Run(Files("safetensors", "*.safetensors"), bytes => ReadAll(SafeTensorsFile.Open(Source(bytes))));

    [Fact]
    public void Zip() => Mutations.Run(Files("npy", "*.npz"), bytes =>
    {
        using var zip = new ZipReader(Source(bytes));
        foreach (var entry in zip.Entries)
            entry.ReadBytes();
    });

    [Fact]
    public void CheckpointIndexOutside() => Mutations.Run([("types.index", Checkpoints.File("types.index"))], ReadBundle);

    [Fact]
    public void CheckpointIndexInside() => Mutations.Run([("types.index", Checkpoints.File("types.index"))], ReadBundle, DamageTable);

    [Fact]
    public void CheckpointByNameOutside() => Mutations.Run([("v1.ckpt", Checkpoints.File("v1.ckpt"))], ReadNamed);

    [Fact]
    public void CheckpointByNameInside() => Mutations.Run([("v1.ckpt", Checkpoints.File("v1.ckpt"))], ReadNamed, DamageTable);

    [Fact]
    public void CheckpointData() => Mutations.Run([("types.data", Checkpoints.File("types.data-00000-of-00001"))], bytes => ReadBundle(TensorBundle.Open(Checkpoints.File("types.index"), bytes, "x")));

    [Fact]
    public void CheckpointObjectGraph()
    {
        using var bundle = TensorBundle.Open(Checkpoints.File("mine/cp.index"), Checkpoints.File("mine/cp.data-00000-of-00001"), "x");
        Mutations.Run([("graph", bundle.ReadStrings(bundle.Find(TensorBundle.ObjectGraphKey)!)[0])], bytes => TrackableObjectGraph.Read(new(bytes, "x", 0)));
    }

    [Fact]
    public void CheckpointStateFile() => Mutations.Run([("checkpoint", Checkpoints.File("train/checkpoint"))], bytes => CheckpointState.Read(Source(bytes)));

    [Fact]
    public void SavedModelMetadata()
    {
        // A node of keras_metadata.pb, and the way to one in saved_model.pb.
        var node = new ProtoWriter();
        node.Add(2, 3);
        node.Add(3, "root.layer");
        node.Add(5, "{\"class_name\": \"Dense\"}");
        var root = new ProtoWriter();
        root.Add(5, "{\"class_name\": \"Sequential\", \"config\": {}}");
        var metadata = new ProtoWriter();
        metadata.Add(1, node);
        metadata.Add(1, root);
        var user = new ProtoWriter();
        user.Add(3, "{}");
        var graph = user;
        foreach (int field in (int[])[4, 1, 7, 2])
        {
            var outer = new ProtoWriter();
            outer.Add(field, graph);
            graph = outer;
        }
        Assert.Equal("{\"class_name\": \"Sequential\", \"config\": {}}", KerasMetadata.FromMetadata(Source(metadata.ToArray())));
        Assert.Equal("{}", KerasMetadata.FromGraph(Source(graph.ToArray())));
        Mutations.Run([("keras_metadata.pb", metadata.ToArray())], bytes => KerasMetadata.FromMetadata(Source(bytes)));
        Mutations.Run([("saved_model.pb", graph.ToArray())], bytes => KerasMetadata.FromGraph(Source(bytes)));
    }

    [Fact]
    public void PicklesOfRandomOpcodes()
    {
        // Opcodes with plausible arguments, so that deep states are reached which damage to real pickles seldom makes.
        byte[][] opcodes = [.. new[] { "N", "\x88", "K\x01", "K\x02", "M\x01\x02", "J\x01\x02\x03\x04", "X\x01\0\0\0a", "X\x01\0\0\0b", "(", "(", "0", "1", "2", "]", "l", "a", "e", ")", "\x85", "\x86", "\x87", "t", "}", "d", "s", "u", "q\x00", "q\x01", "h\x00", "h\x01", "\x94", "b", "R", "Q", "cnumpy.core.multiarray\n_reconstruct\n", "cnumpy\ndtype\n", "cnumpy\nndarray\n", "cnumpy.core.multiarray\nscalar\n", "X\x02\0\0\0O8", "X\x02\0\0\0f4", "C\x04" + "abcd", "\x8a\x01\x05", "G@\0\0\0\0\0\0\0" }
            .Select(text => text.Select(c => (byte)c).ToArray())];
        Mutations.Run([("random opcodes", [])], bytes =>
        {
            if (bytes.Length > 0)
                PickleReader.Read(bytes, "x", 0, new(NumpyGlobals.All));
        }, (_, random) => [.. Enumerable.Range(0, random.Next(1, 60)).SelectMany(_ => opcodes[random.Next(opcodes.Length)]), (byte)'.']);
    }

    [Theory]
    [InlineData("npy", "objects_protocol4.npy")]
    [InlineData("npy", "text.npy")]
    [InlineData("npy", "deflated.npz")]
    [InlineData("torch", "checkpoint_zip.pt")]
    [InlineData("torch", "checkpoint_old.pt")]
    [InlineData("safetensors", "shapes.safetensors")]
    public void EveryCutIsRefused(string area, string file)
    {
        byte[] bytes = File.ReadAllBytes(Recorded.Path(area, file));
        Action<byte[]> read = Path.GetExtension(file) switch
        {
            ".npy" => part => NpyFile.Read(Source(part)),
            ".npz" => ReadNpz,
            ".pt" => ReadTorch,
            _ => part => ReadAll(SafeTensorsFile.Open(Source(part))),
        };
        for (int length = 0; length < bytes.Length; length += 1 + bytes.Length / 1000)
            Assert.Throws<ModelFormatException>(() => read(bytes[..length]));
    }

    private static IReadOnlyList<(string Name, byte[] Bytes)> Files(string area, string pattern, string except = "\0") =>
        [.. Directory.GetFiles(Recorded.Path(area), pattern).Order(StringComparer.Ordinal).Where(path => !Path.GetFileName(path).StartsWith(except, StringComparison.Ordinal)).Select(path => (Path.GetFileName(path), File.ReadAllBytes(path)))];

    private static FileSource Source(byte[] bytes) => FileSource.FromBytes(bytes, "x");

    private static void ReadBundle(byte[] bytes) => ReadBundle(TensorBundle.Open(bytes, Checkpoints.File("types.data-00000-of-00001"), "x"));

    private static void ReadBundle(TensorBundle bundle)
    {
        if (bundle.IsObjectBased)
            bundle.ReadObjectGraph();
        ReadAll(bundle);
    }

    private static void ReadNamed(byte[] bytes) => ReadAll(NamedCheckpoint.Open(Source(bytes)));

    // The sums of a table hide what lies behind them: damage a value or key, then write the table anew.
    private static byte[] DamageTable(byte[] original, Random random)
    {
        List<TableEntry> entries = TableReader.Read(Source(original));
        int damaged = random.Next(entries.Count);
        var stream = new MemoryStream();
        TableWriter.Write(stream, entries.Select((entry, i) =>
        {
            byte[] key = System.Text.Encoding.Latin1.GetBytes(entry.Key), value = entry.Value.ToArray();
            return i != damaged ? (key, value) : random.Next(4) == 0 ? (Mutations.Damage(key, random), value) : (key, Mutations.Damage(value, random));
        }));
        return stream.ToArray();
    }

    private static void ReadNpz(byte[] bytes)
    {
        using var npz = new NpzFile(Source(bytes));
        foreach (string name in npz.Names)
            npz.Read(name);
        ReadAll(npz);
    }

    private static void ReadTorch(byte[] bytes) => ReadAll(TorchFile.Open(Source(bytes)));

    private static void ReadAll(IWeightReader file)
    {
        using (file)
            foreach (var tensor in file.Tensors)
                if (tensor.DType != DTypeCode.String && tensor.DType != DTypeCode.Object)
                    WeightExpectation.Read(file, tensor);
    }

    // The sums of an archive hide what lies behind them: damage an entry, then pack the archive anew.
    private static byte[] DamageInside(byte[] original, Random random)
    {
        using var source = new ZipReader(Source(original));
        int damaged = random.Next(source.Entries.Count);
        var stream = new MemoryStream();
        using (var zip = new ZipWriter(stream))
            for (int i = 0; i < source.Entries.Count; i++)
            {
                byte[] bytes = source.Entries[i].ReadBytes();
                zip.Add(source.Entries[i].Name, i == damaged ? Mutations.Damage(bytes, random) : bytes, deflate: random.Next(2) == 0);
            }
        return stream.ToArray();
    }
}
