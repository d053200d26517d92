"""What tests/KerasHost.Cli.Tests/TestScripts/wrong_inputs.csx must print: what the reference says of wrong inputs. Run with the reference; writes
compat/recorded/scripts/wrong_inputs.txt."""
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


x, y = X(8, 4, 3), (X(8, 1) > 0).astype("float32")
def dense(**k):
    q = keras.Sequential([Dense(2, activation="relu", input_shape=(3,)), Dense(1, activation="sigmoid")]); q.compile("sgd", "binary_crossentropy"); return q
def rnn(): 
    q = keras.Sequential([LSTM(2, input_shape=(4, 3)), Dense(1)]); q.compile("sgd", "mse"); return q
xd = X(8, 3)


@block
def call_wrong(): dense()(X(2, 5))


@block
def lengths(): dense().fit(xd, y[:5], verbose=0)


@block
def weights_length(): dense().fit(xd, y, sample_weight=np.ones(5), verbose=0)


@block
def empty(): dense().fit(X(0, 3), X(0, 1), verbose=0)


@block
def empty_predict(): dense().predict(X(0, 3), verbose=0)


@block
def empty_evaluate(): dense().evaluate(X(0, 3), X(0, 1), verbose=0)


@block
def split_all(): dense().fit(xd, y, validation_split=0.99, verbose=0)


@block
def none_y(): dense().fit(xd, verbose=0)


@block
def not_compiled(): keras.Sequential([Dense(1, input_shape=(3,))]).fit(xd, y, verbose=0)


@block
def not_compiled_evaluate(): keras.Sequential([Dense(1, input_shape=(3,))]).evaluate(xd, y, verbose=0)


@block
def not_compiled_train(): keras.Sequential([Dense(1, input_shape=(3,))]).train_on_batch(xd, y)


@block
def not_built_summary(): keras.Sequential([Dense(1)]).summary()


@block
def not_built_weights(): keras.Sequential([Dense(1)]).weights


@block
def no_layers_fit():
    q = keras.Sequential(); q.compile("sgd", "mse"); q.fit(xd, y, verbose=0)


@block
def no_layers_pop(): keras.Sequential().pop()


@block
def two_same_names(): keras.Sequential([Dense(1, name="a", input_shape=(3,)), Dense(1, name="a")])


@block
def same_layer_twice():
    d = Dense(3); q = keras.Sequential([d, d]); q.build((None, 3)); print(len(q.weights))


@block
def get_layer_name(): dense().get_layer("nope")


@block
def get_layer_index(): dense().get_layer(index=7)


@block
def get_layer_nothing(): dense().get_layer()


@block
def units_negative(): Dense(-1)


@block
def units_zero(): LSTM(0)


@block
def units_zero_gru(): GRU(0)


@block
def units_negative_rnn(): SimpleRNN(-2)


@block
def embedding_zero(): Embedding(0, 3)


@block
def embedding_negative(): Embedding(3, -1)


@block
def dropout_rate(): Dropout(1.5)


@block
def dropout_negative(): Dropout(-0.1)


@block
def unknown_initializer(): LSTM(1, recurrent_initializer="ortho")


@block
def unknown_constraint(): GRU(1, kernel_constraint="max")


@block
def no_loss():
    q = keras.Sequential([Dense(1, input_shape=(3,))]); q.compile("sgd"); q.fit(xd, y, verbose=0)


@block
def embedding_negative_index(): Embedding(5, 2)(np.array([[-1]]))


@block
def stateful_no_batch(): keras.Sequential([LSTM(2, stateful=True, input_shape=(4, 3))])


@block
def stateful_no_batch_call():
    q = keras.Sequential([LSTM(2, stateful=True), Dense(1)]); q.compile("sgd", "mse"); q.fit(x, y, batch_size=8, verbose=0); print("fits")


@block
def ragged_array(): np.array([[1, 2], [3]])


@block
def unroll_none(): keras.Sequential([LSTM(2, unroll=True, input_shape=(None, 3))])


@block
def bi_mode(): Bidirectional(LSTM(2), merge_mode="foo")


@block
def bi_directions(): Bidirectional(LSTM(2), backward_layer=LSTM(2))


@block
def bi_sequences(): Bidirectional(LSTM(2), backward_layer=LSTM(2, go_backwards=True, return_sequences=True))


@block
def td_rank(): TimeDistributed(Dense(2))(X(3, 2))


@block
def set_weights_shape():
    q = dense(); b = q.get_weights()[0].copy()
    try: q.set_weights([X(3, 2), X(2), X(2, 1), X(3)])
    finally: print(np.array_equal(b, q.get_weights()[0]))


@block
def layer_set_weights(): l = Dense(2); l.build((None, 3)); l.set_weights([X(3, 3), X(2)])


@block
def layer_weights_arg(): keras.Sequential([Dense(2, weights=[X(4, 2), X(2)], input_shape=(3,))])


@block
def epochs_zero(): print(dense().fit(xd, y, epochs=0, verbose=0).history)


@block
def steps_too_many(): print(len(dense().fit(xd, y, batch_size=4, steps_per_epoch=5, epochs=2, verbose=0).history["loss"]))


@block
def class_weight_keys(): dense().fit(xd, y, class_weight={0: 1.0, 2: 2.0}, verbose=0)


@block
def nan_loss():
    q = dense(); v = xd.copy(); v[0, 0] = np.nan; h = q.fit(v, y, epochs=2, verbose=0); print(h.history)


@block
def terminate_nan():
    q = dense(); v = xd.copy(); v[0, 0] = np.nan; h = q.fit(v, y, epochs=3, verbose=0, callbacks=[keras.callbacks.TerminateOnNaN()]); print(h.history)


@block
def early_stopping_monitor(): print(len(dense().fit(xd, y, callbacks=[keras.callbacks.EarlyStopping(monitor="val_nope")], verbose=0).history))


@block
def early_stopping_mode(): keras.callbacks.EarlyStopping(mode="best")


@block
def pad_padding(): keras.preprocessing.sequence.pad_sequences([[1, 2]], padding="left")


@block
def pad_truncating(): keras.preprocessing.sequence.pad_sequences([[1, 2]], truncating="mid", maxlen=1)


@block
def reshape_wrong(): keras.Sequential([Reshape((5,), input_shape=(3,))])


@block
def permute_wrong(): Permute((1, 3))


@block
def repeat_rank(): RepeatVector(2)(X(2, 3, 4))


@block
def flatten_format(): Flatten(data_format="foo")


@block
def pool_rank(): GlobalAveragePooling1D()(X(3))


@block
def input_shape_wrong(): keras.Sequential([Dense(1, input_shape=(3,)), LSTM(2)])


@block
def optimizer_rate_negative(): print(keras.optimizers.SGD(learning_rate=-1.0).learning_rate.numpy())


@block
def seed_negative(): keras.utils.set_random_seed(-1)


@block
def to_categorical_range(): keras.utils.to_categorical([0, 5], num_classes=3)


@block
def to_categorical_negative(): print(keras.utils.to_categorical([0, -1], num_classes=3))


@block
def matmul_shapes(): tf.matmul(X(2, 3), X(2, 3))


@block
def add_shapes(): tf.constant(X(2, 3)) + tf.constant(X(2, 4))


@block
def np_shapes(): X(2, 3) + X(2, 4)


@block
def np_reshape(): X(2, 3).reshape(4, 4)


@block
def np_index(): X(2, 3)[5]


@block
def float_labels_sparse(): 
    q = keras.Sequential([Dense(3, activation="softmax", input_shape=(3,))]); q.compile("sgd", "sparse_categorical_crossentropy"); print(round(q.evaluate(xd, np.array([0., 1, 2, 1, 0, 1, 2, 0]), verbose=0), 4))


@block
def bool_input(): show(dense().predict(xd > 0, verbose=0))


@block
def double_input(): print(dense().predict(xd.astype("float64"), verbose=0).dtype)


target = pathlib.Path(os.environ.get("KERASHOST_RECORDED") or pathlib.Path(__file__).resolve().parent.parent / "recorded") / "scripts" / "wrong_inputs.txt"
target.parent.mkdir(parents=True, exist_ok=True)
with open(target, "w", encoding="utf-8") as file, contextlib.redirect_stdout(file):
    for step in steps:
        run(step)
