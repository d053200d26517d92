using KerasHost.Data;
using KerasHost.Saving;

namespace KerasHost.Layers;

/// <summary>
/// Words as numbers, int64 of the shape of the input, or numbers as words. Words are learned by <see cref="adapt(Dataset, int?, int?)"/> or
/// given. Mirrors tf_keras/src/layers/preprocessing/string_lookup.py.
/// </summary>
[KerasExport("keras.layers.StringLookup", "keras.layers.experimental.preprocessing.StringLookup")]
public class StringLookup : Layer
{
    private readonly Vocabulary _vocabulary;

    /// <summary>A layer that knows no words yet, unless they are given.</summary>
    /// <param name="max_tokens">How many words at most, special ones included; null for all.</param>
    /// <param name="num_oov_indices">How many numbers unknown words have: 1; more, which TensorFlow's hash shares out; or 0: they are an error.</param>
    /// <param name="mask_token">The word with the number 0, or null for none.</param>
    /// <param name="oov_token">What the number of unknown words becomes when <paramref name="invert"/> is set.</param>
    /// <param name="vocabulary">The words, or null to learn them.</param>
    /// <param name="idf_weights">For "tf_idf" with a vocabulary: the factor of each word.</param>
    /// <param name="encoding">Must be "utf-8".</param>
    /// <param name="invert">Whether numbers become words.</param>
    /// <param name="output_mode">"int", "one_hot", "multi_hot", "count" or "tf_idf".</param>
    /// <param name="sparse">Must be false: there are no sparse tensors here.</param>
    /// <param name="pad_to_max_tokens">For the other modes: whether rows have <paramref name="max_tokens"/> places also where fewer words are known.</param>
    /// <exception cref="KerasValueException">An argument has another value.</exception>
    public StringLookup(int? max_tokens = null, int num_oov_indices = 1, string? mask_token = null, string oov_token = "[UNK]", IReadOnlyList<string>? vocabulary = null,
        IReadOnlyList<double>? idf_weights = null, string encoding = "utf-8", bool invert = false, string output_mode = "int", bool sparse = false, bool pad_to_max_tokens = false)
    {
        if (max_tokens is <= 1)
            throw new KerasValueException($"If set, `max_tokens` must be greater than 1. Received: max_tokens={max_tokens}");
        if (num_oov_indices < 0)
            throw new KerasValueException($"`num_oov_indices` must be greater than or equal to 0. Received: num_oov_indices={num_oov_indices}");
        if (output_mode is not ("int" or "one_hot" or "multi_hot" or "count" or "tf_idf"))
            throw new KerasValueException($"Unknown `output_mode` for StringLookup. Received: output_mode={output_mode}");
        if (invert && output_mode != "int")
            throw new KerasValueException($"`output_mode` must be `'int'` when `invert` is true. Received: output_mode={output_mode}");
        if (sparse)
            throw new KerasValueException("`sparse` must be false: there are no sparse tensors here.");
        if (encoding.ToLowerInvariant() is not ("utf-8" or "utf8"))
            throw new KerasValueException($"Unknown `encoding` for StringLookup. Received: encoding={encoding}");
        if (pad_to_max_tokens && max_tokens is null)
            throw new KerasValueException("If pad_to_max_tokens is True, must set `max_tokens`. Received: max_tokens=None");
        (this.max_tokens, this.num_oov_indices, this.mask_token, this.oov_token) = (max_tokens, num_oov_indices, mask_token, oov_token);
        (this.invert, this.output_mode, this.pad_to_max_tokens) = (invert, output_mode, pad_to_max_tokens);
        _vocabulary = new(name, max_tokens, mask_token, output_mode == "int", num_oov_indices == 0 ? null : oov_token, output_mode == "tf_idf", Math.Max(1, num_oov_indices));
        if (vocabulary is not null)
            set_vocabulary(vocabulary, idf_weights);
    }

    /// <summary>How many words at most, or null.</summary>
    public int? max_tokens { get; }

    /// <summary>How many numbers unknown words have.</summary>
    public int num_oov_indices { get; }

    /// <summary>The word with the number 0, or null.</summary>
    public string? mask_token { get; }

    /// <summary>What the number of unknown words becomes.</summary>
    public string oov_token { get; }

    /// <summary>The words that are known, without the special ones; null for none.</summary>
    public IReadOnlyList<string>? vocabulary => _vocabulary.IsKnown ? _vocabulary.Words(special: false) : null;

    /// <summary>The factors of the words for "tf_idf", or null.</summary>
    public IReadOnlyList<double>? idf_weights => _vocabulary.IdfWeights?.Skip(_vocabulary.First).Select(weight => (double)weight).ToList();

    /// <summary>utf-8.</summary>
    public string encoding => "utf-8";

    /// <summary>Whether numbers become words.</summary>
    public bool invert { get; }

    /// <summary>What becomes of the words.</summary>
    public string output_mode { get; }

    /// <summary>False: there are no sparse tensors.</summary>
    public bool sparse => false;

    /// <summary>Whether rows have max_tokens places.</summary>
    public bool pad_to_max_tokens { get; }

    /// <summary>What the layer makes of texts, or of what else it takes, given as a tensor or as C#'s lists: <c>layer.apply(["a", "b"])</c>.</summary>
    /// <param name="inputs">The data.</param>
    public Tensor apply(TensorLike inputs) => base.apply(new Tensors(inputs.ToTensor()));

    /// <summary>Learns the words of a dataset, batched or not; what was known before is forgotten.</summary>
    /// <param name="data">The words; of tuples the first part.</param>
    /// <param name="batch_size">Not for datasets, which bring their own.</param>
    /// <param name="steps">How many elements to read, or null for all.</param>
    public void adapt(Dataset data, int? batch_size = null, int? steps = null)
    {
        if (batch_size is not null)
            throw new KerasValueException("The `batch_size` argument must not be specified for the given input type: a dataset brings its own batches.");
        _vocabulary.Learn(Vocabulary.Batches(steps is { } count ? data.take(count) : data).SelectMany(Rows));
    }

    /// <summary>Learns the words of data; what was known before is forgotten.</summary>
    /// <param name="data">The words.</param>
    public void adapt(TensorLike data) => _vocabulary.Learn(Rows(data.ToTensor()));

    /// <summary>The words in the order of their numbers.</summary>
    /// <param name="include_special_tokens">Whether the special words come first.</param>
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
    public override Tensor call(Tensor x)
    {
        if (!x.IsSymbolic)
            _vocabulary.MustBeKnown();
        if (invert)
            return x.IsSymbolic ? Tensor.Symbolic(DTypeCode.String, x.shape)
                : Tensor.OfText([.. Enumerable.Range(0, x.Length).Select(i => _vocabulary.Word((long)x.ElementAsDouble(i)))], x.shape);
        if (x.dtype.Code != DTypeCode.String)
            throw new KerasTypeException($"Layer {name} takes text. Received: {x}");
        if (output_mode == "int")
            return x.IsSymbolic ? Tensor.Symbolic(DType.Int64, x.shape) : Tensor.From<long>([.. Numbers(x)], x.shape);
        return Encoded(x);
    }

    private int Depth => pad_to_max_tokens ? max_tokens!.Value : _vocabulary.Size;

    // One row a word for "one_hot", else one a row of words; a word alone is a row.
    private Tensor Encoded(Tensor x)
    {
        bool single = output_mode == "one_hot" && (x.ndim == 0 || x.shape.Dims[^1] != 1);
        Shape outer = single ? x.shape : x.shape.Part(0, Math.Max(0, x.ndim - 1));
        Shape shape = outer.Append([x.IsSymbolic && !_vocabulary.IsKnown && !pad_to_max_tokens ? Shape.Unknown : Depth]);
        if (x.IsSymbolic)
            return Tensor.Symbolic(DType.Float32, shape);
        int row = single || x.ndim == 0 ? 1 : x.shape.Dims[^1];
        int[][] rows = [.. Numbers(x).Select(number => (int)number).Chunk(Math.Max(1, row))];
        return Op.Reshape(WordCounts.Encode(rows, output_mode == "one_hot" ? "multi_hot" : output_mode, Depth, _vocabulary.IdfWeights), shape);
    }

    private IEnumerable<long> Numbers(Tensor x)
    {
        foreach (string word in x.Text.ToArray())
            yield return _vocabulary.Number(word) is not -1 and var number ? number : throw new KerasValueException(
                $"When `num_oov_indices=0` all inputs should be in vocabulary, found OOV values {PythonText.Repr(word)}, consider setting `num_oov_indices=1`.");
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(Tensor x) => x.Text.ToArray().Chunk(x.ndim > 1 ? Math.Max(1, x.shape.Dims[^1]) : 1);
}
