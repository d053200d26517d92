namespace KerasHost.Engines.Cpu.Elementwise;

/// <summary>Functions that the runtime lacks or computes inaccurately, in double precision.</summary>
internal static class SpecialFunctions
{
    private const double TwoOverRootPi = 1.1283791670955126;

    /// <summary>eˣ - 1 without loss near 0 (W. Kahan's form).</summary>
    public static double Expm1(double x)
    {
        double u = Math.Exp(x);
        if (u == 1)
            return x;
        double difference = u - 1;
        if (difference == -1 || double.IsInfinity(u))
            return difference;
        return difference * x / Math.Log(u);
    }

    /// <summary>ln(1 + x) without loss near 0 (W. Kahan's form).</summary>
    public static double Log1p(double x)
    {
        double u = 1 + x;
        if (u == 1)
            return x;
        return double.IsPositiveInfinity(u) ? u : Math.Log(u) * x / (u - 1);
    }

    /// <summary>ln(1 + eˣ)</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    /// <summary>1 / (1 + e⁻ˣ)</summary>
    public static double Sigmoid(double x)
    {
        double e = Math.Exp(-Math.Abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /// <summary>The error function: its series below 3, the continued fraction of its complement above.</summary>
    public static double Erf(double x)
    {
        double a = Math.Abs(x);
        if (double.IsNaN(a))
            return x;
        if (a < 3)
        {
            double term = x, sum = x;
            for (int n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
            {
                term *= 2 * x * x / (2 * n + 1);
                sum += term;
            }
            return TwoOverRootPi * Math.Exp(-x * x) * sum;
        }
        double fraction = 0;
        for (int n = 60; n > 0; n--)
            fraction = n / 2.0 / (a + fraction);
        double complement = a > 27 ? 0 : Math.Exp(-a * a) / (a + fraction) * (TwoOverRootPi / 2);
        return Math.CopySign(1 - complement, x);
    }
}
