namespace KerasHost;

public static partial class Op
{
    /// <summary>The numbers start, start + delta, … below limit (above it for a negative delta), shape <c>(n)</c>.</summary>
    /// <param name="start">The first.</param>
    /// <param name="limit">Where they end; not included.</param>
    /// <param name="delta">The distance, not 0.</param>
    /// <param name="dtype">The type; int32 by default.</param>
    public static Tensor Range(double start, double limit, double delta = 1, DType? dtype = null)
    {
        if (delta == 0)
            throw new KerasValueException("Requires delta != 0: 0");
        int count = (int)Math.Max(0, Math.Ceiling((limit - start) / delta));
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
            values[i] = start + i * delta;
        return Cast(Tensor.From<double>(values, count), dtype ?? DType.Int32);
    }
}
