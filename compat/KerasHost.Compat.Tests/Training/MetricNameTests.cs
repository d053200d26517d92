using System.Text.Json;
using KerasHost.Backend;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Metrics;

namespace KerasHost.Compat.Tests.Training;

/// <summary>The keys of histories of models that are compiled one after the other.</summary>
public sealed class MetricNameTests
{
    [Fact]
    public void Keys_of_histories_are_those_of_the_reference()
    {
        RecordedCase recorded = RecordedCase.Load("metric_names", "history");
        Settings.clear_session();
        var (x, y) = (np.zeros([4, 2], "float32"), np.array(new double[] { 0, 1, 0, 1 }));
        foreach (JsonElement entry in recorded.Call.GetProperty("models").EnumerateArray())
        {
            var model = keras.Sequential([keras.layers.Dense(1, activation: "sigmoid", input_shape: 2)]);
            model.compile("sgd", "mse", metrics: Metrics(entry.GetProperty("metrics")), weighted_metrics: Metrics(entry.GetProperty("weighted")), run_eagerly: entry.GetProperty("eager").GetBoolean());
            if (entry.TryGetProperty("error", out JsonElement error))
            {
                Assert.Equal(error.GetString(), Assert.Throws<KerasValueException>(() => model.fit(x, y, verbose: 0)).Message);
                continue;
            }
            Assert.Equal(Strings(entry, "history"), model.fit(x, y, verbose: 0).history.Keys);
            Assert.Equal(Strings(entry, "evaluate"), ((Dictionary<string, double>)model.evaluate(x, y, verbose: 0, return_dict: true)).Keys);
        }
        Assert.Equal(recorded.String("last"), keras.metrics.AUC().name);
    }

    // Objects first, as Python makes the list before it compiles.
    private static MetricArg[] Metrics(JsonElement given) =>
        [.. given.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? (MetricArg)item.GetString()! : Made.Create<Metric>(item.GetProperty("object").GetString()!, new Saving.Config()))];

    private static IEnumerable<string?> Strings(JsonElement entry, string key) => entry.GetProperty(key).EnumerateArray().Select(item => item.GetString());
}
