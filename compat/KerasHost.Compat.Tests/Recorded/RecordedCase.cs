using System.Text.Json;
using KerasHost.Formats.Npy;

namespace KerasHost.Compat.Tests.Recorded;

/// <summary>One case that compat/record wrote: what was called, with which seed, and the arrays that went in and came out.</summary>
internal sealed class RecordedCase
{
    private readonly Dictionary<string, NpyArray> _arrays = [];

    private RecordedCase(string area, string name, JsonElement record)
    {
        Area = area;
        Name = name;
        Call = record.GetProperty("call");
        Text = record.TryGetProperty("text", out JsonElement text) ? text.GetString() : null;
        Seed = record.TryGetProperty("seed", out JsonElement seed) ? seed.GetInt32() : null;
    }

    public string Area { get; }

    public string Name { get; }

    /// <summary>What was called; its words are those of the recorder of this kind.</summary>
    public JsonElement Call { get; }

    /// <summary>Which runner it is for.</summary>
    public string Kind => Call.GetProperty("kind").GetString()!;

    /// <summary>What was printed or raised, or null.</summary>
    public string? Text { get; }

    /// <summary>What <c>set_random_seed</c> got before, or null.</summary>
    public int? Seed { get; }

    /// <summary>A recorded array.</summary>
    public NpyArray this[string name] => _arrays[name];

    /// <summary>Whether there is an array of this name.</summary>
    public bool Has(string name) => _arrays.ContainsKey(name);

    /// <summary>The arrays that a key of the call names, such as <c>inputs</c>; none if the key is absent.</summary>
    public IEnumerable<NpyArray> Arrays(string key) =>
        Call.TryGetProperty(key, out JsonElement names) && names.ValueKind == JsonValueKind.Array ? names.EnumerateArray().Select(name => this[name.GetString()!]) : [];

    /// <summary>The array that a key of the call names, or null.</summary>
    public NpyArray? Array(string key) =>
        Call.TryGetProperty(key, out JsonElement name) && name.ValueKind == JsonValueKind.String ? this[name.GetString()!] : null;

    /// <summary>A text of the call, or null.</summary>
    public string? String(string key) => Call.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Reads a case.</summary>
    public static RecordedCase Load(string area, string name)
    {
        string stem = Path.Join(RecordedFiles.Folder, area, name);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(stem + ".json"));
        var recorded = new RecordedCase(area, name, document.RootElement.Clone());
        recorded.ReadArrays(stem + ".npz");
        if (recorded.Call.TryGetProperty("also", out JsonElement others))
            foreach (JsonElement other in others.EnumerateArray())
                recorded.ReadArrays(Path.Join(RecordedFiles.Folder, area, other.GetString() + ".npz"));
        return recorded;
    }

    public override string ToString() => $"{Area}/{Name}";

    private void ReadArrays(string path)
    {
        if (!File.Exists(path))
            return;
        using NpzFile file = NpzFile.Open(path);
        foreach (string name in file.Names)
            _arrays[name] = file.Read(name);
    }
}
