using System.Text;
using KerasHost.Formats.Common;
using KerasHost.Formats.Protobuf;

namespace KerasHost.Formats.TfCheckpoint;

/// <summary>Writes checkpoints that TensorFlow reads; see <see cref="TensorBundle"/>.</summary>
public static class TensorBundleWriter
{
    /// <summary>
    /// Writes a checkpoint. Where one exists under this path, its data file stays until the new index is in place: the new one is then called
    /// as the last of two files, or as the only one again, so that a crash at any moment leaves a whole checkpoint.
    /// </summary>
    /// <param name="prefix">The path without the ends of the files. Missing folders are not made.</param>
    /// <param name="tensors">The tensors, by their keys.</param>
    /// <param name="graph">The objects that they belong to, or null for a checkpoint by names.</param>
    /// <exception cref="KerasValueException">Two tensors have one key, or TensorFlow has no such type.</exception>
    /// <exception cref="IOException">The folder is missing or not writable, or the disk is full.</exception>
    public static void Write(string prefix, IEnumerable<TensorSource> tensors, TrackableObjectGraph? graph)
    {
        int shards = OldShards(prefix) == 1 ? 2 : 1;
        string data = TensorBundle.ShardPath(prefix, shards - 1, shards);
        var entries = new List<(byte[] Key, byte[] Value)> { ([], Header(shards)) };
        var names = new HashSet<string>(StringComparer.Ordinal);
        AtomicFile.Write(data, stream =>
        {
            foreach (TensorSource tensor in tensors.OrderBy(tensor => tensor.Info.Name, StringComparer.Ordinal))
            {
                if (!names.Add(tensor.Info.Name))
                    throw new KerasValueException($"Two tensors of a checkpoint have the key '{tensor.Info.Name}'.");
                var sum = new Crc32CStream(stream);
                long start = stream.Position;
                tensor.WriteTo(sum);
                if (stream.Position - start != tensor.Info.ByteLength)
                    throw new InvalidOperationException($"{tensor.Info} wrote another number of bytes than it takes.");
                Add(tensor.Info, start, stream.Position, sum.Value);
            }
            if (graph is null)
                return;
            long at = stream.Position;
            uint crc = WriteString(stream, graph.Write());
            Add(new(TensorBundle.ObjectGraphKey, DTypeCode.String, Shape.Of([])), at, stream.Position, crc);
        });
        AtomicFile.Write(prefix + ".index", stream => TableWriter.Write(stream, entries));
        foreach (string old in DataFiles(prefix))
            if (System.IO.Path.GetFileName(old) != System.IO.Path.GetFileName(data))
                File.Delete(old);

        void Add(TensorInfo info, long start, long end, uint crc) =>
            entries.Add((Encoding.UTF8.GetBytes(info.Name), new TensorEntry(info, shards - 1, start, end - start, Crc32C.Mask(crc), false).Write()));
    }

    /// <summary>Deletes the files of a checkpoint, the index first.</summary>
    public static void Delete(string prefix)
    {
        File.Delete(prefix + ".index");
        foreach (string file in DataFiles(prefix))
            File.Delete(file);
    }

    private static string[] DataFiles(string prefix)
    {
        string full = System.IO.Path.GetFullPath(prefix);
        string start = System.IO.Path.GetFileName(full) + ".data-";
        string folder = System.IO.Path.GetDirectoryName(full)!;
        // Not by a search pattern: the name may hold characters that mean something there.
        return !Directory.Exists(folder) ? [] : [.. Directory.EnumerateFiles(folder).Where(file =>
            System.IO.Path.GetFileName(file) is var name && name.StartsWith(start, StringComparison.Ordinal) && name.Length == start.Length + "00000-of-00001".Length)];
    }

    private static int OldShards(string prefix)
    {
        if (!TensorBundle.Exists(prefix))
            return 0;
        try
        {
            using TensorBundle old = TensorBundle.Open(prefix);
            return old.ShardCount;
        }
        catch (ModelFormatException)
        {
            return 0;
        }
    }

    private static byte[] Header(int shards)
    {
        var version = new ProtoWriter();
        version.Add(1, 1);
        var header = new ProtoWriter();
        header.Add(1, shards);
        header.Add(3, version);
        return header.ToArray();
    }

    // The length, the checksum of the lengths as 32-bit integers, the bytes; the checksum of all counts the lengths in that form too.
    private static uint WriteString(Stream stream, byte[] value)
    {
        ProtoWriter.WriteVarint(stream, (ulong)value.Length);
        uint crc = Crc32C.Extend(0, BitConverter.GetBytes(value.Length));
        byte[] sum = BitConverter.GetBytes(Crc32C.Mask(crc));
        stream.Write(sum);
        stream.Write(value);
        return Crc32C.Extend(Crc32C.Extend(crc, sum), value);
    }
}
