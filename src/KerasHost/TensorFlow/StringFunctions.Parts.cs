using System.Globalization;
using KerasHost.Layers;

namespace KerasHost.TensorFlow;

public static partial class StringFunctions
{
    /// <summary>Parts of texts by bytes of UTF-8, or by characters for the unit "UTF8_CHAR".</summary>
    /// <param name="input">Texts.</param>
    /// <param name="pos">Where the part begins; negative from the end.</param>
    /// <param name="len">The length of the part; it ends with the text at the latest.</param>
    /// <param name="unit">"BYTE" or "UTF8_CHAR".</param>
    /// <exception cref="KerasValueException">A text is shorter than <paramref name="pos"/>.</exception>
    [KerasExport("tf.strings.substr")]
    public static Tensor substr(TensorLike input, int pos, int len, string unit = "BYTE") => Map(input, text =>
    {
        string[] units = unit switch
        {
            "BYTE" => [.. System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes(text)).Select(c => c.ToString())],
            "UTF8_CHAR" => Characters(text),
            _ => throw new KerasValueException($"Value for attr 'unit' of \"{unit}\" is not in the list of allowed values: \"BYTE\", \"UTF8_CHAR\""),
        };
        int start = pos < 0 ? pos + units.Length : pos;
        if (start < 0 || start > units.Length)
            throw new KerasValueException($"pos {pos} out of range for string b{Printing.PythonText.Repr(text)}");
        string part = string.Concat(units.Skip(start).Take(len));
        return unit == "BYTE" ? System.Text.Encoding.UTF8.GetString(System.Text.Encoding.Latin1.GetBytes(part)) : part;
    });

    /// <summary>The characters of a text, a vector. Several texts would have rows of different lengths, which are not known here.</summary>
    /// <param name="input">One text.</param>
    /// <param name="input_encoding">Must be "UTF-8".</param>
    /// <exception cref="KerasValueException">There are several texts, or another encoding.</exception>
    [KerasExport("tf.strings.unicode_split")]
    public static Tensor unicode_split(TensorLike input, string input_encoding)
    {
        if (input_encoding.ToUpperInvariant() is not "UTF-8")
            throw new KerasValueException($"`input_encoding` must be 'UTF-8' here. Received: input_encoding={input_encoding}");
        string[] parts = Characters(One(input, "tf.strings.unicode_split"));
        return Tensor.OfText(parts, parts.Length);
    }

    /// <summary>The words of a text, a vector. Several texts would have rows of different lengths, which are not known here.</summary>
    /// <param name="input">One text.</param>
    /// <param name="sep">What separates words; null means white space.</param>
    /// <exception cref="KerasValueException">There are several texts.</exception>
    [KerasExport("tf.strings.split")]
    public static Tensor split(TensorLike input, string? sep = null)
    {
        string text = One(input, "tf.strings.split");
        string[] parts = string.IsNullOrEmpty(sep) ? text.Split(Spaces, StringSplitOptions.RemoveEmptyEntries) : text.Split(sep);
        return Tensor.OfText(parts, parts.Length);
    }

    /// <summary>The texts along axes one after the other.</summary>
    /// <param name="inputs">Texts.</param>
    /// <param name="axis">The axis; null joins all.</param>
    /// <param name="keepdims">Whether the axis stays, with size 1.</param>
    /// <param name="separator">What stands between them.</param>
    [KerasExport("tf.strings.reduce_join")]
    public static Tensor reduce_join(TensorLike inputs, int? axis = null, bool keepdims = false, string separator = "")
    {
        Tensor x = inputs.ToTensor();
        string[] texts = x.Text.ToArray();
        if (axis is not { } at)
            return Tensor.OfText([string.Join(separator, texts)], keepdims ? Shape.Of([.. Enumerable.Repeat(1, x.ndim)]) : []);
        if (at < 0)
            at += x.ndim;
        int size = x.shape.Dims[at], inner = (int)x.shape.Part(at + 1, x.ndim).Size;
        var joined = new string[texts.Length / Math.Max(1, size)];
        for (int i = 0; i < joined.Length; i++)
            joined[i] = string.Join(separator, Enumerable.Range(0, size).Select(j => texts[(i / inner * size + j) * inner + i % inner]));
        return Tensor.OfText(joined, x.shape.Part(0, at).Append([.. keepdims ? [1] : (int[])[], .. x.shape.Dims[(at + 1)..]]));
    }

    /// <summary>Texts as numbers.</summary>
    /// <param name="input">Texts.</param>
    /// <param name="out_type">The type; null means float32.</param>
    /// <exception cref="KerasValueException">A text is no number.</exception>
    [KerasExport("tf.strings.to_number")]
    public static Tensor to_number(TensorLike input, DType? out_type = null)
    {
        Tensor x = input.ToTensor();
        DType type = out_type ?? DType.Float32;
        if (x.IsSymbolic)
            return Tensor.Symbolic(type, x.shape);
        double[] numbers = [.. x.Text.ToArray().Select(text => double.TryParse(text.Trim(Spaces), type.is_integer ? NumberStyles.AllowLeadingSign : NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number : throw new KerasValueException($"StringToNumberOp could not correctly convert string: {text}"))];
        return Op.Cast(Tensor.From<double>(numbers, x.shape), type);
    }

    /// <summary>A number from 0 to <paramref name="num_buckets"/> - 1 for each text, int64, by TensorFlow's hash.</summary>
    [KerasExport("tf.strings.to_hash_bucket_fast")]
    public static Tensor to_hash_bucket_fast(TensorLike input, int num_buckets)
    {
        Tensor x = input.ToTensor();
        return x.IsSymbolic ? Tensor.Symbolic(DType.Int64, x.shape) : Tensor.From<long>([.. x.Text.ToArray().Select(text => Fingerprint64.Bucket(text, num_buckets))], x.shape);
    }

    private static string One(TensorLike input, string function)
    {
        Tensor x = input.ToTensor();
        return x.ndim == 0 ? x.Text[0] : throw new KerasValueException($"{function} takes one text here: several would give rows of different lengths. Received shape {x.shape}; map it over the texts.");
    }

    private static string[] Characters(string text) => [.. text.EnumerateRunes().Select(rune => rune.ToString())];
}
