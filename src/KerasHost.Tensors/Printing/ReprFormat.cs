namespace KerasHost.Printing;

/// <summary>Text and objects: each as Python's repr; a list says that it is one.</summary>
internal sealed class ReprFormat : IElementFormat
{
    public string Format(object? element)
    {
        string text = PythonText.Repr(element);
        // Nested brackets would otherwise read as another axis.
        return element is not IPythonText && text.StartsWith('[') ? $"list({text})" : text;
    }
}
