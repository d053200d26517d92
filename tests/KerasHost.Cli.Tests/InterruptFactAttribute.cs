using System.Globalization;

namespace KerasHost.Cli.Tests;

/// <summary>A test that interrupts a process of its own.</summary>
public sealed class InterruptFactAttribute : FactAttribute
{
    private const string Status = "/proc/self/status";
    private const string Ignored = "SigIgn:";
    private const ulong Interrupt = 1 << 1;

    /// <summary>Skips the test on Windows, and where this process ignores interrupts: those that it starts would do so too.</summary>
    public InterruptFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "needs Unix signals";
        else if (File.Exists(Status) && File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Ignored, StringComparison.Ordinal)) is string line
            && (ulong.Parse(line.AsSpan(Ignored.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & Interrupt) != 0)
            Skip = "interrupts are ignored here, as in a job that a shell runs in the background";
    }
}
