using System.Text;
using System.Text.RegularExpressions;
using KerasHost.Printing;

namespace KerasHost.Callbacks;

/// <summary>File names with places for values, such as <c>ckpt_{epoch:02d}-{val_loss:.3f}</c>: Python's <c>str.format</c> with names.</summary>
internal static class FilePattern
{
    /// <summary>The pattern with the values in their places.</summary>
    /// <param name="pattern">The pattern; <c>{{</c> and <c>}}</c> stand for braces.</param>
    /// <param name="values">The values by name.</param>
    /// <exception cref="KerasValueException">A name has no value, or braces do not match.</exception>
    public static string Fill(string pattern, IReadOnlyDictionary<string, object> values)
    {
        var text = new StringBuilder();
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            if (c is '{' or '}' && i + 1 < pattern.Length && pattern[i + 1] == c)
            {
                text.Append(c);
                i++;
            }
            else if (c == '{')
            {
                int end = pattern.IndexOf('}', i);
                if (end < 0)
                    throw new KerasValueException($"expected '}}' before end of string: \"{pattern}\"");
                text.Append(Value(pattern, pattern[(i + 1)..end], values));
                i = end;
            }
            else if (c == '}')
            {
                throw new KerasValueException($"Single '}}' encountered in format string: \"{pattern}\"");
            }
            else
            {
                text.Append(c);
            }
        }
        return text.ToString();
    }

    /// <summary>The file of the pattern's folder that was written last, the last by name of several, or null: <c>{…}</c> stands for any text.</summary>
    /// <remarks>Of a checkpoint of several files it is the common part of their names.</remarks>
    public static string? Newest(string pattern)
    {
        string folder = Path.GetDirectoryName(pattern) is { Length: > 0 } given ? given : ".";
        if (!Directory.Exists(folder))
            return null;
        string places = Regex.Replace(Regex.Escape(Path.GetFileName(pattern)), @"\\{.*}", ".*");
        var names = new Regex($@"^({places}?)(\.index)?$", RegexOptions.CultureInvariant);
        var newest = new DirectoryInfo(folder).EnumerateFileSystemInfos()
            .Where(file => names.IsMatch(file.Name) && file.Extension != ".temp" && !file.Name.Contains(".data-", StringComparison.Ordinal))
            .OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal).LastOrDefault();
        return newest is null ? null : Path.Join(folder, names.Match(newest.Name).Groups[1].Value);
    }

    private static string Value(string pattern, string field, IReadOnlyDictionary<string, object> values)
    {
        int colon = field.IndexOf(':', StringComparison.Ordinal);
        string name = colon < 0 ? field : field[..colon];
        if (!values.TryGetValue(name, out object? value))
            throw new KerasValueException($"Failed to format this callback filepath: \"{pattern}\". Reason: '{name}'");
        return colon < 0 ? PythonText.Str(value) : PythonFormat.Format(value, field[(colon + 1)..]);
    }
}
