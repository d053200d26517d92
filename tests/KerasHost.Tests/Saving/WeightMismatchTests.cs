using KerasHost.Layers;
using KerasHost.Models;

namespace KerasHost.Tests.Saving;

/// <summary>Weights that do not fit: one error names them all, and the model stays as it was.</summary>
public class WeightMismatchTests
{
    [Theory]
    [InlineData("weights.h5")]
    [InlineData("model.weights.h5")]
    [InlineData("model.keras")]
    public void All_shapes_that_differ_are_listed(string file)
    {
        using var saved = new SavedModels("tf_keras_text");
        Model model = Text(embedding: 7, hidden: 6);
        float[][] before = Values(model);
        var error = Assert.Throws<KerasValueException>(() => model.load_weights(saved.File(file)));
        Assert.Contains("4 things do not fit", error.Message);
        foreach (string name in (string[])["embedding/embeddings:0", "hidden/kernel:0", "hidden/bias:0", "out/kernel:0"])
            Assert.Contains(name, error.Message);
        Assert.DoesNotContain("out/bias:0", error.Message);
        Assert.Equal(before, Values(model));
    }

    [Theory]
    [InlineData("weights.h5", "Layer count mismatch when loading weights from file. Model expected 2 layers, found 3 saved layers", "layer hidden")]
    [InlineData("model.weights.h5", "Unexpected in the file: 'layers/dense_1'", "dense")]
    public void Layers_that_are_missing_or_too_many_are_listed(string file, string message, string other)
    {
        using var saved = new SavedModels("tf_keras_text");
        Model model = keras.Sequential([keras.layers.Embedding(20, 4, name: "embedding", input_length: 6), keras.layers.GlobalAveragePooling1D(), keras.layers.Dense(1, name: "out")]);
        float[][] before = Values(model);
        var error = Assert.Throws<KerasValueException>(() => model.load_weights(saved.File(file)));
        Assert.Contains(message, error.Message);
        Assert.Contains(other, error.Message);
        Assert.Equal(before, Values(model));
    }

    [Fact]
    public void Missing_unexpected_and_misshaped_weights_are_in_one_error()
    {
        using var saved = new SavedModels("tf_keras_text");
        Model model = keras.Sequential([keras.layers.Embedding(20, 7, name: "embedding", input_length: 6), keras.layers.GlobalAveragePooling1D(), keras.layers.Dense(1, name: "other"), keras.layers.PReLU(name: "more"), keras.layers.PReLU(name: "last")]);
        float[][] before = Values(model);
        string message = Assert.Throws<KerasValueException>(() => model.load_weights(saved.File("weights.h5"))).Message;
        foreach (string part in (string[])["Missing in the file: layer other", "Missing in the file: layer more", "Missing in the file: layer last", "Unexpected in the file: layer hidden", "Unexpected in the file: layer out", "expects shape (20, 7)", "with shape (20, 4)"])
            Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.Equal(before, Values(model));
    }

    [Fact]
    public void By_name_only_layers_of_the_same_name_are_loaded()
    {
        using var saved = new SavedModels("tf_keras_text");
        Model model = keras.Sequential([keras.layers.Embedding(20, 4, name: "embedding", input_length: 6), keras.layers.GlobalAveragePooling1D(), keras.layers.Dense(1, name: "other")]);
        float[] other = model.weights[1].value.ToArray<float>();
        model.load_weights(saved.File("weights.h5"), by_name: true);
        Assert.Equal(saved.Weights[0], model.weights[0].value.ToArray<float>());
        Assert.Equal(other, model.weights[1].value.ToArray<float>());
    }

    [Fact]
    public void By_name_what_does_not_fit_can_be_skipped()
    {
        using var saved = new SavedModels("tf_keras_text");
        Model model = Text(embedding: 4, hidden: 6);
        float[] hidden = model.weights[1].value.ToArray<float>();
        Assert.Throws<KerasValueException>(() => model.load_weights(saved.File("weights.h5"), by_name: true));
        model.load_weights(saved.File("weights.h5"), by_name: true, skip_mismatch: true);
        Assert.Equal(saved.Weights[0], model.weights[0].value.ToArray<float>());
        Assert.Equal(hidden, model.weights[1].value.ToArray<float>());
        Assert.Equal(saved.Weights[4], model.weights[4].value.ToArray<float>());
    }

    [Fact]
    public void A_damaged_file_leaves_the_model_unchanged()
    {
        using var saved = new SavedModels("tf_keras_text");
        byte[] bytes = File.ReadAllBytes(saved.File("weights.h5"));
        string cut = saved.File("cut.h5");
        File.WriteAllBytes(cut, bytes[..^64]);
        Model model = Text(embedding: 4, hidden: 5);
        float[][] before = Values(model);
        Assert.Throws<ModelFormatException>(() => model.load_weights(cut));
        Assert.Equal(before, Values(model));
    }

    [Fact]
    public void What_is_no_model_says_so()
    {
        using var saved = new SavedModels("tf_keras_text");
        Assert.Throws<FileNotFoundException>(() => keras.models.load_model(saved.File("none.h5")));
        Assert.Contains("a model", Assert.Throws<ModelFormatException>(() => keras.models.load_model(saved.File("expected.json"))).Message);
        Assert.Contains("It holds weights alone", Assert.Throws<KerasValueException>(() => keras.models.load_model(saved.File("weights.h5"))).Message);
        Model model = Text(embedding: 4, hidden: 5);
        Assert.Contains("SavedModel", Assert.Throws<KerasValueException>(() => model.save(saved.File("folder"))).Message);
    }

    private static Sequential Text(int embedding, int hidden) => keras.Sequential([
        keras.layers.Embedding(20, embedding, name: "embedding", input_length: 6),
        keras.layers.GlobalAveragePooling1D(),
        keras.layers.Dense(hidden, name: "hidden"),
        keras.layers.Dense(1, name: "out"),
    ]);

    private static float[][] Values(Model model) => [.. model.weights.Select(weight => weight.value.ToArray<float>())];

    [Fact]
    public void A_layer_that_does_not_fit_is_left_whole()
    {
        string path = Path.Join(Path.GetTempPath(), $"kerashost-{Guid.NewGuid():N}.weights.h5");
        try
        {
            Sequential saved = keras.Sequential([keras.Input([4]), keras.layers.Dense(5), keras.layers.Dense(4, bias_initializer: "ones"), keras.layers.Dense(2)]);
            saved.save_weights(path);
            Sequential wide = keras.Sequential([keras.Input([4]), keras.layers.Dense(7), keras.layers.Dense(4), keras.layers.Dense(2)]);
            float[] before = wide.get_weights()[2].ravel().ToArray<float>();
            wide.load_weights(path, skip_mismatch: true);
            // The second layer's bias would fit; in tf_keras and Keras 3 its kernel, which comes before, keeps it out.
            Assert.Equal(new float[4], wide.get_weights()[3].ravel().ToArray<float>());
            Assert.Equal(before, wide.get_weights()[2].ravel().ToArray<float>());
            Assert.Equal(saved.get_weights()[4].ravel().ToArray<float>(), wide.get_weights()[4].ravel().ToArray<float>());
        }
        finally
        {
            File.Delete(path);
        }
    }
}
