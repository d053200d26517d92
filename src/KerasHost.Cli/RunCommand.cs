using System.Diagnostics;
using System.Runtime.InteropServices;
using KerasHost.Cli.Scripts;
using KerasHost.Hosting;

namespace KerasHost.Cli;

/// <summary><c>kerashost run</c>: finds or compiles the script, runs it, and says what went wrong.</summary>
internal static class RunCommand
{
    /// <summary>Runs a script to its end.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Run(RunOptions options)
    {
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupted);
        HostOptions.OfflineSample = options.OfflineSample;
        var report = new ErrorReport(Environment.CurrentDirectory, options.Debug);
        CompiledScript? script;
        try
        {
            script = Load(options, report);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{options.Script}: {e.Message}");
            return ExitCodes.ScriptError;
        }
        if (script is null)
            return ExitCodes.ScriptError;

        var loaded = new LoadedScript(script);
        // An exception in a thread that the script started ends it too.
        AppDomain.CurrentDomain.UnhandledException += (_, raised) =>
        {
            report.Print((Exception)raised.ExceptionObject, loaded.Assembly);
            Environment.Exit(ExitCodes.ScriptError);
        };
        try
        {
            loaded.Run(options.Arguments).GetAwaiter().GetResult();
            return ExitCodes.Fine;
        }
        catch (Exception e)
        {
            report.Print(e, loaded.Assembly);
            return ExitCodes.ScriptError;
        }
        finally
        {
            Console.Out.Flush();
        }
    }

    private static CompiledScript? Load(RunOptions options, ErrorReport report)
    {
        long start = Stopwatch.GetTimestamp();
        string path = Path.GetFullPath(options.Script);
        byte[] text = File.ReadAllBytes(path);
        ScriptCache? cache = options.UseCache ? ScriptCache.ForUser() : null;
        string key = ScriptCache.Key(path, text);
        if (cache?.Find(key) is { } cached)
        {
            Debug(options, start, "taken from the cache");
            return cached;
        }
        CompiledScript? compiled = Compile(path, text, report);
        if (compiled is null)
            return null;
        Debug(options, start, "compiled");
        if (cache?.Store(key, compiled) is { } failure && options.Debug)
            Console.Error.WriteLine($"kerashost: the compiled script was not kept: {failure}");
        return compiled;
    }

    // Apart, so that Roslyn's assemblies are loaded only when there is something to compile.
    private static CompiledScript? Compile(string path, byte[] text, ErrorReport report)
    {
        CompilerWarmUp.Start();
        var compiler = new ScriptCompiler(path, text);
        CompiledScript? compiled = compiler.Compile(out IReadOnlyList<ScriptDiagnostic> errors);
        report.Print(errors);
        return compiled;
    }

    private static void Debug(RunOptions options, long start, string what)
    {
        if (options.Debug)
            Console.Error.WriteLine(FormattableString.Invariant($"kerashost: script {what} in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms"));
    }

    private static void Interrupted(PosixSignalContext signal)
    {
        signal.Cancel = true;
        Console.Out.Flush();
        Console.Error.WriteLine();
        Console.Error.WriteLine("kerashost: interrupted");
        Environment.Exit(ExitCodes.Interrupted);
    }
}
