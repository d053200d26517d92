namespace KerasHost.Printing;

/// <summary>bfloat16 elements, which NumPy prints one by one and unaligned. The accessor hands them over as float.</summary>
internal sealed class BFloat16Format : IElementFormat
{
    public string Format(object? element) => FloatText.ReprBFloat16((float)element!);
}
