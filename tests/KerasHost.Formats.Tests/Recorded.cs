using System.Text.Json;

namespace KerasHost.Formats.Tests;

/// <summary>Finds the files that the recorders wrote.</summary>
internal static class Recorded
{
    private static readonly string s_root = FindRoot();

    /// <summary>A file or folder below compat/recorded.</summary>
    public static string Path(params ReadOnlySpan<string> parts) => System.IO.Path.Join([s_root, "compat", "recorded", .. parts]);

    /// <summary>What a recorder said of its files.</summary>
    public static JsonElement Expected(string area)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path(area, "expected.json")));
        return document.RootElement.Clone();
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Join(folder.FullName, "KerasHost.sln")))
                return folder.FullName;
        throw new InvalidOperationException("The tests run from within the repository.");
    }
}
