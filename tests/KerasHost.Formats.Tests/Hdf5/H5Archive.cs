using System.IO.Compression;
using System.Text.Json;

namespace KerasHost.Formats.Tests.Hdf5;

/// <summary>A zip of recorded HDF5 files with what h5py found in them.</summary>
internal static class H5Archive
{
    /// <summary>The archives in compat/recorded/formats/h5; its README says who wrote what.</summary>
    public static readonly string[] Names = ["h5_features", "h5py", "keras"];

    public static byte[] Read(string archive, string file)
    {
        using var zip = ZipFile.OpenRead(Recorded.Path("formats", "h5", archive + ".zip"));
        using var stream = zip.GetEntry(file)!.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    public static IEnumerable<string> Files(string archive)
    {
        using var zip = ZipFile.OpenRead(Recorded.Path("formats", "h5", archive + ".zip"));
        return [.. zip.Entries.Select(e => e.Name).Where(n => n.EndsWith(".h5", StringComparison.Ordinal))];
    }

    public static IEnumerable<object[]> AllFiles() => Names.SelectMany(a => Files(a).Select(f => new object[] { a, f }));

    public static JsonElement Expected(string archive, string file)
    {
        using var document = JsonDocument.Parse(Read(archive, "expected.json"));
        return document.RootElement.GetProperty(file).Clone();
    }
}
