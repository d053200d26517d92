namespace KerasHost.Printing;

/// <summary>Integer elements, right-aligned to the longest.</summary>
internal sealed class IntegerFormat : IElementFormat
{
    private readonly int _width;

    public IntegerFormat(IReadOnlyList<object?> elements)
    {
        foreach (object? element in elements)
            _width = Math.Max(_width, PythonText.Repr(element).Length);
    }

    public string Format(object? element) => PythonText.Repr(element).PadLeft(_width);
}
