using System.Text.Json;

namespace KerasHost.Compat.Tests.Recorded;

/// <summary>Finds the recordings.</summary>
internal static class RecordedFiles
{
    private static readonly Lazy<string> s_repository = new(FindRepository);

    /// <summary>compat/recorded, or the folder that <c>KERASHOST_RECORDED</c> names, as for the recorders.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("KERASHOST_RECORDED") is { Length: > 0 } elsewhere ? elsewhere : Path.Join(Repository, "compat", "recorded");

    /// <summary>The folder of KerasHost.sln.</summary>
    public static string Repository => s_repository.Value;

    /// <summary>The names of the cases of an area, with their kinds.</summary>
    public static IReadOnlyDictionary<string, string> Index(string area)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Join(Folder, area, "index.json")));
        return document.RootElement.GetProperty("cases").EnumerateObject().ToDictionary(item => item.Name, item => item.Value.GetString()!);
    }

    /// <summary>The names of the cases of one kind, as rows for a theory.</summary>
    public static TheoryData<string> Cases(string area, string kind) =>
        [.. Names(area, kind)];

    /// <summary>The names of the cases of one kind that a condition on the call holds for, but for some, as rows for a theory.</summary>
    public static TheoryData<string> Cases(string area, string kind, Func<JsonElement, bool> holds, params string[] except) =>
        [.. Names(area, kind).Except(except).Where(name => holds(RecordedCase.Load(area, name).Call))];

    private static IEnumerable<string> Names(string area, string kind) =>
        Index(area).Where(item => item.Value == kind).Select(item => item.Key).Order(StringComparer.Ordinal);

    private static string FindRepository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Join(folder.FullName, "KerasHost.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"No KerasHost.sln above {AppContext.BaseDirectory}.");
    }
}
