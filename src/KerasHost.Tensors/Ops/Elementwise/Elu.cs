using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>y = x from 0 on, eˣ - 1 below; the gradient of NaN is that of the line, as in TensorFlow.</summary>
    public static Tensor Elu(Tensor x)
    {
        Tensor y = Unary(UnaryKind.Elu, x);
        GradientTape.Record(y, x, dy => Where(Less(y, Constant(0, y)), Multiply(dy, Add(y, Constant(1, y))), dy));
        return y;
    }

    /// <summary>y = 1.0507·x from 0 on, 1.7581·(eˣ - 1) below (Klambauer et al., 2017); the gradient of NaN is that of the line.</summary>
    public static Tensor Selu(Tensor x)
    {
        const double scale = 1.0507009873554804934193349852946, scaleAlpha = 1.7580993408473768599402175208123;
        // TensorFlow subtracts 1 from eˣ, so that numbers just below 0 give 0 and the gradient of the line.
        Tensor y = Tensor.Result(x.dtype, x.shape, x);
        if (!y.IsSymbolic)
            Engine.Current.Select(Binary(BinaryKind.Less, x, Constant(0, x)), Binary(BinaryKind.Multiply, Unary(UnaryKind.Elu, x), Constant(scaleAlpha, x)), Binary(BinaryKind.Multiply, x, Constant(scale, x)), y);
        GradientTape.Record(y, x, dy => Where(Less(y, Constant(0, y)), Multiply(dy, Add(y, Constant(scaleAlpha, y))), Multiply(dy, Constant(scale, dy))));
        return y;
    }
}
