using System.Text.Json.Nodes;
using KerasHost.Models;
using KerasHost.Training;

namespace KerasHost.Tests.Saving;

/// <summary>Files that tf_keras and Keras 3 wrote: same weights, same predictions, and training goes on as it did there.</summary>
public class SavedModelTests
{
    public static TheoryData<string, string> Models => new()
    {
        { "tf_keras_text", "model.h5" }, { "tf_keras_text", "model.keras" },
        { "tf_keras_nested", "model.h5" }, { "tf_keras_nested", "model.keras" },
        { "tf_keras_rms", "model.h5" }, { "tf_keras_rms", "model.keras" },
        // Keras 3 computes another hard_sigmoid than tf_keras: each file means its own.
        { "tf_keras_hard", "model.h5" }, { "tf_keras_hard", "model.keras" }, { "keras3_hard", "model.h5" },
        { "tf_keras_recurrent", "model.h5" }, { "tf_keras_recurrent", "model.keras" }, { "keras3_recurrent", "model.h5" },
        { "keras3_text", "model.h5" }, { "keras3_nested", "model.h5" }, { "keras3_rms", "model.h5" },
        { "keras3_text", "model.keras" }, { "keras3_nested", "model.keras" }, { "keras3_rms", "model.keras" }, { "keras3_recurrent", "model.keras" }, { "keras3_hard", "model.keras" },
    };

    public static TheoryData<string, string> Weights => new()
    {
        { "tf_keras_text", "weights.h5" }, { "tf_keras_text", "model.weights.h5" }, { "tf_keras_text", "model.h5" }, { "tf_keras_text", "model.keras" },
        { "tf_keras_nested", "weights.h5" }, { "tf_keras_nested", "model.weights.h5" }, { "tf_keras_nested", "model.keras" },
        { "keras3_text", "model.weights.h5" }, { "keras3_text", "sharded.weights.json" }, { "keras3_text", "backslash.keras" }, { "keras3_text", "model.h5" },
        { "tf_keras_recurrent", "weights.h5" }, { "tf_keras_recurrent", "model.weights.h5" }, { "tf_keras_recurrent", "model.keras" },
        { "keras3_recurrent", "model.weights.h5" }, { "keras3_recurrent", "sharded.weights.json" }, { "keras3_recurrent", "backslash.keras" }, { "keras3_recurrent", "model.h5" },
        { "keras3_hard", "model.keras" }, { "keras3_hard", "model.h5" },
        { "keras3_nested", "model.weights.h5" }, { "keras3_nested", "sharded.weights.json" }, { "keras3_nested", "backslash.keras" }, { "keras3_nested", "model.h5" },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void A_loaded_model_predicts_and_trains_on_as_there(string name, string file)
    {
        using var saved = new SavedModels(name);
        Model model = keras.models.load_model(saved.File(file));
        AssertWeights(saved, model);
        AssertPredictions(saved, model);
        Assert.Equal(4, model.optimizer.iterations.value.ToDouble());
        History history = model.fit(saved.X, saved.Y, epochs: 3, batch_size: 8, shuffle: false, verbose: 0);
        // Keras 3 squares the parts of an embedding's sparse gradient before it adds those of the same row; tf_keras adds first, and so do we.
        bool differs = name is "keras3_text" or "keras3_recurrent";
        AssertClose(saved.Continued, history.history["loss"], differs ? 1e-3 : 1e-5);
    }

    [Theory]
    [InlineData("tf_keras_text")]
    [InlineData("tf_keras_nested")]
    [InlineData("tf_keras_rms")]
    [InlineData("tf_keras_recurrent")]
    [InlineData("tf_keras_hard")]
    public void A_folder_of_a_saved_model_is_a_model_again(string name)
    {
        using var saved = new SavedModels(name);
        Model model = keras.models.load_model(saved.File("saved_model"));
        AssertWeights(saved, model);
        AssertPredictions(saved, model);
        AssertClose(saved.Continued, model.fit(saved.X, saved.Y, epochs: 3, batch_size: 8, shuffle: false, verbose: 0).history["loss"], 1e-5);
    }

    [Fact]
    public void A_folder_without_keras_s_metadata_is_refused()
    {
        using var saved = new SavedModels("tf_keras_text");
        Assert.Throws<FileNotFoundException>(() => keras.models.load_model(saved.File("ckpt")));
        File.Delete(saved.File("saved_model/keras_metadata.pb"));
        Assert.Contains("no metadata of Keras", Assert.Throws<KerasValueException>(() => keras.models.load_model(saved.File("saved_model"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_layers_are_all_listed_and_the_model_is_unchanged()
    {
        using var saved = new SavedModels("tf_keras_recurrent");
        foreach (string file in (string[])["weights.h5", "model.weights.h5", "model.keras", "model.h5"])
        {
            using var other = new SavedModels("tf_keras_text");
            Model model = keras.models.load_model(other.File("model.h5"));
            string message = Assert.Throws<KerasValueException>(() => model.load_weights(saved.File(file))).Message;
            Assert.Contains("things do not fit", message, StringComparison.Ordinal);
            Assert.Contains("the model is unchanged", message, StringComparison.Ordinal);
            AssertWeights(other, model);
        }
    }

    [Theory]
    [MemberData(nameof(Weights))]
    public void Weights_go_into_a_model_of_the_same_layers(string name, string file)
    {
        using var saved = new SavedModels(name);
        Model model = keras.models.model_from_json(File.ReadAllText(saved.File("model.json")));
        model.load_weights(saved.File(file));
        AssertWeights(saved, model);
        AssertPredictions(saved, model);
    }

    [Theory]
    [InlineData("tf_keras_text")]
    [InlineData("tf_keras_nested")]
    [InlineData("tf_keras_rms")]
    [InlineData("tf_keras_recurrent")]
    public void Json_is_what_tf_keras_writes(string name)
    {
        using var saved = new SavedModels(name);
        string theirs = File.ReadAllText(saved.File("model.json"));
        Assert.Equal(theirs, keras.models.model_from_json(theirs).to_json());
        Assert.Equal(theirs, keras.models.load_model(saved.File("model.h5")).to_json());
    }

    [Theory]
    [InlineData("tf_keras_text")]
    [InlineData("tf_keras_nested")]
    [InlineData("tf_keras_rms")]
    [InlineData("tf_keras_recurrent")]
    public void An_archive_holds_the_configuration_that_tf_keras_writes_but_for_what_Keras_3_refuses(string name)
    {
        using var saved = new SavedModels(name);
        keras.models.load_model(saved.File("model.keras")).save(saved.File("mine.keras"));
        JsonNode theirs = Config(saved.File("model.keras")), mine = Config(saved.File("mine.keras"));
        WithoutWhatKeras3Refuses(theirs);
        Assert.Equal(theirs.ToJsonString(), mine.ToJsonString());
    }

    [Theory]
    [InlineData("tf_keras_text", "mine.h5")]
    [InlineData("tf_keras_text", "mine.keras")]
    [InlineData("tf_keras_nested", "mine.h5")]
    [InlineData("tf_keras_nested", "mine.keras")]
    [InlineData("tf_keras_rms", "mine.h5")]
    [InlineData("tf_keras_rms", "mine.keras")]
    [InlineData("tf_keras_recurrent", "mine.h5")]
    [InlineData("tf_keras_recurrent", "mine.keras")]
    public void What_is_saved_here_trains_on_here(string name, string file)
    {
        using var saved = new SavedModels(name);
        keras.models.load_model(saved.File("model.h5")).save(saved.File(file));
        Model model = keras.models.load_model(saved.File(file));
        AssertWeights(saved, model);
        AssertClose(saved.Continued, model.fit(saved.X, saved.Y, epochs: 3, batch_size: 8, shuffle: false, verbose: 0).history["loss"], 1e-5);
    }

    [Fact]
    public void A_model_can_be_loaded_without_being_compiled()
    {
        using var saved = new SavedModels("tf_keras_text");
        Model model = keras.models.load_model(saved.File("model.keras"), compile: false);
        Assert.Throws<KerasException>(() => model.optimizer);
        AssertPredictions(saved, model);
    }

    [Fact]
    public void A_file_in_hdf5_may_be_called_keras()
    {
        using var saved = new SavedModels("tf_keras_text");
        File.Copy(saved.File("model.h5"), saved.File("old.keras"));
        AssertWeights(saved, keras.models.load_model(saved.File("old.keras")));
    }

    [Fact]
    public void A_clone_has_the_same_layers_and_other_weights()
    {
        using var saved = new SavedModels("tf_keras_nested");
        Model model = keras.models.load_model(saved.File("model.h5"));
        Model clone = keras.models.clone_model(model);
        Assert.Equal(model.to_json(), clone.to_json());
        Assert.NotEqual(model.weights[0].value.ToArray<float>(), clone.weights[0].value.ToArray<float>());
    }

    internal static void AssertClose(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"[{i}] expected {expected[i]:R}, got {actual[i]:R}");
    }

    private static void AssertWeights(SavedModels saved, Model model)
    {
        float[][] expected = saved.Weights;
        Assert.Equal(expected.Length, model.weights.Count);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], model.weights[i].value.ToArray<float>());
    }

    private static void AssertPredictions(SavedModels saved, Model model) =>
        AssertClose([.. saved.Predictions.Select(p => (double)p)], [.. model.predict(saved.X, verbose: 0).ToArray<float>().Select(p => (double)p)], 1e-6);

    // Each says no more than what holds without it.
    private static void WithoutWhatKeras3Refuses(JsonNode config)
    {
        if (config["compile_config"] is JsonObject training)
        {
            Assert.Contains(training, pair => pair.Value is null);
            foreach ((string key, _) in training.Where(pair => pair.Value is null).ToArray())
                training.Remove(key);
            if (training["optimizer"] is JsonObject optimizer)
            {
                Assert.True(((JsonObject)optimizer["config"]!).Remove("is_legacy_optimizer"));
                Assert.True(((JsonObject)optimizer["config"]!).Remove("jit_compile"));
            }
            if (training["loss"] is JsonObject loss)
            {
                Assert.True(((JsonObject)loss["config"]!).Remove("fn"));
                Assert.True(((JsonObject)loss["config"]!).Remove("reduction"));
            }
        }
        foreach (JsonNode? layer in config["config"]!["layers"]!.AsArray().Skip(1))
            foreach (JsonObject own in (JsonObject[])[(JsonObject)layer!["config"]!, .. layer["config"]!["layer"] is { } inside ? [(JsonObject)inside["config"]!] : Array.Empty<JsonObject>()])
            {
                own.Remove("time_major");
                own.Remove("batch_input_shape");
            }
    }

    private static JsonNode Config(string path)
    {
        using var zip = System.IO.Compression.ZipFile.OpenRead(path);
        using Stream stream = zip.GetEntry("config.json")!.Open();
        using var reader = new StreamReader(stream);
        // Wrappers number objects that several hold; nothing reads it.
        return JsonNode.Parse(System.Text.RegularExpressions.Regex.Replace(reader.ReadToEnd(), ", \"shared_object_id\": [0-9]+", ""))!;
    }
}
