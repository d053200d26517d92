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
}
