// Sentiment of film reviews by the last state of a simple recurrent network.
//
//   kerashost run scripts/simple_rnns/imdb_simple_rnn.csx [--offline-sample] [-- epochs [samples]]
//
// Statement by statement the program of the tutorial, which leaves the loading of its data to the reader. `epochs` (3) can be set, and
// `samples` (all reviews), to try it on the first few.

using static KerasHost.keras.models;
using static KerasHost.keras.layers;
using imdb = KerasHost.keras.datasets.imdb;
using optimizers = KerasHost.keras.optimizers;

int epochs = args.Length > 0 ? int.Parse(args[0]) : 3;
int samples = args.Length > 1 ? int.Parse(args[1]) : 25000;

int vocabulary = 10000;     // words in the dictionary
int embedding_dim = 32;     // the size of a word's vector x
int word_num = 500;         // words a review: longer ones are cut, shorter ones filled up
int state_dim = 32;         // the size of the state h

var model = Sequential();
model.add(Embedding(vocabulary, embedding_dim, input_length: word_num));
model.add(SimpleRNN(state_dim, return_sequences: false));
model.add(Dense(1, activation: "sigmoid"));
model.summary();

// The data: the last fifth of the training reviews is for validation.
var ((x_all, y_all), (x_test, labels_test)) = imdb.load_data(num_words: vocabulary);
(x_all, y_all) = (keras.preprocessing.sequence.pad_sequences(x_all[..samples], maxlen: word_num), y_all[..samples]);
(x_test, labels_test) = (keras.preprocessing.sequence.pad_sequences(x_test[..samples], maxlen: word_num), labels_test[..samples]);
int train = x_all.shape[0] * 4 / 5;
var (x_train, y_train) = (x_all[..train], y_all[..train]);
var (x_valid, y_valid) = (x_all[train..], y_all[train..]);

model.compile(optimizer: optimizers.RMSprop(lr: 0.001), loss: "binary_crossentropy", metrics: ["acc"]);
var history = model.fit(x_train, y_train, epochs: epochs, batch_size: 32, validation_data: (x_valid, y_valid));

var loss_and_acc = model.evaluate(x_test, labels_test);
print("loss = " + str(loss_and_acc[0]));
print("acc = " + str(loss_and_acc[1]));
