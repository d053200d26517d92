using System.Security.Cryptography;

namespace KerasHost.Datasets.DataFiles;

/// <summary>Compares files with the hashes that are published for them (tf_keras/src/utils/data_utils.py, <c>validate_file</c>).</summary>
internal static class FileHash
{
    private const int Sha256Digits = 64;

    /// <summary>Whether the rest of the stream has this hash.</summary>
    /// <param name="stream">Read to its end.</param>
    /// <param name="hash">Hexadecimal digits, capital or not.</param>
    /// <param name="algorithm"><c>sha256</c>, <c>md5</c>, or <c>auto</c>: by the number of digits.</param>
    public static bool Matches(Stream stream, string hash, string algorithm = "auto")
    {
        bool isSha256 = algorithm == "sha256" || algorithm == "auto" && hash.Length == Sha256Digits;
        // md5 guards against damage only; it is what Keras publishes for some files.
        byte[] found = isSha256 ? SHA256.HashData(stream) : MD5.HashData(stream);
        return string.Equals(Convert.ToHexString(found), hash, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether the file has this hash.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static bool Matches(string path, string hash, string algorithm = "auto")
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 18);
        return Matches(stream, hash, algorithm);
    }
}
