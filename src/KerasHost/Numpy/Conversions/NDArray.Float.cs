namespace KerasHost.Numpy;

public partial class NDArray
{
    /// <summary>A scalar of float32.</summary>
    public static implicit operator NDArray(float value) => Scalar(value);
    /// <summary>One axis of a copy.</summary>
    public static implicit operator NDArray(float[] values) => Over(values).copy();
    /// <summary>Two axes.</summary>
    public static implicit operator NDArray(float[,] values) => Typed(Flat<float>(values), values.GetLength(0), values.GetLength(1));
    /// <summary>Three axes.</summary>
    public static implicit operator NDArray(float[,,] values) => Typed(Flat<float>(values), values.GetLength(0), values.GetLength(1), values.GetLength(2));
    /// <summary>Four axes.</summary>
    public static implicit operator NDArray(float[,,,] values) => Typed(Flat<float>(values), values.GetLength(0), values.GetLength(1), values.GetLength(2), values.GetLength(3));
    /// <summary>Rows of one length.</summary>
    public static implicit operator NDArray(float[][] rows) => FromRows(rows);
    /// <summary>Rows of rows, all of one length.</summary>
    public static implicit operator NDArray(float[][][] blocks) => FromItems([.. blocks.Select(block => (NDArray)block)]);
    /// <summary>One axis.</summary>
    public static implicit operator NDArray(List<float> values) => Over(values.ToArray());
    /// <summary>Rows of one length.</summary>
    public static implicit operator NDArray(List<List<float>> rows) => FromRows(rows);
    /// <summary>Rows of one length.</summary>
    public static implicit operator NDArray(List<float[]> rows) => FromRows(rows);
    /// <summary>The only element, converted to float.</summary>
    /// <exception cref="KerasValueException">There are several elements.</exception>
    public static explicit operator float(NDArray array) => array.item<float>();
}
