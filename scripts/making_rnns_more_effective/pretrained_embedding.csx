// Sentiment of a few film reviews with word vectors that were learned on many others.
//
//   kerashost run scripts/making_rnns_more_effective/pretrained_embedding.csx [--offline-sample] [-- epochs [samples]]
//
// The three steps that the tutorial describes, in code. The larger set is Keras's training reviews; the small one are 2000 of its test
// reviews, of which a quarter is for validation. `epochs` (3) can be set, and `samples` (all of the larger set), to try it on a few.

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

var ((x_large, y_large), (x_small, y_small)) = imdb.load_data(num_words: vocabulary);
(x_large, y_large) = (keras.preprocessing.sequence.pad_sequences(x_large[..samples], maxlen: word_num), y_large[..samples]);
int few = Math.Min(samples, 2000);
(x_small, y_small) = (keras.preprocessing.sequence.pad_sequences(x_small[..few], maxlen: word_num), y_small[..few]);

// Step 1: train a network with an embedding on the larger set. What lies above the embedding does not matter.
var pretrained = Sequential();
pretrained.add(Embedding(vocabulary, embedding_dim, input_length: word_num));
pretrained.add(GlobalAveragePooling1D());
pretrained.add(Dense(1, activation: "sigmoid"));
pretrained.summary();
pretrained.compile(optimizer: "adam", loss: "binary_crossentropy", metrics: ["acc"]);
pretrained.fit(x_large, y_large, epochs: epochs, batch_size: 128);

// Step 2: throw the layers above away; keep the embedding and what it has learned.
var embedding = pretrained.layers[0];

// Step 3: a recurrent network of its own over the embedding, which stays as it is: only the other layers are trained.
embedding.trainable = false;
var model = Sequential();
model.add(embedding);
model.add(LSTM(state_dim, return_sequences: false, dropout: 0.2));
model.add(Dense(1, activation: "sigmoid"));
model.summary();
model.compile(optimizer: optimizers.RMSprop(lr: 0.001), loss: "binary_crossentropy", metrics: ["acc"]);
model.fit(x_small, y_small, epochs: epochs, batch_size: 32, validation_split: 0.25);
