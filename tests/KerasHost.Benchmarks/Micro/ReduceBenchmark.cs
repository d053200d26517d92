using BenchmarkDotNet.Attributes;
using KerasHost.Engines;

namespace KerasHost.Benchmarks.Micro;

/// <summary>Reductions as pooling, biases and losses use them.</summary>
public class ReduceBenchmark : EngineBenchmark
{
    private readonly Tensor _sequences = Random(128, 500, 16), _pooled = Random(128, 16), _rows = Random(64000, 64), _bias = Random(64);
    private readonly Tensor _logits = Random(128, 10000), _probabilities = Random(128, 10000), _number = Random();

    /// <summary>The mean over the timesteps of (128, 500, 16).</summary>
    [Benchmark]
    public void MeanOverTimesteps() => Cpu.Reduce(ReduceKind.Mean, _sequences, [1], _pooled);

    /// <summary>The sum over the rows of (64000, 64).</summary>
    [Benchmark]
    public void SumOverRows() => Cpu.Reduce(ReduceKind.Sum, _rows, [0], _bias);

    /// <summary>The sum of a million elements.</summary>
    [Benchmark]
    public void SumOfAll() => Cpu.Reduce(ReduceKind.Sum, _sequences, [0, 1, 2], _number);

    /// <summary>Softmax over 10,000 classes.</summary>
    [Benchmark]
    public void Softmax() => Cpu.Softmax(_logits, _probabilities);
}
