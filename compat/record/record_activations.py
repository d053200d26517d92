"""Activations as functions: values, and gradients of sum(value * r), on a grid with the awkward numbers."""
from harness import case, keras, message, np, random, tf

A = keras.activations
AWKWARD = [0.0, -0.0, np.inf, -np.inf, np.nan, 100.0, -100.0, 1e-8, -1e-8, 1e30, -1e30, 6.0, 2.5, -2.5, 3.0, -3.0, 1.0, -1.0]


def values(name, function, config, x):
    f = A.get(function)
    arrays = {"x": x, "r": random(name).uniform(-1, 1, x.shape).astype(x.dtype)}
    t = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(t)
        y = f(t, **config)
        total = tf.reduce_sum(y * arrays["r"])
    arrays["y"] = y.numpy()
    # One element's gradient must not see the others' NaN: the sum is linear, so each has its own.
    arrays["dx"] = tape.gradient(total, t).numpy()
    case("activations", name, {"kind": "activation", "function": function, "config": config, "inputs": ["x"], "outputs": ["y"], "cotangent": "r", "input_gradients": ["dx"]}, arrays)


def record():
    grid = np.concatenate([AWKWARD, np.linspace(-12, 12, 97)])
    pointwise = [("elu", {}), ("elu", {"alpha": 0.5}), ("selu", {}), ("softplus", {}), ("softsign", {}), ("swish", {}), ("relu", {}), ("relu", {"alpha": 0.1}), ("relu", {"max_value": 6.0}),
                 ("relu", {"threshold": 1.0}), ("relu", {"alpha": 0.2, "max_value": 2.0, "threshold": 0.5}), ("gelu", {}), ("gelu", {"approximate": True}), ("tanh", {}), ("sigmoid", {}),
                 ("exponential", {}), ("hard_sigmoid", {}), ("linear", {}), ("mish", {}), ("relu6", {}), ("leaky_relu", {})]
    for function, config in pointwise:
        label = function + "".join(f"_{k}_{v}".replace(".", "p") for k, v in config.items())
        values(label, function, config, grid.astype("float32"))
        if not config:
            values(label + "_float64", function, config, grid)
    rng = random("softmax")
    soft = rng.uniform(-5, 5, (6, 5)).astype("float32")
    soft[1] = [100, -100, 0, 50, 100]
    soft[2] = [1000, 0, -1000, 1, 2]
    soft[3] = 0
    values("softmax", "softmax", {}, soft)
    values("log_softmax", "log_softmax", {}, soft)
    values("softmax_float64", "softmax", {}, soft.astype("float64"))
    values("softmax_rank3", "softmax", {}, rng.uniform(-2, 2, (2, 3, 4)).astype("float32"))
    values("softmax_axis1", "softmax", {"axis": 1}, rng.uniform(-2, 2, (2, 3, 4)).astype("float32"))
    values("softmax_infinite", "softmax", {}, np.array([[1, -np.inf, 2], [np.inf, 0, 1], [-np.inf, -np.inf, -np.inf]], "float32"))
    values("softmax_nan", "softmax", {}, np.array([[1, np.nan, 2], [1, 0, 1]], "float32"))
    kind, text = message(lambda: A.softmax(tf.constant([1.0, 2.0])))
    case("activations", "softmax_rank1", {"kind": "activation_error", "function": "softmax", "config": {}, "inputs": ["x"], "error": kind}, {"x": np.array([1, 2], "float32")}, text=text)

    found = {}
    for n in ["softmax", "elu", "selu", "softplus", "softsign", "swish", "silu", "relu", "gelu", "tanh", "sigmoid", "exponential", "hard_sigmoid", "linear", "mish", "relu6", "leaky_relu",
              "log_softmax", "hard_swish", "LeakyReLU", "ReLU", "ELU", "PReLU", "Softmax", "ThresholdedReLU", "softmax_v2", "Tanh", "rleu"]:
        try:
            g = A.get(n)
            found[n] = getattr(g, "__name__", None) or type(g).__name__
        except (ValueError, TypeError) as e:
            found[n] = None
    case("activations", "names", {"kind": "names", "get": found})
