using System.Numerics;

namespace KerasHost.Engines.Cpu.Elementwise;

/// <summary>Runs unary functions over tensors.</summary>
internal static unsafe class UnaryKernels
{
    /// <summary>y = f(x) for float32 and float64.</summary>
    public static void Float<T>(UnaryKind kind, void* x, void* y, nint count) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (kind)
        {
            case UnaryKind.Negate: Run<T, T, UnaryFunctions.Negate<T>>(x, y, count); break;
            case UnaryKind.Abs: Run<T, T, UnaryFunctions.Abs<T>>(x, y, count); break;
            case UnaryKind.Sign: Run<T, T, UnaryFunctions.Sign<T>>(x, y, count); break;
            case UnaryKind.Square: Run<T, T, UnaryFunctions.Square<T>>(x, y, count); break;
            case UnaryKind.Sqrt: Run<T, T, UnaryFunctions.Sqrt<T>>(x, y, count); break;
            case UnaryKind.Rsqrt: Run<T, T, UnaryFunctions.Rsqrt<T>>(x, y, count); break;
            case UnaryKind.Reciprocal: Run<T, T, UnaryFunctions.Reciprocal<T>>(x, y, count); break;
            case UnaryKind.Exp: Run<T, T, UnaryFunctions.Exp<T>>(x, y, count); break;
            case UnaryKind.Expm1: Run<T, T, UnaryFunctions.Expm1<T>>(x, y, count); break;
            case UnaryKind.Log: Run<T, T, UnaryFunctions.Log<T>>(x, y, count); break;
            case UnaryKind.Log1p: Run<T, T, UnaryFunctions.Log1p<T>>(x, y, count); break;
            case UnaryKind.Tanh: Run<T, T, UnaryFunctions.Tanh<T>>(x, y, count); break;
            case UnaryKind.Sigmoid: Run<T, T, UnaryFunctions.Sigmoid<T>>(x, y, count); break;
            case UnaryKind.Softplus: Run<T, T, UnaryFunctions.Softplus<T>>(x, y, count); break;
            case UnaryKind.Relu: Run<T, T, UnaryFunctions.Relu<T>>(x, y, count); break;
            case UnaryKind.Erf: Run<T, T, UnaryFunctions.Erf<T>>(x, y, count); break;
            case UnaryKind.Sin: Run<T, T, UnaryFunctions.Sin<T>>(x, y, count); break;
            case UnaryKind.Cos: Run<T, T, UnaryFunctions.Cos<T>>(x, y, count); break;
            case UnaryKind.Tan: Run<T, T, UnaryFunctions.Tan<T>>(x, y, count); break;
            case UnaryKind.Sinh: Run<T, T, UnaryFunctions.Sinh<T>>(x, y, count); break;
            case UnaryKind.Cosh: Run<T, T, UnaryFunctions.Cosh<T>>(x, y, count); break;
            case UnaryKind.Asin: Run<T, T, UnaryFunctions.Asin<T>>(x, y, count); break;
            case UnaryKind.Acos: Run<T, T, UnaryFunctions.Acos<T>>(x, y, count); break;
            case UnaryKind.Atan: Run<T, T, UnaryFunctions.Atan<T>>(x, y, count); break;
            case UnaryKind.Floor: Run<T, T, UnaryFunctions.Floor<T>>(x, y, count); break;
            case UnaryKind.Ceil: Run<T, T, UnaryFunctions.Ceil<T>>(x, y, count); break;
            case UnaryKind.Round: Run<T, T, UnaryFunctions.Round<T>>(x, y, count); break;
            case UnaryKind.IsNan: Run<T, byte, UnaryFunctions.IsNan<T>>(x, y, count); break;
            case UnaryKind.IsInf: Run<T, byte, UnaryFunctions.IsInf<T>>(x, y, count); break;
            case UnaryKind.IsFinite: Run<T, byte, UnaryFunctions.IsFinite<T>>(x, y, count); break;
            default: throw Unsupported(kind, DType.Of(typeof(T)));
        }
    }

    /// <summary>y = f(x) for integers.</summary>
    public static void Integer<T>(UnaryKind kind, void* x, void* y, nint count) where T : unmanaged, INumber<T>
    {
        switch (kind)
        {
            case UnaryKind.Negate: Run<T, T, UnaryFunctions.Negate<T>>(x, y, count); break;
            case UnaryKind.Abs: Run<T, T, UnaryFunctions.Abs<T>>(x, y, count); break;
            case UnaryKind.Sign: Run<T, T, UnaryFunctions.Sign<T>>(x, y, count); break;
            case UnaryKind.Square: Run<T, T, UnaryFunctions.Square<T>>(x, y, count); break;
            default: throw Unsupported(kind, DType.Of(typeof(T)));
        }
    }

    /// <summary>y = f(x) for bool.</summary>
    public static void Bool(UnaryKind kind, void* x, void* y, nint count)
    {
        if (kind != UnaryKind.LogicalNot)
            throw Unsupported(kind, DType.Bool);
        Run<byte, byte, UnaryFunctions.LogicalNot>(x, y, count);
    }

    /// <summary>The error for a function that a type does not have.</summary>
    public static KerasTypeException Unsupported(UnaryKind kind, DType type) =>
        new($"{kind} is not defined for elements of type {type}; cast them first.");

    private static void Run<T, TResult, TFunction>(void* x, void* y, nint count)
        where T : unmanaged where TResult : unmanaged where TFunction : IUnaryFunction<T, TResult>
    {
        var source = (T*)x;
        var target = (TResult*)y;
        for (nint i = 0; i < count; i++)
            target[i] = TFunction.Apply(source[i]);
    }
}
