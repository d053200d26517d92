using KerasHost.Compat.Tests.Recorded;

namespace KerasHost.Compat.Tests.Layers;

/// <summary>A test on the cases of keras-js, in <c>keras-js</c> of the folder that <c>KERASHOST_FIXTURES</c> names or of ../shared/fixtures.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KerasJsFactAttribute : FactAttribute
{
    public KerasJsFactAttribute()
    {
        if (Folder is null)
            Skip = "needs the cases of keras-js at ../shared/fixtures/keras-js (or KERASHOST_FIXTURES with a folder keras-js)";
    }

    /// <summary>The folder, or null.</summary>
    public static string? Folder { get; } = Path.Join(
        Environment.GetEnvironmentVariable("KERASHOST_FIXTURES") ?? Path.Join(RecordedFiles.Repository, "..", "shared", "fixtures"), "keras-js") is var folder && Directory.Exists(folder) ? folder : null;
}
