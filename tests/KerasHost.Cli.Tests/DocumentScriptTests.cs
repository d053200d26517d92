using System.Text.RegularExpressions;

namespace KerasHost.Cli.Tests;

/// <summary>
/// The scripts of the documents on recurrent networks in a short form: one epoch on a few samples. Summaries are to the character those
/// that compat/record/record_scripts.py recorded; what training prints is checked for its form.
/// </summary>
public class DocumentScriptTests(ToolRunner tool) : IClassFixture<ToolRunner>
{
    private const string Accuracy = @"(0|1|0\.\d+)(\.\d+)?(e-\d+)?";
    private const string TwoScores = $@"\nloss = \d+\.\d+\nacc = {Accuracy}\n$";
    private const string TwoFigures = $@"figure_1\.svg\n.*figure_2\.svg\n\[\d+\.\d+, {Accuracy}\]\n$";
    private const string Bar = @"1/1 \[=+\] - \d+m?s \d+m?s/step - loss: \d+\.\d+ - val_loss: \d+\.\d+\n";
    private const string Degrees = $@"{Bar}off by \d+\.\d\d degrees; like today: 3\.02 degrees\n$";

    [Theory]
    [InlineData("making_rnns_more_effective/stacked_lstm", "stacked_lstm", TwoScores)]
    [InlineData("making_rnns_more_effective/bidirectional_lstm", "bidirectional_lstm", TwoScores)]
    [InlineData("making_rnns_more_effective/pretrained_embedding", "pretrained_embedding", @" - val_loss: \d+\.\d+ - val_acc: \d\.\d+\n$")]
    [InlineData("rnn_overview/imdb_simple_rnn", "imdb_simple_rnn", TwoFigures)]
    [InlineData("rnn_overview/imdb_bidirectional_lstm", "imdb_bidirectional_lstm", TwoFigures)]
    [InlineData("simple_rnns/imdb_simple_rnn", "imdb_simple_rnn_last", TwoScores)]
    [InlineData("simple_rnns/imdb_simple_rnn_all_states", "imdb_simple_rnn_all_states", TwoScores)]
    public void Review_script_prints_what_its_document_does(string script, string recorded, string end)
    {
        RunResult run = tool.Run("run", "--offline-sample", Script(script), "--", "1", "10");
        Assert.Equal(0, run.ExitCode);
        // Two models stand apart by the bars of the first one's training.
        foreach (string model in Regex.Split(Repository.Recorded(recorded + ".txt"), "(?=Model: )").Where(part => part.Length > 0))
            Assert.Contains(model, run.Output);
        Assert.Matches(end, run.Output);
    }

    [Theory]
    [InlineData("gru_dropout", "gru_dropout")]
    [InlineData("stacked_gru", "stacked_gru")]
    [InlineData("bidirectional_lstm", "bidirectional_lstm_temperature")]
    public void Temperature_script_says_what_its_data_is_and_how_far_off_it_is(string script, string recorded)
    {
        RunResult run = tool.Run("run", Script("revisiting_rnns/" + script), "--", "1", "1");
        Assert.Equal("", run.Error);
        Assert.StartsWith("A GENERATED SERIES is used: ", run.Output);
        Assert.Contains("\n(105120, 14)\n" + Repository.Recorded(recorded + ".txt"), run.Output);
        Assert.Matches(Degrees, run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    private static string Script(string name) => Path.Combine(Repository.Folder, "scripts", name + ".csx");
}
