using System.Diagnostics;

namespace KerasHost.Cli.Tests;

/// <summary>Runs the real tool as a process, in a folder and with a cache of its own.</summary>
public sealed class ToolRunner : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("kerashost-cli-").FullName;

    /// <summary>Makes the folders.</summary>
    public ToolRunner()
    {
        Folder = Directory.CreateDirectory(Path.Combine(_root, "work")).FullName;
        Cache = Path.Combine(_root, "cache");
        foreach (string script in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "TestScripts")))
            File.Copy(script, Path.Combine(Folder, Path.GetFileName(script)));
    }

    /// <summary>The current folder of the runs; it holds the test scripts.</summary>
    public string Folder { get; }

    /// <summary>What the runs see as KERASHOST_CACHE.</summary>
    public string Cache { get; }

    /// <summary>The compiled scripts that were kept.</summary>
    public string[] CacheFiles => Directory.Exists(Cache) ? Directory.GetFiles(Cache, "*", SearchOption.AllDirectories) : [];

    /// <summary>Writes a script into the folder.</summary>
    public void Write(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_root, recursive: true);

    internal RunResult Run(params string[] arguments) => Finish(Start(arguments));

    internal Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "KerasHost.Cli.dll"), .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["KERASHOST_CACHE"] = Cache;
        return Process.Start(start)!;
    }

    internal static RunResult Finish(Process process)
    {
        using (process)
        {
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new RunResult(process.ExitCode, output.ReplaceLineEndings("\n"), error.Result.ReplaceLineEndings("\n"));
        }
    }
}
