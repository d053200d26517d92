"""The reference's side of a comparison: python reference_worker.py tf_keras|keras NAME.

Runs as many steps as each line on standard input asks for and answers with milliseconds a step. The first line it prints is
the time from the start of the process to the end of the first step."""
import os
import sys
import time

START = time.time()
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import numpy as np

if sys.argv[1] == "keras":
    os.environ["KERAS_BACKEND"] = "tensorflow"
    import keras
else:
    import tf_keras as keras
import tensorflow as tf

L = keras.layers
KERAS2 = sys.argv[1] == "tf_keras"


def embedding(words, size, length):
    return L.Embedding(words, size, input_length=length) if KERAS2 else L.Embedding(words, size)


def binary(layers):
    model = keras.Sequential(layers + [L.Dense(1, activation="sigmoid")])
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model


def series(layers):
    model = keras.Sequential([keras.Input((None, 14))] + layers + [L.Dense(1)])
    model.compile(optimizer="rmsprop", loss="mae")
    return model


def text(batch):
    model = keras.Sequential([
        keras.Input(batch_shape=(batch, None)),
        L.Embedding(65, 256),
        L.SimpleRNN(1024, stateful=True, recurrent_initializer="glorot_uniform", return_sequences=True),
        L.Dense(65)])
    model.compile(optimizer="adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    return model


# Name: batch, shape of a sample, words, model, classes of every element of a sample (0: a target of 0 or 1 a sample).
WORKLOADS = {
    "imdb_embedding": (128, [500], 10000, lambda: binary(
        [embedding(10000, 16, 500), L.GlobalAveragePooling1D(), L.Dense(64, activation="relu")]), 0),
    "simple_rnn": (512, [500], 10000, lambda: binary(
        [embedding(10000, 16, 500), L.SimpleRNN(64), L.Dense(64, activation="relu")]), 0),
    "bidirectional_lstm": (512, [500], 10000, lambda: binary(
        [embedding(10000, 16, 500), L.Bidirectional(L.LSTM(64, return_sequences=True)), L.Bidirectional(L.LSTM(64)), L.Dense(64, activation="relu")]), 0),
    "stacked_lstm": (128, [100], 10000, lambda: binary(
        [embedding(10000, 32, 100), L.LSTM(32, dropout=0.2, return_sequences=True), L.LSTM(32, dropout=0.2, return_sequences=True), L.LSTM(32, dropout=0.2)]), 0),
    "gru_dropout": (128, [240, 14], 0, lambda: series([L.GRU(32, dropout=0.2, recurrent_dropout=0.2)]), 0),
    "stacked_gru": (128, [240, 14], 0, lambda: series(
        [L.GRU(32, dropout=0.1, recurrent_dropout=0.5, return_sequences=True), L.GRU(64, activation="relu", dropout=0.1, recurrent_dropout=0.5)]), 0),
    "lstm_128": (32, [80], 10000, lambda: binary([embedding(10000, 128, 80), L.LSTM(128)]), 0),
    "rnn_1024": (64, [100], 65, lambda: text(64), 65),
    "generation": (1, [1], 65, lambda: text(1), 65),
}

batch, sample, words, build, classes = WORKLOADS[sys.argv[2]]
keras.utils.set_random_seed(1)
random = np.random.RandomState(1)
x = random.randint(0, words, [batch] + sample).astype("int32") if words else random.rand(*[batch] + sample).astype("float32")
y = random.randint(0, classes, [batch] + sample).astype("int32") if classes else (np.arange(batch) & 1).astype("float32")
model = build()


class Steps(keras.callbacks.Callback):
    """Times batches inside fit, which is how a user trains; the first ones of each call are left out."""

    def on_train_batch_end(self, batch, logs=None):
        self.times.append(time.perf_counter())

    def on_train_begin(self, logs=None):
        self.times = []


def train(steps):
    timer = Steps()
    data = tf.data.Dataset.from_tensors((x, y)).cache().repeat(steps + 3).prefetch(2)
    model.fit(data, epochs=1, verbose=0, callbacks=[timer])
    t = timer.times
    return (t[-1] - t[2]) / (len(t) - 3) * 1e3


def generate(steps):
    """The loop of the tutorial on text generation."""
    input_eval = x
    start = time.perf_counter()
    for _ in range(steps):
        predictions = model(input_eval)
        predictions = tf.squeeze(predictions, 0)
        predicted_id = tf.random.categorical(predictions, num_samples=1)[-1, 0].numpy()
        input_eval = tf.expand_dims(predicted_id, 0)
        input_eval = tf.expand_dims(input_eval, 0)
    return (time.perf_counter() - start) / steps * 1e3


if sys.argv[2] == "generation":
    run = generate
    run(1)
else:
    run = train
    model.train_on_batch(x, y)
# A forked worker inherits no start time: count from before the imports, which is when Python began to read this file.
print("%.4f" % ((time.time() - START) * 1e3), flush=True)
for line in sys.stdin:
    print("%.4f" % run(int(line)), flush=True)
