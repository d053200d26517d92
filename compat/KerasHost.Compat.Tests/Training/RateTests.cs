using System.Text.Json;
using KerasHost.Backend;
using KerasHost.Callbacks;
using KerasHost.Compat.Tests.Comparison;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Optimizers;

namespace KerasHost.Compat.Tests.Training;

/// <summary>Learning rates read and set in training, and arguments of optimizers: the loss of each of ten steps.</summary>
public sealed class RateTests
{
    public static TheoryData<string> Runs => RecordedFiles.Cases("rates", "run");

    [Theory, MemberData(nameof(Runs))]
    public void Ten_steps_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load("rates", name);
        Settings.clear_session();
        keras.utils.set_random_seed(recorded.Seed!.Value);
        var model = keras.Sequential([keras.layers.Dense(6, activation: "tanh", input_shape: 5), keras.layers.Dense(2)]);
        (Func<Optimizer> make, Action<Optimizer, int>? before) = s_runs[name];
        model.compile(make(), "mse");
        var each = new Each(before);
        model.fit(Made.Array(recorded["x"]), Made.Array(recorded["y"]), batch_size: 4, shuffle: false, epochs: recorded.Call.GetProperty("epochs").GetInt32(), verbose: 0, callbacks: [each]);
        ArrayAssert.Close(Numbers(recorded, "rates"), [.. each.Rates], Tolerance.Forward, name + ", rates");
        ArrayAssert.Close(Numbers(recorded, "losses"), [.. each.Losses], Tolerance.Gradient, name + ", losses");
        for (int i = 0; i < recorded.Call.GetProperty("weights").GetInt32(); i++)
            Made.Close(recorded[$"after{i}"], model.weights[i].value, Tolerance.Gradient, $"{name}, weight {i}");
        Assert.Equal(recorded.Call.GetProperty("iterations").GetInt64(), (long)model.optimizer.iterations.value.ToDouble());
    }

    private static double[] Numbers(RecordedCase recorded, string key) => [.. recorded.Call.GetProperty(key).EnumerateArray().Select(value => value.GetDouble())];

    private static void SetRate(Optimizer optimizer, int step) => optimizer.learning_rate = 0.5 / (step + 1);

    private static void SetLr(Optimizer optimizer, int step) => optimizer.lr = 0.5 / (step + 1);

    private static void Assign(Optimizer optimizer, int step) => optimizer.learning_rate.assign(0.5 / (step + 1));

    private static void AssignLr(Optimizer optimizer, int step) => optimizer.lr.assign(optimizer.lr * 0.5);

    private static void SetValue(Optimizer optimizer, int step) => keras.backend.set_value(optimizer.learning_rate, 0.5 / (step + 1));

    private static void Halve(Optimizer optimizer, int step) => keras.backend.set_value(optimizer.lr, keras.backend.get_value(optimizer.lr) * 0.5);

    private static Action<Optimizer, int> At(int[] steps, Action<Optimizer, int> act) => (optimizer, step) =>
    {
        if (Array.IndexOf(steps, step) >= 0)
            act(optimizer, step);
    };

    private static Dictionary<string, (Func<Optimizer> Make, Action<Optimizer, int>? Before)> MakeRuns()
    {
        var runs = new Dictionary<string, (Func<Optimizer>, Action<Optimizer, int>?)>
        {
            ["schedule"] = (() => keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(0.5, 3, 0.5)), null),
            ["schedule_momentum"] = (() => keras.optimizers.SGD(keras.optimizers.schedules.PiecewiseConstantDecay([3, 6], [0.5, 0.1, 0.01]), momentum: 0.9), null),
            ["schedule_adam"] = (() => keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.1, 8)), null),
            ["schedule_replaced"] = (() => keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.1, 8)), At([4], (optimizer, _) => optimizer.learning_rate = keras.optimizers.schedules.InverseTimeDecay(0.2, 2, 0.5))),
            ["schedule_legacy"] = (() => keras.optimizers.legacy.Adam(keras.optimizers.schedules.PolynomialDecay(0.1, 8)), null),
            ["function"] = (() => keras.optimizers.SGD(() => 0.25), null),
            ["jit_compile"] = (() => keras.optimizers.Adam(0.1, jit_compile: true), null),
            ["decay_legacy"] = (() => keras.optimizers.legacy.SGD(0.5, decay: 0.3), null),
            ["decay_legacy_momentum"] = (() => keras.optimizers.legacy.SGD(lr: 0.5, decay: 0.3, momentum: 0.9, nesterov: true), null),
            ["decay_legacy_rmsprop"] = (() => keras.optimizers.legacy.RMSprop(lr: 0.05, decay: 0.3), null),
            ["lr_ignored"] = (() => keras.optimizers.SGD(lr: 0.5), null),
            ["ema"] = (() => keras.optimizers.SGD(0.5, use_ema: true, ema_momentum: 0.8), null),
            ["ema_overwrite"] = (() => keras.optimizers.Adam(0.1, use_ema: true, ema_momentum: 0.8, ema_overwrite_frequency: 3), null),
            ["ema_epochs"] = (() => keras.optimizers.SGD(0.5, use_ema: true, ema_momentum: 0.8), null),
            ["weight_decay"] = (() => keras.optimizers.AdamW(0.1, weight_decay: 0.5), null),
            ["clipnorm"] = (() => keras.optimizers.SGD(0.5, clipnorm: 0.1), null),
            ["clipvalue"] = (() => keras.optimizers.SGD(0.5, clipvalue: 0.05), null),
            ["global_clipnorm"] = (() => keras.optimizers.SGD(0.5, global_clipnorm: 0.1), null),
        };
        foreach ((string name, Action<Optimizer, int> act) in new (string, Action<Optimizer, int>)[] { ("learning_rate", SetRate), ("lr", SetLr), ("assign", Assign), ("assign_lr", AssignLr), ("set_value", SetValue), ("halve", Halve) })
        {
            runs["set_" + name] = (() => keras.optimizers.SGD(0.1), At([0, 3, 6], act));
            runs["set_" + name + "_adam"] = (() => keras.optimizers.Adam(0.1), At([0, 3, 6], act));
            runs["legacy_set_" + name] = (() => keras.optimizers.legacy.SGD(0.1), At([0, 3, 6], act));
            runs["legacy_set_" + name + "_adam"] = (() => keras.optimizers.legacy.Adam(0.1, decay: 0.1), At([0, 3, 6], act));
        }
        return runs;
    }

    private static readonly Dictionary<string, (Func<Optimizer> Make, Action<Optimizer, int>? Before)> s_runs = MakeRuns();

    /// <summary>Loss and learning rate after every step.</summary>
    private sealed class Each(Action<Optimizer, int>? before) : Callback
    {
        public List<double> Losses { get; } = [];

        public List<double> Rates { get; } = [];

        public override void on_train_batch_begin(int batch, Dictionary<string, double> logs) => before?.Invoke(model.optimizer, Losses.Count);

        public override void on_train_batch_end(int batch, Dictionary<string, double> logs)
        {
            Losses.Add(logs["loss"]);
            // The reference's legacy optimizers hand out the schedule itself, which knows the next step's rate.
            Rates.Add(model.optimizer is KerasHost.Optimizers.Legacy.LegacyOptimizer && model.optimizer.lr.Schedule is { } schedule
                ? schedule.apply((long)model.optimizer.iterations.value.ToDouble()).ToDouble()
                : model.optimizer.lr);
        }
    }
}
