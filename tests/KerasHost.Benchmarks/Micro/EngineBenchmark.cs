using BenchmarkDotNet.Attributes;
using KerasHost.Engines.Cpu;

namespace KerasHost.Benchmarks.Micro;

/// <summary>What the kernel benchmarks share: an engine on each path, with one thread or all.</summary>
public abstract class EngineBenchmark
{
    /// <summary>The kernel paths that this machine has.</summary>
    public static IEnumerable<SimdPath> Paths => Enum.GetValues<SimdPath>().Where(SimdPaths.IsSupported);

    /// <summary>One thread, and one a core.</summary>
    public static IEnumerable<int> ThreadCounts => new[] { 1, Environment.ProcessorCount }.Distinct();

    /// <summary>The vector instructions.</summary>
    [ParamsSource(nameof(Paths))]
    public SimdPath Path { get; set; }

    /// <summary>The number of threads.</summary>
    [ParamsSource(nameof(ThreadCounts))]
    public int Threads { get; set; }

    /// <summary>The engine under test.</summary>
    protected CpuEngine Cpu { get; private set; } = null!;

    /// <summary>Makes the engine.</summary>
    [GlobalSetup]
    public virtual void Setup() => Cpu = new CpuEngine(Path, Threads);

    internal static Tensor Random(params int[] shape)
    {
        var random = new Random(1);
        Tensor tensor = Tensor.Owned(DType.Float32, shape);
        foreach (ref float value in tensor.AsSpan<float>())
            value = random.NextSingle() - 0.5f;
        return tensor;
    }
}
