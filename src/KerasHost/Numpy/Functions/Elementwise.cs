namespace KerasHost.Numpy;

/// <summary><c>np.exp</c>, <c>np.where</c> and the other functions that work element by element.</summary>
internal static class Elementwise
{
    /// <summary>|x|</summary>
    [KerasExport("np.abs", "np.absolute")]
    public static NDArray abs(NDArray x) => Arithmetic.Absolute(x);

    /// <summary>eˣ</summary>
    [KerasExport("np.exp")]
    public static NDArray exp(NDArray x) => UnaryKernel.Real(x, Math.Exp);

    /// <summary>The natural logarithm.</summary>
    [KerasExport("np.log")]
    public static NDArray log(NDArray x) => UnaryKernel.Real(x, Math.Log);

    /// <summary>The logarithm to base 2.</summary>
    [KerasExport("np.log2")]
    public static NDArray log2(NDArray x) => UnaryKernel.Real(x, Math.Log2);

    /// <summary>The logarithm to base 10.</summary>
    [KerasExport("np.log10")]
    public static NDArray log10(NDArray x) => UnaryKernel.Real(x, Math.Log10);

    /// <summary>ln(1 + x), exact for small x.</summary>
    [KerasExport("np.log1p")]
    public static NDArray log1p(NDArray x) => UnaryKernel.Real(x, Log1p);

    /// <summary>The square root.</summary>
    [KerasExport("np.sqrt")]
    public static NDArray sqrt(NDArray x) => UnaryKernel.Real(x, Math.Sqrt);

    /// <summary>x²</summary>
    [KerasExport("np.square")]
    public static NDArray square(NDArray x) => x * x;

    /// <summary>The sine.</summary>
    [KerasExport("np.sin")]
    public static NDArray sin(NDArray x) => UnaryKernel.Real(x, Math.Sin);

    /// <summary>The cosine.</summary>
    [KerasExport("np.cos")]
    public static NDArray cos(NDArray x) => UnaryKernel.Real(x, Math.Cos);

    /// <summary>The tangent.</summary>
    [KerasExport("np.tan")]
    public static NDArray tan(NDArray x) => UnaryKernel.Real(x, Math.Tan);

    /// <summary>The hyperbolic tangent.</summary>
    [KerasExport("np.tanh")]
    public static NDArray tanh(NDArray x) => UnaryKernel.Real(x, Math.Tanh);

    /// <summary>-1, 0 or 1 by the sign.</summary>
    [KerasExport("np.sign")]
    public static NDArray sign(NDArray x) => UnaryKernel.Real(x, v => double.IsNaN(v) ? v : Math.Sign(v)).astype(x.dtype, copy: false);

    /// <summary>The nearest integer below.</summary>
    [KerasExport("np.floor")]
    public static NDArray floor(NDArray x) => UnaryKernel.Real(x, Math.Floor);

    /// <summary>The nearest integer above.</summary>
    [KerasExport("np.ceil")]
    public static NDArray ceil(NDArray x) => UnaryKernel.Real(x, Math.Ceiling);

    /// <inheritdoc cref="NDArray.round"/>
    [KerasExport("np.round", "np.around")]
    public static NDArray round(NDArray a, int decimals = 0) => a.round(decimals);

    /// <summary>a + b</summary>
    [KerasExport("np.add")]
    public static NDArray add(NDArray x1, NDArray x2) => x1 + x2;

    /// <summary>a - b</summary>
    [KerasExport("np.subtract")]
    public static NDArray subtract(NDArray x1, NDArray x2) => x1 - x2;

    /// <summary>a·b</summary>
    [KerasExport("np.multiply")]
    public static NDArray multiply(NDArray x1, NDArray x2) => x1 * x2;

    /// <summary>a / b as floats</summary>
    [KerasExport("np.divide", "np.true_divide")]
    public static NDArray divide(NDArray x1, NDArray x2) => x1 / x2;

    /// <summary>a / b rounded down; Python's <c>//</c>.</summary>
    [KerasExport("np.floor_divide")]
    public static NDArray floor_divide(NDArray x1, NDArray x2) => x1.floor_divide(x2);

    /// <summary>The remainder with the sign of the divisor; Python's <c>%</c>.</summary>
    [KerasExport("np.mod", "np.remainder")]
    public static NDArray mod(NDArray x1, NDArray x2) => x1 % x2;

    /// <summary>a to the power of b; Python's <c>**</c>.</summary>
    /// <exception cref="KerasValueException">An integer to a negative integer power.</exception>
    [KerasExport("np.power")]
    public static NDArray power(NDArray x1, NDArray x2) => x1.power(x2);

    /// <summary>-x</summary>
    [KerasExport("np.negative")]
    public static NDArray negative(NDArray x) => -x;

    /// <summary>The larger of two; NaN where one is.</summary>
    [KerasExport("np.maximum")]
    public static NDArray maximum(NDArray x1, NDArray x2) => Arithmetic.Maximum(x1, x2);

    /// <summary>The smaller of two; NaN where one is.</summary>
    [KerasExport("np.minimum")]
    public static NDArray minimum(NDArray x1, NDArray x2) => Arithmetic.Minimum(x1, x2);

    /// <summary>The elements held between two bounds.</summary>
    [KerasExport("np.clip")]
    public static NDArray clip(NDArray a, NDArray a_min, NDArray a_max) => a.clip(a_min, a_max);

    /// <summary>Where the condition holds elements of x, elsewhere of y.</summary>
    [KerasExport("np.where")]
    public static NDArray where(NDArray condition, NDArray x, NDArray y)
    {
        int[] dims = Layout.Broadcast(Layout.Broadcast(condition.Dims, x.Dims), y.Dims);
        NDArray result = NDArray.Zeros(Promotion.Of(x, y), dims);
        result.Assign(y);
        NDArray mask = condition.astype(DType.Bool, copy: false).BroadcastTo(dims);
        result[mask] = x.BroadcastTo(dims)[mask];
        return result;
    }

    /// <summary>For each axis the positions where the condition holds.</summary>
    [KerasExport("np.where", "np.nonzero")]
    public static ArrayTuple where(NDArray condition) => new(condition.nonzero());

    /// <summary>Whether a = b, element by element.</summary>
    [KerasExport("np.equal")]
    public static NDArray equal(NDArray x1, NDArray x2) => x1.equal(x2);

    /// <summary>Whether a ≠ b, element by element.</summary>
    [KerasExport("np.not_equal")]
    public static NDArray not_equal(NDArray x1, NDArray x2) => x1.not_equal(x2);

    /// <summary>Whether a &lt; b, element by element.</summary>
    [KerasExport("np.less")]
    public static NDArray less(NDArray x1, NDArray x2) => x1 < x2;

    /// <summary>Whether a ≤ b, element by element.</summary>
    [KerasExport("np.less_equal")]
    public static NDArray less_equal(NDArray x1, NDArray x2) => x1 <= x2;

    /// <summary>Whether a &gt; b, element by element.</summary>
    [KerasExport("np.greater")]
    public static NDArray greater(NDArray x1, NDArray x2) => x1 > x2;

    /// <summary>Whether a ≥ b, element by element.</summary>
    [KerasExport("np.greater_equal")]
    public static NDArray greater_equal(NDArray x1, NDArray x2) => x1 >= x2;

    /// <summary>Whether both are true.</summary>
    [KerasExport("np.logical_and")]
    public static NDArray logical_and(NDArray x1, NDArray x2) => x1.astype(DType.Bool, copy: false) & x2.astype(DType.Bool, copy: false);

    /// <summary>Whether one is true.</summary>
    [KerasExport("np.logical_or")]
    public static NDArray logical_or(NDArray x1, NDArray x2) => x1.astype(DType.Bool, copy: false) | x2.astype(DType.Bool, copy: false);

    /// <summary>Whether it is not true.</summary>
    [KerasExport("np.logical_not")]
    public static NDArray logical_not(NDArray x) => !x;

    /// <summary>Whether it is NaN.</summary>
    [KerasExport("np.isnan")]
    public static NDArray isnan(NDArray x) => UnaryKernel.Ask(x, double.IsNaN);

    /// <summary>Whether it is infinite.</summary>
    [KerasExport("np.isinf")]
    public static NDArray isinf(NDArray x) => UnaryKernel.Ask(x, double.IsInfinity);

    /// <summary>Whether it is neither NaN nor infinite.</summary>
    [KerasExport("np.isfinite")]
    public static NDArray isfinite(NDArray x) => UnaryKernel.Ask(x, double.IsFinite);

    /// <summary>Whether two arrays have the same shape and elements.</summary>
    [KerasExport("np.array_equal")]
    public static bool array_equal(NDArray a1, NDArray a2) => a1.shape == a2.shape && (bool)a1.equal(a2).all();

    /// <summary>Whether |a - b| ≤ atol + rtol·|b|, element by element.</summary>
    /// <param name="a">One array.</param>
    /// <param name="b">The other.</param>
    /// <param name="rtol">The relative tolerance.</param>
    /// <param name="atol">The absolute tolerance.</param>
    /// <param name="equal_nan">Whether NaN is close to NaN.</param>
    [KerasExport("np.isclose")]
    public static NDArray isclose(NDArray a, NDArray b, double rtol = 1e-5, double atol = 1e-8, bool equal_nan = false)
    {
        NDArray x = a.astype(DType.Float64), y = b.astype(DType.Float64);
        NDArray near = (abs(x - y) <= atol + rtol * abs(y)) & isfinite(y) | x.equal(y);
        return equal_nan ? near | isnan(x) & isnan(y) : near;
    }

    /// <summary>Whether all elements are close: |a - b| ≤ atol + rtol·|b|.</summary>
    /// <inheritdoc cref="isclose"/>
    [KerasExport("np.allclose")]
    public static bool allclose(NDArray a, NDArray b, double rtol = 1e-5, double atol = 1e-8, bool equal_nan = false) =>
        (bool)isclose(a, b, rtol, atol, equal_nan).all();

    /// <inheritdoc cref="NDArray.dot"/>
    [KerasExport("np.dot")]
    public static NDArray dot(NDArray a, NDArray b) => a.dot(b);

    /// <inheritdoc cref="NDArray.matmul"/>
    [KerasExport("np.matmul")]
    public static NDArray matmul(NDArray x1, NDArray x2) => x1.matmul(x2);

    private static double Log1p(double x)
    {
        double y = 1 + x;
        // The rounding error of 1 + x, made good to first order.
        return y == 1 ? x : y == 0 || double.IsInfinity(y) ? Math.Log(y) : Math.Log(y) - (y - 1 - x) / y;
    }
}
