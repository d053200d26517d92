using KerasHost.Layers;

namespace KerasHost.TensorFlow;

public static partial class MathFunctions
{
    /// <summary>The sum of several tensors of one shape.</summary>
    /// <exception cref="KerasValueException">There is none.</exception>
    [KerasExport("tf.add_n", "tf.math.add_n")]
    public static Tensor add_n(IReadOnlyList<TensorLike> inputs) => inputs.Count == 0
        ? throw new KerasValueException("Inputs must be an iterable of at least one Tensor/IndexedSlices with the same dtype and shape.")
        : inputs.Select(x => x.ToTensor()).Aggregate(Op.Add);

    /// <summary>A number times a tensor.</summary>
    [KerasExport("tf.scalar_mul", "tf.math.scalar_mul")]
    public static Tensor scalar_mul(double scalar, TensorLike x) => x.ToTensor() * scalar;

    /// <summary>x·ln y, or 0 where x is 0, element by element.</summary>
    [KerasExport("tf.math.xlogy")]
    public static Tensor xlogy(TensorLike x, TensorLike y)
    {
        (Tensor a, Tensor b) = Operands.Of(x, y);
        Tensor none = Op.Equal(a, Op.ZerosLike(a));
        return Op.Where(none, Op.ZerosLike(a), a * Op.Log(Op.Where(none, Op.OnesLike(b), b)));
    }

    /// <summary>x·y, or 0 where y is 0, whatever x is, element by element.</summary>
    [KerasExport("tf.math.multiply_no_nan")]
    public static Tensor multiply_no_nan(TensorLike x, TensorLike y)
    {
        (Tensor a, Tensor b) = Operands.Of(x, y);
        Tensor none = Op.Equal(b, Op.ZerosLike(b));
        return Op.Where(none, Op.ZerosLike(b), Op.Where(none, Op.OnesLike(a), a) * b);
    }

    /// <summary>The nearest whole number, halves to even, element by element.</summary>
    [KerasExport("tf.math.rint")]
    public static Tensor rint(TensorLike x) => Op.Round(x.ToTensor());

    /// <summary>1 - erf x Element by element.</summary>
    [KerasExport("tf.math.erfc")]
    public static Tensor erfc(TensorLike x) => 1 - Op.Erf(x.ToTensor());
}
