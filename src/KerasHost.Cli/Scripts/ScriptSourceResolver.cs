using Microsoft.CodeAnalysis;

namespace KerasHost.Cli.Scripts;

/// <summary>Reads the files of <c>#load</c>, relative to the file that holds the line, and remembers what they held.</summary>
internal sealed class ScriptSourceResolver(string folder) : SourceReferenceResolver
{
    private readonly SourceFileResolver _files = new([], folder);
    private readonly Dictionary<string, FileStamp> _loaded = [];

    /// <summary>The files read so far.</summary>
    public IReadOnlyList<FileStamp> Loaded => [.. _loaded.Values];

    /// <inheritdoc/>
    public override string? NormalizePath(string path, string? baseFilePath) => _files.NormalizePath(path, baseFilePath);

    /// <inheritdoc/>
    public override string? ResolveReference(string path, string? baseFilePath) => _files.ResolveReference(path, baseFilePath);

    /// <inheritdoc/>
    public override Stream OpenRead(string resolvedPath)
    {
        byte[] contents = File.ReadAllBytes(resolvedPath);
        lock (_loaded)
            _loaded[resolvedPath] = FileStamp.Of(resolvedPath, contents);
        return new MemoryStream(contents, writable: false);
    }

    /// <inheritdoc/>
    public override bool Equals(object? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
