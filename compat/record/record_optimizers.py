"""Optimizers: twenty steps on three weights (a matrix, a vector with dense gradients, and an embedding with sparse gradients), every argument; schedules."""
from harness import case, keras, message, np, random, tf

STEPS = 20
SNAPSHOTS = (1, 2, 5, 10, 20)
COMMON = [{"weight_decay": 0.01}, {"clipnorm": 0.5}, {"clipvalue": 0.3}, {"global_clipnorm": 0.7}, {"use_ema": True, "ema_momentum": 0.9}, {"use_ema": True, "ema_overwrite_frequency": 3}, {"jit_compile": False}, {"name": "mine"}]
OWN = {
    "SGD": [{}, {"learning_rate": 0.1}, {"momentum": 0.9}, {"momentum": 0.9, "nesterov": True}],
    "RMSprop": [{}, {"learning_rate": 0.05}, {"rho": 0.7}, {"momentum": 0.5}, {"epsilon": 1e-3}, {"centered": True}, {"centered": True, "momentum": 0.9}],
    "Adam": [{}, {"learning_rate": 0.05}, {"beta_1": 0.5}, {"beta_2": 0.9}, {"epsilon": 1e-3}, {"amsgrad": True}, {"adaptive_epsilon": True}],
    "AdamW": [{}, {"learning_rate": 0.05, "weight_decay": 0.1}, {"beta_1": 0.5, "beta_2": 0.9, "epsilon": 1e-3}, {"amsgrad": True}],
    "Adagrad": [{}, {"learning_rate": 0.1}, {"initial_accumulator_value": 0.5}, {"epsilon": 1e-2}],
    "Adadelta": [{}, {"learning_rate": 1.0}, {"rho": 0.5, "learning_rate": 1.0}, {"epsilon": 1e-3}],
    "Adamax": [{}, {"learning_rate": 0.05}, {"beta_1": 0.5, "beta_2": 0.9}, {"epsilon": 1e-2}],
    "Nadam": [{}, {"learning_rate": 0.05}, {"beta_1": 0.5, "beta_2": 0.9}, {"epsilon": 1e-2}],
    "Ftrl": [{}, {"learning_rate": 0.1}, {"learning_rate_power": -0.3}, {"initial_accumulator_value": 0.5}, {"l1_regularization_strength": 0.1}, {"l2_regularization_strength": 0.1},
             {"l2_shrinkage_regularization_strength": 0.1}, {"beta": 0.5}],
    "Lion": [{}, {"learning_rate": 0.01}, {"beta_1": 0.5, "beta_2": 0.9}],
    "Adafactor": [{}, {"learning_rate": 0.1}, {"relative_step": False}, {"beta_2_decay": -0.5}, {"epsilon_1": 1e-5, "epsilon_2": 1e-1}, {"clip_threshold": 0.3}],
}
LEGACY = {
    "SGD": [{}, {"learning_rate": 0.1}, {"momentum": 0.9}, {"momentum": 0.9, "nesterov": True}, {"decay": 0.1}, {"lr": 0.2}],
    "RMSprop": [{}, {"learning_rate": 0.05}, {"rho": 0.7, "epsilon": 1e-3}, {"momentum": 0.5}, {"centered": True}, {"decay": 0.1}, {"centered": True, "momentum": 0.5}],
    "Adam": [{}, {"learning_rate": 0.05, "beta_1": 0.5, "beta_2": 0.9}, {"amsgrad": True}, {"decay": 0.1}, {"epsilon": 1e-3}],
    "Adagrad": [{}, {"learning_rate": 0.1, "epsilon": 1e-2}, {"initial_accumulator_value": 0.5}],
    "Adadelta": [{}, {"learning_rate": 1.0}, {"rho": 0.5, "epsilon": 1e-3}],
    "Adamax": [{}, {"learning_rate": 0.05}, {"beta_1": 0.5, "beta_2": 0.9, "epsilon": 1e-2}],
    "Nadam": [{}, {"learning_rate": 0.05}, {"beta_1": 0.5, "beta_2": 0.9, "epsilon": 1e-2}],
    "Ftrl": [{}, {"l1_regularization_strength": 0.1, "beta": 0.5},
             {"learning_rate": 0.1, "learning_rate_power": -0.3, "initial_accumulator_value": 0.5, "l2_regularization_strength": 0.1, "l2_shrinkage_regularization_strength": 0.1}],
}


def label(config):
    out = ""
    for k, v in config.items():
        v = v["class_name"] if isinstance(v, dict) else v
        out += "_" + k + ("" if v is True else f"_{v}".replace(".", "p").replace("-", "m"))
    return out


def gradients():
    """The same for every optimizer, so that they can be compared: step, weight -> gradient."""
    r = random("gradients")
    kernel = (r.normal(size=(STEPS, 3, 4)) * np.exp(r.uniform(-3, 1, (3, 4)))).astype("float32")
    kernel[3] = 0
    bias = r.normal(size=(STEPS, 4)).astype("float32")
    indices = r.randint(0, 6, (STEPS, 5)).astype("int32")
    indices[:, 1] = indices[:, 0]           # a repeated row in every step
    indices[indices == 5] = 0               # row 5 never gets a gradient
    values = r.normal(size=(STEPS, 5, 2)).astype("float32")
    return kernel, bias, indices, values


def optimizer(cls, config, legacy=False, learning_rates=None, suffix=""):
    keras.backend.clear_session()
    module = keras.optimizers.legacy if legacy else keras.optimizers
    kw = dict(config)
    if isinstance(kw.get("learning_rate"), dict):
        kw["learning_rate"] = keras.optimizers.schedules.deserialize(kw["learning_rate"])
    o = getattr(module, cls)(**kw)
    r = random("weights")
    start = [r.uniform(-1, 1, s).astype("float32") for s in ((3, 4), (4,), (6, 2))]
    variables = [tf.Variable(w, name=n) for w, n in zip(start, ("kernel", "bias", "embeddings"))]
    kernel, bias, indices, values = gradients()
    if not legacy:
        o.build(variables)
    arrays = {"w0": start[0], "w1": start[1], "w2": start[2]}
    snapshots = []
    rates = []
    for k in range(STEPS):
        if learning_rates and str(k) in learning_rates:
            o.learning_rate = learning_rates[str(k)]
        rate = o.learning_rate(o.iterations) if callable(o.learning_rate) and not isinstance(o.learning_rate, tf.Variable) else o.learning_rate
        rates.append(float(rate))
        grads = [tf.constant(kernel[k]), tf.constant(bias[k]), tf.IndexedSlices(tf.constant(values[k]), tf.constant(indices[k]), tf.constant([6, 2]))]
        o.apply_gradients(zip(grads, variables))
        if k + 1 in SNAPSHOTS:
            entry = {"step": k + 1, "weights": []}
            for i, v in enumerate(variables):
                arrays[f"w{i}_{k + 1}"] = v.numpy()
                entry["weights"].append(f"w{i}_{k + 1}")
            snapshots.append(entry)
    state = []
    for i, v in enumerate(o.variables() if callable(o.variables) else o.variables):
        if v.shape.rank is not None and str(v.dtype.name) != "resource":
            arrays[f"v{i}"] = v.numpy()
            state.append({"name": v.name, "value": f"v{i}"})
    call = {"kind": "optimizer", "class": ("legacy." if legacy else "") + cls, "config": config, "also": ["gradients"], "weights": ["w0", "w1", "w2"], "weight_names": ["kernel", "bias", "embeddings"],
            "gradients": [{"dense": "g0"}, {"dense": "g1"}, {"indices": "g2_indices", "values": "g2_values"}], "steps": STEPS, "snapshots": snapshots, "state": state}
    if learning_rates:
        call["learning_rates"] = learning_rates
    arrays["learning_rate"] = np.array(rates)
    call["learning_rate_before_each_step"] = "learning_rate"
    if config.get("use_ema"):
        o.finalize_variable_values(variables)
        call["finalized"] = []
        for i, v in enumerate(variables):
            arrays[f"w{i}_final"] = v.numpy()
            call["finalized"].append(f"w{i}_final")
    call["get_config"] = o.get_config()
    case("optimizers", ("legacy_" if legacy else "") + cls + label(config) + suffix, call, arrays)


def record():
    kernel, bias, indices, values = gradients()
    case("optimizers", "gradients", {"kind": "arrays"}, {"g0": kernel, "g1": bias, "g2_indices": indices, "g2_values": values})
    for cls, configs in OWN.items():
        for config in configs:
            optimizer(cls, config)
        for config in COMMON:
            optimizer(cls, config)
        optimizer(cls, {"learning_rate": 0.1}, learning_rates={"5": 0.02, "12": 0.5}, suffix="_set_while_training")
        optimizer(cls, {"learning_rate": {"class_name": "ExponentialDecay", "config": {"initial_learning_rate": 0.1, "decay_steps": 4, "decay_rate": 0.5}}})
    for cls, configs in LEGACY.items():
        for config in configs + [{"name": "mine"}, {"clipnorm": 0.5}, {"clipvalue": 0.3}, {"global_clipnorm": 0.7}]:
            optimizer(cls, config, legacy=True)
    optimizer("SGD", {"lr": 0.1})           # ignored, with a warning: the default rate stays

    for cls, config in [("SGD", {"momentum": 2.0}), ("SGD", {"momentum": -0.1}), ("SGD", {"clipnorm": 1.0, "global_clipnorm": 1.0}), ("SGD", {"use_ema": True, "ema_momentum": 1.5}),
                        ("SGD", {"use_ema": True, "ema_overwrite_frequency": 0.5}), ("Adam", {"decay": 0.1}), ("Adam", {"foo": 1}), ("Lion", {"beta_1": 0.0}), ("Ftrl", {"learning_rate_power": 0.5}),
                        ("Ftrl", {"initial_accumulator_value": -1.0}), ("Ftrl", {"l1_regularization_strength": -1.0}), ("Adam", {"learning_rate": -1.0})]:
        try:
            kind, text = message(lambda: getattr(keras.optimizers, cls)(**config))
        except AssertionError:
            kind, text = None, None
        case("optimizers", "error_" + cls + label(config), {"kind": "optimizer_error", "class": cls, "config": config, "error": kind}, text=text)

    names = ["adam", "Adam", "ADAM", "sgd", "SGD", "rmsprop", "RMSprop", "adagrad", "adadelta", "adamax", "nadam", "ftrl", "lion", "adafactor", "adamw", "AdamW", "momentum", "adamm"]
    found = {}
    for n in names:
        try:
            found[n] = type(keras.optimizers.get(n)).__name__
        except ValueError:
            found[n] = None
    case("optimizers", "names", {"kind": "names", "get": found})
    kind, text = message(lambda: keras.optimizers.get("adamm"))
    case("optimizers", "unknown", {"kind": "get_error", "identifier": "adamm", "error": kind}, text=text)

    s = keras.optimizers.schedules
    steps = np.array([0, 1, 2, 3, 4, 5, 7, 9, 10, 11, 15, 20, 21, 29, 30, 31, 50, 100, 1000])
    for cls, configs in {
        "ExponentialDecay": [{"initial_learning_rate": 0.1, "decay_steps": 10, "decay_rate": 0.5}, {"initial_learning_rate": 0.1, "decay_steps": 10, "decay_rate": 0.5, "staircase": True}],
        "PiecewiseConstantDecay": [{"boundaries": [3, 10], "values": [1.0, 0.5, 0.1]}],
        "PolynomialDecay": [{"initial_learning_rate": 0.1, "decay_steps": 10}, {"initial_learning_rate": 0.1, "decay_steps": 10, "end_learning_rate": 0.01, "power": 2.0}, {"initial_learning_rate": 0.1, "decay_steps": 10, "cycle": True},
                            {"initial_learning_rate": 0.1, "decay_steps": 10, "power": 0.5}],
        "InverseTimeDecay": [{"initial_learning_rate": 0.1, "decay_steps": 10, "decay_rate": 0.5}, {"initial_learning_rate": 0.1, "decay_steps": 10, "decay_rate": 0.5, "staircase": True}],
        "CosineDecay": [{"initial_learning_rate": 0.1, "decay_steps": 20}, {"initial_learning_rate": 0.1, "decay_steps": 20, "alpha": 0.1}, {"initial_learning_rate": 0.0, "decay_steps": 20, "warmup_target": 0.1, "warmup_steps": 10}],
        "CosineDecayRestarts": [{"initial_learning_rate": 0.1, "first_decay_steps": 10}, {"initial_learning_rate": 0.1, "first_decay_steps": 10, "t_mul": 1.0, "m_mul": 0.5, "alpha": 0.1}],
    }.items():
        for i, config in enumerate(configs):
            o = getattr(s, cls)(**config)
            if i == 0:
                named = getattr(s, cls)(name="mine", **config)
                case("schedules", cls + "_named", {"kind": "schedule", "class": cls, "config": {**config, "name": "mine"}, "inputs": ["steps"], "outputs": ["rates"], "get_config": named.get_config()},
                     {"steps": steps, "rates": np.array([np.asarray(named(tf.constant(int(k), tf.int64))) for k in steps])})
            case("schedules", cls + (f"_{i}" if i else ""), {"kind": "schedule", "class": cls, "config": config, "inputs": ["steps"], "outputs": ["rates"], "get_config": o.get_config()},
                 {"steps": steps, "rates": np.array([np.asarray(o(tf.constant(int(k), tf.int64))) for k in steps])})
    for name, cls, config in [("piecewise_lengths", "PiecewiseConstantDecay", {"boundaries": [1], "values": [1.0]})]:
        kind, text = message(lambda: getattr(s, cls)(**config))
        case("schedules", "error_" + name, {"kind": "schedule_error", "class": cls, "config": config, "error": kind}, text=text)
