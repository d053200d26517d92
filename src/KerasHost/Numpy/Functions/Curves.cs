namespace KerasHost.Numpy;

/// <summary><c>np.sinh</c>, <c>np.arctan2</c>, <c>np.trunc</c> and further functions that work element by element.</summary>
internal static class Curves
{
    /// <summary>The hyperbolic sine.</summary>
    [KerasExport("np.sinh")]
    public static NDArray sinh(NDArray x) => UnaryKernel.Real(x, Math.Sinh);

    /// <summary>The hyperbolic cosine.</summary>
    [KerasExport("np.cosh")]
    public static NDArray cosh(NDArray x) => UnaryKernel.Real(x, Math.Cosh);

    /// <summary>The angle of a sine.</summary>
    [KerasExport("np.arcsin")]
    public static NDArray arcsin(NDArray x) => UnaryKernel.Real(x, Math.Asin);

    /// <summary>The angle of a cosine.</summary>
    [KerasExport("np.arccos")]
    public static NDArray arccos(NDArray x) => UnaryKernel.Real(x, Math.Acos);

    /// <summary>The angle of a tangent.</summary>
    [KerasExport("np.arctan")]
    public static NDArray arctan(NDArray x) => UnaryKernel.Real(x, Math.Atan);

    /// <summary>The angle of the point (x2, x1).</summary>
    [KerasExport("np.arctan2")]
    public static NDArray arctan2(NDArray x1, NDArray x2) => Both(x1, x2, Math.Atan2);

    /// <summary>The length of the hypotenuse.</summary>
    [KerasExport("np.hypot")]
    public static NDArray hypot(NDArray x1, NDArray x2) => Both(x1, x2, double.Hypot);

    /// <summary>ln(eᵃ + eᵇ)</summary>
    [KerasExport("np.logaddexp")]
    public static NDArray logaddexp(NDArray x1, NDArray x2) => Both(x1, x2, (a, b) => a == b ? a + Math.Log(2) : Math.Max(a, b) + double.LogP1(Math.Exp(-Math.Abs(a - b))));

    /// <summary>eˣ - 1, exact for small x.</summary>
    [KerasExport("np.expm1")]
    public static NDArray expm1(NDArray x) => UnaryKernel.Real(x, v => Math.Abs(v) < 1e-5 ? v + v * v / 2 : Math.Exp(v) - 1);

    /// <summary>2ˣ</summary>
    [KerasExport("np.exp2")]
    public static NDArray exp2(NDArray x) => UnaryKernel.Real(x, v => Math.Pow(2, v));

    /// <summary>The cube root.</summary>
    [KerasExport("np.cbrt")]
    public static NDArray cbrt(NDArray x) => UnaryKernel.Real(x, Math.Cbrt);

    /// <summary>1 / x</summary>
    [KerasExport("np.reciprocal")]
    public static NDArray reciprocal(NDArray x) => x.dtype.is_floating ? UnaryKernel.Real(x, v => 1 / v) : NDArray.Scalar(1L).astype(x.dtype).floor_divide(x);

    /// <summary>The nearest integer, halves to the even one.</summary>
    [KerasExport("np.rint")]
    public static NDArray rint(NDArray x) => UnaryKernel.Real(x, v => Math.Round(v, MidpointRounding.ToEven));

    /// <summary>The nearest integer towards 0.</summary>
    [KerasExport("np.trunc", "np.fix")]
    public static NDArray trunc(NDArray x) => UnaryKernel.Real(x, Math.Truncate);

    /// <summary>Degrees as radians.</summary>
    [KerasExport("np.radians", "np.deg2rad")]
    public static NDArray radians(NDArray x) => UnaryKernel.Real(x, v => v * (Math.PI / 180));

    /// <summary>Radians as degrees.</summary>
    [KerasExport("np.degrees", "np.rad2deg")]
    public static NDArray degrees(NDArray x) => UnaryKernel.Real(x, v => v * (180 / Math.PI));

    /// <summary>Whether one of both is true, not both.</summary>
    [KerasExport("np.logical_xor")]
    public static NDArray logical_xor(NDArray x1, NDArray x2) => x1.astype(DType.Bool, copy: false) ^ x2.astype(DType.Bool, copy: false);

    /// <summary>Numbers in place of NaN and of both infinities.</summary>
    /// <param name="x">The array.</param>
    /// <param name="nan">For NaN.</param>
    /// <param name="posinf">For infinity; null means the largest number of the type.</param>
    /// <param name="neginf">For -infinity; null means the smallest number of the type.</param>
    [KerasExport("np.nan_to_num")]
    public static NDArray nan_to_num(NDArray x, double nan = 0, double? posinf = null, double? neginf = null)
    {
        if (!x.dtype.is_floating)
            return x.copy();
        double largest = x.dtype.Code switch { DTypeCode.Float16 => (double)Half.MaxValue, DTypeCode.Float32 => float.MaxValue, _ => double.MaxValue };
        return UnaryKernel.Real(x, v => double.IsNaN(v) ? nan : double.IsPositiveInfinity(v) ? posinf ?? largest : double.IsNegativeInfinity(v) ? neginf ?? -largest : v);
    }

    /// <summary>The sum of the elements that are not NaN.</summary>
    /// <param name="a">The array.</param>
    /// <param name="axis">The axes that vanish; all by default.</param>
    /// <param name="keepdims">Keep the axes with size 1.</param>
    [KerasExport("np.nansum")]
    public static NDArray nansum(NDArray a, AxisArg axis = default, bool keepdims = false) => Without(a, 0).sum(axis, keepdims: keepdims);

    /// <summary>The mean of the elements that are not NaN.</summary>
    /// <inheritdoc cref="nansum"/>
    [KerasExport("np.nanmean")]
    public static NDArray nanmean(NDArray a, AxisArg axis = default, bool keepdims = false)
    {
        if (!a.dtype.is_floating)
            return a.mean(axis, keepdims: keepdims);
        NDArray counts = (!UnaryKernel.Ask(a, double.IsNaN)).sum(axis, keepdims: keepdims);
        return nansum(a, axis, keepdims) / counts.astype(a.dtype);
    }

    /// <summary>The standard deviation of the elements that are not NaN.</summary>
    /// <inheritdoc cref="nansum"/>
    [KerasExport("np.nanstd")]
    public static NDArray nanstd(NDArray a, AxisArg axis = default, bool keepdims = false)
    {
        NDArray deviations = a - nanmean(a, axis, keepdims: true);
        return Elementwise.sqrt(nanmean(deviations * deviations, axis, keepdims));
    }

    /// <summary>The largest element that is not NaN.</summary>
    /// <inheritdoc cref="nansum"/>
    [KerasExport("np.nanmax")]
    public static NDArray nanmax(NDArray a, AxisArg axis = default, bool keepdims = false) => Without(a, double.NegativeInfinity).max(axis, keepdims);

    /// <summary>The smallest element that is not NaN.</summary>
    /// <inheritdoc cref="nansum"/>
    [KerasExport("np.nanmin")]
    public static NDArray nanmin(NDArray a, AxisArg axis = default, bool keepdims = false) => Without(a, double.PositiveInfinity).min(axis, keepdims);

    /// <summary>The running products.</summary>
    /// <param name="a">The array.</param>
    /// <param name="axis">The axis to multiply along; null for all elements row by row.</param>
    [KerasExport("np.cumprod")]
    public static NDArray cumprod(NDArray a, int? axis = null)
    {
        NDArray source = axis is null ? a.ravel() : a;
        int along = Layout.Axis(axis ?? 0, source.ndim);
        NDArray result = (source.dtype.is_floating ? source : source.astype(DType.Int64)).copy();
        for (int i = 1; i < result.Dims[along]; i++)
            Joining.Part(result, along, i, 1).Assign(Joining.Part(result, along, i - 1, 1) * Joining.Part(result, along, i, 1));
        return result;
    }

    /// <summary>So many numbers from baseˢᵗᵃʳᵗ to baseˢᵗᵒᵖ whose logarithms are in even steps.</summary>
    /// <param name="start">The first exponent.</param>
    /// <param name="stop">The last exponent, where it is included.</param>
    /// <param name="num">How many.</param>
    /// <param name="endpoint">Whether the end is included.</param>
    /// <param name="base">The base.</param>
    [KerasExport("np.logspace")]
    public static NDArray logspace(double start, double stop, int num = 50, bool endpoint = true, double @base = 10) =>
        UnaryKernel.Real(Creation.linspace(start, stop, num, endpoint), exponent => Math.Pow(@base, exponent));

    private static NDArray Without(NDArray a, double instead) => a.dtype.is_floating ? UnaryKernel.Real(a, v => double.IsNaN(v) ? instead : v) : a;

    private static NDArray Both(NDArray x1, NDArray x2, Func<double, double, double> function)
    {
        int[] dims = Layout.Broadcast(x1.Dims, x2.Dims);
        double[] a = x1.BroadcastTo(dims).ToArray<double>(), b = x2.BroadcastTo(dims).ToArray<double>();
        for (int i = 0; i < a.Length; i++)
            a[i] = function(a[i], b[i]);
        return NDArray.Over(a, dims).astype(Promotion.ForFunction(Promotion.Of(x1.dtype, x2.dtype)), copy: false);
    }
}
