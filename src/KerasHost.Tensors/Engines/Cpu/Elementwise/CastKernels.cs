using System.Numerics;
using KerasHost.Engines.Cpu.Threading;

namespace KerasHost.Engines.Cpu.Elementwise;

/// <summary>Turns elements of one type into another.</summary>
internal static unsafe class CastKernels
{
    private const nint ElementsPerBlock = 1 << 14;

    /// <summary>y = x in the type of y; neither is bfloat16.</summary>
    public static void Run(int threads, DTypeCode from, void* x, DTypeCode to, void* y, nint count)
    {
        switch (from)
        {
            case DTypeCode.Float32: From<float>(threads, x, to, y, count); break;
            case DTypeCode.Float64: From<double>(threads, x, to, y, count); break;
            case DTypeCode.Float16: From<Half>(threads, x, to, y, count); break;
            case DTypeCode.Int8: From<sbyte>(threads, x, to, y, count); break;
            case DTypeCode.Int16: From<short>(threads, x, to, y, count); break;
            case DTypeCode.Int32: From<int>(threads, x, to, y, count); break;
            case DTypeCode.Int64: From<long>(threads, x, to, y, count); break;
            case DTypeCode.UInt8 or DTypeCode.Bool: From<byte>(threads, x, to, y, count); break;
            case DTypeCode.UInt16: From<ushort>(threads, x, to, y, count); break;
            case DTypeCode.UInt32: From<uint>(threads, x, to, y, count); break;
            case DTypeCode.UInt64: From<ulong>(threads, x, to, y, count); break;
            default: throw new KerasTypeException($"Elements of type {new DType(from)} cannot be cast.");
        }
    }

    /// <summary>y = x, exactly.</summary>
    public static void FromBFloat16(ushort* x, float* y, nint count)
    {
        for (nint i = 0; i < count; i++)
            y[i] = BitConverter.UInt32BitsToSingle((uint)x[i] << 16);
    }

    /// <summary>y = x, rounded to the nearest, halves to even.</summary>
    public static void ToBFloat16(float* x, ushort* y, nint count)
    {
        for (nint i = 0; i < count; i++)
        {
            uint bits = BitConverter.SingleToUInt32Bits(x[i]);
            y[i] = float.IsNaN(x[i]) ? (ushort)((bits >> 16) | 0x40) : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
        }
    }

    private static void From<T>(int threads, void* x, DTypeCode to, void* y, nint count) where T : unmanaged, INumber<T>
    {
        switch (to)
        {
            case DTypeCode.Float32: Blocks(threads, x, y, count, &Convert<T, float>); break;
            case DTypeCode.Float64: Blocks(threads, x, y, count, &Convert<T, double>); break;
            case DTypeCode.Float16: Blocks(threads, x, y, count, &Convert<T, Half>); break;
            case DTypeCode.Int8: Blocks(threads, x, y, count, &Convert<T, sbyte>); break;
            case DTypeCode.Int16: Blocks(threads, x, y, count, &Convert<T, short>); break;
            case DTypeCode.Int32: Blocks(threads, x, y, count, &Convert<T, int>); break;
            case DTypeCode.Int64: Blocks(threads, x, y, count, &Convert<T, long>); break;
            case DTypeCode.UInt8: Blocks(threads, x, y, count, &Convert<T, byte>); break;
            case DTypeCode.UInt16: Blocks(threads, x, y, count, &Convert<T, ushort>); break;
            case DTypeCode.UInt32: Blocks(threads, x, y, count, &Convert<T, uint>); break;
            case DTypeCode.UInt64: Blocks(threads, x, y, count, &Convert<T, ulong>); break;
            case DTypeCode.Bool: Blocks(threads, x, y, count, &ToBool<T>); break;
            default: throw new KerasTypeException($"Elements cannot be cast to the type {new DType(to)}.");
        }
    }

    private struct Job
    {
        public void* X, Y;
        public nint Count;
    }

    private static void Blocks(int threads, void* x, void* y, nint count, delegate*<void*, int, void> block)
    {
        var job = new Job { X = x, Y = y, Count = count };
        int blocks = (int)((count + ElementsPerBlock - 1) / ElementsPerBlock);
        WorkerPool.Shared.Run(blocks < 3 ? 1 : threads, blocks, block, &job);
    }

    private static void Convert<T, TResult>(void* context, int block) where T : unmanaged, INumber<T> where TResult : unmanaged, INumber<TResult>
    {
        ref Job job = ref *(Job*)context;
        var source = (T*)job.X;
        var target = (TResult*)job.Y;
        nint end = Math.Min(job.Count, (block + 1) * ElementsPerBlock);
        for (nint i = block * ElementsPerBlock; i < end; i++)
            target[i] = TResult.CreateTruncating(source[i]);
    }

    private static void ToBool<T>(void* context, int block) where T : unmanaged, INumber<T>
    {
        ref Job job = ref *(Job*)context;
        var source = (T*)job.X;
        var target = (byte*)job.Y;
        nint end = Math.Min(job.Count, (block + 1) * ElementsPerBlock);
        for (nint i = block * ElementsPerBlock; i < end; i++)
            target[i] = source[i] != T.Zero ? (byte)1 : (byte)0;
    }
}
