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
    public static void Copy(float* x, float* y, nint count) => Run<Copying>(x, x, y, count);

    /// <summary>y = x, and zeros up to a length.</summary>
    public static void CopyPadded(float* x, float* y, nint count, nint length)
    {
        Copy(x, y, count);
        Clear(y + count, length - count);
    }

    /// <summary>y = 0</summary>
    public static void Clear(float* y, nint count) => new Span<float>(y, (int)count).Clear();

    /// <summary>y = a + b</summary>
    public static void Add(float* a, float* b, float* y, nint count) => Run<Adding>(a, b, y, count);

    /// <summary>y = a · b</summary>
    public static void Multiply(float* a, float* b, float* y, nint count) => Run<Multiplying>(a, b, y, count);

    /// <summary>y = y + a · b</summary>
    public static void MultiplyAdd(float* a, float* b, float* y, nint count) => Run<MultiplyingAndAdding>(a, b, y, count);

    // What is left after the whole vectors goes into two narrower ones that may overlap; both are read before one is written.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<Operation>(float* a, float* b, float* y, nint count) where Operation : struct, ILineOperation
    {
        nint i = 0;
        for (; i + V.Count <= count; i += V.Count)
            Operation.Apply(V.Load(a + i), V.Load(b + i), y + i).Store(y + i);
        nint left = count - i;
        if (left >= 8)
        {
            nint end = count - 8;
            Wide256 first = Operation.Apply(Wide256.Load(a + i), Wide256.Load(b + i), y + i), second = Operation.Apply(Wide256.Load(a + end), Wide256.Load(b + end), y + end);
            first.Store(y + i);
            second.Store(y + end);
        }
        else if (left >= 4)
        {
            nint end = count - 4;
            Wide128 first = Operation.Apply(Wide128.Load(a + i), Wide128.Load(b + i), y + i), second = Operation.Apply(Wide128.Load(a + end), Wide128.Load(b + end), y + end);
            first.Store(y + i);
            second.Store(y + end);
        }
        else
        {
            for (; i < count; i++)
                y[i] = Operation.Apply(a[i], b[i], y[i]);
        }
    }

    private interface ILineOperation
    {
        static abstract W Apply<W>(W a, W b, float* y) where W : struct, IVector<W>;
        static abstract float Apply(float a, float b, float y);
    }

    private struct Copying : ILineOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static W Apply<W>(W a, W b, float* y) where W : struct, IVector<W> => a;

        public static float Apply(float a, float b, float y) => a;
    }

    private struct Adding : ILineOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static W Apply<W>(W a, W b, float* y) where W : struct, IVector<W> => a + b;

        public static float Apply(float a, float b, float y) => a + b;
    }

    private struct Multiplying : ILineOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static W Apply<W>(W a, W b, float* y) where W : struct, IVector<W> => a * b;

        public static float Apply(float a, float b, float y) => a * b;
    }

    private struct MultiplyingAndAdding : ILineOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static W Apply<W>(W a, W b, float* y) where W : struct, IVector<W> => W.Load(y) + a * b;

        public static float Apply(float a, float b, float y) => y + a * b;
    }

    /// <summary>y = the sums of the columns, or y plus them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Columns(float* x, nint stride, nint rows, float* y, nint count, bool add)
    {
        for (nint i = 0; i < count; i += V.Count)
        {
            V sum = default, second = default, third = default, fourth = default;
            float* source = x + i;
            nint r = 0;
            for (; r + 4 <= rows; r += 4, source += 4 * stride)
            {
                sum += V.Load(source);
                second += V.Load(source + stride);
                third += V.Load(source + 2 * stride);
                fourth += V.Load(source + 3 * stride);
            }
            for (; r < rows; r++, source += stride)
                sum += V.Load(source);
            sum = (sum + second) + (third + fourth);
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
