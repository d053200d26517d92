using System.Text.Json;
using KerasHost.Backend;
using KerasHost.Compat.Tests.Comparison;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Formats.Npy;
using KerasHost.Layers;
using KerasHost.Losses;
using KerasHost.Metrics;
using KerasHost.Models;
using KerasHost.Numpy;
using KerasHost.Optimizers;
using KerasHost.Saving;
using KerasHost.Seeding;
using KerasHost.Training;

namespace KerasHost.Compat.Tests.Training;

/// <summary>Small models after <c>set_random_seed</c>: first weights, histories, scores, predictions and last weights.</summary>
public sealed class TrainingTests
{
    public static TheoryData<string> Cases => RecordedFiles.Cases("training", "training");

    [Theory, MemberData(nameof(Cases))]
    public void Training_goes_as_in_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load("training", name);
        Settings.clear_session();
        Seeds.set_random_seed(recorded.Seed!.Value);
        var model = new Sequential();
        foreach (JsonElement layer in recorded.Call.GetProperty("layers").EnumerateArray())
            model.add(MakeLayer(layer));
        Compile(model, recorded.Call.GetProperty("compile"));
        if (recorded.Call.TryGetProperty("initial_weights", out _))
            Weights(recorded, recorded.Arrays("initial_weights"), model, Tolerance.Exact, "first weights");
        int n = 0;
        foreach (JsonElement step in recorded.Call.GetProperty("steps").EnumerateArray())
            Do(recorded, model, step, $"step {n++}");
        Assert.Equal(recorded.Call.GetProperty("weight_names").EnumerateArray().Select(w => w.GetString()!), model.weights.Select(w => w.name));
        Made.SameConfig(recorded.Call.GetProperty("get_config"), model.get_config(), name);
    }

    private static void Do(RecordedCase recorded, Sequential model, JsonElement step, string what)
    {
        JsonElement args = step.GetProperty("args");
        TensorLike? Data(string key) => args.TryGetProperty(key, out JsonElement value) ? Made.Array(recorded[value.GetString()!]) : default(TensorLike?);
        int? Int(string key) => args.TryGetProperty(key, out JsonElement value) ? value.GetInt32() : null;
        double Number(string key) => args.TryGetProperty(key, out JsonElement value) ? value.GetDouble() : 0;
        bool Flag(string key, bool otherwise) => args.TryGetProperty(key, out JsonElement value) ? value.GetBoolean() : otherwise;
        Dictionary<int, double>? classWeight = args.TryGetProperty("class_weight", out JsonElement weights)
            ? weights.EnumerateObject().ToDictionary(item => int.Parse(item.Name, System.Globalization.CultureInfo.InvariantCulture), item => item.Value.GetDouble())
            : null;
        switch (step.GetProperty("do").GetString())
        {
            case "fit":
                ValidationData? validation = null;
                if (args.TryGetProperty("validation_data", out JsonElement given))
                {
                    TensorLike[] parts = [.. given.EnumerateArray().Select(part => (TensorLike)Made.Array(recorded[part.GetString()!]))];
                    validation = new ValidationData(parts[0], parts[1], parts.Length > 2 ? (TensorLike?)parts[2] : null);
                }
                History history = model.fit(
                    Data("x")!.Value, Data("y"), batch_size: Int("batch_size"), epochs: Int("epochs") ?? 1, verbose: 0, validation_split: Number("validation_split"), validation_data: validation,
                    shuffle: Flag("shuffle", true), class_weight: classWeight, sample_weight: Data("sample_weight"), initial_epoch: Int("initial_epoch") ?? 0,
                    steps_per_epoch: Int("steps_per_epoch"), validation_batch_size: Int("validation_batch_size"), validation_freq: Int("validation_freq") ?? 1);
                CompareHistory(step, history, what);
                break;
            case "evaluate":
                CompareScores(step.GetProperty("result"), model.evaluate(
                    Data("x")!.Value, Data("y"), batch_size: Int("batch_size"), verbose: 0, sample_weight: Data("sample_weight"), steps: Int("steps"), return_dict: Flag("return_dict", false)), what);
                Assert.Equal(step.GetProperty("metrics_names").EnumerateArray().Select(m => m.GetString()!), model.metrics_names);
                break;
            case "train_on_batch":
                CompareScores(step.GetProperty("result"), model.train_on_batch(
                    Data("x")!.Value, Data("y"), Data("sample_weight"), classWeight, Flag("reset_metrics", true), Flag("return_dict", false)), what);
                break;
            case "test_on_batch":
                CompareScores(step.GetProperty("result"), model.test_on_batch(
                    Data("x")!.Value, Data("y"), Data("sample_weight"), Flag("reset_metrics", true), Flag("return_dict", false)), what);
                break;
            case "predict":
                ComparePrediction(recorded, step, model.predict(Data("x")!.Value, Int("batch_size"), verbose: 0, steps: Int("steps")), what);
                break;
            case "predict_on_batch":
                ComparePrediction(recorded, step, model.predict_on_batch(Data("x")!.Value), what);
                break;
            case "set_random_seed":
                Seeds.set_random_seed(Int("seed")!.Value);
                break;
            case "compile":
                Compile(model, args);
                break;
            case "set_learning_rate":
                model.optimizer.learning_rate = Number("value");
                break;
            case "get_weights":
                Weights(recorded, step.GetProperty("outputs").EnumerateArray().Select(output => recorded[output.GetString()!]), model, Tolerance.Gradient, what + ", weights");
                break;
            case var other:
                throw new NotSupportedException(other);
        }
    }

    private static void CompareHistory(JsonElement step, History history, string what)
    {
        JsonElement expected = step.GetProperty("history");
        Assert.Equal(expected.EnumerateObject().Select(item => item.Name), history.history.Keys);
        Assert.Equal(step.GetProperty("epoch").EnumerateArray().Select(epoch => epoch.GetInt32()), history.epoch);
        foreach (JsonProperty item in expected.EnumerateObject())
            ArrayAssert.Close(Numbers(item.Value), history.history[item.Name].ToArray(), Tolerance.Gradient, $"{what}, {item.Name}");
    }

    private static void CompareScores(JsonElement expected, Scores scores, string what)
    {
        if (expected.ValueKind == JsonValueKind.Object)
        {
            Dictionary<string, double> named = scores;
            Assert.Equal(expected.EnumerateObject().Select(item => item.Name), named.Keys);
            ArrayAssert.Close(Numbers(expected), [.. named.Values], Tolerance.Gradient, what);
            return;
        }
        ArrayAssert.Close(Numbers(expected), (double[])scores, Tolerance.Gradient, what);
    }

    private static void ComparePrediction(RecordedCase recorded, JsonElement step, NDArray prediction, string what)
    {
        NpyArray expected = recorded[step.GetProperty("output").GetString()!];
        ArrayAssert.Close(expected, prediction.shape, prediction.ToArray<float>(), Tolerance.Gradient, what);
    }

    private static void Weights(RecordedCase recorded, IEnumerable<NpyArray> expected, Sequential model, Tolerance tolerance, string what)
    {
        NpyArray[] wanted = [.. expected];
        Assert.Equal(wanted.Select(array => array.Shape), model.weights.Select(weight => weight.shape));
        // All weights together: a single bias near zero moves in steps that are large for its own size.
        ArrayAssert.Close([.. wanted.SelectMany(array => ArrayAssert.ToDoubles(array.Data))], [.. model.weights.SelectMany(weight => weight.value.ToArray<float>()).Select(w => (double)w)], tolerance, $"{recorded.Name}, {what}");
    }

    private static void Compile(Sequential model, JsonElement compile)
    {
        OptimizerArg optimizer = compile.GetProperty("optimizer") is { ValueKind: JsonValueKind.Object } described ? Made.Create<Optimizer>(described.GetProperty("class").GetString()!, described.GetProperty("config")) : compile.GetProperty("optimizer").GetString()!;
        LossArg loss = compile.GetProperty("loss") is { ValueKind: JsonValueKind.Object } lossDescribed ? Made.Create<Loss>(lossDescribed.GetProperty("class").GetString()!, lossDescribed.GetProperty("config")) : compile.GetProperty("loss").GetString()!;
        MetricList? Metrics(string key) => compile.TryGetProperty(key, out JsonElement list)
            ? (MetricList)(MetricArg[])[.. list.EnumerateArray().Select(m => m.ValueKind == JsonValueKind.Object ? (MetricArg)Made.Create<Metric>(m.GetProperty("class").GetString()!, m.GetProperty("config")) : m.GetString()!)]
            : default(MetricList?);
        model.compile(optimizer, loss, Metrics("metrics"), weighted_metrics: Metrics("weighted_metrics"), run_eagerly: compile.TryGetProperty("run_eagerly", out JsonElement eager) && eager.GetBoolean());
    }

    // Configurations know the input's shape only with the batch axis.
    private static LayerArg MakeLayer(JsonElement described)
    {
        Config config = Config.Parse(described.GetProperty("config").GetRawText());
        string className = described.GetProperty("class").GetString()!;
        if (className == "Input")
            return keras.Input(ConfigReader.Get<Shape?>(config, "shape", null));
        string? key = config.ContainsKey("input_shape") ? "input_shape" : config.ContainsKey("input_dim") && className == "Dense" ? "input_dim" : null;
        if (key is not null)
        {
            config["batch_input_shape"] = config[key] is List<object?> dims ? (List<object?>)[null, .. dims] : [null, config[key]];
            config.Remove(key);
        }
        else if (className == "Embedding" && config.TryGetValue("input_length", out object? length) && length is not null)
            config["batch_input_shape"] = (List<object?>)[null, length];
        return Made.Create<Layer>(className, config);
    }

    private static double[] Numbers(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => [.. value.EnumerateArray().Select(Number)],
        JsonValueKind.Object when !value.TryGetProperty("float", out _) => [.. value.EnumerateObject().Select(item => Number(item.Value))],
        _ => [Number(value)],
    };

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : value.GetProperty("float").GetString() switch
    {
        "nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        _ => double.NegativeInfinity,
    };
}
