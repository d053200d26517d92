"""floatx and epsilon: what they are by default, who reads them, and training in double precision."""
from harness import case, keras, message, np, random, tf

AREA = "settings"
K, S, M = keras.backend, keras.losses, keras.metrics
EPSILON = 1e-3


def record():
    record_epsilon()
    record_floatx()
    record_training()


def record_epsilon():
    """The same calls with the epsilon of the process at 1e-7 and at 1e-3."""
    r = random("epsilon")
    edge = np.array([[0, 1, 0.5], [1e-4, 1 - 1e-4, 0], [1, 0, 0], [0, 0, 0]], "float32")
    hot = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]], "float32")
    losses = {c: {} for c in ("MeanSquaredError", "MeanAbsolutePercentageError", "MeanSquaredLogarithmicError", "Poisson", "KLDivergence", "BinaryCrossentropy", "BinaryFocalCrossentropy", "CategoricalCrossentropy",
                              "CategoricalFocalCrossentropy", "SparseCategoricalCrossentropy", "CosineSimilarity", "LogCosh", "Huber")}
    arrays = {"y_true": hot, "y_pred": edge, "labels": np.array([0, 1, 2, 0]), "w": r.uniform(-1e-3, 1e-3, (3, 2)).astype("float32")}
    calls = []
    try:
        for epsilon in (None, EPSILON):
            tag = "default" if epsilon is None else "set"
            if epsilon is not None:
                K.set_epsilon(epsilon)
            for cls in losses:
                t = tf.constant(arrays["labels" if cls.startswith("Sparse") else "y_true"])
                x = tf.constant(edge)
                with tf.GradientTape() as tape:
                    tape.watch(x)
                    value = getattr(S, cls)(reduction="none")(t, x)
                    total = tf.reduce_sum(value)
                arrays[f"loss_{cls}_{tag}"], arrays[f"gradient_{cls}_{tag}"] = value.numpy(), tape.gradient(total, x).numpy()
            for cls, config in (("AUC", {"num_thresholds": 5}), ("F1Score", {}), ("MeanRelativeError", {"normalizer": [[1.0, 0.0, 2.0]] * 4}), ("KLDivergence", {}), ("MeanAbsolutePercentageError", {}), ("SensitivityAtSpecificity", {"specificity": 0.5, "num_thresholds": 5})):
                m = getattr(M, cls)(**config)
                m.update_state(hot, edge)
                arrays[f"metric_{cls}_{tag}"] = np.asarray(m.result())
                if epsilon is None:
                    calls.append({"metric": cls, "config": config})
            for cls, config in (("MaxNorm", {"max_value": 0.5}), ("MinMaxNorm", {"min_value": 0.5, "max_value": 0.7}), ("UnitNorm", {})):
                arrays[f"constraint_{cls}_{tag}"] = getattr(keras.constraints, cls)(**config)(tf.constant(arrays["w"])).numpy()
                if epsilon is None:
                    calls.append({"constraint": cls, "config": config})
        read = [repr(K.epsilon())]
        # Optimizers have an epsilon of their own.
        own = {c: float(getattr(keras.optimizers, c)().get_config()["epsilon"]) for c in ("Adam", "RMSprop", "Adagrad", "Adadelta", "Adamax", "Nadam")}
        legacy = {c: float(getattr(keras.optimizers.legacy, c)(epsilon=None).get_config()["epsilon"]) for c in ("Adam", "RMSprop", "Adagrad", "Adadelta", "Adamax", "Nadam")}
    finally:
        K.set_epsilon(1e-7)
    read.append(repr(K.epsilon()))
    case(AREA, "epsilon", {"kind": "epsilon", "epsilon": EPSILON, "losses": list(losses), "calls": calls, "printed": read, "optimizers": own, "legacy_optimizers_without": legacy}, arrays)


def record_floatx():
    """Which types things get."""
    def types():
        keras.backend.clear_session()
        model = keras.Sequential([keras.layers.Embedding(5, 3, input_length=4), keras.layers.LSTM(2), keras.layers.Dense(2, kernel_regularizer="l2")])
        model.compile("adam", "mse", metrics=["mae"])
        x, y = np.zeros((2, 4), "int32"), np.zeros((2, 2))
        model.fit(x, y, verbose=0)
        return {"floatx": K.floatx(), "weights": [w.dtype.name for w in model.weights], "compute": [l.compute_dtype for l in model.layers], "predict": model.predict(x, verbose=0).dtype.name,
                "slots": [v.dtype.name for v in model.optimizer.variables], "rate": model.optimizer.learning_rate.dtype.name, "metric": keras.metrics.MeanSquaredError().dtype, "initializer": keras.initializers.GlorotUniform(seed=1)([2]).dtype.name,
                "constant": K.constant([1.0]).dtype.name, "cast": K.cast_to_floatx(np.array([1])).dtype.name, "l2": repr(keras.regularizers.L2(0.1).get_config()["l2"]), "sum": keras.metrics.Sum().dtype,
                "own": keras.layers.Dense(2, dtype="float32").compute_dtype}

    found = {"float32": types()}
    try:
        K.set_floatx("float64")
        found["float64"] = types()
    finally:
        K.set_floatx("float32")
    kind, text = message(lambda: K.set_floatx("int32"))
    case(AREA, "floatx", {"kind": "floatx", "types": found, "error": kind}, text=text)


def record_training():
    """Ten steps of models whose layers compute in float64."""
    O = keras.optimizers
    for name, optimizer in {
        **{c: lambda c=c: c for c in ("sgd", "adam", "rmsprop", "adagrad", "adadelta", "adamax", "nadam", "ftrl", "adamw")},
        "momentum": lambda: O.SGD(0.1, momentum=0.9, nesterov=True, weight_decay=0.1), "lion": lambda: O.Lion(0.01), "adafactor": lambda: O.Adafactor(0.1), "amsgrad": lambda: O.Adam(0.01, amsgrad=True, clipnorm=0.1),
        "centered": lambda: O.RMSprop(0.01, centered=True, momentum=0.5), "ema": lambda: O.SGD(0.1, use_ema=True, ema_momentum=0.7), "schedule": lambda: O.SGD(O.schedules.ExponentialDecay(0.5, 3, 0.7)),
        **{"legacy_" + c: (lambda c=c: getattr(O.legacy, c)(0.01)) for c in ("SGD", "RMSprop", "Adam", "Adagrad", "Adadelta", "Adamax", "Nadam", "Ftrl")},
    }.items():
        try:
            K.set_floatx("float64")
            keras.backend.clear_session()
            keras.utils.set_random_seed(5)
            r = random("float64 training")
            x, y = r.uniform(-1, 1, (20, 4, 3)), r.randint(0, 2, (20, 1)).astype("float64")
            model = keras.Sequential([keras.layers.LSTM(4, input_shape=(4, 3)), keras.layers.Dense(3, activation="gelu"), keras.layers.Dense(1, activation="sigmoid")])
            model.compile(optimizer(), "binary_crossentropy", metrics=["accuracy", "mae"])
            before = [w.numpy() for w in model.weights]
            history = model.fit(x, y, batch_size=10, epochs=5, shuffle=False, verbose=0)
            arrays = {"x": x, "y": y, "predicted": model.predict(x, verbose=0)}
            arrays |= {f"before{i}": w for i, w in enumerate(before)} | {f"after{i}": w.numpy() for i, w in enumerate(model.weights)}
            case(AREA, "training_" + name, {"kind": "training", "optimizer": name, "history": history.history, "weights": len(before)}, arrays, seed=5)
        finally:
            K.set_floatx("float32")
