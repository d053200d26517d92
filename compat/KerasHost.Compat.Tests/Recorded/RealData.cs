namespace KerasHost.Compat.Tests.Recorded;

/// <summary>Whether the real data is at hand.</summary>
internal static class RealData
{
    /// <summary>Why tests on it cannot run, or null.</summary>
    public static string? MissingReason
    {
        get
        {
            string? folder = Environment.GetEnvironmentVariable("KERASHOST_DATASETS");
            return string.IsNullOrEmpty(folder) ? "KERASHOST_DATASETS is not set: no real data to compare with."
                : File.Exists(Path.Join(folder, "imdb.npz")) && File.Exists(Path.Join(folder, "imdb_word_index.json")) ? null
                : $"KERASHOST_DATASETS ({folder}) holds no imdb.npz and imdb_word_index.json.";
        }
    }
}
