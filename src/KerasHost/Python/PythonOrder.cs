namespace KerasHost.Python;

/// <summary>The order of values as Python compares them.</summary>
internal static class PythonOrder
{
    /// <summary>Text by its characters' numbers, everything else as .NET has it.</summary>
    public static IComparer<T> Of<T>() => typeof(T) == typeof(string) ? (IComparer<T>)StringComparer.Ordinal : Comparer<T>.Default;
}
