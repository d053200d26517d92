namespace KerasHost.Numpy;

public partial class NDArray
{
    /// <summary>A scalar. As in Python an <c>int</c> becomes int64; so it is in all of these.</summary>
    public static implicit operator NDArray(int value) => Scalar((long)value);
    /// <summary>One axis.</summary>
    public static implicit operator NDArray(int[] values) => Over(values).astype(DType.Int64);
    /// <summary>Two axes.</summary>
    public static implicit operator NDArray(int[,] values) => Typed(Flat<int>(values), values.GetLength(0), values.GetLength(1)).astype(DType.Int64);
    /// <summary>Three axes.</summary>
    public static implicit operator NDArray(int[,,] values) => Typed(Flat<int>(values), values.GetLength(0), values.GetLength(1), values.GetLength(2)).astype(DType.Int64);
    /// <summary>Four axes.</summary>
    public static implicit operator NDArray(int[,,,] values) => Typed(Flat<int>(values), values.GetLength(0), values.GetLength(1), values.GetLength(2), values.GetLength(3)).astype(DType.Int64);
    /// <summary>Rows of one length.</summary>
    public static implicit operator NDArray(int[][] rows) => FromRows(rows).astype(DType.Int64);
    /// <summary>Rows of rows, all of one length.</summary>
    public static implicit operator NDArray(int[][][] blocks) => FromItems([.. blocks.Select(block => (NDArray)block)]);
    /// <summary>One axis.</summary>
    public static implicit operator NDArray(List<int> values) => Over(values.ToArray()).astype(DType.Int64);
    /// <summary>Rows of one length.</summary>
    public static implicit operator NDArray(List<List<int>> rows) => FromRows(rows).astype(DType.Int64);
    /// <summary>Rows of one length.</summary>
    public static implicit operator NDArray(List<int[]> rows) => FromRows(rows).astype(DType.Int64);
    /// <summary>The only element, converted to int.</summary>
    /// <exception cref="KerasValueException">There are several elements.</exception>
    public static explicit operator int(NDArray array) => array.item<int>();
}
