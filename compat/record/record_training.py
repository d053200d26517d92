"""Small Sequential models trained after set_random_seed: the seed is set, the model made from "layers", compiled, and "steps" are done in order."""
from harness import case, datasets, done, keras, np, random

L = keras.layers


def make(layers):
    out = []
    for cls, config in layers:
        config = {k: (tuple(v) if k in ("input_shape", "batch_input_shape", "target_shape", "dims", "noise_shape") else v) for k, v in config.items()}
        out.append(keras.Input(**config) if cls == "Input" else getattr(L, cls)(**config))
    return keras.Sequential(out)


def thing(module, description):
    """A string stays; {"class", "config"} is made."""
    if isinstance(description, dict):
        config = dict(description["config"])
        if isinstance(config.get("learning_rate"), dict):
            config["learning_rate"] = keras.optimizers.schedules.deserialize(config["learning_rate"])
        return getattr(module, description["class"])(**config)
    return description


def training(name, layers, compile, steps, data, seed=1):
    if done("training", name):
        return
    keras.backend.clear_session()
    keras.utils.set_random_seed(seed)
    model = make(layers)
    kw = {}
    for key, value in compile.items():
        if key == "optimizer":
            kw[key] = thing(keras.optimizers, value)
        elif key == "loss":
            kw[key] = thing(keras.losses, value)
        elif key in ("metrics", "weighted_metrics"):
            kw[key] = [thing(keras.metrics, m) for m in value]
        else:
            kw[key] = value
    model.compile(**kw)
    arrays = dict(data)
    call = {"kind": "training", "layers": [{"class": c, "config": k} for c, k in layers], "compile": compile, "steps": []}
    if model.built:
        call["initial_weights"] = []
        for i, w in enumerate(model.get_weights()):
            arrays[f"i{i}"] = w
            call["initial_weights"].append(f"i{i}")

    def of(value):
        if isinstance(value, str) and value in data:
            return data[value]
        if isinstance(value, list) and value and isinstance(value[0], str) and value[0] in data:
            return tuple(data[v] for v in value)
        return value

    for n, (do, args) in enumerate(steps):
        entry = {"do": do, "args": args}
        kw = {k: of(v) for k, v in args.items()}
        if "class_weight" in kw:
            kw["class_weight"] = {int(k): v for k, v in kw["class_weight"].items()}
        if do == "fit":
            h = model.fit(verbose=0, **kw)
            entry["history"] = h.history
            entry["epoch"] = h.epoch
        elif do == "evaluate":
            entry["result"] = model.evaluate(verbose=0, **kw)
            entry["metrics_names"] = model.metrics_names
        elif do in ("train_on_batch", "test_on_batch"):
            entry["result"] = getattr(model, do)(**kw)
        elif do in ("predict", "predict_on_batch"):
            arrays[f"p{n}"] = model.predict(verbose=0, **kw) if do == "predict" else model.predict_on_batch(**kw)
            entry["output"] = f"p{n}"
        elif do == "set_random_seed":
            keras.utils.set_random_seed(kw["seed"])
        elif do == "compile":
            model.compile(**kw)
        elif do == "set_learning_rate":
            model.optimizer.learning_rate = kw["value"]
        elif do == "get_weights":
            entry["outputs"] = []
            for i, w in enumerate(model.get_weights()):
                arrays[f"w{n}_{i}"] = w
                entry["outputs"].append(f"w{n}_{i}")
        else:
            raise ValueError(do)
        call["steps"].append(entry)
    call["weight_names"] = [w.name for w in model.weights]
    call["get_config"] = model.get_config()
    case("training", name, call, arrays, seed=seed)


def record():
    def reals(name, *shape):
        return random("data " + name).normal(size=shape).astype("float32")

    def ids(name, *shape, top=20, padded=False):
        x = random("ids " + name).randint(1, top, shape).astype("int32")
        if padded:
            for i, row in enumerate(x):
                row[1 + i * 3 % shape[1]:] = 0
        return x

    def bits(name, *shape):
        return random("bits " + name).randint(0, 2, shape)

    D, E, G, DO = "Dense", "Embedding", "GlobalAveragePooling1D", "Dropout"
    net = [(D, {"units": 8, "activation": "relu", "input_shape": [6]}), (D, {"units": 1, "activation": "sigmoid"})]
    loose = [(D, {"units": 8, "activation": "relu"}), (D, {"units": 1, "activation": "sigmoid"})]
    binary = {"optimizer": "adam", "loss": "binary_crossentropy", "metrics": ["accuracy"]}
    data = {"x": reals("a", 21, 6), "y": bits("a", 21), "xv": reals("v", 7, 6), "yv": bits("v", 7)}
    after = [("evaluate", {"x": "xv", "y": "yv", "batch_size": 3}), ("predict", {"x": "xv", "batch_size": 3}), ("get_weights", {})]

    def fit(**k):
        return ("fit", {"x": "x", "y": "y", "epochs": 3, "batch_size": 8, **k})

    for seed in (0, 1, 42):
        training(f"dense_seed{seed}", net, binary, [fit(), *after], data, seed)
    training("dense_deferred", loose, binary, [fit(), *after], data)
    training("dense_input_layer", [("Input", {"shape": [6]}), *loose], binary, [fit(), *after], data)
    training("dense_no_shuffle", net, binary, [fit(shuffle=False), *after], data)
    training("dense_whole_batches", net, binary, [fit(batch_size=7), *after], data)
    training("dense_one_batch", net, binary, [fit(batch_size=64), *after], data)
    training("dense_default_batch", net, binary, [("fit", {"x": "x", "y": "y"}), *after], data)
    training("dense_validation_split", net, binary, [fit(validation_split=0.2), *after], data)
    training("dense_validation_split_third", net, binary, [fit(validation_split=0.33, epochs=2), *after], data)
    training("dense_validation_data", net, binary, [fit(validation_data=["xv", "yv"]), *after], data)
    training("dense_validation_freq", net, binary, [fit(validation_data=["xv", "yv"], validation_freq=2, epochs=5), *after], data)
    training("dense_validation_batch_size", net, binary, [fit(validation_data=["xv", "yv"], validation_batch_size=2), *after], data)
    training("dense_class_weight", net, binary, [fit(class_weight={"0": 1.0, "1": 3.0}), *after], data)
    w = random("sw").uniform(0, 2, 21).astype("float32")
    weighted = {**binary, "weighted_metrics": ["accuracy", "mse"]}
    training("dense_sample_weight", net, weighted, [fit(sample_weight="w"), ("evaluate", {"x": "x", "y": "y", "sample_weight": "w", "batch_size": 4}), *after], {**data, "w": w})
    training("dense_sample_and_class_weight", net, weighted, [fit(sample_weight="w", class_weight={"0": 0.5, "1": 2.0}, batch_size=7), *after], {**data, "w": w})
    training("dense_weighted_validation_data", net, weighted, [fit(validation_data=["xv", "yv", "wv"]), *after], {**data, "wv": w[:7]})
    training("dense_initial_epoch", net, binary, [fit(epochs=2), fit(initial_epoch=2, epochs=5), *after], data)
    training("dense_two_fits", net, binary, [fit(epochs=2), fit(epochs=2), fit(epochs=1, batch_size=5), *after], data)
    training("dense_reseeded", net, binary, [fit(epochs=2), ("set_random_seed", {"seed": 9}), fit(epochs=2), *after], data)
    training("dense_steps_per_epoch", net, binary, [fit(epochs=2, steps_per_epoch=2), *after], data)
    training("dense_learning_rate_set", net, {**binary, "optimizer": {"class": "SGD", "config": {"learning_rate": 0.1}}}, [fit(), ("set_learning_rate", {"value": 0.01}), fit(), *after], data)
    training("dense_recompiled", net, binary, [fit(), ("compile", {"optimizer": "sgd", "loss": "mse"}), fit(), *after], data)
    training("dense_two_columns", [(D, {"units": 8, "activation": "tanh", "input_dim": 6}), (D, {"units": 2, "activation": "sigmoid"})], binary, [fit(), *after], {**data, "y": bits("two", 21, 2), "yv": bits("two", 7, 2)})
    training("dense_column_labels", net, binary, [fit(), *after], {**data, "y": data["y"][:, None], "yv": data["yv"][:, None]})
    training("dense_float_labels", net, binary, [fit(), *after], {**data, "y": data["y"].astype("float32"), "yv": data["yv"].astype("float32")})
    training("dense_float64_data", net, binary, [fit(), *after], {**data, "x": data["x"].astype("float64")})
    training("dense_one_sample_left", net, binary, [fit(batch_size=20), *after], data)
    for optimizer in ("sgd", "rmsprop", "adam", "adagrad", "adadelta", "adamax", "nadam", "ftrl", "adamw"):
        training(f"optimizer_{optimizer}", net, {**binary, "optimizer": optimizer}, [fit(), *after], data)
    for cls, config in [("Lion", {"learning_rate": 0.001}), ("Adafactor", {"learning_rate": 0.01}), ("SGD", {"learning_rate": 0.1, "momentum": 0.9, "nesterov": True}), ("RMSprop", {"learning_rate": 0.01, "momentum": 0.5, "centered": True}), ("Adam", {"learning_rate": 0.01, "amsgrad": True}),
                        ("Adam", {"clipnorm": 0.1}), ("SGD", {"learning_rate": 0.1, "global_clipnorm": 0.1}), ("SGD", {"learning_rate": {"class_name": "ExponentialDecay", "config": {"initial_learning_rate": 0.5, "decay_steps": 2, "decay_rate": 0.5}}}),
                        ("SGD", {"learning_rate": 0.1, "use_ema": True, "ema_momentum": 0.8}), ("Adam", {"weight_decay": 0.1})]:
        key = "_".join(k for k in config if k != "learning_rate" or isinstance(config[k], dict))
        training(f"optimizer_{cls}_{key}", net, {**binary, "optimizer": {"class": cls, "config": config}}, [fit(), *after], data)
    training("diverges", [(D, {"units": 1, "input_shape": [6]})], {"optimizer": {"class": "SGD", "config": {"learning_rate": 1e20}}, "loss": "mse"}, [fit(epochs=3, shuffle=False)], {**data, "y": reals("div", 21, 1)})

    # Losses and what "accuracy" becomes
    regression = {**data, "y": reals("y", 21, 1), "yv": reals("yv", 7, 1)}
    linear = [(D, {"units": 4, "activation": "tanh", "input_shape": [6]}), (D, {"units": 1})]
    for loss in ("mse", "mae", "huber", "log_cosh", "mean_squared_error"):
        training(f"regression_{loss}", linear, {"optimizer": "rmsprop", "loss": loss, "metrics": ["mae", "mse"]}, [fit(), *after], regression)
    training("regression_flat_labels", linear, {"optimizer": "rmsprop", "loss": "mse", "metrics": ["mae"]}, [fit(), *after], {**regression, "y": regression["y"][:, 0], "yv": regression["yv"][:, 0]})
    classes = {**data, "y": random("classes").randint(0, 3, 21), "yv": random("classes v").randint(0, 3, 7)}
    three = [(D, {"units": 8, "activation": "relu", "input_shape": [6]}), (D, {"units": 3, "activation": "softmax"})]
    training("sparse_categorical", three, {"optimizer": "adam", "loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"]}, [fit(), *after], classes)
    training("sparse_categorical_acc", three, {"optimizer": "adam", "loss": "sparse_categorical_crossentropy", "metrics": ["acc", "crossentropy"]}, [fit(), *after], classes)
    training("sparse_categorical_logits", [three[0], (D, {"units": 3})], {"optimizer": "adam", "loss": {"class": "SparseCategoricalCrossentropy", "config": {"from_logits": True}}, "metrics": ["accuracy"]}, [fit(), *after], classes)
    training("sparse_categorical_class_weight", three, {"optimizer": "adam", "loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"]}, [fit(class_weight={"0": 1.0, "1": 2.0, "2": 0.5}), *after], classes)
    hot = {**data, "y": np.eye(3, dtype="float32")[classes["y"]], "yv": np.eye(3, dtype="float32")[classes["yv"]]}
    training("categorical", three, {"optimizer": "adam", "loss": "categorical_crossentropy", "metrics": ["accuracy"]}, [fit(), *after], hot)
    training("categorical_class_weight", three, {"optimizer": "adam", "loss": "categorical_crossentropy", "metrics": ["accuracy"]}, [fit(class_weight={"0": 1.0, "1": 2.0, "2": 0.5}), *after], hot)
    training("categorical_smoothing", three, {"optimizer": "adam", "loss": {"class": "CategoricalCrossentropy", "config": {"label_smoothing": 0.1}}, "metrics": ["categorical_accuracy", {"class": "TopKCategoricalAccuracy", "config": {"k": 2}}]}, [fit(), *after], hot)
    training("binary_logits", [net[0], (D, {"units": 1})], {"optimizer": "adam", "loss": {"class": "BinaryCrossentropy", "config": {"from_logits": True}}, "metrics": [{"class": "BinaryAccuracy", "config": {"threshold": 0.0}}]}, [fit(), *after], data)
    training("binary_metrics", net, {"optimizer": "adam", "loss": "binary_crossentropy", "metrics": ["accuracy", "mae", {"class": "AUC", "config": {"num_thresholds": 20}}, {"class": "Precision", "config": {}}, {"class": "Recall", "config": {}}]}, [fit(), *after], data)
    training("two_metrics_alike", net, {"optimizer": "adam", "loss": "mse", "metrics": ["mse", {"class": "MeanSquaredError", "config": {}}, "accuracy", "acc"]}, [fit(), *after], data)
    training("no_metrics", net, {"optimizer": "adam", "loss": "mse"}, [fit(), *after], data)
    saturated = {"x": np.full((4, 1), 50, "float32"), "y": np.array([0, 1, 0, 1])}
    for tail, name in (([(D, {"units": 1, "activation": "sigmoid", "kernel_initializer": "ones", "input_shape": [1]})], "dense"), ([(D, {"units": 1, "kernel_initializer": "ones", "input_shape": [1]}), ("Activation", {"activation": "sigmoid"})], "activation"),
                       ([(D, {"units": 1, "activation": "sigmoid", "kernel_initializer": "ones", "input_shape": [1]}), ("Reshape", {"target_shape": [1]})], "reshape")):
        training(f"saturated_sigmoid_{name}", tail, {"optimizer": "sgd", "loss": "binary_crossentropy"}, [("train_on_batch", {"x": "x", "y": "y"}), ("get_weights", {})], saturated)
    saturated3 = {"x": np.ones((3, 1), "float32"), "y": np.array([0, 1, 2])}
    for tail, name in (([(D, {"units": 3, "activation": "softmax", "kernel_initializer": {"class_name": "Constant", "config": {"value": [[60.0, 0.0, -60.0]]}}, "input_shape": [1]})], "dense"),):
        training(f"saturated_softmax_{name}", tail, {"optimizer": "sgd", "loss": "sparse_categorical_crossentropy"}, [("train_on_batch", {"x": "x", "y": "y"}), ("get_weights", {})], saturated3)

    # Embeddings, pooling, masks
    words = {"x": ids("w", 21, 10), "y": bits("w", 21), "xv": ids("wv", 7, 10), "yv": bits("wv", 7)}
    padded = {**words, "x": ids("w", 21, 10, padded=True), "xv": ids("wv", 7, 10, padded=True)}
    document = [(E, {"input_dim": 20, "output_dim": 4, "input_length": 10}), (G, {}), (D, {"units": 8, "activation": "relu"}), (D, {"units": 1, "activation": "sigmoid"})]
    for seed in (0, 1, 42):
        training(f"embedding_average_seed{seed}", document, binary, [fit(epochs=4, validation_split=0.2), *after], words, seed)
    training("embedding_average_padded", document, binary, [fit(), *after], padded)
    training("embedding_average_mask", [(E, {"input_dim": 20, "output_dim": 4, "input_length": 10, "mask_zero": True}), *document[1:]], binary, [fit(), *after], padded)
    training("embedding_max", [document[0], ("GlobalMaxPooling1D", {}), *document[2:]], binary, [fit(), *after], words)
    training("embedding_flatten", [document[0], ("Flatten", {}), *document[2:]], binary, [fit(), *after], words)
    training("embedding_deferred", [(E, {"input_dim": 20, "output_dim": 4}), *document[1:]], binary, [fit(), *after], words)
    training("embedding_frozen", [(E, {"input_dim": 20, "output_dim": 4, "input_length": 10, "trainable": False}), *document[1:]], binary, [fit(), *after], words)
    training("embedding_regularized", [(E, {"input_dim": 20, "output_dim": 4, "input_length": 10, "embeddings_regularizer": "l2"}), *document[1:]], binary, [fit(), *after], words)
    for optimizer in ("sgd", "rmsprop", {"class": "SGD", "config": {"learning_rate": 0.1, "momentum": 0.9}}, {"class": "Adam", "config": {"clipnorm": 0.05}}):
        key = optimizer if isinstance(optimizer, str) else "_".join([optimizer["class"], *optimizer["config"]])
        training(f"embedding_{key}", document, {**binary, "optimizer": optimizer}, [fit(), *after], words)
    steps = {"x": ids("s", 21, 5, padded=True), "y": reals("s", 21, 5, 1), "xv": ids("sv", 7, 5, padded=True), "yv": reals("sv", 7, 5, 1)}
    training("every_step_mask", [(E, {"input_dim": 20, "output_dim": 4, "input_length": 5, "mask_zero": True}), (D, {"units": 1})], {"optimizer": "adam", "loss": "mse", "metrics": ["mae"], "weighted_metrics": ["mae"]}, [fit(), *after], steps)
    training("every_step_masking", [("Masking", {"input_shape": [5, 3]}), (D, {"units": 4, "activation": "tanh"}), (D, {"units": 1})], {"optimizer": "adam", "loss": "mse"}, [fit(), *after],
             {**steps, "x": reals("m", 21, 5, 3) * (random("mk").uniform(size=(21, 5, 1)) > 0.3), "xv": reals("mv", 7, 5, 3)})
    training("shapes", [("RepeatVector", {"n": 4, "input_shape": [6]}), ("Permute", {"dims": [2, 1]}), (D, {"units": 3, "activation": "tanh"}), ("Reshape", {"target_shape": [-1, 2]}), ("GlobalMaxPooling1D", {}), (D, {"units": 1, "activation": "sigmoid"})], binary, [fit(), *after], data)
    training("regularizers_constraints", [(D, {"units": 8, "kernel_regularizer": "l2", "bias_regularizer": "l1", "activity_regularizer": "l2", "kernel_constraint": "max_norm", "input_shape": [6]}), (D, {"units": 1, "activation": "sigmoid", "kernel_constraint": "non_neg"})], binary, [fit(), *after], data)

    # Dropout: one stream an operation, from step to step and over fits
    drop = [(D, {"units": 8, "activation": "relu", "input_shape": [6]}), (DO, {"rate": 0.5}), (D, {"units": 8, "activation": "relu"}), (DO, {"rate": 0.25}), (D, {"units": 1, "activation": "sigmoid"})]
    for seed in (0, 1, 42):
        training(f"dropout_seed{seed}", drop, binary, [fit(epochs=4), *after], data, seed)
    training("dropout_whole_batches", drop, binary, [fit(batch_size=7), *after], data)
    training("dropout_two_fits", drop, binary, [fit(epochs=2), ("evaluate", {"x": "xv", "y": "yv"}), fit(epochs=2), fit(epochs=1, batch_size=7), fit(epochs=1), *after], data)
    training("dropout_kinds_of_batches", drop, binary, [fit(epochs=2, batch_size=7), fit(epochs=1, batch_size=3), fit(epochs=1, batch_size=8), fit(epochs=1, batch_size=7), fit(epochs=1, batch_size=3), *after], data)
    training("dropout_recompiled", drop, binary, [fit(epochs=2), ("compile", {"optimizer": "sgd", "loss": "mse"}), fit(epochs=2), *after], data)
    training("dropout_reseeded", drop, binary, [fit(epochs=2), ("set_random_seed", {"seed": 9}), fit(epochs=2), *after], data)
    training("dropout_deferred", [(D, {"units": 8, "activation": "relu"}), *drop[1:]], binary, [fit(), *after], data)
    training("dropout_own_seed", [drop[0], (DO, {"rate": 0.5, "seed": 5}), *drop[2:]], binary, [fit(), *after], data)
    training("dropout_rate_zero", [drop[0], (DO, {"rate": 0.0}), *drop[2:]], binary, [fit(), *after], data)
    training("dropout_train_on_batch", drop, binary, [("train_on_batch", {"x": "x", "y": "y"}), ("train_on_batch", {"x": "x", "y": "y"}), ("test_on_batch", {"x": "xv", "y": "yv"}), ("train_on_batch", {"x": "xv", "y": "yv"}), ("predict_on_batch", {"x": "xv"}), ("get_weights", {})], data)
    training("spatial_dropout", [document[0], ("SpatialDropout1D", {"rate": 0.3}), *document[1:]], binary, [fit(), *after], words)
    training("dropout_run_eagerly", drop, {**binary, "run_eagerly": True}, [fit(epochs=2), *after], data)
    training("train_on_batch", net, binary, [("train_on_batch", {"x": "x", "y": "y"}), ("train_on_batch", {"x": "xv", "y": "yv"}), ("train_on_batch", {"x": "x", "y": "y", "reset_metrics": False}), ("train_on_batch", {"x": "x", "y": "y", "return_dict": True}),
                                             ("train_on_batch", {"x": "x", "y": "y", "class_weight": {"0": 1.0, "1": 2.0}}), ("train_on_batch", {"x": "x", "y": "y", "sample_weight": "w"}), ("test_on_batch", {"x": "xv", "y": "yv"}),
                                             ("test_on_batch", {"x": "xv", "y": "yv", "return_dict": True}), ("predict_on_batch", {"x": "xv"}), ("get_weights", {})], {**data, "w": w})
    training("evaluate_forms", net, binary, [("evaluate", {"x": "x", "y": "y"}), ("evaluate", {"x": "x", "y": "y", "return_dict": True}), ("evaluate", {"x": "x", "y": "y", "steps": 1, "batch_size": 4}), ("predict", {"x": "x", "batch_size": 4, "steps": 2})], data)

    document_on_real_data()


def document_on_real_data():
    """The IMDB document's model on the real data, one epoch; the data is not recorded (it is read from KERASHOST_DATASETS)."""
    folder = datasets()
    import tf_keras.src.datasets.imdb as imdb
    imdb.get_file = lambda path, **k: str(folder / path)
    (x, y), (xt, yt) = keras.datasets.imdb.load_data(num_words=10000, index_from=3)
    pad = lambda s: keras.preprocessing.sequence.pad_sequences(s, value=0, padding="post", maxlen=500)
    x, xt = pad(x), pad(xt)
    for seed in (0, 1, 2):
        keras.backend.clear_session()
        keras.utils.set_random_seed(seed)
        model = make([("Embedding", {"input_dim": 10000, "output_dim": 16, "input_length": 500}), ("GlobalAveragePooling1D", {}), ("Dense", {"units": 64, "activation": "relu"}), ("Dense", {"units": 1, "activation": "sigmoid"})])
        model.compile("adam", "binary_crossentropy", ["accuracy"])
        h = model.fit(x, y, epochs=2, batch_size=128, validation_split=0.2, verbose=0)
        result = model.evaluate(xt, yt, batch_size=128, verbose=0)
        p = model.predict(xt[:8], verbose=0)
        case("imdb_training", f"document_seed{seed}", {"kind": "imdb_training", "epochs": 2, "batch_size": 128, "validation_split": 0.2, "history": h.history, "evaluate": result, "outputs": ["p"]}, {"p": p}, seed=seed)
