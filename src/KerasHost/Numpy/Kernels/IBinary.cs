using System.Numerics;

namespace KerasHost.Numpy;

/// <summary>A function of two numbers of one type, for <see cref="BinaryKernel"/>.</summary>
internal interface IBinary
{
    /// <summary>The function.</summary>
    static abstract T Invoke<T>(T a, T b) where T : unmanaged, INumber<T>;
}
