using System.Text.Json;
using KerasHost.Backend;
using KerasHost.Compat.Tests.Comparison;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Formats.Npy;
using KerasHost.Layers;
using KerasHost.Losses;
using KerasHost.Models;
using KerasHost.Numpy;
using KerasHost.Optimizers;
using KerasHost.Saving;
using KerasHost.Seeding;
using KerasHost.Training;

namespace KerasHost.Compat.Tests.Recurrent;

/// <summary>
/// Random recurrent models, three epochs each: weights, losses, predictions. The 40 of the repository, or, with <c>KERASHOST_RECORDED</c>,
/// those that record_random_models.py wrote elsewhere (compat/README.md).
/// </summary>
public sealed class RandomModelTests : IDisposable
{
    private const string Area = "random_models";

    public static TheoryData<string> Models => RecordedFiles.Cases(Area, "random_model");

    public void Dispose() => keras.backend.set_floatx("float32");

    [Theory, MemberData(nameof(Models))]
    public void A_random_model_trains_as_in_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load(Area, name);
        Settings.clear_session();
        keras.backend.set_floatx(recorded.Call.TryGetProperty("floatx", out JsonElement floatx) ? floatx.GetString()! : "float32");
        Seeds.set_random_seed(recorded.Seed!.Value);
        var model = Sequential.from_config(Config.Parse(recorded.Call.GetProperty("model").GetRawText()));
        Assert.Equal(recorded.Call.GetProperty("weight_names").EnumerateArray().Select(n => n.GetString()!), model.weights.Select(w => w.name));
        NpyArray[] first = [.. Enumerable.Range(0, model.weights.Count).Select(i => recorded[$"first{i}"])];
        if (recorded.Call.GetProperty("from_initializers").GetBoolean())
            for (int i = 0; i < first.Length; i++)
                Made.Close(first[i], model.weights[i].value, model.weights[i].dtype == DType.Float64 ? new(1e-14) : Tolerance.Exact, $"{name}, first {model.weights[i].name}");
        else
            model.set_weights([.. first.Select(Made.Array)]);
        JsonElement compile = recorded.Call.GetProperty("compile"), optimizer = compile.GetProperty("optimizer"), loss = compile.GetProperty("loss");
        model.compile(
            Made.Create<Optimizer>(optimizer.GetProperty("class").GetString()!, optimizer.GetProperty("config")),
            loss.ValueKind == JsonValueKind.String ? loss.GetString()! : Made.Create<Loss>(loss.GetProperty("class").GetString()!, loss.GetProperty("config")));

        NDArray x = Made.Array(recorded["x"]), y = Made.Array(recorded["y"]);
        TensorLike? sampleWeight = recorded.Has("sample_weight") ? Made.Array(recorded["sample_weight"]) : default(TensorLike?);
        var failures = new List<string>();
        int batch = recorded.Call.GetProperty("batch_size").GetInt32(), epochs = recorded.Call.GetProperty("epochs").GetInt32();
        Same("before", model.predict(x, batch_size: batch, verbose: 0));
        History history = model.fit(x, y, batch_size: batch, epochs: epochs, verbose: 0, shuffle: false, sample_weight: sampleWeight);
        Same("losses", NDArray.Over(DType.Float64, history.history["loss"].ToArray(), [epochs]));
        double[] evaluated = model.evaluate(x, y, batch_size: batch, verbose: 0);
        Same("evaluated", NDArray.Over(DType.Float64, evaluated, [1]));
        // Optimizers move every weight by steps of one size: a single bias near zero is as exact as all weights are large.
        double size = ArrayAssert.RootMeanSquare([.. Enumerable.Range(0, first.Length).SelectMany(i => ArrayAssert.ToDoubles(recorded[$"trained{i}"].Data))]);
        for (int i = 0; i < model.weights.Count; i++)
            Same($"trained{i}", model.weights[i].value.numpy(), size);
        Same("after", model.predict(x, batch_size: batch, verbose: 0));
        Assert.True(failures.Count == 0, string.Join('\n', failures));

        void Same(string key, NDArray found, double? scale = null)
        {
            // The reference's own sums in another order (oneDNN's kernels) say how far a result may lie from it where training amplifies rounding.
            JsonElement itself = recorded.Call.GetProperty("self_difference").GetProperty(key);
            double difference = itself.ValueKind == JsonValueKind.Number ? itself.GetDouble() : double.PositiveInfinity;
            Tolerance tolerance = new(Math.Max(1e-5, 10 * difference));
            Assert.Equal(recorded[key].Shape, found.shape);
            double[] values = found.astype(DType.Float64).flatten().ToArray<double>();
            if (Record.Exception(() => ArrayAssert.Close(ArrayAssert.ToDoubles(recorded[key].Data), values, tolerance, $"{name}, {key}", scale)) is { } failure)
                failures.Add(failure.Message);
        }
    }
}
