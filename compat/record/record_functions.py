"""The functions of keras.losses and keras.metrics: the value for each sample, and the gradient of its sum, in float32 and float64."""
from harness import case, keras, np, random, tf

OTHERS = ("get", "serialize", "deserialize")


def data(name):
    """Targets and predictions that the function is made for."""
    r = random(name)
    soft = lambda: (lambda e: e / e.sum(-1, keepdims=True))(np.exp(r.uniform(-2, 2, (5, 4))))
    if name.startswith("sparse_"):
        return r.randint(0, 4, 5), soft()
    if name.startswith(("categorical_crossentropy", "categorical_focal", "categorical_accuracy", "top_k")):
        return np.eye(4)[r.randint(0, 4, 5)], soft()
    if name.startswith("binary_"):
        return r.randint(0, 2, (5, 3)).astype("float64"), r.uniform(0.05, 0.95, (5, 3))
    if "hinge" in name:
        return r.randint(0, 2, (5, 3)) * 2.0 - 1, r.uniform(-2, 2, (5, 3))
    return r.uniform(0.1, 2, (5, 3)), r.uniform(0.1, 2, (5, 3))


def record():
    for path in ("losses", "metrics"):
        module = getattr(keras, path)
        for name in sorted(n for n in dir(module) if not n.startswith("_") and n not in OTHERS):
            f = getattr(module, name)
            if isinstance(f, type) or not callable(f):
                continue
            # TensorFlow's in_top_k knows float32 alone.
            for dtype in ("float32",) if "top_k" in name else ("float32", "float64"):
                t, p = data(name)
                t, p = t if t.dtype.kind == "i" else t.astype(dtype), p.astype(dtype)
                y = tf.constant(p)
                with tf.GradientTape() as tape:
                    tape.watch(y)
                    value = f(tf.constant(t), y)
                    total = tf.reduce_sum(value)
                g = tape.gradient(total, y)
                arrays = {"y_true": t, "y_pred": p, "value": value.numpy()}
                if g is not None:
                    arrays["gradient"] = g.numpy()
                # Names that differ in letters alone are files that differ in letters alone.
                label = f"{path}_{name}_{'upper_' if name.isupper() else ''}{dtype}"
                case("functions", label, {"kind": "function", "module": path, "name": name, "dtype": dtype, "has_gradient": g is not None}, arrays)
