namespace KerasHost;

public sealed unsafe partial class Tensor
{
    /// <summary>The elements of a tensor of text, row by row.</summary>
    /// <exception cref="KerasTypeException">The elements are numbers.</exception>
    internal ReadOnlySpan<string> Text => _text ?? throw new KerasTypeException($"Expected a tensor of text, found one of type {dtype}.");

    /// <summary>A tensor of text.</summary>
    /// <param name="values">The elements, row by row; they are not copied.</param>
    /// <param name="shape">The shape; its size is the number of elements.</param>
    /// <exception cref="KerasShapeException">The number of elements does not fit the shape.</exception>
    internal static Tensor OfText(string[] values, Shape shape) => shape.Size == values.Length
        ? new(DTypeCode.String, shape, null, null, 0, values)
        : throw new KerasShapeException($"{values.Length} elements do not fill the shape {shape}.");

    private Tensor Part(int row, int count, Shape part)
    {
        int size = shape.Dims[0] == 0 ? 0 : _text!.Length / shape.Dims[0];
        return OfText(_text![(row * size)..((row + count) * size)], part);
    }
}
