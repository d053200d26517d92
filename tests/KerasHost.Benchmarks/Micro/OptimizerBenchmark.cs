using BenchmarkDotNet.Attributes;
using KerasHost.Engines;

namespace KerasHost.Benchmarks.Micro;

/// <summary>Updates of 160,000 weights.</summary>
public class OptimizerBenchmark : EngineBenchmark
{
    private readonly Tensor _variable = Random(160_000), _gradient = Random(160_000), _momentum = Random(160_000), _velocity = Random(160_000);

    /// <inheritdoc/>
    public override void Setup()
    {
        base.Setup();
        Cpu.Unary(UnaryKind.Square, _velocity, _velocity);
    }

    /// <summary>SGD with momentum.</summary>
    [Benchmark]
    public void Sgd() => Cpu.Sgd(_variable, _gradient, _momentum, 1e-6, 0.9, false);

    /// <summary>RMSprop.</summary>
    [Benchmark]
    public void RmsProp() => Cpu.RmsProp(_variable, _gradient, _velocity, null, null, 1e-6, 0.9, 0, 1e-7, false);

    /// <summary>Adam.</summary>
    [Benchmark]
    public void Adam() => Cpu.Adam(_variable, _gradient, _momentum, _velocity, null, 1e-6, 0.9, 0.999, 1e-7);
}
