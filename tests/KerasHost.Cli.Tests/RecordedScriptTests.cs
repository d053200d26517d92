using System.Globalization;
using System.Text.RegularExpressions;

namespace KerasHost.Cli.Tests;

/// <summary>Scripts whose output must be what the same program prints in Python; see compat/record/record_own_parts.py and its neighbours.</summary>
public partial class RecordedScriptTests(ToolRunner tool) : IClassFixture<ToolRunner>
{
    [Fact]
    public void Layers_losses_metrics_and_callbacks_of_a_script_train_as_in_Python()
    {
        RunResult run = tool.Run("run", "own_parts.csx");
        Assert.Equal(new RunResult(0, Repository.Recorded("own_parts.txt"), ""), run);
    }

    /// <summary>Programs in the manner of TensorFlow's and Keras's guides; see compat/record/record_guides.py.</summary>
    [Theory]
    [InlineData("guide_text_generation")]
    [InlineData("guide_pipelines")]
    [InlineData("guide_training_loops")]
    [InlineData("guide_recurrent")]
    [InlineData("guide_text_classification")]
    [InlineData("guide_tensors")]
    [InlineData("guide_time_series")]
    [InlineData("guide_numpy")]
    public void Guides_print_what_they_print_in_Python(string name)
    {
        RunResult run = tool.Run("run", name + ".csx");
        Assert.Equal(new RunResult(0, Repository.Recorded(name + ".txt"), ""), run);
    }

    [Theory, InlineData("recurrent_layers"), InlineData("wrong_inputs")]
    public void Every_step_of_a_script_prints_what_it_prints_in_Python(string name)
    {
        RunResult run = tool.Run("run", $"{name}.csx");
        Assert.Equal(0, run.ExitCode);
        string[] expected = Steps(Repository.Recorded($"{name}.txt")), found = Steps(run.Output);
        Assert.Equal(expected.Select(Title), found.Select(Title));
        Assert.Empty(expected.Zip(found).Where(pair => !Same(pair.First, pair.Second)).Select(pair => $"expected {pair.First}\nfound {pair.Second}"));
    }

    private static string[] Steps(string output) => [.. output.Split("=== ", StringSplitOptions.RemoveEmptyEntries).Select(step => string.Join('\n', step.Split('\n').Select(line => line.TrimEnd())).Trim())];

    private static string Title(string step) => step.Split('\n')[0];

    // Five decimals of a float32 may differ in the last one; all else is the same text.
    private static bool Same(string a, string b)
    {
        if (a == b)
            return true;
        return Decimals().Replace(a, "#") == Decimals().Replace(b, "#")
            && Decimals().Matches(a).Zip(Decimals().Matches(b)).All(pair => Math.Abs(Number(pair.First) - Number(pair.Second)) <= 2.1e-5 * Math.Max(1, Math.Abs(Number(pair.First))));
    }

    private static double Number(Match match) => double.Parse(match.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"-?\b\d+\.\d*(?:e[-+]?\d+)?|-?\b\d+e[-+]?\d+")]
    private static partial Regex Decimals();
}
