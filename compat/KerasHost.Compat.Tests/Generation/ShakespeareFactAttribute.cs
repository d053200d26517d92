namespace KerasHost.Compat.Tests.Generation;

/// <summary>A test that needs shakespeare.txt in the folder <c>KERASHOST_DATASETS</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShakespeareFactAttribute : FactAttribute
{
    public ShakespeareFactAttribute()
    {
        if (File is null)
            Skip = "KERASHOST_DATASETS names no folder with shakespeare.txt.";
    }

    /// <summary>The text's path, or null.</summary>
    public static string? File => Environment.GetEnvironmentVariable("KERASHOST_DATASETS") is { Length: > 0 } folder
        && Path.Join(folder, "shakespeare.txt") is var path && System.IO.File.Exists(path) ? path : null;
}
