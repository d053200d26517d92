using System.Globalization;

namespace KerasHost.Cli.Tests;

/// <summary>Runs that are killed and go on end with the weights of one that was not.</summary>
public sealed class BackupTests(ToolRunner tool) : IClassFixture<ToolRunner>
{
    private const int Killed = 137;

    [UnixFact]
    public void Ten_kills_at_random_steps_lose_nothing()
    {
        string unbroken = Unbroken();
        // Each run goes on where the one before died; all ten together stay below the 24 steps of the training.
        var random = new Random(10);
        int left = 23;
        for (int kill = 0; kill < 10; kill++)
        {
            int dies = random.Next(1, Math.Min(6, left - (9 - kill)) + 1);
            left -= dies;
            Assert.Equal(Killed, Train("batches", dies, every: 1).ExitCode);
        }
        Assert.Equal(new RunResult(0, unbroken, ""), Train("batches", dies: 0, every: 1));
    }

    [UnixFact]
    public void A_run_killed_after_its_backup_of_an_epoch_goes_on_with_the_next()
    {
        string unbroken = Unbroken();
        // An epoch has six batches: the batches after the last whole epoch are trained again.
        Assert.Equal(Killed, Train("epochs", dies: 8, every: 0).ExitCode);
        Assert.Equal(Killed, Train("epochs", dies: 11, every: 0).ExitCode);
        Assert.Equal(new RunResult(0, unbroken, ""), Train("epochs", dies: 0, every: 0));
    }

    private string Unbroken()
    {
        RunResult run = Train("unbroken", dies: 0, every: 1);
        Assert.Equal("", run.Error);
        Assert.EndsWith("24.0 False\n", run.Output);
        return run.Output;
    }

    private RunResult Train(string folder, int dies, int every) =>
        tool.Run("run", "backup.csx", "--", folder, dies.ToString(CultureInfo.InvariantCulture), every.ToString(CultureInfo.InvariantCulture));
}
