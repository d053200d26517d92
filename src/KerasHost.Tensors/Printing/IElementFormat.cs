namespace KerasHost.Printing;

/// <summary>Writes single elements of an array after having seen all that will be shown.</summary>
internal interface IElementFormat
{
    /// <summary>The element, padded to the width of its neighbours where NumPy pads.</summary>
    string Format(object? element);
}
