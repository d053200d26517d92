namespace KerasHost.Cli.Scripts;

/// <summary>One error that the compiler found.</summary>
/// <param name="Path">Full path of the file; empty where the error has no place.</param>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Column">Column, counted from 1.</param>
/// <param name="Id">The compiler's number, for example <c>CS0103</c>.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record ScriptDiagnostic(string Path, int Line, int Column, string Id, string Message);
