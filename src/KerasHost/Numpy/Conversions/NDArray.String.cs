namespace KerasHost.Numpy;

public partial class NDArray
{
    /// <summary>A scalar of text.</summary>
    public static implicit operator NDArray(string value) => Scalar(value);
    /// <summary>One axis of a copy.</summary>
    public static implicit operator NDArray(string[] values) => Over(values).copy();
    /// <summary>Two axes.</summary>
    public static implicit operator NDArray(string[,] values) => Typed(Flat<string>(values), values.GetLength(0), values.GetLength(1));
    /// <summary>Three axes.</summary>
    public static implicit operator NDArray(string[,,] values) => Typed(Flat<string>(values), values.GetLength(0), values.GetLength(1), values.GetLength(2));
    /// <summary>Four axes.</summary>
    public static implicit operator NDArray(string[,,,] values) => Typed(Flat<string>(values), values.GetLength(0), values.GetLength(1), values.GetLength(2), values.GetLength(3));
    /// <summary>Rows of one length.</summary>
    public static implicit operator NDArray(string[][] rows) => FromRows(rows);
    /// <summary>Rows of rows, all of one length.</summary>
    public static implicit operator NDArray(string[][][] blocks) => FromItems([.. blocks.Select(block => (NDArray)block)]);
    /// <summary>One axis.</summary>
    public static implicit operator NDArray(List<string> values) => Over(values.ToArray());
    /// <summary>Rows of one length.</summary>
    public static implicit operator NDArray(List<List<string>> rows) => FromRows(rows);
    /// <summary>Rows of one length.</summary>
    public static implicit operator NDArray(List<string[]> rows) => FromRows(rows);
    /// <summary>The only element as text.</summary>
    /// <exception cref="KerasValueException">There are several elements.</exception>
    public static explicit operator string(NDArray array) => array.item<string>();

    /// <summary>The only element as text: <c>tensor.numpy().decode("utf-8")</c>. Texts are texts here, not bytes.</summary>
    /// <param name="encoding">"utf-8", the only one here.</param>
    /// <exception cref="KerasValueException">There are several elements, or another encoding is asked for.</exception>
    public string decode(string encoding = "utf-8") => encoding.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant() is "utf8" or "ascii" ? item<string>()
        : throw new KerasValueException($"unknown encoding: {encoding}. Texts are kept as Unicode here; utf-8 is what tensors of text hold.");
}
