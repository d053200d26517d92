using KerasHost.Formats.Common;
using KerasHost.Formats.TfCheckpoint;

namespace KerasHost.Formats.Tests.TfCheckpoint;

public class TensorBundleTests
{
    private const string Value = "/.ATTRIBUTES/VARIABLE_VALUE";

    [Theory]
    [InlineData("float32", DTypeCode.Float32)]
    [InlineData("float64", DTypeCode.Float64)]
    [InlineData("float16", DTypeCode.Float16)]
    [InlineData("bfloat16", DTypeCode.BFloat16)]
    [InlineData("int8", DTypeCode.Int8)]
    [InlineData("int16", DTypeCode.Int16)]
    [InlineData("int32", DTypeCode.Int32)]
    [InlineData("int64", DTypeCode.Int64)]
    [InlineData("uint8", DTypeCode.UInt8)]
    [InlineData("uint16", DTypeCode.UInt16)]
    [InlineData("uint32", DTypeCode.UInt32)]
    [InlineData("uint64", DTypeCode.UInt64)]
    [InlineData("bool", DTypeCode.Bool)]
    public void Every_type_is_read(string name, DTypeCode type)
    {
        using TensorBundle bundle = Types();
        TensorInfo tensor = bundle.Find(name + Value)!;
        Assert.Equal((type, "(2, 3)"), (tensor.DType.Code, tensor.Shape.ToString()));
        var values = new float[6];
        bundle.Read(tensor, values);
        // The recorder's arange(6), less 2 where the type has a sign, modulo 2 for bool.
        Assert.Equal(Enumerable.Range(0, 6).Select(i => type == DTypeCode.Bool ? i % 2 : name[0] == 'u' ? i : i - 2f), values);
    }

    [Fact]
    public void Odd_tensors_are_read()
    {
        using TensorBundle bundle = Types();
        var one = new float[1];
        bundle.Read(bundle.Find("scalar" + Value)!, one);
        Assert.Equal(0.1f, one[0]);
        bundle.Read(bundle.Find("empty" + Value)!, Array.Empty<float>());
        var odd = new float[3];
        bundle.Read(bundle.Find("odd.Sname..with" + Value)!, odd);
        Assert.Equal([0, 1, 2], odd);
        var list = new float[39];
        bundle.Read(bundle.Find("list/39" + Value)!, list);
        Assert.All(list, value => Assert.Equal(39, value));
    }

    [Fact]
    public void The_graph_of_objects_is_read_and_written_as_TensorFlow_writes_it()
    {
        using TensorBundle bundle = Types();
        byte[] theirs = bundle.ReadStrings(bundle.Find(TensorBundle.ObjectGraphKey)!).Single();
        TrackableObjectGraph graph = bundle.ReadObjectGraph();
        Assert.Contains(graph.Nodes[0].Children, child => child.LocalName == "odd/name.with");
        Assert.Equal(theirs, graph.Write());
    }

    [Theory]
    [InlineData("v1.ckpt")]
    [InlineData("v2.ckpt")]
    public void Checkpoints_by_name_are_read(string name)
    {
        using IWeightReader reader = name == "v1.ckpt" ? NamedCheckpoint.Open(FileSource.FromBytes(Checkpoints.File(name), name))
            : TensorBundle.Open(Checkpoints.File(name + ".index"), Checkpoints.File(name + ".data-00000-of-00001"), name);
        var expected = Checkpoints.Expected.GetProperty("old");
        Assert.Equal(expected.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal), reader.Tensors.Select(t => t.Name).Order(StringComparer.Ordinal));
        foreach (TensorInfo tensor in reader.Tensors)
        {
            var values = new float[tensor.Shape.Size];
            reader.Read(tensor, values);
            Assert.Equal(expected.GetProperty(tensor.Name).EnumerateArray().Select(v => (float)v.GetDouble()), values);
        }
    }

    [Fact]
    public void What_is_written_is_read()
    {
        string folder = Directory.CreateTempSubdirectory("kerashost-bundle-").FullName;
        try
        {
            string prefix = Path.Join(folder, "a [odd] *name");
            // More than a block of the index holds.
            TensorSource[] tensors = [.. Enumerable.Range(0, 6000).Select(i => TensorSource.Of<int>($"a name that is long enough to fill several blocks/{i}", new[] { 1, i % 3 }, Enumerable.Repeat(i, i % 3).ToArray()))];
            for (int save = 0; save < 4; save++)
            {
                TensorBundleWriter.Write(prefix, save % 2 == 0 ? tensors : tensors.Take(5), null);
                using TensorBundle bundle = TensorBundle.Open(prefix);
                Assert.Equal(save % 2 == 0 ? 6000 : 5, bundle.Tensors.Count);
                foreach (TensorInfo tensor in bundle.Tensors)
                {
                    var values = new float[tensor.Shape.Size];
                    bundle.Read(tensor, values);
                    Assert.All(values, value => Assert.Equal(float.Parse(tensor.Name[(tensor.Name.LastIndexOf('/') + 1)..]), value));
                }
                Assert.Equal(2, Directory.GetFiles(folder).Length);
            }
            TensorBundleWriter.Delete(prefix);
            Assert.Empty(Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_crash_between_the_files_leaves_the_old_checkpoint()
    {
        string folder = Directory.CreateTempSubdirectory("kerashost-bundle-").FullName;
        try
        {
            string prefix = Path.Join(folder, "cp");
            TensorBundleWriter.Write(prefix, [TensorSource.Of<int>("x", 1, new[] { 1 })], null);
            byte[] index = File.ReadAllBytes(prefix + ".index"), data = File.ReadAllBytes(prefix + ".data-00000-of-00001");
            TensorBundleWriter.Write(prefix, [TensorSource.Of<int>("x", 1, new[] { 2 })], null);
            // As if the new data were there and the new index not yet.
            File.WriteAllBytes(prefix + ".index", index);
            File.WriteAllBytes(prefix + ".data-00000-of-00001", data);
            using (TensorBundle old = TensorBundle.Open(prefix))
            {
                var value = new float[1];
                old.Read(old.Tensors[0], value);
                Assert.Equal(1, value[0]);
            }
            TensorBundleWriter.Write(prefix, [TensorSource.Of<int>("x", 1, new[] { 3 })], null);
            using TensorBundle now = TensorBundle.Open(prefix);
            var three = new float[1];
            now.Read(now.Tensors[0], three);
            Assert.Equal(3, three[0]);
            Assert.Equal(2, Directory.GetFiles(folder).Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_checkpoint_file_is_read_and_written()
    {
        string path = Path.GetTempFileName();
        try
        {
            var state = new CheckpointState("ckpt-2", ["a \"quote\" \\ and \n", "größe/ckpt-2"], [1795230497.1648996, 2], 3.5);
            state.Write(path);
            CheckpointState read = CheckpointState.Read(path);
            Assert.Equal((state.Latest, state.LastPreserved), (read.Latest, read.LastPreserved));
            Assert.Equal(state.All, read.All);
            Assert.Equal(state.Timestamps, read.Timestamps);
            Assert.DoesNotContain("ö", File.ReadAllText(path), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void TensorFlow_s_checkpoint_file_is_read()
    {
        CheckpointState state = CheckpointState.Read(FileSource.FromBytes(Checkpoints.File("train/checkpoint"), "checkpoint"));
        Assert.Equal("ckpt-1", state.Latest);
        Assert.Equal(["ckpt-1"], state.All);
    }

    [Fact]
    public void The_checksum_is_that_of_others()
    {
        // RFC 3720, B.4: 32 bytes of zeros, and of ones.
        Assert.Equal(0x8A9136AAu, Crc32C.Extend(0, new byte[32]));
        Assert.Equal(0x62A8AB43u, Crc32C.Extend(0, Enumerable.Repeat((byte)0xFF, 32).ToArray()));
        Assert.Equal(Crc32C.Extend(0, "one and two"u8), Crc32C.Extend(Crc32C.Extend(0, "one"u8), " and two"u8));
    }

    [Fact]
    public void Damaged_values_are_refused()
    {
        byte[] data = [.. Checkpoints.File("types.data-00000-of-00001")];
        data[10] ^= 1;
        using var bundle = TensorBundle.Open(Checkpoints.File("types.index"), data, "types");
        ModelFormatException error = Assert.Throws<ModelFormatException>(() =>
        {
            foreach (TensorInfo tensor in bundle.Tensors.Where(tensor => tensor.DType.Code != DTypeCode.String))
                bundle.Read(tensor, new byte[tensor.ByteLength]);
        });
        Assert.Contains("checksum", error.Message, StringComparison.Ordinal);
    }

    private static TensorBundle Types() => TensorBundle.Open(Checkpoints.File("types.index"), Checkpoints.File("types.data-00000-of-00001"), "types");
}
