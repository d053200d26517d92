"""Metrics: the result after each of several updates, with and without weights, after a reset, and the state."""
from harness import case, keras, message, np, random, tf

M = keras.metrics


def metric(name, cls, config, pairs, weights=None, one_argument=False):
    """pairs: (y_true, y_pred) of each update; weights: one array or None for each."""
    keras.backend.clear_session()
    o = getattr(M, cls)(**config)
    arrays, updates = {}, []
    for i, (t, p) in enumerate(pairs):
        t = np.asarray(t)
        w = None if weights is None else weights[i]
        entry = {"y_true": f"t{i}", "y_pred": None if one_argument else f"p{i}", "sample_weight": None if w is None else f"w{i}", "result": f"r{i}"}
        arrays[f"t{i}"] = t
        if w is not None:
            arrays[f"w{i}"] = np.asarray(w, "float32")
        if one_argument:
            entry["values"] = entry.pop("y_true")
            o.update_state(tf.constant(t), sample_weight=None if w is None else arrays[f"w{i}"])
        else:
            arrays[f"p{i}"] = np.asarray(p)
            o.update_state(tf.constant(t), tf.constant(arrays[f"p{i}"]), sample_weight=None if w is None else arrays[f"w{i}"])
        arrays[f"r{i}"] = np.asarray(o.result())
        updates.append(entry)
    state = []
    for i, v in enumerate(o.weights):
        if v.shape.num_elements() <= 300:
            arrays[f"s{i}"] = v.numpy()
            state.append({"name": v.name, "value": f"s{i}"})
    call = {"kind": "metric", "class": cls, "config": config, "name": o.name, "updates": updates, "state": state}
    o.reset_state()
    arrays["reset"] = np.asarray(o.result())
    call["after_reset"] = "reset"
    try:
        call["get_config"] = o.get_config()
    except Exception:
        call["get_config"] = None
    case("metrics", name, call, arrays)


def record():
    first = {}

    def rng(name):
        return random(name)

    def both(name, cls, config, make, weight_shape=None, n=3):
        pairs = [make(rng(f"{name} {i}"), b) for i, b in zip(range(n), (6, 4, 5))]
        metric(name, cls, config, pairs)
        first.setdefault(cls, (config, pairs))
        shapes = [(np.asarray(t).shape[0],) if weight_shape is None else np.asarray(t).shape[:weight_shape] for t, p in pairs]
        w = [rng(f"w {name} {i}").uniform(0, 2, s).astype("float32") for i, s in enumerate(shapes)]
        w[0].flat[0] = 0
        metric(name + "_weighted", cls, config, pairs, w)
        if not config:
            metric(name + "_mixed_weights", cls, config, pairs, [None, w[1], None])

    def soft(r, *shape):
        e = np.exp(r.uniform(-2, 2, shape))
        return (e / e.sum(-1, keepdims=True)).astype("float32")

    def hot(r, b, k=4):
        return np.eye(k, dtype="float32")[r.randint(0, k, b)], soft(r, b, k)

    def hot3(r, b, k=3):
        return np.eye(k, dtype="float32")[r.randint(0, k, (b, 2))], soft(r, b, 2, k)

    def sparse(r, b, k=4):
        return r.randint(0, k, b), soft(r, b, k)

    def sparse_column(r, b, k=4):
        return r.randint(0, k, (b, 1)), soft(r, b, k)

    def sparse3(r, b, k=3):
        return r.randint(0, k, (b, 2)), soft(r, b, 2, k)

    def binary(r, b):
        return r.randint(0, 2, (b, 1)).astype("float32"), r.uniform(0, 1, (b, 1)).astype("float32")

    def binary_flat(r, b):
        return r.randint(0, 2, b), r.uniform(0, 1, (b, 1)).astype("float32")

    def binary_many(r, b):
        return r.randint(0, 2, (b, 3)).astype("float32"), r.uniform(0, 1, (b, 3)).astype("float32")

    def reals(r, b):
        return r.uniform(-2, 2, (b, 3)).astype("float32"), r.uniform(-2, 2, (b, 3)).astype("float32")

    def positive(r, b):
        return r.uniform(0.1, 2, (b, 3)).astype("float32"), r.uniform(0.1, 2, (b, 3)).astype("float32")

    def equal(r, b):
        return r.randint(0, 3, (b, 1)), r.randint(0, 3, (b, 1))

    def logits(r, b):
        return r.randint(0, 2, (b, 1)).astype("float32"), r.uniform(-3, 3, (b, 1)).astype("float32")

    def classes(r, b):
        return r.randint(0, 3, (b, 4)), r.randint(0, 3, (b, 4))

    both("Accuracy", "Accuracy", {}, equal)
    both("BinaryAccuracy", "BinaryAccuracy", {}, binary)
    both("BinaryAccuracy_flat", "BinaryAccuracy", {}, binary_flat)
    both("BinaryAccuracy_many", "BinaryAccuracy", {}, binary_many)
    both("BinaryAccuracy_threshold", "BinaryAccuracy", {"threshold": 0.7}, binary)
    metric("BinaryAccuracy_at_threshold", "BinaryAccuracy", {}, [([[1.0], [0.0]], np.array([[0.5], [0.5]], "float32"))])
    both("CategoricalAccuracy", "CategoricalAccuracy", {}, hot)
    both("CategoricalAccuracy_rank3", "CategoricalAccuracy", {}, hot3, 2)
    metric("CategoricalAccuracy_ties", "CategoricalAccuracy", {}, [(np.eye(3, dtype="float32"), np.full((3, 3), 1 / 3, "float32"))])
    both("SparseCategoricalAccuracy", "SparseCategoricalAccuracy", {}, sparse)
    both("SparseCategoricalAccuracy_column", "SparseCategoricalAccuracy", {}, sparse_column)
    both("SparseCategoricalAccuracy_rank3", "SparseCategoricalAccuracy", {}, sparse3, 2)
    for k in (1, 2, 5):
        both(f"TopKCategoricalAccuracy_{k}", "TopKCategoricalAccuracy", {"k": k}, lambda r, b: hot(r, b, 6))
        both(f"SparseTopKCategoricalAccuracy_{k}", "SparseTopKCategoricalAccuracy", {"k": k}, lambda r, b: sparse(r, b, 6))
    metric("SparseTopKCategoricalAccuracy_ties", "SparseTopKCategoricalAccuracy", {"k": 1}, [(np.array([0, 1, 2]), np.full((3, 3), 1 / 3, "float32"))])
    for cls in ("MeanSquaredError", "MeanAbsoluteError", "MeanAbsolutePercentageError", "RootMeanSquaredError", "LogCoshError", "CosineSimilarity"):
        both(cls, cls, {}, reals)
    both("CosineSimilarity_axis0", "CosineSimilarity", {"axis": 1}, lambda r, b: (r.uniform(-1, 1, (b, 3, 2)).astype("float32"), r.uniform(-1, 1, (b, 3, 2)).astype("float32")))
    for cls in ("MeanSquaredLogarithmicError", "Poisson", "KLDivergence"):
        both(cls, cls, {}, positive)
    both("MeanRelativeError", "MeanRelativeError", {"normalizer": [1.0, 3.0, 2.0]}, reals)
    for cls in ("Hinge", "SquaredHinge", "CategoricalHinge"):
        both(cls, cls, {}, lambda r, b: (r.randint(0, 2, (b, 3)).astype("float32"), r.uniform(-2, 2, (b, 3)).astype("float32")))
    both("BinaryCrossentropy", "BinaryCrossentropy", {}, binary)
    both("BinaryCrossentropy_logits", "BinaryCrossentropy", {"from_logits": True, "label_smoothing": 0.1}, logits)
    both("CategoricalCrossentropy", "CategoricalCrossentropy", {}, hot)
    both("CategoricalCrossentropy_logits", "CategoricalCrossentropy", {"from_logits": True, "label_smoothing": 0.1}, hot)
    both("SparseCategoricalCrossentropy", "SparseCategoricalCrossentropy", {}, sparse)
    both("SparseCategoricalCrossentropy_logits", "SparseCategoricalCrossentropy", {"from_logits": True}, sparse)
    both("SparseCategoricalCrossentropy_ignore", "SparseCategoricalCrossentropy", {"ignore_class": 1}, sparse)
    for cls in ("TruePositives", "TrueNegatives", "FalsePositives", "FalseNegatives"):
        both(cls, cls, {}, binary)
        both(cls + "_thresholds", cls, {"thresholds": [0.2, 0.5, 0.8]}, binary_many)
    for cls in ("Precision", "Recall"):
        both(cls, cls, {}, binary)
        both(cls + "_threshold", cls, {"thresholds": 0.3}, binary_many)
        both(cls + "_thresholds", cls, {"thresholds": [0.2, 0.5, 0.8]}, binary)
        both(cls + "_top_k", cls, {"top_k": 2}, hot)
        both(cls + "_class_id", cls, {"class_id": 1}, hot)
        metric(cls + "_none", cls, {}, [([[0.0], [0.0]], np.array([[0.1], [0.2]], "float32"))])
    for cls, arg in (("SensitivityAtSpecificity", "specificity"), ("SpecificityAtSensitivity", "sensitivity"), ("PrecisionAtRecall", "recall"), ("RecallAtPrecision", "precision")):
        both(cls, cls, {arg: 0.5}, binary)
        both(cls + "_thresholds", cls, {arg: 0.6, "num_thresholds": 10}, binary)
        both(cls + "_class_id", cls, {arg: 0.4, "num_thresholds": 20, "class_id": 2}, hot)
        both(cls + "_one_threshold", cls, {arg: 0.4, "num_thresholds": 1}, binary)
    both("AUC", "AUC", {}, binary)
    for i, config in enumerate([{"curve": "PR"}, {"num_thresholds": 10}, {"summation_method": "minoring"}, {"summation_method": "majoring"}, {"curve": "PR", "summation_method": "majoring", "num_thresholds": 11},
                                {"curve": "PR", "summation_method": "minoring", "num_thresholds": 11}, {"thresholds": [0.0, 0.3, 0.5, 0.9, 1.0]}, {"thresholds": [0.3, 0.5]}]):
        both(f"AUC_{i}", "AUC", config, binary)
    both("AUC_logits", "AUC", {"from_logits": True, "num_thresholds": 20}, logits)
    both("AUC_multi_label", "AUC", {"multi_label": True, "num_thresholds": 12}, binary_many)
    both("AUC_multi_label_pr", "AUC", {"multi_label": True, "num_thresholds": 12, "curve": "PR"}, binary_many)
    both("AUC_label_weights", "AUC", {"multi_label": True, "num_labels": 3, "label_weights": [0.1, 0.5, 0.4], "num_thresholds": 12}, binary_many)
    for average in (None, "micro", "macro", "weighted"):
        both(f"F1Score_{average}", "F1Score", {"average": average}, hot)
        both(f"FBetaScore_{average}", "FBetaScore", {"average": average, "beta": 2.0, "threshold": 0.4}, binary_many)
    both("F1Score_threshold", "F1Score", {"threshold": 0.5}, binary_many)
    for aggregation in ("uniform_average", "variance_weighted_average", None):
        both(f"R2Score_{aggregation}", "R2Score", {"class_aggregation": aggregation}, reals)
    both("R2Score_regressors", "R2Score", {"num_regressors": 2}, reals)
    both("MeanIoU", "MeanIoU", {"num_classes": 3}, classes, 2)
    both("MeanIoU_ignore", "MeanIoU", {"num_classes": 3, "ignore_class": 0}, classes, 2)
    both("IoU", "IoU", {"num_classes": 3, "target_class_ids": [0, 2]}, classes, 2)
    both("BinaryIoU", "BinaryIoU", {}, binary_many, 2)
    both("BinaryIoU_one", "BinaryIoU", {"target_class_ids": [1], "threshold": 0.3}, binary_many, 2)
    both("OneHotIoU", "OneHotIoU", {"num_classes": 4, "target_class_ids": [0, 2]}, hot)
    both("OneHotMeanIoU", "OneHotMeanIoU", {"num_classes": 4}, hot)
    # The other arguments of overlaps, and axes of classes.
    scores = lambda r, b: (r.randint(0, 3, (b, 4)), r.uniform(0, 1, (b, 4, 3)).astype("float32"))
    hot_first = lambda r, b: (np.eye(3, dtype="float32")[r.randint(0, 3, (b, 2))].transpose(0, 2, 1), soft(r, b, 2, 3).transpose(0, 2, 1))
    both("IoU_scores", "IoU", {"num_classes": 3, "target_class_ids": [0, 1], "ignore_class": 2, "sparse_y_pred": False}, scores, 2)
    metric("IoU_hot", "IoU", {"num_classes": 3, "target_class_ids": [0, 1], "sparse_y_true": False, "sparse_y_pred": False, "axis": 1}, [hot_first(rng(f"IoU_hot {i}"), b) for i, b in enumerate((6, 4))])
    both("MeanIoU_scores", "MeanIoU", {"num_classes": 3, "sparse_y_pred": False}, scores, 2)
    metric("MeanIoU_hot", "MeanIoU", {"num_classes": 3, "sparse_y_true": False, "sparse_y_pred": False, "axis": 1}, [hot_first(rng(f"MeanIoU_hot {i}"), b) for i, b in enumerate((6, 4))])
    metric("OneHotIoU_axis", "OneHotIoU", {"num_classes": 3, "target_class_ids": [0, 2], "axis": 1}, [hot_first(rng(f"OneHotIoU_axis {i}"), b) for i, b in enumerate((6, 4))])
    both("OneHotIoU_sparse", "OneHotIoU", {"num_classes": 4, "target_class_ids": [0, 2], "ignore_class": 1, "sparse_y_pred": True}, lambda r, b: (np.eye(4, dtype="float32")[r.randint(0, 4, b)], r.randint(0, 4, b)))
    metric("OneHotMeanIoU_axis", "OneHotMeanIoU", {"num_classes": 3, "axis": 1}, [hot_first(rng(f"OneHotMeanIoU_axis {i}"), b) for i, b in enumerate((6, 4))])
    both("OneHotMeanIoU_sparse", "OneHotMeanIoU", {"num_classes": 4, "ignore_class": 1, "sparse_y_pred": True}, lambda r, b: (np.eye(4, dtype="float32")[r.randint(0, 4, b)], r.randint(0, 4, b)))
    both("CategoricalCrossentropy_axis", "CategoricalCrossentropy", {"axis": 1}, hot_first)
    metric("SparseCategoricalCrossentropy_axis", "SparseCategoricalCrossentropy", {"axis": 2}, [sparse3(rng(f"sparse axis {i}"), 4) for i in range(2)])
    # In double precision, under a name of its own.
    wide = lambda a: np.asarray(a, "float64") if np.asarray(a).dtype.kind == "f" else a
    for cls, (config, pairs) in first.items():
        try:
            metric(cls + "_named_float64", cls, {**config, "name": "mine", "dtype": "float64"}, [(wide(t), wide(p)) for t, p in pairs])
        except (tf.errors.InvalidArgumentError, TypeError, ValueError):
            # Some operations of the reference know float32 alone, such as in_top_k.
            metric(cls + "_named_float32", cls, {**config, "name": "mine", "dtype": "float32"}, pairs)
    for cls in ("Mean", "Sum", "MeanTensor"):
        metric(cls + "_named_float64", cls, {"name": "mine", "dtype": "float64"}, [(rng(f"{cls} 64 {i}").uniform(-1, 1, (2, 3)), None) for i in range(2)], one_argument=True)
    metric("MeanTensor_shape", "MeanTensor", {"shape": [2, 3]}, [(rng(f"mts {i}").uniform(-1, 1, (2, 3)).astype("float32"), None) for i in range(2)], one_argument=True)
    for cls in ("Mean", "Sum"):
        values = [(rng(f"{cls} {i}").uniform(-1, 1, s).astype("float32"), None) for i, s in enumerate([(3,), (2, 2), (1,)])]
        metric(cls, cls, {}, values, one_argument=True)
        metric(cls + "_weighted", cls, {}, values, [np.array([1, 0, 2.0]), np.array([0.5, 1]), np.array([3.0])], one_argument=True)
    metric("MeanTensor", "MeanTensor", {}, [(rng(f"mt {i}").uniform(-1, 1, (2, 3)).astype("float32"), None) for i in range(3)], one_argument=True)

    # merge_state: the states of others are added.
    parts = [binary(rng(f"merge {i}"), 5) for i in range(3)]
    for cls in ("BinaryAccuracy", "AUC", "Precision"):
        os = []
        arrays = {}
        for i, (t, p) in enumerate(parts):
            o = getattr(M, cls)()
            o.update_state(t, p)
            arrays[f"t{i}"], arrays[f"p{i}"] = t, p
            os.append(o)
        os[0].merge_state(os[1:])
        arrays["r"] = np.asarray(os[0].result())
        case("metrics", f"merge_{cls}", {"kind": "metric_merge", "class": cls, "config": {}, "parts": [{"y_true": f"t{i}", "y_pred": f"p{i}"} for i in range(3)], "result": "r"}, arrays)

    for name, cls, config in [("auc_curve", "AUC", {"curve": "X"}), ("auc_thresholds", "AUC", {"num_thresholds": 1}), ("precision_threshold", "Precision", {"thresholds": 1.5}),
                              ("sensitivity", "SensitivityAtSpecificity", {"specificity": 1.5}), ("f1_average", "F1Score", {"average": "x"}), ("fbeta_beta", "FBetaScore", {"beta": -1.0}), ("fbeta_threshold", "FBetaScore", {"threshold": 2.0}),
                              ("r2_aggregation", "R2Score", {"class_aggregation": "x"}), ("iou_target", "IoU", {"num_classes": 2, "target_class_ids": [2]}), ("unknown_keyword", "Mean", {"foo": 1})]:
        kind, text = message(lambda: getattr(M, cls)(**config))
        case("metrics", "error_" + name, {"kind": "metric_error", "class": cls, "config": config, "error": kind}, text=text)

    found = {}
    for n in ["acc", "accuracy", "Accuracy", "ACC", "bce", "BCE", "mse", "MSE", "mae", "mape", "msle", "cosine_similarity", "log_cosh", "logcosh", "LogCoshError", "binary_accuracy", "categorical_accuracy", "sparse_categorical_accuracy",
              "top_k_categorical_accuracy", "sparse_top_k_categorical_accuracy", "AUC", "auc", "Precision", "precision", "Recall", "binary_crossentropy", "crossentropy", "ce", "kld", "KLD", "kullback_leibler_divergence", "hinge", "poisson",
              "RootMeanSquaredError", "rmse", "MeanSquaredError", "mean_squared_error", "F1Score", "f1_score", "R2Score", "MeanIoU", "Mean", "mean", "Sum", "TruePositives", "huber"]:
        try:
            g = M.get(n)
            found[n] = getattr(g, "__name__", None) or type(g).__name__
        except (ValueError, TypeError) as e:
            found[n] = None
    case("metrics", "names", {"kind": "names", "get": found})
    keras.backend.clear_session()
    a = [M.MeanSquaredError().name, M.MeanSquaredError().name, M.AUC().name, M.AUC().name, M.Precision().name, M.Precision().name, M.Mean().name, M.BinaryAccuracy().name, M.BinaryAccuracy().name]
    case("metrics", "default_names", {"kind": "metric_names", "classes": ["MeanSquaredError", "MeanSquaredError", "AUC", "AUC", "Precision", "Precision", "Mean", "BinaryAccuracy", "BinaryAccuracy"], "names": a})
