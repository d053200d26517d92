// Text classification and TextVectorization; preprocessing layers. compat/record/guides/text_classification.py is the same program in Python.
using System.Text.RegularExpressions;
keras.utils.set_random_seed(5);
string[] docs = ["The movie was GREAT!<br />Really good.", "a terrible, terrible film", "Good acting; bad plot.", "bad bad BAD"];
int[] labels = [1, 0, 1, 0];
var raw = tf.data.Dataset.from_tensor_slices((docs, labels));
foreach (var (text, label) in raw.take(1))
{
    print(text);
    print(label);
}
string punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
Tensor custom_standardization(Tensor input_data)
{
    Tensor lowercase = tf.strings.lower(input_data);
    Tensor stripped_html = tf.strings.regex_replace(lowercase, "<br />", " ");
    return tf.strings.regex_replace(stripped_html, $"[{Regex.Escape(punctuation).Replace("]", "\\]")}]", "");
}
var vectorize_layer = keras.layers.TextVectorization(standardize: custom_standardization, max_tokens: 50, output_mode: "int", output_sequence_length: 6);
var train_text = raw.batch(2).map((x, y) => x);
vectorize_layer.adapt(train_text);
(Tensor, Tensor) vectorize_text(Tensor text, Tensor label)
{
    text = tf.expand_dims(text, -1);
    return (vectorize_layer.apply(text), label);
}
var (text_batch, label_batch) = next(iter(raw.batch(4)));
var (first_review, first_label) = (text_batch[0], label_batch[0]);
print("Review", first_review);
print("Label", first_label.numpy());
print("Vectorized review", vectorize_text(first_review, first_label));
print("2 ---> ", vectorize_layer.get_vocabulary()[2]);
print("Vocabulary size: {}".format(len(vectorize_layer.get_vocabulary())));
var train_ds = raw.batch(4).map(vectorize_text);
print(train_ds);
train_ds = train_ds.cache().prefetch(buffer_size: tf.data.AUTOTUNE);
var model = keras.Sequential([keras.layers.Embedding(50, 16), keras.layers.Dropout(0.2), keras.layers.GlobalAveragePooling1D(), keras.layers.Dropout(0.2), keras.layers.Dense(1)]);
model.compile(loss: keras.losses.BinaryCrossentropy(from_logits: true), optimizer: "adam", metrics: keras.metrics.BinaryAccuracy(threshold: 0.0));
var ds = raw.batch(2).map((t, l) => (vectorize_layer.apply(t), l));
var history = model.fit(ds, validation_data: ds, epochs: 3, verbose: 0);
var history_dict = history.history;
print(history_dict.keys());
print(history_dict["loss"].Select(v => round(v, 4)).ToList(), history_dict["val_loss"].Select(v => round(v, 4)).ToList());
var (loss, accuracy) = model.evaluate(ds, verbose: 0);
print("Loss: ", round(loss, 4));
print("Accuracy: ", accuracy);
foreach (string mode in (string[])["multi_hot", "count", "tf_idf"])
{
    var layer = keras.layers.TextVectorization(output_mode: mode);
    layer.adapt(["a b c", "b c", "c"]);
    print(mode, layer.get_vocabulary(), np.round(layer.apply(["a b b", "d c"]).numpy(), 4).tolist());
}
var bigrams = keras.layers.TextVectorization(ngrams: 2);
bigrams.adapt(["a b", "b c"]);
print(bigrams.get_vocabulary());
print(bigrams.apply([["a b c"]]));
var lookup = keras.layers.StringLookup();
lookup.adapt(["a", "b", "a"]);
print(lookup.get_vocabulary(), lookup.apply(["a", "z"]).numpy());
var inverse = keras.layers.StringLookup(vocabulary: lookup.get_vocabulary(), invert: true);
print(inverse.apply([1, 2, 0]));
var onehot = keras.layers.StringLookup(vocabulary: ["x", "y"], output_mode: "one_hot");
print(onehot.apply(["x", "y", "q"]));
var tokenizer = keras.preprocessing.text.Tokenizer(num_words: 10, oov_token: "<OOV>");
string[] sentences = ["I love my dog", "I love my cat", "You love my dog!", "Do you think my dog is amazing?"];
tokenizer.fit_on_texts(sentences);
var word_index = tokenizer.word_index;
print("\nWord Index = ", word_index);
var sequences = tokenizer.texts_to_sequences(sentences);
print("\nSequences = ", sequences);
var padded = keras.preprocessing.sequence.pad_sequences(sequences, maxlen: 5, padding: "post", truncating: "post");
print("\nPadded Sequences:");
print(padded);
print(tokenizer.sequences_to_texts(sequences[..2]));
print(tokenizer.texts_to_matrix(["my dog"], mode: "count"));
print(keras.preprocessing.text.text_to_word_sequence("Hello, World! It's me"), keras.preprocessing.text.one_hot("a b c", 50) is not null);
print(keras.utils.to_categorical([0, 2, 1], num_classes: 3));
print(keras.preprocessing.text.hashing_trick("the cat", 100, hash_function: "md5"));
print(tf.strings.join([["a", "b"], ["c", "d"]], separator: "-"), tf.strings.length(["ab", "c"]).numpy(), tf.strings.upper("abc"), tf.strings.strip("  x "));
