using KerasHost.Callbacks;
using KerasHost.Layers;
using KerasHost.Losses;
using KerasHost.Models;
using KerasHost.Numpy;
using KerasHost.Training;

namespace KerasHost.Tests.Training;

public class TrainingTests
{
    private static readonly NDArray s_x = np.arange(32).reshape(16, 2).astype("float32") / 32;
    private static readonly NDArray s_y = (s_x.sum(axis: 1) > 1).astype("int32");

    [Fact]
    public void A_layer_a_loss_and_a_callback_of_ones_own_take_part()
    {
        // From some first weights the loss rises at first.
        keras.utils.set_random_seed(1);
        var layer = new Scaled();
        var model = keras.Sequential([layer, keras.layers.Dense(1)]);
        LossFn loss = (t, p) => Op.Mean(Op.Square(Op.Cast(t, p.dtype) - p), [-1]);
        model.compile(optimizer: keras.optimizers.Adam(0.1), loss: loss);
        var seen = new Recorder();
        History history = model.fit(s_x, s_y, epochs: 3, batch_size: 8, verbose: 0, callbacks: [seen]);
        Assert.Equal(["train begin", "epoch begin 0", "batch 0", "batch 1", "epoch end 0 loss"], seen.Events[..5]);
        Assert.Equal(3, history.history["loss"].Count);
        Assert.True(history.history["loss"][2] < history.history["loss"][0]);
        Assert.NotEqual(1, layer.factor!.value.ElementAsDouble(0));
    }

    [Fact]
    public void A_model_of_ones_own_tracks_the_layers_in_its_fields()
    {
        var model = new TwoDense();
        model.compile("adam", "binary_crossentropy");
        model.fit(s_x, s_y, verbose: 0);
        Assert.Equal(4, model.trainable_weights.Count);
        Assert.Equal(["dense_in", "dense_out"], model.layers.Select(layer => layer.name));
    }

    [Fact]
    public void A_layer_that_nobody_holds_is_an_error()
    {
        var model = new Loose();
        model.compile("adam", "binary_crossentropy");
        var error = Assert.Throws<KerasValueException>(() => model.fit(s_x, s_y, verbose: 0));
        Assert.Contains("is used in the call of layer", error.Message);
    }

    [Fact]
    public void What_was_trainable_at_compile_counts()
    {
        var model = keras.Sequential([keras.layers.Dense(2, input_shape: [2]), keras.layers.Dense(1, activation: "sigmoid")]);
        model.compile("adam", "binary_crossentropy");
        float[] First() => model.layers[0].get_weights()[0].ToArray<float>();
        float[] before = First();
        model.layers[0].trainable = false;
        model.fit(s_x, s_y, verbose: 0);
        Assert.NotEqual(before, before = First());
        Assert.False(model.layers[0].trainable);
        model.compile("adam", "binary_crossentropy");
        model.fit(s_x, s_y, verbose: 0);
        Assert.Equal(before, First());
    }

    [Fact]
    public void Training_can_be_stopped_and_resumed_at_an_epoch()
    {
        var model = Compiled();
        History first = model.fit(s_x, s_y, epochs: 9, verbose: 0, callbacks: [new Stopper(2)]);
        Assert.Equal([0, 1], first.epoch);
        History second = model.fit(s_x, s_y, initial_epoch: 2, epochs: 4, verbose: 0);
        Assert.Equal([2, 3], second.epoch);
        Assert.Same(second, model.history);
    }

    [Fact]
    public void Validation_runs_when_asked()
    {
        History history = Compiled().fit(s_x, s_y, epochs: 4, verbose: 0, validation_data: (s_x, s_y), validation_freq: 2);
        Assert.Equal(4, history.history["loss"].Count);
        Assert.Equal(2, history.history["val_loss"].Count);
    }

    [Fact]
    public void Steps_stop_an_epoch_and_running_out_of_data_stops_training()
    {
        // Seen with tf_keras 2.16: 4 samples in 5 steps are 5 batches of one sample, of which two epochs hold 8.
        var counter = new BatchCounter();
        History history = Compiled().fit(s_x[..4], s_y[..4], epochs: 2, steps_per_epoch: 5, verbose: 0, callbacks: [counter]);
        Assert.Equal(2, history.epoch.Count);
        Assert.Equal(8, counter.Batches);
    }

    [Fact]
    public void Evaluation_returns_what_Keras_does()
    {
        var model = Compiled();
        Scores one = model.evaluate(s_x, s_y, verbose: 0);
        Assert.Equal(2, one.Count);
        Assert.StartsWith("[0.", one.ToString());
        Assert.Equal(["loss", "accuracy"], model.metrics_names);
        Assert.StartsWith("{'loss': 0.", model.evaluate(s_x, s_y, verbose: 0, return_dict: true).ToString());
        Assert.Throws<KerasTypeException>(() => (double)one);
        Assert.Equal(one[0], model.test_on_batch(s_x, s_y)["loss"], 1e-6);
        Assert.Equal(model.predict(s_x, verbose: 0).ToArray<float>(), model.predict_on_batch(s_x).ToArray<float>());
    }

    [Fact]
    public void Wrong_data_are_errors_before_anything_changes()
    {
        var model = Compiled();
        float[] before = model.get_weights()[0].ToArray<float>();
        Assert.StartsWith("Data cardinality is ambiguous:\n  x sizes: 16\n  y sizes: 3\n",
            Assert.Throws<KerasValueException>(() => model.fit(s_x, np.ones([3]), verbose: 0)).Message);
        Assert.StartsWith("Training data contains 1 samples, which is not sufficient to split it",
            Assert.Throws<KerasValueException>(() => model.fit(s_x[..1], s_y[..1], validation_split: 0.5, verbose: 0)).Message);
        Assert.Equal("Expected input data to be non-empty.",
            Assert.Throws<KerasValueException>(() => model.fit(s_x[..0], s_y[..0], verbose: 0)).Message);
        Assert.Contains("is incompatible with the layer: expected shape=(None, 2), found shape=",
            Assert.Throws<KerasShapeException>(() => model.fit(np.ones([16, 3]), s_y, verbose: 0)).Message);
        Assert.StartsWith("You must compile your model before training/testing.",
            Assert.Throws<KerasException>(() => keras.Sequential([keras.layers.Dense(1)]).fit(s_x, s_y)).Message);
        Assert.Equal(before, model.get_weights()[0].ToArray<float>());
    }

    [Fact]
    public void Labels_outside_the_classes_are_an_error()
    {
        var model = keras.Sequential([keras.layers.Dense(3, activation: "softmax", input_shape: [2])]);
        model.compile("sgd", "sparse_categorical_crossentropy");
        var error = Assert.Throws<KerasValueException>(() => model.fit(s_x, np.full([16], 3), verbose: 0));
        Assert.StartsWith("Received a label value of 3 which is outside the valid range of [0, 3).", error.Message);
    }

    [Fact]
    public void Unknown_names_name_the_nearest()
    {
        var model = keras.Sequential([keras.layers.Dense(1, input_shape: [2])]);
        Assert.StartsWith("Unknown optimizer: 'adm'. Did you mean 'adam'", Assert.Throws<KerasValueException>(() => model.compile("adm", "mse")).Message);
        Assert.Contains("'binary_crossentropy'", Assert.Throws<KerasValueException>(() => model.compile("adam", "binary_crossentropi")).Message);
        Assert.StartsWith("Unknown activation function 'rellu' cannot be deserialized. Did you mean 'relu'", Assert.Throws<KerasValueException>(() => keras.layers.Dense(1, activation: "rellu")).Message);
    }

    [Fact]
    public void A_loss_that_is_no_number_is_said_once()
    {
        var model = Compiled();
        TextWriter error = Console.Error;
        using var text = new StringWriter();
        Console.SetError(text);
        try
        {
            model.fit(np.full([8, 2], double.NaN), np.ones([8]), batch_size: 2, verbose: 0);
        }
        finally
        {
            Console.SetError(error);
        }
        Assert.Single(text.ToString().Split("the loss is NaN")[1..]);
    }

    [Fact]
    public void Ten_thousand_steps_keep_the_working_set_flat()
    {
        var model = Compiled();
        void Steps(int count)
        {
            for (int i = 0; i < count; i++)
                model.train_on_batch(s_x, s_y);
        }
        Steps(500);
        GC.Collect();
        long managed = GC.GetTotalMemory(true), resident = Environment.WorkingSet;
        Steps(10_000);
        GC.Collect();
        Assert.InRange(GC.GetTotalMemory(true) - managed, long.MinValue, 1 << 20);
        Assert.InRange(Environment.WorkingSet - resident, long.MinValue, 48 << 20);
    }

    private static Sequential Compiled()
    {
        var model = keras.Sequential([keras.layers.Dense(4, activation: "relu", input_shape: [2]), keras.layers.Dense(1, activation: "sigmoid")]);
        model.compile("adam", "binary_crossentropy", ["accuracy"]);
        return model;
    }

    private sealed class Scaled : Layer
    {
        public Variable? factor;

        public override void build(Shape input_shape) => factor = add_weight("factor", [input_shape[-1]], initializer: "ones");

        public override Tensor call(Tensor x) => x * factor!;
    }

    private sealed class TwoDense : Model
    {
        private readonly Layer _in = keras.layers.Dense(3, activation: "relu", name: "dense_in");
        private readonly Layer _out = keras.layers.Dense(1, activation: "sigmoid", name: "dense_out");

        public override Tensor call(Tensor x) => _out.apply(_in.apply(x));
    }

    private sealed class Loose : Model
    {
        public override Tensor call(Tensor x) => keras.layers.Dense(1, activation: "sigmoid").apply(x);
    }

    private sealed class Recorder : Callback
    {
        public List<string> Events { get; } = [];

        public override void on_train_begin(Dictionary<string, double> logs) => Events.Add("train begin");

        public override void on_epoch_begin(int epoch, Dictionary<string, double> logs) => Events.Add($"epoch begin {epoch}");

        public override void on_batch_end(int batch, Dictionary<string, double> logs) => Events.Add($"batch {batch}");

        public override void on_epoch_end(int epoch, Dictionary<string, double> logs) => Events.Add($"epoch end {epoch} {string.Join(",", logs.Keys)}");
    }

    private sealed class BatchCounter : Callback
    {
        public int Batches { get; private set; }

        public override void on_train_batch_end(int batch, Dictionary<string, double> logs) => Batches++;
    }

    private sealed class Stopper(int epochs) : Callback
    {
        public override void on_epoch_end(int epoch, Dictionary<string, double> logs) => model.stop_training = epoch + 1 == epochs;
    }
}
