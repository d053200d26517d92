namespace KerasHost.Layers;

/// <summary>Where a symbolic tensor comes from: Keras's <c>_keras_history</c>.</summary>
/// <param name="Node">The call that made it.</param>
/// <param name="TensorIndex">Which of the call's outputs it is.</param>
internal sealed record KerasHistory(Node Node, int TensorIndex);
