namespace KerasHost.Numpy;

public partial class NDArray
{
    /// <summary>A scalar of bool.</summary>
    public static implicit operator NDArray(bool value) => Scalar(value);
    /// <summary>One axis of a copy.</summary>
    public static implicit operator NDArray(bool[] values) => Over(values).copy();
    /// <summary>Two axes.</summary>
    public static implicit operator NDArray(bool[,] values) => Typed(Flat<bool>(values), values.GetLength(0), values.GetLength(1));
    /// <summary>Three axes.</summary>
    public static implicit operator NDArray(bool[,,] values) => Typed(Flat<bool>(values), values.GetLength(0), values.GetLength(1), values.GetLength(2));
    /// <summary>Four axes.</summary>
    public static implicit operator NDArray(bool[,,,] values) => Typed(Flat<bool>(values), values.GetLength(0), values.GetLength(1), values.GetLength(2), values.GetLength(3));
    /// <summary>Rows of one length.</summary>
    public static implicit operator NDArray(bool[][] rows) => FromRows(rows);
    /// <summary>Rows of rows, all of one length.</summary>
    public static implicit operator NDArray(bool[][][] blocks) => FromItems([.. blocks.Select(block => (NDArray)block)]);
    /// <summary>One axis.</summary>
    public static implicit operator NDArray(List<bool> values) => Over(values.ToArray());
    /// <summary>Rows of one length.</summary>
    public static implicit operator NDArray(List<List<bool>> rows) => FromRows(rows);
    /// <summary>Rows of one length.</summary>
    public static implicit operator NDArray(List<bool[]> rows) => FromRows(rows);
    /// <summary>The only element, converted to bool.</summary>
    /// <exception cref="KerasValueException">There are several elements.</exception>
    public static explicit operator bool(NDArray array) => array.item<bool>();
}
