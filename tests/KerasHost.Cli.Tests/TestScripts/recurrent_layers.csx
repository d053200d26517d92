// compat/record/record_recurrent_layers.py is the same program in Python.
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
var x = X(2, 4, 3);
var x2 = XK(11, 4, 5, 2);
var m = np.array(new bool[,] { { true, true, false, false }, { false, true, true, true } });
void S(Tensors t) { foreach (var v in t) show(v.numpy()); }
string R(IEnumerable<double> v) => str(v.Select(i => round(i, 5)).ToList());
block("simple_args", () => S(SimpleRNN(3, activation: "relu", use_bias: false, kernel_initializer: "he_normal", recurrent_initializer: "glorot_uniform", return_sequences: true).apply(x)));
block("simple_state", () => { var (y, h) = SimpleRNN(3, return_state: true, bias_initializer: "ones", go_backwards: true).apply(x); S(y); S(h); });
block("simple_mask", () => { var l = SimpleRNN(3, return_sequences: true); S(l.apply(x, mask: m)); S(l.apply(x, mask: m, training: true)); });
block("simple_zero_mask", () => S(SimpleRNN(3, return_sequences: true, zero_output_for_mask: true).apply(x, mask: m)));
block("simple_back_mask", () => { S(SimpleRNN(3, return_sequences: true, go_backwards: true).apply(x, mask: m)); S(SimpleRNN(2, go_backwards: true).apply(x, mask: m)); });
block("lstm_all", () =>
{
    var l = LSTM(3, activation: "softsign", recurrent_activation: "hard_sigmoid", unit_forget_bias: false, bias_initializer: "random_uniform", return_sequences: true, return_state: true);
    S(l.apply(x)); S(l.apply(x, mask: m));
    foreach (var w in l.weights) print(w.name, w.shape);
});
block("lstm_initial", () =>
{
    var l = LSTM(2, return_state: true);
    S(l.apply(x, initial_state: [tf.constant(X(2, 2)), tf.constant(X(2, 2) * 2)]));
    S(l.apply(x, initial_state: [tf.ones([2, 2]), tf.zeros([2, 2])], mask: m));
});
block("lstm_unroll", () => { var l = LSTM(2, unroll: true, return_sequences: true, zero_output_for_mask: true); S(l.apply(x)); S(l.apply(x, mask: m)); });
block("lstm_unroll_back", () => { var l = LSTM(2, unroll: true, return_state: true, go_backwards: true); S(l.apply(x, mask: m)); });
block("lstm_time_major", () => { var xt = np.transpose(x, [1, 0, 2]); var l = LSTM(2, time_major: true, return_sequences: true, return_state: true); S(l.apply(xt)); S(l.apply(xt, mask: m.T)); });
block("gru_time_major_mask_t", () => { var xt = np.transpose(x, [1, 0, 2]); var l = GRU(2, time_major: true, return_sequences: true); S(l.apply(xt)); S(l.apply(xt, mask: m.T)); });
block("gru_time_major_back", () => { var l = GRU(2, time_major: true, return_state: true, go_backwards: true); S(l.apply(np.transpose(x, [1, 0, 2]))); });
block("gru_variants", () =>
{
    foreach (bool ra in new[] { true, false })
        foreach (int impl in new[] { 1, 2 })
            S(GRU(2, reset_after: ra, implementation: impl, use_bias: ra, recurrent_activation: "tanh", activation: "sigmoid").apply(x));
});
block("gru_weights", () =>
{
    foreach (bool ra in new[] { true, false })
    {
        var l = GRU(2, reset_after: ra); l.build([null, null, 3]);
        foreach (var w in l.weights) print(w.name, w.shape, w.dtype.name);
    }
});
block("cells", () =>
{
    foreach (AbstractRNNCell c in new AbstractRNNCell[] { SimpleRNNCell(2), LSTMCell(2), GRUCell(2), GRUCell(2, reset_after: false) })
    {
        print(c.output_size);
        S(RNN(c, return_state: true).apply(x));
    }
});
block("cell_call", () =>
{
    var c = LSTMCell(2); Tensor xt = tf.constant(x);
    var (y, s) = c.apply(xt[.., 0], [tf.ones([2, 2]), tf.zeros([2, 2])]); S(y); S(s);
    (y, s) = c.apply(xt[.., 1], s); S(y); S(s);
});
block("gru_cell_call", () => { var c = GRUCell(2); var (y, s) = c.apply(tf.constant(x)[.., 0], [tf.ones([2, 2])]); S(y); S(s[0]); });
block("cell_initial_state", () => { var c = LSTMCell(2); S(c.get_initial_state(batch_size: 3, dtype: "float32")); });
block("stacked", () =>
{
    var c = StackedRNNCells([LSTMCell(2), GRUCell(3), SimpleRNNCell(1)]);
    print(c.output_size);
    var l = RNN(c, return_sequences: true, return_state: true);
    var r = l.apply(x);
    S(r);
    foreach (var w in l.weights) print(w.name, w.shape);
});
block("stacked_list", () => { var l = RNN([LSTMCell(2), LSTMCell(2)]); S(l.apply(x, mask: m)); print(l.cell.GetType().Name, len(l.weights)); });
block("rnn_config", () => print(RNN(LSTMCell(2, dropout: 0.1), return_sequences: true).get_config()));
block("bi_modes", () => { foreach (var mm in new[] { "concat", "sum", "mul", "ave" }) S(Bidirectional(LSTM(2, return_sequences: true), merge_mode: mm).apply(x, mask: m)); });
block("bi_none", () => { var (a, b) = Bidirectional(GRU(2, return_sequences: true), merge_mode: null).apply(x); S(a); S(b); });
block("bi_state", () => { S(Bidirectional(LSTM(2, return_state: true, return_sequences: true)).apply(x)); });
block("bi_initial", () =>
{
    var s = range(4).Select(i => X(2, 2) + i).ToArray();
    S(Bidirectional(LSTM(2, return_state: true)).apply(x, initial_state: s.Select(v => tf.constant(v)).ToArray()));
});
block("bi_backward_layer", () =>
{
    var b = Bidirectional(LSTM(2, return_sequences: true), backward_layer: GRU(2, activation: "relu", go_backwards: true, return_sequences: true, name: "other"));
    S(b.apply(x)); print(b.name, b.weights.Select(w => w.name).ToList());
});
block("bi_nested", () => { var q = keras.Sequential([Bidirectional(LSTM(2, return_sequences: true), input_shape: [4, 3]), Bidirectional(GRU(2))]); S(q.apply(x)); q.summary(); });
block("bi_rnn_cells", () => { var b = Bidirectional(RNN([GRUCell(2), LSTMCell(2)], return_sequences: true)); S(b.apply(x)); print(b.weights.Select(w => w.name).ToList()); });
block("bi_get_config", () => print(Bidirectional(LSTM(2), merge_mode: "sum").get_config()));
block("bi_time_major", () => S(Bidirectional(LSTM(2, time_major: true, return_sequences: true)).apply(np.transpose(x, [1, 0, 2]))));
block("td_dense", () => { var q = keras.Sequential([TimeDistributed(Dense(2), input_shape: [4, 3]), LSTM(2)]); S(q.apply(x)); q.summary(); });
block("td_lstm", () => S(TimeDistributed(LSTM(2)).apply(X(2, 3, 4, 2))));
block("td_bi", () => S(TimeDistributed(Bidirectional(GRU(2, return_sequences: true))).apply(X(2, 2, 3, 2))));
block("td_mask", () =>
{
    var q = keras.Sequential([Masking(0.0, input_shape: [4, 3]), TimeDistributed(Dense(2)), GRU(2)]);
    var v = x.copy(); v[0, 2..] = 0; S(q.apply(v)); show(q.predict(v, verbose: 0));
});
class Mine(int units) : AbstractRNNCell
{
    Variable kernel, recurrent_kernel;
    public override int[] state_size => [units];
    public override void build(Shape s)
    {
        kernel = add_weight("kernel", [s[-1], units], initializer: "uniform");
        recurrent_kernel = add_weight("recurrent_kernel", [units, units], initializer: "uniform");
    }
    public override (Tensor output, Tensor[] states) call(Tensor inputs, Tensor[] states)
    {
        Tensor o = tf.matmul(inputs, kernel) + tf.matmul(states[0], recurrent_kernel);
        return (o, [o]);
    }
}
block("custom_cell", () => { var l = RNN(new Mine(4), return_sequences: true); S(l.apply(x)); S(l.apply(x, mask: m)); print(l.weights.Select(w => w.name).ToList()); });
block("custom_cell_train", () =>
{
    var q = keras.Sequential([RNN([new Mine(4), new Mine(3)], input_shape: [null, 3]), Dense(1)]);
    q.compile("rmsprop", "mse"); var h = q.fit(x, X(2, 1), epochs: 3, verbose: 0); print(R(h.history["loss"])); q.summary();
});
block("stateful_calls", () =>
{
    var l = LSTM(2, stateful: true, batch_input_shape: [2, 4, 3]); var q = keras.Sequential([l]);
    show(q.predict(x, verbose: 0)); show(q.predict(x, verbose: 0)); q.reset_states(); show(q.predict(x, verbose: 0));
    l.reset_states(states: [np.ones([2, 2]), np.zeros([2, 2])]); S(q.apply(x)); foreach (var s in l.states) show(s.numpy());
});
block("stateful_fit", () =>
{
    var q = keras.Sequential([GRU(2, stateful: true, return_sequences: true, batch_input_shape: [2, 4, 3]), SimpleRNN(2, stateful: true), Dense(1)]);
    q.compile("sgd", "mse");
    var h = q.fit(X(6, 4, 3), X(6, 1), epochs: 2, batch_size: 2, shuffle: false, verbose: 0); print(R(h.history["loss"]));
    print(round(q.evaluate(X(4, 4, 3), X(4, 1), batch_size: 2, verbose: 0), 5)); show(q.predict(X(2, 4, 3), batch_size: 2, verbose: 0));
    foreach (var l in q.layers.Take(2)) foreach (var s in ((RNN)l).states) show(s.numpy());
    q.reset_states(); show(q.predict_on_batch(X(2, 4, 3)));
});
block("stateful_mask", () =>
{
    var q = keras.Sequential([Masking(0.0, batch_input_shape: [2, null, 3]), LSTM(2, stateful: true, return_sequences: true)]);
    var v = x.copy(); v[1, 1..] = 0;
    show(q.predict(v, verbose: 0)); foreach (var s in ((RNN)q.layers[1]).states) show(s.numpy()); show(q.predict(v[.., ..2], verbose: 0));
});
block("stateful_bi", () =>
{
    var q = keras.Sequential([Bidirectional(LSTM(2, stateful: true), batch_input_shape: [2, 4, 3])]);
    show(q.predict(x, verbose: 0), q.predict(x, verbose: 0)); q.reset_states(); show(q.predict(x, verbose: 0));
});
class C : AbstractRNNCell
{
    Variable w;
    public override int[] state_size => [2];
    public override void build(Shape s) => w = add_weight("w", [3, 2]);
    public override (Tensor output, Tensor[] states) call(Tensor i, Tensor[] states, Tensor[] constants, bool training)
    {
        var o = tf.matmul(i, w) + states[0] * 0.5 + constants[0];
        return (o, [o]);
    }
}
block("constants", () => { var l = RNN(new C()); S(l.apply(x, constants: [tf.constant(X(2, 2))])); S(l.apply(x, constants: tf.constant(X(2, 2)), initial_state: tf.ones([2, 2]))); });
block("float64_layers", () =>
{
    foreach (Layer k in new Layer[] { SimpleRNN(2, dtype: "float64"), LSTM(2, dtype: "float64"), GRU(2, dtype: "float64") })
    {
        Tensor y = k.apply(x.astype("float64")).Single; print(y.dtype.name); print(tf.reshape(y, [-1]).numpy().ToArray<double>().Select(v => { var t = repr(v); return t[..Math.Min(12, t.Length)]; }).ToList());
    }
});
block("float64_model", () =>
{
    var q = keras.Sequential([LSTM(2, dtype: "float64", input_shape: [4, 3]), Dense(1, dtype: "float64")]); q.compile("adam", "mse");
    var h = q.fit(x, X(2, 1), epochs: 2, verbose: 0); print(h.history["loss"].Select(v => round(v, 6)).ToList()); NDArray p = q.predict(x, verbose: 0); print(p.dtype);
});
block("regs", () =>
{
    var l = LSTM(2, kernel_regularizer: "l2", recurrent_regularizer: keras.regularizers.L1(0.1), bias_regularizer: keras.regularizers.L1L2(0.1, 0.2), activity_regularizer: "l1");
    l.apply(x); print(l.losses.Select(v => round((double)v, 5)).ToList());
});
block("constr", () =>
{
    var q = keras.Sequential([GRU(3, kernel_constraint: keras.constraints.MaxNorm(0.5), recurrent_constraint: "non_neg", bias_constraint: keras.constraints.UnitNorm(), input_shape: [4, 3]), Dense(1)]);
    q.compile("sgd", "mse"); q.fit(x, X(2, 1), epochs: 2, verbose: 0); show([.. q.get_weights()]);
});
block("reg_train", () =>
{
    var q = keras.Sequential([Bidirectional(SimpleRNN(3, recurrent_regularizer: "l2", activity_regularizer: "l2"), input_shape: [4, 3]), Dense(1)]);
    q.compile("sgd", "mae", metrics: ["mse"]); var h = q.fit(x, X(2, 1), epochs: 3, verbose: 0); print(h.history.ToDictionary(p => p.Key, p => p.Value.Select(i => round(i, 5)).ToList())); print(len(q.losses));
});
block("dropout_fused", () =>
{
    var q = keras.Sequential([LSTM(4, dropout: 0.3, input_shape: [4, 3]), Dense(1)]); q.compile("adam", "mse");
    var h = q.fit(X(8, 4, 3), X(8, 1), epochs: 3, batch_size: 4, verbose: 0); print(R(h.history["loss"]));
});
block("rec_dropout", () =>
{
    foreach (var k in new Func<Layer>[] { () => LSTM(4, recurrent_dropout: 0.4, input_shape: [null, 3]), () => GRU(4, recurrent_dropout: 0.4, input_shape: [null, 3]), () => SimpleRNN(4, recurrent_dropout: 0.4, input_shape: [null, 3]) })
    {
        var q = keras.Sequential([k(), Dense(1)]); q.compile("adam", "mse");
        var h = q.fit(X(8, 4, 3), X(8, 1), epochs: 3, batch_size: 4, verbose: 0); print(R(h.history["loss"]));
    }
});
block("dropout_unroll", () =>
{
    foreach (var k in new Func<Layer>[] { () => LSTM(4, dropout: 0.2, recurrent_dropout: 0.4, unroll: true, input_shape: [4, 3]), () => GRU(4, dropout: 0.2, recurrent_dropout: 0.4, unroll: true, input_shape: [4, 3]), () => SimpleRNN(4, dropout: 0.2, recurrent_dropout: 0.4, unroll: true, input_shape: [4, 3]) })
    {
        var q = keras.Sequential([k(), Dense(1)]); q.compile("adam", "mse");
        var h = q.fit(X(8, 4, 3), X(8, 1), epochs: 3, batch_size: 4, verbose: 0); print(R(h.history["loss"]));
    }
});
block("dropout_stack", () =>
{
    var q = keras.Sequential([RNN([LSTMCell(3, dropout: 0.2), GRUCell(3, recurrent_dropout: 0.2)], unroll: true, input_shape: [4, 3]), Dropout(0.5), Dense(1)]); q.compile("sgd", "mse");
    var h = q.fit(X(8, 4, 3), X(8, 1), epochs: 3, batch_size: 4, verbose: 0); print(R(h.history["loss"]));
});
block("dropout_bi", () =>
{
    var q = keras.Sequential([Bidirectional(GRU(3, dropout: 0.3), input_shape: [4, 3]), Dense(1)]); q.compile("sgd", "mse");
    var h = q.fit(X(8, 4, 3), X(8, 1), epochs: 3, batch_size: 3, verbose: 0); print(R(h.history["loss"]));
});
block("dropout_call", () => { var l = LSTM(3, dropout: 0.5); S(l.apply(x, training: true)); S(l.apply(x, training: true)); S(l.apply(x)); });
block("rec_dropout_call", () => { var l = GRU(3, recurrent_dropout: 0.5); S(l.apply(x, training: true)); S(l.apply(x, training: false)); });
block("embedding_mask", () =>
{
    var q = keras.Sequential([Embedding(6, 3, mask_zero: true), LSTM(3, return_sequences: true), GRU(2)]);
    S(q.apply(np.array(new[,] { { 1, 2, 0, 0 }, { 3, 0, 4, 5 }, { 0, 0, 0, 0 } }))); q.summary();
});
block("mask_through", () =>
{
    var q = keras.Sequential([Embedding(6, 3, mask_zero: true, input_length: 4), Bidirectional(LSTM(2, return_sequences: true)), GlobalAveragePooling1D()]);
    S(q.apply(np.array(new[,] { { 1, 2, 0, 0 }, { 3, 0, 4, 5 } })));
});
block("mask_loss", () =>
{
    var q = keras.Sequential([Embedding(6, 3, mask_zero: true, input_length: 4), GRU(2, return_sequences: true), TimeDistributed(Dense(1))]);
    q.compile("sgd", "mse", metrics: ["mae"]); print(R((double[])q.evaluate(np.array(new[,] { { 1, 2, 0, 0 }, { 3, 0, 4, 5 } }), X(2, 4, 1), verbose: 0)));
});
block("layer_mask_attr", () => { var e = Embedding(6, 3, mask_zero: true); Tensor y = e.apply(np.array(new[,] { { 1, 0, 2 } })); print(y._keras_mask.numpy()); Tensor z = LSTM(2, return_sequences: true).apply(y); print(z._keras_mask.numpy()); });
block("compute_shapes", () => print(LSTM(3, return_sequences: true).compute_output_shape([null, 5, 2]), GRU(3).compute_output_shape([4, 5, 2]), Bidirectional(LSTM(3)).compute_output_shape([null, null, 2])));
block("tape", () =>
{
    var l = LSTM(2, return_sequences: true);
    var v = tf.constant(x);
    using var t = tf.GradientTape();
    t.watch(v); var y = tf.reduce_sum(tf.square(l.apply(v, mask: tf.constant(m))));
    show(t.gradient(y, v).numpy()); 
});
block("tape_initial", () =>
{
    var l = GRU(2, return_state: true); var s = tf.Variable(X(2, 2));
    using var t = tf.GradientTape();
    var (y, h) = l.apply(x, initial_state: s); var z = tf.reduce_sum(y * h);
    show(t.gradient(z, s).numpy());
});
block("tape_bi", () =>
{
    var l = Bidirectional(SimpleRNN(2, activation: "relu"), merge_mode: "mul"); var v = tf.Variable(x);
    using var t = tf.GradientTape();
    var y = tf.reduce_sum(l.apply(v));
    foreach (var g in t.gradient(y, [v, .. l.trainable_variables])) show(g.numpy());
});
block("weights_set", () => { var l = LSTM(2, weights: [X(3, 8), X(2, 8), X(8)]); S(l.apply(x)); });
block("trainable_false", () =>
{
    var q = keras.Sequential([LSTM(2, trainable: false, input_shape: [4, 3]), Dense(1)]); q.compile("sgd", "mse"); var b = q.get_weights()[0]; q.fit(x, X(2, 1), verbose: 0); print(np.array_equal(b, q.get_weights()[0])); q.summary();
});
block("length_one", () => { S(SimpleRNN(3).apply(X(1, 1, 1))); S(LSTM(3).apply(X(1, 1, 1))); S(GRU(3).apply(X(1, 1, 1))); });
block("units_one", () => { S(SimpleRNN(1, return_sequences: true).apply(X(3, 2, 5))); S(LSTM(1, return_sequences: true).apply(X(3, 2, 5))); S(GRU(1, return_sequences: true).apply(X(3, 2, 5))); });
block("configs", () => { foreach (var l in new Layer[] { SimpleRNN(2), LSTM(2, stateful: true, dropout: 0.1), GRU(2, reset_after: false, kernel_regularizer: "l2", name: "g"), TimeDistributed(Dense(2)), GRUCell(3), StackedRNNCells([LSTMCell(2)]) }) print(l.get_config()); });
block("roundtrip", () =>
{
    var l = (GRU)keras.layers.deserialize(new Dictionary<string, object> { ["class_name"] = "GRU", ["config"] = GRU(2, activation: "elu", zero_output_for_mask: true, return_sequences: true).get_config() }); S(l.apply(x, mask: m)); print(l.activation.name, l.units, l.return_sequences, l.stateful, l.recurrent_dropout, l.reset_after);
});
block("to_json", () => print(keras.Sequential([Embedding(5, 2, input_length: 3, mask_zero: true), Bidirectional(LSTM(2, return_sequences: true)), TimeDistributed(Dense(1))]).to_json()));
block("reset_without_stateful", () => LSTM(2).reset_states());
block("reset_before_build", () => LSTM(2, stateful: true).reset_states());
block("many_fit_seq", () =>
{
    var q = keras.Sequential([LSTM(3, return_sequences: true, input_shape: [null, 3]), LSTM(3), Dense(1)]); q.compile(keras.optimizers.Adam(0.05), "mse");
    foreach (var n in new[] { 4, 2, 6 }) print(round(q.train_on_batch(X(2, n, 3), X(2, 1)), 5));
});
block("layer_attrs", () =>
{
    var l = LSTM(3, dropout: 0.1, recurrent_dropout: 0.2, implementation: 2, go_backwards: true);
    print(l.dropout, l.recurrent_dropout, l.implementation, l.go_backwards, l.use_bias, l.unit_forget_bias, l.activation.name, l.recurrent_activation.name, l.kernel_initializer.GetType().Name, l.return_state, l.time_major, l.unroll);
    var b = Bidirectional(l); print(b.forward_layer.name, b.backward_layer.name, b.merge_mode, b.return_sequences, b.forward_layer.go_backwards, b.backward_layer.go_backwards);
});
block("pretrained_cell", () => { var c = GRUCell(2); var l = RNN(c); S(l.apply(x)); S(RNN(c, go_backwards: true).apply(x)); });
block("seq_state_list", () => { var r = GRU(2, return_sequences: true, return_state: true).apply(x, mask: m); print(len(r)); S(r); });
block("eager_list_inputs", () => { var l = LSTM(2); S(l.apply([tf.constant(x), tf.ones([2, 2]), tf.ones([2, 2])])); });
block("int_input", () => S(LSTM(2).apply(np.arange(6).reshape(1, 3, 2))));
