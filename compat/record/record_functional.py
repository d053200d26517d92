"""Functional models (functional_models.py): JSON, summaries, first weights, predictions, masks, ten steps of training; the JSON and
predictions of Keras 3 with the same weights."""
import json

from harness import case, keras, np, random, tf

import functional_models


def data(model, name):
    """Inputs of five samples in the order of model.inputs; whole numbers for embeddings, zeros among them."""
    rng = random(name)
    result = []
    for x in model.inputs:
        shape = [5, *(6 if n is None else n for n in x.shape[1:])]
        result.append(rng.randint(0, 7, shape).astype("int32") if x.dtype == "int32" else rng.uniform(-1, 1, shape).astype("float32"))
    return result


def packed(model, arrays):
    names = sorted(model.input) if isinstance(model.input, dict) else None
    return dict(zip(names, arrays)) if names else arrays if len(arrays) > 1 else arrays[0]


def listed(outputs):
    return [outputs[n] for n in sorted(outputs)] if isinstance(outputs, dict) else list(outputs) if isinstance(outputs, (list, tuple)) else [outputs]


def tf_keras_model(build):
    name = build.__name__
    keras.backend.clear_session()
    keras.utils.set_random_seed(5)
    model = build(keras)
    lines = []
    model.summary(print_fn=lines.append)
    call = {"kind": "functional", "json": model.to_json(), "summary": lines, "inputs": [], "predictions": [], "masks": [],
            "layers": [l.name for l in model.layers], "weight_names": [w.name for w in model.weights], "trainable": [w.name for w in model.trainable_weights],
            "input_names": model.input_names, "output_names": model.output_names}
    lines = []
    model.summary(print_fn=lines.append, expand_nested=True, show_trainable=True)
    call["expanded"] = lines
    arrays = {f"w{i}": w for i, w in enumerate(model.get_weights())}
    xs = data(model, name)
    for i, x in enumerate(xs):
        arrays[f"x{i}"] = x
        call["inputs"].append(f"x{i}")
    x = packed(model, xs)
    outputs = listed(model.predict(x, verbose=0))
    for i, y in enumerate(outputs):
        arrays[f"y{i}"] = y
        call["predictions"].append(f"y{i}")
    for i, y in enumerate(listed(model(tf.nest.map_structure(tf.constant, x)))):
        mask = getattr(y, "_keras_mask", None)
        call["masks"].append(None if mask is None else f"m{i}")
        if mask is not None:
            arrays[f"m{i}"] = mask.numpy()
    if model.trainable_weights:
        rng = random(name + " targets")
        targets = [rng.uniform(0, 1, y.shape).astype("float32") for y in outputs]
        for i, t in enumerate(targets):
            arrays[f"t{i}"] = t
        target = dict(zip(sorted(model.output), targets)) if isinstance(model.output, dict) else targets if len(targets) > 1 else targets[0]
        model.compile(keras.optimizers.Adam(0.02), "mse", metrics=["mae"], loss_weights=None)
        call["steps"] = [np.atleast_1d(model.train_on_batch(x, target)).tolist() for _ in range(10)]
        call["metrics_names"] = model.metrics_names
        for i, w in enumerate(model.get_weights()):
            arrays[f"trained{i}"] = w
    case("functional", name, call, arrays, seed=5)


def keras3_model(build):
    """The same model in Keras 3: its JSON, with predictions of random weights."""
    import keras as keras3
    name = build.__name__
    keras3.backend.clear_session()
    try:
        model = build(keras3)
    except Exception as e:
        print(f"not in Keras 3: {name}: {e}")
        return
    rng = random(name + " of Keras 3")
    model.set_weights([rng.uniform(-1, 1, w.shape).astype("float32") for w in model.weights])
    arrays = {f"w{i}": w for i, w in enumerate(model.get_weights())}
    call = {"kind": "functional3", "json": model.to_json(), "inputs": [], "predictions": [], "keras": keras3.__version__}
    xs = data(model, name)
    for i, x in enumerate(xs):
        arrays[f"x{i}"] = x
        call["inputs"].append(f"x{i}")
    for i, y in enumerate(listed(model.predict(packed(model, xs), verbose=0))):
        arrays[f"y{i}"] = y
        call["predictions"].append(f"y{i}")
    case("functional", name + "_keras3", call, arrays)


def record():
    for build in functional_models.MODELS:
        tf_keras_model(build)
    for build in functional_models.MODELS:
        keras3_model(build)
