namespace KerasHost.Cli.Scripts;

/// <summary>What a script sees besides the namespaces imported for it.</summary>
/// <param name="arguments">What followed <c>--</c> on the command line.</param>
public sealed class ScriptGlobals(string[] arguments)
{
    /// <summary>The script's own arguments; empty if it was given none.</summary>
    public string[] args { get; } = arguments;
}
