namespace KerasHost;

/// <summary>The base of every error that this library raises on purpose.</summary>
public class KerasException : Exception
{
    /// <summary>An error with Keras's wording where Keras has one.</summary>
    public KerasException(string message) : base(message) { }

    /// <summary>An error caused by another.</summary>
    public KerasException(string message, Exception? inner) : base(message, inner) { }
}
