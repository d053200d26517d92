using KerasHost.Layers;
using KerasHost.Models;
using KerasHost.Numpy;
using KerasHost.Saving;
using KerasHost.TensorFlow;

namespace KerasHost.Tests.Saving;

/// <summary>Checkpoints of TensorFlow, theirs and ours.</summary>
public class CheckpointTests
{
    public static TheoryData<string> Names => ["tf_keras_text", "tf_keras_nested", "tf_keras_rms", "tf_keras_recurrent"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_of_tf_keras_are_loaded(string name)
    {
        using var saved = new SavedModels(name);
        Model model = keras.models.model_from_json(File.ReadAllText(saved.File("model.json")));
        CheckpointLoadStatus status = model.load_weights(saved.File("ckpt/cp-0002"));
        AssertWeights(saved, model);
        status.assert_existing_objects_matched().assert_nontrivial_match().expect_partial();
        // The optimizer is in the checkpoint and not here.
        Assert.Contains("optimizer", Assert.Throws<KerasValueException>(() => status.assert_consumed()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_goes_on_where_tf_keras_stopped(string name)
    {
        using var saved = new SavedModels(name);
        Model model = Compiled(name, saved);
        CheckpointLoadStatus status = model.load_weights(tf.train.latest_checkpoint(saved.File("ckpt")));
        AssertContinues(saved, model);
        status.assert_consumed();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_checkpoint_of_model_and_optimizer_is_restored(string name)
    {
        using var saved = new SavedModels(name);
        Model model = Compiled(name, saved);
        var checkpoint = tf.train.Checkpoint(model: model, optimizer: model.optimizer);
        CheckpointLoadStatus status = checkpoint.restore(tf.train.latest_checkpoint(saved.File("tf_checkpoint")));
        Assert.Equal(3, checkpoint.save_counter.value.ToDouble());
        AssertContinues(saved, model);
        status.assert_consumed();
    }

    // What TensorFlow 2.16 says to the same: 64 pairs of models and checkpoints were compared, of which these differ in kind.
    [Fact]
    public void A_checkpoint_of_something_else_is_an_error()
    {
        string folder = Directory.CreateTempSubdirectory("kerashost-status-").FullName;
        try
        {
            Model Two(bool isBuilt = true)
            {
                Sequential model = keras.Sequential([keras.layers.Dense(3, name: "a"), keras.layers.Dense(2, name: "b")]);
                if (isBuilt)
                    model.build([null, 4]);
                return model;
            }
            Model saved = Two();
            saved.save_weights(Path.Join(folder, "weights"));
            tf.train.Checkpoint(model: saved).write(Path.Join(folder, "under_model"));
            tf.train.Checkpoint(step: tf.Variable(3)).write(Path.Join(folder, "step"));
            foreach (string other in (string[])["under_model", "step"])
            {
                Model model = Two();
                float[] before = model.get_weights()[0].ravel().ToArray<float>();
                Assert.StartsWith("Nothing except the root object matched a checkpointed value.", Assert.Throws<KerasValueException>(() => model.load_weights(Path.Join(folder, other))).Message, StringComparison.Ordinal);
                Assert.Equal(before, model.get_weights()[0].ravel().ToArray<float>());
                Assert.StartsWith("Nothing to load.", Assert.Throws<KerasValueException>(() => Two(isBuilt: false).load_weights(Path.Join(folder, other))).Message, StringComparison.Ordinal);
            }

            // Layers met, though their weights come later.
            Model late = Two(isBuilt: false);
            CheckpointLoadStatus status = late.load_weights(Path.Join(folder, "weights"));
            Assert.StartsWith("Unresolved object in checkpoint", Assert.Throws<KerasValueException>(() => status.assert_consumed()).Message, StringComparison.Ordinal);
            late.build([null, 4]);
            status.assert_consumed();
            Assert.Equal(saved.get_weights()[0].ravel().ToArray<float>(), late.get_weights()[0].ravel().ToArray<float>());

            // More in the checkpoint, or less.
            status = keras.Sequential([late.layers[0]]).load_weights(Path.Join(folder, "weights"));
            status.assert_existing_objects_matched().expect_partial();
            Assert.Throws<KerasValueException>(() => status.assert_consumed());
            Sequential larger = keras.Sequential([keras.layers.Dense(3), keras.layers.Dense(2), keras.layers.Dense(2)]);
            larger.build([null, 4]);
            status = larger.load_weights(Path.Join(folder, "weights")).assert_nontrivial_match();
            Assert.StartsWith("Found 2 Python objects that were not bound to checkpointed values", Assert.Throws<KerasValueException>(() => status.assert_existing_objects_matched()).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Without_a_checkpoint_nothing_is_matched()
    {
        CheckpointLoadStatus status = tf.train.Checkpoint(step: tf.Variable(3)).restore(null);
        status.expect_partial();
        foreach (Func<CheckpointLoadStatus> question in (Func<CheckpointLoadStatus>[])[status.assert_consumed, status.assert_existing_objects_matched, status.assert_nontrivial_match])
            Assert.Equal("No checkpoint specified (save_path=None); nothing is being restored.", Assert.Throws<KerasValueException>(question).Message);
    }

    [Fact]
    public void An_optimizer_made_later_takes_its_state_then()
    {
        using var saved = new SavedModels("tf_keras_text");
        Model model = keras.models.model_from_json(File.ReadAllText(saved.File("model.json")));
        model.load_weights(saved.File("ckpt/cp-0002"));
        Compile("tf_keras_text", model);
        AssertContinues(saved, model);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_saved_here_trains_on_here(string name)
    {
        using var saved = new SavedModels(name);
        Model model = keras.models.load_model(saved.File("model.h5"));
        model.save_weights(saved.File("mine/cp-1"));
        Assert.Equal("model_checkpoint_path: \"cp-1\"\nall_model_checkpoint_paths: \"cp-1\"\n", File.ReadAllText(saved.File("mine/checkpoint")));
        Model other = Compiled(name, saved);
        other.load_weights(tf.train.latest_checkpoint(saved.File("mine")));
        AssertContinues(saved, other);
    }

    [Theory]
    [InlineData("tf_keras_text")]
    [InlineData("tf_keras_rms")]
    public void Variables_of_TensorFlow_1_are_loaded_by_name(string name)
    {
        using var saved = new SavedModels(name);
        Model model = keras.models.model_from_json(File.ReadAllText(saved.File("model.json")));
        model.load_weights(saved.File("v1/model")).assert_consumed();
        AssertWeights(saved, model);
    }

    [Fact]
    public void The_variables_of_a_saved_model_are_loaded()
    {
        using var saved = new SavedModels("tf_keras_text");
        Model model = keras.models.model_from_json(File.ReadAllText(saved.File("model.json")));
        model.load_weights(saved.File("saved_model")).expect_partial();
        AssertWeights(saved, model);
    }

    [Fact]
    public void A_model_of_a_class_is_loaded_before_it_is_built()
    {
        using var recorded = new RecordedCheckpoints();
        var model = new Mine();
        CheckpointLoadStatus status = model.load_weights(recorded.File("mine/cp"));
        AssertClose(recorded.Numbers("mine", "predictions"), model.predict(recorded.X).ravel().ToArray<float>());
        status.assert_existing_objects_matched();
    }

    [Fact]
    public void An_optimizer_of_before_keras_2_11_goes_on()
    {
        using var recorded = new RecordedCheckpoints();
        var model = new Mine();
        model.compile(keras.optimizers.legacy.Adam(0.02), "mse");
        var checkpoint = tf.train.Checkpoint(model: model, optimizer: model.optimizer, step: tf.Variable(0L));
        CheckpointLoadStatus status = checkpoint.restore(recorded.File("train/ckpt-1"));
        Assert.Equal(7, checkpoint.step.value.ToDouble());
        double[] losses = [.. model.fit(recorded.X, recorded.Y, epochs: 3, batch_size: 4, shuffle: false, verbose: 0).history["loss"]];
        AssertClose(recorded.Numbers("mine", "continued"), losses.Select(loss => (float)loss).ToArray());
        status.assert_consumed();
        checkpoint.save(recorded.File("again/ckpt"));
        var other = new Mine();
        other.compile(keras.optimizers.legacy.Adam(0.02), "mse");
        tf.train.Checkpoint(model: other, optimizer: other.optimizer).restore(tf.train.latest_checkpoint(recorded.File("again")));
        AssertClose(
            [.. model.fit(recorded.X, recorded.Y, epochs: 2, shuffle: false, verbose: 0).history["loss"].Select(loss => (float)loss)],
            [.. other.fit(recorded.X, recorded.Y, epochs: 2, shuffle: false, verbose: 0).history["loss"].Select(loss => (float)loss)]);
    }

    [Fact]
    public void A_manager_keeps_the_newest()
    {
        string folder = Directory.CreateTempSubdirectory("kerashost-manager-").FullName;
        try
        {
            Variable step = tf.Variable(0L);
            var checkpoint = tf.train.Checkpoint(step: step);
            var manager = tf.train.CheckpointManager(checkpoint, folder, max_to_keep: 2);
            Assert.Null(manager.latest_checkpoint);
            for (int i = 0; i < 4; i++)
            {
                step.assign_add(Tensor.Scalar(1L));
                Assert.Equal(Path.Join(folder, $"ckpt-{i + 1}"), manager.save());
            }
            Assert.Equal(["checkpoint", "ckpt-3.data-00000-of-00001", "ckpt-3.index", "ckpt-4.data-00000-of-00001", "ckpt-4.index"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            var later = tf.train.CheckpointManager(checkpoint, folder, max_to_keep: 2);
            Assert.Equal([Path.Join(folder, "ckpt-3"), Path.Join(folder, "ckpt-4")], later.checkpoints);
            checkpoint.restore(later.checkpoints[0]).assert_consumed();
            Assert.Equal(3, step.value.ToDouble());
            Assert.Equal(Path.Join(folder, "ckpt-4"), later.restore_or_initialize());
            Assert.Equal(4, step.value.ToDouble());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Weights_of_other_shapes_are_listed_and_nothing_changes()
    {
        using var saved = new SavedModels("tf_keras_rms");
        Sequential model = keras.Sequential([keras.Input([4]), keras.layers.Dense(6), keras.layers.Dense(5), keras.layers.Dense(3)]);
        float[] before = model.weights[0].value.ToArray<float>();
        string message = Assert.Throws<KerasValueException>(() => model.load_weights(saved.File("ckpt/cp-0002"))).Message;
        Assert.Contains("3 things do not fit", message, StringComparison.Ordinal);
        Assert.Equal(before, model.weights[0].value.ToArray<float>());
    }

    [Fact]
    public void Arguments_that_do_not_go_with_a_checkpoint_are_errors()
    {
        using var saved = new SavedModels("tf_keras_rms");
        Model model = keras.models.load_model(saved.File("model.h5"));
        Assert.Contains("by_name", Assert.Throws<KerasValueException>(() => model.load_weights(saved.File("ckpt/cp-0002"), by_name: true)).Message, StringComparison.Ordinal);
        Assert.Contains("looks like an HDF5 file", Assert.Throws<KerasValueException>(() => model.save_weights(saved.File("x.h5"), save_format: "tf")).Message, StringComparison.Ordinal);
        Assert.Contains("None", Assert.Throws<KerasValueException>(() => model.load_weights(tf.train.latest_checkpoint(saved.Folder))).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => model.load_weights(saved.File("nothing")));
    }

    private static Model Compiled(string name, SavedModels saved)
    {
        Model model = keras.models.model_from_json(File.ReadAllText(saved.File("model.json")));
        Compile(name, model);
        return model;
    }

    // As in the recorder, but for the learning rate, which the checkpoint holds too.
    private static void Compile(string name, Model model)
    {
        switch (name)
        {
            case "tf_keras_text":
                model.compile(keras.optimizers.Adam(0.5), "binary_crossentropy", metrics: ["accuracy"]);
                break;
            case "tf_keras_nested":
                model.compile(keras.optimizers.SGD(0.5, momentum: 0.9), "sparse_categorical_crossentropy", metrics: ["accuracy"]);
                break;
            case "tf_keras_rms":
                model.compile("rmsprop", "sparse_categorical_crossentropy");
                break;
            default:
                model.compile(keras.optimizers.RMSprop(0.5), "binary_crossentropy", metrics: ["mae"]);
                break;
        }
    }

    private static void AssertWeights(SavedModels saved, Model model) =>
        Assert.Equal(saved.Weights, model.weights.Select(weight => weight.value.ToArray<float>()));

    private static void AssertContinues(SavedModels saved, Model model)
    {
        AssertWeights(saved, model);
        AssertClose([.. saved.Continued.Select(loss => (float)loss)],
            [.. model.fit(saved.X, saved.Y, epochs: 3, batch_size: 8, shuffle: false, verbose: 0).history["loss"].Select(loss => (float)loss)]);
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.InRange(actual[i], expected[i] - (1e-5 * Math.Max(Math.Abs(expected[i]), 1e-2)), expected[i] + (1e-5 * Math.Max(Math.Abs(expected[i]), 1e-2)));
    }

    /// <summary>The model of the same name in the recorder.</summary>
    internal sealed class Mine : Model
    {
        private readonly Dense first = new(4, activation: "tanh");
        private readonly GRU gru = new(3);
        private readonly Layer[] many = [new Dense(3), new Dense(2)];

        public override Tensor call(Tensor x)
        {
            x = gru.apply(first.apply(x));
            foreach (Layer layer in many)
                x = layer.apply(x);
            return x;
        }
    }
}
