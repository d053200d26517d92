using System.Globalization;
using System.IO.Compression;

namespace KerasHost.Tests.Saving;

/// <summary>
/// Damaged models: loading ends in one of the library's errors, soon and without eating memory. KERASHOST_MODEL_MUTATIONS sets the number of
/// files for each format (everyday: 300), KERASHOST_MUTATION_SEED the seed; a failure names what repeats it.
/// </summary>
public class HostileModelTests
{
    private const int Everyday = 300;
    private const long FreeBytes = 64 << 20;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    public static TheoryData<string, string> Files => new()
    {
        { "tf_keras_recurrent", "model.h5" }, { "tf_keras_recurrent", "model.keras" }, { "tf_keras_recurrent", "weights.h5" }, { "tf_keras_recurrent", "model.weights.h5" },
        { "keras3_nested", "model.h5" }, { "keras3_nested", "model.keras" }, { "keras3_nested", "sharded.weights.json" }, { "tf_keras_nested", "model.json" },
        { "tf_keras_rms", "ckpt/cp-0002.index" }, { "tf_keras_rms", "saved_model/keras_metadata.pb" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Damaged_models_end_in_typed_errors(string name, string file)
    {
        using var saved = new SavedModels(name);
        byte[] original = File.ReadAllBytes(saved.File(file));
        string? architecture = file.Contains("weights", StringComparison.Ordinal) || file.Contains("ckpt", StringComparison.Ordinal) ? File.ReadAllText(saved.File("model.json")) : null;
        Load(saved.File(file), architecture);
        int count = Setting("KERASHOST_MODEL_MUTATIONS", Everyday), first = Setting("KERASHOST_MUTATION_SEED", 20240101), refused = 0;
        TextWriter error = Console.Error;
        Console.SetError(TextWriter.Null);
        try
        {
            for (int seed = first; seed < first + count; seed++)
            {
                byte[] damaged = Damage(original, new Random(seed));
                string path = saved.File(file);
                File.WriteAllBytes(path, damaged);
                string label = string.Create(CultureInfo.InvariantCulture, $"{name} {file} with KERASHOST_MUTATION_SEED={seed} KERASHOST_MODEL_MUTATIONS=1");
                long before = GC.GetAllocatedBytesForCurrentThread();
                TimeSpan start = Environment.CpuUsage.TotalTime;
                try
                {
                    Load(path, architecture);
                }
                catch (Exception e) when (e is KerasException or FileNotFoundException)
                {
                    refused++;
                }
                catch (Exception e)
                {
                    Assert.Fail($"{label}: {e}");
                }
                long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                Assert.True(allocated <= Math.Max(FreeBytes, 10L * damaged.Length), string.Create(CultureInfo.InvariantCulture, $"{label}: {allocated} bytes allocated for {damaged.Length}"));
                Assert.True(Environment.CpuUsage.TotalTime - start < s_limit, $"{label}: {Environment.CpuUsage.TotalTime - start}");
            }
        }
        finally
        {
            Console.SetError(error);
        }
        // The damage must be felt, else the test shows nothing.
        Assert.True(count < 100 || refused > count / 10, string.Create(CultureInfo.InvariantCulture, $"only {refused} of {count} files were refused"));
    }

    private static void Load(string path, string? architecture)
    {
        if (path.EndsWith("model.json", StringComparison.Ordinal))
            keras.models.model_from_json(File.ReadAllText(path));
        else if (path.EndsWith(".pb", StringComparison.Ordinal))
            keras.models.load_model(Path.GetDirectoryName(path)!);
        else if (architecture is null)
            keras.models.load_model(path);
        else
            keras.models.model_from_json(architecture).load_weights(path.EndsWith(".index", StringComparison.Ordinal) ? path[..^".index".Length] : path);
    }

    // Bytes anywhere; or, since most of them are numbers, a word or a number of what describes the model.
    private static byte[] Damage(byte[] original, Random random)
    {
        if (random.Next(3) == 0)
            return Bytes(original, random);
        if (original is [(byte)'P', (byte)'K', ..])
        {
            using var source = new ZipArchive(new MemoryStream(original));
            var stream = new MemoryStream();
            using (var target = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
                foreach (ZipArchiveEntry entry in source.Entries)
                {
                    var content = new MemoryStream();
                    using (Stream from = entry.Open())
                        from.CopyTo(content);
                    using Stream to = target.CreateEntry(entry.Name, CompressionLevel.NoCompression).Open();
                    to.Write(entry.Name == "config.json" ? Words(content.ToArray(), random, 0) : content.ToArray());
                }
            return stream.ToArray();
        }
        // The JSON texts of an HDF5 file or a SavedModel lie in it as they are; their lengths must stay.
        int json = original.AsSpan().IndexOf("{\"class_name\""u8);
        return json < 0 ? Bytes(original, random) : Words(original, random, json);
    }

    private static byte[] Bytes(byte[] original, Random random)
    {
        byte[] bytes = [.. original];
        for (int i = random.Next(1, 5); i > 0; i--)
            bytes[random.Next(random.Next(2) == 0 ? bytes.Length : Math.Min(bytes.Length, 2000))] = random.Next(3) switch { 0 => 0, 1 => 255, _ => (byte)random.Next(256) };
        return random.Next(8) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }

    private static byte[] Words(byte[] original, Random random, int start)
    {
        byte[] bytes = [.. original];
        int length = Math.Min(bytes.Length - start, 8000);
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int at = start + random.Next(length);
            // To the next number, quote or bracket, and something else in its place.
            while (at < start + length - 1 && !(char.IsAsciiDigit((char)bytes[at]) || "\"[]{}:,tfn".Contains((char)bytes[at])))
                at++;
            ReadOnlySpan<byte> other = random.Next(6) switch { 0 => "9"u8, 1 => "-"u8, 2 => "0"u8, 3 => "[]"u8, 4 => "99999"u8, _ => "\"x\""u8 };
            other[..Math.Min(other.Length, bytes.Length - at)].CopyTo(bytes.AsSpan(at));
        }
        return bytes;
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
