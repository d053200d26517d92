using KerasHost.Compat.Tests.Recorded;
using KerasHost.Data;
using KerasHost.Layers;
using KerasHost.Models;
using KerasHost.Numpy;
using KerasHost.Preprocessing;
using KerasHost.Printing;
using KerasHost.Python;
using static KerasHost.Python.builtins;

namespace KerasHost.Compat.Tests.TextLayers;

/// <summary>The programs of compat/record/record_text_layers.py.</summary>
public sealed class TextLayerTests
{
    private static readonly string[] s_texts = ["The cat sat on the mat.", "The dog ate my homework!", "Cats & dogs: the end; isn't it?", "", "mat  mat\tmat"];

    [Fact]
    public void Tokenizer() => Same("tokenizer", () =>
    {
        print(keras.preprocessing.text.text_to_word_sequence("The cat, the DOG; isn't_it"));
        foreach (Func<Tokenizer> make in (Func<Tokenizer>[])[() => keras.preprocessing.text.Tokenizer(), () => keras.preprocessing.text.Tokenizer(num_words: 4),
            () => keras.preprocessing.text.Tokenizer(oov_token: "<OOV>"), () => keras.preprocessing.text.Tokenizer(num_words: 4, oov_token: "<OOV>"),
            () => keras.preprocessing.text.Tokenizer(char_level: true), () => keras.preprocessing.text.Tokenizer(lower: false, filters: ""), () => keras.preprocessing.text.Tokenizer(split: "t")])
        {
            Tokenizer each = make();
            each.fit_on_texts(s_texts);
            print(each.document_count, each.word_index);
            List<List<int>> sequences = each.texts_to_sequences(["the cat ate the fish", "Dog"]);
            print(sequences);
            print(each.sequences_to_texts(sequences));
            print((object)each.word_counts);
        }
        Tokenizer t = keras.preprocessing.text.Tokenizer();
        t.fit_on_texts(s_texts);
        foreach (string mode in (string[])["binary", "count", "freq", "tfidf"])
            print(Rounded(t.texts_to_matrix(["the cat the mat", "dog"], mode: mode)));
        t.fit_on_texts((string[][])[["a", "b"], ["B"]]);
        print((object)t.word_index);
        Tokenizer again = keras.preprocessing.text.tokenizer_from_json(t.to_json());
        print(again.texts_to_sequences(["the cat sat"]), again.document_count);
    });

    [Fact]
    public void TextVectorization() => Same("text_vectorization", () =>
    {
        string[] query = ["the cat ate the fish", "Mat!"];
        foreach (TextVectorization each in (TextVectorization[])[keras.layers.TextVectorization(), keras.layers.TextVectorization(max_tokens: 5), keras.layers.TextVectorization(output_sequence_length: 3),
            keras.layers.TextVectorization(standardize: (string?)null), keras.layers.TextVectorization(standardize: "lower"), keras.layers.TextVectorization(standardize: "strip_punctuation"),
            keras.layers.TextVectorization(split: "character"), keras.layers.TextVectorization(ngrams: 2), keras.layers.TextVectorization(output_mode: "multi_hot"),
            keras.layers.TextVectorization(output_mode: "count"), keras.layers.TextVectorization(output_mode: "tf_idf"),
            keras.layers.TextVectorization(output_mode: "count", max_tokens: 30, pad_to_max_tokens: true), keras.layers.TextVectorization(output_mode: "tf_idf", max_tokens: 6)])
        {
            each.adapt(s_texts);
            print(each.get_vocabulary());
            print(each.vocabulary_size(), Rounded(each.apply((TensorLike)query).numpy()));
        }
        TextVectorization layer = keras.layers.TextVectorization();
        layer.adapt(tf.data.Dataset.from_tensor_slices(s_texts).batch(2));
        print(layer.get_vocabulary(include_special_tokens: false));
        layer = keras.layers.TextVectorization(vocabulary: ["cat", "the"], output_sequence_length: 4);
        print(layer.apply((TensorLike)(string[][])[["the cat x"], ["cat"]]).numpy().tolist(), layer.apply((TensorLike)"the dog").numpy().tolist());
        print(layer.get_vocabulary());
        Sequential model = keras.Sequential([keras.Input([1], dtype: "string"), layer, keras.layers.Embedding(4, 2, embeddings_initializer: "ones"), keras.layers.Flatten(),
            keras.layers.Dense(1, kernel_initializer: "ones")]);
        model.summary();
        print(model.predict((string[][])[["the cat"], ["x"]], verbose: 0).tolist());
        Error(() => keras.layers.TextVectorization(vocabulary: ["a", "a"]));
        Error(() => keras.layers.TextVectorization(vocabulary: ["a", "b"], max_tokens: 3));
    });

    [Fact]
    public void StringLookup() => Same("string_lookup", () =>
    {
        string[][] words = [["a", "b", "c"], ["c", "d", "a"]];
        foreach (StringLookup layer in (StringLookup[])[keras.layers.StringLookup(), keras.layers.StringLookup(max_tokens: 3), keras.layers.StringLookup(mask_token: ""),
            keras.layers.StringLookup(num_oov_indices: 0), keras.layers.StringLookup(output_mode: "multi_hot"), keras.layers.StringLookup(output_mode: "count"), keras.layers.StringLookup(output_mode: "tf_idf")])
        {
            layer.adapt(words);
            print(layer.get_vocabulary(), layer.vocabulary_size());
            print(Rounded(layer.apply((TensorLike)(string[][])[["a", "c"], ["d", "d"]]).numpy()));
        }
        print(keras.layers.StringLookup(vocabulary: ["a", "b"]).apply((TensorLike)(string[])["b", "z", "a"]).numpy().tolist());
        print(keras.layers.StringLookup(vocabulary: ["a", "b"], output_mode: "one_hot").apply((TensorLike)(string[])["b", "z"]).numpy().tolist());
        print(keras.layers.StringLookup(vocabulary: ["a", "b"], invert: true).apply((TensorLike)(int[])[0, 1, 2, 7]).numpy().tolist());
        print(keras.layers.StringLookup(vocabulary: ["a", "b"], invert: true, mask_token: "").apply((TensorLike)(int[])[0, 1, 2, 3]).numpy().tolist());
    });

    [Fact]
    public void Timeseries() => Same("timeseries", () =>
    {
        NDArray data = np.arange(20);
        Show(keras.utils.timeseries_dataset_from_array(data, null, 5, batch_size: 3));
        Show(keras.utils.timeseries_dataset_from_array(data, data * 10, 4, sequence_stride: 3, sampling_rate: 2, batch_size: 4));
        Show(keras.utils.timeseries_dataset_from_array(data, data[3..], 3, batch_size: null, start_index: 2, end_index: 10));
        Show(keras.utils.timeseries_dataset_from_array(np.arange(24.0).reshape(12, 2), np.arange(12), 3, batch_size: 2));
        keras.utils.set_random_seed(3);
        Show(keras.utils.timeseries_dataset_from_array(data, data, 4, batch_size: 4, shuffle: true, seed: 7));
        Show(keras.utils.timeseries_dataset_from_array(data, null, 4, batch_size: 4, shuffle: true));
        print(keras.utils.timeseries_dataset_from_array(data, data, 4));
        print(keras.utils.timeseries_dataset_from_array(data, null, 4, batch_size: null));
        Error(() => keras.utils.timeseries_dataset_from_array(data, null, 4, sampling_rate: 0));
        Error(() => keras.utils.timeseries_dataset_from_array(data, null, 4, start_index: 30));
        Error(() => keras.utils.timeseries_dataset_from_array(data, null, 4, sequence_stride: 20));
    });

    [Fact]
    public void Text_files() => Same("text_files", () =>
    {
        string folder = Directory.CreateTempSubdirectory("kerashost-texts-").FullName;
        try
        {
            string[] names = ["neg/a.txt", "neg/b.txt", "pos/c.txt", "pos/d.txt", "pos/e.txt", "pos/no.md"];
            for (int i = 0; i < names.Length; i++)
            {
                Directory.CreateDirectory(Path.Join(folder, Path.GetDirectoryName(names[i])));
                File.WriteAllText(Path.Join(folder, names[i]), $"text {i} of {names[i]}");
            }
            static (Tensor, Tensor) Lengths(Tensor x, Tensor y) => (tf.strings.length(x), y);
            Dataset ds = keras.utils.text_dataset_from_directory(folder, batch_size: 2, shuffle: false);
            print(ds, ds.class_names);
            Show(ds.map(Lengths));
            Show(keras.utils.text_dataset_from_directory(folder, batch_size: 2, seed: 5).map(Lengths));
            Show(keras.utils.text_dataset_from_directory(folder, label_mode: "binary", batch_size: 3, shuffle: false, max_length: 4).map(Lengths));
            Show(keras.utils.text_dataset_from_directory(folder, label_mode: "categorical", batch_size: null, shuffle: false, class_names: ["pos", "neg"]).map(Lengths));
            Show(keras.utils.text_dataset_from_directory(folder, labels: null, batch_size: 4, shuffle: false).map(x => tf.strings.length(x)));
            Show(keras.utils.text_dataset_from_directory(folder, batch_size: 4, seed: 1, validation_split: 0.4, subset: "training").map(Lengths));
            Show(keras.utils.text_dataset_from_directory(folder, batch_size: 4, seed: 1, validation_split: 0.4, subset: "validation").map(Lengths));
            string path = Path.Join(folder, "lines.txt");
            File.WriteAllText(path, "first\r\nsecond\n\nünïcode\nlast");
            TextLineDataset lines = tf.data.TextLineDataset(path);
            print(lines, lines.cardinality().numpy());
            foreach (Tensors line in lines)
                print(line.Single);
            foreach (Tensors line in tf.data.TextLineDataset([path, path]).skip(1).batch(3))
                print(line.Single);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    });

    [Fact]
    public void Strings() => Same("strings", () =>
    {
        Tensor x = tf.constant((string[])["Ab c", "É dE", ""]);
        print(x);
        print(repr(x));
        print(tf.strings.lower(x));
        print(tf.strings.lower(x, encoding: "utf-8"));
        print(tf.strings.upper(x));
        print(tf.strings.length(x), tf.strings.length(x, unit: "UTF8_CHAR"));
        print(tf.strings.regex_replace(x, "[a-z] ?(.?)", @"<\1>"));
        print(tf.strings.regex_replace(x, "[A-Z]", "$1", replace_global: false));
        print(tf.strings.join([x, "!", x], separator: "-"));
        print(tf.strings.strip((string[])[" a ", "b\t\n"]));
        print(tf.strings.as_string((int[])[1, 2]), tf.strings.as_string((double[])[1.5]), tf.strings.as_string((bool[])[true]));
        print(x[1], x[slice(null, null, 2)], x[tf.newaxis]);
        print(tf.constant("one"), tf.constant((string[][])[["a", "b"]]));
    });

    [Fact]
    public void Tokenizer_takes_every_argument() => Same("tokenizer_of_every_argument", () =>
    {
        print(keras.preprocessing.text.text_to_word_sequence("The cat, the DOG; isn't_it", lower: false), keras.preprocessing.text.text_to_word_sequence("a-b c", filters: "-"),
            keras.preprocessing.text.text_to_word_sequence("a,b,c", filters: "", split: ","));
        foreach (Tokenizer each in (Tokenizer[])[keras.preprocessing.text.Tokenizer(analyzer: text => text.ToUpperInvariant().Split('A')), keras.preprocessing.text.Tokenizer(filters: "aeiou", split: "s"),
            keras.preprocessing.text.Tokenizer(char_level: true, lower: false, num_words: 5), keras.preprocessing.text.Tokenizer(num_words: 3, oov_token: "?", char_level: true)])
        {
            each.fit_on_texts(s_texts);
            print((object)each.word_index);
            print(each.texts_to_sequences(s_texts));
            print($"[{string.Join(", ", each.word_docs.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"({PythonText.Repr(pair.Key)}, {pair.Value})"))}]", each.document_count);
            print(each.sequences_to_texts((int[][])[[1, 2, 3, 99]]));
        }
        Tokenizer t = keras.preprocessing.text.Tokenizer(num_words: 5);
        t.fit_on_texts(s_texts);
        foreach (string mode in (string[])["binary", "count", "freq", "tfidf"])
        {
            print(Rounded(t.texts_to_matrix(s_texts, mode: mode)));
            print(Rounded(t.sequences_to_matrix((int[][])[[1, 1, 4], [7], []], mode: mode)));
        }
        t = keras.preprocessing.text.Tokenizer(num_words: 6);
        t.fit_on_sequences((int[][])[[1, 2, 2], [3, 1]]);
        print(t.document_count, Rounded(t.sequences_to_matrix((int[][])[[1, 2, 2], [5]], mode: "tfidf")));
        t = keras.preprocessing.text.Tokenizer(document_count: 3);
        print(t.document_count);
        Error(() => keras.preprocessing.text.Tokenizer().texts_to_matrix((string[])["a"]));
        Error(() => t.sequences_to_matrix((int[][])[[1]], mode: "tfidf"));
        t = keras.preprocessing.text.Tokenizer(num_words: 3);
        Error(() => t.sequences_to_matrix((int[][])[[1]], mode: "other"));
        Error(() => t.sequences_to_matrix((int[][])[[1]], mode: "tfidf"));
    });

    [Fact]
    public void TextVectorization_takes_every_argument() => Same("text_vectorization_of_every_argument", () =>
    {
        TensorLike query = (string[])["the cat ate the fish", "Mat!"];
        foreach (TextVectorization each in (TextVectorization[])[keras.layers.TextVectorization(output_mode: "multi_hot", max_tokens: 20, pad_to_max_tokens: true), keras.layers.TextVectorization(output_mode: "tf_idf", max_tokens: 20, pad_to_max_tokens: true),
            keras.layers.TextVectorization(output_mode: "multi_hot", ngrams: 2, max_tokens: 8), keras.layers.TextVectorization(output_mode: "count", split: "character", max_tokens: 9),
            keras.layers.TextVectorization(output_mode: "tf_idf", ngrams: 2, max_tokens: 7), keras.layers.TextVectorization(ngrams: 3, output_sequence_length: 4),
            keras.layers.TextVectorization(split: null, standardize: "lower"), keras.layers.TextVectorization(split: null, output_mode: "multi_hot"),
            keras.layers.TextVectorization(standardize: t => tf.strings.regex_replace(tf.strings.lower(t), "cat", "dog")), keras.layers.TextVectorization(output_mode: "int", max_tokens: 3, output_sequence_length: 7)])
        {
            each.adapt(s_texts);
            print(each.get_vocabulary(include_special_tokens: false));
            print(each.vocabulary_size(), Rounded(each.apply(query).numpy()));
        }
        TextVectorization layer = keras.layers.TextVectorization(output_mode: "tf_idf", vocabulary: ["cat", "the"], idf_weights: [0.5, 2.0]);
        print(layer.get_vocabulary(), Rounded(layer.apply(query).numpy()));
        layer = keras.layers.TextVectorization(output_mode: "tf_idf");
        layer.set_vocabulary(["cat", "the"], idf_weights: [0.5, 2.0]);
        print(Rounded(layer.apply(query).numpy()));
        layer = keras.layers.TextVectorization();
        layer.set_vocabulary(["", "[UNK]", "x", "cat"]);
        print(layer.get_vocabulary(), Rounded(layer.apply(query).numpy()));
        layer = keras.layers.TextVectorization();
        layer.adapt(s_texts, batch_size: 2, steps: 1);
        print(layer.get_vocabulary());
        layer.adapt(tf.data.Dataset.from_tensor_slices(s_texts).batch(2), steps: 1);
        print(layer.get_vocabulary());
        Error(() => keras.layers.TextVectorization(output_mode: "count", output_sequence_length: 3));
        Error(() => keras.layers.TextVectorization(output_mode: "count", pad_to_max_tokens: true));
    });

    [Fact]
    public void StringLookup_takes_every_argument() => Same("string_lookup_of_every_argument", () =>
    {
        TensorLike query = (string[][])[["a", "q"], ["zz", "the longest word of all words, which is hashed as well as it can be done"]];
        foreach (StringLookup each in (StringLookup[])[keras.layers.StringLookup(num_oov_indices: 2), keras.layers.StringLookup(num_oov_indices: 3, mask_token: "m"), keras.layers.StringLookup(num_oov_indices: 3, max_tokens: 5),
            keras.layers.StringLookup(num_oov_indices: 2, output_mode: "multi_hot"), keras.layers.StringLookup(num_oov_indices: 2, output_mode: "count"), keras.layers.StringLookup(num_oov_indices: 2, output_mode: "tf_idf"),
            keras.layers.StringLookup(oov_token: "?", num_oov_indices: 2), keras.layers.StringLookup(output_mode: "multi_hot", max_tokens: 9, pad_to_max_tokens: true)])
        {
            each.adapt((string[][])[["a", "b", "c"], ["c", "d", "a"]]);
            print(each.get_vocabulary(), each.vocabulary_size());
            print(each.get_vocabulary(include_special_tokens: false));
            print(Rounded(each.apply(query).numpy()));
        }
        print(keras.layers.StringLookup(vocabulary: ["a", "b"], num_oov_indices: 4).apply((TensorLike)(string[])["b", "z", "y", "x", "w", ""]).numpy().tolist());
        print(keras.layers.StringLookup(vocabulary: ["[UNK]", "[UNK]", "a", "b"], num_oov_indices: 2, invert: true).apply((TensorLike)(int[])[0, 1, 2, 3, 9]).numpy().tolist());
        print(Rounded(keras.layers.StringLookup(vocabulary: ["a", "b"], idf_weights: [1.0, 3.0], output_mode: "tf_idf").apply((TensorLike)(string[][])[["a", "b", "b", "z"]]).numpy()));
        StringLookup layer = keras.layers.StringLookup(num_oov_indices: 2);
        layer.set_vocabulary(["a", "b"]);
        print(layer.get_vocabulary());
        Error(() => keras.layers.StringLookup(vocabulary: ["a", "a"]));
        Error(() => keras.layers.StringLookup(max_tokens: 1));
        Error(() => keras.layers.StringLookup(pad_to_max_tokens: true));
    });

    [Fact]
    public void Timeseries_take_every_argument() => Same("timeseries_of_every_argument", () =>
    {
        NDArray data = np.arange(20);
        Show(keras.utils.timeseries_dataset_from_array(data, null, 3, sequence_stride: 2, start_index: 4, batch_size: 4));
        Show(keras.utils.timeseries_dataset_from_array(data, null, 3, sampling_rate: 4, end_index: 15, batch_size: 4));
        Show(keras.utils.timeseries_dataset_from_array(data, data, 3, sequence_stride: 4, sampling_rate: 2, start_index: 1, end_index: 18, batch_size: null));
        Show(keras.utils.timeseries_dataset_from_array(data, data * 2, 3, sequence_stride: 2, batch_size: 3, shuffle: true, seed: 1, start_index: 2, end_index: 16));
        Show(keras.utils.timeseries_dataset_from_array(data, null, 4, batch_size: null, shuffle: true, seed: 2));
        Show(keras.utils.timeseries_dataset_from_array(np.arange(12.0).reshape(6, 2), np.arange(12).reshape(6, 2), 2, batch_size: 3));
        print(keras.utils.timeseries_dataset_from_array(np.zeros((6, 2)), np.zeros((6, 2), "float32"), 2, batch_size: 3));
        print(keras.utils.timeseries_dataset_from_array(np.zeros((6, 2)), np.zeros(6), 2, batch_size: null), keras.utils.timeseries_dataset_from_array(np.zeros((6, 2), "float32"), null, 2).element_spec);
        Error(() => keras.utils.timeseries_dataset_from_array(data, null, 4, start_index: -1));
        Error(() => keras.utils.timeseries_dataset_from_array(data, null, 4, start_index: 5, end_index: 5));
        Error(() => keras.utils.timeseries_dataset_from_array(data, null, 4, end_index: 20));
        Error(() => keras.utils.timeseries_dataset_from_array(data, null, 4, end_index: -1));
        Error(() => keras.utils.timeseries_dataset_from_array(data, null, 4, sampling_rate: 20));
        Error(() => keras.utils.timeseries_dataset_from_array(data, null, 4, sequence_stride: 0));
    });

    [Fact]
    public void Text_files_take_every_argument() => Same("text_files_of_every_argument", () =>
    {
        string folder = Directory.CreateTempSubdirectory("kerashost-texts-").FullName;
        try
        {
            string[] names = ["neg/a.txt", "neg/b.txt", "pos/c.txt", "pos/d.txt", "pos/e.txt", "pos/f.txt"];
            for (int i = 0; i < names.Length; i++)
            {
                Directory.CreateDirectory(Path.Join(folder, Path.GetDirectoryName(names[i])));
                File.WriteAllText(Path.Join(folder, names[i]), new string('x', i + 1));
            }
            static (Tensor, Tensor) Sizes(Tensor x, Tensor y) => (tf.strings.length(x), y);
            Show(keras.utils.text_dataset_from_directory(folder, labels: [5, 4, 3, 2, 1, 0], batch_size: 4, shuffle: false).map(Sizes));
            Show(keras.utils.text_dataset_from_directory(folder, labels: [1, 0, 1, 0, 1, 0], label_mode: "binary", batch_size: 4, seed: 3).map(Sizes));
            Show(keras.utils.text_dataset_from_directory(folder, labels: [0, 1, 2, 0, 1, 2], label_mode: "categorical", batch_size: null, shuffle: false).map(Sizes));
            var (train, validation) = keras.utils.text_dataset_from_directory(folder, batch_size: 2, seed: 1, validation_split: 0.4, subset: "both");
            Show(train.map(Sizes));
            Show(validation.map(Sizes));
            print(train.class_names);
            (train, validation) = keras.utils.text_dataset_from_directory(folder, labels: [1, 0, 1, 0, 1, 0], batch_size: null, shuffle: false, validation_split: 0.5, subset: "both");
            Show(train.map(Sizes));
            Show(validation.map(Sizes));
            Error(() => keras.utils.text_dataset_from_directory(folder, validation_split: 0.4, subset: "other", seed: 1));
            Error(() => keras.utils.text_dataset_from_directory(folder, validation_split: 0.4));
            Error(() => keras.utils.text_dataset_from_directory(folder, validation_split: 1.5, subset: "training", seed: 1));
            Error(() => keras.utils.text_dataset_from_directory(folder, validation_split: 0.5, subset: "training"));
            Error(() => keras.utils.text_dataset_from_directory(folder, label_mode: "other"));
            keras.utils.text_dataset_from_directory(folder, labels: null, class_names: ["neg", "pos"]);
            print("no error");
            Error(() => keras.utils.text_dataset_from_directory(folder, labels: [1, 2, 3, 4, 5, 6], label_mode: "binary"));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    });

    private static object Rounded(NDArray array) => array.astype("float64").round(5).tolist()!;

    private static void Show(Dataset dataset)
    {
        foreach (Tensors element in dataset)
            print("; ".join(element.Select(tensor => PythonText.Str(tensor.numpy().tolist()))));
    }

    private static void Error(Action run)
    {
        KerasException e = Assert.ThrowsAny<KerasException>(run);
        print("ValueError", e.Message.Split('\n')[0]);
    }

    private static void Same(string name, Action program)
    {
        keras.backend.clear_session();
        TextWriter before = Console.Out;
        using var text = new StringWriter { NewLine = "\n" };
        Console.SetOut(text);
        try
        {
            program();
        }
        finally
        {
            Console.SetOut(before);
        }
        Assert.Equal(RecordedCase.Load("text_layers", name).Text, text.ToString());
    }
}
