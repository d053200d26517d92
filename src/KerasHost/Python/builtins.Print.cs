using System.Runtime.CompilerServices;
using KerasHost.Printing;

namespace KerasHost.Python;

public static partial class builtins
{
    // A value alone must not be taken for a list of values, nor a second value for the separator: hence the priorities.

    /// <summary>Writes a value and ends the line, as Python's <c>print</c>: <c>[1, 2]</c> for lists, <c>[1 2]</c> for NumPy's arrays, <c>None</c>.</summary>
    /// <param name="value">The value.</param>
    [OverloadResolutionPriority(3)]
    public static void print(object? value) => Write([value], " ", "\n", false);

    /// <summary>Writes a list that is written out, as in <c>print([1, 2])</c>.</summary>
    /// <param name="value">The list.</param>
    [OverloadResolutionPriority(3)]
    public static void print<T>(List<T> value) => Write([value], " ", "\n", false);

    /// <summary>Writes a list of values of several types that is written out, as in <c>print([1, "a"])</c>.</summary>
    /// <param name="value">The list.</param>
    [OverloadResolutionPriority(2)]
    public static void print(List<object?> value) => Write([value], " ", "\n", false);

    /// <summary>Writes values with blanks between them and ends the line.</summary>
    /// <param name="values">The values; none writes an empty line.</param>
    [OverloadResolutionPriority(1)]
    public static void print(params ReadOnlySpan<object?> values) => Write(values, " ", "\n", false);

    /// <summary>Writes values as Python's <c>print</c> with its keywords: <c>print(a, b, sep: ", ", end: "")</c>; up to six values.</summary>
    /// <param name="a">The first value.</param>
    /// <param name="b">The second value.</param>
    /// <param name="c">The third value.</param>
    /// <param name="d">The fourth value.</param>
    /// <param name="e">The fifth value.</param>
    /// <param name="f">The sixth value.</param>
    /// <param name="sep">Between values.</param>
    /// <param name="end">After the last.</param>
    /// <param name="flush">Whether to write through at once.</param>
    public static void print(object? a, object? b, object? c, object? d, object? e, object? f, string sep = " ", string end = "\n", bool flush = false) =>
        Write([a, b, c, d, e, f], sep, end, flush);

    /// <inheritdoc cref="print(object?, object?, object?, object?, object?, object?, string, string, bool)"/>
    [OverloadResolutionPriority(-1)]
    public static void print(object? a, object? b, object? c, object? d, object? e, string sep = " ", string end = "\n", bool flush = false) =>
        Write([a, b, c, d, e], sep, end, flush);

    /// <inheritdoc cref="print(object?, object?, object?, object?, object?, object?, string, string, bool)"/>
    [OverloadResolutionPriority(-2)]
    public static void print(object? a, object? b, object? c, object? d, string sep = " ", string end = "\n", bool flush = false) =>
        Write([a, b, c, d], sep, end, flush);

    /// <inheritdoc cref="print(object?, object?, object?, object?, object?, object?, string, string, bool)"/>
    [OverloadResolutionPriority(-3)]
    public static void print(object? a, object? b, object? c, string sep = " ", string end = "\n", bool flush = false) =>
        Write([a, b, c], sep, end, flush);

    /// <inheritdoc cref="print(object?, object?, object?, object?, object?, object?, string, string, bool)"/>
    [OverloadResolutionPriority(-4)]
    public static void print(object? a, object? b, string sep = " ", string end = "\n", bool flush = false) => Write([a, b], sep, end, flush);

    /// <inheritdoc cref="print(object?, object?, object?, object?, object?, object?, string, string, bool)"/>
    [OverloadResolutionPriority(-5)]
    public static void print(object? a, string sep = " ", string end = "\n", bool flush = false) => Write([a], sep, end, flush);

    private static void Write(ReadOnlySpan<object?> values, string sep, string end, bool flush)
    {
        TextWriter output = Console.Out;
        for (int i = 0; i < values.Length; i++)
        {
            if (i > 0)
                output.Write(sep);
            output.Write(PythonText.Str(values[i]));
        }
        output.Write(end);
        if (flush)
            output.Flush();
    }
}
