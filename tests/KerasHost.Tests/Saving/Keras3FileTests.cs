using KerasHost.Formats.Hdf5;
using KerasHost.Formats.Zip;
using KerasHost.Models;
using KerasHost.Numpy;
using KerasHost.Saving;
using static KerasHost.keras.layers;

namespace KerasHost.Tests.Saving;

/// <summary>Files with <c>keras_version: 3</c>; <see cref="RoundTripTests"/> shows Keras 3 going on from them.</summary>
public sealed class Keras3FileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kerashost-keras3-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_learning_rate_stands_behind_the_number_of_steps()
    {
        Sequential model = Trained(keras.optimizers.Adam(0.25));
        Assert.Equal(["", "", "(4, 2)", "(4, 2)", "(2,)", "(2,)"], Shapes(model, 3));
        Assert.Equal(["", "(4, 2)", "(4, 2)", "(2,)", "(2,)"], Shapes(model, 2));
    }

    [Fact]
    public void Slots_are_those_that_keras_3_has()
    {
        Assert.Equal(["", ""], Shapes(Trained(keras.optimizers.SGD(0.1)), 3));
        Assert.Equal(["", "", "(4, 2)", "(2,)"], Shapes(Trained(keras.optimizers.SGD(0.1, use_ema: true)), 3));
        Assert.Equal(["", "(4, 2)", "(2,)"], Shapes(Trained(keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(0.1, 2, 0.9), momentum: 0.5)), 3));
        Assert.Equal(["", "", "(4, 2)", "(4, 2)", "(2,)", "(2,)", ""], Shapes(Trained(keras.optimizers.Nadam(0.1)), 3));
        Assert.Equal(["", "", "(4,)", "(2,)", "(4, 2)", "", "", "(2,)"], Shapes(Trained(keras.optimizers.Adafactor(0.1)), 3));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void A_learning_rate_set_after_compile_comes_back(int keras_version)
    {
        Sequential model = Trained(keras.optimizers.Adam(0.25));
        model.optimizer.learning_rate = 0.125;
        string path = Path.Join(_folder, "rate.keras");
        model.save(path, keras_version: keras_version);
        Model again = keras.models.load_model(path);
        Assert.Equal((0.125, 3.0), ((double)again.optimizer.learning_rate, again.optimizer.iterations.value.ToDouble()));
    }

    [Fact]
    public void Hard_sigmoid_is_each_keras_its_own()
    {
        Sequential model = keras.Sequential([Input([3]), Dense(2, activation: "hard_sigmoid")]);
        string path = Path.Join(_folder, "hard.keras");
        Assert.Contains("clip(0.2·x + 0.5, 0, 1)", Assert.Throws<KerasValueException>(() => model.save(path, keras_version: 3)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
        Assert.Throws<KerasValueException>(() => model.to_json(keras_version: 3));

        // A model that Keras 3 wrote keeps its function through such a file.
        string json = keras.Sequential([Input([3]), Dense(2, activation: "sigmoid")]).to_json(keras_version: 3).Replace("\"sigmoid\"", "\"hard_sigmoid\"", StringComparison.Ordinal);
        Model third = keras.models.model_from_json(json);
        third.save(path, keras_version: 3);
        NDArray x = NDArray.From(new[] { 0.5f, 1f, -2f }).reshape([1, 3]);
        Assert.Equal(third.predict(x, verbose: 0).ravel().ToArray<float>(), keras.models.load_model(path).predict(x, verbose: 0).ravel().ToArray<float>());
        Assert.Contains("\"hard_sigmoid\"", third.to_json(keras_version: 3), StringComparison.Ordinal);
        Assert.DoesNotContain("v3", third.to_json(keras_version: 3), StringComparison.Ordinal);
    }

    [Fact]
    public void What_keras_3_does_not_have_is_said()
    {
        string path = Path.Join(_folder, "no.keras");
        Assert.Contains("legacy", Assert.Throws<KerasValueException>(() => Trained(keras.optimizers.legacy.Adam(0.1)).save(path, keras_version: 3)).Message, StringComparison.Ordinal);
        Assert.Contains("ThresholdedReLU", Assert.Throws<KerasValueException>(() => keras.Sequential([Input([3]), ThresholdedReLU()]).to_json(keras_version: 3)).Message, StringComparison.Ordinal);
        Sequential model = Trained(keras.optimizers.Adam(0.1));
        Assert.Throws<KerasValueException>(() => model.save(Path.Join(_folder, "no.h5"), keras_version: 3));
        Assert.Throws<KerasValueException>(() => model.save_weights(Path.Join(_folder, "no.h5"), keras_version: 3));
        Assert.Throws<KerasValueException>(() => model.save_weights(Path.Join(_folder, "no"), keras_version: 3));
        Assert.Equal("`keras_version` must be 2 (tf_keras) or 3. Received: keras_version=1", Assert.Throws<KerasValueException>(() => model.save(path, keras_version: 1)).Message);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Configurations_are_in_the_words_of_keras_3()
    {
        Sequential model = keras.Sequential([Input([6]), Reshape([3, 2]), TimeDistributed(Embedding(20, 3)), Flatten(), Dense(1)]);
        model.compile("sgd", "logcosh", metrics: ["kullback_leibler_divergence"]);
        string path = Path.Join(_folder, "words.keras");
        model.save(path, keras_version: 3);
        string config = ReadConfig(path);
        Assert.Contains("\"batch_shape\": [null, 6]", config, StringComparison.Ordinal);
        Assert.Contains("\"loss\": \"log_cosh\"", config, StringComparison.Ordinal);
        Assert.Contains("\"metrics\": [\"kl_divergence\"]", config, StringComparison.Ordinal);
        Assert.Contains("\"class_name\": \"DTypePolicy\"", config, StringComparison.Ordinal);
        foreach (string word in (string[])["batch_input_shape", "ragged", "is_legacy_optimizer", "jit_compile\": true"])
            Assert.DoesNotContain(word, config, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_in_wrappers_do_not_tell_the_shape_of_their_batch()
    {
        // Keras 3's Embedding has no such argument, so it could not read files for tf_keras either.
        Sequential model = keras.Sequential([Input([3, 2]), TimeDistributed(Embedding(20, 3))]);
        string path = Path.Join(_folder, "wrapped.keras");
        model.save(path);
        string config = ReadConfig(path);
        Assert.DoesNotContain("batch_input_shape", config[config.IndexOf("\"Embedding\"", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_as_activation_keeps_its_module_in_hdf5()
    {
        // Keras 3 finds it by its module alone.
        string path = Path.Join(_folder, "activation.h5");
        keras.Sequential([Input([3]), Dense(2, activation: LeakyReLU(0.1))]).save(path);
        using Hdf5File file = Hdf5File.Open(path);
        Assert.Contains("\"activation\": {\"module\": \"keras.layers\", \"class_name\": \"LeakyReLU\"", file.Root.FindAttribute("model_config")!.ReadString(), StringComparison.Ordinal);
    }

    private string[] Shapes(Sequential model, int kerasVersion)
    {
        string path = Path.Join(_folder, $"{kerasVersion}.weights.h5");
        model.save_weights(path, keras_version: kerasVersion);
        using Hdf5File file = Hdf5File.Open(path);
        return [.. file.Tensors.Where(tensor => tensor.Name.StartsWith("optimizer/vars/", StringComparison.Ordinal))
            .OrderBy(tensor => int.Parse(tensor.Name.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture))
            .Select(tensor => tensor.Shape.Rank == 0 ? "" : tensor.Shape.ToString())];
    }

    private static Sequential Trained(Optimizers.OptimizerArg optimizer)
    {
        Sequential model = keras.Sequential([Input([4]), Dense(2)]);
        model.compile(optimizer, "mse");
        NDArray x = np.ones([6, 4]), y = np.ones([6, 2]);
        model.fit(x, y, epochs: 1, batch_size: 2, verbose: 0);
        return model;
    }

    private static string ReadConfig(string path)
    {
        using ZipReader archive = ZipReader.Open(path);
        return System.Text.Encoding.UTF8.GetString(archive.Get("config.json").ReadBytes());
    }
}
