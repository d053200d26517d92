using System.IO.Compression;
using System.Text.Json;
using KerasHost.Numpy;
using KerasHost.Tests.Layout;

namespace KerasHost.Tests.Saving;

/// <summary>What compat/record/record_checkpoints.py wrote, unpacked into a folder.</summary>
internal sealed class RecordedCheckpoints : IDisposable
{
    private readonly JsonElement _expected;

    public RecordedCheckpoints()
    {
        Folder = Directory.CreateTempSubdirectory("kerashost-checkpoints-").FullName;
        ZipFile.ExtractToDirectory(Repository.PathOf("compat", "recorded", "checkpoints", "checkpoints.zip"), Folder);
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(File("expected.json")));
        _expected = document.RootElement.Clone();
    }

    public string Folder { get; }

    public NDArray X => NDArray.From(Numbers("mine", "x")).reshape([8, 5, 3]);

    public NDArray Y => NDArray.From(Numbers("mine", "y")).reshape([8, 2]);

    public string File(string name) => Path.Join(Folder, name);

    public float[] Numbers(string part, string key) => [.. _expected.GetProperty(part).GetProperty(key).EnumerateArray().Select(value => (float)value.GetDouble())];

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
