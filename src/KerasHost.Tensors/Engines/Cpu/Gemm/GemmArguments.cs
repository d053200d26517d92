namespace KerasHost.Engines.Cpu.Gemm;

/// <summary>
/// y = a·b + bias: a is m × k, b is k × n, y is m × n with rows <see cref="RowY"/> apart. Strides are in elements; one of the two strides
/// of a factor is 1.
/// </summary>
internal unsafe struct GemmArguments<T> where T : unmanaged
{
    public nint M, N, K;
    public T* A;
    public nint RowA, ColumnA;
    public T* B;
    public nint RowB, ColumnB;
    public T* Y;
    public nint RowY;
    /// <summary>n elements that start every row of y, or null.</summary>
    public T* Bias;

    /// <summary>The part with rows from <paramref name="start"/> on.</summary>
    public readonly GemmArguments<T> WithRows(nint start, nint count)
    {
        GemmArguments<T> part = this;
        part.M = count;
        part.A += start * RowA;
        part.Y += start * RowY;
        return part;
    }

    /// <summary>The part with columns from <paramref name="start"/> on.</summary>
    public readonly GemmArguments<T> WithColumns(nint start, nint count)
    {
        GemmArguments<T> part = this;
        part.N = count;
        part.B += start * ColumnB;
        part.Y += start;
        if (part.Bias != null)
            part.Bias += start;
        return part;
    }

    /// <summary>The part with products from <paramref name="start"/> on, with y and bias as they are.</summary>
    public readonly GemmArguments<T> WithProducts(nint start, nint count)
    {
        GemmArguments<T> part = this;
        part.K = count;
        part.A += start * ColumnA;
        part.B += start * RowB;
        return part;
    }
}
