// Sentiment of film reviews: an embedding, the mean over all words, two dense layers.
//
//   kerashost run scripts/rnn_overview/imdb_embedding.csx [--offline-sample] [-- epochs]
//
// Statement by statement the program of the tutorial; `epochs` (30) is the only thing that can be set.

using imdb = KerasHost.keras.datasets.imdb;

int epochs = args.Length > 0 ? int.Parse(args[0]) : 30;

// The data: reviews as lists of word ranks, labels 0 (negative) and 1 (positive).
int vocab_size = 10000;
int index_from = 3;
var ((train_data, train_labels), (test_data, test_labels)) = imdb.load_data(num_words: vocab_size, index_from: index_from);
print(train_data[0]);

// From words to ranks and back.
var word_index = imdb.get_word_index().ToDictionary(pair => pair.Key, pair => pair.Value + index_from);
word_index["<PAD>"] = 0;
word_index["<START>"] = 1;
word_index["<UNK>"] = 2;
word_index["<END>"] = 3;
var reverse_word_index = word_index.ToDictionary(pair => pair.Value, pair => pair.Key);

string decode_review(int[] text_ids) => string.Join(" ", text_ids.Select(word_id => reverse_word_index.get(word_id, "<UNK>")));

print(decode_review((int[])train_data[0].item()));
print(new string('-', 20));

// Every review gets 500 words: longer ones are cut, shorter ones filled up at the end.
int max_length = 500;
print(train_data.shape);
train_data = keras.preprocessing.sequence.pad_sequences(train_data, value: word_index["<PAD>"], padding: "post", maxlen: max_length);
test_data = keras.preprocessing.sequence.pad_sequences(test_data, value: word_index["<PAD>"], padding: "post", maxlen: max_length);
print(train_data.shape);
print(new string('-', 20));

// The model.
int embedding_dim = 16;
int batch_size = 128;
var model = keras.models.Sequential([
    keras.layers.Embedding(vocab_size, embedding_dim, input_length: max_length),
    keras.layers.GlobalAveragePooling1D(),
    keras.layers.Dense(64, activation: "relu"),
    keras.layers.Dense(1, activation: "sigmoid"),
]);
model.summary();
model.compile(optimizer: "adam", loss: "binary_crossentropy", metrics: ["accuracy"]);

// Training.
var history = model.fit(train_data, train_labels, epochs: epochs, batch_size: batch_size, validation_split: 0.2);

void plot_learning_curves(History history, string label, int epochs, double min_value, double max_value)
{
    var data = new Dictionary<string, List<double>>
    {
        [label] = history.history[label],
        ["val_" + label] = history.history["val_" + label],
    };
    pd.DataFrame(data).plot(figsize: (8, 5));
    plt.grid(true);
    plt.axis([0, epochs, min_value, max_value]);
    plt.show();
}

plot_learning_curves(history, "accuracy", epochs, 0, 1);
plot_learning_curves(history, "loss", epochs, 0, 1);

print(model.evaluate(test_data, test_labels, batch_size: batch_size, verbose: 0));
