"""Layers one by one: outputs, masks, shapes, configuration, gradients of sum(output * r)."""
import harness
from harness import case, keras, message, np, random, tf

L = keras.layers

# What a recorded "function" stands for; the runner has the same table.
FUNCTIONS = {
    "double_plus_one": lambda x: x * 2.0 + 1.0,
    "square": lambda x: x * x,
    "sum_last_axis": lambda x: tf.reduce_sum(x, axis=-1, keepdims=True),
    "scale": lambda x, factor: x * factor,
}


def make(cls, config):
    config = {k: tuple(v) if isinstance(v, list) else v for k, v in config.items()}
    if "function" in config:
        config["function"] = FUNCTIONS[config["function"]]
    return getattr(L, cls)(**config)


def layer(name, cls, config, x, mask=None, training=None, seed=None, calls=1, dtype="float32"):
    rng = random(name)
    keras.backend.clear_session()
    if seed is not None:
        keras.utils.set_random_seed(seed)
    x = np.asarray(x)
    o = make(cls, config)
    with tf.name_scope(o._name_scope()):
        o.build(tf.TensorShape([None, *x.shape[1:]]))
    o.set_weights([rng.uniform(-1, 1, w.shape).astype(w.dtype.as_numpy_dtype) for w in o.weights])
    arrays = {"x": x}
    for i, w in enumerate(o.get_weights()):
        arrays[f"w{i}"] = w
    call = {"kind": "layer", "class": cls, "config": config, "inputs": ["x"], "outputs": [], "weights": [f"w{i}" for i in range(len(o.weights))],
            "weight_names": [w.name for w in o.weights], "trainable_weights": len(o.trainable_weights), "supports_masking": o.supports_masking,
            "input_shape": [None, *x.shape[1:]]}
    kw = {}
    if training is not None:
        call["training"] = kw["training"] = training
    if mask is not None:
        arrays["mask"] = np.asarray(mask, bool)
        call["mask"] = "mask"
        if "mask" in o._call_spec.arg_names:
            kw["mask"] = tf.constant(arrays["mask"])
    floating = np.issubdtype(x.dtype, np.floating)
    r = None
    for k in range(calls):
        t = tf.constant(x)
        if mask is not None:
            t._keras_mask = tf.constant(arrays["mask"])
        with tf.GradientTape() as tape:
            if floating:
                tape.watch(t)
            y = o(t, **kw)
            if r is None:
                r = rng.uniform(-1, 1, y.shape).astype(y.dtype.as_numpy_dtype)
            total = tf.reduce_sum(y * r) if y.dtype.is_floating else None
        out = f"y{k}" if calls > 1 else "y"
        arrays[out] = y.numpy()
        call["outputs"].append(out)
    arrays["r"] = r
    call["cotangent"] = "r"
    if total is not None:
        sources = ([t] if floating else []) + o.trainable_weights
        grads = tape.gradient(total, sources)
        grads = [tf.convert_to_tensor(g).numpy() if g is not None else None for g in grads]
        if floating:
            if grads[0] is not None:
                arrays["dx"] = grads[0]
                call["input_gradients"] = ["dx"]
            grads = grads[1:]
        call["weight_gradients"] = []
        for i, g in enumerate(grads):
            arrays[f"dw{i}"] = g
            call["weight_gradients"].append(f"dw{i}")
    out_mask = None
    try:
        out_mask = o.compute_mask(tf.constant(x), tf.constant(arrays["mask"]) if mask is not None else None)
    except TypeError as e:
        call["output_mask_error"] = str(e).split(":")[0]
    if out_mask is not None:
        arrays["y_mask"] = out_mask.numpy()
    call["output_mask"] = None if out_mask is None else "y_mask"
    shape = tuple([None, *x.shape[1:]])
    try:
        call["output_shape"] = list(o.compute_output_shape(shape))
    except NotImplementedError:
        call["output_shape"] = None
    got = o.get_config()
    if cls == "Lambda":
        got = {k: v for k, v in got.items() if k in ("name", "trainable", "dtype", "output_shape", "mask", "arguments")}
    call["get_config"] = got
    case("layers", name, call, arrays, seed=seed)


def error(name, cls, config, x=None, then=None, symbolic=False, training=None):
    """An error of the constructor (x is None), of the first call, or of a second call with another array; symbolic: called on keras.Input of that shape."""
    keras.backend.clear_session()
    arrays = {}
    inputs = []
    for key, a in (("x", x), ("x2", then)):
        if a is not None:
            arrays[key] = np.asarray(a)
            inputs.append(key)

    def go():
        o = make(cls, config)
        if x is None:
            return o
        for key in inputs:
            a = arrays[key]
            o(keras.Input(a.shape[1:], dtype=a.dtype) if symbolic else tf.constant(a), **({} if training is None else {"training": training}))

    kind, text = message(go)
    call = {"kind": "layer_error", "class": cls, "config": config, "inputs": inputs, "symbolic": symbolic, "training": training, "error": kind}
    case("layers", name, call, arrays, text=text)


def u(name, *shape, dtype="float32"):
    return random("x of " + name).uniform(-2, 2, shape).astype(dtype)


def record():
    def f(name, cls, config, *shape, **k):
        layer(name, cls, config, u(name, *shape, dtype=config.get("dtype") or "float32"), **k)

    # Dense
    f("dense", "Dense", {"units": 4}, 3, 5)
    f("dense_batch1", "Dense", {"units": 4}, 1, 5)
    f("dense_rank3", "Dense", {"units": 4}, 2, 3, 5)
    f("dense_rank4", "Dense", {"units": 2}, 2, 3, 2, 5)
    f("dense_no_bias", "Dense", {"units": 3, "use_bias": False}, 2, 4)
    f("dense_float64", "Dense", {"units": 3, "dtype": "float64", "activation": "tanh"}, 2, 4)
    f("dense_one_unit", "Dense", {"units": 1, "activation": "sigmoid"}, 5, 64)
    f("dense_wide", "Dense", {"units": 33}, 7, 65)
    f("dense_named", "Dense", {"units": 2, "name": "head", "trainable": False}, 2, 3)
    f("dense_regularized", "Dense", {"units": 2, "kernel_regularizer": "l2", "bias_regularizer": "l1", "activity_regularizer": "l1_l2", "kernel_constraint": "max_norm", "bias_constraint": "non_neg", "kernel_initializer": "he_normal", "bias_initializer": "ones"}, 2, 3)
    f("dense_mask", "Dense", {"units": 2}, 2, 3, 2, mask=[[1, 1, 0], [1, 0, 0]])
    for a in ["relu", "tanh", "sigmoid", "softmax", "linear", "hard_sigmoid", "elu", "selu", "softplus", "softsign", "swish", "gelu", "exponential", "mish"]:
        f(f"dense_{a}", "Dense", {"units": 4, "activation": a}, 3, 5)
    error("dense_units_text", "Dense", {"units": "a"})
    error("dense_units_negative", "Dense", {"units": -2})
    error("dense_rank1", "Dense", {"units": 2}, u("e", 3))
    error("dense_other_width", "Dense", {"units": 2}, u("e", 2, 3), u("e", 2, 4))
    error("dense_unknown_activation", "Dense", {"units": 2, "activation": "rleu"})
    error("dense_unknown_keyword", "Dense", {"units": 2, "units2": 3})
    error("dense_unknown_initializer", "Dense", {"units": 2, "kernel_initializer": "glorot"})

    # Embedding
    ids = np.array([[1, 2, 0, 0], [4, 1, 3, 0], [0, 0, 0, 0]], "int32")
    layer("embedding", "Embedding", {"input_dim": 5, "output_dim": 3}, ids)
    layer("embedding_int64", "Embedding", {"input_dim": 5, "output_dim": 3}, ids.astype("int64"))
    layer("embedding_float_ids", "Embedding", {"input_dim": 5, "output_dim": 3}, (ids + np.float32(0.7)).astype("float32"))
    layer("embedding_mask_zero", "Embedding", {"input_dim": 5, "output_dim": 3, "mask_zero": True}, ids)
    layer("embedding_input_length", "Embedding", {"input_dim": 5, "output_dim": 3, "input_length": 4}, ids)
    layer("embedding_rank1", "Embedding", {"input_dim": 5, "output_dim": 3}, ids[1])
    layer("embedding_rank3", "Embedding", {"input_dim": 5, "output_dim": 2}, ids[None])
    layer("embedding_repeated_ids", "Embedding", {"input_dim": 5, "output_dim": 2}, np.array([[3, 3, 3], [3, 1, 3]], "int32"))
    layer("embedding_frozen", "Embedding", {"input_dim": 5, "output_dim": 2, "trainable": False}, ids)
    layer("embedding_config", "Embedding", {"input_dim": 5, "output_dim": 2, "embeddings_initializer": "ones", "embeddings_regularizer": "l2", "embeddings_constraint": "unit_norm", "activity_regularizer": "l1"}, ids)
    layer("embedding_float64", "Embedding", {"input_dim": 5, "output_dim": 2, "dtype": "float64"}, ids)
    error("embedding_id_too_large", "Embedding", {"input_dim": 3, "output_dim": 2}, np.array([[0, 1, 3]], "int32"))
    error("embedding_id_negative", "Embedding", {"input_dim": 3, "output_dim": 2}, np.array([[0, 1], [-1, 2]], "int32"))
    error("embedding_zero_dim", "Embedding", {"input_dim": 0, "output_dim": 2})
    error("embedding_zero_out", "Embedding", {"input_dim": 2, "output_dim": 0})
    error("embedding_negative_dim", "Embedding", {"input_dim": -1, "output_dim": 2})

    # Pooling over time
    mask = [[1, 1, 0, 0], [1, 0, 1, 1], [0, 0, 0, 0]]
    for cls, short in (("GlobalAveragePooling1D", "global_average_pooling"), ("GlobalMaxPooling1D", "global_max_pooling")):
        f(short, cls, {}, 3, 4, 5)
        f(short + "_keepdims", cls, {"keepdims": True}, 3, 4, 5)
        f(short + "_channels_first", cls, {"data_format": "channels_first"}, 3, 4, 5)
        f(short + "_channels_first_keepdims", cls, {"data_format": "channels_first", "keepdims": True}, 3, 4, 5)
        f(short + "_one_step", cls, {}, 3, 1, 5)
        f(short + "_float64", cls, {"dtype": "float64"}, 3, 4, 5)
        f(short + "_mask", cls, {}, 3, 4, 5, mask=mask)
        f(short + "_mask_keepdims", cls, {"keepdims": True}, 3, 4, 5, mask=mask[:2] + [[1, 1, 1, 1]])
        error(short + "_rank2", cls, {}, u("e", 2, 3))
        error(short + "_bad_data_format", cls, {"data_format": "channels"})
    layer("global_max_pooling_ties", "GlobalMaxPooling1D", {}, np.array([[[1, 2], [1, 3], [0, 3]]], "float32"))
    f("global_average_pooling_long", "GlobalAveragePooling1D", {}, 2, 500, 16)

    # Shapes
    f("flatten_rank2", "Flatten", {}, 2, 3)
    f("flatten_rank3", "Flatten", {}, 2, 3, 4)
    f("flatten_rank4", "Flatten", {}, 2, 3, 2, 2)
    f("flatten_rank1", "Flatten", {}, 3)
    f("flatten_channels_first", "Flatten", {"data_format": "channels_first"}, 2, 3, 4)
    f("flatten_mask", "Flatten", {}, 2, 3, 4, mask=[[1, 1, 0], [1, 0, 0]])
    f("reshape", "Reshape", {"target_shape": [4, 3]}, 2, 3, 4)
    f("reshape_minus_one", "Reshape", {"target_shape": [-1, 2]}, 2, 3, 4)
    f("reshape_flat", "Reshape", {"target_shape": [-1]}, 2, 3, 4)
    f("reshape_ones", "Reshape", {"target_shape": [1, 3, 1, 4]}, 2, 12)
    f("reshape_scalar", "Reshape", {"target_shape": []}, 3, 1)
    error("reshape_wrong_size", "Reshape", {"target_shape": [5, 2]}, u("e", 2, 3, 4))
    error("reshape_two_unknown", "Reshape", {"target_shape": [-1, -1]}, u("e", 2, 3, 4))
    error("reshape_minus_one_wrong_size", "Reshape", {"target_shape": [-1, 5]}, u("e", 2, 3, 4))
    error("reshape_wrong_size_symbolic", "Reshape", {"target_shape": [5, 2]}, u("e", 2, 3, 4), symbolic=True)
    error("reshape_two_unknown_symbolic", "Reshape", {"target_shape": [-1, -1]}, u("e", 2, 3, 4), symbolic=True)
    error("reshape_minus_one_wrong_size_symbolic", "Reshape", {"target_shape": [-1, 5]}, u("e", 2, 3, 4), symbolic=True)
    f("permute", "Permute", {"dims": [2, 1]}, 2, 3, 4)
    f("permute_three", "Permute", {"dims": [3, 1, 2]}, 2, 3, 4, 2)
    f("permute_same", "Permute", {"dims": [1, 2]}, 2, 3, 4)
    error("permute_zero", "Permute", {"dims": [0, 1]})
    error("permute_twice", "Permute", {"dims": [1, 1]})
    error("permute_rank", "Permute", {"dims": [2, 1]}, u("e", 2, 3))
    f("repeat_vector", "RepeatVector", {"n": 3}, 2, 4)
    f("repeat_vector_once", "RepeatVector", {"n": 1}, 2, 4)
    error("repeat_vector_rank", "RepeatVector", {"n": 2}, u("e", 2, 3, 4))
    error("repeat_vector_text", "RepeatVector", {"n": "2"})

    # Masks and functions
    x = u("masking", 2, 4, 3)
    x[0, 2] = 0
    x[1, 1:] = 0
    layer("masking", "Masking", {}, x)
    x = x.copy()
    x[0, 0] = -1
    layer("masking_value", "Masking", {"mask_value": -1.0}, x)
    layer("masking_part", "Masking", {"mask_value": 0.0}, np.array([[[0, 1], [0, 0], [2, 0]]], "float32"))
    f("activation_relu", "Activation", {"activation": "relu"}, 2, 5)
    f("activation_softmax", "Activation", {"activation": "softmax"}, 2, 3, 4)
    f("activation_tanh_mask", "Activation", {"activation": "tanh"}, 2, 3, 4, mask=[[1, 1, 0], [1, 0, 0]])
    f("lambda_double_plus_one", "Lambda", {"function": "double_plus_one"}, 2, 3)
    f("lambda_square", "Lambda", {"function": "square"}, 2, 3)
    f("lambda_sum_last_axis", "Lambda", {"function": "sum_last_axis"}, 2, 3, 4)
    f("lambda_arguments", "Lambda", {"function": "scale", "arguments": {"factor": 3.0}}, 2, 3)
    f("lambda_mask", "Lambda", {"function": "square"}, 2, 3, 2, mask=[[1, 1, 0], [1, 0, 0]])

    # Activation layers
    for cls, short, configs in [
        ("ReLU", "relu", [{}, {"max_value": 1.0}, {"negative_slope": 0.25}, {"threshold": 0.5}, {"max_value": 1.5, "negative_slope": 0.1, "threshold": 0.25}]),
        ("LeakyReLU", "leaky_relu", [{}, {"alpha": 0.05}]),
        ("ELU", "elu", [{}, {"alpha": 0.5}]),
        ("ThresholdedReLU", "thresholded_relu", [{}, {"theta": 0.5}]),
        ("Softmax", "softmax", [{}, {"axis": 1}, {"axis": [1, 2]}]),
        ("PReLU", "prelu", [{}, {"shared_axes": [1]}]),
    ]:
        for i, config in enumerate(configs):
            f(f"{short}_layer_{i}", cls, config, 2, 3, 4)
    f("softmax_layer_mask", "Softmax", {}, 2, 4, mask=[[1, 1, 0, 1], [1, 0, 0, 0]])
    f("prelu_layer_arguments", "PReLU", {"alpha_initializer": "ones", "alpha_regularizer": "l2", "alpha_constraint": "max_norm", "shared_axes": [1, 2]}, 2, 3, 4)
    for cls in ("ELU", "LeakyReLU", "PReLU", "ReLU", "Softmax", "ThresholdedReLU"):
        f(cls.lower() + "_layer_float64", cls, {"dtype": "float64"}, 2, 3, 4)
    f("softmax_layer_axes_mask", "Softmax", {"axis": [1, 2]}, 2, 3, 4, mask=np.arange(24).reshape(2, 3, 4) % 3 > 0)
    f("activity_regularization", "ActivityRegularization", {"l1": 0.1, "l2": 0.2}, 2, 3)
    f("flatten_activity_regularizer", "Flatten", {"activity_regularizer": "l1"}, 2, 3)
    error("prelu_layer_unknown_argument", "PReLU", {"slope": 1.0})
    error("relu_layer_max_negative", "ReLU", {"max_value": -1.0})
    error("relu_layer_slope_negative", "ReLU", {"negative_slope": -1.0})
    error("relu_layer_threshold_negative", "ReLU", {"threshold": -1.0})
    error("leaky_relu_layer_none", "LeakyReLU", {"alpha": None})
    error("thresholded_relu_layer_negative", "ThresholdedReLU", {"theta": -1.0})

    # Dropout: eager calls draw a new pair of seeds each; inference changes nothing.
    for cls, short in (("Dropout", "dropout"), ("SpatialDropout1D", "spatial_dropout")):
        f(short + "_inference", cls, {"rate": 0.5}, 2, 3, 4, training=False)
        for seed in (0, 1, 42):
            f(f"{short}_training_seed{seed}", cls, {"rate": 0.5}, 2, 3, 4, training=True, seed=seed, calls=3)
        f(short + "_rate", cls, {"rate": 0.2}, 4, 5, 6, training=True, seed=7, calls=2)
        f(short + "_float64", cls, {"rate": 0.3, "dtype": "float64"}, 2, 3, 4, training=True, seed=7)
        f(short + "_rate_zero", cls, {"rate": 0}, 2, 3, 4, training=True, seed=7)
        f(short + "_mask", cls, {"rate": 0.5}, 2, 3, 4, training=False, mask=[[1, 1, 0], [1, 0, 0]])
        error(short + "_rate_too_large", cls, {"rate": 1.5})
        error(short + "_rate_negative", cls, {"rate": -0.1})
    error("dropout_rate_one", "Dropout", {"rate": 1}, u("e", 2, 3), training=True)
    f("dropout_own_seed", "Dropout", {"rate": 0.5, "seed": 5}, 2, 6, training=True, seed=3, calls=3)
    f("dropout_noise_shape", "Dropout", {"rate": 0.5, "noise_shape": [2, 1, 4]}, 2, 3, 4, training=True, seed=3, calls=2)
    f("dropout_noise_shape_open", "Dropout", {"rate": 0.5, "noise_shape": [None, 1, None]}, 2, 3, 4, training=True, seed=3, calls=2)
    error("spatial_dropout_rank", "SpatialDropout1D", {"rate": 0.5}, u("e", 2, 3))
