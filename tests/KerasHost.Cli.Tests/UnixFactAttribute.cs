namespace KerasHost.Cli.Tests;

/// <summary>A test that needs signals as Unix has them.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    /// <summary>Skips the test on Windows.</summary>
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "needs Unix signals";
    }
}
