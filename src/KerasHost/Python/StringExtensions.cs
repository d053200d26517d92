using System.Text;
using KerasHost.Numpy;
using KerasHost.Printing;

namespace KerasHost.Python;

/// <summary>
/// Python's methods of text under Python's names: <c>" ".join(words)</c>, <c>"{:.2f}".format(x)</c>, <c>"-" * 20</c>.
/// Their .NET counterparts differ in details (<c>split()</c> at runs of white space) or do not exist.
/// </summary>
public static class StringExtensions
{
    extension(string)
    {
        /// <summary>The text so many times: <c>"-" * 20</c>.</summary>
        public static string operator *(string text, int times) => times <= 0 ? "" : new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
    }

    /// <summary>The items in a row with this text between them. Unlike Python's it also takes items that are not text.</summary>
    public static string join<T>(this string separator, IEnumerable<T> iterable) => string.Join(separator, iterable.Select(item => PythonText.Str(item)));

    /// <summary>The text with its braces filled: <c>"{} of {n:.2f}"</c> takes items in order, by number (<c>{0}</c>) and with format specifications.</summary>
    /// <param name="text">The text; <c>{{</c> and <c>}}</c> stand for braces.</param>
    /// <param name="args">The items.</param>
    /// <exception cref="KerasValueException">Braces that do not match, a name, or a specification that does not fit.</exception>
    /// <exception cref="IndexOutOfRangeException">There are fewer items than the text asks for.</exception>
    public static string format(this string text, params object?[] args)
    {
        var result = new StringBuilder();
        int next = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '{' or '}' && i + 1 < text.Length && text[i + 1] == c)
            {
                result.Append(c);
                i++;
            }
            else if (c == '}')
            {
                throw new KerasValueException("Single '}' encountered in format string");
            }
            else if (c == '{')
            {
                int end = text.IndexOf('}', i);
                if (end < 0)
                    throw new KerasValueException("expected '}' before end of string");
                result.Append(Field(text[(i + 1)..end], args, ref next));
                i = end;
            }
            else
            {
                result.Append(c);
            }
        }
        return result.ToString();
    }

    /// <summary>The words between white space.</summary>
    public static List<string> split(this string text) => [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The parts between separators, at most so many cuts.</summary>
    /// <exception cref="KerasValueException">The separator is empty.</exception>
    public static List<string> split(this string text, string sep, int maxsplit = -1)
    {
        if (sep.Length == 0)
            throw new KerasValueException("empty separator");
        return [.. maxsplit < 0 ? text.Split(sep) : text.Split(sep, maxsplit + 1)];
    }

    /// <summary>In small letters.</summary>
    public static string lower(this string text) => text.ToLowerInvariant();

    /// <summary>In capitals.</summary>
    public static string upper(this string text) => text.ToUpperInvariant();

    /// <summary>Without white space, or these characters, at both ends.</summary>
    public static string strip(this string text, string? chars = null) => chars is null ? text.Trim() : text.Trim(chars.ToCharArray());

    /// <summary>Without white space, or these characters, at the start.</summary>
    public static string lstrip(this string text, string? chars = null) => chars is null ? text.TrimStart() : text.TrimStart(chars.ToCharArray());

    /// <summary>Without white space, or these characters, at the end.</summary>
    public static string rstrip(this string text, string? chars = null) => chars is null ? text.TrimEnd() : text.TrimEnd(chars.ToCharArray());

    /// <summary>The lines, without their ends.</summary>
    public static List<string> splitlines(this string text)
    {
        var lines = new List<string>();
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
            lines.Add(line.ToString());
        // Python has no empty line after the last end of line.
        if (lines[^1].Length == 0)
            lines.RemoveAt(lines.Count - 1);
        return lines;
    }

    /// <summary>With one text in the place of another.</summary>
    public static string replace(this string text, string old, string @new) =>
        old.Length > 0 ? text.Replace(old, @new, StringComparison.Ordinal) : @new + string.Concat(text.Select(c => c + @new));

    /// <summary>Whether the text begins so.</summary>
    public static bool startswith(this string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal);

    /// <summary>Whether the text ends so.</summary>
    public static bool endswith(this string text, string suffix) => text.EndsWith(suffix, StringComparison.Ordinal);

    /// <summary>How often a text occurs, without overlaps.</summary>
    public static int count(this string text, string sub) => sub.Length == 0 ? PythonText.Length(text) + 1 : text.Split(sub).Length - 1;

    /// <summary>An array of one element as its element; everything else as it is.</summary>
    internal static object? Plain(object? value) => value is NDArray { ndim: 0 } array ? array.item() : value;

    private static string Field(string field, object?[] args, ref int next)
    {
        int colon = field.IndexOf(':');
        string name = colon < 0 ? field : field[..colon], spec = colon < 0 ? "" : field[(colon + 1)..];
        bool asRepr = name.EndsWith("!r", StringComparison.Ordinal);
        if (asRepr || name.EndsWith("!s", StringComparison.Ordinal))
            name = name[..^2];
        int index;
        if (name.Length == 0)
            index = next++;
        else if (!int.TryParse(name, out index))
            throw new KerasValueException($"The field '{name}' has a name: write $\"...\" with the variable in braces, or number the fields.");
        if (index >= args.Length)
            throw new IndexOutOfRangeException($"Replacement index {index} out of range for positional args tuple");
        object? value = Plain(args[index]);
        return asRepr ? PythonFormat.Format(PythonText.Repr(value), spec) : PythonFormat.Format(value, spec);
    }
}
