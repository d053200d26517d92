"""Losses and metrics over samples at once and over the same samples in batches: whether the reference's are the same, for every class."""
from harness import case, keras, np, random, tf

AREA = "splits"
SIZES = (6, 4, 5)
S, M = keras.losses, keras.metrics


def soft(r, *shape):
    e = np.exp(r.uniform(-2, 2, shape))
    return (e / e.sum(-1, keepdims=True)).astype("float32")


# What a class is given: targets and predictions of some samples.
DATA = {
    "binary": lambda r, n: (r.randint(0, 2, (n, 1)).astype("float32"), r.uniform(0, 1, (n, 1)).astype("float32")),
    "hot": lambda r, n: (np.eye(4, dtype="float32")[r.randint(0, 4, n)], soft(r, n, 4)),
    "sparse": lambda r, n: (r.randint(0, 4, n), soft(r, n, 4)),
    "classes": lambda r, n: (r.randint(0, 3, (n, 1)), r.randint(0, 3, (n, 1))),
    "positive": lambda r, n: (r.uniform(0.1, 2, (n, 3)).astype("float32"), r.uniform(0.1, 2, (n, 3)).astype("float32")),
    "signs": lambda r, n: ((r.randint(0, 2, (n, 3)) * 2 - 1).astype("float32"), r.uniform(-2, 2, (n, 3)).astype("float32")),
    "values": lambda r, n: (r.uniform(-1, 1, (n, 3)).astype("float32"), None),
}
LOSSES = {"BinaryCrossentropy": "binary", "BinaryFocalCrossentropy": "binary", "CategoricalCrossentropy": "hot", "CategoricalFocalCrossentropy": "hot", "SparseCategoricalCrossentropy": "sparse",
          "CategoricalHinge": "hot", "Hinge": "signs", "SquaredHinge": "signs", "CosineSimilarity": "signs", "Huber": "signs", "LogCosh": "signs", "MeanAbsoluteError": "signs", "MeanSquaredError": "signs",
          "KLDivergence": "positive", "MeanAbsolutePercentageError": "positive", "MeanSquaredLogarithmicError": "positive", "Poisson": "positive"}
METRICS = {
    **{c: (d, {}) for c, d in LOSSES.items() if c not in ("BinaryFocalCrossentropy", "CategoricalFocalCrossentropy", "Huber", "LogCosh")},
    "LogCoshError": ("signs", {}), "RootMeanSquaredError": ("signs", {}), "MeanRelativeError": ("positive", {"normalizer": [1.0, 3.0, 2.0]}), "R2Score": ("positive", {}), "Accuracy": ("classes", {}), "BinaryAccuracy": ("binary", {}),
    "CategoricalAccuracy": ("hot", {}), "SparseCategoricalAccuracy": ("sparse", {}), "TopKCategoricalAccuracy": ("hot", {"k": 2}), "SparseTopKCategoricalAccuracy": ("sparse", {"k": 2}), "AUC": ("binary", {"num_thresholds": 20}),
    "Precision": ("binary", {}), "Recall": ("hot", {"top_k": 2}), "TruePositives": ("binary", {}), "TrueNegatives": ("binary", {}), "FalsePositives": ("binary", {}), "FalseNegatives": ("binary", {}),
    "SensitivityAtSpecificity": ("binary", {"specificity": 0.5, "num_thresholds": 20}), "SpecificityAtSensitivity": ("binary", {"sensitivity": 0.5, "num_thresholds": 20}), "PrecisionAtRecall": ("binary", {"recall": 0.5, "num_thresholds": 20}),
    "RecallAtPrecision": ("binary", {"precision": 0.5, "num_thresholds": 20}), "F1Score": ("hot", {"average": "macro"}), "FBetaScore": ("hot", {"average": "weighted", "beta": 2.0}), "IoU": ("classes", {"num_classes": 3, "target_class_ids": [0, 2]}),
    "MeanIoU": ("classes", {"num_classes": 3}), "BinaryIoU": ("binary", {}), "OneHotIoU": ("hot", {"num_classes": 4, "target_class_ids": [0, 2]}), "OneHotMeanIoU": ("hot", {"num_classes": 4}),
    "Mean": ("values", {}), "Sum": ("values", {}),
}


def parts(*arrays):
    """The arrays cut into batches."""
    first = 0
    for size in SIZES:
        yield [None if a is None else a[first:first + size] for a in arrays]
        first += size


def record():
    n = sum(SIZES)
    for cls, (data, config) in METRICS.items():
        r = random("split " + cls)
        t, p = DATA[data](r, n)
        arrays = {"y_true": t, "weights": r.uniform(0, 2, n).astype("float32")} | ({} if p is None else {"y_pred": p})
        # One weight a value, since overlaps take no other.
        weights = arrays["weights"][:, None] if cls in ("IoU", "MeanIoU", "BinaryIoU") else arrays["weights"]
        for tag, w in (("", None), ("_weighted", weights)):
            whole, batches = getattr(M, cls)(**config), getattr(M, cls)(**config)
            give = lambda m, t, p, w: m.update_state(t, sample_weight=w) if p is None else m.update_state(t, p, sample_weight=w)
            give(whole, t, p, w)
            for batch in parts(t, p, w):
                give(batches, *batch)
            arrays |= {"whole" + tag: np.asarray(whole.result()), "batches" + tag: np.asarray(batches.result())}
        case(AREA, "metric_" + cls, {"kind": "metric", "class": cls, "config": config, "data": data, "sizes": SIZES}, arrays)
    for cls, data in LOSSES.items():
        r = random("split loss " + cls)
        t, p = DATA[data](r, n)
        arrays = {"y_true": t, "y_pred": p, "weights": r.uniform(0, 2, n).astype("float32")}
        for tag, w in (("", None), ("_weighted", arrays["weights"])):
            for reduction in ("none", "sum", "sum_over_batch_size"):
                o = getattr(S, cls)(reduction=reduction)
                arrays[f"whole_{reduction}{tag}"] = np.asarray(o(t, p, sample_weight=w))
                arrays[f"batches_{reduction}{tag}"] = np.concatenate([np.atleast_1d(np.asarray(o(bt, bp, sample_weight=bw))) for bt, bp, bw in parts(t, p, w)])
                # What evaluate says, in batches of all and of 4.
                if reduction == "none":
                    continue
                keras.backend.clear_session()
                model = keras.Sequential([keras.layers.Activation("linear", input_shape=p.shape[1:])])
                model.compile("sgd", o)
                for size in (n, 4):
                    arrays[f"evaluate{size}_{reduction}{tag}"] = np.array(model.evaluate(p, t, sample_weight=w, batch_size=size, verbose=0), "float64")
        case(AREA, "loss_" + cls, {"kind": "loss", "class": cls, "data": data, "sizes": SIZES}, arrays)
