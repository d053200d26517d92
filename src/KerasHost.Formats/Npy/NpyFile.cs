using KerasHost.Formats.Common;

namespace KerasHost.Formats.Npy;

/// <summary>
/// NumPy's npy files (numpy.lib.format, versions 1.0 to 3.0): floats, integers, bool, text and byte strings in either byte
/// order and either axis order, and object arrays of plain Python data.
/// </summary>
public static class NpyFile
{
    /// <summary>Reads an array.</summary>
    /// <exception cref="IOException">The file is missing or cannot be opened.</exception>
    /// <exception cref="ModelFormatException">The file is damaged, holds a type that is not read here, or objects other than plain data.</exception>
    public static NpyArray Read(string path)
    {
        using var source = FileSource.Open(path);
        return Read(source);
    }

    /// <summary>Reads an array from a source that holds an npy file.</summary>
    /// <exception cref="ModelFormatException">As for a path.</exception>
    public static NpyArray Read(FileSource source)
    {
        using var stream = source.OpenStream(0, source.Length, "npy file");
        return NpyReader.Read(stream, source.Path);
    }

    /// <summary>Writes an array; the old file stays until the new one is complete.</summary>
    /// <exception cref="KerasValueException">An object array holds something other than plain data.</exception>
    public static void Write(string path, NpyArray array)
    {
        var writer = new NpyWriter(array);
        AtomicFile.Write(path, writer.Write);
    }
}
