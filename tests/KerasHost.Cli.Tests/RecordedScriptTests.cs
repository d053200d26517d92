namespace KerasHost.Cli.Tests;

/// <summary>Scripts whose output must be what the same program prints in Python; see compat/record/record_own_parts.py.</summary>
public class RecordedScriptTests(ToolRunner tool) : IClassFixture<ToolRunner>
{
    [Fact]
    public void Layers_losses_metrics_and_callbacks_of_a_script_train_as_in_Python()
    {
        RunResult run = tool.Run("run", "own_parts.csx");
        Assert.Equal(new RunResult(0, Repository.Recorded("own_parts.txt"), ""), run);
    }
}
