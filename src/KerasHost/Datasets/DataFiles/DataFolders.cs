namespace KerasHost.Datasets.DataFiles;

/// <summary>The folders in which data is looked for.</summary>
/// <param name="Given">The folder that <see cref="Variable"/> names, or null.</param>
/// <param name="Cache">Keras's cache, <c>~/.keras/datasets</c>; downloads go there.</param>
internal sealed record DataFolders(string? Given, string Cache)
{
    /// <summary>The environment variable that names a folder with data files.</summary>
    public const string Variable = "KERASHOST_DATASETS";

    /// <summary>The folders as the environment has them now.</summary>
    public static DataFolders FromEnvironment()
    {
        string? given = Environment.GetEnvironmentVariable(Variable);
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        // As Keras does where there is no home to write to.
        string root = home.Length > 0 ? home : Path.GetTempPath();
        return new(string.IsNullOrWhiteSpace(given) ? null : given, Path.Join(root, ".keras", "datasets"));
    }
}
