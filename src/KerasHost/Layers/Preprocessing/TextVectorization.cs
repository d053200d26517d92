using KerasHost.Data;
using KerasHost.Saving;
using KerasHost.TensorFlow;

namespace KerasHost.Layers;

/// <summary>
/// Texts as numbers of words: <c>(batch)</c> or <c>(batch, 1)</c> of text becomes <c>(batch, words)</c> of int64, or a row of counts a text.
/// Words are learned by <see cref="adapt(Dataset, int?, int?)"/> or given. Mirrors tf_keras/src/layers/preprocessing/text_vectorization.py.
/// </summary>
[KerasExport("keras.layers.TextVectorization", "keras.layers.experimental.preprocessing.TextVectorization")]
public class TextVectorization : Layer
{
    private const string Punctuation = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'";

    private readonly Func<Tensor, Tensor>? _standardizeFunction;
    private readonly Vocabulary _vocabulary;

    /// <summary>A layer that knows no words yet, unless they are given.</summary>
    /// <param name="max_tokens">How many words at most, padding and unknown ones included; null for all.</param>
    /// <param name="standardize">"lower_and_strip_punctuation", "lower", "strip_punctuation", or null.</param>
    /// <param name="split">"whitespace", "character", or null: every text is a word.</param>
    /// <param name="ngrams">How many words in a row count as a word too: 2 adds pairs; null for single words.</param>
    /// <param name="output_mode">"int", "multi_hot", "count" or "tf_idf".</param>
    /// <param name="output_sequence_length">For "int": texts are cut or filled up with 0 to this many words; null for the longest of the batch.</param>
    /// <param name="pad_to_max_tokens">For the other modes: whether rows have <paramref name="max_tokens"/> places also where fewer words are known.</param>
    /// <param name="vocabulary">The words, or null to learn them.</param>
    /// <param name="idf_weights">For "tf_idf" with a vocabulary: the factor of each word.</param>
    /// <param name="sparse">Must be false: there are no sparse tensors here.</param>
    /// <param name="ragged">Must be false: there are no ragged tensors here.</param>
    /// <param name="encoding">Must be "utf-8".</param>
    /// <exception cref="KerasValueException">An argument has another value.</exception>
    public TextVectorization(int? max_tokens = null, string? standardize = "lower_and_strip_punctuation", string? split = "whitespace", int? ngrams = null,
        string output_mode = "int", int? output_sequence_length = null, bool pad_to_max_tokens = false, IReadOnlyList<string>? vocabulary = null,
        IReadOnlyList<double>? idf_weights = null, bool sparse = false, bool ragged = false, string encoding = "utf-8")
        : this(max_tokens, null, standardize, split, ngrams, output_mode, output_sequence_length, pad_to_max_tokens, vocabulary, idf_weights, sparse, ragged, encoding) { }

    /// <summary>A layer with a function of one's own that prepares texts.</summary>
    /// <param name="standardize">From texts to texts.</param>
    /// <inheritdoc cref="TextVectorization(int?, string?, string?, int?, string, int?, bool, IReadOnlyList{string}?, IReadOnlyList{double}?, bool, bool, string)"/>
    public TextVectorization([NotInConfig] Func<Tensor, Tensor> standardize, int? max_tokens = null, string? split = "whitespace", int? ngrams = null,
        string output_mode = "int", int? output_sequence_length = null, bool pad_to_max_tokens = false, IReadOnlyList<string>? vocabulary = null,
        IReadOnlyList<double>? idf_weights = null, bool sparse = false, bool ragged = false, string encoding = "utf-8")
        : this(max_tokens, standardize, null, split, ngrams, output_mode, output_sequence_length, pad_to_max_tokens, vocabulary, idf_weights, sparse, ragged, encoding) { }

    private TextVectorization(int? maxTokens, Func<Tensor, Tensor>? function, string? standardize, string? split, int? ngrams, string outputMode, int? length,
        bool pad, IReadOnlyList<string>? vocabulary, IReadOnlyList<double>? idfWeights, bool sparse, bool ragged, string encoding)
    {
        if (standardize is not ("lower_and_strip_punctuation" or "lower" or "strip_punctuation" or null))
            throw Unknown("standardize", standardize);
        if (split is not ("whitespace" or "character" or null))
            throw Unknown("split", split);
        if (outputMode is not ("int" or "multi_hot" or "count" or "tf_idf" or "tf-idf"))
            throw Unknown("output_mode", outputMode);
        if (sparse || ragged)
            throw new KerasValueException("`sparse` and `ragged` must be false: there are no such tensors here. Set output_sequence_length for rows of one length.");
        if (encoding.ToLowerInvariant() is not ("utf-8" or "utf8"))
            throw Unknown("encoding", encoding);
        if (outputMode == "int" && length is < 1)
            throw new KerasValueException($"`output_sequence_length` must be either None or an integer when `output_mode` is 'int'. Received: output_sequence_length={length}");
        if (outputMode != "int" && length is not null)
            throw new KerasValueException($"`output_sequence_length` must not be set if `output_mode` is not 'int'. Received output_sequence_length={length}.");
        if (ngrams is < 1)
            throw new KerasValueException($"`ngrams` must be None or an integer above 0. Received: ngrams={ngrams}");
        if (pad && maxTokens is null)
            throw new KerasValueException("If pad_to_max_tokens is True, must set `max_tokens`. Received: max_tokens=None");
        _standardizeFunction = function;
        (max_tokens, this.standardize, this.split, this.ngrams) = (maxTokens, standardize, split, ngrams);
        (output_mode, output_sequence_length, pad_to_max_tokens) = (outputMode == "tf-idf" ? "tf_idf" : outputMode, length, pad);
        _vocabulary = new(name, maxTokens, "", output_mode == "int", "[UNK]", output_mode == "tf_idf");
        if (vocabulary is not null)
            set_vocabulary(vocabulary, idfWeights);
    }

    /// <summary>How many words at most, or null.</summary>
    public int? max_tokens { get; }

    /// <summary>What is done to texts first, or null.</summary>
    public string? standardize { get; }

    /// <summary>Where texts are split into words, or null.</summary>
    public string? split { get; }

    /// <summary>How many words in a row count as a word too, or null.</summary>
    public int? ngrams { get; }

    /// <summary>What becomes of the words of a text.</summary>
    public string output_mode { get; }

    /// <summary>The length of the rows of "int", or null.</summary>
    public int? output_sequence_length { get; }

    /// <summary>Whether rows of counts have max_tokens places.</summary>
    public bool pad_to_max_tokens { get; }

    /// <summary>The words that are known, without the special ones; null for none.</summary>
    public IReadOnlyList<string>? vocabulary => _vocabulary.IsKnown ? _vocabulary.Words(special: false) : null;

    /// <summary>The factors of the words for "tf_idf", or null.</summary>
    public IReadOnlyList<double>? idf_weights => _vocabulary.IdfWeights?.Skip(_vocabulary.First).Select(weight => (double)weight).ToList();

    /// <summary>False: there are no sparse tensors.</summary>
    public bool sparse => false;

    /// <summary>False: there are no ragged tensors.</summary>
    public bool ragged => false;

    /// <summary>utf-8.</summary>
    public string encoding => "utf-8";

    /// <summary>What the layer makes of texts, or of what else it takes, given as a tensor or as C#'s lists: <c>layer.apply(["a", "b"])</c>.</summary>
    /// <param name="inputs">The data.</param>
    public Tensor apply(TensorLike inputs) => base.apply(new Tensors(inputs.ToTensor()));

    /// <summary>Learns the words of a dataset of texts, batched or not; what was known before is forgotten.</summary>
    /// <param name="data">The texts; of tuples the first part.</param>
    /// <param name="batch_size">Not for datasets, which bring their own.</param>
    /// <param name="steps">How many elements to read, or null for all.</param>
    public void adapt(Dataset data, int? batch_size = null, int? steps = null)
    {
        if (batch_size is not null)
            throw new KerasValueException("The `batch_size` argument must not be specified for the given input type: a dataset brings its own batches.");
        _vocabulary.Learn(Vocabulary.Batches(steps is { } count ? data.take(count) : data).SelectMany(Tokens));
    }

    /// <summary>Learns the words of texts; what was known before is forgotten.</summary>
    /// <param name="data">The texts.</param>
    /// <param name="batch_size">Makes no difference here.</param>
    /// <param name="steps">How many batches of <paramref name="batch_size"/> (32) to read, or null for all.</param>
    public void adapt(TensorLike data, int? batch_size = null, int? steps = null)
    {
        Tensor texts = data.ToTensor();
        if (steps is { } count && texts.ndim > 0)
            texts = texts.Rows(0, Math.Min(texts.shape[0], count * (batch_size ?? 32)));
        _vocabulary.Learn(Tokens(texts));
    }

    /// <summary>The words in the order of their numbers.</summary>
    /// <param name="include_special_tokens">Whether the words for padding and unknown ones come first.</param>
    public List<string> get_vocabulary(bool include_special_tokens = true) => _vocabulary.Words(include_special_tokens);

    /// <summary>How many numbers there are, special ones included.</summary>
    public int vocabulary_size() => _vocabulary.Size;

    /// <summary>Takes words in place of learning them.</summary>
    /// <param name="vocabulary">The words in the order of their numbers, with the special ones in front or without.</param>
    /// <param name="idf_weights">For "tf_idf": the factor of each.</param>
    public void set_vocabulary(IReadOnlyList<string> vocabulary, IReadOnlyList<double>? idf_weights = null) => _vocabulary.Set(vocabulary, idf_weights);

    /// <summary>Takes words from a file, one a line.</summary>
    public void set_vocabulary(string vocabulary) => _vocabulary.Set(VocabularyFile.Read(vocabulary), null);

    /// <inheritdoc/>
    public override Config get_config() => new(base.get_config()) { ["dtype"] = "string" };

    /// <inheritdoc/>
    public override Tensor call(Tensor x)
    {
        if (x.dtype.Code != DTypeCode.String)
            throw new KerasTypeException($"Layer {name} takes text. Received: {x}");
        if (x.IsSymbolic)
            return Symbolic(x);
        _vocabulary.MustBeKnown();
        int[][] rows = [.. Tokens(x).Select(words => words.Select(_vocabulary.Number).ToArray())];
        bool isScalar = x.ndim == 0 && split is not null;
        if (output_mode != "int")
        {
            // Texts that are not split and lie side by side are the words of one text.
            bool isOneText = split is null && x.ndim == 1;
            Tensor counts = WordCounts.Encode(isOneText ? [[.. rows.SelectMany(row => row)]] : rows, output_mode, Depth, _vocabulary.IdfWeights);
            return isScalar || isOneText ? counts[0] : counts;
        }
        int length = output_sequence_length ?? (rows.Length == 0 ? 0 : rows.Max(row => row.Length));
        Tensor numbers = Op.Zeros(Shape.Of(rows.Length, length), DType.Int64);
        Span<long> to = numbers.AsSpan<long>();
        for (int i = 0; i < rows.Length; i++)
            for (int j = 0; j < Math.Min(length, rows[i].Length); j++)
                to[i * length + j] = rows[i][j];
        GC.KeepAlive(numbers);
        return isScalar ? numbers[0] : split is null && x.ndim == 1 ? Op.Squeeze(numbers, [1]) : numbers;
    }

    private int Depth => pad_to_max_tokens ? max_tokens!.Value : _vocabulary.Size;

    private Tensor Symbolic(Tensor x)
    {
        int width = output_mode == "int" ? output_sequence_length ?? (split is null && x.ndim > 1 ? x.shape.Dims[^1] : Shape.Unknown)
            : pad_to_max_tokens || _vocabulary.IsKnown ? Depth : Shape.Unknown;
        DType type = output_mode == "int" ? DType.Int64 : DType.Float32;
        if (split is null && output_mode == "int" && x.ndim < 2)
            return Tensor.Symbolic(type, x.shape);
        return Tensor.Symbolic(type, x.ndim == 0 || split is null && x.ndim == 1 ? Shape.Of(width) : Shape.Of(x.shape.Dims[0], width));
    }

    // The words of each text. Without splitting, the texts of a row are its words.
    private IEnumerable<IReadOnlyList<string>> Tokens(Tensor x)
    {
        x = Standardized(x);
        if (split is not null && x.ndim > 1 && x.shape.Dims[^1] != 1)
            throw new KerasValueException($"When using `TextVectorization` to tokenize strings, the input rank must be 1 or the last shape dimension must be 1. Received: inputs.shape={x.shape} with rank={x.ndim}");
        string[] texts = x.Text.ToArray();
        int row = split is null && x.ndim > 1 ? x.shape.Dims[^1] : 1;
        for (int i = 0; i < texts.Length; i += row)
            yield return WithNgrams(split switch
            {
                "whitespace" => texts[i].Split(StringFunctions.Spaces, StringSplitOptions.RemoveEmptyEntries),
                "character" => [.. texts[i].EnumerateRunes().Select(rune => rune.ToString())],
                _ => texts[i..(i + row)],
            });
    }

    private Tensor Standardized(Tensor x)
    {
        if (_standardizeFunction is not null)
            return _standardizeFunction(x);
        if (standardize is "lower" or "lower_and_strip_punctuation")
            x = StringFunctions.lower(x);
        return standardize is "strip_punctuation" or "lower_and_strip_punctuation"
            ? Tensor.OfText([.. x.Text.ToArray().Select(text => string.Concat(text.Where(c => !Punctuation.Contains(c))))], x.shape)
            : x;
    }

    private IReadOnlyList<string> WithNgrams(IReadOnlyList<string> words)
    {
        if (ngrams is not { } most)
            return words;
        var result = new List<string>();
        for (int width = 1; width <= most; width++)
            for (int i = 0; i + width <= words.Count; i++)
                result.Add(string.Join(' ', words.Skip(i).Take(width)));
        return result;
    }

    private static KerasValueException Unknown(string argument, string? value) =>
        new($"Unknown `{argument}` for TextVectorization. Received: {argument}={value}");
}
