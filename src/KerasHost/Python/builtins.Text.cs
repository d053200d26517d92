using System.Text;
using KerasHost.Printing;

namespace KerasHost.Python;

public static partial class builtins
{
    /// <summary>The value as <c>print</c> writes it.</summary>
    public static string str(object? value) => PythonText.Str(value);

    /// <summary>The value as it looks inside a list: text in quotes, arrays as <c>array([1, 2])</c>.</summary>
    public static string repr(object? value) => PythonText.Repr(value);

    /// <summary>A value by Python's format specification: <c>format(0.25, ".1%")</c> is <c>25.0%</c>.</summary>
    /// <param name="value">A number or text; an array of one element counts as its element.</param>
    /// <param name="format_spec">The specification.</param>
    /// <exception cref="KerasValueException">It is none for such a value.</exception>
    public static string format(object? value, string format_spec = "") => PythonFormat.Format(StringExtensions.Plain(value), format_spec);

    /// <summary>The number of a character: <c>ord("a")</c> is 97.</summary>
    /// <exception cref="KerasTypeException">Not exactly one character.</exception>
    public static int ord(string c)
    {
        int length = c.EnumerateRunes().Count();
        return length == 1
            ? c.EnumerateRunes().First().Value
            : throw new KerasTypeException($"ord() expected a character, but string of length {length} found");
    }

    /// <summary>The number of a character.</summary>
    public static int ord(char c) => c;

    /// <summary>The character of a number.</summary>
    /// <exception cref="KerasValueException">There is none.</exception>
    public static string chr(int i) => Rune.IsValid(i) ? new Rune(i).ToString() : throw new KerasValueException("chr() arg not in range(0x110000)");

    /// <summary>A text file to be read or written: <c>open("shakespeare.txt").read()</c>.</summary>
    /// <param name="file">The path.</param>
    /// <param name="mode"><c>"r"</c> to read, <c>"w"</c> to write anew, <c>"a"</c> to write at the end; a <c>t</c> may follow.</param>
    /// <param name="encoding">The encoding, UTF-8 by default.</param>
    /// <exception cref="FileNotFoundException">There is no such file to be read.</exception>
    /// <exception cref="KerasValueException">Another mode: binary files are read with <c>System.IO.File</c>.</exception>
    public static TextFile open(string file, string mode = "r", string encoding = "utf-8") => new(file, mode, encoding);
}
