"""Prints what tests/KerasHost.Cli.Tests/TestScripts/own_parts.csx must print. Run with the reference; writes compat/recorded/scripts/own_parts.txt."""
import contextlib
import os

import numpy as np
import tensorflow as tf
import tf_keras as keras

keras.utils.set_random_seed(1)
x = (np.arange(64).reshape(16, 4) / 64).astype("float32")
y = (x.sum(axis=1, keepdims=True) > 2).astype("float32")


class Gated(keras.layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.units = units

    def build(self, input_shape):
        self.w = self.add_weight(name="w", shape=(input_shape[-1], self.units), initializer="glorot_uniform")
        self.v = self.add_weight(name="v", shape=(input_shape[-1], self.units), initializer="ones")

    def call(self, x, training=None):
        return tf.tanh(tf.matmul(x, self.w)) * tf.sigmoid(tf.matmul(x, self.v)) + (0.1 if training else 0.0)


class Within(keras.metrics.Metric):
    def __init__(self):
        super().__init__(name="within")
        self.hits = self.add_weight(name="hits", initializer="zeros")
        self.all = self.add_weight(name="all", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        self.hits.assign_add(tf.reduce_sum(tf.cast(tf.abs(y_true - y_pred) < 0.5, "float32")))
        self.all.assign_add(tf.cast(tf.size(y_true), "float32"))

    def result(self):
        return self.hits / self.all


class Speaker(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        print(f"epoch {epoch}: " + ", ".join(f"{k} {v:.4f}" for k, v in logs.items()))


def cubic(t, p):
    return tf.reduce_mean(tf.abs(t - p) * tf.square(t - p), axis=-1)


def program():
    gated = Gated(8)
    model = keras.Sequential([keras.Input([4]), gated, keras.layers.Dense(1, activation="sigmoid")])
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.05), loss=cubic, metrics=[Within()])
    model.fit(x, y, epochs=3, batch_size=8, verbose=0, callbacks=[Speaker()])
    model.summary()
    optimizer = keras.optimizers.SGD(learning_rate=0.5)
    for step in range(3):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(cubic(tf.constant(y), model(x, training=True)))
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))
        print(f"step {step}: {float(loss):.4f}")


target = os.path.join(os.path.dirname(__file__), "..", "recorded", "scripts", "own_parts.txt")
os.makedirs(os.path.dirname(target), exist_ok=True)
with open(target, "w") as file, contextlib.redirect_stdout(file):
    program()
