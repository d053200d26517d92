using System.Diagnostics;
using System.Text.Json;
using KerasHost.Formats.Common;
using KerasHost.Formats.Hdf5;
using KerasHost.Formats.Tests.Peers;

namespace KerasHost.Formats.Tests.Hdf5;

/// <summary>What the writer writes, read back here, by h5dump and by h5py.</summary>
public class Hdf5WriterTests
{
    // Prints every object with its attributes and values as JSON; text as text, the rest as numbers.
    private const string Describe = """
        import json, sys
        import numpy as np, h5py
        def value(v):
            if isinstance(v, (bytes, np.bytes_)): return v.decode("utf8")
            if isinstance(v, np.ndarray): return [value(x) for x in (v.tolist() if v.dtype != object else list(v))]
            if isinstance(v, (list, tuple)): return [value(x) for x in v]
            return v.item() if isinstance(v, np.generic) else v
        out = {}
        def one(name, o):
            e = {"attrs": {k: value(v) for k, v in o.attrs.items()}}
            if isinstance(o, h5py.Dataset):
                e.update(shape=list(o.shape), dtype=str(o.dtype), compression=o.compression, chunks=o.chunks and list(o.chunks))
                if o.dtype.kind == "V": e["bytes"] = o[()].tobytes().hex()
                else: e["values"] = value(np.asarray(o[()]).reshape(-1))
            else:
                e["names"] = list(o)
            out[name] = e
        with h5py.File(sys.argv[1], "r") as f:
            one("/", f)
            f.visititems(one)
        print(json.dumps(out))
        """;

    private static byte[] WriteToBytes(Action<Hdf5GroupWriter> build)
    {
        using var stream = new MemoryStream();
        Hdf5Writer.Write(stream, build);
        return stream.ToArray();
    }

    /// <summary>One of everything.</summary>
    private static void WriteAll(Hdf5GroupWriter root)
    {
        root.SetAttribute("keras_version", "2.16.0");
        root.SetAttribute("unicode", "żółw ✓");
        root.SetAttribute("empty_text", "");
        root.SetAttribute("long_text", new string('x', 200_000));
        root.SetAttribute("layer_names", ["dense", "dropout", ""]);
        root.SetAttribute("unicode_list", ["ä", "abc"]);
        root.SetAttribute("no_names", Array.Empty<string>());
        root.SetAttribute("number", 42L);
        root.SetAttribute("rate", 0.5f);
        root.SetAttribute("flag", true);
        root.SetAttribute<int>("matrix", [2, 3], [1, 2, 3, 4, 5, 6]);
        var group = root.Group("dense/dense");
        group.WriteDataset<float>("kernel:0", [2, 3], [1, 2, 3, 4, 5, 6.5f]);
        group.WriteDataset<float>("bias:0", [3], [0, -1, float.MaxValue]).SetAttribute("note", "trained");
        root.WriteDataset<float>("scalar", [], [2.5f]);
        root.WriteDataset<double>("f8", [2], [1.5, -2.5]);
        root.WriteDataset<Half>("f2", [2], [(Half)1.5, (Half)(-2.5)]);
        root.WriteDataset<sbyte>("i1", [2], [-1, 2]);
        root.WriteDataset<short>("i2", [2], [-1, 2]);
        root.WriteDataset<int>("i4", [2], [-1, 2]);
        root.WriteDataset<long>("i8", [2], [-1, long.MaxValue]);
        root.WriteDataset<byte>("u1", [2], [1, 255]);
        root.WriteDataset<ushort>("u2", [2], [1, 65535]);
        root.WriteDataset<uint>("u4", [2], [1, uint.MaxValue]);
        root.WriteDataset<ulong>("u8", [2], [1, 1ul << 60]);
        root.WriteDataset<bool>("bool", [3], [true, false, true]);
        root.WriteDataset("bf16", "bfloat16", [2], [0x80, 0x3f, 0x20, 0xc0]);
        root.WriteDataset<float>("empty", [0, 5], []);
        root.WriteStrings("texts", [3], ["", "ä", "long"]);
        root.WriteDataset(TensorSource.Of<float>("from/elsewhere", [2, 2], new float[] { 1, 2, 3, 4 }));
        root.WriteDataset<int>("gzip", [300, 1000], [.. Enumerable.Range(0, 300_000)], compression: 4);
        root.WriteDataset<float>("gzip_small", [3, 2], [1, 2, 3, 4, 5, 6], compression: 9);
        root.Group("empty_group");
        // Enough for a B-tree of two levels: 8 symbols a node, 32 nodes a level.
        var many = root.Group("many");
        for (int i = 0; i < 600; i++)
            many.WriteDataset<int>(FormattableString.Invariant($"weight_{i}"), [1], [i]);
    }

    private static readonly Lazy<byte[]> s_all = new(() => WriteToBytes(WriteAll));

    [Fact]
    public void Reads_back_what_it_wrote()
    {
        using var file = Hdf5File.Open(s_all.Value);
        Assert.Equal("2.16.0", file.Root.Attribute("keras_version").ReadString());
        Assert.Equal("żółw ✓", file.Root.Attribute("unicode").ReadString());
        Assert.Equal("", file.Root.Attribute("empty_text").ReadString());
        Assert.Equal(new string('x', 200_000), file.Root.Attribute("long_text").ReadString());
        Assert.Equal(["dense", "dropout", ""], file.Root.ReadStringList("layer_names"));
        Assert.Equal(["ä", "abc"], file.Root.ReadStringList("unicode_list"));
        Assert.Empty(file.Root.ReadStringList("no_names"));
        Assert.Equal(42L, file.Root.Attribute("number").ReadValue<long>());
        Assert.Equal(0.5f, file.Root.Attribute("rate").ReadValue<float>());
        Assert.True(file.Root.Attribute("flag").ReadValue<bool>());
        Assert.Equal([1, 2, 3, 4, 5, 6], file.Root.Attribute("matrix").Read<int>());
        Assert.Equal("trained", file["dense/dense/bias:0"].Attribute("note").ReadString());
        Assert.Equal([1, 2, 3, 4, 5, 6.5f], file.Root.Dataset("dense/dense/kernel:0").Read<float>());
        Assert.Equal<int?>([], file.Root.Dataset("scalar").Shape);
        Assert.Equal([1, 1ul << 60], file.Root.Dataset("u8").Read<ulong>());
        Assert.Equal([true, false, true], file.Root.Dataset("bool").Read<bool>());
        Assert.Equal(DType.BFloat16, file.Root.Dataset("bf16").DType);
        Assert.Equal([1, -2.5f], file.Root.Dataset("bf16").Read<float>());
        Assert.Equal(["", "ä", "long"], file.Root.Dataset("texts").ReadStrings());
        Assert.Equal([1, 2, 3, 4], file.Root.Dataset("from/elsewhere").Read<float>());
        Assert.Equal(Enumerable.Range(0, 300_000), file.Root.Dataset("gzip").Read<int>());
        Assert.Empty(file.Root.Group("empty_group").Names);
        Assert.Equal(600, file.Root.Group("many").Names.Count);
        for (int i = 0; i < 600; i++)
            Assert.Equal([i], file.Root.Dataset(FormattableString.Invariant($"many/weight_{i}")).Read<int>());
    }

    [ReferenceFact]
    public void H5py_reads_the_same()
    {
        InFile(s_all.Value, path =>
        {
            using var json = JsonDocument.Parse(Peer.Run(Peer.Reference!, Describe, path));
            using var file = Hdf5File.Open(s_all.Value);
            var root = json.RootElement;
            Assert.Equal(["bf16", "bool", "dense", "empty", "empty_group", "f2", "f8", "from", "gzip", "gzip_small", "i1", "i2", "i4", "i8", "many", "scalar", "texts", "u1", "u2", "u4", "u8"],
                Texts(root.GetProperty("/").GetProperty("names")));
            var attributes = root.GetProperty("/").GetProperty("attrs");
            Assert.Equal("2.16.0", attributes.GetProperty("keras_version").GetString());
            Assert.Equal("żółw ✓", attributes.GetProperty("unicode").GetString());
            Assert.Equal("", attributes.GetProperty("empty_text").GetString());
            Assert.Equal(200_000, attributes.GetProperty("long_text").GetString()!.Length);
            Assert.Equal(["dense", "dropout", ""], Texts(attributes.GetProperty("layer_names")));
            Assert.Equal(["ä", "abc"], Texts(attributes.GetProperty("unicode_list")));
            Assert.Empty(Texts(attributes.GetProperty("no_names")));
            Assert.Equal(42, attributes.GetProperty("number").GetInt32());
            Assert.True(attributes.GetProperty("flag").GetBoolean());
            Assert.Equal("[[1, 2, 3], [4, 5, 6]]", attributes.GetProperty("matrix").ToString());
            Assert.Equal(600, root.GetProperty("many").GetProperty("names").GetArrayLength());
            Assert.Equal("803f20c0", root.GetProperty("bf16").GetProperty("bytes").GetString());
            Assert.Equal("bfloat16", root.GetProperty("bf16").GetProperty("attrs").GetProperty("dtype").GetString());
            Assert.Equal(["", "ä", "long"], Texts(root.GetProperty("texts").GetProperty("values")));
            Assert.Equal("gzip", root.GetProperty("gzip").GetProperty("compression").GetString());
            Assert.Equal(JsonValueKind.Null, root.GetProperty("f8").GetProperty("compression").ValueKind);
            int compared = 0;
            foreach (var tensor in file.Tensors.Where(t => t.DType.Code is not (DTypeCode.String or DTypeCode.BFloat16)))
            {
                var found = root.GetProperty(tensor.Name);
                Assert.Equal(tensor.DType.name, found.GetProperty("dtype").GetString());
                Assert.Equal(tensor.Shape, found.GetProperty("shape").EnumerateArray().Select(d => (int?)d.GetInt32()));
                Assert.Equal(Hdf5ReaderTests.Doubles(file.Root.Dataset(tensor.Name)),
                    found.GetProperty("values").EnumerateArray().Select(v => v.ValueKind is JsonValueKind.True ? 1 : v.ValueKind is JsonValueKind.False ? 0 : v.GetDouble()));
                compared++;
            }
            Assert.Equal(618, compared);
        });
    }

    [H5DumpFact]
    public void H5dump_reads_it_all()
    {
        InFile(s_all.Value, path =>
        {
            string output = Dump(path);
            Assert.Contains("DATASET \"kernel:0\"", output, StringComparison.Ordinal);
            Assert.Contains("(0,0): 1, 2, 3,", output, StringComparison.Ordinal);
            Assert.Contains("COMPRESSION DEFLATE { LEVEL 4 }", output, StringComparison.Ordinal);
            Assert.Contains("DATASET \"weight_599\"", output, StringComparison.Ordinal);
        });
    }

    [ReferenceFact]
    public void H5py_appends_to_it()
    {
        // A file that the library can change is sound in what reading does not touch: free space, spare room, keys.
        InFile(s_all.Value, path =>
        {
            Peer.Run(Peer.Reference!, """
                import sys, numpy as np, h5py
                with h5py.File(sys.argv[1], "r+") as f:
                    for i in range(40): f["many"][f"added_{i}"] = np.float32([i])
                    for i in range(0, 600, 3): del f["many"][f"weight_{i}"]
                    f["dense/dense"]["kernel:0"][0, 0] = 7
                    f["gzip"][299, 999] = -5
                    f.attrs["added"] = "text"
                    f.attrs["layer_names"] = np.array([b"other"])
                    del f["empty_group"]
                """, path);
            using var file = Hdf5File.Open(path);
            Assert.Equal(440, file.Root.Group("many").Names.Count);
            Assert.Equal([39], file.Root.Dataset("many/added_39").Read<float>());
            Assert.Equal([599], file.Root.Dataset("many/weight_599").Read<int>());
            Assert.Equal([7, 2, 3, 4, 5, 6.5f], file.Root.Dataset("dense/dense/kernel:0").Read<float>());
            Assert.Equal([.. Enumerable.Range(0, 299_999), -5], file.Root.Dataset("gzip").Read<int>());
            Assert.Equal("text", file.Root.Attribute("added").ReadString());
            Assert.Equal(["other"], file.Root.ReadStringList("layer_names"));
        });
    }

    [Fact]
    public void Long_lists_of_names_are_cut_as_Keras_cuts_them()
    {
        // tf_keras wrote this one; writing its names again gives the same attributes.
        using var keras = Hdf5File.Open(H5Archive.Read("keras", "tf_keras_many_layers.h5"));
        string[] names = keras.Root.ReadStringList("layer_names");
        using var ours = Hdf5File.Open(WriteToBytes(root => root.SetAttribute("layer_names", names)));
        Assert.Equal(keras.Root.Attributes.Where(a => a.Name.StartsWith("layer_names", StringComparison.Ordinal)).Select(a => $"{a.Name} {a.Shape}"),
            ours.Root.Attributes.Select(a => $"{a.Name} {a.Shape}"));
        Assert.Equal(names, ours.Root.ReadStringList("layer_names"));
        Assert.Throws<KerasValueException>(() => WriteToBytes(root => root.SetAttribute("layer_names", [new string('x', 64513)])));
    }

    [Fact]
    public void Refuses_what_cannot_be_written()
    {
        WriteToBytes(root =>
        {
            root.WriteDataset<float>("a/b", [1], [1]);
            root.SetAttribute("a", 1);
            Assert.Throws<KerasValueException>(() => root.WriteDataset<float>("a/b", [1], [1]));
            Assert.Throws<KerasValueException>(() => root.WriteDataset<float>("a", [1], [1]));
            Assert.Throws<KerasValueException>(() => root.Group("a/b"));
            Assert.Throws<KerasValueException>(() => root.WriteDataset<float>("c", [2], [1]));
            Assert.Throws<KerasValueException>(() => root.WriteDataset<float>("", [1], [1]));
            Assert.Throws<KerasValueException>(() => root.WriteDataset<float>("c", [], [1], compression: 4));
            Assert.Throws<KerasValueException>(() => root.WriteDataset<float>("c", [1], [1], compression: 10));
            Assert.Throws<KerasTypeException>(() => root.WriteDataset("c", "object", [1], new byte[8]));
            Assert.Throws<KerasValueException>(() => root.SetAttribute("a", 1));
            Assert.Throws<KerasValueException>(() => root.SetAttribute("", 1));
            Assert.Throws<KerasValueException>(() => root.SetAttribute<double>("large", [9000], new double[9000]));
        });
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string path = Path.Join(folder, "model.h5");
            Hdf5Writer.Write(path, root => root.WriteDataset<int>("old", [1], [1]));
            Assert.Throws<InvalidOperationException>(() => Hdf5Writer.Write(path, root =>
            {
                root.WriteDataset<int>("new", [100_000], new int[100_000]);
                throw new InvalidOperationException("on the way");
            }));
            using var file = Hdf5File.Open(path);
            Assert.Equal(["old"], file.Root.Names);
            Assert.Single(Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Copies_every_recorded_tensor()
    {
        foreach (object[] entry in H5Archive.AllFiles())
        {
            if ((string)entry[1] == "unsupported.h5")
                continue;
            using var source = Hdf5File.Open(H5Archive.Read((string)entry[0], (string)entry[1]));
            var tensors = source.Tensors.Where(t => t.DType.Code is not (DTypeCode.String or DTypeCode.Object)).ToList();
            using var copy = Hdf5File.Open(WriteToBytes(root =>
            {
                foreach (var tensor in tensors)
                    root.WriteDataset(TensorSource.From(source, tensor));
            }));
            Assert.Equal(tensors.Select(t => t.ToString()).Order(StringComparer.Ordinal), copy.Tensors.Select(t => t.ToString()).Order(StringComparer.Ordinal));
            foreach (var tensor in tensors)
                Assert.Equal(WeightExpectation.Read(source, tensor), WeightExpectation.Read(copy, copy.Find(tensor.Name)!));
        }
    }

    [ReferenceFact]
    public void Keras_loads_copies_of_its_files()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            foreach (string name in H5Archive.Files("keras"))
            {
                File.WriteAllBytes(Path.Join(folder, "keras_" + name), H5Archive.Read("keras", name));
                using var source = Hdf5File.Open(Path.Join(folder, "keras_" + name));
                Hdf5Writer.Write(Path.Join(folder, "ours_" + name), root => Copy(source.Root, root));
            }
            string output = Peer.Run(Peer.Reference!, """
                import os, sys
                os.environ["TF_USE_LEGACY_KERAS"] = "1"
                os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
                import numpy as np, tf_keras, keras
                x = np.arange(10).reshape(2, 5)
                def same(a, b):
                    a, b = a.get_weights(), b.get_weights()
                    return len(a) == len(b) and all(np.array_equal(p, q) for p, q in zip(a, b))
                def check(k, model, weights):
                    theirs = k.models.load_model(os.path.join(sys.argv[1], "keras_" + model))
                    ours = k.models.load_model(os.path.join(sys.argv[1], "ours_" + model))
                    print(model, same(theirs, ours), np.array_equal(theirs.predict(x, verbose=0), ours.predict(x, verbose=0)),
                          all(np.array_equal(np.asarray(p), np.asarray(q)) for p, q in zip(theirs.optimizer.variables, ours.optimizer.variables)))
                    for name in weights:
                        for w in ours.weights: w.assign(np.zeros(w.shape))
                        ours.load_weights(os.path.join(sys.argv[1], "ours_" + name))
                        print(name, same(theirs, ours))
                check(tf_keras, "tf_keras_model.h5", ["tf_keras_weights.h5", "tf_keras.weights.h5"])
                check(keras, "keras3_model.h5", ["keras3.weights.h5", "keras3_archive.weights.h5"])
                m = [keras.Sequential([keras.layers.Dense(3, dtype="bfloat16", name="half")]) for _ in range(2)]
                for p, who in zip(m, ["keras_", "ours_"]):
                    p.build((None, 4))
                    p.load_weights(os.path.join(sys.argv[1], who + "keras3_bfloat16.weights.h5"))
                print("bfloat16", same(*m), bool(np.any(m[1].get_weights()[0] != 0)))
                """, folder);
            Assert.Equal("""
                tf_keras_model.h5 True True True
                tf_keras_weights.h5 True
                tf_keras.weights.h5 True
                keras3_model.h5 True True True
                keras3.weights.h5 True
                keras3_archive.weights.h5 True
                bfloat16 True True

                """, output, ignoreLineEndingDifferences: true);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Copy(Hdf5Group from, Hdf5GroupWriter to)
    {
        CopyAttributes(from, to);
        foreach (string name in from.Names)
        {
            if (from[name] is Hdf5Dataset dataset)
            {
                byte[] bytes = dataset.ReadBytes();
                CopyAttributes(dataset, to.WriteDataset(name, dataset.DType, dataset.Shape, bytes));
            }
            else
                Copy(from.Group(name), to.Group(name));
        }
    }

    private static void CopyAttributes(Hdf5Object from, Hdf5ObjectWriter to)
    {
        foreach (var attribute in from.Attributes)
        {
            // The writer itself marks bfloat16.
            if (attribute.Name == "dtype")
                continue;
            if (attribute.DType.Code == DTypeCode.String && attribute.Shape.Rank == 0)
                to.SetAttribute(attribute.Name, attribute.ReadString());
            else
                to.SetAttribute(attribute.Name, attribute.ReadStrings());
        }
    }

    private static IEnumerable<string> Texts(JsonElement e) => e.EnumerateArray().Select(t => t.GetString()!);

    private static void InFile(byte[] bytes, Action<string> test)
    {
        string path = Path.Join(Path.GetTempPath(), Path.GetRandomFileName() + ".h5");
        try
        {
            File.WriteAllBytes(path, bytes);
            test(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Dump(string path)
    {
        using var process = Process.Start(new ProcessStartInfo(H5DumpFactAttribute.Program!, ["-p", path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        Assert.Equal("", error.Result);
        return output;
    }
}
