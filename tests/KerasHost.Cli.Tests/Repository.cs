namespace KerasHost.Cli.Tests;

/// <summary>The folder that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder of KerasHost.sln.</summary>
    public static string Folder { get; } = Find();

    /// <summary>What a program recorded of a script.</summary>
    public static string Recorded(string name) => File.ReadAllText(Path.Combine(Folder, "compat", "recorded", "scripts", name));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "KerasHost.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The repository's folder was not found above the test assembly.");
        return folder.FullName;
    }
}
