namespace KerasHost.Cli.Scripts;

/// <summary>A script as an assembly, with what it was made from besides its own text.</summary>
/// <param name="Assembly">The assembly, debug information embedded.</param>
/// <param name="LoadedFiles">The files that it loads with <c>#load</c>.</param>
/// <param name="References">The assemblies that it names with <c>#r</c> and that do not belong to the host.</param>
internal sealed record CompiledScript(byte[] Assembly, IReadOnlyList<FileStamp> LoadedFiles, IReadOnlyList<FileStamp> References);
