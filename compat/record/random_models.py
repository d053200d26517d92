"""Random recurrent Sequential models: a seed gives a model, its data, how it is compiled and what it returns. Run by record_random_models.py.

Seeds from 2000 on draw from more: dropout where Keras loops, weights of single timesteps, more losses, optimizers, schedules, activations, float64.

As a program, `random_models.py OUT SEED…` writes what the reference computes for these seeds into OUT (.npz), in the environment it is
run in: the recorder runs it with TF_ENABLE_ONEDNN_OPTS=1 to see how far the reference differs from itself."""
import logging
import sys

import numpy as np
import tf_keras as keras
from tf_keras.src import backend

logging.getLogger("tensorflow").setLevel(logging.ERROR)     # every model is traced anew; it warns of that

L = keras.layers


def one_after_another():
    """Loops compute one timestep after the other. Keras lets 32 overlap: masks whose shape does not hang on the step before are then drawn in
    a racing order, another one run by run (those of the inputs always, those of the state where the batch size is known or the sequence long)."""
    v1 = backend.tf.compat.v1
    loop = v1.while_loop

    def ordered(*args, parallel_iterations=None, **kwargs):
        return loop(*args, parallel_iterations=1, **kwargs)

    v1.while_loop = ordered


one_after_another()


class Draw:
    """Choices from one seeded generator."""

    def __init__(self, seed):
        self.rng = np.random.RandomState(seed)
        self.wide = seed >= 2000

    def chance(self, p):
        return bool(self.rng.rand() < p)

    def of(self, *values):
        return values[self.rng.randint(len(values))]

    def some(self, p, make):
        """make() with probability p, else nothing."""
        return make() if self.chance(p) else None

    def uniform(self, shape, scale=1.0):
        return self.rng.uniform(-scale, scale, shape).astype("float32")


def regularizer(d):
    return d.of(keras.regularizers.L1(0.01), keras.regularizers.L2(0.02), keras.regularizers.L1L2(0.005, 0.01))


def constraint(d):
    return d.of(keras.constraints.MaxNorm(0.8), keras.constraints.NonNeg(), keras.constraints.UnitNorm(), keras.constraints.MinMaxNorm(0.3, 0.9, rate=0.7))


def initializer(d):
    return d.of("glorot_uniform", "glorot_normal", "he_normal", "he_uniform", "lecun_normal", "lecun_uniform", "orthogonal", "truncated_normal", "random_uniform",
                keras.initializers.RandomNormal(stddev=0.3))


def cell_arguments(d, kind, loops, stateful, unroll, long):
    """Arguments that the cell has. Seeds before 2000 leave out masks that race where loops overlap (see one_after_another)."""
    a = {"units": d.of(1, 2, 3, 5, 8, 17)}
    if d.chance(0.3):
        more = ("gelu", "mish", "softmax") if d.wide else ()
        a["activation"] = d.of("relu", "sigmoid", "linear", "hard_sigmoid", "elu", "softsign", "softplus", "selu", "swish", *more)
    if kind != "SimpleRNN":
        if d.chance(0.2):
            a["recurrent_activation"] = d.of("hard_sigmoid", "tanh", "softsign", "relu")
        if d.chance(0.2):
            a["implementation"] = 1
    if kind == "LSTM" and d.chance(0.3):
        a["unit_forget_bias"] = False
    if kind == "GRU" and d.chance(0.4):
        a["reset_after"] = False
    if d.chance(0.2):
        a["use_bias"] = False
    for weight in ("kernel", "recurrent", "bias"):
        if d.chance(0.2):
            a[f"{weight}_initializer"] = initializer(d) if weight != "bias" or d.chance(0.5) else d.of("zeros", "ones")
        if d.chance(0.1):
            a[f"{weight}_regularizer"] = regularizer(d)
        if d.chance(0.1):
            a[f"{weight}_constraint"] = constraint(d)
    if a.get("bias_initializer") == "orthogonal":
        a["bias_initializer"] = "ones"
    if d.chance(0.15):
        rate = d.of(0.1, 0.25, 0.5)
        if d.wide or unroll or not (stateful or long):
            a["recurrent_dropout"] = rate
    if (d.wide or not loops(a)) and d.chance(0.2):
        a["dropout"] = d.of(0.1, 0.25, 0.5)
    return a


def recurrent(d, sequences, stateful, may_unroll, long):
    """A recurrent layer, or two in both directions."""
    kind = d.of("SimpleRNN", "LSTM", "GRU", "LSTM", "GRU", "RNN")
    unroll = may_unroll and d.chance(0.3)
    common = {"return_sequences": sequences, "stateful": stateful, "unroll": unroll}
    if d.chance(0.2):
        common["go_backwards"] = True
    # Unrolled, the reference itself fails on zero_output_for_mask without return_sequences.
    if d.chance(0.2) and (sequences or not unroll):
        common["zero_output_for_mask"] = True

    def loops(a):
        fused = kind in ("LSTM", "GRU") and a.get("activation", "tanh") == "tanh" and a.get("recurrent_activation", "sigmoid") == "sigmoid" \
            and a.get("use_bias", True) and a.get("reset_after", True) and a.get("recurrent_dropout", 0) == 0
        return not unroll and not fused

    if kind == "RNN":
        cells = []
        for _ in range(d.of(1, 1, 2, 3)):
            cell = d.of("SimpleRNN", "LSTM", "GRU")
            a = cell_arguments(d, cell, lambda a: not unroll, stateful, unroll, long)
            cells.append(getattr(L, cell + "Cell")(**a))
        layer = L.RNN(cells if len(cells) > 1 else cells[0], **common)
    else:
        a = cell_arguments(d, kind, loops, stateful, unroll, long)
        if d.chance(0.1):
            a["activity_regularizer"] = regularizer(d)
        layer = getattr(L, kind)(**a, **common)
    if not d.chance(0.3):
        return layer
    other = None
    if d.chance(0.25):
        other = d.of(L.SimpleRNN, L.LSTM, L.GRU)(layer.cell.output_size, **{**common, "go_backwards": not layer.go_backwards})
    return L.Bidirectional(layer, merge_mode=d.of("concat", "concat", "sum", "mul", "ave"), backward_layer=other)


def data(d, samples, steps, features):
    """Inputs and the layers that read them: words or numbers, with masks in random places."""
    counts = {
        "none": lambda: np.ones((samples, steps), bool),
        "leading": lambda: np.arange(steps) >= d.rng.randint(0, steps + 1, (samples, 1)),
        "trailing": lambda: np.arange(steps) < d.rng.randint(0, steps + 1, (samples, 1)),
        "scattered": lambda: d.rng.rand(samples, steps) < 0.6,
    }[d.of("none", "leading", "trailing", "trailing", "scattered")]()
    if d.chance(0.4):
        vocabulary = d.of(4, 9, 30)
        x = d.rng.randint(1, vocabulary, (samples, steps)) * counts
        return x.astype("int32"), [L.Embedding(vocabulary, features, mask_zero=d.chance(0.7))]
    value = d.of(0.0, -1.5)
    x = np.where(counts[:, :, None], d.uniform((samples, steps, features)), np.float32(value))
    return x, [L.Masking(value)] if d.chance(0.7) else []


def head(d, sequences, length):
    """The last layers, the loss and how targets are made; every target fits the output's shape."""
    layers = []
    if sequences:
        way = d.of("steps", "steps", "mean", "max", "flatten" if length else "mean")
        if way == "flatten":
            layers.append(L.Flatten())
        elif way == "mean":
            layers.append(L.GlobalAveragePooling1D())
        elif way == "max":
            layers.append(L.GlobalMaxPooling1D())
    wide = d.of(1, 3)
    more = ("msle", "squared_hinge", "categorical_hinge", "bce_focal", "cce_focal", "mse_sum") if d.wide else ()
    loss = d.of("mse", "mae", "mape", "huber", "log_cosh", "poisson", "kld", "hinge", "cosine_similarity", "bce", "bce_logits", "cce", "cce_logits", "sparse", "sparse_logits", *more)
    if loss in ("cce", "cce_logits", "sparse", "sparse_logits", "kld", "cosine_similarity", "categorical_hinge", "cce_focal"):
        wide = 3
    activation = {"bce": "sigmoid", "bce_focal": "sigmoid", "cce": "softmax", "cce_focal": "softmax", "sparse": "softmax", "kld": "softmax", "poisson": "softplus",
                  "msle": "softplus"}.get(loss) or d.of(None, None, "tanh")
    if loss.endswith("_logits"):
        activation = None
    dense = L.Dense(wide, activation=activation)
    layers.append(L.TimeDistributed(dense) if sequences and way == "steps" and d.chance(0.5) else dense)
    losses = {
        "mse": "mse", "mae": "mae", "mape": "mape", "huber": keras.losses.Huber(0.5), "log_cosh": "log_cosh", "poisson": "poisson", "kld": "kl_divergence", "hinge": "hinge",
        "cosine_similarity": "cosine_similarity", "bce": "binary_crossentropy", "bce_logits": keras.losses.BinaryCrossentropy(from_logits=True, label_smoothing=0.1),
        "cce": "categorical_crossentropy", "cce_logits": keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=0.1),
        "sparse": "sparse_categorical_crossentropy", "sparse_logits": keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        "msle": "msle", "squared_hinge": "squared_hinge", "categorical_hinge": "categorical_hinge", "bce_focal": keras.losses.BinaryFocalCrossentropy(gamma=1.5),
        "cce_focal": keras.losses.CategoricalFocalCrossentropy(alpha=0.4), "mse_sum": keras.losses.MeanSquaredError(reduction="sum"),
    }

    def targets(shape):
        classes = d.rng.randint(0, 3, shape[:-1])
        if loss.startswith("sparse"):
            return classes.astype("int32")
        if loss in ("cce", "cce_logits", "categorical_hinge", "cce_focal"):
            return np.eye(3, dtype="float32")[classes]
        if loss.startswith("bce"):
            return d.rng.randint(0, 2, shape).astype("float32")
        if loss in ("hinge", "squared_hinge"):
            return d.of(-1.0, 1.0) * (2 * d.rng.randint(0, 2, shape) - 1).astype("float32")
        if loss == "kld":
            y = d.rng.rand(*shape).astype("float32") + np.float32(0.1)
            return y / y.sum(-1, keepdims=True)
        if loss in ("poisson", "msle"):
            return d.rng.randint(0, 4, shape).astype("float32")
        return d.uniform(shape) + (np.float32(1.5) if loss == "mape" else np.float32(0))

    return layers, losses[loss], targets


def optimizer(d):
    o = keras.optimizers
    clip = d.of({}, {}, {}, {"clipnorm": 0.5}, {"clipvalue": 0.1}, {"global_clipnorm": 0.8})
    if d.wide and d.chance(0.3):
        clip = {**clip, **d.of({"weight_decay": 0.02}, {"use_ema": True, "ema_momentum": 0.8}, {"use_ema": True, "ema_overwrite_frequency": 2})}
        rate = d.of(0.02, o.schedules.ExponentialDecay(0.05, 2, 0.7), o.schedules.PiecewiseConstantDecay([2, 4], [0.05, 0.02, 0.01]), o.schedules.CosineDecay(0.05, 6))
        return d.of(lambda: o.SGD(rate, momentum=0.5, **clip), lambda: o.RMSprop(rate, **clip), lambda: o.Adam(rate, **clip), lambda: o.AdamW(rate, **clip), lambda: o.Adafactor(rate, **clip))()
    return d.of(
        lambda: o.SGD(0.05, **clip), lambda: o.SGD(0.05, momentum=0.9, **clip), lambda: o.SGD(0.03, momentum=0.8, nesterov=True, **clip), lambda: o.RMSprop(0.01, **clip),
        lambda: o.RMSprop(0.005, rho=0.8, momentum=0.5, centered=True, **clip), lambda: o.Adam(0.01, **clip), lambda: o.Adam(0.01, amsgrad=True, **clip), lambda: o.Adagrad(0.05, **clip),
        lambda: o.Adadelta(1.0, **clip), lambda: o.Adamax(0.01, **clip), lambda: o.Nadam(0.01, **clip), lambda: o.Ftrl(0.05, **clip))()


def make(seed):
    """(model, x, y, arguments of fit, whether the weights are those that the initializers gave)."""
    d = Draw(seed)
    keras.backend.clear_session()
    keras.utils.set_random_seed(seed)
    keras.backend.set_floatx("float64" if d.wide and d.chance(0.06) else "float32")
    steps, features, batch = d.of(1, 2, 3, 5, 8, 13, 40), d.of(1, 2, 3, 5), d.of(2, 3, 5, 8)
    length = None if d.chance(0.2) else steps
    stateful = d.chance(0.15)
    samples = batch * d.of(2, 3) + (0 if stateful else d.of(0, 0, 1))
    x, layers = data(d, samples, steps, features)
    layers.insert(0, L.InputLayer(batch_input_shape=(batch if stateful else None, length, *x.shape[2:]), dtype=x.dtype.name))
    if x.ndim == 3 and d.chance(0.15):
        layers.append(L.TimeDistributed(L.Dense(3, activation="tanh")) if d.chance(0.5) else L.Dense(3))
    depth = d.of(1, 1, 2, 3)
    sequences = d.chance(0.4)
    for n in range(depth):
        last = n == depth - 1
        layers.append(recurrent(d, sequences or not last, stateful, length is not None and steps <= 5, steps > 13))
        if d.chance(0.15):
            layers.append(L.Dropout(0.2))
        if not last and d.chance(0.1):
            layers.append(L.SpatialDropout1D(0.25))
    more, loss, targets = head(d, sequences, length)
    model = keras.Sequential(layers + more)
    kept = d.chance(0.4)
    if not kept:
        model.set_weights([d.uniform(w.shape, 1.2 / np.sqrt(max(w.shape[0], 1)) if w.ndim > 1 else 0.4) for w in model.get_weights()])
    y = targets((samples, *(steps if size is None else size for size in model.output_shape[1:])))
    model.compile(optimizer=optimizer(d), loss=loss)
    fit = {"batch_size": batch, "epochs": 3, "shuffle": False}
    if d.chance(0.15):
        single = d.wide and len(model.output_shape) == 3 and d.chance(0.5)
        fit["sample_weight"] = d.rng.uniform(0.2, 2, (samples, steps) if single else samples).astype("float32")
    return model, x, y, fit, kept


def run(model, x, y, fit):
    """Everything that is compared, in the order in which it is computed."""
    batch = fit["batch_size"]
    arrays = {"before": model.predict(x, batch_size=batch, verbose=0)}
    history = model.fit(x, y, verbose=0, **fit)
    arrays["losses"] = np.array(history.history["loss"])
    arrays["evaluated"] = np.array([model.evaluate(x, y, batch_size=batch, verbose=0)])
    arrays.update({f"trained{i}": w for i, w in enumerate(model.get_weights())})
    arrays["after"] = model.predict(x, batch_size=batch, verbose=0)
    return arrays


if __name__ == "__main__":
    import tensorflow as tf

    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    arrays = {}
    for seed in sys.argv[2:]:
        arrays.update({f"{seed}/{k}": v for k, v in run(*make(int(seed))[:4]).items()})
    np.savez(sys.argv[1], **arrays)
