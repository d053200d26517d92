namespace KerasHost.Cli.Tests;

/// <summary>What a run of the tool left behind.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record RunResult(int ExitCode, string Output, string Error);
