using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace KerasHost.Saving;

/// <summary>
/// JSON as Python's <c>json</c> module writes and reads it: separators <c>", "</c> and <c>": "</c>, non-ASCII escaped,
/// floats as <c>repr</c>, NaN and the infinities by name, tuples as lists.
/// </summary>
public static class ConfigJson
{
    private const int MaxDepth = 256;

    // Stands for NaN and the infinities, which are no JSON, while Utf8JsonReader reads the text.
    private const string Mark = "\u0000number:";

    /// <summary>Writes a value that may stand in a <see cref="Config"/>.</summary>
    /// <exception cref="KerasTypeException">A value of another type.</exception>
    public static string Write(object? value)
    {
        var text = new StringBuilder();
        Write(text, value, 0);
        return text.ToString();
    }

    /// <summary>Reads one JSON value: null, bool, int, long, double, string, a list or a <see cref="Config"/>.</summary>
    /// <exception cref="KerasValueException">The text is no JSON; the message says where.</exception>
    public static object? Read(string json) => Read(Encoding.UTF8.GetBytes(json));

    /// <summary>Reads one JSON value from UTF-8 text.</summary>
    /// <exception cref="KerasValueException">The text is no JSON; the message says where.</exception>
    public static object? Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(NameNumbers(json), new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            object? value = ReadValue(ref reader);
            if (reader.Read())
                throw new KerasValueException("Extra data after the JSON value.");
            return value;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new KerasValueException($"Not valid JSON: {e.Message}", e);
        }
    }

    private static void Write(StringBuilder text, object? value, int depth)
    {
        if (depth > MaxDepth)
            throw new KerasValueException($"A configuration is nested deeper than {MaxDepth} levels.");
        switch (value)
        {
            case null:
                text.Append("null");
                return;
            case bool flag:
                text.Append(flag ? "true" : "false");
                return;
            case string word:
                WriteString(text, word);
                return;
            case int or long or short or byte:
                text.Append(CultureInfo.InvariantCulture, $"{value}");
                return;
            case float single:
                WriteFloat(text, single);
                return;
            case double number:
                WriteFloat(text, number);
                return;
            case DType type:
                WriteString(text, type.name);
                return;
            case IEnumerable<KeyValuePair<string, object?>> pairs:
                WriteObject(text, pairs, depth);
                return;
            case Shape shape:
                WriteList(text, shape.Select(dim => (object?)dim), depth);
                return;
            case ITuple tuple:
                WriteList(text, Enumerable.Range(0, tuple.Length).Select(i => tuple[i]), depth);
                return;
            case IEnumerable items:
                WriteList(text, items.Cast<object?>(), depth);
                return;
            default:
                throw new KerasTypeException($"Object of type {value.GetType().Name} is not JSON serializable");
        }
    }

    private static void WriteObject(StringBuilder text, IEnumerable<KeyValuePair<string, object?>> pairs, int depth)
    {
        text.Append('{');
        string separator = "";
        foreach (var (key, value) in pairs)
        {
            text.Append(separator);
            WriteString(text, key);
            text.Append(": ");
            Write(text, value, depth + 1);
            separator = ", ";
        }
        text.Append('}');
    }

    private static void WriteList(StringBuilder text, IEnumerable<object?> items, int depth)
    {
        text.Append('[');
        string separator = "";
        foreach (object? item in items)
        {
            text.Append(separator);
            Write(text, item, depth + 1);
            separator = ", ";
        }
        text.Append(']');
    }

    private static void WriteFloat(StringBuilder text, double value) => text.Append(
        double.IsNaN(value) ? "NaN"
        : double.IsInfinity(value) ? (value > 0 ? "Infinity" : "-Infinity")
        : PythonText.Repr(value));

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char c in value)
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\f' => text.Append("\\f"),
                '\b' => text.Append("\\b"),
                < ' ' or > '~' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        text.Append('"');
    }

    private static object? ReadValue(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            case JsonTokenType.Number:
                return reader.TryGetInt32(out int small) ? small : reader.TryGetInt64(out long large) ? (object)large : reader.GetDouble();
            case JsonTokenType.String:
                return Text(reader.GetString()!);
            case JsonTokenType.StartArray:
                var list = new List<object?>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    list.Add(ReadValue(ref reader));
                return list;
            default:
                var config = new Config();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    string key = reader.GetString()!;
                    if (key.StartsWith(Mark, StringComparison.Ordinal))
                        throw new JsonException("a number stands where a key must.");
                    reader.Read();
                    config[key] = ReadValue(ref reader);
                }
                return config;
        }
    }

    private static object Text(string value) => !value.StartsWith(Mark, StringComparison.Ordinal) ? value : value[Mark.Length..] switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        _ => double.NegativeInfinity,
    };

    /// <summary>Puts marked strings in the place of NaN, Infinity and -Infinity outside of strings.</summary>
    private static ReadOnlySpan<byte> NameNumbers(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("NaN"u8) < 0 && json.IndexOf("Infinity"u8) < 0)
            return json;
        var result = new List<byte>(json.Length + 64);
        bool inString = false;
        for (int i = 0; i < json.Length; i++)
        {
            byte b = json[i];
            if (inString && b == '\\' && i + 1 < json.Length)
            {
                result.Add(b);
                result.Add(json[++i]);
                continue;
            }
            if (b == '"')
                inString = !inString;
            string? name = inString ? null : NamedNumber(json[i..]);
            if (name is null)
            {
                result.Add(b);
                continue;
            }
            result.AddRange(Encoding.ASCII.GetBytes($"\"\\u0000number:{name}\""));
            i += name.Length - 1;
        }
        return result.ToArray();
    }

    private static string? NamedNumber(ReadOnlySpan<byte> rest) =>
        rest.StartsWith("NaN"u8) ? "NaN"
        : rest.StartsWith("Infinity"u8) ? "Infinity"
        : rest.StartsWith("-Infinity"u8) ? "-Infinity"
        : null;
}
