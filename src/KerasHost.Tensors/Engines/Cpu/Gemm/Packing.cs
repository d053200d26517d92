using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using KerasHost.Engines.Cpu.Vectors;

namespace KerasHost.Engines.Cpu.Gemm;

/// <summary>Copies parts of factors into the order in which micro-kernels read them.</summary>
internal static unsafe class Packing<V> where V : struct, IVector<V>
{
    // In elements.
    private const int CacheLine = 16;
    private const nint FarApart = 128;
    private const nint RowsAhead = 8;

    private const MethodImplOptions Kernel = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>Columns of a right factor, to k rows of <paramref name="width"/>; columns beyond <paramref name="columns"/> are 0.</summary>
    public static void Right(float* target, float* b, nint strideRow, nint strideColumn, nint k, int columns, int width)
    {
        if (strideColumn == 1)
            Rows(target, b, strideRow, k, columns, width);
        else
            Interleave(target, b, strideColumn, k, columns, width);
    }

    /// <summary>Rows of a left factor, to k columns of <paramref name="rows"/>.</summary>
    public static void Left(float* target, float* a, nint strideRow, nint strideColumn, nint k, int rows)
    {
        if (strideColumn == 1)
            Interleave(target, a, strideRow, k, rows, rows);
        else
            Rows(target, a, strideColumn, k, rows, rows);
    }

    // Rows that lie apart move together.
    [MethodImpl(Kernel)]
    private static void Rows(float* target, float* source, nint stride, nint k, int columns, int width)
    {
        int whole = columns - columns % V.Count;
        for (nint i = 0; i < k; i++, source += stride, target += width)
        {
            // Rows mostly lie on different pages, where the processor does not look ahead by itself.
            if (Sse.IsSupported && stride >= FarApart)
                for (int line = 0; line < columns; line += CacheLine)
                    Sse.Prefetch0(source + RowsAhead * stride + line);
            int j = 0;
            for (; j < whole; j += V.Count)
                V.Load(source + j).Store(target + j);
            for (; j < columns; j++)
                target[j] = source[j];
            for (; j < width; j++)
                target[j] = 0;
        }
    }

    // target[i · width + j] = source[j · stride + i]: contiguous lines become columns.
    [MethodImpl(Kernel)]
    private static void Interleave(float* target, float* source, nint stride, nint k, int lines, int width)
    {
        int line = 0;
        if (V.Count >= 8 && Avx.IsSupported)
            for (; line + 8 <= lines; line += 8)
                Interleave8(target + line, source + line * stride, stride, k, 8, width);
        // The eight elements that are stored run over into those of the next k, which follow: the target is packed in order, and one vector longer.
        if (V.Count >= 8 && Avx.IsSupported && line == 0 && lines > 4 && width == lines)
        {
            Interleave8(target, source, stride, k, lines, width);
            return;
        }
        for (; line + 4 <= lines; line += 4)
        {
            float* s0 = source + line * stride, s1 = s0 + stride, s2 = s1 + stride, s3 = s2 + stride;
            float* t = target + line;
            nint i = 0;
            if (Sse.IsSupported)
                for (; i + 4 <= k; i += 4, t += 4 * width)
                {
                    Vector128<float> a0 = Vector128.Load(s0 + i), a1 = Vector128.Load(s1 + i), a2 = Vector128.Load(s2 + i), a3 = Vector128.Load(s3 + i);
                    Vector128<float> b0 = Sse.UnpackLow(a0, a1), b1 = Sse.UnpackHigh(a0, a1), b2 = Sse.UnpackLow(a2, a3), b3 = Sse.UnpackHigh(a2, a3);
                    Sse.MoveLowToHigh(b0, b2).Store(t);
                    Sse.MoveHighToLow(b2, b0).Store(t + width);
                    Sse.MoveLowToHigh(b1, b3).Store(t + 2 * width);
                    Sse.MoveHighToLow(b3, b1).Store(t + 3 * width);
                }
            for (; i < k; i++, t += width)
                Vector128.Create(s0[i], s1[i], s2[i], s3[i]).Store(t);
        }
        for (; line < lines; line++)
        {
            float* s = source + line * stride;
            float* t = target + line;
            for (nint i = 0; i < k; i++, t += width)
                *t = s[i];
        }
        for (; line < width; line++)
        {
            float* t = target + line;
            for (nint i = 0; i < k; i++, t += width)
                *t = 0;
        }
    }

    // Missing lines are read as the last one.
    [MethodImpl(Kernel)]
    private static void Interleave8(float* t, float* s, nint stride, nint k, int lines, int width)
    {
        float* s4 = s + 4 * stride, s5 = s + Math.Min(5, lines - 1) * stride, s6 = s + Math.Min(6, lines - 1) * stride, s7 = s + (lines - 1) * stride;
        float* s1 = s + stride, s2 = s1 + stride, s3 = s2 + stride;
        nint i = 0;
        for (; i + 8 <= k; i += 8, t += 8 * width)
        {
            // 8 × 8, loaded as halves of four so that no exchange between lanes is needed.
            Vector256<float> a0 = Halves(s + i, s4 + i), a1 = Halves(s1 + i, s5 + i), a2 = Halves(s2 + i, s6 + i), a3 = Halves(s3 + i, s7 + i);
            Vector256<float> a4 = Halves(s + i + 4, s4 + i + 4), a5 = Halves(s1 + i + 4, s5 + i + 4), a6 = Halves(s2 + i + 4, s6 + i + 4), a7 = Halves(s3 + i + 4, s7 + i + 4);
            Vector256<float> b0 = Avx.UnpackLow(a0, a1), b1 = Avx.UnpackHigh(a0, a1), b2 = Avx.UnpackLow(a2, a3), b3 = Avx.UnpackHigh(a2, a3);
            Vector256<float> b4 = Avx.UnpackLow(a4, a5), b5 = Avx.UnpackHigh(a4, a5), b6 = Avx.UnpackLow(a6, a7), b7 = Avx.UnpackHigh(a6, a7);
            Avx.Shuffle(b0, b2, 0x44).Store(t);
            Avx.Shuffle(b0, b2, 0xEE).Store(t + width);
            Avx.Shuffle(b1, b3, 0x44).Store(t + 2 * width);
            Avx.Shuffle(b1, b3, 0xEE).Store(t + 3 * width);
            Avx.Shuffle(b4, b6, 0x44).Store(t + 4 * width);
            Avx.Shuffle(b4, b6, 0xEE).Store(t + 5 * width);
            Avx.Shuffle(b5, b7, 0x44).Store(t + 6 * width);
            Avx.Shuffle(b5, b7, 0xEE).Store(t + 7 * width);
        }
        for (; i < k; i++, t += width)
            for (int j = 0; j < lines; j++)
                t[j] = s[j * stride + i];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Halves(float* low, float* high) => Vector256.Create(Vector128.Load(low), Vector128.Load(high));
}
