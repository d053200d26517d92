namespace KerasHost;

/// <summary>Shapes that do not fit each other or the layer that received them.</summary>
public class KerasShapeException(string message, Exception? inner = null) : KerasValueException(message, inner);
