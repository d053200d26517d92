using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace KerasHost.RandomNumbers;

/// <summary>Householder QR in double precision, column by column, each column in one piece of memory.</summary>
internal static class DoubleHouseholder
{
    /// <summary>Q (m, n) of a (m, n), row by row, with the columns signed by R's diagonal.</summary>
    public static double[] SignedQ(double[] a, int m, int n)
    {
        var vectors = new double[n][];
        var tau = new double[n];
        var sign = new double[n];
        for (int j = 0; j < n; j++)
        {
            var column = new double[m];
            for (int i = 0; i < m; i++)
                column[i] = a[i * n + j];
            for (int k = 0; k < j; k++)
                Apply(column, vectors[k], k, tau[k]);
            sign[j] = Math.Sign(Reflect(column, j, out tau[j]));
            vectors[j] = column;
        }
        var q = new double[m * n];
        var unit = new double[m];
        for (int j = 0; j < n; j++)
        {
            Array.Clear(unit);
            unit[j] = 1;
            // Reflections after the j-th do not touch this column: it is zero where they act.
            for (int k = j; k >= 0; k--)
                Apply(unit, vectors[k], k, tau[k]);
            for (int i = 0; i < m; i++)
                q[i * n + j] = unit[i] * sign[j];
        }
        return q;
    }

    // Makes the reflection vector of column[k..] in place (its first element becomes 1); returns R's diagonal element.
    private static double Reflect(double[] column, int k, out double tau)
    {
        Span<double> x = column.AsSpan(k);
        double head = x[0], squares = Dot(x[1..], x[1..]);
        tau = 0;
        x[0] = 1;
        if (squares == 0)
            return head;
        double beta = Math.Sqrt(head * head + squares);
        if (head >= 0)
            beta = -beta;
        foreach (ref double value in x[1..])
            value /= head - beta;
        tau = (beta - head) / beta;
        return beta;
    }

    private static void Apply(double[] column, double[] vector, int k, double tau)
    {
        if (tau == 0)
            return;
        Span<double> x = column.AsSpan(k);
        ReadOnlySpan<double> v = vector.AsSpan(k);
        double factor = -tau * Dot(x, v);
        ref double xs = ref MemoryMarshal.GetReference(x), vs = ref MemoryMarshal.GetReference(v);
        int i = 0;
        for (; i <= x.Length - 4; i += 4)
            (Vector256.LoadUnsafe(ref xs, (nuint)i) + Vector256.LoadUnsafe(ref vs, (nuint)i) * factor).StoreUnsafe(ref xs, (nuint)i);
        for (; i < x.Length; i++)
            x[i] += v[i] * factor;
    }

    // A fixed number of lanes, so that the sum does not depend on the machine.
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ref double left = ref MemoryMarshal.GetReference(a), right = ref MemoryMarshal.GetReference(b);
        Vector256<double> s0 = default, s1 = default;
        int i = 0;
        for (; i <= a.Length - 8; i += 8)
        {
            s0 += Vector256.LoadUnsafe(ref left, (nuint)i) * Vector256.LoadUnsafe(ref right, (nuint)i);
            s1 += Vector256.LoadUnsafe(ref left, (nuint)i + 4) * Vector256.LoadUnsafe(ref right, (nuint)i + 4);
        }
        Vector256<double> s = s0 + s1;
        double sum = s[0] + s[2] + (s[1] + s[3]);
        for (; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
