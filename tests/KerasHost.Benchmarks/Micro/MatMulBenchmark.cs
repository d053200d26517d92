using BenchmarkDotNet.Attributes;

namespace KerasHost.Benchmarks.Micro;

/// <summary>Matrix products; <c>peak</c> shows the same ones against the machine's peak.</summary>
public class MatMulBenchmark : EngineBenchmark
{
    private Tensor _a = null!, _b = null!, _y = null!;

    /// <summary>Rows, sums and columns.</summary>
    [Params("512x512x512", "64x1024x1024", "512x64x256", "64000x16x64", "32x32x128", "1x1024x4096")]
    public string Size { get; set; } = "";

    /// <inheritdoc/>
    public override void Setup()
    {
        base.Setup();
        int[] size = [.. Size.Split('x').Select(s => int.Parse(s, System.Globalization.CultureInfo.InvariantCulture))];
        _a = Random(size[0], size[1]);
        _b = Random(size[1], size[2]);
        _y = Random(size[0], size[2]);
    }

    /// <summary>y = a·b</summary>
    [Benchmark]
    public void MatMul() => Cpu.MatMul(_a, false, _b, false, null, _y);
}
