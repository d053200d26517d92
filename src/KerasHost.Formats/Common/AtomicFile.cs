namespace KerasHost.Formats.Common;

/// <summary>Writes files so that a crash at any moment leaves the old file whole.</summary>
public static class AtomicFile
{
    /// <summary>
    /// Calls <paramref name="write"/> with a seekable stream to a temporary file beside the target, brings the bytes
    /// to the disk, then renames the file over the target. If anything fails the target stays as it was.
    /// </summary>
    /// <param name="path">The target. Missing folders are not made. Through a symbolic link the file it points to is replaced.</param>
    /// <param name="write">Writes the contents.</param>
    /// <exception cref="IOException">The folder is missing or not writable, or the disk is full.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        bool isLink = new FileInfo(path).LinkTarget is not null;
        string target = isLink ? File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName : Path.GetFullPath(path);
        if (Directory.Exists(target))
            throw new IOException($"Is a folder: {path}");
        if (!Directory.Exists(Path.GetDirectoryName(target)))
            throw new DirectoryNotFoundException($"No such folder: {Path.GetDirectoryName(target)}");
        string temporary = Path.Join(Path.GetDirectoryName(target), $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            if (!OperatingSystem.IsWindows() && File.Exists(target))
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
