using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace KerasHost.Printing;

/// <summary>
/// Values as Python writes them: numbers, <c>True</c>, <c>None</c>, quoted strings, and lists, tuples, dictionaries and sets of them.
/// C# lists, arrays and other sequences are Python lists here, value tuples are tuples, dictionaries are dictionaries.
/// </summary>
public static class PythonText
{
    [ThreadStatic]
    private static List<object>? s_open;

    /// <summary>Python's <c>str(value)</c>, which is what <c>print</c> writes.</summary>
    public static string Str(object? value) => value switch
    {
        string text => text,
        char c => c.ToString(),
        IPythonText own => own.ToString()!,
        _ => Repr(value),
    };

    /// <summary>Python's <c>repr(value)</c>, which is how a value looks inside a list.</summary>
    public static string Repr(object? value) => value switch
    {
        null => "None",
        string text => Quote(text),
        char c => Quote(c.ToString()),
        bool b => b ? "True" : "False",
        double d => FloatText.Repr(d),
        float f => FloatText.Repr(f),
        Half h => FloatText.Repr(h),
        IPythonText own => own.Repr(),
        sbyte or short or int or long or byte or ushort or uint or ulong or BigInteger => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        Shape shape => shape.ToString(),
        Slice slice => ReprSlice(slice),
        Exception error => error.Message,
        ITuple tuple => ReprTuple(tuple),
        IDictionary dictionary => Guarded(dictionary, "{...}", ReprDictionary),
        IEnumerable sequence => IsSet(value) ? Guarded(sequence, "{...}", ReprSet) : Guarded(sequence, "[...]", ReprList),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>A string in quotes, with Python's choice of quotes and its escapes.</summary>
    public static string Quote(string text)
    {
        char quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        var result = new StringBuilder(text.Length + 2).Append(quote);
        for (int i = 0; i < text.Length;)
        {
            // A lone surrogate is no rune; Python escapes it too.
            if (!Rune.TryGetRuneAt(text, i, out Rune rune))
            {
                result.Append("\\u").Append(((int)text[i]).ToString("x4", CultureInfo.InvariantCulture));
                i++;
                continue;
            }
            AppendRune(result, rune, quote);
            i += rune.Utf16SequenceLength;
        }
        return result.Append(quote).ToString();
    }

    /// <summary>The number of characters as Python counts them: a surrogate pair is one.</summary>
    internal static int Length(string text)
    {
        int length = text.Length;
        for (int i = 1; i < text.Length; i++)
            if (char.IsSurrogatePair(text[i - 1], text[i]))
                length--;
        return length;
    }

    private static void AppendRune(StringBuilder result, Rune rune, char quote)
    {
        int code = rune.Value;
        if (code == quote || code == '\\')
            result.Append('\\').Append((char)code);
        else if (code == '\n')
            result.Append("\\n");
        else if (code == '\r')
            result.Append("\\r");
        else if (code == '\t')
            result.Append("\\t");
        else if (IsPrintable(rune))
            result.Append(rune.ToString());
        else if (code < 0x100)
            result.Append("\\x").Append(code.ToString("x2", CultureInfo.InvariantCulture));
        else if (code < 0x10000)
            result.Append("\\u").Append(code.ToString("x4", CultureInfo.InvariantCulture));
        else
            result.Append("\\U").Append(code.ToString("x8", CultureInfo.InvariantCulture));
    }

    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);

    private static string ReprSlice(Slice slice) =>
        slice.IsIndex ? Repr(slice.Start)
        : slice.IsEllipsis ? "Ellipsis"
        : slice.IsNewAxis ? "None"
        : $"slice({Repr(slice.Start)}, {Repr(slice.Stop)}, {Repr(slice.Step)})";

    private static string ReprTuple(ITuple tuple)
    {
        var parts = new string[tuple.Length];
        for (int i = 0; i < parts.Length; i++)
            parts[i] = Repr(tuple[i]);
        return parts.Length == 1 ? $"({parts[0]},)" : $"({string.Join(", ", parts)})";
    }

    private static string ReprDictionary(IDictionary dictionary)
    {
        var parts = new List<string>(dictionary.Count);
        foreach (DictionaryEntry entry in dictionary)
            parts.Add($"{Repr(entry.Key)}: {Repr(entry.Value)}");
        return $"{{{string.Join(", ", parts)}}}";
    }

    private static string ReprSet(IEnumerable set)
    {
        List<string> parts = Parts(set);
        return parts.Count == 0 ? "set()" : $"{{{string.Join(", ", parts)}}}";
    }

    private static string ReprList(IEnumerable sequence) =>
        sequence is Array { Rank: > 1 } array ? ReprRows(array, 0, new int[array.Rank]) : $"[{string.Join(", ", Parts(sequence))}]";

    private static string ReprRows(Array array, int axis, int[] index)
    {
        var parts = new string[array.GetLength(axis)];
        for (int i = 0; i < parts.Length; i++)
        {
            index[axis] = i;
            parts[i] = axis == array.Rank - 1 ? Repr(array.GetValue(index)) : ReprRows(array, axis + 1, index);
        }
        return $"[{string.Join(", ", parts)}]";
    }

    private static List<string> Parts(IEnumerable sequence)
    {
        var parts = new List<string>();
        foreach (object? item in sequence)
            parts.Add(Repr(item));
        return parts;
    }

    private static bool IsSet(object value)
    {
        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
            if (type.IsGenericType && type.GetGenericTypeDefinition() is var definition
                && (definition == typeof(HashSet<>) || definition == typeof(SortedSet<>) || definition == typeof(FrozenSet<>)))
                return true;
        return false;
    }

    /// <summary>Writes a container once only on the way down: one that contains itself would never end.</summary>
    private static string Guarded<T>(T container, string again, Func<T, string> write)
        where T : class
    {
        s_open ??= [];
        foreach (object open in s_open)
            if (ReferenceEquals(open, container))
                return again;
        s_open.Add(container);
        try
        {
            return write(container);
        }
        finally
        {
            s_open.RemoveAt(s_open.Count - 1);
        }
    }
}
