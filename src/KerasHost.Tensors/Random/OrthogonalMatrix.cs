namespace KerasHost.RandomNumbers;

/// <summary>
/// Keras's <c>Orthogonal</c> initializer: the Q of a QR decomposition of a normal matrix, its columns signed so that R's diagonal is
/// positive (Saxe, McClelland and Ganguli, 2013). In float32 with a smaller side below 48 the bits are TensorFlow's; from 48 on the
/// decomposition is done in double precision and agrees to about 2e-7 (2e-6 in the last columns of square matrices).
/// </summary>
public static class OrthogonalMatrix
{
    // Up to here TensorFlow's library works column by column, in an order that can be followed.
    private const int ExactColumns = 47;

    /// <summary>Fills a matrix of shape (rows, columns), row by row.</summary>
    /// <param name="destination">rows · columns numbers.</param>
    /// <param name="rows">Product of all axes but the last.</param>
    /// <param name="columns">The last axis.</param>
    /// <param name="seed">The pair of seeds is (seed, 0).</param>
    /// <param name="gain">Factor.</param>
    public static void Fill(Span<float> destination, int rows, int columns, long seed, double gain = 1)
    {
        CheckSize(destination.Length, rows, columns);
        int m = Math.Max(rows, columns), n = Math.Min(rows, columns);
        if (n == 0)
            return;
        var a = new float[m * n];
        StatelessRandom.Normal(a, seed, 0);
        var q = new float[m * n];
        if (n <= ExactColumns)
        {
            ExactHouseholder.Decompose(a, m, n, q);
        }
        else
        {
            double[] wide = DoubleHouseholder.SignedQ(Array.ConvertAll(a, x => (double)x), m, n);
            for (int i = 0; i < q.Length; i++)
                q[i] = (float)wide[i];
        }
        float factor = (float)gain;
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
                destination[i * columns + j] = factor * (rows < columns ? q[j * n + i] : q[i * n + j]);
        }
    }

    /// <summary>Fills a matrix of shape (rows, columns), row by row, in double precision.</summary>
    /// <param name="destination">rows · columns numbers.</param>
    /// <param name="rows">Product of all axes but the last.</param>
    /// <param name="columns">The last axis.</param>
    /// <param name="seed">The pair of seeds is (seed, 0).</param>
    /// <param name="gain">Factor.</param>
    public static void Fill(Span<double> destination, int rows, int columns, long seed, double gain = 1)
    {
        CheckSize(destination.Length, rows, columns);
        int m = Math.Max(rows, columns), n = Math.Min(rows, columns);
        if (n == 0)
            return;
        var a = new double[m * n];
        StatelessRandom.Normal(a, seed, 0);
        double[] q = DoubleHouseholder.SignedQ(a, m, n);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
                destination[i * columns + j] = gain * (rows < columns ? q[j * n + i] : q[i * n + j]);
        }
    }

    private static void CheckSize(int length, int rows, int columns)
    {
        if (rows < 0 || columns < 0 || length != (long)rows * columns)
            throw new KerasShapeException($"an orthogonal matrix of shape ({rows}, {columns}) does not fill {length} numbers");
    }
}
