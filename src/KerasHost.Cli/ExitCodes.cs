namespace KerasHost.Cli;

/// <summary>What the tool answers to the shell.</summary>
internal static class ExitCodes
{
    /// <summary>The script ran to its end.</summary>
    public const int Fine = 0;

    /// <summary>The script does not compile, threw an exception, or its data is bad.</summary>
    public const int ScriptError = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Stopped by Ctrl-C, as shells count it: 128 + SIGINT.</summary>
    public const int Interrupted = 130;
}
