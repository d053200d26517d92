using System.Globalization;
using System.Text.Json;

namespace KerasHost.Tests.Text;

/// <summary>Opens what compat/record/record_text.py wrote.</summary>
internal static class RecordedText
{
    public static JsonElement.ArrayEnumerator Cases(string name)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "KerasHost.sln")))
            folder = folder.Parent;
        Assert.NotNull(folder);
        byte[] json = File.ReadAllBytes(Path.Combine(folder.FullName, "compat", "recorded", "text", name + ".json"));
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("cases").Clone().EnumerateArray();
    }

    /// <summary>A number written by Python's repr.</summary>
    public static double Number(JsonElement text) => text.GetString() switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" => double.NaN,
        var s => double.Parse(s!, CultureInfo.InvariantCulture),
    };
}
