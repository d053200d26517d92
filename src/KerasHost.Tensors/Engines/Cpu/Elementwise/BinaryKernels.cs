using System.Numerics;

namespace KerasHost.Engines.Cpu.Elementwise;

/// <summary>Runs binary functions over tensors that broadcast.</summary>
internal static unsafe class BinaryKernels
{
    /// <summary>y = f(a, b) for float32 and float64.</summary>
    public static void Float<T>(BinaryKind kind, void* a, void* b, void* y, in BroadcastPlan plan) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (kind)
        {
            case BinaryKind.Divide: Run<T, T, BinaryFunctions.Divide<T>>(a, b, y, plan); break;
            case BinaryKind.DivideNoNan: Run<T, T, BinaryFunctions.DivideNoNan<T>>(a, b, y, plan); break;
            case BinaryKind.FloorDivide: Run<T, T, BinaryFunctions.FloorDivide<T>>(a, b, y, plan); break;
            case BinaryKind.FloorModulo: Run<T, T, BinaryFunctions.FloorModulo<T>>(a, b, y, plan); break;
            case BinaryKind.Power: Run<T, T, BinaryFunctions.Power<T>>(a, b, y, plan); break;
            case BinaryKind.Atan2: Run<T, T, BinaryFunctions.Atan2<T>>(a, b, y, plan); break;
            case BinaryKind.TanhGradient: Run<T, T, BinaryFunctions.TanhGradient<T>>(a, b, y, plan); break;
            case BinaryKind.SigmoidGradient: Run<T, T, BinaryFunctions.SigmoidGradient<T>>(a, b, y, plan); break;
            case BinaryKind.ReluGradient: Run<T, T, BinaryFunctions.ReluGradient<T>>(a, b, y, plan); break;
            default: Number<T>(kind, a, b, y, plan); break;
        }
    }

    /// <summary>y = f(a, b) for integers.</summary>
    public static void Integer<T>(BinaryKind kind, void* a, void* b, void* y, in BroadcastPlan plan) where T : unmanaged, IBinaryInteger<T>
    {
        switch (kind)
        {
            case BinaryKind.FloorDivide: Run<T, T, BinaryFunctions.IntegerFloorDivide<T>>(a, b, y, plan); break;
            case BinaryKind.FloorModulo: Run<T, T, BinaryFunctions.IntegerFloorModulo<T>>(a, b, y, plan); break;
            case BinaryKind.Power: Run<T, T, BinaryFunctions.IntegerPower<T>>(a, b, y, plan); break;
            default: Number<T>(kind, a, b, y, plan); break;
        }
    }

    /// <summary>y = f(a, b) for bool.</summary>
    public static void Bool(BinaryKind kind, void* a, void* b, void* y, in BroadcastPlan plan)
    {
        switch (kind)
        {
            case BinaryKind.LogicalAnd: Run<byte, byte, BinaryFunctions.LogicalAnd>(a, b, y, plan); break;
            case BinaryKind.LogicalOr: Run<byte, byte, BinaryFunctions.LogicalOr>(a, b, y, plan); break;
            case BinaryKind.LogicalXor: Run<byte, byte, BinaryFunctions.LogicalXor>(a, b, y, plan); break;
            case BinaryKind.Equal: Run<byte, byte, BinaryFunctions.Equal<byte>>(a, b, y, plan); break;
            case BinaryKind.NotEqual: Run<byte, byte, BinaryFunctions.NotEqual<byte>>(a, b, y, plan); break;
            default: throw Unsupported(kind, DType.Bool);
        }
    }

    /// <summary>The error for a function that a type does not have.</summary>
    public static KerasTypeException Unsupported(BinaryKind kind, DType type) =>
        new($"{kind} is not defined for elements of type {type}; cast them first.");

    private static void Number<T>(BinaryKind kind, void* a, void* b, void* y, in BroadcastPlan plan) where T : unmanaged, INumber<T>
    {
        switch (kind)
        {
            case BinaryKind.Add: Run<T, T, BinaryFunctions.Add<T>>(a, b, y, plan); break;
            case BinaryKind.Subtract: Run<T, T, BinaryFunctions.Subtract<T>>(a, b, y, plan); break;
            case BinaryKind.Multiply: Run<T, T, BinaryFunctions.Multiply<T>>(a, b, y, plan); break;
            case BinaryKind.Maximum: Run<T, T, BinaryFunctions.Maximum<T>>(a, b, y, plan); break;
            case BinaryKind.Minimum: Run<T, T, BinaryFunctions.Minimum<T>>(a, b, y, plan); break;
            case BinaryKind.SquaredDifference: Run<T, T, BinaryFunctions.SquaredDifference<T>>(a, b, y, plan); break;
            case BinaryKind.Equal: Run<T, byte, BinaryFunctions.Equal<T>>(a, b, y, plan); break;
            case BinaryKind.NotEqual: Run<T, byte, BinaryFunctions.NotEqual<T>>(a, b, y, plan); break;
            case BinaryKind.Less: Run<T, byte, BinaryFunctions.Less<T>>(a, b, y, plan); break;
            case BinaryKind.LessEqual: Run<T, byte, BinaryFunctions.LessEqual<T>>(a, b, y, plan); break;
            case BinaryKind.Greater: Run<T, byte, BinaryFunctions.Greater<T>>(a, b, y, plan); break;
            case BinaryKind.GreaterEqual: Run<T, byte, BinaryFunctions.GreaterEqual<T>>(a, b, y, plan); break;
            default: throw Unsupported(kind, DType.Of(typeof(T)));
        }
    }

    private static void Run<T, TResult, TFunction>(void* a, void* b, void* y, in BroadcastPlan plan)
        where T : unmanaged where TResult : unmanaged where TFunction : IBinaryFunction<T, TResult>
    {
        nint rows = plan.Rows, columns = plan.Columns;
        nint rowA = plan.RowStride(0), rowB = plan.RowStride(1), columnA = plan.ColumnStride(0), columnB = plan.ColumnStride(1);
        var target = (TResult*)y;
        for (nint outer = 0; outer < plan.Outer; outer++)
        {
            T* left = (T*)a + plan.Offset(0, outer);
            T* right = (T*)b + plan.Offset(1, outer);
            for (nint row = 0; row < rows; row++, left += rowA, right += rowB, target += columns)
                for (nint i = 0; i < columns; i++)
                    target[i] = TFunction.Apply(left[i * columnA], right[i * columnB]);
        }
    }
}
