namespace KerasHost.Numpy;

public partial class NDArray
{
    /// <summary>A scalar of uint8.</summary>
    public static implicit operator NDArray(byte value) => Scalar(value);
    /// <summary>One axis of a copy.</summary>
    public static implicit operator NDArray(byte[] values) => Over(values).copy();
    /// <summary>Two axes.</summary>
    public static implicit operator NDArray(byte[,] values) => Typed(Flat<byte>(values), values.GetLength(0), values.GetLength(1));
    /// <summary>Three axes.</summary>
    public static implicit operator NDArray(byte[,,] values) => Typed(Flat<byte>(values), values.GetLength(0), values.GetLength(1), values.GetLength(2));
    /// <summary>Four axes.</summary>
    public static implicit operator NDArray(byte[,,,] values) => Typed(Flat<byte>(values), values.GetLength(0), values.GetLength(1), values.GetLength(2), values.GetLength(3));
    /// <summary>Rows of one length.</summary>
    public static implicit operator NDArray(byte[][] rows) => FromRows(rows);
    /// <summary>Rows of rows, all of one length.</summary>
    public static implicit operator NDArray(byte[][][] blocks) => FromItems([.. blocks.Select(block => (NDArray)block)]);
    /// <summary>One axis.</summary>
    public static implicit operator NDArray(List<byte> values) => Over(values.ToArray());
    /// <summary>Rows of one length.</summary>
    public static implicit operator NDArray(List<List<byte>> rows) => FromRows(rows);
    /// <summary>Rows of one length.</summary>
    public static implicit operator NDArray(List<byte[]> rows) => FromRows(rows);
    /// <summary>The only element, converted to byte.</summary>
    /// <exception cref="KerasValueException">There are several elements.</exception>
    public static explicit operator byte(NDArray array) => array.item<byte>();
}
