namespace KerasHost.RandomNumbers;

/// <summary>
/// Householder QR in float32 in the order of additions of TensorFlow's library (8 float lanes, no fused multiply-add), so that the
/// bits of Q agree.
/// </summary>
internal static class ExactHouseholder
{
    // The smallest normal float: below it a column counts as already zero.
    private const float Tiny = 1.17549435e-38f;

    /// <summary>Decomposes a (m, n), which is destroyed, and writes Q (m, n) with the columns signed by R's diagonal.</summary>
    public static void Decompose(float[] a, int m, int n, float[] q)
    {
        var tau = new float[n];
        for (int k = 0; k < n; k++)
        {
            tau[k] = Reflect(a, m, n, k);
            if (k + 1 < n)
                Apply(a, m, n, k, k + 1, Column(a, m, n, k), tau[k], inLanes: false);
        }
        for (int i = 0; i < n; i++)
            q[i * n + i] = 1;
        for (int k = n - 1; k >= 0; k--)
            Apply(q, m, n, k, 0, Column(a, m, n, k), tau[k], inLanes: true);
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
                q[i * n + j] *= MathF.Sign(a[j * n + j]);
        }
    }

    // Turns column k into R's diagonal element and, below it, the reflection vector (whose first element is 1); returns its factor.
    private static float Reflect(float[] a, int m, int n, int k)
    {
        float head = a[k * n + k], squares = 0;
        for (int i = k + 1; i < m; i++)
            squares = i == k + 1 ? a[i * n + k] * a[i * n + k] : squares + a[i * n + k] * a[i * n + k];
        if (k + 1 == m || squares <= Tiny)
        {
            for (int i = k + 1; i < m; i++)
                a[i * n + k] = 0;
            return 0;
        }
        float beta = MathF.Sqrt(head * head + squares);
        if (head >= 0)
            beta = -beta;
        float divisor = head - beta;
        for (int i = k + 1; i < m; i++)
            a[i * n + k] /= divisor;
        a[k * n + k] = beta;
        return (beta - head) / beta;
    }

    private static float[] Column(float[] a, int m, int n, int k)
    {
        var column = new float[m - k - 1];
        for (int i = 0; i < column.Length; i++)
            column[i] = a[(k + 1 + i) * n + k];
        return column;
    }

    // Applies the reflection to rows k… and columns first… of b.
    private static void Apply(float[] b, int m, int n, int k, int first, float[] v, float tau, bool inLanes)
    {
        Span<float> top = b.AsSpan(k * n + first, n - first);
        if (k + 1 == m)
        {
            foreach (ref float x in top)
                x *= 1 - tau;
            return;
        }
        if (tau == 0)
            return;
        ReadOnlySpan<float> bottom = b.AsSpan((k + 1) * n + first);
        float[] t = inLanes ? DotInLanes(v, bottom, n, top.Length) : DotInRuns(v, bottom, n, top.Length);
        for (int j = 0; j < top.Length; j++)
        {
            t[j] += top[j];
            top[j] -= tau * t[j];
        }
        for (int i = 0; i < v.Length; i++)
        {
            float factor = tau * v[i];
            Span<float> row = b.AsSpan((k + 1 + i) * n + first, top.Length);
            for (int j = 0; j < row.Length; j++)
                row[j] -= factor * t[j];
        }
    }

    // Row after row; from 128 rows on in runs of 16 whose sums are added.
    private static float[] DotInRuns(float[] v, ReadOnlySpan<float> bottom, int stride, int columns)
    {
        int rows = v.Length, length = rows < 128 || columns == 1 ? rows : 16;
        var sums = new float[columns];
        var run = new float[columns];
        for (int start = 0; start < rows; start += length)
        {
            Array.Clear(run);
            int end = Math.Min(rows, start + length);
            for (int i = start; i < end; i++)
            {
                ReadOnlySpan<float> row = bottom.Slice(i * stride, columns);
                for (int j = 0; j < row.Length; j++)
                    run[j] += row[j] * v[i];
            }
            for (int j = 0; j < columns; j++)
                sums[j] += run[j];
        }
        return sums;
    }

    // Eight lanes down the rows, then the rest one by one; the last of an odd number of columns takes four lanes of the rest first.
    private static float[] DotInLanes(float[] v, ReadOnlySpan<float> bottom, int stride, int columns)
    {
        var sums = new float[columns];
        Span<float> lanes = stackalloc float[8];
        int rows = v.Length, whole = rows & ~7;
        for (int j = 0; j < columns; j++)
        {
            lanes.Clear();
            for (int i = 0; i < whole; i++)
                lanes[i & 7] += bottom[i * stride + j] * v[i];
            float sum = lanes[0] + lanes[4] + (lanes[2] + lanes[6]) + (lanes[1] + lanes[5] + (lanes[3] + lanes[7]));
            int next = whole;
            if (j == columns - 1 && columns % 2 != 0 && rows - whole >= 4)
            {
                lanes.Clear();
                for (int i = 0; i < 4; i++)
                    lanes[i] += bottom[(next + i) * stride + j] * v[next + i];
                sum += lanes[0] + lanes[2] + (lanes[1] + lanes[3]);
                next += 4;
            }
            for (; next < rows; next++)
                sum += bottom[next * stride + j] * v[next];
            sums[j] = sum;
        }
        return sums;
    }
}
