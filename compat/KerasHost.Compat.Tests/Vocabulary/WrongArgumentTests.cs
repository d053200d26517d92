using System.Text.Json;
using KerasHost.Backend;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Constraints;
using KerasHost.Initializers;
using KerasHost.Layers;
using KerasHost.Losses;
using KerasHost.Metrics;
using KerasHost.Optimizers;
using KerasHost.Optimizers.Legacy;
using KerasHost.Optimizers.Schedules;
using KerasHost.Regularizers;

namespace KerasHost.Compat.Tests.Vocabulary;

/// <summary>A wrong argument is the reference's error, and a misspelled name names the nearest known ones.</summary>
public sealed class WrongArgumentTests
{
    private const string Area = "wrong_arguments";

    public static TheoryData<string> Families => RecordedFiles.Cases(Area, "made");

    public static TheoryData<string> Misspelled => RecordedFiles.Cases(Area, "misspelled");

    public static TheoryData<string> Uses => [.. RecordedCase.Load(Area, "uses").Call.GetProperty("entries").EnumerateObject().Select(item => item.Name)];

    [Theory, MemberData(nameof(Families))]
    public void Bad_arguments_are_the_references_errors(string name)
    {
        RecordedCase recorded = RecordedCase.Load(Area, name);
        Func<string, JsonElement, object> make = s_make[recorded.String("family")!];
        List<string> wrong = [];
        foreach (JsonElement entry in recorded.Call.GetProperty("entries").EnumerateArray())
        {
            string className = entry.GetProperty("class").GetString()!, what = $"{className}({entry.GetProperty("config").GetRawText()})";
            // Old arguments are no keys of configurations.
            JsonElement config = entry.GetProperty("config");
            double? lr = Number(config, "lr"), decay = Number(config, "decay");
            Exception? e = Record.Exception(() => (lr ?? decay) is null ? make(className, config) : s_old[$"{recorded.String("family")}.{className}"](lr, decay));
            string? kind = entry.GetProperty("error").GetString();
            string? problem = kind switch
            {
                // The reference takes it. What it would fail on later may be an error here.
                null => e is null || s_stricter.ContainsKey(what) ? null : "is an error here",
                // A text where a number belongs does not compile; the reader of configurations names the key.
                "ValueError" when e is KerasTypeException && e.Message.Contains("must be a float. Received: ", StringComparison.Ordinal) => null,
                "TypeError" => e is KerasTypeException ? null : "is no TypeError here",
                // No argument at all here: as any other that is not known.
                "ValueError" when what.Contains("gradient_transformers", StringComparison.Ordinal) => e is KerasTypeException ? null : "is no error here",
                _ => e is KerasValueException && Same(entry.GetProperty("text").GetString()!, e.Message) ? null : $"should say: {entry.GetProperty("text").GetString()}",
            };
            if (problem is not null)
                wrong.Add($"{what} {problem}\n  here: {e?.GetType().Name} {e?.Message}");
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Theory, MemberData(nameof(Misspelled))]
    public void Misspelled_names_are_the_references_error_with_the_nearest_names(string name)
    {
        RecordedCase recorded = RecordedCase.Load(Area, name);
        Func<string, object?> get = s_get[recorded.String("family")!];
        foreach (JsonElement entry in recorded.Call.GetProperty("entries").EnumerateArray())
        {
            string misspelled = entry.GetProperty("name").GetString()!;
            var e = Assert.Throws<KerasValueException>(() => get(misspelled));
            Assert.Contains($"'{misspelled}'", e.Message, StringComparison.Ordinal);
            Assert.True(e.Message.Contains(" Did you mean '" + s_meant[misspelled] + "'", StringComparison.Ordinal), e.Message);
            // Without the hint it is the reference's text; regularizers and metrics that it does not know come back as texts there, to fail later.
            if (entry.GetProperty("text").GetString() is { } text)
                Assert.Equal(text, WithoutHint(e.Message));
        }
    }

    [Theory, MemberData(nameof(Uses))]
    public void What_fails_in_use_is_the_references_error(string label)
    {
        JsonElement entry = RecordedCase.Load(Area, "uses").Call.GetProperty("entries").GetProperty(label);
        var e = Assert.ThrowsAny<KerasException>(s_uses[label]);
        if (s_sentences.TryGetValue(label, out string? sentence))
            Assert.Contains(sentence, e.Message, StringComparison.Ordinal);
        else
            Assert.True(Same(entry.GetProperty("text").GetString()!.Trim('\''), e.Message), e.Message);
        if (entry.GetProperty("error").GetString() == "TypeError" && !s_sentences.ContainsKey(label))
            Assert.IsType<KerasTypeException>(e);
    }

    // Sets have no order in Python, so that two runs of the reference write them differently.
    private static bool Same(string recorded, string actual) =>
        recorded == actual || WithoutHint(actual) == recorded || (recorded.Contains('{') && Sorted(recorded) == Sorted(actual));

    private static string Sorted(string text) => string.Concat(text.Order());

    private static string WithoutHint(string message)
    {
        int from = message.IndexOf(" Did you mean ", StringComparison.Ordinal);
        return from < 0 ? message : message[..from] + message[(message.IndexOf('?', from) + 1)..];
    }

    private static double? Number(JsonElement config, string key) => config.TryGetProperty(key, out JsonElement value) ? value.GetDouble() : null;

    private static Tensor Vector(params float[] values) => Tensor.From<float>(values, [values.Length]);

    private static Variable One() => new(Vector(1), name: "w:0");

    private static Optimizer Scheduled() => keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.5));

    private static void Fit(LossArg loss, MetricArg[]? metrics = null)
    {
        var model = keras.Sequential([keras.layers.Dense(1, input_shape: 2)]);
        model.compile("sgd", loss, metrics: metrics is null ? null : [.. metrics]);
        model.fit(np.zeros([2, 2]), np.zeros([2, 1]), verbose: 0);
    }

    private static readonly Dictionary<string, Func<string, JsonElement, object>> s_make = new()
    {
        ["optimizers"] = (name, config) => Made.Create<Optimizer>(name, config),
        ["optimizers.legacy"] = (name, config) => Made.Create<LegacyOptimizer>(name, config),
        ["optimizers.schedules"] = (name, config) => Made.Create<LearningRateSchedule>(name, config),
        ["losses"] = (name, config) => Made.Create<Loss>(name, config),
        ["metrics"] = (name, config) => Made.Create<Metric>(name, config),
        ["initializers"] = (name, config) => Made.Create<Initializer>(name, config),
        ["regularizers"] = (name, config) => Made.Create<Regularizer>(name, config),
        ["constraints"] = (name, config) => Made.Create<Constraint>(name, config),
        ["layers"] = (name, config) => Made.Create<Layer>(name, config),
    };

    private static readonly Dictionary<string, Func<string, object?>> s_get = new()
    {
        ["optimizers"] = name => keras.optimizers.get(name),
        ["losses"] = name => keras.losses.get(name),
        ["metrics"] = name => keras.metrics.get(name),
        ["initializers"] = name => keras.initializers.get(name),
        ["regularizers"] = name => keras.regularizers.get(name),
        ["constraints"] = name => keras.constraints.get(name),
        ["activations"] = name => keras.activations.get(name),
    };

    // Taken by the reference, to fail or to do nothing later; an error here, with the reason.
    private static readonly Dictionary<string, string> s_stricter = new()
    {
        ["Nadam({\"decay\": -0.1})"] = "there it is the schedule's exponent under its old name, which makes no sense below 0",
        ["Dense({\"units\": 0})"] = "there a layer may have no output",
        ["Dense({\"units\": 2, \"kernel_regularizer\": \"l3\"})"] = "there the text itself becomes the regularizer, to fail when weights are made",
    };

    // What takes the old arguments, lr and decay.
    private static readonly Dictionary<string, Func<double?, double?, object>> s_old = new()
    {
        ["optimizers.SGD"] = (lr, decay) => keras.optimizers.SGD(lr: lr, decay: decay),
        ["optimizers.RMSprop"] = (lr, decay) => keras.optimizers.RMSprop(lr: lr, decay: decay),
        ["optimizers.Adam"] = (lr, decay) => keras.optimizers.Adam(lr: lr, decay: decay),
        ["optimizers.AdamW"] = (lr, decay) => keras.optimizers.AdamW(lr: lr, decay: decay),
        ["optimizers.Adagrad"] = (lr, decay) => keras.optimizers.Adagrad(lr: lr, decay: decay),
        ["optimizers.Adadelta"] = (lr, decay) => keras.optimizers.Adadelta(lr: lr, decay: decay),
        ["optimizers.Adamax"] = (lr, decay) => keras.optimizers.Adamax(lr: lr, decay: decay),
        ["optimizers.Nadam"] = (lr, decay) => keras.optimizers.Nadam(lr: lr, decay: decay),
        ["optimizers.Ftrl"] = (lr, decay) => keras.optimizers.Ftrl(lr: lr, decay: decay),
        ["optimizers.Lion"] = (lr, decay) => keras.optimizers.Lion(lr: lr, decay: decay),
        ["optimizers.Adafactor"] = (lr, decay) => keras.optimizers.Adafactor(lr: lr, decay: decay),
        ["optimizers.legacy.SGD"] = (lr, decay) => keras.optimizers.legacy.SGD(lr: lr, decay: decay ?? 0),
        ["optimizers.legacy.RMSprop"] = (lr, decay) => keras.optimizers.legacy.RMSprop(lr: lr, decay: decay ?? 0),
        ["optimizers.legacy.Adam"] = (lr, decay) => keras.optimizers.legacy.Adam(lr: lr, decay: decay ?? 0),
        ["optimizers.legacy.Adagrad"] = (lr, decay) => keras.optimizers.legacy.Adagrad(lr: lr, decay: decay ?? 0),
        ["optimizers.legacy.Adadelta"] = (lr, decay) => keras.optimizers.legacy.Adadelta(lr: lr, decay: decay ?? 0),
        ["optimizers.legacy.Adamax"] = (lr, decay) => keras.optimizers.legacy.Adamax(lr: lr, decay: decay ?? 0),
        ["optimizers.legacy.Nadam"] = (lr, decay) => keras.optimizers.legacy.Nadam(lr: lr, decay: decay ?? 0),
        ["optimizers.legacy.Ftrl"] = (lr, decay) => keras.optimizers.legacy.Ftrl(lr: lr, decay: decay ?? 0),
    };

    private static readonly Dictionary<string, string> s_meant = new()
    {
        ["adamm"] = "adam",
        ["smd"] = "sgd",
        ["rmsprob"] = "rmsprop",
        ["nadamm"] = "nadam",
        ["addam"] = "adam",
        ["sg d"] = "sgd",
        ["binary_crossentropie"] = "binary_crossentropy",
        ["mean_square_error"] = "mean_squared_error",
        ["sparse_categorical_cross_entropy"] = "sparse_categorical_crossentropy",
        ["categorical_crossentropyy"] = "categorical_crossentropy",
        ["hubber"] = "huber",
        ["acuracy"] = "accuracy",
        ["binary_acuracy"] = "binary_accuracy",
        ["AUCC"] = "AUC",
        ["Precisionn"] = "Precision",
        ["glorot_unifrom"] = "glorot_uniform",
        ["he_normall"] = "he_normal",
        ["zeroes"] = "zeros",
        ["random_norml"] = "random_normal",
        ["ortogonal"] = "orthogonal",
        ["l3"] = "l1",
        ["L1_L2x"] = "L1L2",
        ["l1l22"] = "l1_l2",
        ["maxnrm"] = "max_norm",
        ["non_negg"] = "non_neg",
        ["unit_nrm"] = "unit_norm",
        ["reluu"] = "relu",
        ["sigmod"] = "sigmoid",
        ["softmaxx"] = "softmax",
        ["leaky_reluu"] = "leaky_relu",
        ["tanhh"] = "tanh",
    };

    private static readonly Dictionary<string, Action> s_uses = new()
    {
        ["set_the_rate_of_a_schedule"] = () => Scheduled().learning_rate = 0.5,
        ["set_lr_of_a_schedule"] = () => Scheduled().lr = 0.5,
        ["no_gradients"] = () => keras.optimizers.Adam().apply_gradients([((Tensor?)null, One())]),
        ["unknown_variable"] = () =>
        {
            Optimizer optimizer = keras.optimizers.Adam();
            optimizer.build([One()]);
            optimizer.apply_gradients([((Tensor?)Vector(1), One())]);
        },
        ["exclude_after_build"] = () =>
        {
            Optimizer optimizer = keras.optimizers.AdamW();
            optimizer.build([One()]);
            optimizer.exclude_from_weight_decay(var_names: ["w"]);
        },
        ["set_weights_before_build"] = () => keras.optimizers.Adam().set_weights([np.array(1)]),
        ["set_weights_of_another_shape"] = () =>
        {
            Optimizer optimizer = keras.optimizers.SGD(momentum: 0.9);
            optimizer.build([One()]);
            optimizer.set_weights([np.array(1L), Vector(1, 2), np.array(0.5)]);
        },
        ["legacy_no_gradients"] = () => keras.optimizers.legacy.Adam().apply_gradients([((Tensor?)null, One())]),
        ["merge_of_another_metric"] = () => keras.metrics.Mean(name: "a").merge_state([keras.metrics.Sum(name: "b")]),
        ["mean_tensor_of_another_shape"] = () =>
        {
            MeanTensor metric = keras.metrics.MeanTensor();
            metric.update_state(Op.Zeros([2, 3]));
            metric.update_state(Op.Zeros([2, 2]));
        },
        ["mean_tensor_without_values"] = () => keras.metrics.MeanTensor().result(),
        ["multi_label_of_rank_1"] = () => keras.metrics.AUC(multi_label: true).update_state(Vector(0, 1), Vector(0.5f, 0.5f)),
        ["r2_of_rank_1"] = () => keras.metrics.R2Score().update_state(Vector(0, 1), Vector(0.5f, 0.5f)),
        ["f1_of_rank_1"] = () => keras.metrics.F1Score().update_state(Vector(0, 1), Vector(0.5f, 0.5f)),
        ["orthogonal_regularizer_of_rank_3"] = () => keras.regularizers.OrthogonalRegularizer().call(Op.Zeros([2, 2, 2])),
        ["orthogonal_of_rank_1"] = () => keras.initializers.Orthogonal().call([3]),
        ["identity_of_rank_3"] = () => keras.initializers.Identity().call([2, 2, 2]),
        ["compile_with_an_unknown_loss"] = () => Fit("mean_sqared_error"),
        ["compile_with_an_unknown_optimizer"] = () => keras.Sequential([keras.layers.Dense(1, input_shape: 2)]).compile("adamm", "mse"),
        ["compile_with_an_unknown_metric"] = () => Fit("mse", ["acuracy"]),
        ["softmax_of_rank_1"] = () => keras.activations.softmax(Vector(1, 2)),
        ["set_floatx"] = () => keras.backend.set_floatx("float31"),
        ["sample_weight_of_another_length"] = () => keras.losses.MeanSquaredError().apply(Op.Zeros([3, 2]), Op.Zeros([3, 2]), Op.Zeros([2])),
        ["metric_weight_of_another_length"] = () => keras.metrics.MeanSquaredError().update_state(Op.Zeros([3, 2]), Op.Zeros([3, 2]), Op.Zeros([2])),
    };

    // Where the reference's text has more around it, or fails later: what must be said.
    private static readonly Dictionary<string, string> s_sentences = new()
    {
        ["no_gradients"] = "No gradients provided for any variable: (['w:0'],).",
        ["legacy_no_gradients"] = "No gradients provided for any variable: (['w:0'],).",
        ["compile_with_an_unknown_loss"] = "Unknown loss function: 'mean_sqared_error'. Did you mean 'mean_squared_error'",
        ["compile_with_an_unknown_metric"] = "Did you mean 'accuracy'",
        ["set_weights_of_another_shape"] = " has shape (1,) not compatible with provided weight shape (2,).",
        ["sample_weight_of_another_length"] = "Incompatible shapes: ",
        ["metric_weight_of_another_length"] = "Incompatible shapes: ",
    };
}
