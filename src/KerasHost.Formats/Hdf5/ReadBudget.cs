using System.Globalization;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.Hdf5;

/// <summary>
/// Bounds the work on hostile files: the structures of a sound file do not overlap, so that together they cannot take
/// more bytes than the file has. Cycles and structures read again and again run into this at the latest.
/// </summary>
internal sealed class ReadBudget(FileSource file)
{
    private long _left = file.Length;

    /// <summary>Counts the bytes of one structure.</summary>
    /// <exception cref="ModelFormatException">The structures take more than the file has.</exception>
    internal void Take(long offset, long bytes, string field)
    {
        if (bytes > _left)
            throw file.Error(offset, field, "structures that do not overlap",
                string.Create(CultureInfo.InvariantCulture, $"structures of more than the {file.Length} bytes of the file"));
        _left -= bytes;
    }
}
