using System.IO.Compression;
using System.Text.Json;

namespace KerasHost.Formats.Tests.TfCheckpoint;

/// <summary>The checkpoints that compat/record/record_checkpoints.py wrote.</summary>
internal static class Checkpoints
{
    private static readonly Dictionary<string, byte[]> s_files = Unpack();

    public static byte[] File(string name) => s_files[name];

    public static JsonElement Expected { get; } = JsonDocument.Parse(File("expected.json")).RootElement;

    private static Dictionary<string, byte[]> Unpack()
    {
        using ZipArchive zip = ZipFile.OpenRead(Recorded.Path("checkpoints", "checkpoints.zip"));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using Stream stream = entry.Open();
            var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        });
    }
}
