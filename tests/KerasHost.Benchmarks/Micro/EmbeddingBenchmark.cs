using BenchmarkDotNet.Attributes;

namespace KerasHost.Benchmarks.Micro;

/// <summary>64,000 rows of a table of 10,000 rows of 16, taken and added.</summary>
public class EmbeddingBenchmark : EngineBenchmark
{
    private readonly Tensor _table = Random(10000, 16), _rows = Random(64000, 16), _sums = Random(10000, 16);
    private Tensor _indices = null!;

    /// <inheritdoc/>
    public override void Setup()
    {
        base.Setup();
        var random = new Random(2);
        _indices = Tensor.Owned(DType.Int32, 64000);
        foreach (ref int index in _indices.AsSpan<int>())
            index = random.Next(10000);
    }

    /// <summary>Rows taken.</summary>
    [Benchmark]
    public void Gather() => Cpu.Gather(_table, _indices, 0, _rows);

    /// <summary>Rows added.</summary>
    [Benchmark]
    public void ScatterAdd() => Cpu.ScatterAdd(_indices, _rows, _sums);

    /// <summary>Indices checked.</summary>
    [Benchmark]
    public int FirstOutside() => Cpu.FirstOutside(_indices, 10000);
}
