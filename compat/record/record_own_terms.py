"""Training with losses and metrics that layers add, penalties on outputs, and layers as activations."""
from harness import case, keras, np, random, tf


class Terms(keras.layers.Layer):
    def __init__(self, **kw):
        super().__init__(**kw)
        self.spread = keras.metrics.Mean(name="spread")

    def build(self, input_shape):
        self.scale = self.add_weight(name="scale", shape=(input_shape[-1],), initializer="ones")
        self.add_loss(lambda: 0.01 * tf.reduce_sum(tf.abs(self.scale)))

    def call(self, x):
        y = x * self.scale
        self.add_loss(0.1 * tf.reduce_mean(tf.square(y)))
        self.add_metric(tf.reduce_max(y), name="largest")
        self.add_metric(self.spread(tf.abs(y)))
        return y


def record():
    keras.backend.clear_session()
    keras.utils.set_random_seed(3)
    rng = random("own_terms")
    x = rng.uniform(-1, 1, (20, 5)).astype("float32")
    y = rng.uniform(-1, 1, (20, 1)).astype("float32")
    model = keras.Sequential([
        keras.layers.Dense(4, activation=keras.layers.LeakyReLU(alpha=0.1), activity_regularizer=keras.regularizers.L2(0.05)),
        Terms(),
        keras.layers.PReLU(alpha_initializer="ones", alpha_regularizer="l2"),
        keras.layers.ActivityRegularization(l1=0.01, l2=0.02),
        keras.layers.Dense(3, activation=keras.layers.PReLU(alpha_initializer="ones")),
        keras.layers.Flatten(activity_regularizer=keras.regularizers.L1(0.03)),
        keras.layers.Dense(1),
    ])
    model.compile("sgd", "mse", metrics=["mae"])
    history = model.fit(x, y, batch_size=8, epochs=3, verbose=0, validation_split=0.2)
    scores = model.evaluate(x, y, batch_size=7, verbose=0)
    arrays = {"x": x, "y": y, "scores": np.array(scores)}
    call = {"kind": "own_terms", "history": history.history, "metrics_names": model.metrics_names, "trained": []}
    for i, w in enumerate(model.trainable_weights):
        arrays[f"w{i}"] = w.numpy()
        call["trained"].append({"name": w.name, "value": f"w{i}"})
    case("own_terms", "training", call, arrays, seed=3)
    # Without a loss of its own a model trains on what its layers add.
    model.compile("sgd")
    history = model.fit(x, batch_size=8, epochs=2, verbose=0)
    case("own_terms", "no_loss", {"kind": "own_terms_no_loss", "history": history.history}, seed=3)
