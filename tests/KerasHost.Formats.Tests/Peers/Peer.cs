using System.Diagnostics;

namespace KerasHost.Formats.Tests.Peers;

/// <summary>The Python programs that live tests ask. KERASHOST_REFERENCE and KERASHOST_TORCH_PYTHON name others.</summary>
internal static class Peer
{
    /// <summary>A Python with NumPy and Keras, or null.</summary>
    public static string? Reference { get; } = Existing(Environment.GetEnvironmentVariable("KERASHOST_REFERENCE") ?? Path.GetFullPath(Recorded.Path("..", "..", "..", "shared", "reference", "python")));

    /// <summary>A Python with PyTorch, or null.</summary>
    public static string? Torch { get; } = FindTorch();

    /// <summary>Runs a script and gives what it prints.</summary>
    public static string Run(string python, string script, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(python) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(script);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return output;
    }

    private static string? Existing(string path) => File.Exists(path) ? path : null;

    private static string? FindTorch()
    {
        string? python = Existing(Environment.GetEnvironmentVariable("KERASHOST_TORCH_PYTHON") ?? "/usr/bin/python3");
        if (python is null)
            return null;
        using var process = Process.Start(python, ["-c", "import importlib.util, sys; sys.exit(importlib.util.find_spec('torch') is None)"]);
        process.WaitForExit();
        return process.ExitCode == 0 ? python : null;
    }
}
