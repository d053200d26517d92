"""Records what tf_keras prints: progress bars, summary tables, and whole fits with a frozen clock.

Run by the reference Python:  python compat/record/record_text.py
Writes compat/recorded/text/{progbar,summary,fit}.json.

Time never comes from the machine: `time.time` is a counter that each case moves by hand. Numbers that are
not finite, and all values shown in a bar, are written as strings (Python's repr), which JSON cannot lose.
"""

import contextlib
import io
import json
import os
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
import tf_keras  # noqa: E402
from tf_keras import layers as L  # noqa: E402
from tf_keras.src.utils import layer_utils  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.normpath(os.path.join(HERE, "..", "recorded", "text"))
VERSIONS = {"tf_keras": tf_keras.__version__, "tensorflow": tf.__version__, "numpy": np.__version__}
START = 1_700_000_000.0


@contextlib.contextmanager
def frozen_time():
    now = [START]
    real = time.time
    time.time = lambda: now[0]
    try:
        yield now
    finally:
        time.time = real


def write(name, cases):
    with open(os.path.join(OUT, name + ".json"), "w", encoding="utf-8") as f:
        head = json.dumps({"recorder": "record_text.py", "versions": VERSIONS})
        lines = ",\n".join(json.dumps(case, ensure_ascii=True, separators=(",", ":")) for case in cases)
        f.write(head[:-1] + ', "cases": [\n' + lines + "\n]}\n")
    print(name, len(cases))


# --- progress bars ---------------------------------------------------------------------------------------


def bar_case(name, target, steps, dynamic=True, **options):
    """steps: (seconds before, method, count, values or None, finalize or None)"""
    out = io.StringIO()
    with frozen_time() as now, contextlib.redirect_stdout(out):
        bar = tf_keras.utils.Progbar(target, **options)
        bar._dynamic_display = dynamic
        for seconds, method, count, values, finalize in steps:
            now[0] += seconds
            if method == "update":
                bar.update(count, values, finalize)
            elif method == "add":
                bar.add(count, values)
            else:
                bar.target = count
    return {
        "name": name,
        "target": target,
        "dynamic": dynamic,
        "options": options,
        "steps": [
            {
                "seconds": repr(float(s)),
                "method": m,
                "count": c,
                "values": None if v is None else [[k, repr(float(x))] for k, x in v],
                "finalize": f,
            }
            for s, m, c, v, f in steps
        ],
        "output": out.getvalue(),
    }


def progbar_cases():
    cases = []
    ups = lambda seconds, n, values=lambda i: None, first=1: [  # noqa: E731
        (seconds, "update", i, values(i), None) for i in range(first, n + 1)
    ]
    loss = lambda i: [("loss", 0.6931 / i), ("accuracy", 1e-5 * i)]  # noqa: E731
    for dynamic in (True, False):
        tag = "terminal" if dynamic else "file"
        for target in (1, 5, 9, 10, 13, 30, 31, 99, 100, 157, 1000, 12345):
            steps = []
            for i in sorted({1, 2, 3, max(1, target // 2), max(1, target - 1), target}):
                if i <= target:
                    steps.append((0.7, "update", i, loss(i), None))
            cases.append(bar_case(f"{tag} target {target}", target, steps, dynamic))
        cases.append(bar_case(f"{tag} unknown", None, ups(0.3, 7, loss), dynamic))
        cases.append(
            bar_case(
                f"{tag} unknown becomes known",
                None,
                ups(0.3, 4, loss) + [(0.01, "target", 4, None, None), (0.0, "update", 4, loss(4), True)],
                dynamic,
            )
        )
        cases.append(bar_case(f"{tag} gated by time", 200, ups(0.004, 200, loss), dynamic))
        cases.append(bar_case(f"{tag} interval 1", 20, ups(0.3, 20, loss), dynamic, interval=1))
        cases.append(bar_case(f"{tag} shrinking line", 20,
                              [(900.0, "update", i, [("a", 10.0 ** (9 - i))], None) for i in range(1, 21)], dynamic))
    # width, unit names, verbosity
    for width in (0, 1, 7, 30, 50):
        cases.append(bar_case(f"width {width}", 8, ups(0.2, 8, loss), width=width))
    for unit in ("step", "sample", "epoch", ""):
        cases.append(bar_case(f"unit {unit}", 3, ups(0.2, 3), unit_name=unit))
    for verbose in (0, 2):
        for target in (1, 3, 10, 157, 1000):
            cases.append(bar_case(f"verbose {verbose} target {target}", target,
                                  [(1.7, "update", i, loss(i), None) for i in (1, target)], verbose=verbose))
    cases.append(bar_case("verbose 2 negative values", 2,
                          [(0.1, "update", i, [("loss", -0.75), ("big", -100005.0), ("zero", 0.0)], None) for i in (1, 2)],
                          verbose=2))
    cases.append(bar_case("verbose 2 finalize early", 9, [(1.0, "update", 4, loss(4), True)], verbose=2))
    cases.append(bar_case("verbose 2 epochs", 4, [
        (0.5, "update", 4, loss(4), True), (0.25, "update", 4, loss(4), True)], verbose=2))
    # values
    odd = [0.0, -0.0, 1e-3, 1.0000001e-3, 9.99e-4, -1e-3, -0.002, 1e-300, 5e-324, 1e20, 1.5, 123456789.12345,
           float("inf"), float("-inf"), float("nan"), 0.03125, 0.09375, 2.40625, 0.00005, 99999.99995, 1e-10, 9.99995e-4,
           3.0517578125e-05, 1.00005e-4]
    for v in odd:
        cases.append(bar_case(f"value {v!r}", 3, [(0.5, "update", 1, [("m", v)], None)]))
        cases.append(bar_case(f"value {v!r} in log", 1, [(0.5, "update", 1, [("m", v)], None)], verbose=2))
    cases.append(bar_case("averages", 6, [
        (0.1, "update", 1, [("loss", 4), ("n", 1)], None), (0.1, "update", 3, [("loss", 1), ("n", 2)], None),
        (0.1, "update", 3, [("loss", 8)], None), (0.1, "update", 6, [("loss", 2.5), ("late", 3)], None)]))
    cases.append(bar_case("stateful", 6, [
        (0.1, "update", 1, [("loss", 4), ("acc", 1)], None), (0.1, "update", 3, [("loss", 1), ("acc", 2)], None),
        (0.1, "update", 6, [("loss", 2.5), ("acc", 0)], None)], stateful_metrics=["acc"]))
    cases.append(bar_case("stateful list of all", 3, [
        (0.1, "update", i, [("loss", i), ("val_loss", i * 2)], None) for i in (1, 2, 3)],
        stateful_metrics=["loss", "val_loss", "other"]))
    cases.append(bar_case("add", 10, [
        (0.1, "add", 1, None, None), (0.1, "add", 4, [("loss", 3.25)], None), (0.1, "add", 5, [("loss", 1.0)], None)]))
    cases.append(bar_case("no values", 16, ups(0.13, 16)))
    cases.append(bar_case("starts at zero", 5, [
        (0.5, "update", 0, None, None), (0.5, "update", 2, None, None), (0.5, "update", 5, None, None)]))
    cases.append(bar_case("past the target", 4, [
        (0.5, "update", 3, None, False), (0.5, "update", 6, None, False), (0.5, "update", 7, None, None)]))
    cases.append(bar_case("finalize false at the end, then true", 3, ups(0.2, 2) + [
        (0.2, "update", 3, loss(3), False), (0.0, "update", 3, loss(3), True)]))
    cases.append(bar_case("finalized twice", 2, ups(0.2, 2) + [(0.2, "update", 2, None, True)]))
    cases.append(bar_case("validation at the end", 3, [
        (0.4, "update", i, [("loss", 1.0 / i)], False) for i in (1, 2, 3)] + [
        (0.3, "update", 3, [("loss", 0.5), ("val_loss", 0.25)], True)], stateful_metrics=["loss"]))
    cases.append(bar_case("names", 1, [(0.5, "update", 1, [("Präzision", 0.5), ("größe \u2713", 2.0), ("", 1.0)], None)]))
    # times: per step and remaining
    for seconds in (0.0, 4e-7, 9.4e-6, 2.5e-6, 0.0004996, 0.0009994, 0.001, 0.0015, 0.0025, 0.4321, 0.9994, 0.9996, 1.0, 1.5, 2.5,
                    59.9, 60.0, 61.0, 3599.0, 3600.5, 3661.0, 40000.0):
        cases.append(bar_case(f"step of {seconds!r} s", 3, ups(seconds, 3)))
        cases.append(bar_case(f"step of {seconds!r} s, unknown", None, ups(seconds, 2)))
        cases.append(bar_case(f"step of {seconds!r} s, log", 1, ups(seconds, 1), verbose=2))
    for eta in (0.4, 1.0, 59.99, 60.0, 60.5, 61.0, 119.0, 3599.9, 3600.0, 3600.9, 3661.0, 86400.0, 1e6):
        cases.append(bar_case(f"remaining {eta!r}", 2, ups(eta, 1)))
    cases.append(bar_case("slow first step", 50, [(30.0, "update", 1, None, None)] + ups(0.1, 50, first=2)))
    return cases


# --- summaries -------------------------------------------------------------------------------------------


class Two(tf_keras.Model):
    def __init__(self):
        super().__init__(name="two")
        self.a = L.Dense(4)
        self.b = L.Dense(2)
        self.unused = L.Dense(9)

    def call(self, x):
        return self.b(self.a(x))


def models():
    S = tf_keras.Sequential
    yield S([L.Embedding(10000, 16, input_length=500), L.GlobalAveragePooling1D(), L.Dense(64, "relu"), L.Dense(1, "sigmoid")])
    yield S([L.Embedding(10000, 16), L.GlobalAveragePooling1D(), L.Dense(64), L.Dense(1)]), (None, None)
    yield S([L.Embedding(65, 256, batch_input_shape=[64, None]), L.GRU(1024, return_sequences=True, stateful=True), L.Dense(65)])
    yield S([L.Dense(1, input_shape=(1,))], name="m")
    yield S([L.Input((4,)), L.Dense(3), L.Dropout(0.5), L.BatchNormalization(), L.Activation("relu")], name="with_batch_norm")
    yield S([L.Conv2D(32, 3, input_shape=(28, 28, 1)), L.MaxPooling2D(), L.Flatten(), L.Dense(10)])
    yield S([L.Bidirectional(L.LSTM(5, return_sequences=True), input_shape=(7, 2)), L.TimeDistributed(L.Dense(3)), L.LSTM(4)])
    frozen = S([L.Dense(8, input_shape=(5,), name="frozen"), L.Dense(3, name="a_name_that_is_much_longer_than_the_column_is_wide"), L.Dense(2)])
    frozen.layers[0].trainable = False
    yield frozen
    yield S([S([L.Dense(3, input_shape=(2,)), S([L.Dense(4), L.Dense(5)], name="innermost")], name="inner"), L.Dense(1)], name="outer")
    yield S([S([L.Dense(3, input_shape=(2,))], name="only")], name="outer_of_one")
    yield S([L.Dense(2000, input_shape=(2000,)), L.Dense(300000)], name="large")
    two = Two()
    two(tf.zeros((3, 5)))
    yield two
    i = L.Input((8,), name="numbers")
    j = L.Input((None, 3), name="sequence")
    x = L.Concatenate()([L.Dense(4)(i), L.GRU(6)(j), L.Dense(2, name="second_branch_with_a_long_name")(i)])
    yield tf_keras.Model([i, j], [L.Dense(1, name="out")(x), L.Dense(7, name="classes")(x)], name="two_inputs")
    i = L.Input((3,))
    shared = L.Dense(3, name="shared")
    yield tf_keras.Model(i, shared(shared(i)), name="shared_twice")
    i = L.Input((3,))
    yield tf_keras.Model(i, L.Dense(2)(L.Dense(2)(i)), name="chain")
    i = L.Input((3,))
    inner = S([L.Dense(3, input_shape=(3,)), L.Dense(3)], name="block")
    yield tf_keras.Model(i, L.Add()([inner(i), i]), name="residual")
    i = L.Input((5, 2))
    yield tf_keras.Model(i, L.LSTM(4, return_sequences=True, return_state=True)(i), name="states")
    i = L.Input((5, 2))
    sequence, h, c = L.LSTM(4, return_sequences=True, return_state=True)(i)
    yield tf_keras.Model(i, L.Concatenate()([h, c, L.Flatten()(sequence)]), name="states_joined")


def row(layer, relevant):
    try:
        shape = str(layer.output_shape)
    except AttributeError:
        shape = "multiple"
    except RuntimeError:
        shape = "?"
    connections = []
    for node in layer._inbound_nodes:
        if relevant and node not in relevant:
            continue
        for inbound, node_index, tensor_index, _ in node.iterate_inbound():
            connections.append(f"{inbound.name}[{node_index}][{tensor_index}]")
    unused = not layer.built and not getattr(layer, "_is_graph_network", False)
    return {
        "name": layer.name,
        "class_name": type(layer).__name__,
        "output_shape": shape,
        "params": None if unused else layer.count_params(),
        "trainable": layer.trainable,
        "connections": connections,
        "nested": [row(inner, relevant) for inner in getattr(layer, "layers", [])],
    }


def refused(model, option):
    try:
        model.summary(print_fn=lambda s: None, **option)
    except ValueError as e:
        return {"options": option, "error": str(e)}
    raise AssertionError(f"accepted {option}")


def summary_cases():
    cases = []
    variants = [
        {},
        {"show_trainable": True},
        {"expand_nested": True},
        {"expand_nested": True, "show_trainable": True},
        {"line_length": 100},
        {"line_length": 40},
        {"line_length": 120, "expand_nested": True, "show_trainable": True},
        {"line_length": 90, "positions": [0.33, 0.55, 0.67, 1.0]},
        {"positions": [30, 50, 65, 98]},
        {"positions": [0.5, 0.75, 1.0]},
    ]
    for item in models():
        model, shape = item if isinstance(item, tuple) else (item, None)
        if shape:
            model.build(shape)
        relevant = []
        if model._is_graph_network:
            for v in model._nodes_by_depth.values():
                relevant += v
        header = io.StringIO()
        model.summary(print_fn=lambda s: header.write(s + "\n"))
        connected = "Connected to" in header.getvalue()
        plain = {
            "model": model.name,
            "connected": connected,
            "rows": [row(layer, relevant) for layer in model.layers],
            "trainable_count": layer_utils.count_params(model.trainable_weights),
            "trainable_bytes": int(layer_utils.weight_memory_size(model.trainable_weights)),
            "non_trainable_count": layer_utils.count_params(model.non_trainable_weights),
            "non_trainable_bytes": int(layer_utils.weight_memory_size(model.non_trainable_weights)),
        }
        runs = []
        options = list(variants)
        names = [layer.name for layer in model.layers]
        options.append({"layer_range": [names[0], names[-1]]})
        options.append({"layer_range": [names[-1], names[0]]})
        options.append({"layer_range": ["^" + names[0][:2], ".*"]})
        for option in options:
            lines = []
            try:
                if connected and len(option.get("positions", [0] * 4)) < 4:
                    continue  # IndexError in Python
                model.summary(print_fn=lambda s: lines.append(s), **option)
            except ValueError as e:
                runs.append({"options": option, "error": str(e)})
                continue
            runs.append({"options": option, "lines": lines})
        runs.append(refused(model, {"layer_range": ["nothing_of_that_name", ".*"]}))
        runs.append(refused(model, {"layer_range": [names[0]]}))
        cases.append({**plain, "runs": runs})
    return cases


def memory_cases():
    sizes = [0, 1, 4, 1023, 1024, 1025, 1536, 644612, 1048575, 1048576, 1.5 * 2**20, 2**30 - 1, 2**30, 2**40, 3 * 2**50, 2**60, 2**62,
             1027, 1029, 1034.24, 1029.12, 128 * 1024 + 128, 1024 + 5.12, 1152, 1408, 1064960]
    return [{"bytes": repr(float(s)), "text": layer_utils.readable_memory_size(s)} for s in sizes]


# --- whole fits with the clock standing still ------------------------------------------------------------


def fit_cases():
    """A model of one weight with zero gradients: its numbers are the same everywhere, its text is the point."""
    x = np.arange(10, dtype="float32").reshape(10, 1)
    y = np.zeros((10, 1), "float32")

    def model(metrics=None):
        m = tf_keras.Sequential([L.Dense(1, kernel_initializer="ones", use_bias=False, trainable=False, input_shape=(1,))])
        m.compile("sgd", "mae", metrics=metrics)
        return m

    def dataset(n=None):
        d = tf.data.Dataset.from_tensor_slices((x, y)).batch(4)
        return d.filter(lambda a, b: True) if n is None else d

    def record(name, run):
        out = io.StringIO()
        with frozen_time(), contextlib.redirect_stdout(out):
            run()
        return {"name": name, "output": out.getvalue()}

    fit = lambda name, m=None, **kw: record(name, lambda: (m or model()).fit(x, y, shuffle=False, batch_size=4, **kw))  # noqa: E731
    return [
        fit("fit one epoch"),
        fit("fit two epochs", epochs=2),
        fit("fit verbose 2", epochs=2, verbose=2),
        fit("fit verbose 2 one epoch", verbose=2),
        fit("fit verbose 0", epochs=2, verbose=0),
        fit("fit initial epoch", epochs=4, initial_epoch=2),
        fit("fit validation", epochs=2, validation_data=(x, y)),
        fit("fit validation verbose 2", epochs=2, validation_data=(x, y), verbose=2),
        fit("fit validation every other epoch", epochs=3, validation_data=(x, y), validation_freq=2),
        fit("fit metrics", model(["mse", "mae"]), epochs=2),
        fit("fit steps per epoch", epochs=1, steps_per_epoch=2),
        record("fit dataset of unknown length", lambda: model().fit(dataset(), epochs=2)),
        record("fit dataset of unknown length verbose 2", lambda: model().fit(dataset(), epochs=2, verbose=2)),
        record("fit dataset of known length", lambda: model().fit(dataset(3), epochs=2)),
        record("evaluate", lambda: model(["mse"]).evaluate(x, y, batch_size=4)),
        record("evaluate verbose 2", lambda: model(["mse"]).evaluate(x, y, batch_size=4, verbose=2)),
        record("evaluate dataset of unknown length", lambda: model().evaluate(dataset())),
        record("predict", lambda: model().predict(x, batch_size=4, verbose=1)),
        record("predict verbose 2", lambda: model().predict(x, batch_size=4, verbose=2)),
        record("predict dataset of unknown length", lambda: model().predict(dataset().map(lambda a, b: a), verbose=1)),
    ]


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    write("progbar", progbar_cases())
    write("summary", summary_cases())
    write("memory", memory_cases())
    write("fit", fit_cases())
