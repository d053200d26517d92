using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>The same numbers in another type. Floats to integers cut off the fraction; to bool, not 0 is true.</summary>
    public static Tensor Cast(Tensor x, DType dtype)
    {
        if (x.dtype == dtype)
            return x;
        Tensor y = Tensor.Result(dtype, x.shape, x);
        if (!y.IsSymbolic)
            Engine.Current.Cast(x, y);
        if (x.dtype.is_floating && dtype.is_floating)
            GradientTape.Record(y, x, dy => Cast(dy, x.dtype));
        return y;
    }
}
