using System.Text.Json;
using KerasHost.Compat.Tests.Comparison;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Constraints;
using KerasHost.Formats.Npy;
using KerasHost.Layers;
using KerasHost.Losses;
using KerasHost.Metrics;
using KerasHost.Optimizers;
using KerasHost.Optimizers.Legacy;
using KerasHost.Regularizers;

namespace KerasHost.Compat.Tests.Vocabulary;

/// <summary>Zeros, numbers that are none and numbers far out show where the reference shows them, in values and in gradients.</summary>
public sealed class ExtremeTests
{
    private const string Area = "extremes";

    public static TheoryData<string> Losses => RecordedFiles.Cases(Area, "loss");

    public static TheoryData<string> Metrics => RecordedFiles.Cases(Area, "metric");

    public static TheoryData<string> Constraints => RecordedFiles.Cases(Area, "constraint");

    public static TheoryData<string> Regularizers => RecordedFiles.Cases(Area, "regularizer");

    public static TheoryData<string> Norms => RecordedFiles.Cases(Area, "norm");

    public static TheoryData<string> Optimizers => RecordedFiles.Cases(Area, "optimizer");

    [Theory, MemberData(nameof(Losses))]
    public void Losses_and_gradients_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load(Area, name);
        Tensor targets = Made.Tensor(recorded["y_true"]), predictions = Made.Tensor(recorded["y_pred"]);
        using var tape = new GradientTape();
        tape.watch(predictions);
        Tensor value = Made.Create<Loss>(recorded.String("class")!, recorded.Call.GetProperty("config"), ("reduction", "none")).apply(targets, predictions);
        Close(recorded["value"], value, name);
        Close(recorded["gradient"], tape.gradient(value, predictions)!, name + ", gradient");
        Close(recorded["mean"], Made.Create<Loss>(recorded.String("class")!, recorded.Call.GetProperty("config")).apply(targets, predictions), name + ", mean");
    }

    [Theory, MemberData(nameof(Metrics))]
    public void Metrics_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load(Area, name);
        foreach (JsonProperty run in recorded.Call.GetProperty("runs").EnumerateObject())
        {
            var metric = Made.Create<Metric>(recorded.String("class")!, recorded.Call.GetProperty("config"));
            foreach (JsonElement step in run.Value.EnumerateArray())
            {
                Tensor? Given(string key) => step.TryGetProperty(key, out JsonElement array) ? Made.Tensor(recorded[array.GetString()!]) : null;
                void Update()
                {
                    if (Given("y_pred") is { } predictions)
                        metric.update_state(Given("y_true")!, predictions, Given("sample_weight"));
                    else
                        MetricTests.IncludeValues(metric, Given("y_true")!, null);
                }
                if (step.TryGetProperty("text", out JsonElement text))
                {
                    // TensorFlow's assertions go on with the operation's name; their first line says what is wrong.
                    var e = Assert.ThrowsAny<KerasException>(Update);
                    Assert.StartsWith(FirstSentence(text.GetString()!), e.Message, StringComparison.Ordinal);
                    continue;
                }
                Update();
                Close(recorded[step.GetProperty("result").GetString()!], metric.result(), $"{name}, {run.Name}");
            }
        }
    }

    [Theory, MemberData(nameof(Constraints))]
    public void Constraints_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load(Area, name);
        Close(recorded["y"], Made.Create<Constraint>(recorded.String("class")!, recorded.Call.GetProperty("config")).call(Made.Tensor(recorded["x"])), name);
    }

    [Theory, MemberData(nameof(Regularizers))]
    public void Penalties_and_gradients_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load(Area, name);
        Tensor x = Made.Tensor(recorded["x"]);
        using var tape = new GradientTape();
        tape.watch(x);
        Tensor y = Made.Create<Regularizer>(recorded.String("class")!, recorded.Call.GetProperty("config")).call(x);
        Close(recorded["y"], y, name);
        Close(recorded["gradient"], tape.gradient(y, x)!, name + ", gradient");
    }

    [Theory, MemberData(nameof(Norms))]
    public void Norms_and_gradients_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load(Area, name);
        Tensor x = Made.Tensor(recorded["x"]);
        using var tape = new GradientTape();
        tape.watch(x);
        Tensor y = recorded.String("function") switch
        {
            "l2_normalize" => tf.math.l2_normalize(x, axis: -1),
            "l2_normalize_all" => tf.nn.l2_normalize(x),
            "cosine_similarity" => keras.losses.cosine_similarity(Op.OnesLike(x), x),
            _ => throw new NotSupportedException(name),
        };
        Close(recorded["y"], y, name);
        Close(recorded["gradient"], tape.gradient(y, x)!, name + ", gradient");
    }

    [Theory, MemberData(nameof(Optimizers))]
    public void Weights_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load(Area, name);
        string className = recorded.String("class")!;
        foreach (string run in recorded.Call.GetProperty("runs").EnumerateArray().Select(item => item.GetString()!))
        {
            Optimizer optimizer = className.StartsWith("legacy.", StringComparison.Ordinal)
                ? Made.Create<LegacyOptimizer>(className["legacy.".Length..], recorded.Call.GetProperty("config"))
                : Made.Create<Optimizer>(className, recorded.Call.GetProperty("config"));
            Variable[] variables = [.. Enumerable.Range(0, 3).Select(i => new Variable(Made.Tensor(recorded[$"w{i}"]), name: $"w{i}:0"))];
            for (int step = 0; step < recorded.Call.GetProperty("steps").GetInt32(); step++)
            {
                optimizer.apply_gradients(variables.Select((variable, i) => ((Tensor?)Made.Tensor(recorded[$"{run}_{step}_{i}"]), variable)));
                for (int i = 0; i < 3; i++)
                    Close(recorded[$"{run}_after{step}_{i}"], variables[i].value, $"{name}, {run}, {variables[i].name} after step {step}");
            }
        }
    }

    // Element by element, since sizes range from 1e-8 to 1e6; below 1 the rounding of terms of the size of 1 is all there is.
    private static void Close(NpyArray expected, Tensor actual, string what)
    {
        Assert.True(expected.Shape == actual.shape, $"{what}: shape {actual.shape} instead of {expected.Shape}");
        ArrayAssert.Close(ArrayAssert.ToDoubles(expected.Data), actual.numpy().astype(DType.Float64).flatten().ToArray<double>(), expected.DType == DType.Float64 ? Tolerance.Forward64 : Tolerance.Gradient, what, 1);
    }

    private static string FirstSentence(string text)
    {
        int from = text.IndexOf("}} ", StringComparison.Ordinal);
        text = from < 0 ? text : text[(from + 3)..];
        int to = text.IndexOfAny(['\n', '[']);
        return (to < 0 ? text : text[..to]).Trim();
    }
}
