"""Recurrent layers: outputs, states, gradients and masks of single calls; training; dropout under a seed; states kept over a session of
fit, evaluate and predict; summaries; errors."""
import re

import harness
from harness import case, done, keras, message, np, random, tf

L = keras.layers
AREA = "recurrent"
MASKS = {
    "leading": [[0, 0, 1, 1, 1], [0, 1, 1, 1, 1], [1, 1, 1, 1, 1], [0, 0, 0, 0, 1]],
    "trailing": [[1, 1, 1, 0, 0], [1, 1, 1, 1, 1], [1, 0, 0, 0, 0], [1, 1, 1, 1, 0]],
    "scattered": [[1, 0, 1, 0, 1], [0, 0, 0, 0, 0], [0, 1, 0, 1, 0], [1, 1, 1, 1, 1]],
    "empty": [[0] * 5] * 4,
    "full": [[1] * 5] * 4,
}


def factors(shape, k):
    """What the outputs are weighted with in the sum whose gradients are recorded; the runner computes the same."""
    n = int(np.prod(shape))
    return np.cos(0.37 * (np.arange(n) + 1) + k).reshape(shape)


def layer(name, o, shape, mask=None, states=None, calls=1, dtype="float32", training=None, seed=None, pack=None):
    """pack: how the cell nests its states, of which a list as long as states is made."""
    if done(AREA, name):
        return
    rng = random(name)
    x = rng.uniform(-1, 1, shape).astype(dtype)
    o(tf.constant(x))
    if o.stateful:
        o.reset_states()
    # Networks of many units are chaotic with large weights: rounding would grow without bound.
    reach = 0.6 if o.weights[0].shape[-1] < 64 else 0.1
    o.set_weights([rng.uniform(-reach, reach, w.shape).astype(dtype) for w in o.get_weights()])
    arrays = {f"w{i}": w for i, w in enumerate(o.get_weights())}
    call = {"kind": "layer", "layer": keras.layers.serialize(o), "weight_names": [w.name for w in o.weights], "calls": calls, "dtype": dtype}
    kw = {}
    if mask is not None:
        m = np.array(MASKS[mask], bool)
        if o.get_config().get("time_major"):
            m = m.T
        arrays["mask"] = m
        kw["mask"] = tf.constant(m)
    if states is not None:
        given = [rng.uniform(-1, 1, (4, s)).astype(dtype) for s in states]
        arrays.update({f"s{i}": s for i, s in enumerate(given)})
        flat = [tf.constant(s) for s in given]
        kw["initial_state"] = flat if pack is None else tf.nest.pack_sequence_as(pack, flat)
        call["states"] = len(given)
    if training is not None:
        kw["training"] = call["training"] = training
    if seed is not None:
        keras.utils.set_random_seed(seed)
    for k in range(calls):
        x = rng.uniform(-1, 1, shape).astype(dtype)
        arrays[f"x{k}"] = x
        t = tf.constant(x)
        with tf.GradientTape() as tape:
            tape.watch(t)
            watched = tf.nest.flatten(kw.get("initial_state", []))
            for s in watched:
                tape.watch(s)
            ys = o(t, **kw)
            ys = list(ys) if isinstance(ys, (list, tuple)) else [ys]
            ys = tf.nest.flatten(ys)
            total = tf.add_n([tf.reduce_sum(y * factors(y.shape, i).astype(dtype)) for i, y in enumerate(ys)])
        grads = tape.gradient(total, [t, *o.trainable_weights, *watched])
        for i, y in enumerate(ys):
            arrays[f"y{k}_{i}"] = y.numpy()
        for i, g in enumerate(grads):
            if g is not None:
                arrays[f"g{k}_{i}"] = g.numpy()
    out = o.compute_mask(t, kw.get("mask"))
    out = out[0] if isinstance(out, (list, tuple)) else out
    call["mask_out"] = out is not None
    call["outputs"] = len(ys)
    case(AREA, name, call, arrays, seed=seed)


def all_layers():
    kinds = {"simple": L.SimpleRNN, "lstm": L.LSTM, "gru": L.GRU, "gru_before": lambda *a, **k: L.GRU(*a, reset_after=False, **k)}
    for k, make in kinds.items():
        states = [3, 3] if k == "lstm" else [3]
        gated = k != "simple"
        for units, steps in ((1, 1), (3, 2), (17, 12)):
            layer(f"{k}_units{units}_steps{steps}", make(units), (4, steps, 2))
            layer(f"{k}_units{units}_steps{steps}_all", make(units, return_sequences=True, return_state=True, go_backwards=True), (4, steps, 2))
        for m in MASKS:
            layer(f"{k}_{m}", make(3), (4, 5, 2), mask=m)
            layer(f"{k}_{m}_all", make(3, return_sequences=True, return_state=True), (4, 5, 2), mask=m, states=states)
            layer(f"{k}_{m}_backwards", make(3, return_sequences=True, return_state=True, go_backwards=True), (4, 5, 2), mask=m)
        for unroll in (False, True):
            for backwards in (False, True):
                layer(f"{k}_zero_{unroll}_{backwards}".lower(), make(3, return_sequences=True, return_state=True, go_backwards=backwards, unroll=unroll, zero_output_for_mask=True), (4, 5, 2), mask="scattered")
        # Unrolled, the reference itself fails on zero_output_for_mask without return_sequences.
        layer(f"{k}_zero_last", make(3, zero_output_for_mask=True), (4, 5, 2), mask="scattered")
        layer(f"{k}_unroll", make(3, unroll=True, return_sequences=True), (4, 5, 2), mask="leading")
        layer(f"{k}_states", make(3, return_state=True), (4, 5, 2), states=states)
        layer(f"{k}_no_bias", make(3, use_bias=False), (4, 5, 2))
        layer(f"{k}_time_major", make(3, time_major=True, return_sequences=True, return_state=True), (5, 4, 2), mask="scattered")
        layer(f"{k}_float64", make(3, dtype="float64", return_sequences=True, go_backwards=True), (4, 5, 2), mask="scattered", dtype="float64")
        for f in ("relu", "linear", "hard_sigmoid", "sigmoid", "elu", "softsign", "swish"):
            layer(f"{k}_activation_{f}", make(3, activation=f, return_sequences=True), (4, 5, 2))
        if gated:
            for f in ("hard_sigmoid", "tanh", "softsign"):
                layer(f"{k}_gates_{f}", make(3, recurrent_activation=f), (4, 5, 2), mask="scattered")
            layer(f"{k}_implementation1", make(3, implementation=1), (4, 5, 2))
        layer(f"{k}_stateful", make(3, stateful=True, return_sequences=True, return_state=True, batch_input_shape=(4, 5, 2)), (4, 5, 2), mask="scattered", calls=3)
        # Eager: masks are drawn once a call, and with float64 too.
        for d, r in ((0.5, 0), (0, 0.5), (0.4, 0.3)):
            layer(f"{k}_eager_dropout_{d}_{r}", make(3, dropout=d, recurrent_dropout=r, return_sequences=True), (4, 5, 2), calls=2, training=True, seed=7)


def more_layers():
    """Masks of all or nothing, long sequences, many units, axes and directions that go together."""
    kinds = {"simple": L.SimpleRNN, "lstm": L.LSTM, "gru": L.GRU, "gru_before": lambda *a, **k: L.GRU(*a, reset_after=False, **k)}
    for k, make in kinds.items():
        states = [3, 3] if k == "lstm" else [3]
        layer(f"{k}_steps100", make(3, return_sequences=True, return_state=True), (4, 100, 2))
        if k != "gru_before":
            layer(f"{k}_units64_steps40", make(64), (2, 40, 3))
        layer(f"{k}_unroll_backwards", make(3, unroll=True, go_backwards=True, return_sequences=True, return_state=True), (4, 5, 2), mask="scattered", states=states)
        layer(f"{k}_time_major_backwards", make(3, time_major=True, go_backwards=True), (5, 4, 2), mask="leading", states=states)
        layer(f"{k}_time_major_unroll", make(3, time_major=True, unroll=True, return_sequences=True), (5, 4, 2), mask="trailing")
        layer(f"{k}_stateful_states", make(3, stateful=True, return_state=True, batch_input_shape=(4, 5, 2)), (4, 5, 2), states=states, calls=2)
    layer("cells_stack_states", L.RNN([L.LSTMCell(3), L.GRUCell(2), L.SimpleRNNCell(4)], return_state=True), (4, 5, 2), mask="leading", states=[3, 3, 2, 4], pack=[[0, 0], 0, 0])
    layer("bidirectional_stack_return_state", L.Bidirectional(L.RNN([L.LSTMCell(3), L.LSTMCell(2)], return_sequences=True, return_state=True)), (4, 5, 2), mask="trailing")
    layer("bidirectional_gru_states", L.Bidirectional(L.GRU(3, return_sequences=True), merge_mode="sum"), (4, 5, 2), mask="leading", states=[3, 3])
    layer("bidirectional_time_major", L.Bidirectional(L.LSTM(3, time_major=True, return_sequences=True)), (5, 4, 2))
    layer("bidirectional_unroll", L.Bidirectional(L.GRU(3, unroll=True, return_sequences=True)), (4, 5, 2), mask="trailing")
    layer("bidirectional_empty", L.Bidirectional(L.LSTM(3, return_sequences=True)), (4, 5, 2), mask="empty")
    layer("bidirectional_long", L.Bidirectional(L.LSTM(5)), (3, 60, 2))


def cells():
    layer("cells_lstm", L.RNN(L.LSTMCell(3), return_state=True), (4, 5, 2), mask="scattered")
    layer("cells_gru_before", L.RNN(L.GRUCell(3, reset_after=False), return_sequences=True), (4, 5, 2))
    layer("cells_simple", L.RNN(L.SimpleRNNCell(3), go_backwards=True), (4, 5, 2), mask="trailing")
    layer("cells_stack", L.RNN([L.LSTMCell(3), L.GRUCell(2), L.SimpleRNNCell(4)], return_sequences=True, return_state=True), (4, 5, 2), mask="scattered")
    layer("cells_stack_unroll", L.RNN(L.StackedRNNCells([L.LSTMCell(3), L.LSTMCell(2)]), unroll=True), (4, 5, 2))


def wrappers():
    for mode in ("concat", "sum", "mul", "ave", None):
        layer(f"bidirectional_{mode}", L.Bidirectional(L.LSTM(3), merge_mode=mode), (4, 5, 2), mask="scattered")
        layer(f"bidirectional_{mode}_all", L.Bidirectional(L.GRU(3, return_sequences=True, return_state=True), merge_mode=mode), (4, 5, 2), mask="scattered")
    layer("bidirectional_states", L.Bidirectional(L.LSTM(3, return_state=True)), (4, 5, 2), states=[3, 3, 3, 3])
    layer("bidirectional_backward_layer", L.Bidirectional(L.LSTM(3, return_sequences=True), backward_layer=L.SimpleRNN(2, return_sequences=True, go_backwards=True)), (4, 5, 2))
    layer("bidirectional_stack", L.Bidirectional(L.RNN([L.LSTMCell(3), L.LSTMCell(2)])), (4, 5, 2), mask="leading")
    layer("bidirectional_stateful", L.Bidirectional(L.SimpleRNN(3, stateful=True), batch_input_shape=(4, 5, 2)), (4, 5, 2), calls=2)
    layer("bidirectional_backwards", L.Bidirectional(L.LSTM(3, go_backwards=True, return_sequences=True)), (4, 5, 2))
    layer("time_distributed_dense", L.TimeDistributed(L.Dense(3, activation="tanh")), (4, 5, 2), mask="scattered")
    layer("time_distributed_lstm", L.TimeDistributed(L.LSTM(3)), (2, 3, 5, 2))


def training(name, layers, shape, y_shape, optimizer, loss, epochs=10, seed=3, ids=None):
    if done(AREA, name):
        return
    rng = random(name)
    keras.backend.clear_session()
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(layers())
    x = rng.randint(0, ids, shape) if ids else rng.uniform(-1, 1, shape).astype("float32")
    y = rng.uniform(-1, 1, y_shape).astype("float32")
    model.compile(optimizer=optimizer, loss=loss)
    h = model.fit(x, y, epochs=epochs, batch_size=shape[0] // 2, shuffle=False, verbose=0)
    arrays = {"x": x, "y": y, "loss": np.array(h.history["loss"]), "predictions": model.predict(x, batch_size=shape[0] // 2, verbose=0)}
    arrays.update({f"w{i}": w for i, w in enumerate(model.get_weights())})
    case(AREA, name, {"kind": "training", "model": model.get_config(), "optimizer": optimizer, "loss": loss, "epochs": epochs, "batch_size": shape[0] // 2,
                      "weight_names": [w.name for w in model.weights]}, arrays, seed=seed)


def trainings():
    for k, make in {"simple": L.SimpleRNN, "lstm": L.LSTM, "gru": L.GRU}.items():
        training(f"training_{k}", lambda: [make(5, input_shape=(6, 3)), L.Dense(1)], (8, 6, 3), (8, 1), "adam", "mse")
        training(f"training_{k}_masked", lambda: [L.Embedding(7, 4, mask_zero=True), make(5, return_sequences=True), L.Bidirectional(make(3)), L.Dense(1)], (8, 6), (8, 1), "rmsprop", "mse", ids=7)
        training(f"training_{k}_stateful", lambda: [make(4, stateful=True, batch_input_shape=(4, None, 3)), L.Dense(1)], (8, 6, 3), (8, 1), "sgd", "mse", epochs=4)
        training(f"training_{k}_recurrent_dropout", lambda: [make(5, recurrent_dropout=0.4, return_sequences=True, input_shape=(6, 3)), make(4, recurrent_dropout=0.5), L.Dense(1)], (8, 6, 3), (8, 1), "sgd", "mse", epochs=3)
        training(f"training_{k}_unrolled_dropout", lambda: [make(5, dropout=0.3, recurrent_dropout=0.4, unroll=True, input_shape=(6, 3)), L.Dropout(0.2), L.Dense(1)], (8, 6, 3), (8, 1), "sgd", "mse", epochs=3)
        training(f"training_{k}_masked_dropout", lambda: [L.Embedding(7, 4, mask_zero=True), L.Bidirectional(make(5, recurrent_dropout=0.4, return_sequences=True)), make(4, recurrent_dropout=0.5, go_backwards=True), L.Dense(1)], (8, 6), (8, 1), "sgd", "mse", epochs=3, ids=7)
        if k != "simple":
            training(f"training_{k}_backwards_dropout", lambda: [make(5, dropout=0.3, go_backwards=True, return_sequences=True, input_shape=(6, 3)), make(4, dropout=0.3, recurrent_dropout=0.4, unroll=True, implementation=1), L.Dense(1)], (8, 6, 3), (8, 1), "sgd", "mse", epochs=3)
            training(f"training_{k}_fused_dropout", lambda: [make(5, dropout=0.3, return_sequences=True, input_shape=(6, 3)), L.Bidirectional(make(4, dropout=0.4)), L.Dropout(0.2), L.Dense(1)], (8, 6, 3), (8, 1), "sgd", "mse", epochs=3)
            training(f"training_{k}_seeded_dropout", lambda: [make(5, dropout=0.3, seed=11, input_shape=(6, 3)), L.Dense(1)], (8, 6, 3), (8, 1), "sgd", "mse", epochs=3)
    training("training_stack_dropout", lambda: [L.RNN([L.LSTMCell(3, recurrent_dropout=0.3), L.GRUCell(2, recurrent_dropout=0.2)], input_shape=(6, 3)), L.Dropout(0.2), L.Dense(1)], (8, 6, 3), (8, 1), "sgd", "mse", epochs=3)


def session(name, layers, features=2):
    """A model that keeps states through everything that can be done with it; what each thing returns, and the states after it."""
    if done(AREA, name):
        return
    rng = random(name)
    keras.backend.clear_session()
    keras.utils.set_random_seed(5)
    model = keras.Sequential(layers())
    model.compile(optimizer="sgd", loss="mse")
    x, y = rng.uniform(-1, 1, (6, 5, features)).astype("float32"), rng.uniform(-1, 1, (6, 1)).astype("float32")
    arrays = {"x": x, "y": y}
    first = model.layers[0]
    parts = [first.forward_layer, first.backward_layer] if isinstance(first, L.Bidirectional) else [first]
    given = [rng.uniform(-1, 1, s.shape).astype("float32") for part in parts for s in tf.nest.flatten(part.states)]
    arrays.update({f"given{i}": s for i, s in enumerate(given)})
    actions = {
        "predict": lambda: model.predict(x, batch_size=3, verbose=0),
        "fit": lambda: np.array(model.fit(x, y, batch_size=3, epochs=2, shuffle=False, verbose=0).history["loss"]),
        "evaluate": lambda: np.array([model.evaluate(x, y, batch_size=3, verbose=0)]),
        "train_on_batch": lambda: np.array([model.train_on_batch(x[:3], y[:3])]),
        "test_on_batch": lambda: np.array([model.test_on_batch(x[3:], y[3:])]),
        "call": lambda: model(x[:3]).numpy(),
        "reset_states": lambda: model.reset_states(),
        "set_states": lambda: first.reset_states(given),
    }
    done_so = ["predict", "predict", "reset_states", "predict", "fit", "evaluate", "predict", "set_states", "predict", "call", "train_on_batch", "test_on_batch", "reset_states", "call", "predict"]
    for i, action in enumerate(done_so):
        result = actions[action]()
        if result is not None:
            arrays[f"r{i}"] = result
        arrays.update({f"s{i}_{j}": s.numpy() for j, s in enumerate(s for part in parts for s in tf.nest.flatten(part.states))})
    case(AREA, name, {"kind": "session", "model": model.get_config(), "actions": done_so}, arrays, seed=5)


def sessions():
    constants("constants_cell")
    session("session_simple", lambda: [L.SimpleRNN(3, stateful=True, batch_input_shape=(3, 5, 2)), L.Dense(1)])
    session("session_lstm", lambda: [L.LSTM(4, stateful=True, return_sequences=True, batch_input_shape=(3, None, 2)), L.GRU(3, stateful=True), L.Dense(1)])
    session("session_gru_backwards", lambda: [L.GRU(4, stateful=True, go_backwards=True, reset_after=False, batch_input_shape=(3, 5, 2)), L.Dense(1)])
    session("session_cells", lambda: [L.RNN([L.LSTMCell(3), L.GRUCell(2)], stateful=True, batch_input_shape=(3, 5, 2)), L.Dense(1)])
    session("session_bidirectional", lambda: [L.Bidirectional(L.LSTM(3, stateful=True), batch_input_shape=(3, 5, 2)), L.Dense(1)])


class Pulled(L.Layer):
    """A cell of a script with a constant: h' = tanh(x + h·c)."""
    state_size = 2

    def call(self, inputs, states, constants):
        h = tf.tanh(inputs + states[0] * constants[0])
        return h, [h]


def constants(name):
    if done(AREA, name):
        return
    rng = random(name)
    x, c = rng.uniform(-1, 1, (4, 5, 2)).astype("float32"), rng.uniform(-1, 1, (4, 2)).astype("float32")
    y = L.RNN(Pulled(), return_sequences=True)(tf.constant(x), mask=tf.constant(np.array(MASKS["scattered"], bool)), constants=[tf.constant(c)])
    case(AREA, name, {"kind": "constants"}, {"x": x, "c": c, "mask": np.array(MASKS["scattered"], bool), "y": y.numpy()})


def summary(name, layers):
    if done(AREA, name):
        return
    keras.backend.clear_session()
    model = keras.Sequential(layers())
    lines = []
    model.summary(print_fn=lambda line: lines.append(line))
    case(AREA, name, {"kind": "summary", "model": model.get_config(), "count": model.count_params(), "weight_names": [w.name for w in model.weights]}, text="\n".join(lines))


def summaries():
    summary("summary_simple_rnn", lambda: [L.Embedding(10000, 16), L.SimpleRNN(64), L.Dense(64, activation="relu"), L.Dense(1, activation="sigmoid")])
    summary("summary_bidirectional", lambda: [L.Embedding(10000, 16), L.Bidirectional(L.LSTM(64, return_sequences=True)), L.Bidirectional(L.LSTM(64)), L.Dense(64, activation="relu"), L.Dense(1, activation="sigmoid")])
    summary("summary_stacked_lstm", lambda: [L.Embedding(10000, 32, input_length=500), L.LSTM(32, dropout=0.2, return_sequences=True), L.LSTM(32, dropout=0.2, return_sequences=True), L.LSTM(32, dropout=0.2), L.Dense(1, activation="sigmoid")])
    summary("summary_gru", lambda: [L.GRU(32, dropout=0.2, recurrent_dropout=0.2, input_shape=(None, 14)), L.Dense(1)])
    summary("summary_time_distributed", lambda: [L.LSTM(4, return_sequences=True, input_shape=(5, 3)), L.TimeDistributed(L.Dense(2))])


def errors():
    x = tf.zeros((4, 5, 2))
    situations = {
        "units": lambda: L.LSTM(0),
        "stateful_without_batch": lambda: keras.Sequential([L.LSTM(3, stateful=True, input_shape=(5, 2))]),
        "reset_not_stateful": lambda: L.LSTM(3).reset_states(),
        "wrong_state": lambda: L.LSTM(3)(x, initial_state=[tf.zeros((4, 2)), tf.zeros((4, 3))]),
        "one_state": lambda: L.LSTM(3)(x, initial_state=[tf.zeros((4, 3))]),
        "rank": lambda: L.LSTM(3)(tf.zeros((4, 5))),
        "unroll_unknown": lambda: keras.Sequential([L.LSTM(3, unroll=True, input_shape=(None, 2))]),
        "merge_mode": lambda: L.Bidirectional(L.LSTM(3), merge_mode="max"),
        "same_direction": lambda: L.Bidirectional(L.LSTM(3), backward_layer=L.LSTM(3)),
        "different_sequences": lambda: L.Bidirectional(L.LSTM(3), backward_layer=L.LSTM(3, go_backwards=True, return_sequences=True)),
        "odd_states": lambda: L.Bidirectional(L.LSTM(3))(x, initial_state=[tf.zeros((4, 3))]),
        "time_distributed_rank": lambda: L.TimeDistributed(L.Dense(3))(tf.zeros((4, 5))),
        "no_steps": lambda: L.LSTM(3)(tf.zeros((4, 0, 2))),
        "no_steps_predict": lambda: keras.Sequential([L.GRU(3, input_shape=(None, 2))]).predict(np.zeros((4, 0, 2)), verbose=0),
        "mask_rank1": lambda: L.LSTM(3)(x, mask=tf.ones((4,), tf.bool)),
        "mask_rank3": lambda: L.LSTM(3)(x, mask=tf.ones((4, 5, 2), tf.bool)),
        "mask_length": lambda: L.SimpleRNN(3)(x, mask=tf.ones((4, 6), tf.bool)),
        "mask_batch": lambda: L.GRU(3)(x, mask=tf.ones((3, 5), tf.bool)),
        "state_batch": lambda: L.SimpleRNN(3)(x, initial_state=[tf.zeros((2, 3))]),
        "reset_unbuilt": lambda: L.LSTM(3, stateful=True).reset_states(),
        "predict_wrong_batch": lambda: keras.Sequential([L.LSTM(3, stateful=True, batch_input_shape=(4, 5, 2))]).predict(np.zeros((6, 5, 2)), batch_size=3, verbose=0),
        "object_array": lambda: keras.Sequential([L.Embedding(9, 2), L.LSTM(3)]).predict(np.array([[1, 2], [3]], object), verbose=0),
        "constants": lambda: L.RNN(L.LSTMCell(3))(x, constants=[tf.zeros((4, 2))]),
    }
    stateful = L.LSTM(3, stateful=True, name="lstm_1")
    stateful(x)
    situations["wrong_batch"] = lambda: stateful(tf.zeros((3, 5, 2)))
    situations["reset_count"] = lambda: stateful.reset_states([np.zeros((4, 3))])
    situations["reset_shape"] = lambda: stateful.reset_states([np.zeros((4, 2)), np.zeros((4, 3))])
    for name, call in situations.items():
        keras.backend.clear_session()
        kind, text = message(call)
        # Inside of traced functions the text names this machine's files; the error itself comes last.
        text = re.split(r"\n\s+\w*Error: ", text)[-1]
        case(AREA, f"error_{name}", {"kind": "error", "error": kind}, text=text)


for part in (all_layers, more_layers, cells, wrappers, trainings, sessions, summaries, errors):
    part()
harness.finish()
