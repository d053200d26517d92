namespace KerasHost.Cli.Tests;

/// <summary>The scripts of text generation and of the PyTorch tutorial in a short form, on generated data.</summary>
public sealed class TextScriptTests(ToolRunner tool) : IClassFixture<ToolRunner>
{
    [Fact]
    public void Shakespeare_trains_saves_and_writes()
    {
        // Made-up dialogue also where the real text is cached: three steps an epoch.
        string text = Path.Join(tool.Folder, "text.txt");
        tool.Write("text.csx", """
            KerasHost.Hosting.HostOptions.OfflineSample = true;
            File.Copy(keras.utils.get_file("shakespeare.txt", origin: "http://127.0.0.1:9/", cache_dir: Path.GetFullPath("none")), "text.txt");
            """);
        Assert.Equal(0, tool.Run("run", "text.csx").ExitCode);
        RunResult run = tool.Run("run", Script("rnn_overview", "shakespeare.csx"), "--", "--epochs", "2", "--generate", "40", "--units", "32", "--seed", "1", "--text", text, "--backup", "backup");
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("<_BatchDataset element_spec=(TensorSpec(shape=(64, 100), dtype=tf.int64, name=None), TensorSpec(shape=(64, 100), dtype=tf.int64, name=None))>\n", run.Output);
        Assert.Contains("Epoch 2/2\n", run.Output);
        Assert.Contains("[13, 50, 50, 10, 1]\ntf.Tensor([[13 50 50 10  1]], shape=(1, 5), dtype=int32)\nAll: ", run.Output);
        Assert.Equal(40, run.Output[(run.Output.LastIndexOf("\nAll: ", StringComparison.Ordinal) + 6)..].Length - 1);
        Assert.True(File.Exists(Path.Join(tool.Folder, "text_generation_checkpoints", "ckpt_2.index")));

        // Nothing is left to train: the same checkpoint writes the same text.
        RunResult again = tool.Run("run", Script("rnn_overview", "shakespeare.csx"), "--", "--epochs", "2", "--generate", "40", "--units", "32", "--seed", "1", "--text", text, "--backup", "backup");
        Assert.Equal(run.Output[run.Output.LastIndexOf("\nAll: ", StringComparison.Ordinal)..], again.Output[again.Output.LastIndexOf("\nAll: ", StringComparison.Ordinal)..]);
    }

    [Fact]
    public void Network_of_the_PyTorch_tutorial_answers_as_PyTorch()
    {
        File.Copy(Script("rnn_in_practice", "imdb_lstm_model.csx"), Path.Join(tool.Folder, "imdb_lstm_model.csx"), overwrite: true);
        RunResult run = tool.Run("run", "torch_lstm.csx", "--", Path.Join(Repository.Folder, "compat", "recorded", "torch_lstm"));
        Assert.Equal(new RunResult(0, "differs by less than 1e-5: True\nnames and shapes are the same: True\nanswers are the same: True\n", ""), run);
    }

    [Fact]
    public void Network_of_the_PyTorch_tutorial_trains_as_PyTorch_does()
    {
        File.Copy(Script("rnn_in_practice", "imdb_lstm_model.csx"), Path.Join(tool.Folder, "imdb_lstm_model.csx"), overwrite: true);
        RunResult run = tool.Run("run", "torch_training.csx", "--", Path.Join(Repository.Folder, "compat", "recorded", "torch_lstm"));
        Assert.Equal(new RunResult(0, "steps: 20\nlosses differ by less than 1e-4: True\n", ""), run);
    }

    [Fact]
    public void PyTorch_tutorial_trains_and_tests_in_its_format()
    {
        RunResult run = tool.Run("run", "--offline-sample", Script("rnn_in_practice", "imdb_lstm.csx"), "--", "--epochs", "1", "--steps", "2", "--test-batch", "20", "--seed", "1");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^idx: 0 Test set: Avg\. loss: \d\.\d{4}, Accuracy: \d+/20 \(\d+\.\d\d%\)\n\nidx: 1 .*\n\nTrain Epoch: 0 \[0/\d+ \(0%\)\]\tLoss: \d\.\d{6}\t ACC: \d+\.\d{6}\nidx: 0 ", run.Output);
        Assert.True(File.Exists(Path.Join(tool.Folder, "model", "mnist_net.pkl")));
        Assert.True(File.Exists(Path.Join(tool.Folder, "model", "mnist_optimizer.pkl")));
    }

    private static string Script(string folder, string name) => Path.Join(Repository.Folder, "scripts", folder, name);
}
