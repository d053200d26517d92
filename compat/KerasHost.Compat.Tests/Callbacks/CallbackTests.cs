using System.Text.Json;
using KerasHost.Callbacks;
using KerasHost.Compat.Tests.Comparison;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Layers;
using KerasHost.Models;
using KerasHost.Numpy;
using KerasHost.Printing;
using KerasHost.Training;

namespace KerasHost.Compat.Tests.Callbacks;

/// <summary>What callbacks print and decide, and the files they write.</summary>
public sealed class CallbackTests
{
    private static readonly NDArray s_x = np.arange(20).reshape(10, 2).astype("float32") / 20;
    private static readonly NDArray s_y = np.arange(10).astype("float32") / 5;

    public static TheoryData<string> Scripted => RecordedFiles.Cases("callbacks", "scripted", call => s_known.ContainsKey(call.GetProperty("callback").GetString()!));

    public static TheoryData<string> Runs => RecordedFiles.Cases("callbacks", "run");

    private static readonly Dictionary<string, Func<Arguments, List<string>, Callback>> s_known = new()
    {
        ["EarlyStopping"] = (a, _) => new EarlyStopping(a.Text("monitor") ?? "val_loss", a.Number("min_delta") ?? 0, (int)(a.Number("patience") ?? 0),
            (int)(a.Number("verbose") ?? 0), a.Text("mode") ?? "auto", a.Number("baseline"), a.True("restore_best_weights"), (int)(a.Number("start_from_epoch") ?? 0)),
        ["ReduceLROnPlateau"] = (a, _) => new ReduceLROnPlateau(a.Text("monitor") ?? "val_loss", a.Number("factor") ?? 0.1, (int)(a.Number("patience") ?? 10),
            (int)(a.Number("verbose") ?? 0), a.Text("mode") ?? "auto", a.Number("min_delta") ?? 1e-4, (int)(a.Number("cooldown") ?? 0), a.Number("min_lr") ?? 0),
        ["ModelCheckpoint"] = (a, saved) => new Checkpoints(saved, a.Text("filepath")!, a.Text("monitor") ?? "val_loss", (int)(a.Number("verbose") ?? 0),
            a.True("save_best_only"), a.True("save_weights_only"), a.Text("mode") ?? "auto", a.Number("save_freq") is { } batches ? (int)batches : "epoch", a.Number("initial_value_threshold")),
    };

    [Theory, MemberData(nameof(Scripted))]
    public void Texts_and_decisions_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load("callbacks", name);
        JsonElement call = recorded.Call;
        Model model = Made();
        var saved = new List<string>();
        Callback callback = s_known[call.GetProperty("callback").GetString()!](new(call.GetProperty("args")), saved);
        callback.Attach(model);
        callback.Attach(new FitParameters(0, 12, 2));
        string metric = call.GetProperty("metric").GetString()!;
        var rates = new List<double>();
        var keys = new List<string>();
        string text = Printed(() =>
        {
            callback.on_train_begin([]);
            int epoch = 0;
            foreach (JsonElement number in call.GetProperty("values").EnumerateArray())
            {
                // The recorder gave float32 numbers.
                double value = number.ValueKind == JsonValueKind.Number ? (float)number.GetDouble() : double.NaN;
                callback.on_epoch_begin(epoch, []);
                model.set_weights((List<NDArray>)[model.weights[0].value.numpy(), np.array([(float)epoch])]);
                for (int batch = 0; batch < 2; batch++)
                {
                    callback.on_train_batch_begin(batch, []);
                    callback.on_train_batch_end(batch, new() { [metric] = value });
                }
                var logs = new Dictionary<string, double> { [metric] = value };
                callback.on_epoch_end(epoch, logs);
                keys.Add(PythonText.Repr(logs.Keys.ToList()));
                rates.Add(model.optimizer.learning_rate);
                if (model.stop_training)
                    break;
                epoch++;
            }
            callback.on_train_end([]);
        });
        Assert.Equal(recorded.Text, text);
        Assert.Equal(call.GetProperty("rates").EnumerateArray().Select(rate => rate.GetDouble()), rates);
        Assert.Equal(call.GetProperty("logs").EnumerateArray().Select(list => list.GetRawText().Replace('"', '\'')), keys);
        Assert.Equal(call.GetProperty("saved").EnumerateArray().Select(path => path.GetString()), saved);
        Assert.Equal(call.GetProperty("bias").GetDouble(), model.weights[1].value.ElementAsDouble(0));
    }

    [Theory, MemberData(nameof(Runs))]
    public void Runs_of_fit_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load("callbacks", name);
        Model model = Made();
        string folder = Directory.CreateTempSubdirectory("kerashost-callbacks-").FullName;
        try
        {
            History? history = null;
            string text = Printed(() => history = Run(name, model, Path.Join(folder, "log.csv")));
            Assert.Equal(recorded.Text, text);
            foreach (JsonProperty metric in recorded.Call.GetProperty("history").EnumerateObject())
                ArrayAssert.Close([.. metric.Value.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Number ? v.GetDouble() : double.NaN)],
                    history!.history[metric.Name].ToArray(), new Tolerance(1e-5), $"{name}, {metric.Name}");
            foreach (JsonProperty file in recorded.Call.GetProperty("files").EnumerateObject())
                SameTable(file.Value.GetString()!, File.ReadAllText(Path.Join(folder, file.Name)));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static History Run(string name, Model model, string log)
    {
        History Fit(Callback[] callbacks, int epochs = 3, bool validate = false, int every = 1, NDArray? x = null) =>
            model.fit(x ?? s_x, s_y, epochs: epochs, batch_size: 4, verbose: 0, callbacks: callbacks, validation_data: validate ? (s_x, s_y) : null, validation_freq: every);
        switch (name)
        {
            case "scheduler":
                return Fit([keras.callbacks.LearningRateScheduler((epoch, lr) => lr * 0.5, verbose: 1)]);
            case "scheduler_epoch_only":
                return Fit([keras.callbacks.LearningRateScheduler(epoch => 0.1 / (epoch + 1), verbose: 1)]);
            case "csv":
                return Fit([keras.callbacks.CSVLogger(log)]);
            case "csv_validation":
                return Fit([keras.callbacks.CSVLogger(log, separator: ";")], validate: true);
            case "csv_validation_freq":
                return Fit([keras.callbacks.CSVLogger(log)], epochs: 4, validate: true, every: 2);
            case "csv_rate":
                return Fit([keras.callbacks.ReduceLROnPlateau(), keras.callbacks.CSVLogger(log)], validate: true);
            case "csv_append":
                File.WriteAllText(log, "epoch,loss,mae\n0,1.5,2.5\n");
                return Fit([keras.callbacks.CSVLogger(log, append: true)]);
            case "csv_append_new":
                return Fit([keras.callbacks.CSVLogger(log, separator: "|", append: true)]);
            case "lambda":
                static string Names(Dictionary<string, double> logs) => PythonText.Repr(logs.Keys.ToList());
                return Fit([keras.callbacks.LambdaCallback(
                    on_train_begin: logs => Console.Out.WriteLine("begin"), on_epoch_begin: (e, logs) => Console.Out.WriteLine($"epoch {e}"),
                    on_batch_begin: (b, logs) => Console.Out.WriteLine($"batch {b}"), on_batch_end: (b, logs) => Console.Out.WriteLine(Names(logs)),
                    on_epoch_end: (e, logs) => Console.Out.WriteLine($"{e} {Names(logs)}"), on_train_end: logs => Console.Out.WriteLine($"end {Names(logs)}"))], epochs: 2);
            case "nan":
                NDArray x = np.array(s_x);
                x[5] = double.NaN;
                return Fit([keras.callbacks.TerminateOnNaN()], x: x);
            default:
                throw new InvalidOperationException($"no program for {name}");
        }
    }

    // Numbers in the last digit are the business of the training tests.
    private static void SameTable(string expected, string found)
    {
        string[] wanted = expected.Split(',', ';', '|', '\r'), got = found.Split(',', ';', '|', '\r');
        Assert.Equal(wanted.Length, got.Length);
        for (int i = 0; i < wanted.Length; i++)
            if (wanted[i].Contains('.', StringComparison.Ordinal) && wanted[i].Length > 6)
                Assert.Equal(double.Parse(wanted[i], System.Globalization.CultureInfo.InvariantCulture), double.Parse(got[i], System.Globalization.CultureInfo.InvariantCulture), 1e-5);
            else
                Assert.Equal(wanted[i], got[i]);
    }

    private static Model Made()
    {
        keras.backend.clear_session();
        keras.utils.set_random_seed(1);
        var model = keras.Sequential([keras.layers.Dense(1, input_shape: [2])]);
        model.compile(keras.optimizers.SGD(0.1), "mse", metrics: ["mae"]);
        return model;
    }

    private static string Printed(Action run)
    {
        TextWriter before = Console.Out;
        using var text = new StringWriter { NewLine = "\n" };
        Console.SetOut(text);
        try
        {
            run();
        }
        finally
        {
            Console.SetOut(before);
        }
        return text.ToString();
    }

    private sealed class Checkpoints(List<string> saved, string path, string monitor, int verbose, bool best, bool weights, string mode, SaveFrequency frequency, double? threshold)
        : ModelCheckpoint(path, monitor, verbose, best, weights, mode, frequency, threshold)
    {
        internal override void Save(string path) => saved.Add(path);
    }

    private readonly struct Arguments(JsonElement args)
    {
        public string? Text(string name) => args.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

        public double? Number(string name) => args.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : null;

        public bool True(string name) => args.TryGetProperty(name, out JsonElement value) && value.GetBoolean();
    }
}
