"""Zeros, numbers that are none and numbers far out: what losses, metrics, norms and optimizers of the reference make of them, and their gradients."""
from harness import case, keras, np, random, sentence, tf

AREA = "extremes"
S, M = keras.losses, keras.metrics

# Probabilities at and beyond their bounds, logits far out, and numbers that are none.
PREDICTIONS = [0.0, 1.0, 0.5, 1e-8, 1 - 1e-7, 2.0, -0.5, 100.0, -100.0, 1000.0, -1000.0, np.inf, -np.inf, np.nan]
TARGETS = [0.0, 1.0, -1.0, 0.3]
ROWS = [[1, 0, 0], [0, 1, 0], [0, 0, 0], [0.2, 0.3, 0.5], [1, 1, 1], [2, 3, 5], [-1, 2, -3], [100, 0, -100], [-100, 100, 0], [1000, 999, -1000], [np.inf, 0, 1], [-np.inf, 0, 1], [np.nan, 0.5, 0.5]]
HOT = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]


def pairs():
    """Every target with every prediction, one element a sample."""
    t, p = np.meshgrid(TARGETS, PREDICTIONS, indexing="ij")
    odd = [(np.nan, 0.5), (np.inf, 0.5), (np.nan, np.nan), (np.inf, np.inf)]
    return np.array([*t.ravel(), *(a for a, _ in odd)])[:, None], np.array([*p.ravel(), *(b for _, b in odd)])[:, None]


def rows():
    """Every class with every row of three."""
    return np.array([h for h in HOT for _ in ROWS], float), np.array([r for _ in HOT for r in ROWS], float)


def loss(cls, config, data, dtype, label=""):
    t, p = data
    t = t if t.dtype.kind == "i" else t.astype(dtype)
    arrays = {"y_true": t, "y_pred": p.astype(dtype)}
    x = tf.constant(arrays["y_pred"])
    with tf.GradientTape() as tape:
        tape.watch(x)
        value = getattr(S, cls)(reduction="none", **config)(tf.constant(t), x)
        total = tf.reduce_sum(value)
    arrays["value"], arrays["gradient"] = value.numpy(), tape.gradient(total, x).numpy()
    arrays["mean"] = getattr(S, cls)(**config)(tf.constant(t), x).numpy()
    name = cls + "".join(f"_{k}" for k in config) + label + ("_float64" if dtype == "float64" else "")
    case(AREA, "loss_" + name, {"kind": "loss", "class": cls, "config": config}, arrays)


def record_losses():
    # The largest exponents of a type, and what lies between them.
    for dtype in ("float32", "float64"):
        for cls in ("MeanSquaredError", "MeanAbsoluteError", "MeanAbsolutePercentageError", "MeanSquaredLogarithmicError", "LogCosh", "Huber", "CosineSimilarity", "Poisson", "KLDivergence",
                    "Hinge", "SquaredHinge", "CategoricalHinge", "BinaryCrossentropy", "BinaryFocalCrossentropy"):
            loss(cls, {}, pairs(), dtype)
            # Rows with one target: norms of zero, and sums of what is none with what is one.
            loss(cls, {}, rows(), dtype, "_rows")
        for cls in ("BinaryCrossentropy", "BinaryFocalCrossentropy"):
            for config in ({"from_logits": True}, {"label_smoothing": 0.2}, {"from_logits": True, "label_smoothing": 0.2}):
                loss(cls, config, pairs(), dtype)
        loss("BinaryFocalCrossentropy", {"apply_class_balancing": True}, pairs(), dtype)
        for cls in ("CategoricalCrossentropy", "CategoricalFocalCrossentropy"):
            for config in ({}, {"from_logits": True}, {"label_smoothing": 0.2}, {"from_logits": True, "label_smoothing": 0.2}):
                loss(cls, config, rows(), dtype)
        sparse = np.argmax(rows()[0], -1), rows()[1]
        loss("SparseCategoricalCrossentropy", {}, sparse, dtype)
        loss("SparseCategoricalCrossentropy", {"from_logits": True}, sparse, dtype)
        loss("SparseCategoricalCrossentropy", {"ignore_class": 1}, sparse, dtype)


def metric(runs, cls, config, kind, updates):
    """updates: (y_true, y_pred, sample_weight); the result after each, or the error that stops it. One case a class holds all its runs."""
    keras.backend.clear_session()
    o = getattr(M, cls)(**config)
    call, arrays = runs.setdefault(cls, ({"kind": "metric", "class": cls, "config": config, "runs": {}}, {}))
    steps = []
    for i, update in enumerate(updates):
        step = {}
        for key, array in zip(("y_true", "y_pred", "sample_weight"), update):
            if array is None:
                continue
            # What is given again and again is kept once.
            array = np.asarray(array)
            step[key] = next((k for k, known in arrays.items() if known.dtype == array.dtype and known.shape == array.shape and known.tobytes() == array.tobytes()), f"{kind}_{key}{i}")
            arrays[step[key]] = array
        given = [tf.constant(arrays[step[key]]) for key in ("y_true", "y_pred") if key in step]
        try:
            o.update_state(*given, sample_weight=None if update[2] is None else arrays[step["sample_weight"]])
            result = np.asarray(o.result())
            step["result"] = f"{kind}_result{i}"
            arrays[step["result"]] = result
        except (tf.errors.InvalidArgumentError, ValueError) as e:
            step |= {"error": type(e).__name__, "text": sentence(e)}
        steps.append(step)
        if "error" in step:
            break
    call["runs"][kind] = steps


def record_metrics():
    one = {"Mean": {}, "Sum": {}, "MeanTensor": {}}
    regression = {"MeanSquaredError": {}, "RootMeanSquaredError": {}, "MeanAbsoluteError": {}, "MeanAbsolutePercentageError": {}, "MeanSquaredLogarithmicError": {}, "LogCoshError": {}, "CosineSimilarity": {}, "Poisson": {}, "KLDivergence": {},
                  "Hinge": {}, "SquaredHinge": {}, "CategoricalHinge": {}, "MeanRelativeError": {"normalizer": [1.0, 0.0, 2.0]}, "R2Score": {}, "Accuracy": {}, "BinaryAccuracy": {}, "BinaryCrossentropy": {},
                  "CategoricalCrossentropy": {}, "CategoricalAccuracy": {}, "TopKCategoricalAccuracy": {"k": 2}}
    confusion = {"TruePositives": {}, "FalsePositives": {}, "TrueNegatives": {}, "FalseNegatives": {}, "Precision": {}, "Recall": {}, "AUC": {"num_thresholds": 10}, "SensitivityAtSpecificity": {"specificity": 0.5},
                 "SpecificityAtSensitivity": {"sensitivity": 0.5}, "PrecisionAtRecall": {"recall": 0.5}, "RecallAtPrecision": {"precision": 0.5}, "F1Score": {"threshold": 0.5}, "FBetaScore": {"threshold": 0.5}, "BinaryIoU": {}}
    hot = np.eye(3, dtype="float32")[[0, 2, 1, 0]]
    fine = random("fine").uniform(0.1, 0.9, (4, 3)).astype("float32")

    def with_(value, where=(1, 1), base=fine):
        x = base.copy()
        x[where] = value
        return x

    kinds = {"nan": with_(np.nan), "inf": with_(np.inf), "minus_inf": with_(-np.inf), "zeros": np.zeros((4, 3), "float32"), "far": with_(1000.0), "below": with_(-0.25)}
    runs = {}
    for cls, config in {**regression, **confusion}.items():
        for kind, p in kinds.items():
            # What came before stays, what comes after is added.
            metric(runs, cls, config, kind, [(hot, fine, None), (hot, p, None), (hot, fine, None)])
        metric(runs, cls, config, "target_nan", [(with_(np.nan, base=hot), fine, None)])
        metric(runs, cls, config, "weight_nan", [(hot, fine, np.array([1, np.nan, 1, 1], "float32"))])
        metric(runs, cls, config, "weights_zero", [(hot, fine, np.zeros(4, "float32"))])
        metric(runs, cls, config, "equal", [(hot, hot, None)])
        metric(runs, cls, config, "targets_zero", [(np.zeros((4, 3), "float32"), fine, None)])
    for cls, config in {"SparseCategoricalCrossentropy": {}, "SparseCategoricalAccuracy": {}, "SparseTopKCategoricalAccuracy": {"k": 2}}.items():
        for kind, p in kinds.items():
            metric(runs, cls, config, kind, [(np.array([0, 2, 1, 0]), fine, None), (np.array([0, 2, 1, 0]), p, None)])
    for cls, config in {"MeanIoU": {"num_classes": 3, "sparse_y_true": False, "sparse_y_pred": False}, "OneHotIoU": {"num_classes": 3, "target_class_ids": [0, 2]}, "OneHotMeanIoU": {"num_classes": 3},
                        "IoU": {"num_classes": 3, "target_class_ids": [0, 1], "sparse_y_true": False, "sparse_y_pred": False}}.items():
        for kind in ("zeros", "inf", "far"):
            metric(runs, cls, config, kind, [(hot, kinds[kind], None)])
    for cls, config in one.items():
        for kind in ("nan", "inf", "minus_inf"):
            metric(runs, cls, config, kind, [(fine, None, None), (kinds[kind], None, None)])
    for cls, (call, arrays) in runs.items():
        case(AREA, "metric_" + cls, call, arrays)


def record_norms():
    x = np.array([[0, 1, np.nan, np.inf, 1e-30, 1e20, -2], [0, 2, 1, 1, 0, 1e20, 2], [0, -3, 0, 0, 0, -1e20, 0.5]])
    C, R = keras.constraints, keras.regularizers
    for dtype in ("float32", "float64"):
        wide = "_float64" if dtype == "float64" else ""
        for cls, config in (("MaxNorm", {"max_value": 0.5}), ("MinMaxNorm", {"min_value": 0.5, "max_value": 0.7}), ("UnitNorm", {}), ("NonNeg", {})):
            if cls == "NonNeg" and dtype != keras.backend.floatx():
                continue            # it computes in floatx alone
            t = tf.constant(x.astype(dtype))
            with tf.GradientTape() as tape:
                tape.watch(t)
                y = getattr(C, cls)(**config)(t)
                total = tf.reduce_sum(y)
            case(AREA, "constraint_" + cls + wide, {"kind": "constraint", "class": cls, "config": config}, {"x": x.astype(dtype), "y": y.numpy()})
        rows = np.array([[0, 0, 0], [1, 2, 2], [0, 0, 1e-20]])
        for label, data in (("zeros", np.zeros((3, 3))), ("row_of_zeros", rows), ("nan", np.array([[np.nan, 1], [2, 3]])), ("inf", np.array([[np.inf, 1], [2, 3]]))):
            for cls, config in (("L1", {}), ("L2", {}), ("L1L2", {"l1": 0.5, "l2": 0.25}), ("OrthogonalRegularizer", {})):
                if cls == "OrthogonalRegularizer" and dtype == "float64":
                    continue
                t = tf.constant(data.astype(dtype))
                with tf.GradientTape() as tape:
                    tape.watch(t)
                    y = getattr(R, cls)(**config)(t)
                g = tape.gradient(y, t)
                case(AREA, f"regularizer_{cls}_{label}{wide}", {"kind": "regularizer", "class": cls, "config": config}, {"x": data.astype(dtype), "y": np.asarray(y), "gradient": g.numpy()})
        for label, f in (("l2_normalize", lambda t: tf.math.l2_normalize(t, axis=-1)), ("l2_normalize_all", tf.math.l2_normalize), ("cosine_similarity", lambda t: keras.losses.cosine_similarity(tf.ones_like(t), t))):
            t = tf.constant(np.array([[0, 0, 0], [1, 2, 2], [np.nan, 1, 1], [np.inf, 1, 1], [1e-30, 0, 0], [1e20, 1e20, 0]]).astype(dtype))
            with tf.GradientTape() as tape:
                tape.watch(t)
                y = f(t)
                total = tf.reduce_sum(y)
            case(AREA, f"norm_{label}{wide}", {"kind": "norm", "function": label}, {"x": t.numpy(), "y": y.numpy(), "gradient": tape.gradient(total, t).numpy()})


def record_optimizers():
    r = random("extreme gradients")
    starts = [r.uniform(-1, 1, (3, 4)).astype("float32"), np.zeros((2, 3), "float32"), r.uniform(-1, 1, 4).astype("float32")]
    fine = [r.normal(size=w.shape).astype("float32") for w in starts]

    def with_(value, k):
        out = [g.copy() for g in fine]
        out[k].flat[1] = value
        return out

    zeros = [np.zeros_like(g) for g in fine]
    runs = {"zeros": [zeros, zeros, fine], "nan": [fine, with_(np.nan, 0), fine], "inf": [fine, with_(np.inf, 2), zeros], "far": [with_(1e18, 0), fine, zeros], "near": [[g * np.float32(1e-15) for g in fine]] * 3}
    classes = ["SGD", "RMSprop", "Adam", "AdamW", "Adagrad", "Adadelta", "Adamax", "Nadam", "Ftrl", "Lion", "Adafactor"]
    made = [(c, {}) for c in classes] + [("SGD", {"momentum": 0.9, "nesterov": True}), ("RMSprop", {"centered": True, "momentum": 0.5}), ("Adam", {"amsgrad": True}), ("Ftrl", {"l1_regularization_strength": 0.1}),
                                         ("SGD", {"clipnorm": 0.5}), ("SGD", {"clipvalue": 0.3}), ("SGD", {"global_clipnorm": 0.7}), ("SGD", {"weight_decay": 0.1}), ("SGD", {"use_ema": True, "ema_overwrite_frequency": 2})]
    made += [("legacy." + c, {}) for c in ("SGD", "RMSprop", "Adam", "Adagrad", "Adadelta", "Adamax", "Nadam", "Ftrl")]
    made += [("legacy.SGD", {"clipnorm": 0.5}), ("legacy.SGD", {"clipvalue": 0.3}), ("legacy.SGD", {"global_clipnorm": 0.7})]
    given = {f"w{i}": w for i, w in enumerate(starts)}
    for run, steps in runs.items():
        given.update({f"{run}_{k}_{i}": g for k, step in enumerate(steps) for i, g in enumerate(step)})
    case(AREA, "optimizer_gradients", {"kind": "arrays"}, given)
    for cls, config in made:
        arrays = {}
        for run, steps in runs.items():
            keras.backend.clear_session()
            module = keras.optimizers.legacy if cls.startswith("legacy.") else keras.optimizers
            o = getattr(module, cls.split(".")[-1])(**config)
            variables = [tf.Variable(w, name=f"w{i}") for i, w in enumerate(starts)]
            for k, step in enumerate(steps):
                o.apply_gradients(zip([tf.constant(g) for g in step], variables))
                arrays |= {f"{run}_after{k}_{i}": v.numpy() for i, v in enumerate(variables)}
        name = cls.replace(".", "_") + "".join(f"_{k}" for k in config)
        case(AREA, "optimizer_" + name, {"kind": "optimizer", "class": cls, "config": config, "runs": list(runs), "steps": 3, "also": ["optimizer_gradients"]}, arrays)


def record():
    record_losses()
    record_metrics()
    record_norms()
    record_optimizers()
