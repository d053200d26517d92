using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace KerasHost.Cli.Scripts;

/// <summary>Finds the assemblies of <c>#r</c>: a file relative to the script, or the name of one that the host has anyway.</summary>
/// <param name="folder">The script's folder.</param>
/// <param name="hostFiles">The files of the framework and the host.</param>
internal sealed class ScriptReferenceResolver(string folder, IReadOnlyList<string> hostFiles) : MetadataReferenceResolver
{
    private readonly Dictionary<string, FileStamp> _found = [];

    /// <summary>The files found so far that are not the host's.</summary>
    public IReadOnlyList<FileStamp> Found => [.. _found.Values];

    /// <inheritdoc/>
    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        if (hostFiles.FirstOrDefault(file => IsNamed(file, reference)) is { } known)
            return [MetadataReference.CreateFromFile(known, properties)];
        string start = baseFilePath is null ? folder : Path.GetDirectoryName(baseFilePath)!;
        string path = Path.GetFullPath(Path.Combine(start, reference));
        if (!File.Exists(path))
            return [];
        byte[] contents = File.ReadAllBytes(path);
        lock (_found)
            _found[path] = FileStamp.Of(path, contents);
        return [MetadataReference.CreateFromImage(contents, properties, filePath: path)];
    }

    /// <inheritdoc/>
    public override bool Equals(object? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private static bool IsNamed(string file, string reference) =>
        string.Equals(Path.GetFileNameWithoutExtension(file), reference, StringComparison.OrdinalIgnoreCase)
        || string.Equals(Path.GetFileName(file), reference, StringComparison.OrdinalIgnoreCase);
}
