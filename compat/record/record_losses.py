"""Losses: per sample, reduced, weighted, masked, and gradients with respect to y_pred."""
from harness import case, keras, message, np, random, tf

S = keras.losses
FUNCTION = {"MeanSquaredError": "mean_squared_error", "MeanAbsoluteError": "mean_absolute_error", "MeanAbsolutePercentageError": "mean_absolute_percentage_error",
            "MeanSquaredLogarithmicError": "mean_squared_logarithmic_error", "BinaryCrossentropy": "binary_crossentropy", "BinaryFocalCrossentropy": "binary_focal_crossentropy",
            "CategoricalCrossentropy": "categorical_crossentropy", "CategoricalFocalCrossentropy": "categorical_focal_crossentropy",
            "SparseCategoricalCrossentropy": "sparse_categorical_crossentropy", "CosineSimilarity": "cosine_similarity", "Hinge": "hinge", "SquaredHinge": "squared_hinge",
            "CategoricalHinge": "categorical_hinge", "Poisson": "poisson", "LogCosh": "log_cosh", "KLDivergence": "kl_divergence", "Huber": "huber"}


def loss(name, cls, config, y_true, y_pred, mask=None, weights=True):
    """results: one entry for each reduction and weight; the gradient is that of the sum of the value's elements."""
    rng = random(name)
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    arrays = {"y_true": y_true, "y_pred": y_pred}
    call = {"kind": "loss", "class": cls, "function": FUNCTION[cls], "config": config, "y_true": "y_true", "y_pred": "y_pred"}
    if mask is not None:
        arrays["mask"] = np.asarray(mask, bool)
        call["mask"] = "mask"
    batch = y_pred.shape[0]
    sample_weights = {None: None}
    if weights:
        w = rng.uniform(0, 2, batch).astype("float32")
        w[0] = 0
        sample_weights |= {"sw": w, "sw_column": w[:, None], "sw_scalar": np.float32(0.5)}
        if y_pred.ndim == 3:
            sample_weights |= {"sw_steps": rng.uniform(0, 2, y_pred.shape[:2]).astype("float32")}
            if mask is not None:
                del sample_weights["sw_column"]
    results = []
    for reduction in ("none", "sum_over_batch_size", "sum"):
        o = getattr(S, cls)(reduction=reduction, **config)
        for key, w in sample_weights.items():
            p = tf.constant(y_pred)
            if mask is not None:
                p._keras_mask = tf.constant(arrays["mask"])
            with tf.GradientTape() as tape:
                tape.watch(p)
                value = o(tf.constant(y_true), p, sample_weight=w)
                total = tf.reduce_sum(value)
            n = len(results)
            arrays[f"v{n}"] = value.numpy()
            entry = {"reduction": reduction, "sample_weight": key, "value": f"v{n}"}
            if reduction != "sum" or key is None:
                arrays[f"g{n}"] = tape.gradient(total, p).numpy()
                entry["gradient"] = f"g{n}"
            if key is not None:
                arrays[key] = w
            results.append(entry)
    call["results"] = results
    call["get_config"] = getattr(S, cls)(**config).get_config()
    case("losses", name, call, arrays)


def error(name, cls, config, y_true=None, y_pred=None):
    arrays = {} if y_true is None else {"y_true": np.asarray(y_true), "y_pred": np.asarray(y_pred)}

    def go():
        o = getattr(S, cls)(**config)
        return o if y_true is None else o(arrays["y_true"], arrays["y_pred"])
    kind, text = message(go)
    case("losses", name, {"kind": "loss_error", "class": cls, "config": config, "inputs": list(arrays), "error": kind}, arrays, text=text)


def record():
    def u(name, *shape, low=0.05, high=0.95):
        return random(name).uniform(low, high, shape).astype("float32")

    def bits(name, *shape):
        return random("bits " + name).randint(0, 2, shape).astype("float32")

    def onehot(name, *shape):
        return np.eye(shape[-1], dtype="float32")[random("hot " + name).randint(0, shape[-1], shape[:-1])]

    def soft(name, *shape):
        e = np.exp(random("soft " + name).uniform(-2, 2, shape))
        return (e / e.sum(-1, keepdims=True)).astype("float32")

    # Regression family
    for cls in ("MeanSquaredError", "MeanAbsoluteError", "MeanAbsolutePercentageError", "MeanSquaredLogarithmicError", "LogCosh", "Huber", "CosineSimilarity", "Poisson", "KLDivergence",
                "Hinge", "SquaredHinge", "CategoricalHinge"):
        low = 0.05 if cls in ("Poisson", "KLDivergence", "MeanSquaredLogarithmicError") else -2
        t, p = u("t" + cls, 5, 3, low=low, high=2), u("p" + cls, 5, 3, low=low, high=2)
        if "Hinge" in cls:
            t = bits(cls, 5, 3)
        loss(cls, cls, {}, t, p)
        loss(cls + "_one_column", cls, {}, t[:, :1], p[:, :1], weights=False)
        loss(cls + "_flat_labels", cls, {}, t[:, 0], p[:, :1], weights=False)
        loss(cls + "_rank3", cls, {}, u("t3" + cls, 3, 4, 2, low=0.1, high=1), u("p3" + cls, 3, 4, 2, low=0.1, high=1))
    x = np.array([[0, 0], [1, -1], [0, 3]], "float32")
    for cls in ("MeanSquaredError", "MeanAbsoluteError", "MeanAbsolutePercentageError", "MeanSquaredLogarithmicError", "LogCosh", "Huber", "CosineSimilarity", "Poisson", "KLDivergence"):
        loss(cls + "_zeros", cls, {}, x, x * np.float32(0), weights=False)
        loss(cls + "_equal", cls, {}, x, x, weights=False)
    loss("LogCosh_large", "LogCosh", {}, np.zeros((2, 2), "float32"), np.array([[100, -100], [1e-6, 20]], "float32"), weights=False)
    loss("MeanSquaredError_int_labels", "MeanSquaredError", {}, np.arange(6).reshape(3, 2), u("int", 3, 2), weights=False)
    loss("MeanSquaredError_float64", "MeanSquaredError", {}, u("t64", 3, 2).astype("float64"), u("p64", 3, 2).astype("float64"), weights=False)
    loss("MeanSquaredError_mask", "MeanSquaredError", {}, u("tm", 3, 4, 2), u("pm", 3, 4, 2), mask=[[1, 1, 0, 0], [1, 1, 1, 1], [0, 0, 0, 0]])
    loss("MeanAbsoluteError_mask", "MeanAbsoluteError", {}, u("tma", 2, 3, 1), u("pma", 2, 3, 1), mask=[[1, 1, 0], [1, 0, 0]])
    for delta in (0.1, 5.0):
        loss(f"Huber_delta_{delta}".replace(".", "p"), "Huber", {"delta": delta}, u("th", 5, 3, low=-2, high=2), u("ph", 5, 3, low=-2, high=2), weights=False)
    loss("CosineSimilarity_axis1", "CosineSimilarity", {"axis": 1}, u("tc", 3, 4, 2, low=-1), u("pc", 3, 4, 2, low=-1), weights=False)
    loss("Hinge_plus_minus", "Hinge", {}, bits("pm", 4, 2) * 2 - 1, u("pmp", 4, 2, low=-2, high=2), weights=False)

    # Binary crossentropy
    edge_p = np.array([[0.0], [1.0], [0.0], [1.0], [0.5], [1e-8], [1 - 1e-7], [1.2], [-0.3]], "float32")
    edge_t = np.array([[0.0], [1.0], [1.0], [0.0], [1.0], [1.0], [0.0], [0.0], [1.0]], "float32")
    edge_z = np.array([[0.0], [100.0], [-100.0], [100.0], [-100.0], [1e-3], [-0.0], [1000.0], [-1000.0]], "float32")
    for cls, extra in (("BinaryCrossentropy", [{}]), ("BinaryFocalCrossentropy", [{}, {"gamma": 1.0}, {"apply_class_balancing": True}, {"apply_class_balancing": True, "alpha": 0.6, "gamma": 3.0}])):
        for i, config in enumerate(extra):
            tag = cls + (f"_{i}" if i else "")
            loss(tag, cls, config, bits(tag, 5, 3), u(tag, 5, 3))
            loss(tag + "_one_column", cls, config, bits(tag, 5, 1), u(tag, 5, 1))
            loss(tag + "_flat_labels", cls, config, bits(tag, 5), u(tag, 5, 1), weights=False)
            loss(tag + "_int_labels", cls, config, bits(tag, 5, 1).astype("int64"), u(tag, 5, 1), weights=False)
            loss(tag + "_smoothing", cls, {**config, "label_smoothing": 0.1}, bits(tag, 5, 1), u(tag, 5, 1), weights=False)
            loss(tag + "_logits", cls, {**config, "from_logits": True}, bits(tag, 5, 3), u(tag, 5, 3, low=-3, high=3))
            loss(tag + "_logits_smoothing", cls, {**config, "from_logits": True, "label_smoothing": 0.2}, bits(tag, 5, 3), u(tag, 5, 3, low=-3, high=3), weights=False)
            loss(tag + "_edges", cls, config, edge_t, edge_p, weights=False)
            loss(tag + "_edges_logits", cls, {**config, "from_logits": True}, edge_t, edge_z, weights=False)
            loss(tag + "_rank3", cls, config, bits(tag, 2, 3, 2), u(tag, 2, 3, 2))
    loss("BinaryFocalCrossentropy_axis0", "BinaryFocalCrossentropy", {"axis": 0}, bits("ba", 4, 3), u("ba", 4, 3), weights=False)
    loss("BinaryCrossentropy_mask", "BinaryCrossentropy", {}, bits("bm", 2, 3, 1), u("bm", 2, 3, 1), mask=[[1, 1, 0], [1, 0, 0]])
    loss("BinaryCrossentropy_axis0", "BinaryCrossentropy", {"axis": 0}, bits("ba", 4, 3), u("ba", 4, 3), weights=False)

    # Categorical
    edge = np.array([[1, 0, 0], [0, 1, 0], [0.2, 0.3, 0.5], [2, 3, 5], [0, 0, 0]], "float32")
    edge_logits = np.array([[100, 0, -100], [-100, 0, 100], [0, 0, 0], [1000, 999, 0], [-1, -2, -3]], "float32")
    for cls, extra in (("CategoricalCrossentropy", [{}]), ("CategoricalFocalCrossentropy", [{}, {"alpha": 0.5, "gamma": 1.0}])):
        for i, config in enumerate(extra):
            tag = cls + (f"_{i}" if i else "")
            loss(tag, cls, config, onehot(tag, 5, 4), soft(tag, 5, 4))
            loss(tag + "_not_normalised", cls, config, onehot(tag, 5, 4), u(tag, 5, 4), weights=False)
            loss(tag + "_smoothing", cls, {**config, "label_smoothing": 0.1}, onehot(tag, 5, 4), soft(tag, 5, 4), weights=False)
            loss(tag + "_logits", cls, {**config, "from_logits": True}, onehot(tag, 5, 4), u(tag, 5, 4, low=-3, high=3))
            loss(tag + "_logits_smoothing", cls, {**config, "from_logits": True, "label_smoothing": 0.2}, onehot(tag, 5, 4), u(tag, 5, 4, low=-3, high=3), weights=False)
            loss(tag + "_soft_labels", cls, config, soft("l" + tag, 5, 4), soft(tag, 5, 4), weights=False)
            loss(tag + "_edges", cls, config, onehot(tag, 5, 3), edge, weights=False)
            loss(tag + "_edges_logits", cls, {**config, "from_logits": True}, onehot(tag, 5, 3), edge_logits, weights=False)
            loss(tag + "_rank3", cls, config, onehot(tag, 2, 3, 4), soft(tag, 2, 3, 4))
            loss(tag + "_axis1", cls, {**config, "axis": 1}, onehot(tag, 2, 4, 3).transpose(0, 2, 1), soft(tag, 2, 4, 3).transpose(0, 2, 1), weights=False)

    # Sparse categorical
    cls = "SparseCategoricalCrossentropy"
    ids = np.array([0, 3, 1, 1, 2], "int64")
    loss(cls, cls, {}, ids, soft(cls, 5, 4))
    loss(cls + "_column_labels", cls, {}, ids[:, None], soft(cls, 5, 4), weights=False)
    loss(cls + "_int32", cls, {}, ids.astype("int32"), soft(cls, 5, 4), weights=False)
    loss(cls + "_float_labels", cls, {}, ids.astype("float32"), soft(cls, 5, 4), weights=False)
    loss(cls + "_not_normalised", cls, {}, ids, u(cls, 5, 4), weights=False)
    loss(cls + "_logits", cls, {"from_logits": True}, ids, u(cls, 5, 4, low=-3, high=3))
    loss(cls + "_edges", cls, {}, np.array([0, 2, 1, 0, 1]), edge, weights=False)
    loss(cls + "_edges_logits", cls, {"from_logits": True}, np.array([0, 0, 1, 2, 1]), edge_logits, weights=False)
    loss(cls + "_rank3", cls, {}, random("r3").randint(0, 4, (2, 3)), soft(cls, 2, 3, 4))
    loss(cls + "_mask", cls, {}, random("r3").randint(0, 4, (2, 3)), soft(cls, 2, 3, 4), mask=[[1, 1, 0], [1, 0, 0]])
    loss(cls + "_ignore_class", cls, {"ignore_class": 3}, ids, soft(cls, 5, 4))
    loss(cls + "_ignore_negative", cls, {"ignore_class": -1, "from_logits": True}, np.array([[0, -1, 2], [-1, -1, 1]]), u(cls, 2, 3, 4, low=-2, high=2), weights=False)
    error(cls + "_label_out_of_range", cls, {}, np.array([0, 4]), soft(cls, 2, 4))
    error(cls + "_label_negative", cls, {}, np.array([0, -1]), soft(cls, 2, 4))
    error("CategoricalCrossentropy_shapes", "CategoricalCrossentropy", {}, np.eye(3, dtype="float32")[:2], soft("a", 2, 4))
    error("BinaryCrossentropy_shapes", "BinaryCrossentropy", {}, bits("a", 2, 3), u("a", 2, 4))
    error("MeanSquaredError_shapes", "MeanSquaredError", {}, bits("a", 2, 3), u("a", 2, 4))
    error("MeanSquaredError_reduction", "MeanSquaredError", {"reduction": "mean"})
    error("Hinge_reduction", "Hinge", {"reduction": "average"})

    # In double precision, under a name of its own.
    for cls in FUNCTION:
        if cls == "SparseCategoricalCrossentropy":
            data = ids, soft(cls, 5, 4)
        elif cls.startswith("Categorical") and cls != "CategoricalHinge":
            data = onehot(cls, 5, 4).astype("float64"), soft(cls, 5, 4)
        else:
            data = bits(cls, 5, 3).astype("float64"), u(cls, 5, 3)
        loss(cls + "_named_float64", cls, {"name": "mine"}, data[0], data[1].astype("float64"))

    found = {}
    for n in ["mse", "MSE", "mean_squared_error", "MeanSquaredError", "mae", "MAE", "mean_absolute_error", "mape", "MAPE", "mean_absolute_percentage_error", "msle", "MSLE", "mean_squared_logarithmic_error",
              "kld", "KLD", "kl_divergence", "kullback_leibler_divergence", "KLDivergence", "cosine_similarity", "CosineSimilarity", "hinge", "squared_hinge", "categorical_hinge", "huber", "huber_loss", "Huber",
              "log_cosh", "logcosh", "LogCosh", "poisson", "binary_crossentropy", "bce", "BCE", "BinaryCrossentropy", "binary_focal_crossentropy", "categorical_crossentropy", "categorical_focal_crossentropy",
              "sparse_categorical_crossentropy", "SparseCategoricalCrossentropy", "cosine_proximity", "binary_crossentropie"]:
        try:
            g = S.get(n)
            found[n] = getattr(g, "__name__", None) or type(g).__name__
        except ValueError:
            found[n] = None
    case("losses", "names", {"kind": "names", "get": found})
    kind, text = message(lambda: S.get("binary_crossentropie"))
    case("losses", "unknown", {"kind": "get_error", "identifier": "binary_crossentropie", "error": kind}, text=text)
