using System.Numerics;

namespace KerasHost.Numpy;

/// <summary>A function of one number, for <see cref="UnaryKernel"/>.</summary>
internal interface IUnary
{
    /// <summary>The function.</summary>
    static abstract T Invoke<T>(T x) where T : unmanaged, INumber<T>;
}
