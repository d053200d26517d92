using BenchmarkDotNet.Attributes;
using KerasHost.Engines;

namespace KerasHost.Benchmarks.Micro;

/// <summary>Functions of a million elements.</summary>
public class ElementwiseBenchmark : EngineBenchmark
{
    private readonly Tensor _x = Random(1024, 1024), _row = Random(1024), _column = Random(1024, 1), _y = Random(1024, 1024);

    /// <summary>eˣ</summary>
    [Benchmark]
    public void Exp() => Cpu.Unary(UnaryKind.Exp, _x, _y);

    /// <summary>tanh x</summary>
    [Benchmark]
    public void Tanh() => Cpu.Unary(UnaryKind.Tanh, _x, _y);

    /// <summary>1 / (1 + e⁻ˣ)</summary>
    [Benchmark]
    public void Sigmoid() => Cpu.Unary(UnaryKind.Sigmoid, _x, _y);

    /// <summary>ln(1 + x)</summary>
    [Benchmark]
    public void Log1p() => Cpu.Unary(UnaryKind.Log1p, _x, _y);

    /// <summary>a + b</summary>
    [Benchmark]
    public void Add() => Cpu.Binary(BinaryKind.Add, _x, _x, _y);

    /// <summary>A row added to every row.</summary>
    [Benchmark]
    public void AddRow() => Cpu.Binary(BinaryKind.Add, _x, _row, _y);

    /// <summary>Rows multiplied by a number each.</summary>
    [Benchmark]
    public void MultiplyColumn() => Cpu.Binary(BinaryKind.Multiply, _x, _column, _y);
}
