using System.Runtime.CompilerServices;
using System.Text.Json;
using KerasHost.Plotting;

namespace KerasHost.Tests.Plotting;

public class TicksTests
{
    // matplotlib's choices: compat/recorded/plotting/ticks.json, made by compat/record/record_ticks.py
    [Fact]
    public void Ticks_and_labels_are_matplotlibs()
    {
        int compared = 0;
        foreach (JsonElement c in Cases())
        {
            double low = c.GetProperty("low").GetDouble(), high = c.GetProperty("high").GetDouble();
            // The diagram takes these shares of the figure.
            double width = c.GetProperty("width").GetDouble() * 72 * 0.775, height = c.GetProperty("height").GetDouble() * 72 * 0.77;
            AssertTicks(c.GetProperty("x"), AxisTicks.Of(new Scale(low, high, 0, 1), width, 10, horizontal: true));
            AssertTicks(c.GetProperty("y"), AxisTicks.Of(new Scale(low, high, 1, 0), height, 10, horizontal: false));
            compared++;
        }
        Assert.Equal(70, compared);
    }

    [Fact]
    public void An_axis_that_runs_downward_has_the_same_ticks()
    {
        AxisTicks up = AxisTicks.Of(new Scale(0, 30, 0, 1), 400, 10, horizontal: true);
        AxisTicks down = AxisTicks.Of(new Scale(30, 0, 0, 1), 400, 10, horizontal: true);
        Assert.Equal(up.Positions, down.Positions);
        Assert.Equal(up.Labels, down.Labels);
    }

    private static void AssertTicks(JsonElement expected, AxisTicks actual)
    {
        string what = expected.ToString();
        Assert.True(expected.GetProperty("labels").EnumerateArray().Select(e => e.GetString()).SequenceEqual(actual.Labels), $"{what}: {string.Join(' ', actual.Labels)}");
        Assert.True(expected.GetProperty("exponent").GetInt32() == actual.Exponent, what);
        double[] ticks = [.. expected.GetProperty("ticks").EnumerateArray().Select(e => e.GetDouble())];
        double slack = (ticks[^1] - ticks[0]) * 1e-9;
        for (int i = 0; i < ticks.Length; i++)
            Assert.Equal(ticks[i], actual.Positions[i], slack);
    }

    private static JsonElement.ArrayEnumerator Cases([CallerFilePath] string here = "")
    {
        string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, "compat", "recorded", "plotting", "ticks.json")));
        return document.RootElement.GetProperty("cases").Clone().EnumerateArray();
    }
}
