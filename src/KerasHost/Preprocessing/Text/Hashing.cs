using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace KerasHost.Preprocessing;

/// <summary>Texts as numbers that come from the words themselves. Mirrors <c>hashing_trick</c> of tf_keras/src/preprocessing/text.py.</summary>
public static class Hashing
{
    /// <summary>A number from 1 to n - 1 for each word; different words may have the same.</summary>
    /// <param name="text">The text.</param>
    /// <param name="n">One more than the largest number.</param>
    /// <param name="hash_function">
    /// "md5", or null, which is md5 too: Python's own <c>hash</c>, which Keras takes for None, gives other numbers each time Python starts.
    /// </param>
    /// <param name="filters">Characters that end words and belong to none.</param>
    /// <param name="lower">Whether letters become small.</param>
    /// <param name="split">What else lies between words.</param>
    /// <exception cref="KerasValueException">Another function.</exception>
    [KerasExport("keras.preprocessing.text.hashing_trick")]
    public static List<int> hashing_trick(string text, int n, string? hash_function = null, string filters = WordSequence.Filters, bool lower = true, string split = " ") =>
        hash_function is null or "md5"
            ? [.. WordSequence.text_to_word_sequence(text, filters, lower, split).Select(word => (int)(Number(word) % (n - 1)) + 1)]
            : throw new KerasValueException($"Unknown `hash_function`: '{hash_function}'. Use 'md5'.");

    /// <summary>A number from 1 to n - 1 for each word, the same for the same word; different words may have the same.</summary>
    /// <inheritdoc cref="hashing_trick"/>
    [KerasExport("keras.preprocessing.text.one_hot")]
    public static List<int> one_hot(string input_text, int n, string filters = WordSequence.Filters, bool lower = true, string split = " ") =>
        hashing_trick(input_text, n, null, filters, lower, split);

    private static BigInteger Number(string word) =>
#pragma warning disable CA5351 // A number for a word, nothing secret.
        new(MD5.HashData(Encoding.UTF8.GetBytes(word)), isUnsigned: true, isBigEndian: true);
#pragma warning restore CA5351
}
