"""Texts: Tokenizer, TextVectorization, StringLookup, datasets of files and of runs of a series, tf.strings. Programs as in record_data.py:
what they print is recorded, and the runner has the same programs."""
import contextlib
import io
import os
import tempfile

from harness import case, keras, np, tf

PROGRAMS = {}
TEXTS = ["The cat sat on the mat.", "The dog ate my homework!", "Cats & dogs: the end; isn't it?", "", "mat  mat\tmat"]


def program(f):
    PROGRAMS[f.__name__] = f
    return f


def error(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[0])
    else:
        print("no error")


def rounded(a):
    return np.round(np.asarray(a, "float64"), 5).tolist()


def show(ds):
    for e in ds:
        print("; ".join(str(t.numpy().tolist()) for t in tf.nest.flatten(e)))


@program
def tokenizer():
    Tokenizer = keras.preprocessing.text.Tokenizer
    print(keras.preprocessing.text.text_to_word_sequence("The cat, the DOG; isn't_it"))
    for args in [{}, {"num_words": 4}, {"oov_token": "<OOV>"}, {"num_words": 4, "oov_token": "<OOV>"}, {"char_level": True}, {"lower": False, "filters": ""}, {"split": "t"}]:
        t = Tokenizer(**args)
        t.fit_on_texts(TEXTS)
        print(t.document_count, t.word_index)
        sequences = t.texts_to_sequences(["the cat ate the fish", "Dog"])
        print(sequences)
        print(t.sequences_to_texts(sequences))
        print(dict(t.word_counts))
    t = Tokenizer()
    t.fit_on_texts(TEXTS)
    for mode in ["binary", "count", "freq", "tfidf"]:
        print(rounded(t.texts_to_matrix(["the cat the mat", "dog"], mode=mode)))
    t.fit_on_texts([["a", "b"], ["B"]])
    print(t.word_index)
    again = keras.preprocessing.text.tokenizer_from_json(t.to_json())
    print(again.texts_to_sequences(["the cat sat"]), again.document_count)


@program
def text_vectorization():
    L = keras.layers.TextVectorization
    query = ["the cat ate the fish", "Mat!"]
    for args in [{}, {"max_tokens": 5}, {"output_sequence_length": 3}, {"standardize": None}, {"standardize": "lower"}, {"standardize": "strip_punctuation"},
                 {"split": "character"}, {"ngrams": 2}, {"output_mode": "multi_hot"}, {"output_mode": "count"}, {"output_mode": "tf_idf"},
                 {"output_mode": "count", "max_tokens": 30, "pad_to_max_tokens": True}, {"output_mode": "tf_idf", "max_tokens": 6}]:
        layer = L(**args)
        layer.adapt(TEXTS)
        print(layer.get_vocabulary())
        print(layer.vocabulary_size(), rounded(layer(query)))
    layer = L()
    layer.adapt(tf.data.Dataset.from_tensor_slices(TEXTS).batch(2))
    print(layer.get_vocabulary(include_special_tokens=False))
    layer = L(vocabulary=["cat", "the"], output_sequence_length=4)
    print(layer([["the cat x"], ["cat"]]).numpy().tolist(), layer("the dog").numpy().tolist())
    print(layer.get_vocabulary())
    model = keras.Sequential([keras.Input(shape=(1,), dtype=tf.string), layer, keras.layers.Embedding(4, 2, embeddings_initializer="ones"), keras.layers.Flatten(), keras.layers.Dense(1, kernel_initializer="ones")])
    model.summary()
    print(model.predict(np.array([["the cat"], ["x"]]), verbose=0).tolist())
    error(lambda: L(vocabulary=["a", "a"]))
    error(lambda: L(vocabulary=["a", "b"], max_tokens=3))


@program
def string_lookup():
    L = keras.layers.StringLookup
    words = [["a", "b", "c"], ["c", "d", "a"]]
    for args in [{}, {"max_tokens": 3}, {"mask_token": ""}, {"num_oov_indices": 0}, {"output_mode": "multi_hot"}, {"output_mode": "count"}, {"output_mode": "tf_idf"}]:
        layer = L(**args)
        layer.adapt(np.array(words))
        print(layer.get_vocabulary(), layer.vocabulary_size())
        print(rounded(layer(np.array([["a", "c"], ["d", "d"]]))))
    print(L(vocabulary=["a", "b"])(["b", "z", "a"]).numpy().tolist())
    print(L(vocabulary=["a", "b"], output_mode="one_hot")(["b", "z"]).numpy().tolist())
    print([w.decode() for w in L(vocabulary=["a", "b"], invert=True)([0, 1, 2, 7]).numpy().tolist()])
    print([w.decode() for w in L(vocabulary=["a", "b"], invert=True, mask_token="")([0, 1, 2, 3]).numpy().tolist()])


@program
def timeseries():
    f = keras.utils.timeseries_dataset_from_array
    data = np.arange(20)
    show(f(data, None, 5, batch_size=3))
    show(f(data, data * 10, 4, sequence_stride=3, sampling_rate=2, batch_size=4))
    show(f(data, data[3:], 3, batch_size=None, start_index=2, end_index=10))
    show(f(np.arange(24.).reshape(12, 2), np.arange(12), 3, batch_size=2))
    keras.utils.set_random_seed(3)
    show(f(data, data, 4, batch_size=4, shuffle=True, seed=7))
    show(f(data, None, 4, batch_size=4, shuffle=True))
    print(f(data, data, 4))
    print(f(data, None, 4, batch_size=None))
    error(lambda: f(data, None, 4, sampling_rate=0))
    error(lambda: f(data, None, 4, start_index=30))
    error(lambda: f(data, None, 4, sequence_stride=20))


@program
def text_files():
    with tempfile.TemporaryDirectory() as folder:
        for i, name in enumerate(["neg/a.txt", "neg/b.txt", "pos/c.txt", "pos/d.txt", "pos/e.txt", "pos/no.md"]):
            os.makedirs(os.path.join(folder, os.path.dirname(name)), exist_ok=True)
            with open(os.path.join(folder, name), "w") as file:
                file.write(f"text {i} of {name}")
        f = keras.utils.text_dataset_from_directory
        ds = f(folder, batch_size=2, shuffle=False)
        print(ds, ds.class_names)
        show(ds.map(lambda x, y: (tf.strings.length(x), y)))
        show(f(folder, batch_size=2, seed=5).map(lambda x, y: (tf.strings.length(x), y)))
        show(f(folder, label_mode="binary", batch_size=3, shuffle=False, max_length=4).map(lambda x, y: (tf.strings.length(x), y)))
        show(f(folder, label_mode="categorical", batch_size=None, shuffle=False, class_names=["pos", "neg"]).map(lambda x, y: (tf.strings.length(x), y)))
        show(f(folder, labels=None, batch_size=4, shuffle=False).map(tf.strings.length))
        show(f(folder, batch_size=4, seed=1, validation_split=0.4, subset="training").map(lambda x, y: (tf.strings.length(x), y)))
        show(f(folder, batch_size=4, seed=1, validation_split=0.4, subset="validation").map(lambda x, y: (tf.strings.length(x), y)))
        path = os.path.join(folder, "lines.txt")
        with open(path, "wb") as file:
            file.write("first\r\nsecond\n\nünïcode\nlast".encode())
        lines = tf.data.TextLineDataset(path)
        print(lines, lines.cardinality().numpy())
        for line in lines:
            print(line)
        for line in tf.data.TextLineDataset([path, path]).skip(1).batch(3):
            print(line)


@program
def strings():
    x = tf.constant(["Ab c", "É dE", ""])
    print(x)
    print(repr(x))
    print(tf.strings.lower(x))
    print(tf.strings.lower(x, encoding="utf-8"))
    print(tf.strings.upper(x))
    print(tf.strings.length(x), tf.strings.length(x, unit="UTF8_CHAR"))
    print(tf.strings.regex_replace(x, "[a-z] ?(.?)", r"<\1>"))
    print(tf.strings.regex_replace(x, "[A-Z]", "$1", replace_global=False))
    print(tf.strings.join([x, "!", x], separator="-"))
    print(tf.strings.strip([" a ", "b\t\n"]))
    print(tf.strings.as_string([1, 2]), tf.strings.as_string([1.5]), tf.strings.as_string([True]))
    print(x[1], x[::2], x[tf.newaxis])
    print(tf.constant("one"), tf.constant([["a", "b"]]))


def record():
    for name, f in PROGRAMS.items():
        keras.backend.clear_session()
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            f()
        case("text_layers", name, {"kind": "program"}, text=out.getvalue())
