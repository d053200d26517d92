namespace KerasHost.Printing;

/// <summary>A type that <c>print</c> writes in its own way: <c>ToString()</c> is Python's <c>str</c>, <see cref="Repr"/> its <c>repr</c>.</summary>
public interface IPythonText
{
    /// <summary>Python's <c>repr</c>: how the value looks inside a list.</summary>
    string Repr();
}
