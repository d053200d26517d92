namespace KerasHost;

public static partial class Op
{
    /// <summary>
    /// Rows that are <paramref name="on_value"/> at the given position and <paramref name="off_value"/> elsewhere: <c>(…)</c> becomes <c>(…, depth)</c>.
    /// A position outside gives a row of off values.
    /// </summary>
    /// <param name="indices">Positions, int32 or int64.</param>
    /// <param name="depth">The size of the new axis.</param>
    /// <param name="on_value">The element at the position.</param>
    /// <param name="off_value">All others.</param>
    /// <param name="dtype">The type; float32 by default.</param>
    public static Tensor OneHot(Tensor indices, int depth, double on_value = 1, double off_value = 0, DType? dtype = null)
    {
        DType type = dtype ?? DType.Float32;
        if (indices.IsSymbolic)
            return Tensor.Symbolic(type, indices.shape.Append(depth));
        Tensor hit = Equal(ExpandDims(Cast(indices, DType.Int64), -1), Range(0, depth, 1, DType.Int64));
        return Where(hit, Fill([], on_value, type), Fill([], off_value, type));
    }
}
