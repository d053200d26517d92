using System.Text;

namespace KerasHost.Printing;

/// <summary>Brackets, separators, line breaks and dots around the elements of an array that are shown.</summary>
/// <param name="shape">The array's shape.</param>
/// <param name="shown">The shown elements in row-major order.</param>
/// <param name="format">Writes one element.</param>
/// <param name="separator">Between two elements of a row.</param>
/// <param name="edge">Elements shown at each end of a long axis.</param>
internal sealed class ArrayLayout(Shape shape, IReadOnlyList<object?> shown, IElementFormat format, string separator, int edge)
{
    private const string Dots = "...";
    private int _next;

    /// <summary>The text; lines after the first start with <paramref name="indent"/>, none is longer than <paramref name="width"/>.</summary>
    public string Write(string indent, int width)
    {
        _next = 0;
        return Axis(0, indent, width);
    }

    private string Axis(int axis, string indent, int width)
    {
        if (axis == shape.Rank)
            return format.Format(shown[_next++]);
        int size = shape[axis];
        bool dots = edge < int.MaxValue && 2 * edge < size;
        int head = dots ? edge : 0, tail = dots ? edge : size;
        return axis == shape.Rank - 1 ? Row(axis, indent, width, head, tail, dots) : Rows(axis, indent, width, head, tail, dots);
    }

    private string Row(int axis, string indent, int width, int head, int tail, bool dots)
    {
        int elementWidth = width - Math.Max(separator.TrimEnd().Length, 1);
        var done = new StringBuilder();
        var line = new StringBuilder(indent);
        for (int i = 0; i < head; i++)
        {
            Extend(done, line, Axis(axis + 1, indent + " ", width - 1), elementWidth, indent);
            line.Append(separator);
        }
        if (dots)
        {
            ExtendPlain(done, line, Dots, elementWidth, indent);
            line.Append(separator);
        }
        for (int i = 0; i < tail; i++)
        {
            Extend(done, line, Axis(axis + 1, indent + " ", width - 1), elementWidth, indent);
            if (i < tail - 1)
                line.Append(separator);
        }
        return $"[{done.Append(line).ToString(indent.Length, done.Length - indent.Length)}]";
    }

    private string Rows(int axis, string indent, int width, int head, int tail, bool dots)
    {
        string between = separator.TrimEnd() + new string('\n', shape.Rank - axis - 1);
        var parts = new List<string>();
        for (int i = 0; i < head; i++)
            parts.Add(Axis(axis + 1, indent + " ", width - 1));
        if (dots)
            parts.Add(Dots);
        for (int i = 0; i < tail; i++)
            parts.Add(Axis(axis + 1, indent + " ", width - 1));
        return $"[{string.Join(between + indent, parts)}]";
    }

    private static void Extend(StringBuilder done, StringBuilder line, string word, int width, string indent)
    {
        if (!word.Contains('\n'))
        {
            ExtendPlain(done, line, word, width, indent);
            return;
        }
        // An element of several lines, such as an array in an array of objects, is set as a block.
        string[] words = word.Split('\n');
        int longest = words.Max(PythonText.Length);
        string blockIndent;
        if (line.Length + longest > width && line.Length > indent.Length)
        {
            EndLine(done, line);
            line.Append(indent);
            blockIndent = indent;
        }
        else
        {
            blockIndent = new string(' ', line.Length);
        }
        line.Append(words[0]);
        for (int i = 1; i < words.Length; i++)
        {
            EndLine(done, line);
            line.Append(blockIndent).Append(words[i]);
        }
        line.Append(' ', longest - PythonText.Length(words[^1]));
    }

    private static void ExtendPlain(StringBuilder done, StringBuilder line, string word, int width, string indent)
    {
        if (PythonText.Length(line.ToString()) + PythonText.Length(word) > width && line.Length > indent.Length)
        {
            EndLine(done, line);
            line.Append(indent);
        }
        line.Append(word);
    }

    private static void EndLine(StringBuilder done, StringBuilder line)
    {
        done.Append(line.ToString().TrimEnd()).Append('\n');
        line.Clear();
    }
}
