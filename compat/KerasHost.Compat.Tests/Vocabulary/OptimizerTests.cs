using System.Text.Json;
using KerasHost.Compat.Tests.Comparison;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Optimizers;
using KerasHost.Optimizers.Legacy;
using KerasHost.Optimizers.Schedules;

namespace KerasHost.Compat.Tests.Vocabulary;

public sealed class OptimizerTests
{
    public static TheoryData<string> Runs => RecordedFiles.Cases("optimizers", "optimizer");

    public static TheoryData<string> Errors => RecordedFiles.Cases("optimizers", "optimizer_error");

    public static TheoryData<string> Schedules => RecordedFiles.Cases("schedules", "schedule");

    [Theory, MemberData(nameof(Runs))]
    public void Twenty_steps_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load("optimizers", name);
        JsonElement call = recorded.Call;
        string className = recorded.String("class")!;
        bool legacy = className.StartsWith("legacy.", StringComparison.Ordinal);
        Optimizer optimizer = legacy
            ? Made.Create<LegacyOptimizer>(className["legacy.".Length..], call.GetProperty("config"))
            // Not a key of configurations: an argument that only warns.
            : name == "SGD_lr_0p1" ? new KerasHost.Optimizers.SGD(lr: 0.1)
            : Made.Create<Optimizer>(className, call.GetProperty("config"));
        Variable[] variables = [.. recorded.Arrays("weights").Zip(call.GetProperty("weight_names").EnumerateArray(), (array, item) => new Variable(Made.Tensor(array), name: item.GetString() + ":0"))];
        if (!legacy)
            optimizer.build(variables);
        Tensor dense0 = Made.Tensor(recorded["g0"]), dense1 = Made.Tensor(recorded["g1"]), indices = Made.Tensor(recorded["g2_indices"]), rows = Made.Tensor(recorded["g2_values"]);
        var snapshots = call.GetProperty("snapshots").EnumerateArray().ToDictionary(s => s.GetProperty("step").GetInt32(), s => s.GetProperty("weights"));
        double[] rates = ArrayAssert.ToDoubles(recorded["learning_rate"].Data);
        for (int step = 0; step < call.GetProperty("steps").GetInt32(); step++)
        {
            if (call.TryGetProperty("learning_rates", out JsonElement set) && set.TryGetProperty($"{step}", out JsonElement rate))
                optimizer.learning_rate = rate.GetDouble();
            if (optimizer.learning_rate.Schedule is null)
                Assert.Equal((float)rates[step], (float)optimizer.learning_rate);
            Gradient[] gradients = [dense0[step], dense1[step], Gradient.Rows(rows[step], indices[step], [6, 2])];
            optimizer.apply_gradients(gradients.Zip(variables)!);
            if (snapshots.TryGetValue(step + 1, out JsonElement names))
                foreach (var (variable, array) in variables.Zip(names.EnumerateArray()))
                    Made.Close(recorded[array.GetString()!], variable.value, Tolerance.Optimizer, $"{name}, {variable.name} after {step + 1} steps");
        }
        JsonElement[] state = [.. call.GetProperty("state").EnumerateArray()];
        Assert.Equal(state.Select(item => item.GetProperty("name").GetString()), optimizer.variables.Select(v => v.name));
        foreach (var (item, variable) in state.Zip(optimizer.variables))
            Made.Close(recorded[item.GetProperty("value").GetString()!], variable.value, Tolerance.Gradient, $"{name}, slot {variable.name}");
        if (call.TryGetProperty("finalized", out JsonElement finalized))
        {
            optimizer.finalize_variable_values(variables);
            foreach (var (variable, array) in variables.Zip(finalized.EnumerateArray()))
                Made.Close(recorded[array.GetString()!], variable.value, Tolerance.Optimizer, $"{name}, {variable.name} at the end");
        }
        if (!call.TryGetProperty("learning_rates", out _) && name != "Adam_adaptive_epsilon")
            Made.SameConfig(call.GetProperty("get_config"), optimizer.get_config(), name);
    }

    [Theory, MemberData(nameof(Errors))]
    public void Errors_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load("optimizers", name);
        if (recorded.Text is null)
        {
            // The reference takes it.
            Made.Create<Optimizer>(recorded.String("class")!, recorded.Call.GetProperty("config"));
            return;
        }
        var e = Assert.ThrowsAny<KerasException>(() => name == "error_Adam_decay_0p1"
            ? new KerasHost.Optimizers.Adam(decay: 0.1)
            : Made.Create<Optimizer>(recorded.String("class")!, recorded.Call.GetProperty("config")));
        // A half is no int? here, which the compiler and the reader of configurations say in their own words.
        if (name == "error_SGD_use_ema_ema_overwrite_frequency_0p5")
            Assert.Contains("'ema_overwrite_frequency'", e.Message, StringComparison.Ordinal);
        else if (recorded.String("error") == "TypeError")
            Assert.IsType<KerasTypeException>(e);
        else
            Assert.Equal(recorded.Text, e.Message);
    }

    [Fact]
    public void Names_are_those_that_the_reference_knows() =>
        // Keras 3 knows the last three; tf_keras 2.16 has the classes but forgot the names.
        Names.Check("optimizers", name => ((OptimizerArg)name).Or(""), null, "lion", "adafactor", "Lion", "Adafactor");

    [Theory, MemberData(nameof(Schedules))]
    public void Schedules_give_the_rates_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load("schedules", name);
        var schedule = Made.Create<LearningRateSchedule>(recorded.String("class")!, recorded.Call.GetProperty("config"));
        double[] steps = ArrayAssert.ToDoubles(recorded["steps"].Data), rates = ArrayAssert.ToDoubles(recorded["rates"].Data);
        ArrayAssert.Close(rates, [.. steps.Select(step => schedule.apply((long)step).ToDouble())], Tolerance.Forward, name);
        Made.SameConfig(recorded.Call.GetProperty("get_config"), schedule.get_config(), name);
    }

    [Fact]
    public void Piecewise_values_that_do_not_fit_are_the_references_error()
    {
        RecordedCase recorded = RecordedCase.Load("schedules", "error_piecewise_lengths");
        var e = Assert.Throws<KerasValueException>(() => Made.Create<LearningRateSchedule>(recorded.String("class")!, recorded.Call.GetProperty("config")));
        Assert.Equal(recorded.Text, e.Message);
    }
}
