using System.Diagnostics;
using KerasHost.Formats;
using KerasHost.Formats.Common;
using KerasHost.Numpy;

namespace KerasHost.Cli.Tests;

/// <summary>A process that is killed while it writes leaves the old file as it was.</summary>
public class KilledSaveTests(ToolRunner tool) : IClassFixture<ToolRunner>
{
    private const int Kills = 5;
    private const int Arrays = 6;
    private const int Rows = 1000, Columns = 1500;

    [Theory]
    [InlineData("target.h5")]
    [InlineData("target.npz")]
    [InlineData("target.safetensors")]
    [InlineData("target.pt")]
    [InlineData("target")]
    public void The_old_file_stays_whole(string target)
    {
        foreach (float value in (float[])[1, 2])
            np.savez(Path.Join(tool.Folder, $"{value}.npz"), Enumerable.Range(0, Arrays).ToDictionary(i => $"a{i}", _ => np.full([Rows, Columns], value)));
        Assert.Equal(0, tool.Run("convert", "1.npz", target).ExitCode);
        long size = Directory.GetFiles(tool.Folder, target + "*").Max(file => new FileInfo(file).Length);
        int killed = 0;
        for (int i = 0; i < Kills; i++)
        {
            foreach (string left in Temporary())
                File.Delete(left);
            Process process = tool.Start("convert", "2.npz", target);
            // From the first bytes on, at later and later moments of the writing.
            while (!process.HasExited && !Temporary().Any(file => Length(file) > size * i / Kills))
                Thread.Yield();
            process.Kill();
            process.WaitForExit();
            killed += process.ExitCode == 0 ? 0 : 1;
            ToolRunner.Finish(process);
            AssertWhole(target);
        }
        Assert.True(killed > 0, "the process was never killed while it wrote");
        foreach (string left in Temporary())
            File.Delete(left);
        Assert.Equal(0, tool.Run("convert", "2.npz", target).ExitCode);
        Assert.Equal(2, AssertWhole(target));
    }

    private float AssertWhole(string target)
    {
        using IWeightReader reader = WeightFile.Open(Path.Join(tool.Folder, target));
        Assert.Equal(Arrays, reader.Tensors.Count);
        var seen = new HashSet<float>();
        foreach (TensorInfo tensor in reader.Tensors)
        {
            var values = new float[tensor.Shape.Size];
            reader.Read(tensor, values);
            seen.UnionWith(values);
        }
        return Assert.Single(seen);
    }

    private string[] Temporary() => Directory.GetFiles(tool.Folder, ".target*.tmp");

    private static long Length(string file)
    {
        try
        {
            return new FileInfo(file).Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }
}
