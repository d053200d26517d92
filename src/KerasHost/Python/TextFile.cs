using System.Collections;
using System.Text;
using KerasHost.Printing;

namespace KerasHost.Python;

/// <summary>A text file that <c>open</c> opened. Lines end in <c>\n</c>, whatever the file has.</summary>
public sealed class TextFile : IEnumerable<string>, IDisposable
{
    private readonly StreamReader? _reader;
    private readonly StreamWriter? _writer;

    internal TextFile(string path, string mode, string encoding)
    {
        Encoding text = encoding.ToLowerInvariant() is "utf-8" or "utf8" ? new UTF8Encoding(false) : Encoding.GetEncoding(encoding);
        switch (mode)
        {
            case "r" or "rt":
                if (!File.Exists(path))
                    throw new FileNotFoundException($"[Errno 2] No such file or directory: {PythonText.Quote(path)}", path);
                _reader = new StreamReader(path, text);
                break;
            case "w" or "wt":
                _writer = new StreamWriter(path, append: false, text) { NewLine = "\n" };
                break;
            case "a" or "at":
                _writer = new StreamWriter(path, append: true, text) { NewLine = "\n" };
                break;
            default:
                throw new KerasValueException($"invalid mode: '{mode}'. Text files open with 'r', 'w' or 'a'; read binary files with System.IO.File.");
        }
    }

    private StreamReader Reader => _reader ?? throw new InvalidOperationException("not readable");

    /// <summary>All that is left of the file.</summary>
    public string read() => Reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    /// <summary>The next line with its end; empty after the last.</summary>
    public string readline()
    {
        var line = new StringBuilder();
        while (Reader.Read() is var c && c >= 0)
        {
            if (c == '\r' && Reader.Peek() == '\n')
                continue;
            line.Append(c == '\r' ? '\n' : (char)c);
            if (line[^1] == '\n')
                break;
        }
        return line.ToString();
    }

    /// <summary>The lines that are left, each with its end.</summary>
    public List<string> readlines() => [.. this];

    /// <summary>Writes text; returns its number of characters.</summary>
    public int write(string text)
    {
        (_writer ?? throw new InvalidOperationException("not writable")).Write(text);
        return text.Length;
    }

    /// <summary>Closes the file.</summary>
    public void close()
    {
        _reader?.Dispose();
        _writer?.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => close();

    /// <summary>The lines that are left, each with its end.</summary>
    public IEnumerator<string> GetEnumerator()
    {
        while (readline() is { Length: > 0 } line)
            yield return line;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
