using System.Globalization;

namespace KerasHost;

/// <summary>A file that is damaged, or uses a feature of its format that is not read here.</summary>
public class ModelFormatException : KerasException
{
    /// <summary>Says which file, where, which field, and what was expected and found.</summary>
    /// <param name="path">The file, or the name of the stream.</param>
    /// <param name="offset">Position of the field in bytes from the start of the file; null where it has none.</param>
    /// <param name="field">The field in the words of the format's specification.</param>
    /// <param name="expected">What a sound file holds there.</param>
    /// <param name="found">What this file holds.</param>
    /// <param name="inner">The error beneath, if any.</param>
    public ModelFormatException(string path, long? offset, string field, string expected, string found, Exception? inner = null)
        : base(Describe(path, offset, field, expected, found), inner)
    {
        Path = path;
        Offset = offset;
        Field = field;
    }

    /// <summary>The file, or the name of the stream.</summary>
    public string Path { get; }

    /// <summary>Position of the field in bytes from the start of the file, or null.</summary>
    public long? Offset { get; }

    /// <summary>The field in the words of the format's specification.</summary>
    public string Field { get; }

    private static string Describe(string path, long? offset, string field, string expected, string found)
    {
        string at = offset is { } o ? string.Create(CultureInfo.InvariantCulture, $" at byte {o}") : "";
        return $"{path}{at}: {field}: expected {expected}, found {found}";
    }
}
