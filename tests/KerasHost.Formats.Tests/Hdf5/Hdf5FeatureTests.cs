using KerasHost.Formats.Common;
using KerasHost.Formats.Hdf5;

namespace KerasHost.Formats.Tests.Hdf5;

/// <summary>What the table of expected values does not show: types, links, errors, the two ways to read.</summary>
public class Hdf5FeatureTests
{
    private static Hdf5File Open(string archive, string name) => Hdf5File.Open(H5Archive.Read(archive, name), name);

    [Fact]
    public void Hard_soft_external_and_committed_links()
    {
        // h5py: hard, soft -> /d ; ext dangling ; committed datatype /t used by /committed=[0,1]
        using var file = Open("h5_features", "links_committed.h5");
        Assert.Equal([0, 1, 2], file.Root.Dataset("d").Read<double>());
        Assert.Equal([0, 1, 2], file.Root.Dataset("hard").Read<double>());
        Assert.Equal([0, 1, 2], file.Root.Dataset("soft").Read<double>());
        Assert.Equal([0, 1], file.Root.Dataset("committed").Read<double>());
        Assert.IsType<Hdf5CommittedDatatype>(file["t"]);
        var error = Assert.Throws<ModelFormatException>(() => file["ext"]);
        Assert.Contains("external link", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void User_block_before_the_superblock()
    {
        using var file = Open("h5_features", "userblock512.h5");
        Assert.Equal([0, 1, 2, 3], file.Root.Dataset("x").Read<double>());
    }

    [Fact]
    public void Paths_through_links()
    {
        using var file = Open("h5py", "links.h5");
        Assert.Equal([1, 2, 3], file.Root.Dataset("/a/b/c").Read<int>());
        Assert.Equal([1, 2, 3], file.Root.Dataset("soft/c").Read<int>());
        Assert.Equal([1, 2, 3], file.Root.Group("a").Dataset("up").Read<int>());
        Assert.Equal([1, 2, 3], file.Root.Dataset("a/self/self/b/c").Read<int>());
        Assert.Equal([1], file.Root.Dataset("ünïcode/层").Read<float>());
        Assert.Equal([5], file["committed"].Attribute("shared").Read<float>());
        Assert.Null(file.Root.Find("a/nothing"));
        Assert.Throws<KerasValueException>(() => file["a/nothing"]);
        // A group in itself is entered once.
        Assert.Equal(["a", "a/b", "a/b/c", "a/self", "committed", "hard", "type", "ünïcode", "ünïcode/层"], file.Root.Visit().Select(v => v.Path));
    }

    [Fact]
    public void Features_that_are_not_read_say_so()
    {
        using var file = Open("h5py", "unsupported.h5");
        Assert.Contains("scaleoffset", Assert.Throws<ModelFormatException>(() => file.Root.Dataset("scaleoffset").Read<int>()).Message, StringComparison.Ordinal);
        Assert.Contains("virtual", Assert.Throws<ModelFormatException>(() => file.Root.Dataset("virtual").Read<float>()).Message, StringComparison.Ordinal);
        Assert.Contains("external files", Assert.Throws<ModelFormatException>(() => file.Root.Dataset("raw_elsewhere").Read<float>()).Message, StringComparison.Ordinal);
        Assert.Contains("elsewhere.h5:/x", Assert.Throws<ModelFormatException>(() => file["external"]).Message, StringComparison.Ordinal);
        Assert.Null(file.Root.Find("dangling"));
        Assert.Contains("soft link", Assert.Throws<ModelFormatException>(() => file["loop_a"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compounds_arrays_sequences_references_and_opaques()
    {
        using var file = Open("h5py", "types.h5");
        var compound = file.Root.Dataset("compound");
        Assert.Equal(DTypeCode.Object, compound.DType.Code);
        Assert.Equal([1, 3], compound.ReadMember<int>("a"));
        Assert.Equal([2.5, -4.5], compound.ReadMember<double>("b"));
        Assert.Throws<KerasValueException>(() => compound.ReadMember<int>("c"));
        Assert.Throws<KerasTypeException>(() => compound.Read<float>());
        Assert.Equal([1, 3], file.Root.Dataset("complex").ReadMember<float>("r"));
        Assert.Equal([2, -4], file.Root.Dataset("complex").ReadMember<float>("i"));
        var array = file.Root.Dataset("array_type");
        Assert.Equal<int?>([2, 2, 3], array.Shape);
        Assert.Equal(Enumerable.Range(0, 12), array.Read<int>());
        Assert.Equal([[1, 2, 3], [], [4.5f]], file.Root.Dataset("vlen_f4").ReadSequences<float>());
        Assert.Equal("abcdef"u8.ToArray(), file.Root.Dataset("opaque").ReadBytes());
        Assert.Equal("reference", file.Root.Dataset("reference").TypeDescription);
        Assert.Throws<KerasTypeException>(() => file.Root.Dataset("reference").Read<long>());
        Assert.Equal(16, file.Root.Dataset("reference").ReadBytes().Length);
        Assert.Equal([2, 1], file.Root.Dataset("enum").Read<short>());
    }

    [Fact]
    public void Half_floats_widen_and_keep_their_bits()
    {
        using var file = Open("h5py", "types.h5");
        // numpy: float32 [1, -2.5, 3.140625, 0, 1e30] rounded to bfloat16 by HDF5
        Assert.Equal([1f, -2.5f, 3.140625f, 0f, 1.0002555517425873e30f], file.Root.Dataset("bfloat16").Read<float>());
        Assert.Equal([(Half)1, (Half)(-2.5), Half.PositiveInfinity, (Half)6e-8], file.Root.Dataset("f2_be").Read<Half>());
        using var features = Open("h5_features", "dtypes.h5");
        var opaque = features.Root.Dataset("bf16_as_opaque");
        Assert.Equal(DTypeCode.BFloat16, opaque.DType.Code);
        float[] widened = opaque.Read<float>();
        byte[] bytes = opaque.ReadBytes();
        for (int i = 0; i < widened.Length; i++)
            Assert.Equal(BitConverter.ToUInt16(bytes, 2 * i), (ushort)(BitConverter.SingleToUInt32Bits(widened[i]) >> 16));
        float[] into = new float[widened.Length];
        opaque.ReadInto(into.AsSpan());
        Assert.Equal(widened, into);
    }

    [Fact]
    public void Conversions_lose_nothing_or_fail()
    {
        using var file = Open("h5_features", "dtypes.h5");
        Assert.Equal([2, 254, 9, 8], file.Root.Dataset("u1").Read<short>().Take(4).Select(v => (int)v));
        Assert.Equal([1f, 0f, 1f, 1f], file.Root.Dataset("bool").Read<float>().Take(4));
        Assert.Equal(2.392578125, file.Root.Dataset("f2").Read<double>()[0]);
        Assert.Throws<KerasTypeException>(() => file.Root.Dataset("f8").Read<float>());
        Assert.Throws<KerasTypeException>(() => file.Root.Dataset("le_f4").Read<int>());
        Assert.Throws<KerasTypeException>(() => file.Root.Dataset("i8").Read<double>());
        Assert.Throws<KerasTypeException>(() => file.Root.Dataset("i1").Read<byte>());
        Assert.Throws<KerasTypeException>(() => file.Root.Dataset("u8").Read<long>());
        Assert.Throws<KerasTypeException>(() => file.Root.Dataset("i1").Read<bool>());
        Assert.Throws<KerasTypeException>(() => file.Root.Dataset("str_fixed").Read<byte>());
        Assert.Throws<KerasTypeException>(() => file.Root.Dataset("f8").ReadStrings());
        Assert.Throws<KerasValueException>(() => file.Root.Dataset("f8").ReadInto(new double[3].AsSpan()));
    }

    [Theory]
    [InlineData("chunk_indexes_earliest.h5")]
    [InlineData("chunk_indexes_latest.h5")]
    [InlineData("partial_chunks.h5")]
    public void Chunks_land_where_they_belong(string name)
    {
        // The recorder fills every dataset with 0, 1, 2 …; those named sparse keep the fill value -7 elsewhere.
        using var file = Open("h5py", name);
        foreach (string dataset in file.Root.Names)
        {
            var found = file.Root.Dataset(dataset);
            double[] values = Hdf5ReaderTests.Doubles(found);
            int rows = found.Shape[0], row = values.Length / rows;
            for (int i = 0; i < values.Length; i++)
            {
                int r = i / row;
                bool written = !dataset.Contains("sparse", StringComparison.Ordinal) || r == rows - 1 || r >= rows / 3 && r < rows / 3 + Math.Max(1, rows / 7);
                double expected = !written ? -7 : found.DType.Code == DTypeCode.Int16 ? (short)i : i;
                Assert.True(values[i] == expected, FormattableString.Invariant($"{dataset}[{i}]: {values[i]}, expected {expected}"));
            }
        }
    }

    [Fact]
    public void The_common_reader_lists_and_reads_stored_bytes()
    {
        using IWeightReader reader = Open("h5_features", "dtypes.h5");
        using var file = Open("h5_features", "dtypes.h5");
        Assert.Equal(21, reader.Tensors.Count);
        var bigEndian = reader.Tensors.Single(t => t.Name == "be_f4");
        Assert.Equal("be_f4 (3, 4) float32", bigEndian.ToString());
        byte[] bytes = new byte[bigEndian.ByteLength];
        reader.Read(bigEndian, bytes);
        Assert.Equal(file.Root.Dataset("be_f4").Read<float>(), bytes.Chunk(4).Select(b => BitConverter.ToSingle(b)));
        foreach (var tensor in reader.Tensors)
        {
            if (tensor.DType.Code is DTypeCode.String or DTypeCode.Object)
                Assert.Throws<KerasValueException>(() => reader.Read(tensor, new byte[100]));
            else
                reader.Read(tensor, new byte[tensor.ByteLength]);
        }
        Assert.Throws<KerasValueException>(() => reader.Read(bigEndian, new byte[3]));
        Assert.Throws<KerasValueException>(() => reader.Read(new("none", "float32", 3), new byte[12]));
    }

    [Fact]
    public void Long_attribute_lists_of_Keras_join()
    {
        using var file = Open("h5_features", "keras_chunked_attribute_names.h5");
        string[] names = file.Root.ReadStringList("layer_names");
        Assert.Equal(1500, names.Length);
        Assert.StartsWith("a_very_long_layer_name_01499_", names[^1], StringComparison.Ordinal);
        Assert.Empty(file.Root.ReadStringList("nothing"));
        using var many = Open("keras", "tf_keras_many_layers.h5");
        Assert.Equal(400, many.Root.ReadStringList("layer_names").Length);
    }

    [Fact]
    public void What_is_no_HDF5_file_says_so()
    {
        Assert.Throws<ModelFormatException>(() => Hdf5File.Open([]));
        Assert.Throws<ModelFormatException>(() => Hdf5File.Open(new byte[5000]));
        byte[] file = H5Archive.Read("h5_features", "dtypes.h5");
        Assert.Contains("cut", Assert.Throws<ModelFormatException>(() => Hdf5File.Open(file[..^1])).Message, StringComparison.Ordinal);
        Assert.True(Hdf5File.IsHdf5(FileSource.FromBytes(H5Archive.Read("h5_features", "userblock512.h5"), "u")));
        Assert.False(Hdf5File.IsHdf5(FileSource.FromBytes(new byte[5000], "u")));
    }

    [Fact]
    public void Reads_from_a_file_as_from_memory()
    {
        string path = Path.GetTempFileName();
        try
        {
            foreach (string name in new[] { "layouts_filters_latest.h5", "layouts_filters_earliest.h5", "dtypes.h5" })
            {
                byte[] bytes = H5Archive.Read("h5_features", name);
                File.WriteAllBytes(path, bytes);
                using var onDisk = Hdf5File.Open(path);
                using var inMemory = Hdf5File.Open(bytes);
                foreach (var tensor in inMemory.Tensors.Where(t => t.DType.Code is not (DTypeCode.String or DTypeCode.Object)))
                    Assert.Equal(inMemory.Root.Dataset(tensor.Name).ReadBytes(), onDisk.Root.Dataset(tensor.Name).ReadBytes());
            }
        }
        finally
        {
            File.Delete(path);
        }
    }
}
