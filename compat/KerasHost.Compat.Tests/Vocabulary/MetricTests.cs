using System.Text.Json;
using KerasHost.Compat.Tests.Comparison;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Backend;
using KerasHost.Metrics;

namespace KerasHost.Compat.Tests.Vocabulary;

public sealed class MetricTests
{
    public static TheoryData<string> Values => RecordedFiles.Cases("metrics", "metric");

    public static TheoryData<string> Merges => RecordedFiles.Cases("metrics", "metric_merge");

    public static TheoryData<string> Errors => RecordedFiles.Cases("metrics", "metric_error");

    [Theory, MemberData(nameof(Values))]
    public void Results_and_state_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load("metrics", name);
        Settings.clear_session();
        // Not a key of configurations: the reference does not write it either.
        Metric metric = name == "MeanTensor_shape" ? new MeanTensor(shape: [2, 3]) : Made.Create<Metric>(recorded.String("class")!, recorded.Call.GetProperty("config"));
        Assert.Equal(recorded.String("name"), metric.name);
        Tensor? Array(JsonElement update, string key) =>
            update.TryGetProperty(key, out JsonElement array) && array.GetString() is { } of ? Made.Tensor(recorded[of]) : null;
        foreach (JsonElement update in recorded.Call.GetProperty("updates").EnumerateArray())
        {
            Tensor? weight = Array(update, "sample_weight");
            if (Array(update, "values") is { } values)
                IncludeValues(metric, values, weight);
            else
                metric.update_state(Array(update, "y_true")!, Array(update, "y_pred")!, weight);
            Made.Close(recorded[update.GetProperty("result").GetString()!], metric.result(),
                // Terms of either sign cancel to a fiftieth of their size.
                metric is KLDivergence ? Tolerance.Gradient : Tolerance.Forward, name);
        }
        foreach (JsonElement state in recorded.Call.GetProperty("state").EnumerateArray())
        {
            Variable variable = Assert.Single(metric.variables, v => v.name == state.GetProperty("name").GetString());
            Made.Close(recorded[state.GetProperty("value").GetString()!], variable.value, Tolerance.Forward, $"{name}, {variable.name}");
        }
        metric.reset_state();
        Made.Close(recorded.Array("after_reset")!, metric.result(), Tolerance.Exact, name + " after a reset");
        if (recorded.Call.GetProperty("get_config") is { ValueKind: JsonValueKind.Object } config)
            Made.SameConfig(config, metric.get_config(), name);
    }

    [Theory, MemberData(nameof(Merges))]
    public void Merged_states_add(string name)
    {
        RecordedCase recorded = RecordedCase.Load("metrics", name);
        List<Metric> metrics = [];
        foreach (JsonElement part in recorded.Call.GetProperty("parts").EnumerateArray())
        {
            var metric = Made.Create<Metric>(recorded.String("class")!, recorded.Call.GetProperty("config"));
            metric.update_state(Made.Tensor(recorded[part.GetProperty("y_true").GetString()!]), Made.Tensor(recorded[part.GetProperty("y_pred").GetString()!]));
            metrics.Add(metric);
        }
        metrics[0].merge_state(metrics[1..]);
        Made.Close(recorded.Array("result")!, metrics[0].result(), Tolerance.Forward, name);
    }

    [Theory, MemberData(nameof(Errors))]
    public void Errors_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load("metrics", name);
        var e = Assert.ThrowsAny<KerasException>(() => Made.Create<Metric>(recorded.String("class")!, recorded.Call.GetProperty("config")));
        if (recorded.String("error") == "TypeError")
            Assert.IsType<KerasTypeException>(e);
        else
            Assert.Equal(recorded.Text, e.Message);
    }

    [Fact]
    public void Names_are_those_that_the_reference_knows() => Names.Check(
        "metrics", name => ((MetricArg)name).Resolve([2, 3], [2, 3]), found => found is MeanMetricWrapper { FunctionName: { } function } ? function : Export.ClassRegistry.ClassName(found),
        // What these mean depends on the data, which compile knows and the reference's get does not.
        "acc", "accuracy", "Accuracy", "ACC", "crossentropy", "ce",
        // The reference exports these, but its get does not find them.
        "kld", "KLD",
        // Keras 3 knows classes by their names with underscores too.
        "auc", "precision", "f1_score", "mean");

    [Fact]
    public void Default_names_are_numbered_as_in_the_reference()
    {
        RecordedCase recorded = RecordedCase.Load("metrics", "default_names");
        Settings.clear_session();
        using JsonDocument none = JsonDocument.Parse("{}");
        string[] classes = [.. recorded.Call.GetProperty("classes").EnumerateArray().Select(item => item.GetString()!)];
        Assert.Equal(recorded.Call.GetProperty("names").EnumerateArray().Select(item => item.GetString()),
            classes.Select(c => Made.Create<Metric>(c, none.RootElement).name));
    }

    /// <summary>An update of a metric of one argument.</summary>
    internal static void IncludeValues(Metric metric, Tensor values, Tensor? weight)
    {
        switch (metric)
        {
            case Mean mean:
                mean.update_state(values, weight);
                break;
            case MeanTensor mean:
                mean.update_state(values, weight is null ? default(KerasHost.Layers.TensorLike?) : (KerasHost.Layers.TensorLike)weight);
                break;
            case Sum sum:
                sum.update_state(values, weight);
                break;
            default:
                throw new NotSupportedException(metric.name);
        }
    }
}
