using System.Diagnostics;

namespace KerasHost.Cli.Tests;

public class RunTests(ToolRunner tool) : IClassFixture<ToolRunner>
{
    [Fact]
    public void Script_gets_its_arguments()
    {
        RunResult run = tool.Run("run", "hello.csx", "--", "a b", "--debug", "--");
        Assert.Equal(new RunResult(0, "hello a b|--debug|--\nFalse\n", ""), run);
    }

    [Fact]
    public void Offline_sample_switches_the_host()
    {
        RunResult run = tool.Run("run", "--offline-sample", "hello.csx");
        Assert.Equal(new RunResult(0, "hello \nTrue\n", ""), run);
    }

    [Fact]
    public void All_compile_errors_are_printed_with_their_places()
    {
        RunResult run = tool.Run("run", "errors.csx");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("", run.Output);
        string[] lines = run.Error.TrimEnd().Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Equal("errors.csx(2,1): error CS0103: The name 'foo' does not exist in the current context", lines[0]);
        Assert.Equal("errors.csx(4,9): error CS0029: Cannot implicitly convert type 'string' to 'int'", lines[1]);
        Assert.StartsWith("errors.csx(5,22): error CS0120: ", lines[2]);
        Assert.Contains("declare the variable `static` or `const`", lines[2]);
    }

    [Theory]
    [InlineData("function", "throws.csx:5: KerasValueException: no zero")]
    [InlineData("library", "throws.csx:17: FormatException: The input string 'x' was not in a correct format.")]
    [InlineData("own", "throws.csx:21: Own: mine")]
    [InlineData("await", "throws.csx:5: KerasValueException: no zero")]
    [InlineData("parallel", "throws.csx:5: KerasValueException: no zero")]
    [InlineData("thread", "throws.csx:5: KerasValueException: no zero")]
    [InlineData("lambda", "throws.csx:5: KerasValueException: no zero")]
    public void Exception_is_printed_with_the_innermost_line_of_the_script(string how, string expected)
    {
        RunResult run = tool.Run("run", "throws.csx", "--", how);
        Assert.Equal(new RunResult(1, "", expected + "\n"), run);
    }

    [Fact]
    public void Debug_prints_the_whole_stack()
    {
        RunResult run = tool.Run("run", "--debug", "throws.csx", "--", "function");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("throws.csx:5: KerasValueException: no zero\nKerasHost.KerasValueException: no zero\n   at ", run.Error);
        Assert.Contains("throws.csx:line 14", run.Error);
        Assert.Matches("kerashost: script (compiled|taken from the cache) in [0-9]+ ms\n", run.Error);
    }

    [Fact]
    public void Language_of_today_works_in_scripts()
    {
        RunResult run = tool.Run("run", "language.csx");
        Assert.Equal("", run.Error);
        Assert.Equal("2 1 x 1.5 2 2\n9\n13 (2, None)\n4\nmessage 9 Point { X = 1, Y = 2 }\n42 0,1,2\nk=1\nnull\n", run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void Extension_members_of_a_library_work_in_scripts()
    {
        string library = typeof(ExtensionForScripts).Assembly.Location;
        tool.Write("extension.csx", $"#r \"{library}\"\nusing KerasHost.Cli.Tests;\nConsole.WriteLine(4.Thrice + int.Answer());\n");
        RunResult run = tool.Run("run", "extension.csx");
        Assert.Equal(new RunResult(0, "54\n", ""), run);
    }

    [Fact]
    public void Face_is_there_without_a_using()
    {
        tool.Write("face.csx", """
            var bar = keras.utils.Progbar(2, interval: 0);
            bar.update(1, [("loss", 0.5)]);
            Progbar same = tf.keras.utils.Progbar(null, verbose: 0);
            """);
        RunResult run = tool.Run("run", "face.csx");
        Assert.Equal("", run.Error);
        Assert.EndsWith("1/2 [==============>...............] - ETA: 0s - loss: 0.5000", run.Output);
    }

    [InterruptFact]
    public void Interrupt_ends_with_130()
    {
        Process process = tool.Start("run", "interrupted.csx");
        Assert.Equal("ready", process.StandardOutput.ReadLine());
        using (Process kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            kill.WaitForExit();
        RunResult run = ToolRunner.Finish(process);
        Assert.Equal(130, run.ExitCode);
        Assert.Contains("kerashost: interrupted", run.Error);
    }
}
