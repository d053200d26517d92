using System.Text.Json;
using KerasHost.Backend;
using KerasHost.Compat.Tests.Comparison;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Constraints;
using KerasHost.Losses;
using KerasHost.Metrics;
using KerasHost.Numpy;
using KerasHost.Printing;
using KerasHost.Saving;

namespace KerasHost.Compat.Tests.Vocabulary;

/// <summary>The float type and the epsilon of the process, under both names of their module.</summary>
public sealed class SettingsTests : IDisposable
{
    public static TheoryData<string> Trainings => RecordedFiles.Cases("settings", "training");

    public void Dispose()
    {
        keras.backend.set_floatx("float32");
        keras.backend.set_epsilon(1e-7);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Epsilon_is_used_where_the_reference_uses_it(bool set)
    {
        RecordedCase recorded = RecordedCase.Load("settings", "epsilon");
        string tag = set ? "set" : "default";
        if (set)
            keras.config.set_epsilon(recorded.Call.GetProperty("epsilon").GetDouble());
        Assert.Equal(recorded.Call.GetProperty("printed")[set ? 0 : 1].GetString(), PythonText.Repr(keras.backend.epsilon()));
        Tensor hot = Made.Tensor(recorded["y_true"]);
        foreach (string name in recorded.Call.GetProperty("losses").EnumerateArray().Select(item => item.GetString()!))
        {
            Tensor predictions = Made.Tensor(recorded["y_pred"]);
            using var tape = new GradientTape();
            tape.watch(predictions);
            Tensor value = Made.Create<Loss>(name, new Config { ["reduction"] = "none" }).apply(name.StartsWith("Sparse", StringComparison.Ordinal) ? Made.Tensor(recorded["labels"]) : hot, predictions);
            Made.Close(recorded[$"loss_{name}_{tag}"], value, Tolerance.Forward, name);
            Made.Close(recorded[$"gradient_{name}_{tag}"], tape.gradient(value, predictions)!, Tolerance.Gradient, name + ", gradient");
        }
        foreach (JsonElement call in recorded.Call.GetProperty("calls").EnumerateArray())
        {
            JsonElement config = call.GetProperty("config");
            if (call.TryGetProperty("metric", out JsonElement metricName))
            {
                var metric = Made.Create<Metric>(metricName.GetString()!, config);
                metric.update_state(hot, Made.Tensor(recorded["y_pred"]));
                Made.Close(recorded[$"metric_{metricName}_{tag}"], metric.result(), Tolerance.Forward, metricName.GetString()!);
            }
            else
            {
                string name = call.GetProperty("constraint").GetString()!;
                Made.Close(recorded[$"constraint_{name}_{tag}"], Made.Create<Constraint>(name, config).call(Made.Tensor(recorded["w"])), Tolerance.Forward, name);
            }
        }
        // Optimizers have an epsilon of their own.
        foreach (JsonProperty optimizer in recorded.Call.GetProperty("optimizers").EnumerateObject())
            Assert.Equal(optimizer.Value.GetDouble(), (double)Made.Create<Optimizers.Optimizer>(optimizer.Name, new Config()).get_config()["epsilon"]!);
    }

    [Theory, InlineData("float32"), InlineData("float64")]
    public void Everything_has_the_float_type_that_it_has_in_the_reference(string floatx)
    {
        JsonElement types = RecordedCase.Load("settings", "floatx").Call.GetProperty("types").GetProperty(floatx);
        keras.config.set_floatx(floatx);
        Settings.clear_session();
        Assert.Equal(types.GetProperty("floatx").GetString(), keras.backend.floatx());
        Assert.Equal(floatx, keras.config.floatx());
        var model = keras.Sequential([keras.layers.Embedding(5, 3, input_length: 4), keras.layers.LSTM(2), keras.layers.Dense(2, kernel_regularizer: "l2")]);
        model.compile("adam", "mse", metrics: ["mae"]);
        var (x, y) = (np.zeros([2, 4], "int32"), np.zeros([2, 2]));
        model.fit(x, y, verbose: 0);
        Assert.Equal(Strings(types, "weights"), model.weights.Select(weight => weight.dtype.name));
        Assert.Equal(Strings(types, "compute"), model.layers.Select(layer => layer.dtype.name));
        Assert.Equal(Text(types, "predict"), ((NDArray)model.predict(x, verbose: 0)).dtype.name);
        Assert.Equal(Strings(types, "slots"), model.optimizer.variables.Select(slot => slot.dtype.name));
        Assert.Equal(Text(types, "rate"), ((Variable)model.optimizer.learning_rate).dtype.name);
        Assert.Equal(Text(types, "metric"), keras.metrics.MeanSquaredError().dtype.name);
        Assert.Equal(Text(types, "sum"), keras.metrics.Sum().dtype.name);
        Assert.Equal(Text(types, "initializer"), keras.initializers.GlorotUniform(seed: 1).call([2]).dtype.name);
        Assert.Equal(Text(types, "l2"), PythonText.Repr(keras.regularizers.L2(0.1).get_config()["l2"]));
        Assert.Equal(Text(types, "own"), keras.layers.Dense(2, dtype: "float32").dtype.name);
    }

    [Fact]
    public void Another_type_is_the_references_error()
    {
        RecordedCase recorded = RecordedCase.Load("settings", "floatx");
        Assert.Equal(recorded.Text!.Order(), Assert.Throws<KerasValueException>(() => keras.backend.set_floatx("int32")).Message.Order());
        Assert.Equal("float32", keras.backend.floatx());
    }

    [Theory, MemberData(nameof(Trainings))]
    public void Models_train_in_double_precision(string name)
    {
        RecordedCase recorded = RecordedCase.Load("settings", name);
        keras.backend.set_floatx("float64");
        Settings.clear_session();
        keras.utils.set_random_seed(recorded.Seed!.Value);
        var model = keras.Sequential([keras.layers.LSTM(4, input_shape: [4, 3]), keras.layers.Dense(3, activation: "gelu"), keras.layers.Dense(1, activation: "sigmoid")]);
        string optimizer = recorded.String("optimizer")!;
        model.compile(s_optimizers.TryGetValue(optimizer, out var make) ? make() : optimizer, "binary_crossentropy", metrics: ["accuracy", "mae"]);
        int count = recorded.Call.GetProperty("weights").GetInt32();
        for (int i = 0; i < count; i++)
            Made.Close(recorded[$"before{i}"], model.weights[i].value, Tolerance.Forward64, $"{name}, weight {i} before");
        var history = model.fit(Made.Array(recorded["x"]), Made.Array(recorded["y"]), batch_size: 10, epochs: 5, shuffle: false, verbose: 0);
        // Ten steps add roundings up; schedules compute in float32, and powers may differ in its last bit.
        Tolerance tolerance = new(optimizer == "schedule" ? 1e-7 : 1e-11);
        foreach (JsonProperty item in recorded.Call.GetProperty("history").EnumerateObject())
            ArrayAssert.Close([.. item.Value.EnumerateArray().Select(value => value.GetDouble())], history.history[item.Name].ToArray(), tolerance, $"{name}, {item.Name}");
        for (int i = 0; i < count; i++)
            Made.Close(recorded[$"after{i}"], model.weights[i].value, tolerance, $"{name}, weight {i} after");
        ArrayAssert.Close(recorded["predicted"], ((NDArray)model.predict(Made.Array(recorded["x"]), verbose: 0)).shape, ((NDArray)model.predict(Made.Array(recorded["x"]), verbose: 0)).flatten().ToArray<double>(), tolerance, name);
    }

    private static readonly Dictionary<string, Func<Optimizers.Optimizer>> s_optimizers = new()
    {
        ["momentum"] = () => keras.optimizers.SGD(0.1, momentum: 0.9, nesterov: true, weight_decay: 0.1),
        ["lion"] = () => keras.optimizers.Lion(0.01),
        ["adafactor"] = () => keras.optimizers.Adafactor(0.1),
        ["amsgrad"] = () => keras.optimizers.Adam(0.01, amsgrad: true, clipnorm: 0.1),
        ["centered"] = () => keras.optimizers.RMSprop(0.01, centered: true, momentum: 0.5),
        ["ema"] = () => keras.optimizers.SGD(0.1, use_ema: true, ema_momentum: 0.7),
        ["schedule"] = () => keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(0.5, 3, 0.7)),
        ["legacy_SGD"] = () => keras.optimizers.legacy.SGD(0.01),
        ["legacy_RMSprop"] = () => keras.optimizers.legacy.RMSprop(0.01),
        ["legacy_Adam"] = () => keras.optimizers.legacy.Adam(0.01),
        ["legacy_Adagrad"] = () => keras.optimizers.legacy.Adagrad(0.01),
        ["legacy_Adadelta"] = () => keras.optimizers.legacy.Adadelta(0.01),
        ["legacy_Adamax"] = () => keras.optimizers.legacy.Adamax(0.01),
        ["legacy_Nadam"] = () => keras.optimizers.legacy.Nadam(0.01),
        ["legacy_Ftrl"] = () => keras.optimizers.legacy.Ftrl(0.01),
    };

    private static string? Text(JsonElement types, string key) => types.GetProperty(key).GetString();

    private static IEnumerable<string?> Strings(JsonElement types, string key) => types.GetProperty(key).EnumerateArray().Select(item => item.GetString());
}
