// Sentiment of film reviews: an embedding and a simple recurrent network, which stays near chance: padding comes last, and 500 steps
// later little is left of the words.
//
//   kerashost run scripts/rnn_overview/imdb_simple_rnn.csx [--offline-sample] [-- epochs [samples]]
//
// Statement by statement the program of the tutorial; `epochs` (30) can be set, and `samples` (all reviews), to try it on the first few.

using imdb = KerasHost.keras.datasets.imdb;

int epochs = args.Length > 0 ? int.Parse(args[0]) : 30;
int samples = args.Length > 1 ? int.Parse(args[1]) : 25000;

// The data: reviews as lists of word ranks, labels 0 (negative) and 1 (positive).
int vocab_size = 10000;
int index_from = 3;
var ((train_data, train_labels), (test_data, test_labels)) = imdb.load_data(num_words: vocab_size, index_from: index_from);
(train_data, train_labels, test_data, test_labels) = (train_data[..samples], train_labels[..samples], test_data[..samples], test_labels[..samples]);

// From words to ranks and back.
var word_index = imdb.get_word_index().ToDictionary(pair => pair.Key, pair => pair.Value + index_from);
word_index["<PAD>"] = 0;
word_index["<START>"] = 1;
word_index["<UNK>"] = 2;
word_index["<END>"] = 3;
var reverse_word_index = word_index.ToDictionary(pair => pair.Value, pair => pair.Key);

// Every review gets 500 words: longer ones are cut, shorter ones filled up at the end.
int max_length = 500;
train_data = keras.preprocessing.sequence.pad_sequences(train_data, value: word_index["<PAD>"], padding: "post", maxlen: max_length);
test_data = keras.preprocessing.sequence.pad_sequences(test_data, value: word_index["<PAD>"], padding: "post", maxlen: max_length);

// The model.
int embedding_dim = 16;
int batch_size = 512;
var single_rnn_model = keras.models.Sequential([
    keras.layers.Embedding(vocab_size, embedding_dim, input_length: max_length),
    keras.layers.SimpleRNN(units: 64, return_sequences: false),
    keras.layers.Dense(64, activation: "relu"),
    keras.layers.Dense(1, activation: "sigmoid"),
]);
single_rnn_model.summary();
single_rnn_model.compile(optimizer: "adam", loss: "binary_crossentropy", metrics: ["accuracy"]);

// Training.
var history_single_rnn = single_rnn_model.fit(train_data, train_labels, epochs: epochs, batch_size: batch_size, validation_split: 0.2);

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

plot_learning_curves(history_single_rnn, "accuracy", epochs, 0, 1);
plot_learning_curves(history_single_rnn, "loss", epochs, 0, 1);

print(single_rnn_model.evaluate(test_data, test_labels, batch_size: batch_size, verbose: 0));
