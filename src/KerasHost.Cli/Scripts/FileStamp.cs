using System.Security.Cryptography;

namespace KerasHost.Cli.Scripts;

/// <summary>A file and what it held.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Hash">SHA-256 of its contents.</param>
internal sealed record FileStamp(string Path, byte[] Hash)
{
    /// <summary>Stamps contents that were just read.</summary>
    public static FileStamp Of(string path, ReadOnlySpan<byte> contents) => new(path, SHA256.HashData(contents));

    /// <summary>Whether the file still holds the same.</summary>
    public bool IsCurrent()
    {
        try
        {
            using FileStream stream = File.OpenRead(Path);
            return SHA256.HashData(stream).AsSpan().SequenceEqual(Hash);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
