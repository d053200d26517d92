using System.Numerics;

namespace KerasHost.Numpy;

/// <summary>A comparison, for <see cref="CompareKernel"/>.</summary>
internal interface ICompare
{
    /// <summary>The comparison of numbers; NaN is unequal to all.</summary>
    static abstract bool Invoke<T>(T a, T b) where T : unmanaged, INumber<T>;

    /// <summary>The comparison by the sign of an ordering.</summary>
    static abstract bool Invoke(int order);
}
