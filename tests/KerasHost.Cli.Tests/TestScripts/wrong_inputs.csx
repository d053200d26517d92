// compat/record/record_wrong_inputs.py is the same program in Python.
using static KerasHost.keras.layers;
void block(string name, Action f)
{
    print("=== " + name);
    keras.backend.clear_session(); keras.utils.set_random_seed(1);
    try { f(); }
    catch (Exception e) { print("!! " + e.Message); }
}
void show(params NDArray[] a) { foreach (var v in a) print($"{str(v.shape)} {v.dtype} {str(np.round(v.astype("float64"), 5).ravel().tolist())}"); }
NDArray X(params int[] shape) => XK(7, shape);
NDArray XK(int k, params int[] shape)
{
    int n = 1; foreach (var s in shape) n *= s;
    return (((np.arange(n) * 5 % k - k / 2) / 4.0).reshape(shape)).astype("float32");
}
NDArray x = X(8, 4, 3), y = (X(8, 1) > 0).astype("float32"), xd = X(8, 3);
Sequential dense() { var q = keras.Sequential([Dense(2, activation: "relu", input_shape: [3]), Dense(1, activation: "sigmoid")]); q.compile("sgd", "binary_crossentropy"); return q; }
Sequential rnn() { var q = keras.Sequential([LSTM(2, input_shape: [4, 3]), Dense(1)]); q.compile("sgd", "mse"); return q; }
Sequential one(params Layer[] l) => keras.Sequential([.. l]);
block("call_wrong", () => dense().apply(X(2, 5)));
block("lengths", () => dense().fit(xd, y[..5], verbose: 0));
block("weights_length", () => dense().fit(xd, y, sample_weight: np.ones(5), verbose: 0));
block("empty", () => dense().fit(X(0, 3), X(0, 1), verbose: 0));
block("empty_predict", () => dense().predict(X(0, 3), verbose: 0));
block("empty_evaluate", () => dense().evaluate(X(0, 3), X(0, 1), verbose: 0));
block("split_all", () => dense().fit(xd, y, validation_split: 0.99, verbose: 0));
block("none_y", () => dense().fit(xd, verbose: 0));
block("not_compiled", () => one(Dense(1, input_shape: [3])).fit(xd, y, verbose: 0));
block("not_compiled_evaluate", () => one(Dense(1, input_shape: [3])).evaluate(xd, y, verbose: 0));
block("not_compiled_train", () => one(Dense(1, input_shape: [3])).train_on_batch(xd, y));
block("not_built_summary", () => one(Dense(1)).summary());
block("not_built_weights", () => print(one(Dense(1)).weights));
block("no_layers_fit", () => { var q = keras.Sequential(); q.compile("sgd", "mse"); q.fit(xd, y, verbose: 0); });
block("no_layers_pop", () => keras.Sequential().pop());
block("two_same_names", () => one(Dense(1, name: "a", input_shape: [3]), Dense(1, name: "a")));
block("same_layer_twice", () => { var d = Dense(3); var q = keras.Sequential([d, d]); q.build([null, 3]); print(len(q.weights)); });
block("get_layer_name", () => dense().get_layer("nope"));
block("get_layer_index", () => dense().get_layer(index: 7));
block("get_layer_nothing", () => dense().get_layer());
block("units_negative", () => Dense(-1));
block("units_zero", () => LSTM(0));
block("units_zero_gru", () => GRU(0));
block("units_negative_rnn", () => SimpleRNN(-2));
block("embedding_zero", () => Embedding(0, 3));
block("embedding_negative", () => Embedding(3, -1));
block("dropout_rate", () => Dropout(1.5));
block("dropout_negative", () => Dropout(-0.1));
block("unknown_initializer", () => LSTM(1, recurrent_initializer: "ortho"));
block("unknown_constraint", () => GRU(1, kernel_constraint: "max"));
block("no_loss", () => { var q = one(Dense(1, input_shape: [3])); q.compile("sgd"); q.fit(xd, y, verbose: 0); });
block("embedding_negative_index", () => Embedding(5, 2).apply(np.array(new[,] { { -1 } })));
block("stateful_no_batch", () => one(LSTM(2, stateful: true, input_shape: [4, 3])));
block("stateful_no_batch_call", () => { var q = one(LSTM(2, stateful: true), Dense(1)); q.compile("sgd", "mse"); q.fit(x, y, batch_size: 8, verbose: 0); print("fits"); });
block("ragged_array", () => np.array(new List<List<int>> { new() { 1, 2 }, new() { 3 } }));
block("unroll_none", () => one(LSTM(2, unroll: true, input_shape: [null, 3])));
block("bi_mode", () => Bidirectional(LSTM(2), merge_mode: "foo"));
block("bi_directions", () => Bidirectional(LSTM(2), backward_layer: LSTM(2)));
block("bi_sequences", () => Bidirectional(LSTM(2), backward_layer: LSTM(2, go_backwards: true, return_sequences: true)));
block("td_rank", () => TimeDistributed(Dense(2)).apply(X(3, 2)));
block("set_weights_shape", () =>
{
    var q = dense(); var b = q.get_weights()[0].copy();
    try { q.set_weights([X(3, 2), X(2), X(2, 1), X(3)]); }
    finally { print(np.array_equal(b, q.get_weights()[0])); }
});
block("layer_set_weights", () => { var l = Dense(2); l.build([null, 3]); l.set_weights([X(3, 3), X(2)]); });
block("layer_weights_arg", () => one(Dense(2, weights: [X(4, 2), X(2)], input_shape: [3])));
block("epochs_zero", () => print(dense().fit(xd, y, epochs: 0, verbose: 0).history));
block("steps_too_many", () => print(len(dense().fit(xd, y, batch_size: 4, steps_per_epoch: 5, epochs: 2, verbose: 0).history["loss"])));
block("class_weight_keys", () => dense().fit(xd, y, class_weight: new() { [0] = 1.0, [2] = 2.0 }, verbose: 0));
block("nan_loss", () => { var q = dense(); var v = xd.copy(); v[0, 0] = np.nan; var h = q.fit(v, y, epochs: 2, verbose: 0); print(h.history); });
block("terminate_nan", () => { var q = dense(); var v = xd.copy(); v[0, 0] = np.nan; var h = q.fit(v, y, epochs: 3, verbose: 0, callbacks: [keras.callbacks.TerminateOnNaN()]); print(h.history); });
block("early_stopping_monitor", () => print(len(dense().fit(xd, y, callbacks: [keras.callbacks.EarlyStopping(monitor: "val_nope")], verbose: 0).history)));
block("early_stopping_mode", () => keras.callbacks.EarlyStopping(mode: "best"));
block("pad_padding", () => keras.preprocessing.sequence.pad_sequences([[1, 2]], padding: "left"));
block("pad_truncating", () => keras.preprocessing.sequence.pad_sequences([[1, 2]], truncating: "mid", maxlen: 1));
block("reshape_wrong", () => one(Reshape([5], input_shape: [3])));
block("permute_wrong", () => Permute([1, 3]));
block("repeat_rank", () => RepeatVector(2).apply(X(2, 3, 4)));
block("flatten_format", () => Flatten(data_format: "foo"));
block("pool_rank", () => GlobalAveragePooling1D().apply(X(3)));
block("input_shape_wrong", () => one(Dense(1, input_shape: [3]), LSTM(2)));
block("optimizer_rate_negative", () => print(((Variable)keras.optimizers.SGD(learning_rate: -1.0).learning_rate).numpy()));
block("seed_negative", () => keras.utils.set_random_seed(-1));
block("to_categorical_range", () => keras.utils.to_categorical(np.array([0, 5]), num_classes: 3));
block("to_categorical_negative", () => print(keras.utils.to_categorical(np.array([0, -1]), num_classes: 3)));
block("matmul_shapes", () => tf.matmul(X(2, 3), X(2, 3)));
block("add_shapes", () => print(tf.constant(X(2, 3)) + tf.constant(X(2, 4))));
block("np_shapes", () => print(X(2, 3) + X(2, 4)));
block("np_reshape", () => X(2, 3).reshape(4, 4));
block("np_index", () => print(X(2, 3)[5]));
block("float_labels_sparse", () => { var q = one(Dense(3, activation: "softmax", input_shape: [3])); q.compile("sgd", "sparse_categorical_crossentropy"); print(round(q.evaluate(xd, np.array([0.0, 1, 2, 1, 0, 1, 2, 0]), verbose: 0), 4)); });
block("bool_input", () => show(dense().predict(xd > 0, verbose: 0)));
block("double_input", () => { NDArray p = dense().predict(xd.astype("float64"), verbose: 0); print(p.dtype); });
