using System.Text;

namespace KerasHost.Preprocessing;

/// <summary>Texts as words. Mirrors <c>text_to_word_sequence</c> of tf_keras/src/preprocessing/text.py.</summary>
public static class WordSequence
{
    /// <summary>Punctuation, tabs and line breaks, but for the apostrophe.</summary>
    internal const string Filters = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n";

    /// <summary>The words of a text.</summary>
    /// <param name="input_text">The text.</param>
    /// <param name="filters">Characters that end words and belong to none.</param>
    /// <param name="lower">Whether letters become small.</param>
    /// <param name="split">What else lies between words.</param>
    [KerasExport("keras.preprocessing.text.text_to_word_sequence")]
    public static List<string> text_to_word_sequence(string input_text, string filters = Filters, bool lower = true, string split = " ")
    {
        if (split.Length == 0)
            throw new KerasValueException("empty separator");
        if (lower)
            input_text = input_text.ToLowerInvariant();
        var text = new StringBuilder(input_text.Length);
        foreach (char c in input_text)
            if (filters.Contains(c))
                text.Append(split);
            else
                text.Append(c);
        return [.. text.ToString().Split(split, StringSplitOptions.RemoveEmptyEntries)];
    }
}
