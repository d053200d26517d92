using System.Text.Json;

namespace KerasHost.Formats.KerasArchive;

/// <summary>The list in a <c>.weights.json</c>: weights that Keras 3 wrote in several HDF5 files. Mirrors <c>ShardedH5IOStore</c> of keras/src/saving/saving_lib.py.</summary>
public static class ShardList
{
    /// <summary>The names of the files, which lie in the folder or archive of the list.</summary>
    /// <param name="json">The list.</param>
    /// <param name="path">Where it is from, for errors.</param>
    /// <exception cref="ModelFormatException">It is damaged, or a name leads elsewhere.</exception>
    public static IReadOnlyList<string> Names(ReadOnlyMemory<byte> json, string path)
    {
        var names = new List<string>();
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            foreach (JsonProperty place in document.RootElement.GetProperty("weight_map").EnumerateObject())
                if (place.Value.ValueKind == JsonValueKind.Array)
                    names.AddRange(place.Value.EnumerateArray().Select(name => name.GetString()!));
                else
                    names.Add(place.Value.GetString()!);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ModelFormatException(path, null, "weight_map", "a dictionary from paths to files", e.Message, e);
        }
        foreach (string? name in names)
            if (Path.GetFileName(name) != name || name is null or "" or "." or "..")
                throw new ModelFormatException(path, null, "weight_map", "names of files in the same folder", $"'{name}'");
        return [.. names.Distinct()];
    }
}
