namespace KerasHost.Printing;

/// <summary>Tensors as TensorFlow writes them around NumPy's text of their values.</summary>
public static class TensorText
{
    /// <summary><c>tf.Tensor([1. 2.], shape=(2,), dtype=float32)</c>; text of several lines starts on its own line.</summary>
    /// <inheritdoc cref="ArrayFormatter.Format"/>
    public static string Format(DType dtype, Shape shape, Func<long, object?> element)
    {
        (DType shownType, Func<long, object?> shown) = AsNumPy(dtype, element);
        return $"tf.Tensor({OnOwnLine(ArrayFormatter.Format(shownType, shape, shown))}, shape={shape}, dtype={dtype.name})";
    }

    /// <summary><c>&lt;tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 2.], dtype=float32)&gt;</c>.</summary>
    /// <inheritdoc cref="ArrayFormatter.Format"/>
    public static string FormatRepr(DType dtype, Shape shape, Func<long, object?> element) =>
        $"<tf.Tensor: shape={shape}, dtype={dtype.name}, numpy={Values(dtype, shape, element)}>";

    /// <summary><c>&lt;tf.Variable 'kernel:0' shape=(2,) dtype=float32, numpy=array([1., 2.], dtype=float32)&gt;</c>.</summary>
    /// <param name="name">The variable's name.</param>
    /// <inheritdoc cref="ArrayFormatter.Format"/>
    public static string FormatVariable(string name, DType dtype, Shape shape, Func<long, object?> element) =>
        $"<tf.Variable '{name}' shape={shape} dtype={dtype.name}, numpy={Values(dtype, shape, element)}>";

    private static string Values(DType dtype, Shape shape, Func<long, object?> element)
    {
        (DType type, Func<long, object?> shown) = AsNumPy(dtype, element);
        return OnOwnLine(shape.Rank == 0 ? ArrayFormatter.ScalarRepr(type, shown(0)) : ArrayFormatter.FormatRepr(type, shape, shown));
    }

    private static (DType, Func<long, object?>) AsNumPy(DType dtype, Func<long, object?> element) =>
        dtype.Code == DTypeCode.String ? (DTypeCode.Object, i => new BytesLiteral((string)element(i)!)) : (dtype, element);

    private static string OnOwnLine(string text) => text.Contains('\n') ? "\n" + text : text;
}
