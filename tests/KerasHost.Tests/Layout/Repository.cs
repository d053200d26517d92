namespace KerasHost.Tests.Layout;

/// <summary>Finds the files of the repository that this test run was built from.</summary>
internal static class Repository
{
    internal static string Root { get; } = Find();

    internal static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "KerasHost.sln")))
                return folder.FullName;
        throw new InvalidOperationException("KerasHost.sln is not above the tests.");
    }
}
