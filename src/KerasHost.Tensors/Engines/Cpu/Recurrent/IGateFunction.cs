using KerasHost.Engines.Cpu.Vectors;

namespace KerasHost.Engines.Cpu.Recurrent;

/// <summary>A function of gates on vectors, as a type of its own so that kernels are compiled for each.</summary>
internal interface IGateFunction
{
    /// <summary>f(x)</summary>
    static abstract V Apply<V>(V x) where V : struct, IVector<V>;

    /// <summary>f'(x), from y = f(x).</summary>
    static abstract V Derivative<V>(V y) where V : struct, IVector<V>;
}
