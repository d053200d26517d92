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


@program
def tokenizer_of_every_argument():
    Tokenizer = keras.preprocessing.text.Tokenizer
    f = keras.preprocessing.text.text_to_word_sequence
    print(f("The cat, the DOG; isn't_it", lower=False), f("a-b c", filters="-"), f("a,b,c", filters="", split=","))
    for args in [{"analyzer": lambda text: text.upper().split("A")}, {"filters": "aeiou", "split": "s"}, {"char_level": True, "lower": False, "num_words": 5}, {"num_words": 3, "oov_token": "?", "char_level": True}]:
        t = Tokenizer(**args)
        t.fit_on_texts(TEXTS)
        print(t.word_index)
        print(t.texts_to_sequences(TEXTS))
        print(dict(t.word_docs) == {} or sorted(t.word_docs.items()), t.document_count)
        print(t.sequences_to_texts([[1, 2, 3, 99]]))
    t = Tokenizer(num_words=5)
    t.fit_on_texts(TEXTS)
    for mode in ["binary", "count", "freq", "tfidf"]:
        print(rounded(t.texts_to_matrix(TEXTS, mode=mode)))
        print(rounded(t.sequences_to_matrix([[1, 1, 4], [7], []], mode=mode)))
    t = Tokenizer(num_words=6)
    t.fit_on_sequences([[1, 2, 2], [3, 1]])
    print(t.document_count, rounded(t.sequences_to_matrix([[1, 2, 2], [5]], mode="tfidf")))
    t = Tokenizer(document_count=3)
    print(t.document_count)
    error(lambda: Tokenizer().texts_to_matrix(["a"]))
    error(lambda: t.sequences_to_matrix([[1]], mode="tfidf"))
    t = Tokenizer(num_words=3)
    error(lambda: t.sequences_to_matrix([[1]], mode="other"))
    error(lambda: t.sequences_to_matrix([[1]], mode="tfidf"))


@program
def text_vectorization_of_every_argument():
    L = keras.layers.TextVectorization
    query = ["the cat ate the fish", "Mat!"]
    for args in [{"output_mode": "multi_hot", "max_tokens": 20, "pad_to_max_tokens": True}, {"output_mode": "tf_idf", "max_tokens": 20, "pad_to_max_tokens": True}, {"output_mode": "multi_hot", "ngrams": 2, "max_tokens": 8},
                 {"output_mode": "count", "split": "character", "max_tokens": 9}, {"output_mode": "tf_idf", "ngrams": 2, "max_tokens": 7}, {"ngrams": 3, "output_sequence_length": 4}, {"split": None, "standardize": "lower"},
                 {"split": None, "output_mode": "multi_hot"}, {"standardize": lambda t: tf.strings.regex_replace(tf.strings.lower(t), "cat", "dog")}, {"output_mode": "int", "max_tokens": 3, "output_sequence_length": 7}]:
        layer = L(**args)
        layer.adapt(TEXTS)
        print(layer.get_vocabulary(include_special_tokens=False))
        print(layer.vocabulary_size(), rounded(layer(query)))
    layer = L(output_mode="tf_idf", vocabulary=["cat", "the"], idf_weights=[0.5, 2.0])
    print(layer.get_vocabulary(), rounded(layer(query)))
    layer = L(output_mode="tf_idf")
    layer.set_vocabulary(["cat", "the"], idf_weights=[0.5, 2.0])
    print(rounded(layer(query)))
    layer = L()
    layer.set_vocabulary(["", "[UNK]", "x", "cat"])
    print(layer.get_vocabulary(), rounded(layer(query)))
    layer = L()
    layer.adapt(TEXTS, batch_size=2, steps=1)
    print(layer.get_vocabulary())
    layer.adapt(tf.data.Dataset.from_tensor_slices(TEXTS).batch(2), steps=1)
    print(layer.get_vocabulary())
    error(lambda: L(output_mode="count", output_sequence_length=3))
    error(lambda: L(output_mode="count", pad_to_max_tokens=True))


@program
def string_lookup_of_every_argument():
    L = keras.layers.StringLookup
    words = [["a", "b", "c"], ["c", "d", "a"]]
    query = np.array([["a", "q"], ["zz", "the longest word of all words, which is hashed as well as it can be done"]])
    for args in [{"num_oov_indices": 2}, {"num_oov_indices": 3, "mask_token": "m"}, {"num_oov_indices": 3, "max_tokens": 5}, {"num_oov_indices": 2, "output_mode": "multi_hot"}, {"num_oov_indices": 2, "output_mode": "count"},
                 {"num_oov_indices": 2, "output_mode": "tf_idf"}, {"oov_token": "?", "num_oov_indices": 2}, {"output_mode": "multi_hot", "max_tokens": 9, "pad_to_max_tokens": True}]:
        layer = L(**args)
        layer.adapt(np.array(words))
        print(layer.get_vocabulary(), layer.vocabulary_size())
        print(layer.get_vocabulary(include_special_tokens=False))
        print(rounded(layer(query)))
    print(L(vocabulary=["a", "b"], num_oov_indices=4)(["b", "z", "y", "x", "w", ""]).numpy().tolist())
    print([w.decode() for w in L(vocabulary=["[UNK]", "[UNK]", "a", "b"], num_oov_indices=2, invert=True)([0, 1, 2, 3, 9]).numpy().tolist()])
    print(rounded(L(vocabulary=["a", "b"], idf_weights=[1.0, 3.0], output_mode="tf_idf")(np.array([["a", "b", "b", "z"]]))))
    layer = L(num_oov_indices=2)
    layer.set_vocabulary(["a", "b"])
    print(layer.get_vocabulary())
    error(lambda: L(vocabulary=["a", "a"]))
    error(lambda: L(max_tokens=1))
    error(lambda: L(pad_to_max_tokens=True))


@program
def timeseries_of_every_argument():
    f = keras.utils.timeseries_dataset_from_array
    data = np.arange(20)
    show(f(data, None, 3, sequence_stride=2, start_index=4, batch_size=4))
    show(f(data, None, 3, sampling_rate=4, end_index=15, batch_size=4))
    show(f(data, data, 3, sequence_stride=4, sampling_rate=2, start_index=1, end_index=18, batch_size=None))
    show(f(data, data * 2, 3, sequence_stride=2, batch_size=3, shuffle=True, seed=1, start_index=2, end_index=16))
    show(f(data, None, 4, batch_size=None, shuffle=True, seed=2))
    show(f(np.arange(12.).reshape(6, 2), np.arange(12).reshape(6, 2), 2, batch_size=3))
    print(f(np.zeros((6, 2)), np.zeros((6, 2), "float32"), 2, batch_size=3))
    print(f(np.zeros((6, 2)), np.zeros(6), 2, batch_size=None), f(np.zeros((6, 2), "float32"), None, 2).element_spec)
    error(lambda: f(data, None, 4, start_index=-1))
    error(lambda: f(data, None, 4, start_index=5, end_index=5))
    error(lambda: f(data, None, 4, end_index=20))
    error(lambda: f(data, None, 4, end_index=-1))
    error(lambda: f(data, None, 4, sampling_rate=20))
    error(lambda: f(data, None, 4, sequence_stride=0))


@program
def text_files_of_every_argument():
    with tempfile.TemporaryDirectory() as folder:
        for i, name in enumerate(["neg/a.txt", "neg/b.txt", "pos/c.txt", "pos/d.txt", "pos/e.txt", "pos/f.txt"]):
            os.makedirs(os.path.join(folder, os.path.dirname(name)), exist_ok=True)
            with open(os.path.join(folder, name), "w") as file:
                file.write("x" * (i + 1))
        f = keras.utils.text_dataset_from_directory
        sizes = lambda x, y: (tf.strings.length(x), y)
        show(f(folder, labels=[5, 4, 3, 2, 1, 0], batch_size=4, shuffle=False).map(sizes))
        show(f(folder, labels=[1, 0, 1, 0, 1, 0], label_mode="binary", batch_size=4, seed=3).map(sizes))
        show(f(folder, labels=[0, 1, 2, 0, 1, 2], label_mode="categorical", batch_size=None, shuffle=False).map(sizes))
        train, validation = f(folder, batch_size=2, seed=1, validation_split=0.4, subset="both")
        show(train.map(sizes))
        show(validation.map(sizes))
        print(train.class_names)
        train, validation = f(folder, labels=[1, 0, 1, 0, 1, 0], batch_size=None, shuffle=False, validation_split=0.5, subset="both")
        show(train.map(sizes))
        show(validation.map(sizes))
        error(lambda: f(folder, validation_split=0.4, subset="other", seed=1))
        error(lambda: f(folder, validation_split=0.4))
        error(lambda: f(folder, validation_split=1.5, subset="training", seed=1))
        error(lambda: f(folder, validation_split=0.5, subset="training"))
        error(lambda: f(folder, label_mode="other"))
        error(lambda: f(folder, labels=None, class_names=["neg", "pos"]))
        error(lambda: f(folder, labels=[1, 2, 3, 4, 5, 6], label_mode="binary"))


def record():
    for name, f in PROGRAMS.items():
        keras.backend.clear_session()
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            f()
        case("text_layers", name, {"kind": "program"}, text=out.getvalue())
