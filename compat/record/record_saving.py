"""Small trained models saved in every format by tf_keras and Keras 3, with their predictions and the losses of training that goes on.

One archive a model in compat/recorded/saving: the files, and expected.json. Run with the reference Python; one run records everything.
"""
import io
import json
import os
import shutil
import sys
import tempfile
import zipfile

os.environ["TF_USE_LEGACY_KERAS"] = "1"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf
import tf_keras
import keras

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "recorded", "saving")


def data(kind):
    rng = np.random.default_rng(5)
    if kind == "ids":
        return rng.integers(0, 20, (16, 6)).astype("int32"), rng.integers(0, 2, (16, 1)).astype("float32")
    return rng.normal(size=(16, 4)).astype("float32"), rng.integers(0, 3, (16,)).astype("int32")


def text(k):
    L = k.layers
    m = k.Sequential([k.Input((6,), name="ids"), L.Embedding(20, 4, name="embedding"), L.GlobalAveragePooling1D(name="mean"),
                      L.Dense(5, activation="relu", name="hidden"), L.Dense(1, activation="sigmoid", name="out")], name="text")
    m.compile(optimizer=k.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
    return m


def nested(k):
    L = k.layers
    inner = k.Sequential([k.Input((4,), name="features"), L.Dense(5, activation="tanh", name="first"), L.Dense(4, name="second")], name="inner")
    frozen = L.Dense(4, name="frozen", trainable=False)
    m = k.Sequential([k.Input((4,), name="data"), inner, frozen, L.Dense(3, activation="softmax", use_bias=False, name="out")], name="nested")
    m.compile(optimizer=k.optimizers.SGD(0.1, momentum=0.9), loss=k.losses.SparseCategoricalCrossentropy(), metrics=["accuracy"])
    return m


def rms(k):
    L = k.layers
    m = k.Sequential([k.Input((4,), name="data"), L.Dense(6, activation="relu", name="a"), L.Dense(6, activation="relu", name="b"),
                      L.Dense(3, activation="softmax", name="out")], name="rms")
    m.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy")
    return m


def recurrent(k):
    L = k.layers
    m = k.Sequential([k.Input((6,), name="ids"), L.Embedding(20, 4, mask_zero=True, name="embedding"),
                      L.Bidirectional(L.LSTM(3, return_sequences=True, name="inner"), name="both"),
                      L.TimeDistributed(L.Dense(4, name="each"), name="steps"), L.GRU(3, return_sequences=True, name="gru"),
                      L.SimpleRNN(3, name="simple"), L.Dense(1, activation="sigmoid", name="out")], name="recurrent")
    m.compile(optimizer=k.optimizers.RMSprop(0.01), loss="binary_crossentropy", metrics=["mae"])
    return m


def hard(k):
    L = k.layers
    m = k.Sequential([k.Input((6,), name="ids"), L.Embedding(20, 4, name="embedding"), L.LSTM(3, recurrent_activation="hard_sigmoid", name="lstm"),
                      L.Dense(1, activation="hard_sigmoid", name="out")], name="hard")
    m.compile(optimizer=k.optimizers.SGD(0.5), loss="mse")
    return m


def record(name, build, kind, k, which):
    k.utils.set_random_seed(3)
    x, y = data(kind)
    m = build(k)
    m.fit(x, y, epochs=2, batch_size=8, shuffle=False, verbose=0)
    with tempfile.TemporaryDirectory() as folder:
        at = lambda n: os.path.join(folder, n)
        m.save(at("model.keras"))
        # After this Keras 3 forgets the optimizer that compile was given.
        m.save(at("model.h5"))
        m.save_weights(at("model.weights.h5"))
        if which == "tf_keras":
            m.save_weights(at("weights.h5"))
            os.makedirs(at("ckpt"))
            m.save_weights(at("ckpt/cp-0002"))
            os.makedirs(at("tf_checkpoint"))
            manager = tf.train.CheckpointManager(tf.train.Checkpoint(model=m, optimizer=m.optimizer), at("tf_checkpoint"), max_to_keep=2)
            for _ in range(3):
                manager.save()
            m.save(at("saved_model"), save_format="tf")
            # The traced functions of recurrent layers take megabytes, and nothing here reads them.
            if os.path.getsize(at("saved_model/saved_model.pb")) > 300_000:
                os.remove(at("saved_model/saved_model.pb"))
            named = [(v.name.split(":")[0], v0) for v, v0 in zip(m.weights, m.get_weights())]
            with tf.Graph().as_default():
                with tf.compat.v1.Session() as s:
                    vs = [tf.compat.v1.get_variable(n, initializer=v) for n, v in named]
                    s.run(tf.compat.v1.global_variables_initializer())
                    os.makedirs(at("v1"))
                    tf.compat.v1.train.Saver(vs).save(s, at("v1/model"), write_meta_graph=False)
        else:
            try:
                m.save_weights(at("sharded.weights.json"), max_shard_size=0.0000004)
            except Exception as e:
                print("sharded", repr(e)[:300])
        with open(at("model.json"), "w") as f:
            f.write(m.to_json())
        if which == "keras3":
            with zipfile.ZipFile(at("model.keras")) as z, zipfile.ZipFile(at("backslash.keras"), "w") as o:
                h5 = z.read("model.weights.h5")
                import h5py
                with h5py.File(io.BytesIO(h5)) as f:
                    b = io.BytesIO()
                    with h5py.File(b, "w") as g:
                        f.visititems(lambda n, d: g.create_dataset(n.replace("/vars/", "\0").replace("/", "\\").replace("\0", "/vars/"), data=d[()]) and None if isinstance(d, h5py.Dataset) else None)
                for n in z.namelist():
                    o.writestr(n, b.getvalue() if n == "model.weights.h5" else z.read(n))
        expected = {
            "versions": {"tf_keras": tf_keras.__version__, "keras": keras.__version__, "tensorflow": tf.__version__},
            "x": x.tolist(), "y": y.tolist(),
            "weights": [{"name": getattr(w, "path", None) or w.name, "shape": list(w.shape), "values": np.asarray(w).ravel().tolist()} for w in m.weights],
            "predictions": np.asarray(m.predict(x, verbose=0)).tolist(),
            "continued": m.fit(x, y, epochs=3, batch_size=8, shuffle=False, verbose=0).history["loss"],
            "optimizer": [{"name": v.name, "shape": list(v.shape)} for v in (m.optimizer.variables() if callable(m.optimizer.variables) else m.optimizer.variables)],
        }
        with open(at("expected.json"), "w") as f:
            json.dump(expected, f)
        out = os.path.join(OUT, f"{which}_{name}.zip")
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


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    wanted = sys.argv[1:]
    for name, build, kind in (("text", text, "ids"), ("nested", nested, "numbers"), ("rms", rms, "numbers"), ("recurrent", recurrent, "ids"), ("hard", hard, "ids")):
        if wanted and name not in wanted:
            continue
        record(name, build, kind, tf_keras, "tf_keras")
        record(name, build, kind, keras, "keras3")
