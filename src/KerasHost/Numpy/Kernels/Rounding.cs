namespace KerasHost.Numpy;

/// <summary>Rounding to decimals as NumPy does it: scale, round halves to even, scale back.</summary>
internal static class Rounding
{
    public static NDArray Round(NDArray a, int decimals)
    {
        if (a.dtype == DType.Bool)
            return Round(a.astype(DType.Float16), decimals);
        if (a.dtype.is_integer && decimals >= 0)
            return a.copy();
        NDArray power = NDArray.Scalar(Math.Pow(10, Math.Abs(decimals)));
        if (a.dtype.is_integer)
        {
            NDArray scaled = UnaryKernel.Real(a.astype(DType.Float64) / power, Math.Round);
            return (scaled * power).astype(a.dtype);
        }
        if (decimals == 0)
            return UnaryKernel.Real(a, Math.Round);
        return decimals > 0
            ? UnaryKernel.Real(a * power.astype(a.dtype), Math.Round) / power.astype(a.dtype)
            : UnaryKernel.Real(a / power.astype(a.dtype), Math.Round) * power.astype(a.dtype);
    }
}
