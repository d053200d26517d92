namespace KerasHost.Plotting;

/// <summary>A line of text at a diagram.</summary>
/// <param name="Text">May be empty.</param>
/// <param name="Size">Size in points.</param>
internal readonly record struct Caption(string Text, double Size);
