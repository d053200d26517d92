"""Checkpoints of TensorFlow: every type, old and new formats, a model of a class of its own with an optimizer of before Keras 2.11.

One archive, compat/recorded/checkpoints/checkpoints.zip: the files, and expected.json. Run with the reference Python.
"""
import json
import os
import shutil
import tempfile
import zipfile

os.environ["TF_USE_LEGACY_KERAS"] = "1"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf
import tf_keras

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "recorded", "checkpoints")
TYPES = ["float32", "float64", "float16", "bfloat16", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "bool"]


class Mine(tf_keras.Model):
    def __init__(self):
        super().__init__()
        self.first = tf_keras.layers.Dense(4, activation="tanh")
        self.gru = tf_keras.layers.GRU(3)
        self.many = [tf_keras.layers.Dense(3), tf_keras.layers.Dense(2)]

    def call(self, x):
        x = self.gru(self.first(x))
        for layer in self.many:
            x = layer(x)
        return x


def types(at):
    variables = {}
    for name in TYPES:
        values = np.arange(6).reshape(2, 3) % 2 if name == "bool" else np.arange(6).reshape(2, 3) - (0 if name[0] == "u" else 2)
        variables[name] = tf.Variable(tf.cast(tf.constant(values), name), name=name)
    variables["scalar"] = tf.Variable(np.float32(0.1), name="scalar")
    variables["empty"] = tf.Variable(np.zeros((0, 3), "float32"), name="empty")
    # Enough entries for several restarts of a block, and a name that must be escaped.
    variables["list"] = [tf.Variable(np.full((i,), i, "int32"), name=f"list{i}") for i in range(40)]
    variables["odd/name.with"] = tf.Variable(np.arange(3.0), name="odd")
    tf.train.Checkpoint(**variables).write(at("types"))


def old(at):
    with tf.Graph().as_default(), tf.compat.v1.Session() as s:
        rng = np.random.default_rng(0)
        named = {"dense/kernel": rng.normal(size=(3, 4)).astype("float32"), "dense/bias": np.zeros(4, "float32"), "step": np.int64(12),
                 "flags": np.array([True, False]), "half": np.arange(3).astype("float16"), "bytes": np.arange(300).astype("uint8"), "double": rng.normal(size=(2,)),
                 "negative": np.array([-1, 5, -7], "int32"), "big": np.zeros((100, 40), "float32")}
        variables = [tf.compat.v1.get_variable(n, initializer=v) for n, v in named.items()]
        s.run(tf.compat.v1.global_variables_initializer())
        tf.compat.v1.train.Saver(variables, write_version=tf.compat.v1.train.SaverDef.V1).save(s, at("v1.ckpt"), write_meta_graph=False)
        tf.compat.v1.train.Saver(variables, write_version=tf.compat.v1.train.SaverDef.V2).save(s, at("v2.ckpt"), write_meta_graph=False)
        s.close()
    return {n: np.asarray(v, "float64").ravel().tolist() for n, v in named.items()}


def mine(at):
    tf_keras.utils.set_random_seed(2)
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(8, 5, 3)).astype("float32"), rng.normal(size=(8, 2)).astype("float32")
    m = Mine()
    m.compile(tf_keras.optimizers.legacy.Adam(0.02), "mse")
    m.fit(x, y, epochs=2, batch_size=4, shuffle=False, verbose=0)
    m.save_weights(at("mine/cp"))
    checkpoint = tf.train.Checkpoint(model=m, optimizer=m.optimizer, step=tf.Variable(7, dtype=tf.int64))
    checkpoint.save(at("train/ckpt"))
    return {"x": x.ravel().tolist(), "y": y.ravel().tolist(), "predictions": np.asarray(m.predict(x, verbose=0)).ravel().tolist(),
            "weights": [{"name": w.name, "values": np.asarray(w).ravel().tolist()} for w in m.weights],
            "continued": m.fit(x, y, epochs=3, batch_size=4, shuffle=False, verbose=0).history["loss"]}


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        at = lambda n: os.path.join(folder, n)
        types(at)
        expected = {"versions": {"tensorflow": tf.__version__, "tf_keras": tf_keras.__version__}, "old": old(at), "mine": mine(at)}
        for name in ("v1.ckpt", "checkpoint"):
            assert os.path.exists(at(name)), os.listdir(folder)
        with open(at("expected.json"), "w") as f:
            json.dump(expected, f)
        out = os.path.join(OUT, "checkpoints.zip")
        if os.path.exists(out):
            os.remove(out)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
            for root, _, names in sorted(os.walk(folder)):
                for n in sorted(names):
                    full = os.path.join(root, n)
                    info = zipfile.ZipInfo(os.path.relpath(full, folder).replace(os.sep, "/"), (2024, 1, 1, 0, 0, 0))
                    info.compress_type = zipfile.ZIP_DEFLATED
                    with open(full, "rb") as f:
                        z.writestr(info, f.read())
        print(out, os.path.getsize(out))
