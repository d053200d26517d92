using System.Runtime.CompilerServices;

namespace KerasHost.RandomNumbers;

/// <summary>
/// logf, sinf and cosf in the double-precision forms that reproduce the Linux C library bit for bit for every input that the
/// generators can meet; <c>MathF</c> depends on the platform.
/// </summary>
public static class LibM
{
    private const double Ln2 = 0.6931471805599453;
    private const double A0 = -0.25089342214237154, A1 = 0.333456765744066, A2 = -0.4999997485802103;

    private const double TwoOverPi = 10680707.430881744; // 2/pi * 2^24
    private const double HalfPi = 1.5707963267948966;
    private const double C1 = -0.49999999725108224, C2 = 0.041666623324344516, C3 = -0.001388676379437604, C4 = 2.4390450703564542e-05;
    private const double S0 = -0.16666654943701084, S1 = 0.008332178146138854, S2 = -0.00019517298981385725;

    private static ReadOnlySpan<double> InverseC =>
    [
        1.398907162146528, 1.3403141896637998, 1.286432210124115, 1.2367150214269895,
        1.1906977166711752, 1.1479821020556429, 1.1082251448272158, 1.0711297413057381,
        1.036437278977283, 1.0, 0.9492859795739057, 0.8951049428609004,
        0.8476821620351103, 0.8050314851692001, 0.7664671008843108, 0.731428603316328,
    ];

    private static ReadOnlySpan<double> LogC =>
    [
        -0.33569133332882284, -0.2929040563774074, -0.2518726580937369, -0.21245868807117255,
        -0.17453945183745634, -0.1380057072319758, -0.10275976698545139, -0.06871392447020525,
        -0.0357891387398228, 0.0, 0.05204517742929496, 0.11081431298787942,
        0.1652495223695143, 0.21687389031699977, 0.2659635028121397, 0.3127556664073557,
    ];

    /// <summary>ln x for a positive normal x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log(float x)
    {
        uint bits = BitConverter.SingleToUInt32Bits(x);
        uint t = bits - 0x3F330000;
        int i = (int)(t >> 19) & 15;
        int k = (int)t >> 23;
        double z = BitConverter.UInt32BitsToSingle(bits - (t & 0xFF800000));
        double r = z * InverseC[i] - 1.0;
        double y0 = LogC[i] + k * Ln2;
        double r2 = r * r;
        double y = A1 * r + A2;
        y = A0 * r2 + y;
        y = y * r2 + (y0 + r);
        return (float)y;
    }

    /// <summary>sin y and cos y for 0 ≤ y &lt; 120.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SinCos(float y, out float sin, out float cos)
    {
        uint top = (BitConverter.SingleToUInt32Bits(y) >> 20) & 0x7FF;
        if (top < 0x398)
        {
            sin = y;
            cos = 1;
            return;
        }
        double x = y;
        int n = 0;
        if (top >= 0x3F4)
        {
            n = ((int)(x * TwoOverPi) + 0x800000) >> 24;
            x -= n * HalfPi;
        }
        double sign = ((n + 1) & 2) == 0 ? 1.0 : -1.0;
        double negative = (n & 2) == 0 ? 1.0 : -1.0;
        double x2 = x * x;
        double xs = x * sign;
        double x4 = x2 * x2;
        double x3 = x2 * xs;
        double x5 = x3 * x2;
        double x6 = x4 * x2;
        float s = (float)(xs + x3 * S0 + x5 * (S1 + x2 * S2));
        float c = (float)(negative + x2 * (negative * C1) + x4 * (negative * C2) + x6 * (negative * C3 + x2 * (negative * C4)));
        bool odd = (n & 1) != 0;
        sin = odd ? c : s;
        cos = odd ? s : c;
    }
}
