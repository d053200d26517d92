using System.Numerics;
using KerasHost.Engines.Cpu.Threading;

namespace KerasHost.Engines.Cpu.Elementwise;

/// <summary>Unary functions of any type, element by element.</summary>
internal static unsafe class UnaryKernels
{
    private const nint ElementsPerBlock = 1 << 13;

    /// <summary>y = f(x) for float32 and float64.</summary>
    public static void Float<T>(int threads, UnaryKind kind, void* x, void* y, nint count) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (kind)
        {
            case UnaryKind.Negate: Run<T, T, UnaryFunctions.Negate<T>>(threads, x, y, count); break;
            case UnaryKind.Abs: Run<T, T, UnaryFunctions.Abs<T>>(threads, x, y, count); break;
            case UnaryKind.Sign: Run<T, T, UnaryFunctions.Sign<T>>(threads, x, y, count); break;
            case UnaryKind.Square: Run<T, T, UnaryFunctions.Square<T>>(threads, x, y, count); break;
            case UnaryKind.Sqrt: Run<T, T, UnaryFunctions.Sqrt<T>>(threads, x, y, count); break;
            case UnaryKind.Rsqrt: Run<T, T, UnaryFunctions.Rsqrt<T>>(threads, x, y, count); break;
            case UnaryKind.Reciprocal: Run<T, T, UnaryFunctions.Reciprocal<T>>(threads, x, y, count); break;
            case UnaryKind.Exp: Run<T, T, UnaryFunctions.Exp<T>>(threads, x, y, count); break;
            case UnaryKind.Expm1: Run<T, T, UnaryFunctions.Expm1<T>>(threads, x, y, count); break;
            case UnaryKind.Elu: Run<T, T, UnaryFunctions.Elu<T>>(threads, x, y, count); break;
            case UnaryKind.Log: Run<T, T, UnaryFunctions.Log<T>>(threads, x, y, count); break;
            case UnaryKind.Log1p: Run<T, T, UnaryFunctions.Log1p<T>>(threads, x, y, count); break;
            case UnaryKind.Tanh: Run<T, T, UnaryFunctions.Tanh<T>>(threads, x, y, count); break;
            case UnaryKind.Sigmoid: Run<T, T, UnaryFunctions.Sigmoid<T>>(threads, x, y, count); break;
            case UnaryKind.Softplus: Run<T, T, UnaryFunctions.Softplus<T>>(threads, x, y, count); break;
            case UnaryKind.Relu: Run<T, T, UnaryFunctions.Relu<T>>(threads, x, y, count); break;
            case UnaryKind.Erf: Run<T, T, UnaryFunctions.Erf<T>>(threads, x, y, count); break;
            case UnaryKind.Sin: Run<T, T, UnaryFunctions.Sin<T>>(threads, x, y, count); break;
            case UnaryKind.Cos: Run<T, T, UnaryFunctions.Cos<T>>(threads, x, y, count); break;
            case UnaryKind.Tan: Run<T, T, UnaryFunctions.Tan<T>>(threads, x, y, count); break;
            case UnaryKind.Sinh: Run<T, T, UnaryFunctions.Sinh<T>>(threads, x, y, count); break;
            case UnaryKind.Cosh: Run<T, T, UnaryFunctions.Cosh<T>>(threads, x, y, count); break;
            case UnaryKind.Asin: Run<T, T, UnaryFunctions.Asin<T>>(threads, x, y, count); break;
            case UnaryKind.Acos: Run<T, T, UnaryFunctions.Acos<T>>(threads, x, y, count); break;
            case UnaryKind.Atan: Run<T, T, UnaryFunctions.Atan<T>>(threads, x, y, count); break;
            case UnaryKind.Floor: Run<T, T, UnaryFunctions.Floor<T>>(threads, x, y, count); break;
            case UnaryKind.Ceil: Run<T, T, UnaryFunctions.Ceil<T>>(threads, x, y, count); break;
            case UnaryKind.Round: Run<T, T, UnaryFunctions.Round<T>>(threads, x, y, count); break;
            case UnaryKind.IsNan: Run<T, byte, UnaryFunctions.IsNan<T>>(threads, x, y, count); break;
            case UnaryKind.IsInf: Run<T, byte, UnaryFunctions.IsInf<T>>(threads, x, y, count); break;
            case UnaryKind.IsFinite: Run<T, byte, UnaryFunctions.IsFinite<T>>(threads, x, y, count); break;
            default: throw Unsupported(kind, DType.Of(typeof(T)));
        }
    }

    /// <summary>y = f(x) for integers.</summary>
    public static void Integer<T>(int threads, UnaryKind kind, void* x, void* y, nint count) where T : unmanaged, INumber<T>
    {
        switch (kind)
        {
            case UnaryKind.Negate: Run<T, T, UnaryFunctions.Negate<T>>(threads, x, y, count); break;
            case UnaryKind.Abs: Run<T, T, UnaryFunctions.Abs<T>>(threads, x, y, count); break;
            case UnaryKind.Sign: Run<T, T, UnaryFunctions.Sign<T>>(threads, x, y, count); break;
            case UnaryKind.Square: Run<T, T, UnaryFunctions.Square<T>>(threads, x, y, count); break;
            default: throw Unsupported(kind, DType.Of(typeof(T)));
        }
    }

    /// <summary>y = f(x) for bool.</summary>
    public static void Bool(int threads, UnaryKind kind, void* x, void* y, nint count)
    {
        if (kind != UnaryKind.LogicalNot)
            throw Unsupported(kind, DType.Bool);
        Run<byte, byte, UnaryFunctions.LogicalNot>(threads, x, y, count);
    }

    /// <summary>The error for a function that a type does not have.</summary>
    public static KerasTypeException Unsupported(UnaryKind kind, DType type) =>
        new($"{kind} is not defined for elements of type {type}; cast them first.");

    private struct Job
    {
        public void* X, Y;
        public nint Count;
    }

    private static void Run<T, TResult, TFunction>(int threads, void* x, void* y, nint count)
        where T : unmanaged where TResult : unmanaged where TFunction : IUnaryFunction<T, TResult>
    {
        var job = new Job { X = x, Y = y, Count = count };
        int blocks = (int)((count + ElementsPerBlock - 1) / ElementsPerBlock);
        WorkerPool.Shared.Run(threads, blocks, &Block<T, TResult, TFunction>, &job);
    }

    private static void Block<T, TResult, TFunction>(void* context, int block)
        where T : unmanaged where TResult : unmanaged where TFunction : IUnaryFunction<T, TResult>
    {
        ref Job job = ref *(Job*)context;
        var source = (T*)job.X;
        var target = (TResult*)job.Y;
        nint end = Math.Min(job.Count, (block + 1) * ElementsPerBlock);
        for (nint i = block * ElementsPerBlock; i < end; i++)
            target[i] = TFunction.Apply(source[i]);
    }
}
