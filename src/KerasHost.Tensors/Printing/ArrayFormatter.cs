using System.Globalization;

namespace KerasHost.Printing;

/// <summary>
/// Arrays as NumPy 1.26 writes them. Serves everything that has a type, a shape and elements: the accessor hands over
/// the element at a position counted in row-major order, as float, double, Half, an integer, bool, string or any object
/// (bfloat16 as float). Of a summarised array only the shown corners are asked for.
/// </summary>
public static class ArrayFormatter
{
    /// <summary>NumPy's <c>str(array)</c>: <c>[1 2]</c>; an array of rank 0 as its scalar.</summary>
    /// <param name="dtype">The elements' type.</param>
    /// <param name="shape">The shape, fully known.</param>
    /// <param name="element">The element at a row-major position.</param>
    /// <param name="options">How to write; null for <see cref="PrintOptions.Current"/>.</param>
    public static string Format(DType dtype, Shape shape, Func<long, object?> element, PrintOptions? options = null)
    {
        options ??= PrintOptions.Current;
        return shape.Rank == 0 ? ScalarStr(dtype, element(0)) : Text(dtype, shape, element, options, " ", "", options.linewidth);
    }

    /// <summary>NumPy's <c>repr(array)</c>: <c>array([1, 2], dtype=int32)</c>.</summary>
    /// <inheritdoc cref="Format"/>
    public static string FormatRepr(DType dtype, Shape shape, Func<long, object?> element, PrintOptions? options = null)
    {
        options ??= PrintOptions.Current;
        const string prefix = "array(";
        bool implied = dtype.Code is DTypeCode.Int64 or DTypeCode.Float64 or DTypeCode.Bool && shape.Size > 0;
        string suffix = implied ? ")" : ",";
        string body = shape.Size > 0 || shape == Shape.Of(0)
            ? Text(dtype, shape, element, options, ", ", prefix, options.linewidth - suffix.Length)
            : $"[], shape={shape}";
        string text = prefix + body + suffix;
        if (implied)
            return text;
        string type = $"dtype={TypeName(dtype, shape, element)})";
        int lastLine = PythonText.Length(text[(text.LastIndexOf('\n') + 1)..]);
        string spacer = lastLine + type.Length + 1 > options.linewidth ? "\n" + new string(' ', prefix.Length) : " ";
        return text + spacer + type;
    }

    /// <summary>A NumPy scalar as <c>str</c> writes it.</summary>
    public static string ScalarStr(DType dtype, object? value) =>
        dtype.Code == DTypeCode.BFloat16 ? FloatText.ReprBFloat16((float)value!) : PythonText.Str(value);

    /// <summary>A NumPy scalar as <c>repr</c> writes it.</summary>
    public static string ScalarRepr(DType dtype, object? value) =>
        dtype.Code == DTypeCode.BFloat16 ? FloatText.ReprBFloat16((float)value!) : PythonText.Repr(value);

    private static string Text(
        DType dtype, Shape shape, Func<long, object?> element, PrintOptions options, string separator, string prefix, int width)
    {
        if (shape.Size == 0)
            return "[]";
        bool summarise = shape.Size > options.threshold;
        var shown = new List<object?>();
        Collect(shape, element, summarise ? options.edgeitems : int.MaxValue, 0, 0, shown);
        IElementFormat format = dtype.Code switch
        {
            DTypeCode.Float16 or DTypeCode.Float32 or DTypeCode.Float64 => new FloatFormat(dtype.Code, shown, options),
            DTypeCode.BFloat16 => new BFloat16Format(),
            DTypeCode.Bool => new BoolFormat(shape.Rank == 0),
            DTypeCode.String or DTypeCode.Object => new ReprFormat(),
            _ => new IntegerFormat(shown),
        };
        var layout = new ArrayLayout(shape, shown, format, separator, summarise ? options.edgeitems : int.MaxValue);
        return layout.Write(new string(' ', prefix.Length + 1), width);
    }

    private static void Collect(Shape shape, Func<long, object?> element, int edge, int axis, long position, List<object?> shown)
    {
        if (axis == shape.Rank)
        {
            shown.Add(element(position));
            return;
        }
        int size = shape[axis];
        for (int i = 0; i < size; i++)
        {
            if (i == edge && size - edge > edge)
                i = size - edge;
            Collect(shape, element, edge, axis + 1, position * size + i, shown);
        }
    }

    private static string TypeName(DType dtype, Shape shape, Func<long, object?> element)
    {
        if (dtype.Code != DTypeCode.String)
            return dtype.name;
        // NumPy's text has a fixed width: that of the longest element.
        int width = 1;
        for (long i = 0; i < shape.Size; i++)
            width = Math.Max(width, PythonText.Length((string?)element(i) ?? ""));
        return string.Create(CultureInfo.InvariantCulture, $"'<U{width}'");
    }
}
