using KerasHost.Engines.Cpu.Vectors;

namespace KerasHost.Engines.Cpu.Elementwise;

/// <summary>A function of float32, for vectors of any width.</summary>
internal interface IVectorFunction
{
    /// <summary>The values at the elements of x.</summary>
    static abstract V Apply<V>(V x) where V : struct, IVector<V>;
}
