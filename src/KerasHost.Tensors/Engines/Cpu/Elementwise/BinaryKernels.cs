using System.Numerics;
using System.Runtime.CompilerServices;
using KerasHost.Engines.Cpu.Threading;

namespace KerasHost.Engines.Cpu.Elementwise;

/// <summary>Runs binary functions over tensors that broadcast.</summary>
internal static unsafe class BinaryKernels
{
    /// <summary>y = f(a, b) for float32 and float64.</summary>
    public static void Float<T>(int threads, BinaryKind kind, void* a, void* b, void* y, in BroadcastPlan plan) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (kind)
        {
            case BinaryKind.Divide: Vectors<T, BinaryFunctions.Divide<T>>(threads, a, b, y, plan); break;
            case BinaryKind.DivideNoNan: Vectors<T, BinaryFunctions.DivideNoNan<T>>(threads, a, b, y, plan); break;
            case BinaryKind.FloorDivide: Run<T, T, BinaryFunctions.FloorDivide<T>>(threads, a, b, y, plan); break;
            case BinaryKind.FloorModulo: Run<T, T, BinaryFunctions.FloorModulo<T>>(threads, a, b, y, plan); break;
            case BinaryKind.Power: Run<T, T, BinaryFunctions.Power<T>>(threads, a, b, y, plan); break;
            case BinaryKind.Atan2: Run<T, T, BinaryFunctions.Atan2<T>>(threads, a, b, y, plan); break;
            case BinaryKind.TanhGradient: Vectors<T, BinaryFunctions.TanhGradient<T>>(threads, a, b, y, plan); break;
            case BinaryKind.SigmoidGradient: Vectors<T, BinaryFunctions.SigmoidGradient<T>>(threads, a, b, y, plan); break;
            case BinaryKind.ReluGradient: Vectors<T, BinaryFunctions.ReluGradient<T>>(threads, a, b, y, plan); break;
            default: Number<T>(threads, kind, a, b, y, plan); break;
        }
    }

    /// <summary>y = f(a, b) for integers.</summary>
    public static void Integer<T>(int threads, BinaryKind kind, void* a, void* b, void* y, in BroadcastPlan plan) where T : unmanaged, IBinaryInteger<T>
    {
        switch (kind)
        {
            case BinaryKind.FloorDivide: Run<T, T, BinaryFunctions.IntegerFloorDivide<T>>(threads, a, b, y, plan); break;
            case BinaryKind.FloorModulo: Run<T, T, BinaryFunctions.IntegerFloorModulo<T>>(threads, a, b, y, plan); break;
            case BinaryKind.Power: Run<T, T, BinaryFunctions.IntegerPower<T>>(threads, a, b, y, plan); break;
            default: Number<T>(threads, kind, a, b, y, plan); break;
        }
    }

    /// <summary>y = f(a, b) for bool.</summary>
    public static void Bool(int threads, BinaryKind kind, void* a, void* b, void* y, in BroadcastPlan plan)
    {
        switch (kind)
        {
            case BinaryKind.LogicalAnd: Run<byte, byte, BinaryFunctions.LogicalAnd>(threads, a, b, y, plan); break;
            case BinaryKind.LogicalOr: Run<byte, byte, BinaryFunctions.LogicalOr>(threads, a, b, y, plan); break;
            case BinaryKind.LogicalXor: Run<byte, byte, BinaryFunctions.LogicalXor>(threads, a, b, y, plan); break;
            case BinaryKind.Equal: Run<byte, byte, BinaryFunctions.Equal<byte>>(threads, a, b, y, plan); break;
            case BinaryKind.NotEqual: Run<byte, byte, BinaryFunctions.NotEqual<byte>>(threads, a, b, y, plan); break;
            default: throw Unsupported(kind, DType.Bool);
        }
    }

    /// <summary>The error for a function that a type does not have.</summary>
    public static KerasTypeException Unsupported(BinaryKind kind, DType type) =>
        new($"{kind} is not defined for elements of type {type}; cast them first.");

    private static void Number<T>(int threads, BinaryKind kind, void* a, void* b, void* y, in BroadcastPlan plan) where T : unmanaged, INumber<T>
    {
        switch (kind)
        {
            case BinaryKind.Add: Vectors<T, BinaryFunctions.Add<T>>(threads, a, b, y, plan); break;
            case BinaryKind.Subtract: Vectors<T, BinaryFunctions.Subtract<T>>(threads, a, b, y, plan); break;
            case BinaryKind.Multiply: Vectors<T, BinaryFunctions.Multiply<T>>(threads, a, b, y, plan); break;
            case BinaryKind.Maximum: Vectors<T, BinaryFunctions.Maximum<T>>(threads, a, b, y, plan); break;
            case BinaryKind.Minimum: Vectors<T, BinaryFunctions.Minimum<T>>(threads, a, b, y, plan); break;
            case BinaryKind.SquaredDifference: Vectors<T, BinaryFunctions.SquaredDifference<T>>(threads, a, b, y, plan); break;
            case BinaryKind.Equal: Run<T, byte, BinaryFunctions.Equal<T>>(threads, a, b, y, plan); break;
            case BinaryKind.NotEqual: Run<T, byte, BinaryFunctions.NotEqual<T>>(threads, a, b, y, plan); break;
            case BinaryKind.Less: Run<T, byte, BinaryFunctions.Less<T>>(threads, a, b, y, plan); break;
            case BinaryKind.LessEqual: Run<T, byte, BinaryFunctions.LessEqual<T>>(threads, a, b, y, plan); break;
            case BinaryKind.Greater: Run<T, byte, BinaryFunctions.Greater<T>>(threads, a, b, y, plan); break;
            case BinaryKind.GreaterEqual: Run<T, byte, BinaryFunctions.GreaterEqual<T>>(threads, a, b, y, plan); break;
            default: throw Unsupported(kind, DType.Of(typeof(T)));
        }
    }

    private struct Job
    {
        public BroadcastPlan Plan;
        public BroadcastBlocks Blocks;
        public void* A, B, Y;
    }

    private static void Run<T, TResult, TFunction>(int threads, void* a, void* b, void* y, in BroadcastPlan plan)
        where T : unmanaged where TResult : unmanaged where TFunction : IBinaryFunction<T, TResult>
    {
        var job = new Job { Plan = plan, Blocks = new(plan), A = a, B = b, Y = y };
        WorkerPool.Shared.Run(job.Blocks.Threads(threads), job.Blocks.Count, &Block<T, TResult, TFunction>, &job);
    }

    private static void Vectors<T, TFunction>(int threads, void* a, void* b, void* y, in BroadcastPlan plan)
        where T : unmanaged where TFunction : IVectorBinaryFunction<T>
    {
        var job = new Job { Plan = plan, Blocks = new(plan), A = a, B = b, Y = y };
        WorkerPool.Shared.Run(job.Blocks.Threads(threads), job.Blocks.Count, &VectorBlock<T, TFunction>, &job);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block<T, TResult, TFunction>(void* context, int block)
        where T : unmanaged where TResult : unmanaged where TFunction : IBinaryFunction<T, TResult>
    {
        ref Job job = ref *(Job*)context;
        nint columnA = job.Plan.ColumnStride(0), columnB = job.Plan.ColumnStride(1);
        job.Blocks.Locate(block, out nint row, out nint rowEnd, out nint column, out nint columns);
        for (; row < rowEnd; row++)
        {
            T* left = (T*)job.A + job.Plan.RowOffset(0, row) + column * columnA;
            T* right = (T*)job.B + job.Plan.RowOffset(1, row) + column * columnB;
            TResult* target = (TResult*)job.Y + row * job.Plan.Columns + column;
            for (nint i = 0; i < columns; i++)
                target[i] = TFunction.Apply(left[i * columnA], right[i * columnB]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void VectorBlock<T, TFunction>(void* context, int block)
        where T : unmanaged where TFunction : IVectorBinaryFunction<T>
    {
        ref Job job = ref *(Job*)context;
        bool manyA = job.Plan.ColumnStride(0) != 0, manyB = job.Plan.ColumnStride(1) != 0;
        job.Blocks.Locate(block, out nint row, out nint rowEnd, out nint column, out nint columns);
        T* left = null, right = null, target = (T*)job.Y + row * job.Plan.Columns + column;
        nint rowA = job.Plan.RowStride(0), rowB = job.Plan.RowStride(1), step = job.Plan.Columns;
        // Rows of the innermost repetition follow at a fixed distance; only its start needs the outer axes.
        for (nint rest = 0; row < rowEnd; row++, rest--, left += rowA, right += rowB, target += step)
        {
            if (rest == 0)
            {
                left = (T*)job.A + job.Plan.RowOffset(0, row) + (manyA ? column : 0);
                right = (T*)job.B + job.Plan.RowOffset(1, row) + (manyB ? column : 0);
                rest = job.Plan.Rows - row % job.Plan.Rows;
            }
            nint i = 0;
            if (manyA && manyB)
                for (; i + Vector<T>.Count <= columns; i += Vector<T>.Count)
                    TFunction.Apply(Vector.Load(left + i), Vector.Load(right + i)).Store(target + i);
            else if (manyA)
            {
                var one = new Vector<T>(*right);
                for (; i + Vector<T>.Count <= columns; i += Vector<T>.Count)
                    TFunction.Apply(Vector.Load(left + i), one).Store(target + i);
            }
            else
            {
                var one = new Vector<T>(*left);
                for (; i + Vector<T>.Count <= columns; i += Vector<T>.Count)
                    TFunction.Apply(one, manyB ? Vector.Load(right + i) : new Vector<T>(*right)).Store(target + i);
            }
            for (; i < columns; i++)
                target[i] = TFunction.Apply(manyA ? left[i] : *left, manyB ? right[i] : *right);
        }
    }
}
