namespace KerasHost.Printing;

/// <summary>Bool elements: <c>True</c> is padded to the width of <c>False</c>, but not in a scalar.</summary>
internal sealed class BoolFormat(bool scalar) : IElementFormat
{
    public string Format(object? element) => element is true ? scalar ? "True" : " True" : "False";
}
