using BenchmarkDotNet.Attributes;
using KerasHost.Engines;
using KerasHost.Optimizers;

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
    public void Sgd() => Cpu.Update(new SGD.Formula(1e-6, 0.9, nesterov: false, hasVelocity: true), _variable, _gradient, _momentum);

    /// <summary>RMSprop.</summary>
    [Benchmark]
    public void RmsProp() => Cpu.Update(new RMSprop.Formula(1e-6, 0.9, 0, 1e-7, hasMomentum: false, centered: false), _variable, _gradient, _velocity);

    /// <summary>Adam.</summary>
    [Benchmark]
    public void Adam() => Cpu.Update(new Adam.Formula(1e-6, 0.9, 0.999, 1e-7, amsgrad: false), _variable, _gradient, _momentum, _velocity);
}
