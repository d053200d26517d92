"""pad_sequences, and what load_data makes of the real IMDB reviews."""
import hashlib

from harness import case, datasets, keras, message, np



def pad(sequences, dtype="int32", **kw):
    """"object" stands for Python's object: the text itself is another dtype to pad_sequences where values are words."""
    return keras.preprocessing.sequence.pad_sequences(sequences, dtype=object if dtype == "object" else dtype, **kw)


def padded(name, sequences, **kw):
    """sequences: nested lists; the result is an array, or for objects a nested list in the call."""
    args = dict(kw)
    result = pad(sequences, **kw)
    call = {"kind": "pad_sequences", "sequences": sequences, "args": args, "dtype": str(result.dtype), "shape": result.shape}
    if result.dtype == object or result.dtype.kind == "U":
        call["dtype"] = "object" if result.dtype == object else "string"
        call["result"] = result.tolist()
        case("pad_sequences", name, call)
    else:
        call["outputs"] = ["y"]
        case("pad_sequences", name, call, {"y": result})


def error(name, sequences, **kw):
    kind, text = message(lambda: pad(sequences, **kw))
    case("pad_sequences", name, {"kind": "pad_sequences_error", "sequences": sequences, "args": kw, "error": kind}, text=text)


def record():
    some = [[1], [2, 3], [4, 5, 6, 7, 8], [], [9, 10, 11]]
    padded("default", some)
    padded("maxlen", some, maxlen=3)
    padded("maxlen_longer", some, maxlen=8)
    padded("maxlen_one", some, maxlen=1)
    for p in ("pre", "post"):
        for t in ("pre", "post"):
            padded(f"padding_{p}_truncating_{t}", some, maxlen=3, padding=p, truncating=t)
        padded(f"padding_{p}", some, padding=p)
    padded("value", some, value=-1)
    padded("value_float_int_dtype", some, value=1.7)
    padded("float32", [[1.5], [2.25, 3.0]], dtype="float32", value=0.5)
    padded("float64", [[1.5], [2.25, 3.0]], dtype="float64")
    padded("floats_as_int32", [[1.5, -1.7], [2.9]])
    padded("int64", some, dtype="int64", padding="post")
    padded("int8", [[1], [2, 3]], dtype="int8")
    padded("uint8", [[1], [2, 3]], dtype="uint8", value=7)
    padded("bool", [[1], [0, 3]], dtype="bool")
    padded("object", [[1], [2, 3]], dtype="object", value=0)
    padded("words", [["a"], ["b", "cc"]], dtype="object", value="<PAD>", padding="post")
    padded("one_sequence", [[1, 2, 3]])
    padded("all_empty", [[], []])
    padded("all_empty_maxlen", [[], []], maxlen=2, value=5)
    padded("no_sequences_maxlen", [], maxlen=3)
    padded("vectors", [[[1, 2]], [[3, 4], [5, 6]], []], dtype="float32", padding="post")
    padded("vectors_truncated", [[[1, 2]], [[3, 4], [5, 6], [7, 8]]], maxlen=2, dtype="float32", value=-1.0)
    padded("maxlen_zero_post", [[1], [2, 3]], maxlen=0, truncating="post", padding="post")
    error("error_padding", some, padding="middle")
    error("error_truncating", some, truncating="middle")
    error("error_not_lists", [1, 2])
    error("error_number", 5)
    error("error_no_sequences", [])
    error("error_text_value", some, value="x")
    error("error_shapes", [[[1, 2]], [[3, 4, 5]]])
    error("error_mixed", [[1, 2], [[3], [4]]])
    error("error_words_as_int", [["a"]])
    for name, kw in (("error_maxlen_negative", {"maxlen": -1}), ("error_maxlen_zero", {"maxlen": 0})):
        try:
            error(name, some, **kw)
        except AssertionError as e:
            padded(name.replace("error_", ""), some, **kw)
    imdb_reviews()


def imdb_reviews():
    """Needs the real data; what is recorded is small: first and last reviews, sums, and a hash of everything."""
    folder = datasets()
    import tf_keras.src.datasets.imdb as imdb
    imdb.get_file = lambda path, **k: str(folder / path)
    # Not here: start_char=None with index_from=0, where the reference adds arrays instead of lists and returns an empty test split.
    for name, kw in [("default", {}), ("document", {"num_words": 10000, "index_from": 3}), ("num_words_500", {"num_words": 500}), ("skip_top", {"num_words": 1000, "skip_top": 20}), ("maxlen", {"num_words": 10000, "maxlen": 100}),
                     ("seed_0", {"num_words": 10000, "seed": 0}), ("start_char_none", {"num_words": 10000, "start_char": None}),
                     ("oov_char_none", {"num_words": 100, "oov_char": None}), ("oov_char", {"num_words": 100, "oov_char": 99, "start_char": 7, "index_from": 10}), ("index_from_0", {"num_words": 1000, "index_from": 0}),
                     ("everything", {"num_words": 2000, "skip_top": 5, "maxlen": 300, "seed": 7, "start_char": 4, "oov_char": None, "index_from": 6}), ("nb_words", {"nb_words": 300})]:
        splits = keras.datasets.imdb.load_data(**kw)
        call = {"kind": "imdb", "args": kw}
        for part, (x, y) in zip(("train", "test"), splits):
            words = np.concatenate([np.asarray(r, "<i4") for r in x])
            lengths = np.array([len(r) for r in x], "<i4")
            call[part] = {"count": len(x), "labels_dtype": str(y.dtype), "label_sum": int(y.sum()), "first_labels": y[:10], "last_labels": y[-10:], "first": [r[:40] for r in x[:3]], "last": [r[:40] for r in x[-3:]],
                          "first_lengths": lengths[:5], "last_lengths": lengths[-5:], "words": int(lengths.sum()), "word_sum": int(words.astype("int64").sum()), "largest": int(words.max()),
                          "sha256_of_lengths_then_words_int32": hashlib.sha256(lengths.tobytes() + words.tobytes()).hexdigest(), "sha256_of_labels_int64": hashlib.sha256(y.astype("<i8").tobytes()).hexdigest()}
        case("imdb", name, call)
    index = keras.datasets.imdb.get_word_index()
    items = list(index.items())
    case("imdb", "word_index", {"kind": "imdb_word_index", "count": len(index), "first": items[:10], "last": items[-10:], "some": {w: index[w] for w in ("the", "a", "film", "terrible", "wonderful")},
                                "sum": sum(index.values()), "longest_word": max(index, key=len), "non_ascii": [w for w in index if not w.isascii()][:10]})
    shifted = {w: i + 3 for w, i in index.items()} | {"<PAD>": 0, "<START>": 1, "<UNK>": 2, "<END>": 3}
    back = {i: w for w, i in shifted.items()}
    (x, _), _ = keras.datasets.imdb.load_data(num_words=10000, index_from=3)
    case("imdb", "first_review_in_words", {"kind": "imdb_text", "args": {"num_words": 10000, "index_from": 3}}, text=" ".join(back.get(i, "?") for i in x[0]))
    kind, text = message(lambda: keras.datasets.imdb.load_data(maxlen=1))
    case("imdb", "error_maxlen", {"kind": "imdb_error", "args": {"maxlen": 1}, "error": kind}, text=text)
    kind, text = message(lambda: keras.datasets.imdb.load_data(words=1))
    case("imdb", "error_keyword", {"kind": "imdb_error", "args": {"words": 1}, "error": kind}, text=text)
