using System.Globalization;

namespace KerasHost.Formats.Tests.Hostile;

/// <summary>
/// Damages files in a repeatable way and checks that reading them ends in <see cref="ModelFormatException"/> or well, soon, and
/// without eating memory. KERASHOST_MUTATIONS sets the number of files for each format (everyday: 2,000),
/// KERASHOST_MUTATION_SEED the seed; a failure names the seed that repeats it.
/// </summary>
internal static class Mutations
{
    private const int Everyday = 2000;
    // What a file of a few kilobytes may make a reader allocate without that being odd: deflate packs up to 1032 to 1.
    private const long FreeBytes = 16 << 20;

    // Of the processor, since other work on the machine is none of the reader's; far above the milliseconds that a file takes.
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    /// <summary>Damages files and reads them.</summary>
    /// <param name="files">Sound files, with names.</param>
    /// <param name="read">Reads everything of a file.</param>
    /// <param name="damage">Damages a file; by default its bytes at random.</param>
    public static void Run(IReadOnlyList<(string Name, byte[] Bytes)> files, Action<byte[]> read, Func<byte[], Random, byte[]>? damage = null)
    {
        foreach (var (_, bytes) in files)
            read(bytes);
        int count = Setting("KERASHOST_MUTATIONS", Everyday), first = Setting("KERASHOST_MUTATION_SEED", 20240101), refused = 0;
        for (int seed = first; seed < first + count; seed++)
        {
            var random = new Random(seed);
            var (name, original) = files[random.Next(files.Count)];
            byte[] bytes = (damage ?? Damage)(original, random);
            string label = string.Create(CultureInfo.InvariantCulture, $"{name} with KERASHOST_MUTATION_SEED={seed} KERASHOST_MUTATIONS=1");
            long before = GC.GetAllocatedBytesForCurrentThread();
            TimeSpan start = Environment.CpuUsage.TotalTime;
            try
            {
                read(bytes);
            }
            catch (ModelFormatException)
            {
                refused++;
            }
            catch (Exception e)
            {
                Assert.Fail($"{label}: {e}");
            }
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated <= Math.Max(FreeBytes, 10L * bytes.Length), string.Create(CultureInfo.InvariantCulture, $"{label}: {allocated} bytes allocated for {bytes.Length}"));
            Assert.True(Environment.CpuUsage.TotalTime - start < s_limit, $"{label}: {Environment.CpuUsage.TotalTime - start}");
        }
        // The damage must be felt, else the test shows nothing.
        Assert.True(count < 100 || refused > count / 10, string.Create(CultureInfo.InvariantCulture, $"only {refused} of {count} files were refused"));
    }

    /// <summary>Flips, sets, copies and inserts bytes, or cuts the end off.</summary>
    public static byte[] Damage(byte[] original, Random random)
    {
        List<byte> bytes = [.. original];
        if (bytes.Count == 0)
            return [(byte)random.Next(256)];
        int changes = 1 + random.Next(4);
        for (int i = 0; i < changes && bytes.Count > 0; i++)
        {
            // Structures stand at the beginning or the end, seldom between.
            int at = random.Next(4) switch
            {
                0 => random.Next(bytes.Count),
                1 => bytes.Count - 1 - random.Next(Math.Min(bytes.Count, 200)),
                _ => random.Next(Math.Min(bytes.Count, 400)),
            };
            switch (random.Next(7))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: Set(bytes, at, BitConverter.GetBytes(random.Next(2) == 0 ? -1L : 0L)); break;
                case 3: Set(bytes, at, BitConverter.GetBytes(random.Next(int.MinValue, int.MaxValue))); break;
                case 4: Set(bytes, at, BitConverter.GetBytes(random.NextInt64(bytes.Count * 2L))); break;
                case 5:
                    int from = random.Next(bytes.Count);
                    bytes.InsertRange(at, bytes.GetRange(from, random.Next(1, Math.Min(64, bytes.Count - from) + 1)));
                    break;
                default: bytes.RemoveRange(at, random.Next(1, Math.Min(16, bytes.Count - at) + 1)); break;
            }
        }
        return random.Next(8) == 0 ? [.. bytes.Take(random.Next(bytes.Count + 1))] : [.. bytes];
    }

    private static void Set(List<byte> bytes, int at, byte[] value)
    {
        for (int i = 0; i < Math.Min(value.Length, bytes.Count - at); i++)
            bytes[at + i] = value[i];
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
