using System.Text.Json;
using KerasHost.Callbacks;
using KerasHost.Compat.Tests.Comparison;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Data;
using KerasHost.Models;
using KerasHost.Numpy;
using KerasHost.Training;

namespace KerasHost.Compat.Tests.Data;

/// <summary>fit, evaluate and predict over datasets, sequences and generators: the same batches in the same order as the reference.</summary>
public sealed class FitTests
{
    // Four batches of a dense layer with sgd: a short training.
    private static readonly Tolerance s_short = new(1e-5);

    private static readonly NDArray s_x = np.arange(20).reshape(10, 2).astype("float32") / 20;
    private static readonly NDArray s_y = (np.arange(10).astype("float32") * -1 + 9) / 5;
    private static readonly NDArray s_w = (np.arange(10).astype("float32") + 1) / 10;

    private static readonly Dictionary<string, Func<Model, Callback, History>> s_programs = new()
    {
        ["plain"] = (m, c) => m.fit(Samples().batch(4), epochs: 2, verbose: 0, callbacks: [c]),
        ["shuffled"] = (m, c) => m.fit(Samples().shuffle(10).batch(4), epochs: 3, verbose: 0, callbacks: [c]),
        ["shuffled_repeat_steps"] = (m, c) => m.fit(Samples().shuffle(10).repeat().batch(4), epochs: 3, steps_per_epoch: 2, verbose: 0, callbacks: [c]),
        ["steps_equal_size"] = (m, c) => m.fit(Samples().shuffle(10).batch(4), epochs: 2, steps_per_epoch: 3, verbose: 0, callbacks: [c]),
        ["steps_less"] = (m, c) => m.fit(Samples().shuffle(10).batch(2), epochs: 2, steps_per_epoch: 2, verbose: 0, callbacks: [c]),
        ["steps_too_many"] = (m, c) => m.fit(Samples().shuffle(10).batch(4), epochs: 3, steps_per_epoch: 2, verbose: 0, callbacks: [c]),
        ["unknown"] = (m, c) => m.fit(Samples().filter((x, y) => y > 0.3).shuffle(5).batch(4), epochs: 2, verbose: 0, callbacks: [c]),
        ["weighted"] = (m, c) => m.fit(tf.data.Dataset.from_tensor_slices((s_x, s_y, s_w)).batch(4), epochs: 2, verbose: 0, callbacks: [c]),
        ["class_weight"] = (m, c) => m.fit(tf.data.Dataset.from_tensor_slices((s_x, (s_y > 1).astype("int32"))).batch(4), epochs: 2,
            class_weight: new() { [0] = 1.0, [1] = 3.0 }, verbose: 0, callbacks: [c]),
        ["validation"] = (m, c) => m.fit(Samples().shuffle(10).batch(4), epochs: 2, validation_data: Samples().shuffle(10).batch(3), verbose: 0, callbacks: [c]),
        ["validation_steps"] = (m, c) => m.fit(Samples().batch(4), epochs: 2, validation_data: Samples().shuffle(10).batch(3), validation_steps: 2, verbose: 0, callbacks: [c]),
        ["validation_arrays"] = (m, c) => m.fit(Samples().batch(4), epochs: 2, validation_data: (s_x, s_y), verbose: 0, callbacks: [c]),
        ["sequence"] = (m, c) => m.fit(new Batches(), epochs: 3, verbose: 0, callbacks: [c]),
        ["sequence_in_order"] = (m, c) => m.fit(new Batches(), epochs: 2, shuffle: false, verbose: 0, callbacks: [c]),
        ["sequence_validation"] = (m, c) => m.fit(new Batches(), epochs: 2, validation_data: new Batches(), verbose: 0, callbacks: [c]),
        ["sequence_steps"] = (m, c) => m.fit(new Batches(), epochs: 2, steps_per_epoch: 2, verbose: 0, callbacks: [c]),
        ["generator"] = (m, c) => m.fit(Generator(), epochs: 1, verbose: 0, callbacks: [c]),
        ["generator_two_epochs"] = (m, c) => m.fit(Generator(2), epochs: 2, steps_per_epoch: 4, verbose: 0, callbacks: [c]),
        ["generator_too_short"] = (m, c) => m.fit(Generator(), epochs: 3, verbose: 0, callbacks: [c]),
    };

    public static TheoryData<string> Recorded => RecordedFiles.Cases("data_fit", "fit");

    [Theory, MemberData(nameof(Recorded))]
    public void Batches_and_histories_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load("data_fit", name);
        Model model = Made();
        var seen = new LossesOfBatches();
        History history = s_programs[name](model, seen);
        ArrayAssert.Close(Doubles(recorded.Call.GetProperty("batches")), seen.Losses.ToArray(), s_short, name + ", batches");
        JsonElement expected = recorded.Call.GetProperty("history");
        Assert.Equal(expected.EnumerateObject().Select(p => p.Name), history.history.Keys);
        foreach (JsonProperty metric in expected.EnumerateObject())
            ArrayAssert.Close(Doubles(metric.Value), history.history[metric.Name].ToArray(), s_short, $"{name}, {metric.Name}");
        JsonElement steps = recorded.Call.GetProperty("params").GetProperty("steps");
        Assert.Equal(steps.ValueKind == JsonValueKind.Null ? null : steps.GetInt32(), history.@params.steps);
        for (int i = 0; i < 2; i++)
            ArrayAssert.Close(recorded["weights" + i], model.weights[i].shape, model.weights[i].value.ToArray<float>(), s_short, name + ", weights");
    }

    [Fact]
    public void Evaluation_and_prediction_are_those_of_the_reference()
    {
        RecordedCase recorded = RecordedCase.Load("data_fit", "evaluate_predict");
        Model model = Made();
        Dataset shuffled = Samples().shuffle(10).batch(4);
        var seen = new LossesOfBatches();
        Scores[] scores =
        [
            model.evaluate(shuffled, verbose: 0, callbacks: [seen]), model.evaluate(new Batches(), verbose: 0, callbacks: [seen]),
            model.evaluate(Generator(), verbose: 0, callbacks: [seen]), model.evaluate(shuffled, steps: 2, verbose: 0, callbacks: [seen]),
        ];
        int i = 0;
        foreach (JsonElement expected in recorded.Call.GetProperty("results").EnumerateArray())
            ArrayAssert.Close(Doubles(expected), (double[])scores[i++], s_short, "scores");
        ArrayAssert.Close(Doubles(recorded.Call.GetProperty("batches")), seen.Losses.ToArray(), s_short, "batches");
        Same("dataset", model.predict(shuffled, verbose: 0));
        Same("inputs_only", model.predict(tf.data.Dataset.from_tensor_slices(s_x).batch(4), verbose: 0));
        Same("sequence", model.predict(new Batches(), verbose: 0));
        Same("generator", model.predict(Generator().Select(b => (SequenceBatch)b), verbose: 0));
        Same("steps", model.predict(shuffled, steps: 2, verbose: 0));

        void Same(string name, NDArray found) => ArrayAssert.Close(recorded[name], found.shape, found.flatten().ToArray<float>(), s_short, name);
    }

    private static Dataset Samples() => tf.data.Dataset.from_tensor_slices((s_x, s_y));

    private static Model Made()
    {
        keras.backend.clear_session();
        keras.utils.set_random_seed(1);
        var model = keras.Sequential([keras.layers.Dense(1, input_shape: [2])]);
        model.compile("sgd", "mse", metrics: ["mae"]);
        return model;
    }

    private static double[] Doubles(JsonElement values) => [.. values.EnumerateArray().Select(v => v.GetDouble())];

    private static (NDArray, NDArray) Batch(int i) => (s_x[(i * 3)..Math.Min(10, i * 3 + 3)], s_y[(i * 3)..Math.Min(10, i * 3 + 3)]);

    private static IEnumerable<(NDArray, NDArray)> Generator(int times = 1)
    {
        for (int time = 0; time < times; time++)
            for (int i = 0; i < 4; i++)
                yield return (Batch(i).Item1.astype("float64"), Batch(i).Item2);
    }

    private sealed class Batches : Sequence
    {
        public override int len() => 4;

        public override SequenceBatch get(int index) => Batch(index);
    }

    private sealed class LossesOfBatches : Callback
    {
        public List<double> Losses { get; } = [];

        public override void on_train_batch_end(int batch, Dictionary<string, double> logs) => Losses.Add(logs["loss"]);

        public override void on_test_batch_end(int batch, Dictionary<string, double> logs) => Losses.Add(logs["loss"]);
    }
}
