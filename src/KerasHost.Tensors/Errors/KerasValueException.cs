namespace KerasHost;

/// <summary>An argument has a value that is not allowed: Python's <c>ValueError</c>.</summary>
public class KerasValueException(string message, Exception? inner = null) : KerasException(message, inner);
