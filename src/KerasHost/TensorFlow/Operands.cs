using KerasHost.Layers;

namespace KerasHost.TensorFlow;

/// <summary>Two operands as TensorFlow takes them: a plain number or list takes the type of the tensor beside it.</summary>
internal static class Operands
{
    /// <summary>Both as tensors.</summary>
    public static (Tensor, Tensor) Of(TensorLike x, TensorLike y) => (x.AsTensor, y.AsTensor) switch
    {
        ({ } a, { } b) => (a, b),
        ({ } a, null) => (a, Like(y, a.dtype)),
        (null, { } b) => (Like(x, b.dtype), b),
        _ => Both(x.ToTensor(), y.ToTensor()),
    };

    private static Tensor Like(TensorLike value, DType type)
    {
        if (value.dtype.is_floating && !type.is_floating)
            throw new KerasTypeException($"Cannot convert {value.dtype} values to EagerTensor of dtype {type}");
        return value.ToTensor(type);
    }

    private static (Tensor, Tensor) Both(Tensor a, Tensor b)
    {
        if (a.dtype == b.dtype)
            return (a, b);
        return a.dtype.is_floating || !b.dtype.is_floating ? (a, Op.Cast(b, a.dtype)) : (Op.Cast(a, b.dtype), b);
    }
}
