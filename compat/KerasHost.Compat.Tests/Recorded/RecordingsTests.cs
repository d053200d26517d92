using System.Text.Json;

namespace KerasHost.Compat.Tests.Recorded;

public sealed class RecordingsTests
{
    public static TheoryData<string> Areas => [.. Directory.GetDirectories(RecordedFiles.Folder).Where(folder => File.Exists(Path.Join(folder, "index.json"))).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Areas))]
    public void Every_case_of_an_area_is_in_its_index_and_names_arrays_that_exist(string area)
    {
        var index = RecordedFiles.Index(area);
        string[] files = [.. Directory.GetFiles(Path.Join(RecordedFiles.Folder, area), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => name != "index")];
        Assert.Equal(index.Keys.Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
        foreach (var (name, kind) in index)
        {
            RecordedCase recorded = RecordedCase.Load(area, name);
            Assert.Equal(kind, recorded.Kind);
            foreach (string key in (string[])["outputs", "weights", "input_gradients", "weight_gradients"])
                Assert.All(recorded.Arrays(key), array => Assert.True(array.Data.Length == array.Shape.Size));
            foreach (string key in (string[])["mask", "output_mask", "cotangent"])
                Assert.True(recorded.Call.TryGetProperty(key, out JsonElement value) is false || value.ValueKind is JsonValueKind.Null || recorded.Array(key) is not null);
        }
    }

    [Fact]
    public void Cases_say_which_versions_made_them()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Join(RecordedFiles.Folder, "layers", "dense.json")));
        JsonElement madeBy = document.RootElement.GetProperty("made_by");
        Assert.Equal("2.16.0", madeBy.GetProperty("tf_keras").GetString());
        Assert.Equal("0", madeBy.GetProperty("environment").GetProperty("TF_ENABLE_ONEDNN_OPTS").GetString());
    }
}
