namespace KerasHost;

/// <summary>A value of a kind that the call does not take, often a data type: Python's <c>TypeError</c>.</summary>
public class KerasTypeException(string message, Exception? inner = null) : KerasException(message, inner);
