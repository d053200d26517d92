"""Keras 3 on the recorded cases of the training vocabulary: the same arrays and arguments, and where its numbers are others than those of tf_keras.

Reads what the other recorders wrote and writes one case a family into recorded/keras3: how many cases agree within 1e-5, and for the others the
largest distance relative to the array's root mean square, or what keeps Keras 3 from running them."""
import json

from harness import RECORDED, case, np, tf

import keras as keras3

AREA = "keras3"
TOLERANCE = 1e-5

# Arguments that only have another name.
RENAMED = {"relu": {"alpha": "negative_slope"}, "leaky_relu": {"alpha": "negative_slope"}}


def cases(area, *kinds):
    index = json.loads((RECORDED / area / "index.json").read_text(encoding="utf-8"))["cases"]
    for name, kind in index.items():
        if kind in kinds:
            record = json.loads((RECORDED / area / f"{name}.json").read_text(encoding="utf-8"))
            arrays = {}
            for stem in [name, *record["call"].get("also", [])]:
                if (path := RECORDED / area / f"{stem}.npz").exists():
                    arrays |= dict(np.load(path))
            yield name, record["call"], arrays


def distance(expected, found):
    """0 where all is the same; "nan", "inf" or "shape" where it is not a matter of size."""
    expected, found = np.asarray(expected, "float64"), np.asarray(found, "float64")
    if expected.shape != found.shape:
        return "shape"
    if not np.array_equal(np.isnan(expected), np.isnan(found)):
        return "nan"
    infinite = np.isinf(expected) | np.isinf(found)
    if not np.array_equal(expected[infinite], found[infinite]):
        return "inf"
    here = np.isfinite(expected)
    if not here.any():
        return 0.0
    e, f = expected[here], found[here]
    scale = np.maximum(np.abs(e), np.sqrt(np.mean(np.square(e[np.abs(e) < 1e30]))) if (np.abs(e) < 1e30).any() else 0)
    return float(np.max(np.where(e == f, 0, np.abs(e - f) / np.where(scale == 0, 1, scale))))


class Family:
    """Gathers what the cases of a family say."""
    def __init__(self, name):
        self.name, self.count, self.different, self.absent = name, 0, {}, {}

    def run(self, what, of, f):
        """f: yields (label, expected, found)."""
        self.count += 1
        try:
            worst = {}
            for label, expected, found in f():
                d = distance(expected, found)
                if isinstance(d, str) or d > TOLERANCE:
                    known = worst.get(label)
                    worst[label] = d if known is None or isinstance(d, str) else known if isinstance(known, str) else max(known, d)
            if worst:
                self.different.setdefault(of, {})[what] = {k: v if isinstance(v, str) else float(f"{v:.2g}") for k, v in worst.items()}
        except Exception as e:
            self.absent.setdefault(of, {})[what] = f"{type(e).__name__}: {str(e).splitlines()[0][:160]}"

    def write(self):
        other = sum(len(v) for v in self.different.values()) + sum(len(v) for v in self.absent.values())
        print(f"{self.name}: {self.count} cases, {self.count - other} agree")
        case(AREA, self.name, {"kind": "keras3", "family": self.name, "keras": keras3.__version__, "tolerance": TOLERANCE, "cases": self.count, "agree": self.count - other, "different": self.different, "absent": self.absent})


def gradient(f, x):
    x = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
        total = tf.reduce_sum(y)
    return np.asarray(y), tape.gradient(total, x)


def record_activations():
    family = Family("activations")
    for name, call, arrays in cases("activations", "activation"):
        def run():
            config = {RENAMED.get(call["function"], {}).get(k, k): v for k, v in call["config"].items()}
            f = keras3.activations.get(call["function"])
            y, g = gradient(lambda x: f(x, **config) * arrays["r"], arrays["x"])
            yield "value", arrays["y"], np.asarray(f(tf.constant(arrays["x"]), **config))
            yield "gradient", arrays["dx"], g
        family.run(name, call["function"], run)
    family.write()


def record_losses():
    family = Family("losses")
    for name, call, arrays in cases("losses", "loss"):
        def run():
            for result in call["results"]:
                o = getattr(keras3.losses, call["class"])(reduction=result["reduction"], **call["config"])
                weight = result["sample_weight"]

                def value(x):
                    if "mask" in call:
                        x._keras_mask = tf.constant(arrays["mask"])
                    return o(tf.constant(arrays["y_true"]), x, sample_weight=None if weight is None else arrays[weight])
                y, g = gradient(value, arrays["y_pred"])
                label = result["reduction"] + ("" if weight is None else ", weighted")
                yield label, arrays[result["value"]], y
                if "gradient" in result:
                    yield label + ", gradient", arrays[result["gradient"]], g
        family.run(name, call["class"], run)
    for name, call, arrays in cases("extremes", "loss"):
        def run():
            y, g = gradient(lambda x: getattr(keras3.losses, call["class"])(reduction="none", **call["config"])(tf.constant(arrays["y_true"]), x), arrays["y_pred"])
            yield "value", arrays["value"], y
            yield "gradient", arrays["gradient"], g
        family.run("extremes/" + name, call["class"], run)
    family.write()


def record_metrics():
    family = Family("metrics")
    for name, call, arrays in cases("metrics", "metric"):
        def run():
            keras3.utils.clear_session()
            o = getattr(keras3.metrics, call["class"])(**call["config"])
            for update in call["updates"]:
                given = [arrays[update[k]] for k in ("values", "y_true", "y_pred") if update.get(k)]
                o.update_state(*given, sample_weight=None if update["sample_weight"] is None else arrays[update["sample_weight"]])
                yield "result", arrays[update["result"]], o.result()
            yield "name", [0], [int(o.name != call["name"])]
        family.run(name, call["class"], run)
    for name, call, arrays in cases("extremes", "metric"):
        for kind, steps in call["runs"].items():
            def run():
                o = getattr(keras3.metrics, call["class"])(**call["config"])
                for step in steps:
                    if "result" in step:
                        o.update_state(*[arrays[step[k]] for k in ("y_true", "y_pred") if k in step], sample_weight=arrays[step["sample_weight"]] if "sample_weight" in step else None)
                        yield "result", arrays[step["result"]], o.result()
            family.run(f"extremes/{name}/{kind}", call["class"], run)
    family.write()


def record_optimizers():
    family = Family("optimizers")
    O = keras3.optimizers
    for name, call, arrays in cases("optimizers", "optimizer"):
        def run():
            keras3.utils.clear_session()
            if call["class"].startswith("legacy."):
                raise AttributeError("keras.optimizers.legacy holds no optimizers")
            config = dict(call["config"])
            if isinstance(config.get("learning_rate"), dict):
                config["learning_rate"] = O.schedules.deserialize(config["learning_rate"])
            o = getattr(O, call["class"])(**config)
            variables = [keras3.Variable(arrays[w], name=n) for w, n in zip(call["weights"], call["weight_names"])]
            o.build(variables)
            snapshots = {s["step"]: s["weights"] for s in call["snapshots"]}
            for k in range(call["steps"]):
                if str(k) in call.get("learning_rates", {}):
                    o.learning_rate = call["learning_rates"][str(k)]
                dense = [tf.constant(arrays["g0"][k]), tf.constant(arrays["g1"][k])]
                o.apply([*dense, tf.IndexedSlices(tf.constant(arrays["g2_values"][k]), tf.constant(arrays["g2_indices"][k]), tf.constant([6, 2]))], variables)
                for i, w in enumerate(snapshots.get(k + 1, [])):
                    yield "sparse" if i == 2 else "dense", arrays[w], variables[i].numpy()
            if "finalized" in call:
                o.finalize_variable_values(variables)
                for i, w in enumerate(call["finalized"]):
                    yield "finalized", arrays[w], variables[i].numpy()
        family.run(name, call["class"], run)
    for name, call, arrays in cases("schedules", "schedule"):
        def run():
            o = getattr(O.schedules, call["class"])(**call["config"])
            yield "rates", arrays["rates"], [np.asarray(o(tf.constant(int(k), tf.int64))) for k in arrays["steps"]]
        family.run("schedules/" + name, call["class"], run)
    family.write()


def record_others():
    family = Family("initializers")
    for name, call, arrays in cases("initializers", "initializer"):
        def run():
            o = getattr(keras3.initializers, call["class"])(**call["config"])
            for shape, output in zip(call["shapes"], call["outputs"]):
                yield "values", arrays[output], np.asarray(o(shape, dtype=call["dtype"]))
        family.run(name, call["class"], run)
    family.write()
    family = Family("regularizers")
    for area, kind in (("regularizers", "regularizer"), ("extremes", "regularizer")):
        for name, call, arrays in cases(area, kind):
            def run():
                y, g = gradient(lambda x: getattr(keras3.regularizers, call["class"])(**call["config"])(x), arrays["x"])
                yield "value", arrays["y"], y
                if g is not None:
                    yield "gradient", arrays["dx" if "dx" in arrays else "gradient"], g
            family.run(name if area == "regularizers" else "extremes/" + name, call["class"], run)
    family.write()
    family = Family("constraints")
    for area, kind in (("constraints", "constraint"), ("extremes", "constraint")):
        for name, call, arrays in cases(area, kind):
            def run():
                yield "value", arrays["y"], np.asarray(getattr(keras3.constraints, call["class"])(**call["config"])(tf.constant(arrays["x"])))
            family.run(name if area == "constraints" else "extremes/" + name, call["class"], run)
    family.write()
    family = Family("functions")
    for name, call, arrays in cases("functions", "function"):
        def run():
            y, g = gradient(lambda x: getattr(getattr(keras3, call["module"]), call["name"])(tf.constant(arrays["y_true"]), x), arrays["y_pred"])
            yield "value", arrays["value"], y
            if call["has_gradient"]:
                yield "gradient", arrays["gradient"], g
        family.run(name, f"{call['module']}.{call['name']}", run)
    family.write()


def record():
    record_activations()
    record_losses()
    record_metrics()
    record_optimizers()
    record_others()
