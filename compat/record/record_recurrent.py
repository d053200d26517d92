"""Recurrent layers: outputs, states, gradients and masks of single calls; training; dropout under a seed; summaries; errors."""
import harness
from harness import case, keras, message, np, random, tf

L = keras.layers
AREA = "recurrent"
MASKS = {
    "leading": [[0, 0, 1, 1, 1], [0, 1, 1, 1, 1], [1, 1, 1, 1, 1], [0, 0, 0, 0, 1]],
    "trailing": [[1, 1, 1, 0, 0], [1, 1, 1, 1, 1], [1, 0, 0, 0, 0], [1, 1, 1, 1, 0]],
    "scattered": [[1, 0, 1, 0, 1], [0, 0, 0, 0, 0], [0, 1, 0, 1, 0], [1, 1, 1, 1, 1]],
}


def factors(shape, k):
    """What the outputs are weighted with in the sum whose gradients are recorded; the runner computes the same."""
    n = int(np.prod(shape))
    return np.cos(0.37 * (np.arange(n) + 1) + k).reshape(shape)


def layer(name, o, shape, mask=None, states=None, calls=1, dtype="float32", training=None, seed=None):
    rng = random(name)
    x = rng.uniform(-1, 1, shape).astype(dtype)
    o(tf.constant(x))
    if o.stateful:
        o.reset_states()
    o.set_weights([rng.uniform(-0.6, 0.6, w.shape).astype(dtype) for w in o.get_weights()])
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
        kw["initial_state"] = [tf.constant(s) for s in given]
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
            watched = kw.get("initial_state", [])
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


def training(name, layers, shape, y_shape, optimizer, loss, epochs=10, seed=3, ids=None, steps=False):
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
        if k != "simple":
            training(f"training_{k}_fused_dropout", lambda: [make(5, dropout=0.3, return_sequences=True, input_shape=(6, 3)), L.Bidirectional(make(4, dropout=0.4)), L.Dropout(0.2), L.Dense(1)], (8, 6, 3), (8, 1), "sgd", "mse", epochs=3)
            training(f"training_{k}_seeded_dropout", lambda: [make(5, dropout=0.3, seed=11, input_shape=(6, 3)), L.Dense(1)], (8, 6, 3), (8, 1), "sgd", "mse", epochs=3)
    training("training_stack_dropout", lambda: [L.RNN([L.LSTMCell(3, recurrent_dropout=0.3), L.GRUCell(2, recurrent_dropout=0.2)], input_shape=(6, 3)), L.Dropout(0.2), L.Dense(1)], (8, 6, 3), (8, 1), "sgd", "mse", epochs=3)


def summary(name, layers):
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
    }
    stateful = L.LSTM(3, stateful=True)
    stateful(x)
    situations["wrong_batch"] = lambda: stateful(tf.zeros((3, 5, 2)))
    situations["reset_count"] = lambda: stateful.reset_states([np.zeros((4, 3))])
    situations["reset_shape"] = lambda: stateful.reset_states([np.zeros((4, 2)), np.zeros((4, 3))])
    for name, call in situations.items():
        keras.backend.clear_session()
        kind, text = message(call)
        case(AREA, f"error_{name}", {"kind": "error", "error": kind}, text=text)


for part in (all_layers, cells, wrappers, trainings, summaries, errors):
    part()
harness.finish()
