namespace KerasHost.Cli.Tests;

public sealed class CacheTests : IDisposable
{
    private readonly ToolRunner _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Second_run_does_not_load_the_compiler()
    {
        Assert.NotEqual("0\n", Success(_tool.Run("run", "roslyn.csx")));
        Assert.Equal("0\n", Success(_tool.Run("run", "roslyn.csx")));
        File.AppendAllText(Path.Combine(_tool.Folder, "roslyn.csx"), "// changed");
        Assert.NotEqual("0\n", Success(_tool.Run("run", "roslyn.csx")));
    }

    [Fact]
    public void No_cache_keeps_nothing()
    {
        Assert.NotEqual("0\n", Success(_tool.Run("run", "--no-cache", "roslyn.csx")));
        Assert.Empty(_tool.CacheFiles);
    }

    [Fact]
    public void Damaged_entry_is_compiled_anew()
    {
        Success(_tool.Run("run", "roslyn.csx"));
        string entry = Assert.Single(_tool.CacheFiles);
        byte[] bytes = File.ReadAllBytes(entry);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(entry, bytes);
        Assert.NotEqual("0\n", Success(_tool.Run("run", "roslyn.csx")));
        Assert.Equal("0\n", Success(_tool.Run("run", "roslyn.csx")));
        File.WriteAllBytes(entry, bytes[..10]);
        Assert.NotEqual("0\n", Success(_tool.Run("run", "roslyn.csx")));
    }

    [Fact]
    public void Loaded_file_is_found_beside_the_script_and_its_change_noticed()
    {
        string below = Directory.CreateDirectory(Path.Combine(_tool.Folder, "below", "parts")).FullName;
        _tool.Write("below/main.csx", "#load \"parts/part.csx\"\nConsole.WriteLine(Part());\n");
        File.WriteAllText(Path.Combine(below, "part.csx"), "int Part() => 1;\n");
        Assert.Equal("1\n", Success(_tool.Run("run", "below/main.csx")));
        File.WriteAllText(Path.Combine(below, "part.csx"), "int Part() => 2;\n");
        Assert.Equal("2\n", Success(_tool.Run("run", "below/main.csx")));

        File.WriteAllText(Path.Combine(below, "part.csx"), "// first\nint Part() => int.Parse(\"?\");\n");
        RunResult run = _tool.Run("run", "below/main.csx");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"{Path.Combine("below", "parts", "part.csx")}:2: FormatException: ", run.Error);
    }

    [Fact]
    public void Missing_loaded_file_is_a_compile_error()
    {
        _tool.Write("main.csx", "\n#load \"none.csx\"\n");
        RunResult run = _tool.Run("run", "main.csx");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("main.csx(2,7): error CS1504: ", run.Error);
    }

    [Fact]
    public void Referenced_assembly_is_found_beside_the_script_also_from_the_cache()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_tool.Folder, "lib")).FullName;
        File.Copy(Path.Combine(AppContext.BaseDirectory, "xunit.assert.dll"), Path.Combine(folder, "xunit.assert.dll"));
        _tool.Write("main.csx", "#r \"lib/xunit.assert.dll\"\nXunit.Assert.Equal(2, 1 + 1);\nConsole.WriteLine(\"equal\");\n");
        Assert.Equal("equal\n", Success(_tool.Run("run", "main.csx")));
        Assert.Equal("equal\n", Success(_tool.Run("run", "main.csx")));
        File.Delete(Path.Combine(folder, "xunit.assert.dll"));
        RunResult run = _tool.Run("run", "main.csx");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("main.csx(1,1): error CS0006: ", run.Error);
    }

    [Fact]
    public void Folder_that_cannot_be_written_does_no_harm()
    {
        File.WriteAllText(_tool.Cache, "a file where the folder should be");
        Assert.NotEqual("0\n", Success(_tool.Run("run", "roslyn.csx")));
    }

    [Fact]
    public async Task Two_runs_at_once_share_the_cache()
    {
        Task<RunResult> first = Task.Run(() => _tool.Run("run", "roslyn.csx"));
        Task<RunResult> second = Task.Run(() => _tool.Run("run", "roslyn.csx"));
        Task<RunResult> other = Task.Run(() => _tool.Run("run", "hello.csx"));
        Success(await first);
        Success(await second);
        Assert.Equal("hello \nFalse\n", Success(await other));
        Assert.Equal(2, _tool.CacheFiles.Length);
        Assert.Equal("0\n", Success(_tool.Run("run", "roslyn.csx")));
    }

    private static string Success(RunResult run)
    {
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        return run.Output;
    }
}
