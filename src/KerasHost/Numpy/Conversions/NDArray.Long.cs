namespace KerasHost.Numpy;

public partial class NDArray
{
    /// <summary>A scalar of int64.</summary>
    public static implicit operator NDArray(long value) => Scalar(value);
    /// <summary>One axis of a copy.</summary>
    public static implicit operator NDArray(long[] values) => Over(values).copy();
    /// <summary>Two axes.</summary>
    public static implicit operator NDArray(long[,] values) => Typed(Flat<long>(values), values.GetLength(0), values.GetLength(1));
    /// <summary>Three axes.</summary>
    public static implicit operator NDArray(long[,,] values) => Typed(Flat<long>(values), values.GetLength(0), values.GetLength(1), values.GetLength(2));
    /// <summary>Four axes.</summary>
    public static implicit operator NDArray(long[,,,] values) => Typed(Flat<long>(values), values.GetLength(0), values.GetLength(1), values.GetLength(2), values.GetLength(3));
    /// <summary>Rows of one length.</summary>
    public static implicit operator NDArray(long[][] rows) => FromRows(rows);
    /// <summary>Rows of rows, all of one length.</summary>
    public static implicit operator NDArray(long[][][] blocks) => FromItems([.. blocks.Select(block => (NDArray)block)]);
    /// <summary>One axis.</summary>
    public static implicit operator NDArray(List<long> values) => Over(values.ToArray());
    /// <summary>Rows of one length.</summary>
    public static implicit operator NDArray(List<List<long>> rows) => FromRows(rows);
    /// <summary>Rows of one length.</summary>
    public static implicit operator NDArray(List<long[]> rows) => FromRows(rows);
    /// <summary>The only element, converted to long.</summary>
    /// <exception cref="KerasValueException">There are several elements.</exception>
    public static explicit operator long(NDArray array) => array.item<long>();
}
