using System.Globalization;
using System.Text.Json;
using KerasHost.Text;

namespace KerasHost.Tests.Text;

public class ProgbarTests
{
    public static TheoryData<string> Names => [.. RecordedText.Cases("progbar").Select(c => c.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Prints_what_the_reference_printed(string name)
    {
        JsonElement recorded = RecordedText.Cases("progbar").Single(c => c.GetProperty("name").GetString() == name);
        var output = new StringWriter(CultureInfo.InvariantCulture);
        double now = 1_700_000_000.0;
        JsonElement options = recorded.GetProperty("options");
        var bar = new Progbar(
            Target(recorded.GetProperty("target")),
            options.TryGetProperty("width", out JsonElement width) ? width.GetInt32() : 30,
            options.TryGetProperty("verbose", out JsonElement verbose) ? verbose.GetInt32() : 1,
            options.TryGetProperty("interval", out JsonElement interval) ? interval.GetDouble() : 0.05,
            options.TryGetProperty("stateful_metrics", out JsonElement stateful) ? stateful.EnumerateArray().Select(s => s.GetString()!).ToArray() : null,
            options.TryGetProperty("unit_name", out JsonElement unit) ? unit.GetString()! : "step",
            output,
            () => now,
            recorded.GetProperty("dynamic").GetBoolean());
        foreach (JsonElement step in recorded.GetProperty("steps").EnumerateArray())
        {
            now += RecordedText.Number(step.GetProperty("seconds"));
            long count = step.GetProperty("count").GetInt64();
            (string, double)[] values = step.GetProperty("values").ValueKind == JsonValueKind.Null
                ? []
                : [.. step.GetProperty("values").EnumerateArray().Select(v => (v[0].GetString()!, RecordedText.Number(v[1])))];
            JsonElement finalize = step.GetProperty("finalize");
            switch (step.GetProperty("method").GetString())
            {
                case "update":
                    bar.update(count, values, finalize.ValueKind == JsonValueKind.Null ? null : finalize.GetBoolean());
                    break;
                case "add":
                    bar.add(count, values);
                    break;
                default:
                    bar.Target = count;
                    break;
            }
        }
        Assert.Equal(recorded.GetProperty("output").GetString(), output.ToString());
    }

    [Fact]
    public void Steps_and_redraws_allocate_nothing()
    {
        double now = 1000;
        var bar = new Progbar(1000000, 30, 1, 0.05, ["accuracy"], "step", TextWriter.Null, () => now, true);
        // As many steps as are measured: what a first second, minute or wider number sets up is not part of a step.
        Run(10000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(10000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run(int steps)
        {
            for (int i = 0; i < steps; i++)
            {
                now += 0.01;
                bar.add(1, [("loss", 0.5 / (i + 1)), ("accuracy", i)]);
            }
        }
    }

    [Fact]
    public void A_last_line_without_target_is_refused()
    {
        var bar = new Progbar(null, verbose: 2);
        Assert.Throws<KerasTypeException>(() => bar.update(3, [], finalize: true));
    }

    [Fact]
    public void A_target_of_no_steps_is_refused()
    {
        var bar = new Progbar(0);
        Assert.Contains("target=0", Assert.Throws<KerasValueException>(() => bar.update(0)).Message);
    }

    private static long? Target(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetInt64();
}
