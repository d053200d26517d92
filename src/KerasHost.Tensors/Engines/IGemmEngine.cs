namespace KerasHost.Engines;

/// <summary>Matrix products.</summary>
public interface IGemmEngine
{
    /// <summary>
    /// y = a·b, plus <paramref name="bias"/> on every row. a is <c>(…, m, k)</c>, or <c>(…, k, m)</c> when transposed; b likewise
    /// <c>(…, k, n)</c>; y <c>(…, m, n)</c>. Leading axes are equal, or absent from b (then all rows of a share it). Types: float32, float64, int32, int64.
    /// </summary>
    /// <param name="a">The left factor.</param>
    /// <param name="transposeA">Whether its last two axes are swapped.</param>
    /// <param name="b">The right factor.</param>
    /// <param name="transposeB">Whether its last two axes are swapped.</param>
    /// <param name="bias">Shape <c>(n)</c>, or null.</param>
    /// <param name="y">The result; it may not be a factor.</param>
    void MatMul(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor? bias, Tensor y);
}
