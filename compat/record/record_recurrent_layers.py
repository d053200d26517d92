"""What tests/KerasHost.Cli.Tests/TestScripts/recurrent_layers.csx must print: every argument of the recurrent layers in short programs. Run with the
reference; writes compat/recorded/scripts/recurrent_layers.txt."""
import contextlib
import logging
import os
import pathlib
import re

os.environ.update({"TF_ENABLE_ONEDNN_OPTS": "0", "TF_USE_LEGACY_KERAS": "1", "CUDA_VISIBLE_DEVICES": "", "TF_CPP_MIN_LOG_LEVEL": "3"})
import numpy as np
import tensorflow as tf
import tf_keras as keras
from tf_keras.layers import *

logging.getLogger("tensorflow").setLevel(logging.ERROR)
steps = []


def block(f):
    """A step of the program, which prints under its name; the reference's wrapping around errors is cut off."""
    steps.append(f)
    return f


def run(f):
    print("===", f.__name__)
    keras.backend.clear_session()
    keras.utils.set_random_seed(1)
    try:
        f()
    except Exception as e:
        text = str(e).split("\n\nStack trace")[0]
        if text.startswith("in user code:"):
            text = re.split(r"\n    " + type(e).__name__ + ": ", text)[-1].strip()
        text = re.sub(r"Exception encountered when calling layer.*?\n\n", "", text, flags=re.S)
        text = re.sub(r"\n*Call arguments received by layer.*", "", text, flags=re.S)
        text = re.sub(r" \[Op:.*?\].*", "", re.sub(r"\{\{.*?\}\} ?", "", text), flags=re.S)
        print("!!", text.strip())


def show(*arrays):
    for array in arrays:
        array = np.array(array)
        print(array.shape, array.dtype, np.round(array.astype("float64"), 5).ravel().tolist())


def X(*shape, k=7):
    n = int(np.prod(shape))
    return ((np.arange(n) * 5 % k - k // 2) / 4).reshape(shape).astype("float32")


x = X(2, 4, 3)
x2 = X(4, 5, 2, k=11)
m = np.array([[1, 1, 0, 0], [0, 1, 1, 1]], bool)


@block
def simple_args(): show(SimpleRNN(3, activation="relu", use_bias=False, kernel_initializer="he_normal", recurrent_initializer="glorot_uniform", return_sequences=True)(x))


@block
def simple_state():
    y, h = SimpleRNN(3, return_state=True, bias_initializer="ones", go_backwards=True)(x); show(y, h)


@block
def simple_mask():
    l = SimpleRNN(3, return_sequences=True); show(l(x, mask=m)); show(l(x, mask=m, training=True))


@block
def simple_zero_mask(): show(SimpleRNN(3, return_sequences=True, zero_output_for_mask=True)(x, mask=m))


@block
def simple_back_mask(): show(SimpleRNN(3, return_sequences=True, go_backwards=True)(x, mask=m), SimpleRNN(2, go_backwards=True)(x, mask=m))


@block
def lstm_all():
    l = LSTM(3, activation="softsign", recurrent_activation="hard_sigmoid", unit_forget_bias=False, bias_initializer="random_uniform", return_sequences=True, return_state=True)
    show(*l(x))
    show(*l(x, mask=m))
    for w in l.weights: print(w.name, w.shape)


@block
def lstm_initial():
    l = LSTM(2, return_state=True)
    show(*l(x, initial_state=[tf.constant(X(2, 2)), tf.constant(X(2, 2) * 2)]))
    show(*l(x, initial_state=[tf.ones((2, 2)), tf.zeros((2, 2))], mask=m))


@block
def lstm_unroll():
    l = LSTM(2, unroll=True, return_sequences=True, zero_output_for_mask=True); show(l(x), l(x, mask=m))


@block
def lstm_unroll_back():
    l = LSTM(2, unroll=True, return_state=True, go_backwards=True); show(*l(x, mask=m))


@block
def lstm_time_major():
    xt = np.transpose(x, (1, 0, 2))
    l = LSTM(2, time_major=True, return_sequences=True, return_state=True); show(*l(xt)); show(*l(xt, mask=m.T))


@block
def gru_time_major_mask_t():
    xt = np.transpose(x, (1, 0, 2))
    l = GRU(2, time_major=True, return_sequences=True); show(l(xt)); show(l(xt, mask=m.T))


@block
def gru_time_major_back():
    l = GRU(2, time_major=True, return_state=True, go_backwards=True); show(*l(np.transpose(x, (1, 0, 2))))


@block
def gru_variants():
    for ra in (True, False):
        for impl in (1, 2):
            show(GRU(2, reset_after=ra, implementation=impl, use_bias=ra, recurrent_activation="tanh", activation="sigmoid")(x))


@block
def gru_weights():
    for ra in (True, False):
        l = GRU(2, reset_after=ra); l.build((None, None, 3))
        for w in l.weights: print(w.name, w.shape, w.dtype.name)


@block
def cells():
    for c in (SimpleRNNCell(2), LSTMCell(2), GRUCell(2), GRUCell(2, reset_after=False)):
        print(c.output_size)
        show(*RNN(c, return_state=True)(x))


@block
def cell_call():
    c = LSTMCell(2)
    y, s = c(x[:, 0], [tf.ones((2, 2)), tf.zeros((2, 2))]); show(y, *s)
    y, s = c(x[:, 1], s); show(y, *s)


@block
def gru_cell_call():
    c = GRUCell(2); y, s = c(x[:, 0], [tf.ones((2, 2))]); show(y, s[0])


@block
def cell_initial_state():
    c = LSTMCell(2); show(*c.get_initial_state(batch_size=3, dtype="float32"))


@block
def stacked():
    c = StackedRNNCells([LSTMCell(2), GRUCell(3), SimpleRNNCell(1)])
    print(c.output_size)
    l = RNN(c, return_sequences=True, return_state=True)
    r = l(x)
    show(r[0])
    for s in r[1:]: show(*(s if isinstance(s, (list, tuple)) else [s]))
    for w in l.weights: print(w.name, w.shape)


@block
def stacked_list():
    l = RNN([LSTMCell(2), LSTMCell(2)]); show(l(x, mask=m)); print(l.cell.__class__.__name__, len(l.weights))


@block
def rnn_config():
    print(RNN(LSTMCell(2, dropout=0.1), return_sequences=True).get_config())


@block
def bi_modes():
    for mm in ("concat", "sum", "mul", "ave"):
        show(Bidirectional(LSTM(2, return_sequences=True), merge_mode=mm)(x, mask=m))


@block
def bi_none():
    a, b = Bidirectional(GRU(2, return_sequences=True), merge_mode=None)(x); show(a, b)


@block
def bi_state():
    r = Bidirectional(LSTM(2, return_state=True, return_sequences=True))(x); show(*r)


@block
def bi_initial():
    s = [X(2, 2) + i for i in range(4)]
    r = Bidirectional(LSTM(2, return_state=True))(x, initial_state=[tf.constant(v) for v in s]); show(*r)


@block
def bi_backward_layer():
    b = Bidirectional(LSTM(2, return_sequences=True), backward_layer=GRU(2, activation="relu", go_backwards=True, return_sequences=True, name="other"))
    show(b(x)); print(b.name, [w.name for w in b.weights])


@block
def bi_nested():
    q = keras.Sequential([Bidirectional(LSTM(2, return_sequences=True), input_shape=(4, 3)), Bidirectional(GRU(2))])
    show(q(x)); q.summary()


@block
def bi_rnn_cells():
    b = Bidirectional(RNN([GRUCell(2), LSTMCell(2)], return_sequences=True)); show(b(x)); print([w.name for w in b.weights])


@block
def bi_get_config():
    print(Bidirectional(LSTM(2), merge_mode="sum").get_config())


@block
def bi_time_major():
    show(Bidirectional(LSTM(2, time_major=True, return_sequences=True))(np.transpose(x, (1, 0, 2))))


@block
def td_dense():
    q = keras.Sequential([TimeDistributed(Dense(2), input_shape=(4, 3)), LSTM(2)]); show(q(x)); q.summary()


@block
def td_lstm():
    y = TimeDistributed(LSTM(2))(X(2, 3, 4, 2)); show(y)


@block
def td_bi():
    y = TimeDistributed(Bidirectional(GRU(2, return_sequences=True)))(X(2, 2, 3, 2)); show(y)


@block
def td_mask():
    q = keras.Sequential([Masking(0.0, input_shape=(4, 3)), TimeDistributed(Dense(2)), GRU(2)])
    v = x.copy(); v[0, 2:] = 0; show(q(v), q.predict(v, verbose=0))


class Mine(keras.layers.Layer):
    def __init__(self, units, **k):
        super().__init__(**k); self.units = units; self.state_size = units
    def build(self, s):
        self.kernel = self.add_weight(shape=(s[-1], self.units), initializer="uniform", name="kernel")
        self.recurrent_kernel = self.add_weight(shape=(self.units, self.units), initializer="uniform", name="recurrent_kernel")
        self.built = True
    def call(self, inputs, states):
        o = tf.matmul(inputs, self.kernel) + tf.matmul(states[0], self.recurrent_kernel)
        return o, [o]


@block
def custom_cell():
    l = RNN(Mine(4), return_sequences=True); show(l(x)); show(l(x, mask=m))
    print([w.name for w in l.weights])


@block
def custom_cell_train():
    q = keras.Sequential([RNN([Mine(4), Mine(3)], input_shape=(None, 3)), Dense(1)])
    q.compile("rmsprop", "mse"); h = q.fit(x, X(2, 1), epochs=3, verbose=0); print([round(v, 5) for v in h.history["loss"]]); q.summary()


@block
def stateful_calls():
    l = LSTM(2, stateful=True, batch_input_shape=(2, 4, 3)); q = keras.Sequential([l])
    show(q.predict(x, verbose=0)); show(q.predict(x, verbose=0)); q.reset_states(); show(q.predict(x, verbose=0))
    l.reset_states(states=[np.ones((2, 2)), np.zeros((2, 2))]); show(q(x)); show(*l.states)


@block
def stateful_fit():
    q = keras.Sequential([GRU(2, stateful=True, return_sequences=True, batch_input_shape=(2, 4, 3)), SimpleRNN(2, stateful=True), Dense(1)])
    q.compile("sgd", "mse")
    h = q.fit(X(6, 4, 3), X(6, 1), epochs=2, batch_size=2, shuffle=False, verbose=0); print([round(v, 5) for v in h.history["loss"]])
    print(round(q.evaluate(X(4, 4, 3), X(4, 1), batch_size=2, verbose=0), 5)); show(q.predict(X(2, 4, 3), batch_size=2, verbose=0))
    for l in q.layers[:2]: show(*l.states)
    q.reset_states(); show(q.predict_on_batch(X(2, 4, 3)))


@block
def stateful_mask():
    q = keras.Sequential([Masking(0.0, batch_input_shape=(2, None, 3)), LSTM(2, stateful=True, return_sequences=True)])
    v = x.copy(); v[1, 1:] = 0
    show(q.predict(v, verbose=0)); show(*q.layers[1].states); show(q.predict(v[:, :2], verbose=0))


@block
def stateful_bi():
    q = keras.Sequential([Bidirectional(LSTM(2, stateful=True), batch_input_shape=(2, 4, 3))])
    show(q.predict(x, verbose=0), q.predict(x, verbose=0)); q.reset_states(); show(q.predict(x, verbose=0))


@block
def constants():
    class C(keras.layers.Layer):
        state_size = 2
        def build(self, s): self.w = self.add_weight(shape=(3, 2), name="w")
        def call(self, i, states, constants):
            o = tf.matmul(i, self.w) + states[0] * 0.5 + constants[0]; return o, [o]
    l = RNN(C()); show(l(x, constants=[tf.constant(X(2, 2))])); show(l(x, constants=tf.constant(X(2, 2)), initial_state=tf.ones((2, 2))))


@block
def float64_layers():
    for k in (SimpleRNN, LSTM, GRU):
        y = k(2, dtype="float64")(x.astype("float64")); print(y.dtype.name); print([repr(float(v)) [:12] for v in tf.reshape(y, [-1])])


@block
def float64_model():
    q = keras.Sequential([LSTM(2, dtype="float64", input_shape=(4, 3)), Dense(1, dtype="float64")]); q.compile("adam", "mse")
    h = q.fit(x, X(2, 1), epochs=2, verbose=0); print([round(v, 6) for v in h.history["loss"]]); print(q.predict(x, verbose=0).dtype)


@block
def regs():
    l = LSTM(2, kernel_regularizer="l2", recurrent_regularizer=keras.regularizers.L1(0.1), bias_regularizer=keras.regularizers.L1L2(0.1, 0.2), activity_regularizer="l1")
    l(x); print([round(float(v), 5) for v in l.losses])


@block
def constr():
    q = keras.Sequential([GRU(3, kernel_constraint=keras.constraints.MaxNorm(0.5), recurrent_constraint="non_neg", bias_constraint=keras.constraints.UnitNorm(), input_shape=(4, 3)), Dense(1)])
    q.compile("sgd", "mse"); q.fit(x, X(2, 1), epochs=2, verbose=0); show(*q.get_weights())


@block
def reg_train():
    q = keras.Sequential([Bidirectional(SimpleRNN(3, recurrent_regularizer="l2", activity_regularizer="l2"), input_shape=(4, 3)), Dense(1)])
    q.compile("sgd", "mae", metrics=["mse"]); h = q.fit(x, X(2, 1), epochs=3, verbose=0); print({k: [round(i, 5) for i in v] for k, v in h.history.items()}); print(len(q.losses))


@block
def dropout_fused():
    q = keras.Sequential([LSTM(4, dropout=0.3, input_shape=(4, 3)), Dense(1)]); q.compile("adam", "mse")
    h = q.fit(X(8, 4, 3), X(8, 1), epochs=3, batch_size=4, verbose=0); print([round(v, 5) for v in h.history["loss"]])


@block
def rec_dropout():
    for k in (LSTM, GRU, SimpleRNN):
        q = keras.Sequential([k(4, recurrent_dropout=0.4, input_shape=(None, 3)), Dense(1)]); q.compile("adam", "mse")
        h = q.fit(X(8, 4, 3), X(8, 1), epochs=3, batch_size=4, verbose=0); print([round(v, 5) for v in h.history["loss"]])


@block
def dropout_unroll():
    for k in (LSTM, GRU, SimpleRNN):
        q = keras.Sequential([k(4, dropout=0.2, recurrent_dropout=0.4, unroll=True, input_shape=(4, 3)), Dense(1)]); q.compile("adam", "mse")
        h = q.fit(X(8, 4, 3), X(8, 1), epochs=3, batch_size=4, verbose=0); print([round(v, 5) for v in h.history["loss"]])


@block
def dropout_stack():
    q = keras.Sequential([RNN([LSTMCell(3, dropout=0.2), GRUCell(3, recurrent_dropout=0.2)], unroll=True, input_shape=(4, 3)), Dropout(0.5), Dense(1)]); q.compile("sgd", "mse")
    h = q.fit(X(8, 4, 3), X(8, 1), epochs=3, batch_size=4, verbose=0); print([round(v, 5) for v in h.history["loss"]])


@block
def dropout_bi():
    q = keras.Sequential([Bidirectional(GRU(3, dropout=0.3), input_shape=(4, 3)), Dense(1)]); q.compile("sgd", "mse")
    h = q.fit(X(8, 4, 3), X(8, 1), epochs=3, batch_size=3, verbose=0); print([round(v, 5) for v in h.history["loss"]])


@block
def dropout_call():
    l = LSTM(3, dropout=0.5); show(l(x, training=True)); show(l(x, training=True)); show(l(x))


@block
def rec_dropout_call():
    l = GRU(3, recurrent_dropout=0.5); show(l(x, training=True)); show(l(x, training=False))


@block
def embedding_mask():
    q = keras.Sequential([Embedding(6, 3, mask_zero=True), LSTM(3, return_sequences=True), GRU(2)])
    show(q(np.array([[1, 2, 0, 0], [3, 0, 4, 5], [0, 0, 0, 0]]))); q.summary()


@block
def mask_through():
    q = keras.Sequential([Embedding(6, 3, mask_zero=True, input_length=4), Bidirectional(LSTM(2, return_sequences=True)), GlobalAveragePooling1D()])
    show(q(np.array([[1, 2, 0, 0], [3, 0, 4, 5]])))


@block
def mask_loss():
    q = keras.Sequential([Embedding(6, 3, mask_zero=True, input_length=4), GRU(2, return_sequences=True), TimeDistributed(Dense(1))])
    q.compile("sgd", "mse", metrics=["mae"]); print([round(v, 5) for v in q.evaluate(np.array([[1, 2, 0, 0], [3, 0, 4, 5]]), X(2, 4, 1), verbose=0)])


@block
def layer_mask_attr():
    e = Embedding(6, 3, mask_zero=True); y = e(np.array([[1, 0, 2]])); print(y._keras_mask.numpy()); z = LSTM(2, return_sequences=True)(y); print(z._keras_mask.numpy())


@block
def compute_shapes():
    print(LSTM(3, return_sequences=True).compute_output_shape((None, 5, 2)), GRU(3).compute_output_shape((4, 5, 2)), Bidirectional(LSTM(3)).compute_output_shape((None, None, 2)))


@block
def tape():
    l = LSTM(2, return_sequences=True)
    v = tf.constant(x)
    with tf.GradientTape() as t:
        t.watch(v); y = tf.reduce_sum(l(v, mask=tf.constant(m)) ** 2)
    show(t.gradient(y, v))


@block
def tape_initial():
    l = GRU(2, return_state=True); s = tf.Variable(X(2, 2))
    with tf.GradientTape() as t:
        y, h = l(x, initial_state=s); z = tf.reduce_sum(y * h)
    show(t.gradient(z, s))


@block
def tape_bi():
    l = Bidirectional(SimpleRNN(2, activation="relu"), merge_mode="mul"); v = tf.Variable(x)
    with tf.GradientTape() as t: y = tf.reduce_sum(l(v))
    show(*t.gradient(y, [v] + l.trainable_variables))


@block
def weights_set():
    l = LSTM(2, weights=[X(3, 8), X(2, 8), X(8)]); show(l(x))


@block
def trainable_false():
    q = keras.Sequential([LSTM(2, trainable=False, input_shape=(4, 3)), Dense(1)]); q.compile("sgd", "mse"); b = q.get_weights()[0]; q.fit(x, X(2, 1), verbose=0); print(np.array_equal(b, q.get_weights()[0])); q.summary()


@block
def length_one():
    for k in (SimpleRNN, LSTM, GRU): show(k(3)(X(1, 1, 1)))


@block
def units_one():
    for k in (SimpleRNN, LSTM, GRU): show(k(1, return_sequences=True)(X(3, 2, 5)))


@block
def configs():
    for l in (SimpleRNN(2), LSTM(2, stateful=True, dropout=0.1), GRU(2, reset_after=False, kernel_regularizer="l2", name="g"), TimeDistributed(Dense(2)), GRUCell(3), StackedRNNCells([LSTMCell(2)])): print(l.get_config())


@block
def roundtrip():
    l = GRU.from_config(GRU(2, activation="elu", zero_output_for_mask=True, return_sequences=True).get_config()); show(l(x, mask=m)); print(l.activation.__name__, l.units, l.return_sequences, l.stateful, l.recurrent_dropout, l.reset_after)


@block
def to_json():
    print(keras.Sequential([Embedding(5, 2, input_length=3, mask_zero=True), Bidirectional(LSTM(2, return_sequences=True)), TimeDistributed(Dense(1))]).to_json())


@block
def reset_without_stateful():
    LSTM(2).reset_states()


@block
def reset_before_build():
    LSTM(2, stateful=True).reset_states()


@block
def many_fit_seq():
    q = keras.Sequential([LSTM(3, return_sequences=True, input_shape=(None, 3)), LSTM(3), Dense(1)]); q.compile(keras.optimizers.Adam(0.05), "mse")
    for n in (4, 2, 6): print(round(q.train_on_batch(X(2, n, 3), X(2, 1)), 5))


@block
def layer_attrs():
    l = LSTM(3, dropout=0.1, recurrent_dropout=0.2, implementation=2, go_backwards=True)
    print(l.dropout, l.recurrent_dropout, l.implementation, l.go_backwards, l.use_bias, l.unit_forget_bias, l.activation.__name__, l.recurrent_activation.__name__, l.kernel_initializer.__class__.__name__, l.return_state, l.time_major, l.unroll)
    b = Bidirectional(l); print(b.forward_layer.name, b.backward_layer.name, b.merge_mode, b.return_sequences, b.forward_layer.go_backwards, b.backward_layer.go_backwards)


@block
def pretrained_cell():
    c = GRUCell(2); l = RNN(c); show(l(x)); show(RNN(c, go_backwards=True)(x))


@block
def seq_state_list():
    r = GRU(2, return_sequences=True, return_state=True)(x, mask=m); print(len(r)); show(*r)


@block
def eager_list_inputs():
    l = LSTM(2); show(l([tf.constant(x), tf.ones((2, 2)), tf.ones((2, 2))]))


@block
def int_input():
    show(LSTM(2)(np.arange(6).reshape(1, 3, 2)))


target = pathlib.Path(os.environ.get("KERASHOST_RECORDED") or pathlib.Path(__file__).resolve().parent.parent / "recorded") / "scripts" / "recurrent_layers.txt"
target.parent.mkdir(parents=True, exist_ok=True)
with open(target, "w", encoding="utf-8") as file, contextlib.redirect_stdout(file):
    for step in steps:
        run(step)
