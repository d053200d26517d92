namespace KerasHost.Cli.Tests;

public class UsageTests(ToolRunner tool) : IClassFixture<ToolRunner>
{
    [Theory]
    [InlineData("Required command was not provided.")]
    [InlineData("Unrecognized command or argument 'rum'.", "rum")]
    [InlineData("Unrecognized command or argument '--fast'.", "run", "hello.csx", "--fast")]
    [InlineData("Unrecognized command or argument 'more'.", "run", "hello.csx", "more")]
    [InlineData("Unrecognized option '--fast'.", "run", "--fast")]
    [InlineData("Required argument missing for command: 'run'.", "run")]
    [InlineData("Script not found: 'none.csx'.", "run", "none.csx")]
    public void Wrong_command_line_is_2_with_the_usage_on_standard_error(string message, params string[] arguments)
    {
        RunResult run = tool.Run(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Contains(message, run.Error);
        Assert.Contains("Usage:\n  kerashost ", run.Error);
    }

    [Fact]
    public void Version_is_the_products()
    {
        RunResult run = tool.Run("--version");
        Assert.Equal(new RunResult(0, typeof(KerasException).Assembly.GetName().Version!.ToString(3) + "\n", ""), run);
    }

    [Fact]
    public void Help_is_not_an_error()
    {
        RunResult run = tool.Run("run", "--help");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("--offline-sample", run.Output);
        Assert.Equal("", run.Error);
    }
}
