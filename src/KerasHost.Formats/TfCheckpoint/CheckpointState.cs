using System.Globalization;
using System.Text;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.TfCheckpoint;

/// <summary>
/// The file <c>checkpoint</c> in a folder of checkpoints, which tells the newest (<c>CheckpointState</c> in Protocol Buffers' text form).
/// </summary>
/// <param name="Latest">The path of the newest checkpoint, as the file has it: often relative to the folder.</param>
/// <param name="All">All that are kept, oldest first.</param>
/// <param name="Timestamps">When each was written, in seconds since 1970; empty when not known.</param>
/// <param name="LastPreserved">When one was last kept for good, in seconds since 1970, or null.</param>
public sealed record CheckpointState(string Latest, IReadOnlyList<string> All, IReadOnlyList<double> Timestamps, double? LastPreserved = null)
{
    /// <summary>The file's usual name.</summary>
    public const string FileName = "checkpoint";

    private const long MaxLength = 64 << 20;

    /// <summary>Reads the file.</summary>
    /// <exception cref="ModelFormatException">It is damaged.</exception>
    public static CheckpointState Read(string path)
    {
        using FileSource source = FileSource.Open(path);
        return Read(source);
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="ModelFormatException">It is damaged.</exception>
    public static CheckpointState Read(FileSource source)
    {
        if (source.Length > MaxLength)
            throw source.Error(0, "checkpoint state", $"a file of at most {MaxLength} bytes", source.Length.ToString(CultureInfo.InvariantCulture));
        string latest = "";
        var all = new List<string>();
        var times = new List<double>();
        double? preserved = null;
        int at = 0;
        ReadOnlySpan<byte> text = source.ReadBytes(0, source.Length, "checkpoint state").Span;
        while (at < text.Length)
        {
            int end = text[at..].IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? text[at..] : text.Slice(at, end);
            ReadOnlySpan<byte> content = line.Trim(" \t\r"u8);
            if (content.Length > 0 && content[0] != (byte)'#')
            {
                int colon = content.IndexOf((byte)':');
                if (colon < 0)
                    throw source.Error(at, "checkpoint state", "a line 'field: value'", $"'{Encoding.UTF8.GetString(content[..Math.Min(content.Length, 80)])}'");
                ReadOnlySpan<byte> value = content[(colon + 1)..].Trim((byte)' ');
                switch (Encoding.UTF8.GetString(content[..colon].TrimEnd((byte)' ')))
                {
                    case "model_checkpoint_path": latest = Unquote(value, source, at); break;
                    case "all_model_checkpoint_paths": all.Add(Unquote(value, source, at)); break;
                    case "all_model_checkpoint_timestamps": times.Add(Number(value, source, at)); break;
                    case "last_preserved_timestamp": preserved = Number(value, source, at); break;
                    case var other: throw source.Error(at, "checkpoint state", "a field of CheckpointState", $"'{other}'");
                }
            }
            at += line.Length + 1;
        }
        return latest.Length > 0 ? new(latest, all, times, preserved) : throw source.Error(0, "model_checkpoint_path", "a path", "none");
    }

    /// <summary>Writes the file; the old one stays until the new one is complete.</summary>
    public void Write(string path)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"model_checkpoint_path: {Quote(Latest)}\n");
        foreach (string one in All)
            text.Append(CultureInfo.InvariantCulture, $"all_model_checkpoint_paths: {Quote(one)}\n");
        foreach (double time in Timestamps)
            text.Append(CultureInfo.InvariantCulture, $"all_model_checkpoint_timestamps: {Text(time)}\n");
        if (LastPreserved is { } preserved)
            text.Append(CultureInfo.InvariantCulture, $"last_preserved_timestamp: {Text(preserved)}\n");
        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static double Number(ReadOnlySpan<byte> value, FileSource source, int at) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number
        : throw source.Error(at, "timestamp", "a number", $"'{Encoding.UTF8.GetString(value[..Math.Min(value.Length, 80)])}'");

    // Text as Protocol Buffers write it: ASCII, other bytes as octal numbers.
    private static string Quote(string value)
    {
        var text = new StringBuilder("\"");
        foreach (byte b in Encoding.UTF8.GetBytes(value))
            _ = b switch
            {
                (byte)'"' => text.Append("\\\""),
                (byte)'\\' => text.Append("\\\\"),
                (byte)'\n' => text.Append("\\n"),
                (byte)'\r' => text.Append("\\r"),
                (byte)'\t' => text.Append("\\t"),
                < 32 or > 126 => text.Append('\\').Append(Convert.ToString(b, 8).PadLeft(3, '0')),
                _ => text.Append((char)b),
            };
        return text.Append('"').ToString();
    }

    private static string Unquote(ReadOnlySpan<byte> value, FileSource source, int at)
    {
        if (value.Length < 2 || value[0] is not ((byte)'"' or (byte)'\'') || value[^1] != value[0])
            throw source.Error(at, "path of a checkpoint", "text in quotes", $"'{Encoding.UTF8.GetString(value[..Math.Min(value.Length, 80)])}'");
        value = value[1..^1];
        var bytes = new List<byte>(value.Length);
        for (int i = 0; i < value.Length; i++)
        {
            if (value[i] != (byte)'\\')
            {
                bytes.Add(value[i]);
                continue;
            }
            if (++i == value.Length)
                throw source.Error(at, "path of a checkpoint", "a character after '\\'", "the end");
            if (value[i] is >= (byte)'0' and <= (byte)'7')
            {
                int code = 0, end = Math.Min(i + 3, value.Length);
                for (; i < end && value[i] is >= (byte)'0' and <= (byte)'7'; i++)
                    code = (code * 8) + value[i] - '0';
                i--;
                bytes.Add((byte)code);
                continue;
            }
            bytes.Add(value[i] switch
            {
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                (byte)'"' or (byte)'\'' or (byte)'\\' => value[i],
                _ => throw source.Error(at, "path of a checkpoint", "\\n, \\r, \\t, a quote, '\\' or an octal number", $"\\{(char)value[i]}"),
            });
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
