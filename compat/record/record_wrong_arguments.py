"""What the reference says of misspelled names, bad values, wrong types and unknown arguments, for every family; one case a family."""
import re

from harness import case, keras, message, np, tf

AREA = "wrong_arguments"

# Class and arguments. Those that the reference takes without a word are recorded too, with no error.
MADE = {
    "optimizers": [
        *[(c, {k: v}) for c in ("SGD", "RMSprop", "Adam", "AdamW", "Adagrad", "Adadelta", "Adamax", "Nadam", "Ftrl", "Lion", "Adafactor") for k, v in
          (("decay", 0.1), ("foo", 1), ("use_ema", True) if c == "SGD" else ("momentun", 0.5), ("ema_momentum", 2.0), ("learning_rate", -0.5), ("learning_rate", "fast"), ("clipnorm", -1.0), ("weight_decay", -0.1), ("gradient_transformers", []))],
        *[(c, {"clipnorm": 1.0, "global_clipnorm": 2.0}) for c in ("SGD", "RMSprop", "Adam", "AdamW", "Adagrad", "Adadelta", "Adamax", "Nadam", "Ftrl", "Lion", "Adafactor")],
        ("Adam", {"use_ema": True, "ema_momentum": -0.1}), ("Adam", {"use_ema": True, "ema_momentum": 1.5}), ("Adam", {"use_ema": True, "ema_overwrite_frequency": -3}), ("Adam", {"ema_overwrite_frequency": -3}),
        ("SGD", {"momentum": 1.5}), ("SGD", {"momentum": -0.5}), ("SGD", {"nesterov": True}), ("RMSprop", {"rho": 2.0}), ("RMSprop", {"momentum": -1.0}), ("Adam", {"beta_1": 1.5}), ("Adam", {"beta_2": -1.0}), ("Adam", {"epsilon": -1.0}),
        ("AdamW", {"weight_decay": None}), ("Adagrad", {"initial_accumulator_value": -1.0}), ("Ftrl", {"initial_accumulator_value": -1.0}), ("Ftrl", {"learning_rate_power": 0.5}),
        ("Ftrl", {"l1_regularization_strength": -0.5}), ("Ftrl", {"l2_regularization_strength": -0.5}), ("Ftrl", {"l2_shrinkage_regularization_strength": -0.5}), ("Lion", {"beta_1": 0.0}), ("Lion", {"beta_1": 1.5}), ("Lion", {"beta_2": 1.5}),
        ("Adafactor", {"clip_threshold": -1.0})],
    "optimizers.legacy": [
        *[(c, {k: v}) for c in ("SGD", "RMSprop", "Adam", "Adagrad", "Adadelta", "Adamax", "Nadam", "Ftrl") for k, v in
          (("decay", -0.1), ("foo", 1), ("lr", -1.0), ("clipnorm", -1.0), ("clipvalue", -1.0), ("global_clipnorm", -1.0), ("weight_decay", 0.1))],
        ("SGD", {"clipnorm": 1.0, "global_clipnorm": 2.0}), ("SGD", {"momentum": 1.5}), ("SGD", {"momentum": -0.5}), ("RMSprop", {"momentum": 2.0}), ("Adagrad", {"initial_accumulator_value": -1.0}),
        ("Ftrl", {"initial_accumulator_value": -1.0}), ("Ftrl", {"learning_rate_power": 0.5}), ("Ftrl", {"l1_regularization_strength": -0.5}), ("Ftrl", {"l2_regularization_strength": -0.5}),
        ("Ftrl", {"l2_shrinkage_regularization_strength": -0.5}), ("Nadam", {"decay": 0.1})],
    "optimizers.schedules": [
        ("PiecewiseConstantDecay", {"boundaries": [1, 2], "values": [1.0, 0.5]}), ("PiecewiseConstantDecay", {"boundaries": [], "values": [1.0, 0.5]}), ("ExponentialDecay", {"initial_learning_rate": 0.1}),
        ("ExponentialDecay", {"initial_learning_rate": 0.1, "decay_steps": 10, "decay_rate": 0.5, "stair": True}), ("CosineDecay", {"initial_learning_rate": 0.1}), ("PolynomialDecay", {})],
    "losses": [
        *[(c, {k: v}) for c in ("MeanSquaredError", "MeanAbsoluteError", "MeanAbsolutePercentageError", "MeanSquaredLogarithmicError", "BinaryCrossentropy", "BinaryFocalCrossentropy", "CategoricalCrossentropy", "CategoricalFocalCrossentropy",
                                "SparseCategoricalCrossentropy", "CosineSimilarity", "Hinge", "SquaredHinge", "CategoricalHinge", "Poisson", "LogCosh", "KLDivergence", "Huber") for k, v in
          (("reduction", "mean"), ("foo", 1), ("from_logit", True))],
        ("CategoricalCrossentropy", {"label_smoothing": 2.0}), ("BinaryFocalCrossentropy", {"gamma": -1.0}), ("Huber", {"delta": -1.0})],
    "metrics": [
        *[(c, {"foo": 1}) for c in ("Mean", "Sum", "MeanTensor", "AUC", "Precision", "Recall", "TruePositives", "BinaryAccuracy", "Accuracy", "MeanSquaredError", "RootMeanSquaredError", "F1Score", "R2Score", "BinaryIoU", "CosineSimilarity")],
        ("AUC", {"curve": "X"}), ("AUC", {"summation_method": "X"}), ("AUC", {"num_thresholds": 1}), ("AUC", {"num_thresholds": 0}), ("AUC", {"thresholds": [0.5, 1.5]}), ("AUC", {"thresholds": [-0.5]}), ("AUC", {"num_labels": 3}),
        *[(c, {"thresholds": v}) for c in ("Precision", "Recall", "TruePositives", "TrueNegatives", "FalsePositives", "FalseNegatives") for v in (1.5, -0.1, [0.5, 2.0], [])],
        *[(c, {a: v}) for c, a in (("SensitivityAtSpecificity", "specificity"), ("SpecificityAtSensitivity", "sensitivity"), ("PrecisionAtRecall", "recall"), ("RecallAtPrecision", "precision")) for v in (1.5, -0.5)],
        *[(c, {a: 0.5, "num_thresholds": 0}) for c, a in (("SensitivityAtSpecificity", "specificity"), ("SpecificityAtSensitivity", "sensitivity"), ("PrecisionAtRecall", "recall"), ("RecallAtPrecision", "precision"))],
        *[(c, {}) for c in ("SensitivityAtSpecificity", "MeanIoU", "IoU", "OneHotIoU", "OneHotMeanIoU", "MeanRelativeError")],
        ("F1Score", {"average": "x"}), ("F1Score", {"threshold": 1.5}), ("F1Score", {"threshold": 0.0}), ("FBetaScore", {"beta": -1.0}), ("FBetaScore", {"beta": 0.0}), ("FBetaScore", {"average": "mean"}),
        ("R2Score", {"class_aggregation": "x"}), ("R2Score", {"num_regressors": -1}), ("IoU", {"num_classes": 2, "target_class_ids": [2]}), ("OneHotIoU", {"num_classes": 2, "target_class_ids": [0, 5]}), ("BinaryIoU", {"target_class_ids": [2]}),
        ("BinaryAccuracy", {"threshold": 2.0}), ("TopKCategoricalAccuracy", {"k": 0})],
    "initializers": [
        *[(c, {"foo": 1}) for c in ("Zeros", "Constant", "RandomNormal", "GlorotUniform", "Orthogonal", "Identity", "VarianceScaling")],
        ("VarianceScaling", {"scale": -1.0}), ("VarianceScaling", {"scale": 0.0})],
    "regularizers": [
        *[(c, {"foo": 1}) for c in ("L1", "L2", "L1L2", "OrthogonalRegularizer")],
        ("L1", {"l1": "a"}), ("L2", {"l2": "a"}), ("L1L2", {"l1": "a"}), ("L2", {"l2": -0.1}), ("OrthogonalRegularizer", {"mode": "diagonal"})],
    "constraints": [*[(c, {"foo": 1}) for c in ("MaxNorm", "NonNeg", "UnitNorm", "MinMaxNorm", "RadialConstraint")], ("MaxNorm", {"max_value": -1})],
    "layers": [
        ("ReLU", {"max_value": -1.0}), ("ReLU", {"negative_slope": -1.0}), ("ReLU", {"threshold": -1.0}), ("ReLU", {"negative_slope": None}), ("ReLU", {"threshold": None}), ("LeakyReLU", {"alpha": None}), ("ELU", {"alpha": None}),
        ("ThresholdedReLU", {"theta": -1.0}), ("ThresholdedReLU", {"theta": None}), ("ReLU", {"foo": 1}), ("PReLU", {"foo": 1}), ("Softmax", {"foo": 1}), ("Activation", {"activation": "reluu"}), ("Activation", {}),
        ("Dense", {"units": 2, "activation": "reluu"}), ("Dense", {"units": 2, "kernel_initializer": "glorot_unifrom"}), ("Dense", {"units": 2, "kernel_regularizer": "l3"}), ("Dense", {"units": 2, "kernel_constraint": "maxnrm"}),
        ("Dense", {"units": 0}), ("Dense", {"units": -1})],
}

MISSPELLED = {
    "optimizers": ["adamm", "smd", "rmsprob", "nadamm", "addam", "sg d"], "losses": ["binary_crossentropie", "mean_square_error", "sparse_categorical_cross_entropy", "categorical_crossentropyy", "hubber"],
    "metrics": ["acuracy", "binary_acuracy", "AUCC", "mean_square_error", "Precisionn"], "initializers": ["glorot_unifrom", "he_normall", "zeroes", "random_norml", "ortogonal"], "regularizers": ["l3", "L1_L2x", "l1l22"],
    "constraints": ["maxnrm", "non_negg", "unit_nrm"], "activations": ["reluu", "sigmod", "softmaxx", "leaky_reluu", "tanhh"],
}


def record():
    for path, made in MADE.items():
        module = keras
        for part in path.split("."):
            module = getattr(module, part)
        entries = []
        for cls, config in made:
            keras.backend.clear_session()
            entry = {"class": cls, "config": config, "error": None}
            try:
                kind, text = message(lambda: getattr(module, cls)(**config))
                entry |= {"error": kind, "text": text}
            except AssertionError:
                pass
            entries.append(entry)
        case(AREA, "made_" + path, {"kind": "made", "family": path, "entries": entries})
    for path, names in MISSPELLED.items():
        entries = []
        for name in names:
            try:
                kind, text = message(lambda: getattr(keras, path).get(name))
            except AssertionError:
                kind, text = None, None
            entries.append({"name": name, "error": kind, "text": text})
        case(AREA, "misspelled_" + path, {"kind": "misspelled", "family": path, "entries": entries})
    record_uses()


def record_uses():
    """What fails when an object is used; the test does the same under the same label."""
    O, M, R, I, L = keras.optimizers, keras.metrics, keras.regularizers, keras.initializers, keras.layers
    one = lambda: tf.Variable([1.0], name="w")
    uses = {}

    def use(label):
        def take(f):
            kind, text = message(f)
            # Names of slots end in a count of everything made before.
            uses[label] = {"error": kind, "text": re.sub(r"_\d+ has", " has", text)}
        return take

    scheduled = lambda: O.SGD(O.schedules.ExponentialDecay(0.1, 10, 0.5))

    @use("set_the_rate_of_a_schedule")
    def _():
        scheduled().learning_rate = 0.5

    @use("set_lr_of_a_schedule")
    def _():
        scheduled().lr = 0.5

    @use("no_gradients")
    def _():
        O.Adam().apply_gradients([(None, one())])

    @use("unknown_variable")
    def _():
        o = O.Adam()
        o.build([one()])
        o.apply_gradients([(tf.constant([1.0]), one())])

    @use("exclude_after_build")
    def _():
        o = O.AdamW()
        o.build([one()])
        o.exclude_from_weight_decay(var_names=["w"])

    @use("set_weights_before_build")
    def _():
        O.Adam().set_weights([np.array(1)])

    @use("set_weights_of_another_shape")
    def _():
        o = O.SGD(momentum=0.9)
        o.build([one()])
        o.set_weights([np.array(1), np.array([1.0, 2.0], "float32"), np.array(0.5)])

    @use("legacy_no_gradients")
    def _():
        O.legacy.Adam().apply_gradients([(None, one())])

    @use("merge_of_another_metric")
    def _():
        a, b = M.Mean(name="a"), M.Sum(name="b")
        a.merge_state([b])

    @use("mean_tensor_of_another_shape")
    def _():
        m = M.MeanTensor()
        m.update_state(tf.zeros([2, 3]))
        m.update_state(tf.zeros([2, 2]))

    @use("mean_tensor_without_values")
    def _():
        M.MeanTensor().result()

    @use("multi_label_of_rank_1")
    def _():
        M.AUC(multi_label=True).update_state(tf.constant([0.0, 1.0]), tf.constant([0.5, 0.5]))

    @use("r2_of_rank_1")
    def _():
        M.R2Score().update_state(tf.constant([0.0, 1.0]), tf.constant([0.5, 0.5]))

    @use("f1_of_rank_1")
    def _():
        M.F1Score().update_state(tf.constant([0.0, 1.0]), tf.constant([0.5, 0.5]))

    @use("orthogonal_regularizer_of_rank_3")
    def _():
        R.OrthogonalRegularizer()(tf.zeros([2, 2, 2]))

    @use("orthogonal_of_rank_1")
    def _():
        I.Orthogonal()([3])

    @use("identity_of_rank_3")
    def _():
        I.Identity()([2, 2, 2])

    @use("compile_with_an_unknown_loss")
    def _():
        m = keras.Sequential([L.Dense(1, input_shape=(2,))])
        m.compile("sgd", "mean_sqared_error")
        m.fit(np.zeros((2, 2)), np.zeros((2, 1)), verbose=0)

    @use("compile_with_an_unknown_optimizer")
    def _():
        keras.Sequential([L.Dense(1, input_shape=(2,))]).compile("adamm", "mse")

    @use("compile_with_an_unknown_metric")
    def _():
        m = keras.Sequential([L.Dense(1, input_shape=(2,))])
        m.compile("sgd", "mse", metrics=["acuracy"])
        m.fit(np.zeros((2, 2)), np.zeros((2, 1)), verbose=0)

    @use("softmax_of_rank_1")
    def _():
        keras.activations.softmax(tf.constant([1.0, 2.0]))

    @use("set_floatx")
    def _():
        keras.backend.set_floatx("float31")

    @use("sample_weight_of_another_length")
    def _():
        keras.losses.MeanSquaredError()(tf.zeros([3, 2]), tf.zeros([3, 2]), sample_weight=tf.zeros([2]))

    @use("metric_weight_of_another_length")
    def _():
        M.MeanSquaredError().update_state(tf.zeros([3, 2]), tf.zeros([3, 2]), sample_weight=tf.zeros([2]))

    case(AREA, "uses", {"kind": "uses", "entries": uses})
