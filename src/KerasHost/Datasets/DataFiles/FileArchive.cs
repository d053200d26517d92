using System.Formats.Tar;
using System.IO.Compression;

namespace KerasHost.Datasets.DataFiles;

/// <summary>Takes archives apart (tf_keras/src/utils/data_utils.py, <c>_extract_archive</c>). Entries that lead out of the folder are an error.</summary>
internal static class FileArchive
{
    /// <summary>Extracts into a folder; does nothing with a file that is no archive of the kinds that are allowed.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="folder">Where its files go; those that are there are replaced.</param>
    /// <param name="format"><c>auto</c>, <c>tar</c> (also compressed with gzip), <c>zip</c>, or null for none.</param>
    /// <exception cref="KerasValueException">The format is another, or the archive is compressed with bzip2.</exception>
    public static void Extract(string path, string folder, string? format)
    {
        if (format is not ("auto" or "tar" or "zip" or null))
            throw new KerasValueException($"`archive_format` must be 'auto', 'tar', 'zip' or None. Received: archive_format={format}");
        byte[] start = new byte[262];
        int count;
        using (FileStream file = File.OpenRead(path))
            count = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        ReadOnlySpan<byte> head = start.AsSpan(0, count);
        if (format is "auto" or "zip" && head.StartsWith("PK"u8))
        {
            ZipFile.ExtractToDirectory(path, folder, overwriteFiles: true);
        }
        else if (format is "auto" or "tar" && head is [0x1f, 0x8b, ..])
        {
            using FileStream file = File.OpenRead(path);
            using var unzipped = new GZipStream(file, CompressionMode.Decompress);
            TarFile.ExtractToDirectory(unzipped, folder, overwriteFiles: true);
        }
        else if (format is "auto" or "tar" && head.Length >= 262 && head[257..262].SequenceEqual("ustar"u8))
        {
            TarFile.ExtractToDirectory(path, folder, overwriteFiles: true);
        }
        else if (format is not null && head.StartsWith("BZh"u8))
        {
            throw new KerasValueException($"{path} is compressed with bzip2, which is not read here. Unpack it with tar -xjf and give its folder.");
        }
    }
}
