namespace KerasHost.Numpy;

public partial class NDArray
{
    /// <summary>A scalar of float64.</summary>
    public static implicit operator NDArray(double value) => Scalar(value);
    /// <summary>One axis of a copy.</summary>
    public static implicit operator NDArray(double[] values) => Over(values).copy();
    /// <summary>Two axes.</summary>
    public static implicit operator NDArray(double[,] values) => Typed(Flat<double>(values), values.GetLength(0), values.GetLength(1));
    /// <summary>Three axes.</summary>
    public static implicit operator NDArray(double[,,] values) => Typed(Flat<double>(values), values.GetLength(0), values.GetLength(1), values.GetLength(2));
    /// <summary>Four axes.</summary>
    public static implicit operator NDArray(double[,,,] values) => Typed(Flat<double>(values), values.GetLength(0), values.GetLength(1), values.GetLength(2), values.GetLength(3));
    /// <summary>Rows of one length.</summary>
    public static implicit operator NDArray(double[][] rows) => FromRows(rows);
    /// <summary>Rows of rows, all of one length.</summary>
    public static implicit operator NDArray(double[][][] blocks) => FromItems([.. blocks.Select(block => (NDArray)block)]);
    /// <summary>One axis.</summary>
    public static implicit operator NDArray(List<double> values) => Over(values.ToArray());
    /// <summary>Rows of one length.</summary>
    public static implicit operator NDArray(List<List<double>> rows) => FromRows(rows);
    /// <summary>Rows of one length.</summary>
    public static implicit operator NDArray(List<double[]> rows) => FromRows(rows);
    /// <summary>The only element, converted to double.</summary>
    /// <exception cref="KerasValueException">There are several elements.</exception>
    public static explicit operator double(NDArray array) => array.item<double>();
}
