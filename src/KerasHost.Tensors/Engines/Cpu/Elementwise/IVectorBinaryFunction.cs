using System.Numerics;

namespace KerasHost.Engines.Cpu.Elementwise;

/// <summary>A function of two elements that vectors compute too, to the same bits.</summary>
internal interface IVectorBinaryFunction<T> : IBinaryFunction<T, T>
{
    /// <summary>The values at the elements of (a, b).</summary>
    static abstract Vector<T> Apply(Vector<T> a, Vector<T> b);
}
