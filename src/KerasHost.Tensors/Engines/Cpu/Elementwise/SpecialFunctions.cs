namespace KerasHost.Engines.Cpu.Elementwise;

/// <summary>Functions that the runtime lacks or computes inaccurately, in double precision.</summary>
internal static class SpecialFunctions
{
    private const double TwoOverRootPi = 1.1283791670955126;
    private const double HalfLogTwoPi = 0.91893853320467274;

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
        return double.IsInfinity(u) ? u : Math.Log(u) * x / (u - 1);
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

    /// <summary>ln |Γ(x)|: Stirling's series, shifted up below 10 and reflected below 1/2.</summary>
    public static double Lgamma(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (double.IsInfinity(x) || (x <= 0 && x == Math.Floor(x)))
            return double.PositiveInfinity;
        if (x < 0.5)
        {
            // sin(πx) from the distance to the nearest whole number, which is exact.
            double distance = x - Math.Round(x);
            return Math.Log(Math.PI / Math.Abs(Math.Sin(Math.PI * distance))) - Lgamma(1 - x);
        }
        double near = NearZeros(x);
        if (!double.IsNaN(near))
            return near;
        double product = 1;
        for (; x < 10; x++)
            product *= x;
        double inverse = 1 / x, square = inverse * inverse;
        double series = inverse * (1.0 / 12 + square * (-1.0 / 360 + square * (1.0 / 1260 + square * (-1.0 / 1680
            + square * (1.0 / 1188 + square * (-691.0 / 360360 + square * (1.0 / 156)))))));
        return (x - 0.5) * Math.Log(x) - x + HalfLogTwoPi + series - Math.Log(product);
    }

    // ln Γ(1 + z) = -ln(1 + z) + z(1 - γ) + Σ (-1)ⁿ (ζ(n) - 1) zⁿ / n keeps the relative error small at its zeros 1 and 2.
    private static double NearZeros(double x)
    {
        const double oneMinusEuler = 0.42278433509846714;
        double z = Math.Abs(x - 1) < Math.Abs(x - 2) ? x - 1 : x - 2;
        if (Math.Abs(z) > 0.2)
            return double.NaN;
        double sum = 0;
        for (int n = s_zetaMinusOne.Length + 1; n >= 2; n--)
            sum = z * (sum + ((n & 1) == 0 ? 1 : -1) * s_zetaMinusOne[n - 2] / n);
        double atTwo = z * (oneMinusEuler + sum);
        // ln Γ(2 + z) = ln(1 + z) + ln Γ(1 + z)
        return x < 1.5 ? atTwo - Log1p(z) : atTwo;
    }

    // ζ(n) - 1 for n = 2, 3, …
    private static readonly double[] s_zetaMinusOne =
    [
        0.64493406684822644, 0.20205690315959429, 0.082323233711138192, 0.036927755143369926, 0.017343061984449140,
        0.0083492773819228268, 0.0040773561979443394, 0.0020083928260822144, 0.00099457512781808534, 0.00049418860411946456,
        0.00024608655330804830, 0.00012271334757848915, 6.1248135058704829e-05, 3.0588236307020493e-05, 1.5282259408651872e-05,
        7.6371976378997623e-06, 3.8172932649998399e-06, 1.9082127165539390e-06, 9.5396203387279611e-07, 4.7693298678780646e-07,
    ];
}
