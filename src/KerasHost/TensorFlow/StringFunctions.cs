using System.Globalization;
using System.Text.RegularExpressions;
using KerasHost.Layers;

namespace KerasHost.TensorFlow;

/// <summary>Tensors of text, element by element: TensorFlow's <c>tf.strings</c>.</summary>
public static partial class StringFunctions
{
    /// <summary>Small letters; of the Latin alphabet only, as in TensorFlow, unless the encoding is "utf-8".</summary>
    [KerasExport("tf.strings.lower")]
    public static Tensor lower(TensorLike input, string encoding = "") => Map(input, text => encoding == "utf-8" ? text.ToLowerInvariant() : AsciiLower(text));

    /// <summary>Capital letters; of the Latin alphabet only, as in TensorFlow, unless the encoding is "utf-8".</summary>
    [KerasExport("tf.strings.upper")]
    public static Tensor upper(TensorLike input, string encoding = "") => Map(input, text => encoding == "utf-8" ? text.ToUpperInvariant()
        : string.Create(text.Length, text, (to, from) => { for (int i = 0; i < to.Length; i++) to[i] = from[i] is >= 'a' and <= 'z' ? (char)(from[i] - 32) : from[i]; }));

    /// <summary>Without white space at both ends.</summary>
    [KerasExport("tf.strings.strip")]
    public static Tensor strip(TensorLike input) => Map(input, text => text.Trim(Spaces));

    /// <summary>With all that a pattern fits replaced.</summary>
    /// <param name="input">Texts.</param>
    /// <param name="pattern">A regular expression.</param>
    /// <param name="rewrite">The replacement; <c>\1</c> stands for the first group.</param>
    /// <param name="replace_global">Whether all places are replaced, or the first.</param>
    [KerasExport("tf.strings.regex_replace")]
    public static Tensor regex_replace(TensorLike input, string pattern, string rewrite, bool replace_global = true)
    {
        var regex = new Regex(pattern, RegexOptions.CultureInvariant);
        string replacement = Regex.Replace(rewrite.Replace("$", "$$", StringComparison.Ordinal), @"\\(\d)", "$${$1}").Replace(@"\\", @"\", StringComparison.Ordinal);
        return Map(input, text => regex.Replace(text, replacement, replace_global ? -1 : 1));
    }

    /// <summary>The lengths, int32: bytes in UTF-8, or characters for the unit "UTF8_CHAR".</summary>
    [KerasExport("tf.strings.length")]
    public static Tensor length(TensorLike input, string unit = "BYTE")
    {
        Tensor x = input.ToTensor();
        if (x.IsSymbolic)
            return Tensor.Symbolic(DType.Int32, x.shape);
        Func<string, int> count = unit switch
        {
            "BYTE" => System.Text.Encoding.UTF8.GetByteCount,
            "UTF8_CHAR" => text => text.EnumerateRunes().Count(),
            _ => throw new KerasValueException($"Value for attr 'unit' of \"{unit}\" is not in the list of allowed values: \"BYTE\", \"UTF8_CHAR\""),
        };
        return Tensor.From<int>([.. x.Text.ToArray().Select(count)], x.shape);
    }

    /// <summary>Texts one after the other, element by element; a single text goes with every element.</summary>
    [KerasExport("tf.strings.join")]
    public static Tensor join(IReadOnlyList<TensorLike> inputs, string separator = "")
    {
        Tensor[] parts = [.. inputs.Select(input => input.ToTensor())];
        Shape shape = parts.Select(part => part.shape).FirstOrDefault(size => size.Rank > 0);
        if (Array.Exists(parts, part => part.IsSymbolic))
            return Tensor.Symbolic(DTypeCode.String, shape);
        if (Array.Find(parts, part => part.ndim > 0 && part.shape != shape) is { } other)
            throw new KerasShapeException($"Input shapes do not match: {shape} and {other.shape}");
        var result = new string[shape.Size];
        for (int i = 0; i < result.Length; i++)
            result[i] = string.Join(separator, parts.Select(part => part.Text[part.ndim == 0 ? 0 : i]));
        return Tensor.OfText(result, shape);
    }

    /// <summary>Numbers as text.</summary>
    [KerasExport("tf.strings.as_string", "tf.as_string")]
    public static Tensor as_string(TensorLike input)
    {
        Tensor x = input.ToTensor();
        return x.IsSymbolic ? Tensor.Symbolic(DTypeCode.String, x.shape)
            : Tensor.OfText([.. Enumerable.Range(0, x.Length).Select(i => x.Element(i) switch
            {
                bool truth => truth ? "true" : "false",
                float or double or Half => Printing.PythonFormat.Format(x.ElementAsDouble(i), "f"),
                var number => Convert.ToString(number, CultureInfo.InvariantCulture)!,
            })], x.shape);
    }

    /// <summary>The whole of a file as a text.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    [KerasExport("tf.io.read_file")]
    public static Tensor read_file(TensorLike filename) => Map(filename, File.ReadAllText);

    /// <summary>What separates words: the white space of ASCII.</summary>
    internal static readonly char[] Spaces = [' ', '\t', '\n', '\v', '\f', '\r'];

    /// <summary>Small letters of the Latin alphabet.</summary>
    internal static string AsciiLower(string text) =>
        string.Create(text.Length, text, (to, from) => { for (int i = 0; i < to.Length; i++) to[i] = from[i] is >= 'A' and <= 'Z' ? (char)(from[i] + 32) : from[i]; });

    private static Tensor Map(TensorLike input, Func<string, string> change)
    {
        Tensor x = input.ToTensor();
        return x.IsSymbolic ? Tensor.Symbolic(DTypeCode.String, x.shape) : Tensor.OfText([.. x.Text.ToArray().Select(change)], x.shape);
    }
}
