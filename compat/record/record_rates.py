"""Learning rates in training: read and set from callbacks, schedules, functions, old names, averages; the loss of each of ten steps."""
from harness import case, keras, message, np, random, tf

AREA = "rates"
O = keras.optimizers


class Each(keras.callbacks.Callback):
    """Loss and learning rate after every step."""
    def __init__(self, before=None):
        super().__init__()
        self.losses, self.rates, self.before = [], [], before

    def on_train_batch_begin(self, batch, logs=None):
        if self.before:
            self.before(self.model.optimizer, len(self.losses))

    def on_train_batch_end(self, batch, logs=None):
        self.losses.append(logs["loss"])
        self.rates.append(float(keras.backend.get_value(self.model.optimizer.lr)) if not callable(self.model.optimizer.lr) or isinstance(self.model.optimizer.lr, tf.Variable) else float(self.model.optimizer.lr(self.model.optimizer.iterations)))


def run(name, optimizer, before=None, epochs=1, eager=False):
    keras.backend.clear_session()
    keras.utils.set_random_seed(4)
    r = random("rates")
    x, y = r.uniform(-1, 1, (40, 5)).astype("float32"), r.uniform(-1, 1, (40, 2)).astype("float32")
    model = keras.Sequential([keras.layers.Dense(6, activation="tanh", input_shape=(5,)), keras.layers.Dense(2)])
    model.compile(optimizer(), "mse", run_eagerly=eager)
    each = Each(before)
    model.fit(x, y, batch_size=4, shuffle=False, epochs=epochs, verbose=0, callbacks=[each])
    arrays = {"x": x, "y": y} | {f"after{i}": w.numpy() for i, w in enumerate(model.weights)}
    case(AREA, name, {"kind": "run", "losses": each.losses, "rates": each.rates, "weights": len(model.weights), "epochs": epochs, "iterations": int(model.optimizer.iterations)}, arrays, seed=4)


def at(steps, act):
    return lambda optimizer, step: act(optimizer, step) if step in steps else None


def record():
    K = keras.backend

    def set_learning_rate(o, k): o.learning_rate = 0.5 / (k + 1)
    def set_lr(o, k): o.lr = 0.5 / (k + 1)
    def assign(o, k): o.learning_rate.assign(0.5 / (k + 1))
    def assign_lr(o, k): o.lr.assign(o.lr * 0.5)
    def set_value(o, k): K.set_value(o.learning_rate, 0.5 / (k + 1))
    def halve(o, k): K.set_value(o.lr, K.get_value(o.lr) * 0.5)

    for n, act in (("learning_rate", set_learning_rate), ("lr", set_lr), ("assign", assign), ("assign_lr", assign_lr), ("set_value", set_value), ("halve", halve)):
        run("set_" + n, lambda: O.SGD(0.1), at((0, 3, 6), act))
        run("set_" + n + "_adam", lambda: O.Adam(0.1), at((0, 3, 6), act))
    for n, act in (("learning_rate", set_learning_rate), ("lr", set_lr), ("set_value", set_value)):
        run("legacy_set_" + n, lambda: O.legacy.SGD(0.1), at((0, 3, 6), act))
        run("legacy_set_" + n + "_adam", lambda: O.legacy.Adam(0.1, decay=0.1), at((0, 3, 6), act))
    s = O.schedules
    run("schedule", lambda: O.SGD(s.ExponentialDecay(0.5, 3, 0.5)))
    run("schedule_momentum", lambda: O.SGD(s.PiecewiseConstantDecay([3, 6], [0.5, 0.1, 0.01]), momentum=0.9))
    run("schedule_adam", lambda: O.Adam(s.CosineDecay(0.1, 8)))
    # Compiled functions of the reference keep the schedule that they were made with.
    run("schedule_replaced", lambda: O.Adam(s.CosineDecay(0.1, 8)), at((4,), lambda o, k: setattr(o, "learning_rate", s.InverseTimeDecay(0.2, 2, 0.5))), eager=True)
    run("schedule_legacy", lambda: O.legacy.Adam(s.PolynomialDecay(0.1, 8)))
    run("function", lambda: O.SGD(lambda: 0.25))
    run("jit_compile", lambda: O.Adam(0.1, jit_compile=True))
    run("decay_legacy", lambda: O.legacy.SGD(0.5, decay=0.3))
    run("decay_legacy_momentum", lambda: O.legacy.SGD(lr=0.5, decay=0.3, momentum=0.9, nesterov=True))
    run("decay_legacy_rmsprop", lambda: O.legacy.RMSprop(lr=0.05, decay=0.3))
    run("lr_ignored", lambda: O.SGD(lr=0.5))
    run("ema", lambda: O.SGD(0.5, use_ema=True, ema_momentum=0.8))
    run("ema_overwrite", lambda: O.Adam(0.1, use_ema=True, ema_momentum=0.8, ema_overwrite_frequency=3))
    run("ema_epochs", lambda: O.SGD(0.5, use_ema=True, ema_momentum=0.8), epochs=2)
    run("weight_decay", lambda: O.AdamW(0.1, weight_decay=0.5))
    run("clipnorm", lambda: O.SGD(0.5, clipnorm=0.1))
    run("clipvalue", lambda: O.SGD(0.5, clipvalue=0.05))
    run("global_clipnorm", lambda: O.SGD(0.5, global_clipnorm=0.1))
