"""tf.data: what datasets print, which elements they give in which order, and how fit, evaluate and predict read them.

Each case is a small program whose printed lines are recorded; the runner has the same program."""
import contextlib
import io

from harness import case, keras, np, tf

Dataset = tf.data.Dataset
PROGRAMS = {}


def program(f):
    PROGRAMS[f.__name__] = f
    return f


def text(e):
    return " ".join(str(t.numpy().tolist()) for t in tf.nest.flatten(e))


def show(ds, limit=1000):
    print("; ".join(text(e) for e in ds.take(limit)))


def direct(ds):
    """Without take(), which would be another dataset around."""
    print("; ".join(text(e) for e in ds))


def error(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[0])
    else:
        print("no error")


@program
def prints():
    pairs = Dataset.from_tensor_slices((np.arange(12).reshape(6, 2), np.arange(6, dtype="float32")))
    print(pairs)
    print(Dataset.from_tensor_slices([1, 2, 3]))
    print(Dataset.from_tensor_slices([1.5, 2]))
    print(Dataset.from_tensors(([1, 2, 3], 2.5)))
    print(Dataset.range(5))
    print(pairs.batch(4))
    print(pairs.batch(4, drop_remainder=True))
    print(pairs.batch(4, drop_remainder=True).batch(2))
    print(pairs.batch(2).unbatch())
    print(pairs.batch(3, drop_remainder=True).map(lambda x, y: (x[:-1], x[1:], y)))
    print(pairs.map(lambda x, y: x * 2))
    print(pairs.map(lambda x, y: x, num_parallel_calls=2))
    print(pairs.filter(lambda x, y: y > 2))
    print(pairs.shuffle(3))
    print(pairs.repeat(2))
    print(pairs.take(2))
    print(pairs.skip(2))
    print(pairs.cache())
    print(pairs.prefetch(1))
    print(pairs.enumerate())
    print(pairs.concatenate(pairs))
    print(Dataset.zip((pairs, Dataset.range(3))))
    print(Dataset.zip((Dataset.range(3), Dataset.range(4))))
    print(Dataset.range(7).window(3))
    print(Dataset.range(7).padded_batch(3))
    print(Dataset.from_generator(lambda: iter([1, 2]), output_signature=tf.TensorSpec(shape=(), dtype=tf.int32)))
    print(Dataset.from_generator(lambda: iter([1, 2]), output_signature=(tf.TensorSpec(shape=(None, 2), dtype=tf.float32), tf.TensorSpec(shape=(), dtype=tf.int64))))
    print(Dataset.range(3).flat_map(lambda i: Dataset.range(i)))
    print(Dataset.range(3).interleave(lambda i: Dataset.range(i), cycle_length=2))
    print(pairs.element_spec)
    print(Dataset.range(3).element_spec)
    print(pairs.enumerate().element_spec)
    text_as_int = np.arange(1000)
    print(Dataset.from_tensor_slices(text_as_int).batch(101, drop_remainder=True).map(lambda t: (t[0:-1], t[1:])).shuffle(10000).batch(4, drop_remainder=True))


@program
def cardinalities():
    r = Dataset.range(10)
    for ds in (r, r.batch(3), r.batch(3, drop_remainder=True), r.batch(3).unbatch(), r.map(lambda x: x), r.filter(lambda x: x > 1), r.shuffle(3), r.repeat(),
               r.repeat(3), r.repeat(0), r.take(4), r.take(40), r.take(-1), r.skip(4), r.skip(40), r.skip(-1), r.cache(), r.prefetch(2), r.enumerate(), r.concatenate(r), r.repeat().take(3),
               Dataset.zip((r, r.take(4))), Dataset.zip((r, r.repeat())), r.window(4), r.window(4, drop_remainder=True), r.window(3, shift=1), r.filter(lambda x: x > 1).repeat(),
               r.filter(lambda x: x > 1).take(2), r.concatenate(r.repeat()), Dataset.from_generator(lambda: iter([1]), output_signature=tf.TensorSpec((), tf.int32)),
               Dataset.range(2, 11, 3), Dataset.range(10, 0, -4), Dataset.range(0), r.repeat().batch(3), r.flat_map(lambda i: Dataset.range(i)), r.padded_batch(4), r.repeat().skip(3)):
        print(ds.cardinality())
    error(lambda: len(r.repeat()))
    error(lambda: len(r.filter(lambda x: x > 1)))
    print(len(r.batch(3)))


@program
def elements():
    r = Dataset.range(10)
    pairs = Dataset.from_tensor_slices((np.arange(12).reshape(6, 2), np.arange(6)))
    show(r)
    show(r.batch(4))
    show(r.batch(4, drop_remainder=True))
    show(r.batch(5).batch(2))
    show(pairs.batch(4))
    show(pairs.skip(1).batch(4))
    show(pairs.batch(4).unbatch())
    show(pairs.map(lambda x, y: x[0] + y))
    show(pairs.map(lambda x, y: (y, x[1:])))
    show(r.filter(lambda x: x % 3 == 0))
    show(r.repeat(2))
    show(r.repeat(), 23)
    show(r.take(3))
    show(r.skip(8))
    show(r.skip(-1))
    show(r.take(2).concatenate(r.skip(9)))
    show(r.enumerate(5))
    show(pairs.enumerate())
    show(Dataset.zip((r, pairs)))
    show(Dataset.range(2, 11, 3))
    show(Dataset.range(10, 0, -4))
    show(Dataset.range(3, output_type=tf.int32))
    for w in r.window(4):
        show(w)
    for w in r.window(3, shift=2, stride=2, drop_remainder=True):
        show(w)
    show(r.window(3, shift=1, drop_remainder=True).flat_map(lambda w: w.batch(3)))
    show(r.flat_map(lambda i: Dataset.range(i)).take(12))
    show(r.take(4).interleave(lambda i: Dataset.range(i), cycle_length=2, block_length=1))
    show(r.take(5).interleave(lambda i: Dataset.range(i * 10, i * 10 + 4), cycle_length=3, block_length=2))
    show(Dataset.range(1, 6).map(lambda i: tf.ones([i], tf.int32) * tf.cast(i, tf.int32)).padded_batch(2))
    show(Dataset.range(1, 6).map(lambda i: tf.ones([i], tf.int32)).padded_batch(2, padded_shapes=[6], padding_values=-1))
    show(Dataset.from_tensors([[1, 2], [3, 4]]))
    show(r.cache().take(3))
    show(r.prefetch(2))
    show(Dataset.from_generator(lambda: ((i, [i, i + 1]) for i in range(3)), output_signature=(tf.TensorSpec((), tf.int32), tf.TensorSpec((2,), tf.float32))))
    print([x for x in pairs.batch(3).as_numpy_iterator()])
    for x, y in pairs.batch(4):
        print(x, y)


@program
def shuffles():
    r = Dataset.range(10)
    for seed in (0, 1, 42):
        keras.utils.set_random_seed(seed)
        ds = r.shuffle(4)
        direct(ds)
        direct(ds)
        direct(r.shuffle(10))
        direct(r.shuffle(100, seed=7))
        direct(r.shuffle(3, reshuffle_each_iteration=False))
    keras.utils.set_random_seed(1)
    ds = r.shuffle(10, seed=3, reshuffle_each_iteration=False)
    direct(ds)
    direct(ds)
    ds = r.shuffle(5).repeat(2)
    direct(ds)
    direct(ds)
    ds = r.shuffle(5, reshuffle_each_iteration=False).repeat(2)
    direct(ds)
    ds = r.repeat(2).shuffle(5)
    direct(ds)
    direct(ds)
    ds = r.shuffle(5).repeat().take(25)
    direct(ds)
    direct(ds)
    ds = r.shuffle(5)
    direct(ds.take(4))
    direct(ds)
    direct(ds.skip(3))
    direct(ds.concatenate(ds))
    direct(Dataset.zip((ds, ds)))
    ds = r.shuffle(10).cache()
    direct(ds)
    direct(ds)
    ds = r.shuffle(10).batch(4).shuffle(2)
    direct(ds)
    direct(ds)
    ds = r.shuffle(10).map(lambda x: x * 2).batch(3).prefetch(1)
    direct(ds)
    direct(ds)
    ds = r.shuffle(10)
    iter(ds)
    direct(ds)
    ds = r.shuffle(10).take(0)
    direct(ds)
    keras.utils.set_random_seed(1)
    ds = r.shuffle(5)
    ds2 = ds.repeat(2).batch(10)
    direct(ds2)
    direct(ds2)
    direct(ds)


@program
def random_map():
    keras.utils.set_random_seed(1)
    ds = Dataset.range(3).map(lambda x: tf.random.uniform([]))
    direct(ds)
    direct(ds)
    ds = Dataset.range(3).map(lambda x: (tf.random.uniform([2]), tf.random.normal([])))
    direct(ds)


@program
def errors():
    error(lambda: Dataset.from_tensor_slices((np.zeros(3), np.zeros(4))))
    error(lambda: Dataset.from_tensor_slices(1))
    error(lambda: direct(Dataset.range(3).map(lambda i: tf.ones([i])).batch(3)))
    error(lambda: Dataset.range(3).batch(0))
    error(lambda: Dataset.range(3).shuffle(0))
    error(lambda: Dataset.range(3).concatenate(Dataset.from_tensors(1.5)))
    error(lambda: Dataset.range(3).unbatch())
    error(lambda: Dataset.range(3).filter(lambda x: x))


@program
def prints_of_every_argument():
    pairs = Dataset.from_tensor_slices((np.arange(12).reshape(6, 2), np.arange(6, dtype="float32")))
    r = Dataset.range(6)
    print(Dataset.from_tensor_slices(["a", "b"]))
    print(Dataset.from_tensor_slices([True, False]))
    print(Dataset.from_tensor_slices(np.zeros((2, 3))))
    print(Dataset.from_tensors("a"))
    print(pairs.batch(2, num_parallel_calls=2))
    print(pairs.batch(2, drop_remainder=True, num_parallel_calls=tf.data.AUTOTUNE, deterministic=False))
    print(pairs.map(lambda x, y: (x, y), num_parallel_calls=tf.data.AUTOTUNE, deterministic=True))
    print(r.interleave(lambda i: Dataset.range(3), cycle_length=2, block_length=2, num_parallel_calls=2))
    print(r.interleave(lambda i: Dataset.range(3), cycle_length=2, num_parallel_calls=tf.data.AUTOTUNE, deterministic=True))
    print(r.take_while(lambda x: x < 3))
    print(Dataset.zip((r, r, r)))
    print(Dataset.zip(r, r))
    print(Dataset.zip(r, pairs, r))
    print(pairs.padded_batch(2, padded_shapes=([4], [])))
    print(pairs.padded_batch(2, padded_shapes=([None], []), padding_values=(np.int64(7), 1.0), drop_remainder=True))
    print(pairs.window(2))
    print(pairs.window(2, shift=1, stride=1, drop_remainder=True))
    print(pairs.window(3).flat_map(lambda x, y: Dataset.zip((x.batch(3), y.batch(3)))))
    print(pairs.window(3, drop_remainder=True).flat_map(lambda x, y: x.batch(3, drop_remainder=True)))
    print(pairs.flat_map(lambda x, y: Dataset.from_tensors(x)))
    print(pairs.interleave(lambda x, y: Dataset.from_tensor_slices(x), cycle_length=2))
    print(pairs.cache("/tmp/none"))
    print(pairs.shuffle(3, seed=1, reshuffle_each_iteration=False))
    print(pairs.repeat())
    print(pairs.enumerate(start=5))
    print(pairs.concatenate(pairs.map(lambda x, y: (x, y))))
    print(Dataset.from_tensor_slices(np.zeros((2, 3))).concatenate(Dataset.from_tensor_slices(np.zeros((2, 4)))))
    print(Dataset.from_generator(lambda: iter([1]), output_types=tf.int32, output_shapes=[]))
    print(Dataset.from_generator(lambda: iter([([1], 2)]), output_types=(tf.int32, tf.float32), output_shapes=([None], [])))
    print(tf.data.TextLineDataset("none").batch(2))
    print(Dataset.range(3, output_type=tf.float32))
    print(pairs.apply(lambda ds: ds.batch(2)))
    for ds in (pairs.batch(2), pairs.batch(2).unbatch(), pairs.padded_batch(3), pairs.cache(), pairs.prefetch(2), pairs.skip(1), pairs.repeat(), Dataset.zip((pairs, r)), r.enumerate(), r.batch(2).batch(3, drop_remainder=True)):
        print(ds.element_spec)


@program
def elements_of_every_argument():
    pairs = Dataset.from_tensor_slices((np.arange(12).reshape(6, 2), np.arange(6)))
    r = Dataset.range(6)
    show(pairs.batch(4, num_parallel_calls=2))
    show(r.take_while(lambda x: x < 3))
    show(pairs.take_while(lambda x, y: y < 2))
    show(Dataset.zip(r, pairs, r.skip(2)))
    show(pairs.padded_batch(4, padded_shapes=([3], [])))
    show(pairs.padded_batch(4, padded_shapes=([3], []), padding_values=(np.int64(-1), np.int64(0)), drop_remainder=True))
    show(Dataset.range(1, 4).map(lambda i: tf.ones([i, i], tf.float32)).padded_batch(3, padding_values=0.5))
    for batch in Dataset.from_generator(lambda: iter([["a"], ["b", "c"], []]), output_signature=tf.TensorSpec([None], tf.string)).padded_batch(2):
        print(batch)
    for batch in Dataset.from_generator(lambda: iter([["a"], ["b", "c"], []]), output_signature=tf.TensorSpec([None], tf.string)).padded_batch(3, padded_shapes=[3], padding_values="<pad>"):
        print(batch)
    show(pairs.window(4).flat_map(lambda x, y: Dataset.zip((x.batch(4), y.batch(4)))))
    show(pairs.window(3, shift=2, drop_remainder=True).flat_map(lambda x, y: y.batch(3)))
    show(Dataset.from_generator(lambda: iter([1, 2]), output_types=tf.int32, output_shapes=[]))
    show(Dataset.from_generator(lambda: iter([([1], 2), ([3, 4], 5)]), output_types=(tf.int32, tf.float32), output_shapes=([None], [])))
    print(r.reduce(np.int64(0), lambda s, x: s + x))
    print(pairs.reduce(np.int64(1), lambda s, xy: s + xy[0][0] * xy[1]))
    print(r.take(1).get_single_element())
    print(tf.data.experimental.cardinality(r), tf.data.experimental.INFINITE_CARDINALITY, tf.data.UNKNOWN_CARDINALITY)
    show(r.apply(lambda ds: ds.skip(4)))
    show(pairs.flat_map(lambda x, y: Dataset.from_tensor_slices(x)))
    random = np.random.RandomState(5)
    for _ in range(12):
        lengths, cycle, block = random.randint(0, 5, 6), int(random.randint(1, 5)), int(random.randint(1, 4))
        print(lengths.tolist(), cycle, block)
        show(Dataset.from_tensor_slices(lengths).enumerate().interleave(lambda i, n: Dataset.range(10).take(n).map(lambda j: i * 10 + j), cycle_length=cycle, block_length=block))
    print([x.tolist() for x in r.batch(4).as_numpy_iterator()])
    print(list(r.as_numpy_iterator()))
    print(next(iter(r.skip(3))).numpy(), next(iter(pairs))[0].numpy(), len(list(pairs)))


def model():
    keras.utils.set_random_seed(1)
    m = keras.Sequential([keras.layers.Dense(1, input_shape=(2,))])
    m.compile("sgd", "mse", metrics=["mae"])
    return m


X = np.arange(20, dtype="float32").reshape(10, 2) / 20
Y = np.arange(10, dtype="float32")[::-1].copy() / 5
W = np.arange(1, 11, dtype="float32") / 10


class Batches(keras.callbacks.Callback):
    """The losses after each batch."""
    def __init__(self):
        super().__init__()
        self.values = []

    def on_train_batch_end(self, batch, logs=None):
        self.values.append(logs["loss"])

    def on_test_batch_end(self, batch, logs=None):
        self.values.append(logs["loss"])


class Pairs(keras.utils.Sequence):
    def __init__(self):
        self.ended = 0

    def __len__(self):
        return 4

    def __getitem__(self, i):
        return X[i * 3:i * 3 + 3], Y[i * 3:i * 3 + 3]

    def on_epoch_end(self):
        self.ended += 1


def generator(times=1):
    for _ in range(times):
        for i in range(4):
            yield X[i * 3:i * 3 + 3].astype("float64"), Y[i * 3:i * 3 + 3]


def fits():
    ds = Dataset.from_tensor_slices((X, Y))
    weighted = Dataset.from_tensor_slices((X, Y, W))

    def fitted(name, make, **kw):
        m = model()
        data = make()
        seen = Batches()
        out = io.StringIO()
        kw = {k: v() if callable(v) else v for k, v in kw.items()}
        kw.setdefault("verbose", 0)
        with contextlib.redirect_stdout(out):
            h = m.fit(data, callbacks=[seen], **kw)
        history = {k: [float(v) for v in vs] for k, vs in h.history.items()}
        extra = {"ended": data.ended} if isinstance(data, Pairs) else {}
        call = {"kind": "fit", "batches": [float(v) for v in seen.values], "history": history, "params": dict(h.params), **extra}
        case("data_fit", name, call, {"weights0": m.get_weights()[0], "weights1": m.get_weights()[1]}, seed=1)

    batched = lambda: ds.batch(4)
    fitted("plain", batched, epochs=2)
    fitted("shuffled", lambda: ds.shuffle(10).batch(4), epochs=3)
    fitted("shuffled_repeat_steps", lambda: ds.shuffle(10).repeat().batch(4), epochs=3, steps_per_epoch=2)
    fitted("steps_equal_size", lambda: ds.shuffle(10).batch(4), epochs=2, steps_per_epoch=3)
    fitted("steps_less", lambda: ds.shuffle(10).batch(2), epochs=2, steps_per_epoch=2)
    fitted("steps_too_many", lambda: ds.shuffle(10).batch(4), epochs=3, steps_per_epoch=2)
    fitted("unknown", lambda: ds.filter(lambda x, y: y > 0.3).shuffle(5).batch(4), epochs=2)
    fitted("weighted", lambda: weighted.batch(4), epochs=2)
    fitted("class_weight", lambda: Dataset.from_tensor_slices((X, (Y > 1).astype("int32"))).batch(4), epochs=2, class_weight={0: 1.0, 1: 3.0})
    fitted("validation", lambda: ds.shuffle(10).batch(4), epochs=2, validation_data=lambda: ds.shuffle(10).batch(3))
    fitted("validation_steps", lambda: ds.batch(4), epochs=2, validation_data=lambda: ds.shuffle(10).batch(3), validation_steps=2)
    fitted("validation_arrays", lambda: ds.batch(4), epochs=2, validation_data=(X, Y))
    fitted("sequence", Pairs, epochs=3)
    fitted("sequence_in_order", Pairs, epochs=2, shuffle=False)
    fitted("sequence_validation", Pairs, epochs=2, validation_data=lambda: Pairs())
    fitted("sequence_steps", Pairs, epochs=2, steps_per_epoch=2)
    fitted("generator", lambda: generator(), epochs=1)
    fitted("generator_two_epochs", lambda: generator(2), epochs=2, steps_per_epoch=4)
    fitted("generator_too_short", lambda: generator(), epochs=3)
    m = model()
    shuffled = ds.shuffle(10).batch(4)
    seen = Batches()
    results = [m.evaluate(shuffled, verbose=0, callbacks=[seen]), m.evaluate(Pairs(), verbose=0, callbacks=[seen]), m.evaluate(generator(), verbose=0, callbacks=[seen]),
               m.evaluate(shuffled, steps=2, verbose=0, callbacks=[seen])]
    arrays = {"dataset": m.predict(shuffled, verbose=0), "inputs_only": m.predict(Dataset.from_tensor_slices(X).batch(4), verbose=0), "sequence": m.predict(Pairs(), verbose=0),
              "generator": m.predict(generator(), verbose=0), "steps": m.predict(shuffled, steps=2, verbose=0)}
    case("data_fit", "evaluate_predict", {"kind": "evaluate_predict", "results": results, "batches": seen.values}, arrays, seed=1)


def record():
    for name, f in PROGRAMS.items():
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            f()
        case("data", name, {"kind": "program"}, text=out.getvalue())
    fits()
