namespace KerasHost.Text;

/// <summary>One layer in a model's summary.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="ClassName">The name of its class as Keras calls it.</param>
/// <param name="OutputShape">Its output shape as Python prints it, <c>multiple</c> when it has several, <c>?</c> when unknown.</param>
/// <param name="Params">Number of its parameters; null if it was never built.</param>
/// <param name="Trainable">Whether the layer may be trained.</param>
/// <param name="Nested">The layers within, for a model; empty otherwise.</param>
/// <param name="Connections">Where its inputs come from, each as <c>name[node][tensor]</c>; shown by tables with connections only.</param>
internal sealed record SummaryRow(
    string Name,
    string ClassName,
    string OutputShape,
    long? Params,
    bool Trainable = true,
    IReadOnlyList<SummaryRow>? Nested = null,
    IReadOnlyList<string>? Connections = null);
