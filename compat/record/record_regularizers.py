"""Regularizers (penalty and its gradient) and constraints (what becomes of a weight)."""
from harness import case, keras, message, np, random, tf


def record():
    R, C = keras.regularizers, keras.constraints
    for name, cls, config in [("l1", "L1", {}), ("l1_value", "L1", {"l1": 0.3}), ("l2", "L2", {}), ("l2_value", "L2", {"l2": 0.2}), ("l1l2", "L1L2", {"l1": 0.1, "l2": 0.2}), ("l1l2_default", "L1L2", {}),
                              ("orthogonal_rows", "OrthogonalRegularizer", {"factor": 0.1, "mode": "rows"}), ("orthogonal_columns", "OrthogonalRegularizer", {"factor": 0.1, "mode": "columns"})]:
        o = getattr(R, cls)(**config)
        x = random(name).uniform(-1, 1, (4, 3)).astype("float32")
        x[1, 1] = 0
        t = tf.constant(x)
        with tf.GradientTape() as tape:
            tape.watch(t)
            y = o(t)
        g = tape.gradient(y, t)
        case("regularizers", name, {"kind": "regularizer", "class": cls, "config": config, "get_config": o.get_config(), "inputs": ["x"], "outputs": ["y"], "input_gradients": ["dx"]},
             {"x": x, "y": np.asarray(y), "dx": tf.convert_to_tensor(g).numpy() if g is not None else np.zeros_like(x)})
    for name, cls, config in [("max_norm", "MaxNorm", {}), ("max_norm_small", "MaxNorm", {"max_value": 0.5}), ("max_norm_axis1", "MaxNorm", {"max_value": 0.5, "axis": 1}), ("non_neg", "NonNeg", {}),
                              ("unit_norm", "UnitNorm", {}), ("unit_norm_axis1", "UnitNorm", {"axis": 1}), ("min_max_norm", "MinMaxNorm", {"min_value": 0.5, "max_value": 0.7}),
                              ("min_max_norm_rate", "MinMaxNorm", {"min_value": 0.5, "max_value": 0.7, "rate": 0.3, "axis": 1}), ("radial", "RadialConstraint", {})]:
        o = getattr(C, cls)(**config)
        x = random(name).uniform(-2, 2, (4, 3) if cls != "RadialConstraint" else (5, 5, 2, 1)).astype("float32")
        if x.ndim == 2:
            x[:, 2] = 0
        case("constraints", name, {"kind": "constraint", "class": cls, "config": config, "get_config": o.get_config(), "inputs": ["x"], "outputs": ["y"]}, {"x": x, "y": o(tf.constant(x)).numpy()})
    for area, m, names in (("regularizers", R, ["l1", "l2", "l1_l2", "L1", "L2", "L1L2", "orthogonal_regularizer", "OrthogonalRegularizer"] ),
                           ("constraints", C, ["max_norm", "MaxNorm", "non_neg", "nonneg", "NonNeg", "unit_norm", "UnitNorm", "min_max_norm", "MinMaxNorm", "radial_constraint", "RadialConstraint", "maxnorm"])):
        found = {}
        for n in names:
            try:
                found[n] = type(m.get(n)).__name__
            except ValueError:
                found[n] = None
        case(area, "names", {"kind": "names", "get": found})
    for name, cls, config in [("l1_text", "L1", {"l1": "a"}), ("l2_nan", "L2", {"l2": None}), ("orthogonal_mode", "OrthogonalRegularizer", {"mode": "x"})]:
        try:
            kind, text = message(lambda: getattr(R, cls)(**config))
        except AssertionError:
            continue
        case("regularizers", "error_" + name, {"kind": "regularizer_error", "class": cls, "config": config, "error": kind}, text=text)
