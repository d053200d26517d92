using System.Text.Json;
using KerasHost.Backend;
using KerasHost.Compat.Tests.Comparison;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Formats.Npy;
using KerasHost.Layers;
using KerasHost.Models;
using KerasHost.Numpy;
using KerasHost.Saving;
using KerasHost.Seeding;

namespace KerasHost.Compat.Tests.Models;

/// <summary>The functional models of compat/record/functional_models.py: made from their JSON, they are, print, predict and train as in the reference.</summary>
public sealed class FunctionalTests
{
    private const string Area = "functional";

    // Adam divides by the size of the gradients: ten steps lift the rounding of one.
    private static readonly Tolerance s_training = new(1e-4);

    public static TheoryData<string> OfTfKeras => RecordedFiles.Cases(Area, "functional");

    // Joined masks stand in these files as operations whose axes Keras 3 does not write.
    public static TheoryData<string> OfKeras3 => RecordedFiles.Cases(Area, "functional3", _ => true, "masks_keras3");

    [Theory, MemberData(nameof(OfTfKeras))]
    public void A_model_from_JSON_is_the_references(string name)
    {
        RecordedCase recorded = RecordedCase.Load(Area, name);
        Model model = Load(recorded);
        Assert.Equal(recorded.String("json"), model.to_json());
        Assert.Equal(Names(recorded, "layers"), model.layers.Select(layer => layer.name));
        Assert.Equal(Names(recorded, "weight_names"), model.weights.Select(weight => weight.name));
        Assert.Equal(Names(recorded, "trainable"), model.trainable_weights.Select(weight => weight.name));
        Assert.Equal(Names(recorded, "input_names"), model.input_names!);
        Assert.Equal(Names(recorded, "output_names"), model.output_names!);
        var lines = new List<string>();
        model.summary(print_fn: lines.Add);
        Assert.Equal(Names(recorded, "summary"), lines);
        lines.Clear();
        model.summary(print_fn: lines.Add, expand_nested: true, show_trainable: true);
        Assert.Equal(Names(recorded, "expanded"), lines);
        Assert.Equal(model.to_json(), keras.models.clone_model(model).to_json());
    }

    [Theory, MemberData(nameof(OfTfKeras))]
    public void Predictions_and_masks_are_the_references(string name)
    {
        RecordedCase recorded = RecordedCase.Load(Area, name);
        Model model = Load(recorded);
        SetWeights(model, recorded, "w");
        Tensors y = model.apply(Inputs(model, recorded));
        string?[] masks = [.. Names(recorded, "masks")];
        foreach ((string key, int i) in Names(recorded, "predictions").Select((key, i) => (key!, i)))
        {
            Made.Close(recorded[key], y[i], Tolerance.Gradient, key);
            Assert.Equal(masks[i] is null, y[i].Mask is null);
            if (masks[i] is { } mask)
                Made.Close(recorded[mask], y[i].Mask!, Tolerance.Exact, mask);
        }
    }

    [Theory, MemberData(nameof(OfKeras3))]
    public void A_model_of_Keras_3_predicts_what_it_predicts_there(string name)
    {
        RecordedCase recorded = RecordedCase.Load(Area, name);
        Model model = Load(recorded);
        SetWeights(model, recorded, "w");
        Tensors y = model.apply(Inputs(model, recorded));
        foreach ((string key, int i) in Names(recorded, "predictions").Select((key, i) => (key!, i)))
            Made.Close(recorded[key], y[i], Tolerance.Gradient, key);
        Assert.Equal(model.to_json(), keras.models.model_from_json(model.to_json()).to_json());
    }

    [Theory, MemberData(nameof(OfTfKeras))]
    public void Predicts_and_trains_on_data_as_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load(Area, name);
        Model model = Load(recorded);
        SetWeights(model, recorded, "w");
        TensorLike x = Inputs(model, recorded);
        NDArray predicted = model.predict(x, verbose: 0);
        NDArray[] outputs = predicted is ArrayParts several ? [.. several] : [predicted];
        string[] keys = [.. Names(recorded, "predictions").Select(key => key!)];
        Assert.Equal(keys.Length, outputs.Length);
        for (int i = 0; i < keys.Length; i++)
            ArrayAssert.Close(recorded[keys[i]], outputs[i].shape, outputs[i].astype(DType.Float64).flatten().ToArray<double>(), Tolerance.Gradient, keys[i]);
        if (!recorded.Call.TryGetProperty("steps", out JsonElement steps))
            return;
        Tensor[] targets = [.. keys.Select((_, i) => Made.Tensor(recorded[$"t{i}"]))];
        TensorLike y = model.output.Names is { } names ? names.Zip(targets).ToDictionary(pair => pair.First, pair => pair.Second)
            : targets.Length == 1 ? targets[0] : (TensorLike)new Tensors(targets);
        model.compile(keras.optimizers.Adam(0.02), "mse", metrics: ["mae"]);
        foreach (JsonElement step in steps.EnumerateArray())
        {
            double[] scores = model.train_on_batch(x, y);
            ArrayAssert.Close([.. step.EnumerateArray().Select(value => value.GetDouble())], scores, s_training, "step");
        }
        Assert.Equal(Names(recorded, "metrics_names"), model.metrics_names);
        for (int i = 0; i < model.weights.Count; i++)
            Made.Close(recorded[$"trained{i}"], model.weights[i].value, s_training, model.weights[i].name);
    }

    [Fact]
    public void Operations_of_Keras_3_outside_of_layers_are_an_error_that_names_them() => Assert.Contains("'ExpandDims'",
        Assert.Throws<KerasValueException>(() => Load(RecordedCase.Load(Area, "masks_keras3"))).Message, StringComparison.Ordinal);

    private static Model Load(RecordedCase recorded)
    {
        Settings.clear_session();
        return keras.models.model_from_json(recorded.String("json")!);
    }

    private static Tensors Inputs(Model model, RecordedCase recorded)
    {
        Tensor[] given = [.. recorded.Arrays("inputs").Select(Made.Tensor)];
        // Recorded in the order of model.inputs, which is that of the names.
        return model.input.Names is { } names ? names.Zip(given).ToDictionary(pair => pair.First, pair => pair.Second)
            : given.Length == 1 ? given[0] : new Tensors(given);
    }

    private static void SetWeights(Model model, RecordedCase recorded, string prefix) =>
        model.set_weights([.. model.weights.Select((_, i) => Made.Array(recorded[$"{prefix}{i}"]))]);

    private static IEnumerable<string?> Names(RecordedCase recorded, string key) => recorded.Call.GetProperty(key).EnumerateArray().Select(item => item.GetString());
}
