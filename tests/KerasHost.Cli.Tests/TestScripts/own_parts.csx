// A layer, a loss, a metric and a callback of a script. compat/record/record_own_parts.py is the same program in Python.
keras.utils.set_random_seed(1);
var x = (np.arange(64).reshape(16, 4) / 64).astype("float32");
var y = (x.sum(axis: 1, keepdims: true) > 2).astype("float32");

class Gated : Layer
{
    readonly int units;
    Variable w, v;

    public Gated(int units) => this.units = units;

    public override void build(Shape input_shape)
    {
        w = add_weight("w", [input_shape[-1], units], initializer: "glorot_uniform");
        v = add_weight("v", [input_shape[-1], units], initializer: "ones");
    }

    public override Tensor call(Tensor x, bool training) =>
        keras.ops.tanh(tf.matmul(x, w)) * tf.sigmoid(tf.matmul(x, v)) + (training ? 0.1 : 0.0);
}

class Within : Metric
{
    readonly Variable hits, all;

    public Within() : base("within")
    {
        hits = add_weight("hits");
        all = add_weight("all");
    }

    public override void update_state(Tensor y_true, Tensor y_pred, Tensor sample_weight = null)
    {
        hits.assign_add(tf.reduce_sum(tf.cast(tf.abs(y_true - y_pred) < 0.5, "float32")));
        all.assign_add(tf.cast(tf.size(y_true), "float32"));
    }

    public override Tensor result() => hits.value / all.value;
}

class Speaker : Callback
{
    public override void on_epoch_end(int epoch, Dictionary<string, double> logs) =>
        print($"epoch {epoch}: {string.Join(", ", logs.Select(pair => $"{pair.Key} {pair.Value:F4}"))}");
}

Tensor cubic(Tensor t, Tensor p) => tf.reduce_mean(tf.abs(t - p) * tf.square(t - p), axis: -1);

var gated = new Gated(8);
var model = keras.Sequential([keras.Input([4]), gated, keras.layers.Dense(1, activation: "sigmoid")]);
model.compile(optimizer: keras.optimizers.Adam(learning_rate: 0.05), loss: cubic, metrics: [new Within()]);
model.fit(x, y, epochs: 3, batch_size: 8, verbose: 0, callbacks: [new Speaker()]);
model.summary();

// The same step by hand.
var optimizer = keras.optimizers.SGD(learning_rate: 0.5);
for (int step = 0; step < 3; step++)
{
    using var tape = tf.GradientTape();
    Tensor loss = tf.reduce_mean(cubic(tf.constant(y), model.apply(x, training: true)));
    var gradients = tape.gradient(loss, model.trainable_variables);
    optimizer.apply_gradients(zip(gradients, model.trainable_variables));
    print($"step {step}: {(double)loss:F4}");
}
