using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using KerasHost.Numpy;
using KerasHost.Tests.Layout;

namespace KerasHost.Tests.Saving;

/// <summary>One of the models that compat/record/record_saving.py trained and saved, unpacked into a folder.</summary>
internal sealed class SavedModels : IDisposable
{
    private readonly JsonElement _expected;

    public SavedModels(string name)
    {
        Folder = Directory.CreateTempSubdirectory("kerashost-saving-").FullName;
        ZipFile.ExtractToDirectory(Repository.PathOf("compat", "recorded", "saving", name + ".zip"), Folder);
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(File("expected.json")));
        _expected = document.RootElement.Clone();
    }

    public string Folder { get; }

    public NDArray X => Numbers("x", isInt: Rank("x") == 2 && _expected.GetProperty("x")[0][0].GetRawText().All(char.IsDigit));

    public NDArray Y => Numbers("y", isInt: Rank("y") == 1);

    public float[] Predictions => [.. Flat(_expected.GetProperty("predictions")).Select(v => (float)v)];

    public double[] Continued => [.. Flat(_expected.GetProperty("continued"))];

    public float[][] Weights => [.. _expected.GetProperty("weights").EnumerateArray().Select(w => Flat(w.GetProperty("values")).Select(v => (float)v).ToArray())];

    public string File(string name) => Path.Join(Folder, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private NDArray Numbers(string key, bool isInt)
    {
        JsonElement value = _expected.GetProperty(key);
        double[] numbers = [.. Flat(value)];
        int[] shape = Rank(key) == 1 ? [value.GetArrayLength()] : [value.GetArrayLength(), value[0].GetArrayLength()];
        return NDArray.From(numbers).reshape(shape).astype(isInt ? "int32" : "float32");
    }

    private int Rank(string key) => _expected.GetProperty(key)[0].ValueKind == JsonValueKind.Array ? 2 : 1;

    private static IEnumerable<double> Flat(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(Flat) : [value.GetDouble()];
}
