"""Configurations as the reference nests them: every class and function of every family, in the present form (serialize), in the form of Keras 1
and 2 (use_legacy_format) and, where Keras 3 has it too, in the form of Keras 3."""
from harness import case, keras, message, np

import keras as keras3

FAMILIES = {
    "activations": {"functions": ["relu", "gelu", "swish", "softmax", "linear", "leaky_relu", "log_softmax", "hard_sigmoid", "mish"],
                    "classes": {}},
    "initializers": {"classes": {
        "Zeros": {}, "Ones": {}, "Constant": {"value": 0.5}, "RandomNormal": {"mean": 1.0, "seed": 3}, "RandomUniform": {"minval": 0.0}, "TruncatedNormal": {"stddev": 0.1},
        "VarianceScaling": {"scale": 2.0, "mode": "fan_avg", "distribution": "uniform", "seed": 1}, "Orthogonal": {"gain": 2.0}, "Identity": {"gain": 3.0},
        "GlorotNormal": {}, "GlorotUniform": {"seed": 7}, "HeNormal": {}, "HeUniform": {}, "LecunNormal": {}, "LecunUniform": {}}},
    "regularizers": {"classes": {"L1": {"l1": 0.1}, "L2": {"l2": 0.25}, "L1L2": {"l1": 0.5, "l2": 0.125}, "OrthogonalRegularizer": {"factor": 0.5, "mode": "columns"}}},
    "constraints": {"classes": {"MaxNorm": {"max_value": 3, "axis": 1}, "MinMaxNorm": {"min_value": 0.5, "rate": 0.5}, "NonNeg": {}, "UnitNorm": {"axis": [0, 1]}, "RadialConstraint": {}}},
    "losses": {
        "functions": ["mean_squared_error", "binary_crossentropy", "sparse_categorical_crossentropy", "huber", "kl_divergence", "cosine_similarity"],
        "classes": {
            "BinaryCrossentropy": {"from_logits": True, "label_smoothing": 0.25}, "BinaryFocalCrossentropy": {"gamma": 1.5}, "CategoricalCrossentropy": {"axis": 1}, "CategoricalFocalCrossentropy": {"alpha": 0.5},
            "CategoricalHinge": {}, "CosineSimilarity": {"axis": 1}, "Hinge": {"reduction": "sum"}, "Huber": {"delta": 2.0}, "KLDivergence": {}, "LogCosh": {}, "MeanAbsoluteError": {"name": "mine"},
            "MeanAbsolutePercentageError": {}, "MeanSquaredError": {}, "MeanSquaredLogarithmicError": {}, "Poisson": {}, "SparseCategoricalCrossentropy": {"from_logits": True, "ignore_class": 2}, "SquaredHinge": {}}},
    "metrics": {
        "functions": ["mean_squared_error", "binary_accuracy", "categorical_crossentropy"],
        "classes": {
            "AUC": {"curve": "PR", "num_thresholds": 20}, "Accuracy": {}, "BinaryAccuracy": {"threshold": 0.25}, "BinaryCrossentropy": {"from_logits": True}, "BinaryIoU": {"threshold": 0.25}, "CategoricalAccuracy": {},
            "CategoricalCrossentropy": {"label_smoothing": 0.25}, "CategoricalHinge": {}, "CosineSimilarity": {"axis": 1}, "F1Score": {"average": "macro"}, "FBetaScore": {"beta": 2.0, "threshold": 0.5},
            "FalseNegatives": {}, "FalsePositives": {"thresholds": 0.25}, "Hinge": {}, "IoU": {"num_classes": 3, "target_class_ids": [0, 2]}, "KLDivergence": {}, "LogCoshError": {}, "Mean": {"name": "mine"},
            "MeanAbsoluteError": {}, "MeanAbsolutePercentageError": {}, "MeanIoU": {"num_classes": 3}, "MeanSquaredError": {"dtype": "float64"}, "MeanSquaredLogarithmicError": {}, "OneHotIoU": {"num_classes": 3, "target_class_ids": [1]},
            "OneHotMeanIoU": {"num_classes": 3}, "Poisson": {}, "Precision": {"thresholds": [0.25, 0.5], "class_id": 1}, "PrecisionAtRecall": {"recall": 0.5}, "R2Score": {"class_aggregation": "uniform_average"}, "Recall": {"top_k": 2},
            "RecallAtPrecision": {"precision": 0.5}, "RootMeanSquaredError": {}, "SensitivityAtSpecificity": {"specificity": 0.5}, "SparseCategoricalAccuracy": {}, "SparseCategoricalCrossentropy": {"ignore_class": 1},
            "SparseTopKCategoricalAccuracy": {"k": 2}, "SpecificityAtSensitivity": {"sensitivity": 0.5}, "SquaredHinge": {}, "Sum": {}, "TopKCategoricalAccuracy": {"k": 3}, "TrueNegatives": {}, "TruePositives": {}}},
    "optimizers": {"classes": {
        "SGD": {"momentum": 0.5, "nesterov": True}, "RMSprop": {"centered": True}, "Adam": {"amsgrad": True, "clipnorm": 1.0}, "AdamW": {"weight_decay": 0.125}, "Adagrad": {}, "Adadelta": {"rho": 0.5},
        "Adamax": {}, "Nadam": {"beta_1": 0.5}, "Ftrl": {"beta": 0.5}, "Lion": {}, "Adafactor": {"clip_threshold": 0.5}}},
    "optimizers.schedules": {"classes": {
        "ExponentialDecay": {"initial_learning_rate": 0.5, "decay_steps": 10, "decay_rate": 0.25}, "PiecewiseConstantDecay": {"boundaries": [3, 10], "values": [1.0, 0.5, 0.25]},
        "PolynomialDecay": {"initial_learning_rate": 0.5, "decay_steps": 10}, "InverseTimeDecay": {"initial_learning_rate": 0.5, "decay_steps": 10, "decay_rate": 0.25},
        "CosineDecay": {"initial_learning_rate": 0.5, "decay_steps": 20}, "CosineDecayRestarts": {"initial_learning_rate": 0.5, "first_decay_steps": 20}}},
    "layers": {"classes": {
        "Dense": {"units": 3, "activation": "relu", "kernel_initializer": "he_normal", "kernel_regularizer": "l2", "name": "mine"}, "Activation": {"activation": "gelu", "name": "mine"}, "ReLU": {"max_value": 6.0, "name": "mine"},
        "PReLU": {"shared_axes": [1], "name": "mine"}, "ELU": {"alpha": 0.5, "name": "mine"}, "Softmax": {"axis": 1, "name": "mine"}, "Embedding": {"input_dim": 5, "output_dim": 2, "name": "mine"}, "Dropout": {"rate": 0.25, "name": "mine"}}},
}


def module_of(root, path):
    for part in path.split("."):
        root = getattr(root, part)
    return root


def third(path, cls, config):
    """What Keras 3 writes for the same class; None where it has no such class or argument."""
    try:
        return keras3.saving.serialize_keras_object(getattr(module_of(keras3, path), cls)(**config))
    except (AttributeError, TypeError, ValueError):
        return None


def record():
    for path, family in FAMILIES.items():
        m = module_of(keras, path)
        for name in family.get("functions", []):
            f = m.get(name)
            case("serialization", f"{path}_{name}", {"kind": "function", "family": path, "name": name, "now": m.serialize(f), "legacy": m.serialize(f, use_legacy_format=True)})
        for cls, config in family["classes"].items():
            keras.backend.clear_session()
            o = getattr(m, cls)(**config)
            call = {"kind": "class", "family": path, "class": cls, "config": config, "now": m.serialize(o), "third": third(path, cls, config)}
            try:
                call["legacy"] = m.serialize(o, use_legacy_format=True)
            except TypeError:
                call["legacy"] = None
            case("serialization", f"{path}_{cls}", call)

    # Keras's legacy optimizers have a module of their own.
    for cls in ("SGD", "RMSprop", "Adam", "Adagrad", "Adadelta", "Adamax", "Nadam", "Ftrl"):
        o = getattr(keras.optimizers.legacy, cls)()
        case("serialization", f"legacy_{cls}", {"kind": "legacy_optimizer", "class": cls, "config": {}, "now": keras.optimizers.serialize(o), "legacy": keras.optimizers.serialize(o, use_legacy_format=True)})

    # A layer as an activation, and parts of a script.
    @keras.saving.register_keras_serializable(package="Mine", name="triple")
    def triple(x):
        return 3 * x

    def double(x):
        return 2 * x

    @keras.saving.register_keras_serializable(package="Mine")
    class Scale(keras.layers.Layer):
        def __init__(self, factor=2.0, **kw):
            super().__init__(**kw)
            self.factor = factor

        def get_config(self):
            return {**super().get_config(), "factor": self.factor}

    class Plain(keras.layers.Layer):
        pass

    keras.backend.clear_session()
    dense = lambda activation: keras.layers.Dense(2, activation=activation, name="d")
    for name, o in (("dense_leaky", dense(keras.layers.LeakyReLU(alpha=0.25, name="l"))), ("dense_triple", dense(triple)), ("dense_double", dense(double)), ("scale", Scale(0.5, name="s")), ("plain", Plain(name="p"))):
        case("serialization", "own_" + name, {"kind": "own", "object": name, "now": keras.saving.serialize_keras_object(o), "legacy": keras.layers.serialize(o, use_legacy_format=True)})
    case("serialization", "own_registered", {"kind": "registered", "names": [keras.saving.get_registered_name(o) for o in (triple, double, Scale, Plain)],
                                             "objects": [getattr(keras.saving.get_registered_object(n), "__name__", None) for n in ("Mine>triple", "Mine>Scale", "Mine>none")],
                                             "custom": sorted(k for k in keras.saving.get_custom_objects() if k.startswith("Mine"))})
    for module in ("activations", "losses"):
        case("serialization", "own_function_" + module, {"kind": "own_function", "family": module, "registered": getattr(keras, module).serialize(triple), "plain": getattr(keras, module).serialize(double)})

    # What get refuses.
    for path in FAMILIES:
        m = module_of(keras, path)
        for name, identifier in (("unknown", "nothing_like_it"), ("number", 3), ("class", {"class_name": "Nothing", "config": {}})):
            if not hasattr(m, "get"):
                continue
            try:
                kind, text = message(lambda: m.get(identifier))
            except AssertionError:
                kind, text = None, None
            case("serialization", f"error_{path}_{name}", {"kind": "get_error", "family": path, "identifier": identifier, "error": kind}, text=text)
        if hasattr(m, "get"):
            try:
                found = m.get(None)
                found = None if found is None else getattr(found, "__name__", type(found).__name__)
            except (ValueError, TypeError) as e:
                found = type(e).__name__
            case("serialization", f"none_{path}", {"kind": "get_none", "family": path, "found": found})
