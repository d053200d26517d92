using System.Globalization;
using KerasHost.Formats.Common;
using KerasHost.Formats.Hdf5;

namespace KerasHost.Formats.Tests.Hdf5;

/// <summary>
/// Damaged files end in ModelFormatException, soon, and without eating memory. The everyday run takes some 2,000 damaged files;
/// KERASHOST_H5_MUTATIONS=100000 makes a long one, KERASHOST_H5_SEED another.
/// </summary>
public class Hdf5HostileTests
{
    // Of the processor, since other work on the machine is none of the reader's; far above the milliseconds that a file takes.
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : otherwise;

    [Theory]
    // With checksums and the end of file verified, as users read; and without, so that damage behind them is met too.
    [InlineData(true)]
    [InlineData(false)]
    public void Damaged_files_end_in_typed_errors(bool strict)
    {
        var random = new Random(Setting("KERASHOST_H5_SEED", 20240101));
        var fixtures = H5Archive.AllFiles().Select(f => (Name: (string)f[1], Bytes: H5Archive.Read((string)f[0], (string)f[1]))).ToArray();
        int count = Setting("KERASHOST_H5_MUTATIONS", 2000) / 2, failed = 0;
        foreach (var (name, bytes) in fixtures)
            ReadAll(bytes, name, strict);
        for (int i = 0; i < count; i++)
        {
            var (name, original) = fixtures[random.Next(fixtures.Length)];
            // Small files say more in the same time.
            if (original.Length > 200_000 && random.Next(4) != 0)
                continue;
            byte[] damaged = Damage(original, random);
            string label = string.Create(CultureInfo.InvariantCulture, $"{name}, mutation {i}");
            long before = GC.GetAllocatedBytesForCurrentThread();
            TimeSpan start = Environment.CpuUsage.TotalTime;
            try
            {
                ReadAll(damaged, label, strict);
            }
            catch (ModelFormatException)
            {
                failed++;
            }
            catch (Exception e)
            {
                Save(damaged);
                Assert.Fail($"{label}: {e}");
            }
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated > Math.Max(64L << 20, 10L * damaged.Length) || Environment.CpuUsage.TotalTime - start > s_limit)
            {
                Save(damaged);
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{label}: {allocated} bytes allocated for {damaged.Length}, {Environment.CpuUsage.TotalTime - start}"));
            }
        }
        // The damage must be felt, else the test shows nothing.
        Assert.True(failed > count / 20, string.Create(CultureInfo.InvariantCulture, $"only {failed} of {count} files failed"));
    }

    [Fact]
    public void Cut_files_end_in_typed_errors()
    {
        foreach (string name in new[] { "dtypes.h5", "attribute_encodings.h5", "keras_libver_latest_latest.h5", "userblock512.h5" })
        {
            byte[] bytes = H5Archive.Read("h5_features", name);
            for (int length = 0; length < bytes.Length; length += 1 + length / 16)
            {
                byte[] cut = bytes[..length];
                Assert.Throws<ModelFormatException>(() => ReadAll(cut, name, strict: true));
                try
                {
                    ReadAll(cut, name, strict: false);
                }
                catch (ModelFormatException)
                {
                }
            }
        }
    }

    [Fact]
    public void A_tree_that_holds_itself()
    {
        byte[] bytes = H5Archive.Read("h5_features", "group_300_layers_btree_level1.h5");
        int tree = Find(bytes, "TREE"u8, b => b[5] == 1);
        // The first child: behind signature, type, level, count, two siblings and a key.
        BitConverter.TryWriteBytes(bytes.AsSpan(tree + 32), (long)tree);
        Assert.Contains("B-tree node level", Assert.Throws<ModelFormatException>(() => ReadAll(bytes, "tree", strict: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_continues_in_itself()
    {
        byte[] bytes = H5Archive.Read("h5py", "attributes_continued.h5");
        // A continuation message: type 16, size 16, then where and how long. Both name the block that the message is in.
        int first = Find(bytes, [0x10, 0, 0x10, 0, 0, 0, 0, 0], _ => true);
        long block = BitConverter.ToInt64(bytes, first + 8);
        int second = Find(bytes, [0x10, 0, 0x10, 0, 0, 0, 0, 0], _ => true, first + 1);
        BitConverter.TryWriteBytes(bytes.AsSpan(second + 8), block);
        BitConverter.TryWriteBytes(bytes.AsSpan(second + 16), BitConverter.ToInt64(bytes, first + 16));
        Assert.Contains("do not overlap", Assert.Throws<ModelFormatException>(() => ReadAll(bytes, "continuation", strict: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_file_of_a_huge_dataset()
    {
        // 1 x 1000 values become 2^31 - 1 x 1000: far more than the file, though what is stored is sound.
        using var stream = new MemoryStream();
        Hdf5Writer.Write(stream, root => root.WriteDataset<float>("d", [1, 1000], new float[1000], compression: 9));
        byte[] bytes = stream.ToArray();
        int dataspace = Find(bytes, [1, 2, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0], _ => true);
        BitConverter.TryWriteBytes(bytes.AsSpan(dataspace + 8), (long)int.MaxValue);
        using var file = Hdf5File.Open(bytes);
        Assert.Equal(int.MaxValue, file.Root.Dataset("d").Shape[0]);
        Assert.Contains("ten times the file", Assert.Throws<ModelFormatException>(() => file.Root.Dataset("d").Read<float>()).Message, StringComparison.Ordinal);
    }

    private static int Find(byte[] bytes, ReadOnlySpan<byte> pattern, Func<byte[], bool> accept, int start = 0)
    {
        for (int at = start; ; at++)
        {
            int next = bytes.AsSpan(at).IndexOf(pattern);
            Assert.True(next >= 0, "the pattern is in the file");
            at += next;
            if (accept(bytes[at..]))
                return at;
        }
    }

    private static byte[] Damage(byte[] original, Random random)
    {
        byte[] bytes = [.. original];
        int changes = 1 + random.Next(4);
        for (int i = 0; i < changes; i++)
        {
            // Most damage goes where structures are dense: around signatures, else anywhere.
            int at = random.Next(3) == 0 ? random.Next(bytes.Length) : NearStructure(bytes, random);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.AsSpan(at, Math.Min(8, bytes.Length - at)).Fill((byte)(random.Next(2) * 255));
                    break;
                case 3:
                    // A piece of the file in another place: pointers to elsewhere, structures inside one another.
                    int length = Math.Min(random.Next(1, 64), bytes.Length - at), from = random.Next(bytes.Length - length + 1);
                    original.AsSpan(from, length).CopyTo(bytes.AsSpan(at));
                    break;
                case 4:
                    BitConverter.TryWriteBytes(bytes.AsSpan(at), random.NextInt64(bytes.Length));
                    break;
                default:
                    BitConverter.TryWriteBytes(bytes.AsSpan(at), random.Next(int.MinValue, int.MaxValue));
                    break;
            }
        }
        return random.Next(8) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }

    private static int NearStructure(byte[] bytes, Random random)
    {
        int start = random.Next(bytes.Length);
        for (int i = start; i < Math.Min(bytes.Length - 4, start + 20_000); i++)
            if (IsLetter(bytes[i]) && IsLetter(bytes[i + 1]) && IsLetter(bytes[i + 2]) && IsLetter(bytes[i + 3]))
                return Math.Min(bytes.Length - 1, i + random.Next(160));
        return random.Next(Math.Min(bytes.Length, 2048));

        static bool IsLetter(byte b) => b is >= (byte)'A' and <= (byte)'Z';
    }

    /// <summary>Everything that can be asked of a file.</summary>
    private static void ReadAll(byte[] bytes, string name, bool strict)
    {
        ModelFormatException? first = null;
        using var file = Hdf5File.Open(FileSource.FromBytes(bytes, name), strict);
        foreach (var (_, found) in file.Root.Visit())
        {
            try
            {
                ReadObject(found);
            }
            // One damaged object does not keep a reader from the others.
            catch (ModelFormatException e)
            {
                first ??= e;
            }
        }
        foreach (string child in file.Root.Names)
        {
            try
            {
                file.Root.Find(child);
            }
            catch (ModelFormatException e)
            {
                first ??= e;
            }
        }
        if (first is not null && !name.StartsWith("unsupported.h5", StringComparison.Ordinal) && !name.StartsWith("links_committed.h5", StringComparison.Ordinal))
            throw first;
    }

    private static void ReadObject(Hdf5Object found)
    {
        foreach (var attribute in found.Attributes)
        {
            _ = attribute.Shape;
            if (attribute.DType.Code == DTypeCode.String)
                attribute.ReadStrings();
            else if (attribute.TypeDescription.StartsWith("sequences of float32", StringComparison.Ordinal))
                attribute.ReadSequences<float>();
            else
                attribute.ReadBytes();
        }
        if (found is not Hdf5Dataset dataset)
            return;
        _ = dataset.Shape;
        switch (dataset.DType.Code)
        {
            case DTypeCode.String:
                dataset.ReadStrings();
                break;
            case DTypeCode.Object when dataset.TypeDescription.StartsWith("sequences of float32", StringComparison.Ordinal):
                dataset.ReadSequences<float>();
                break;
            case DTypeCode.Object:
                dataset.ReadBytes();
                break;
            case DTypeCode.Float32 or DTypeCode.Float16 or DTypeCode.BFloat16:
                dataset.Read<float>();
                break;
            default:
                Hdf5ReaderTests.Doubles(dataset);
                break;
        }
    }

    private static void Save(byte[] bytes) => File.WriteAllBytes(Path.Join(Path.GetTempPath(), "kerashost_damaged.h5"), bytes);
}
