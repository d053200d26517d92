using System.Diagnostics;
using KerasHost.Tests.Layout;

namespace KerasHost.Tests.Peers;

/// <summary>What tests find beside the repository: the reference Python and model files of others. KERASHOST_REFERENCE and KERASHOST_FIXTURES name other places.</summary>
internal static class Peer
{
    /// <summary>A Python with NumPy, tf_keras and Keras 3, or null.</summary>
    public static string? Reference { get; } =
        (Environment.GetEnvironmentVariable("KERASHOST_REFERENCE") ?? Repository.PathOf("..", "shared", "reference", "python")) is var path && File.Exists(path) ? path : null;

    /// <summary>The folder with real Keras models, or null.</summary>
    public static string? Fixtures { get; } =
        (Environment.GetEnvironmentVariable("KERASHOST_FIXTURES") ?? Repository.PathOf("..", "shared", "fixtures")) is var path && Directory.Exists(path) ? path : null;

    /// <summary>Runs a script of the reference and gives what it prints.</summary>
    public static string Run(string script, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(Reference!) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(script);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return output;
    }
}
