using System.CommandLine;
using System.CommandLine.Help;

namespace KerasHost.Cli;

/// <summary>The command line of <c>kerashost</c>.</summary>
internal static class Tool
{
    /// <summary>Does what the command line says.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Run(string[] commandLine)
    {
        // What follows `--` belongs to the script, whatever it looks like.
        int dashes = Array.IndexOf(commandLine, "--");
        string[] own = dashes < 0 ? commandLine : commandLine[..dashes];
        string[] scriptArguments = dashes < 0 ? [] : commandLine[(dashes + 1)..];

        ParseResult parsed = Describe(scriptArguments).Parse(own, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        if (parsed.Errors.Count == 0)
            return parsed.Invoke(invocation);
        // The errors, what was probably meant, and the usage.
        invocation.Output = Console.Error;
        parsed.Invoke(invocation);
        return ExitCodes.Usage;
    }

    private static Command Describe(string[] scriptArguments)
    {
        var script = new Argument<string>("script") { Description = "The script, a C# file (.csx) written as the Python program it mirrors." };
        script.Validators.Add(result =>
        {
            string path = result.Tokens[0].Value;
            if (path.StartsWith('-'))
                result.AddError($"Unrecognized option '{path}'. A script's own arguments follow `--`.");
            else if (!File.Exists(path))
                result.AddError($"Script not found: '{path}'.");
        });
        var offlineSample = new Option<bool>("--offline-sample") { Description = "Use a generated stand-in for data sets that are neither on disk nor to be had from the network." };
        var debug = new Option<bool>("--debug") { Description = "Print timings, and the whole stack of an exception." };
        var noCache = new Option<bool>("--no-cache") { Description = "Compile the script anew and keep nothing." };
        var run = new Command("run", "Runs a script. Its own arguments follow `--`.") { script, offlineSample, debug, noCache };
        run.SetAction(parsed => RunCommand.Run(new RunOptions(
            parsed.GetRequiredValue(script),
            scriptArguments,
            parsed.GetValue(offlineSample),
            parsed.GetValue(debug),
            !parsed.GetValue(noCache))));
        // Not a RootCommand: that one is called after the assembly.
        return new Command("kerashost", "Runs Keras programs written in C#.") { run, new HelpOption(), new VersionOption() };
    }
}
