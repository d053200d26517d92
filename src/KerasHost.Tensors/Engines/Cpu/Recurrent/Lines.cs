using System.Runtime.CompilerServices;
using KerasHost.Engines.Cpu.Vectors;

namespace KerasHost.Engines.Cpu.Recurrent;

/// <summary>Operations on rows of any length: whole vectors, then what is left.</summary>
internal static unsafe class Lines<V> where V : struct, IVector<V>
{
    /// <summary>So many elements from an address, the rest of the vector zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load(float* source, nint count) => count >= V.Count ? V.Load(source) : LoadPart(source, count);

    /// <summary>y = x</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(float* x, float* y, nint count)
    {
        nint i = 0;
        for (; i + V.Count <= count; i += V.Count)
            V.Load(x + i).Store(y + i);
        for (; i < count; i++)
            y[i] = x[i];
    }

    /// <summary>y = x, and zeros up to a length.</summary>
    public static void CopyPadded(float* x, float* y, nint count, nint length)
    {
        Copy(x, y, count);
        Clear(y + count, length - count);
    }

    /// <summary>y = 0</summary>
    public static void Clear(float* y, nint count) => new Span<float>(y, (int)count).Clear();

    /// <summary>y = a + b</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* a, float* b, float* y, nint count)
    {
        nint i = 0;
        for (; i + V.Count <= count; i += V.Count)
            (V.Load(a + i) + V.Load(b + i)).Store(y + i);
        for (; i < count; i++)
            y[i] = a[i] + b[i];
    }

    /// <summary>y = a · b</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(float* a, float* b, float* y, nint count)
    {
        nint i = 0;
        for (; i + V.Count <= count; i += V.Count)
            (V.Load(a + i) * V.Load(b + i)).Store(y + i);
        for (; i < count; i++)
            y[i] = a[i] * b[i];
    }

    /// <summary>y = y + a · b</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyAdd(float* a, float* b, float* y, nint count)
    {
        nint i = 0;
        for (; i + V.Count <= count; i += V.Count)
            (V.Load(y + i) + V.Load(a + i) * V.Load(b + i)).Store(y + i);
        for (; i < count; i++)
            y[i] += a[i] * b[i];
    }

    /// <summary>y = the sums of the columns, or y plus them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Columns(float* x, nint stride, nint rows, float* y, nint count, bool add)
    {
        for (nint i = 0; i < count; i += V.Count)
        {
            V sum = V.Load(x + i);
            for (nint r = 1; r < rows; r++)
                sum += V.Load(x + r * stride + i);
            (add ? V.Load(y + i) + sum : sum).Store(y + i);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static V LoadPart(float* source, nint count)
    {
        float* part = stackalloc float[16];
        for (nint i = 0; i < V.Count; i++)
            part[i] = i < count ? source[i] : 0;
        return V.Load(part);
    }
}
