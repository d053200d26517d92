namespace KerasHost.Layers;

/// <summary>Words in a text file, one a line.</summary>
internal static class VocabularyFile
{
    /// <summary>The words.</summary>
    /// <exception cref="KerasValueException">There is no such file.</exception>
    public static string[] Read(string path) => File.Exists(path) ? File.ReadAllLines(path) : throw new KerasValueException($"Vocabulary file {path} does not exist.");
}
