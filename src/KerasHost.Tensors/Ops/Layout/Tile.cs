using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>Repeats a tensor as a whole, <paramref name="multiples"/> times along each axis.</summary>
    public static Tensor Tile(Tensor x, int[] multiples)
    {
        if (multiples.Length != x.ndim)
            throw new KerasShapeException($"Expected multiples argument to be a vector of length {x.ndim} but got length {multiples.Length}");
        int[] dims = new int[x.ndim], split = new int[2 * x.ndim], sums = new int[x.ndim];
        for (int i = 0; i < x.ndim; i++)
        {
            dims[i] = x.shape.Dims[i] < 0 ? Shape.Unknown : x.shape.Dims[i] * multiples[i];
            (split[2 * i], split[2 * i + 1], sums[i]) = (multiples[i], x.shape.Dims[i], 2 * i);
        }
        Tensor y = Tensor.Result(x.dtype, dims, x);
        if (!y.IsSymbolic)
            Engine.Current.Tile(x, y);
        GradientTape.Record(y, x, dy => Sum(Reshape(dy, split), sums));
        return y;
    }
}
