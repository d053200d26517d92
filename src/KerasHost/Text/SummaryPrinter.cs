using System.Text;
using System.Text.RegularExpressions;
using KerasHost.Printing;

namespace KerasHost.Text;

/// <summary>Prints a model's summary as <c>print_summary</c> of tf_keras/src/utils/layer_utils.py does, to the character.</summary>
internal sealed class SummaryPrinter
{
    private static readonly string[] s_breaks = ["),", "},", "],", "',"];
    private static readonly string[] s_units = ["Byte", "KB", "MB", "GB", "TB", "PB"];

    private readonly SummaryTable _table;
    private readonly int _lineLength;
    private readonly int[] _positions;
    private readonly Action<string> _print;
    private readonly bool _expandNested;
    private readonly bool _showTrainable;

    private SummaryPrinter(SummaryTable table, int lineLength, int[] positions, Action<string> print, bool expandNested, bool showTrainable)
    {
        _table = table;
        _lineLength = lineLength;
        _positions = positions;
        _print = print;
        _expandNested = expandNested;
        _showTrainable = showTrainable;
    }

    /// <summary>Prints the table.</summary>
    /// <param name="table">What to show.</param>
    /// <param name="lineLength">Length of the lines; null or 0 for Keras's 65, or 98 with connections. The trainable column adds 11.</param>
    /// <param name="positions">Where the columns end, as parts of the line if the last is at most 1, else in characters; null for Keras's own.</param>
    /// <param name="printFn">Called with each line; null prints to standard output.</param>
    /// <param name="expandNested">Whether to show the layers of nested models.</param>
    /// <param name="showTrainable">Whether to show a column that says if a layer is trainable.</param>
    /// <param name="layerRange">Names (or regular expressions) of the first and last layer to show; null for all.</param>
    /// <exception cref="KerasValueException">The range matches nothing, or the columns are too narrow for their text.</exception>
    public static void Print(
        SummaryTable table,
        int? lineLength = null,
        IReadOnlyList<double>? positions = null,
        Action<string>? printFn = null,
        bool expandNested = false,
        bool showTrainable = false,
        IReadOnlyList<string>? layerRange = null)
    {
        int length = lineLength is null or 0 ? table.Connected ? 98 : 65 : lineLength.Value;
        List<string> header = ["Layer (type)", "Output Shape", "Param #"];
        if (table.Connected)
            header.Add("Connected to");
        List<int> columns = Columns(positions is null or [] ? table.Connected ? [0.3, 0.6, 0.70, 1.0] : [0.45, 0.85, 1.0] : positions, length);
        if (showTrainable)
        {
            length += 11;
            columns.Add(length);
            header.Add("Trainable");
        }
        if (columns.Count < header.Count)
            throw new KerasValueException($"`positions` must have one element for each of the {header.Count} columns of the summary. Received: positions of length {columns.Count}");

        (int first, int end) = Range(table, layerRange);
        var printer = new SummaryPrinter(table, length, [.. columns], printFn ?? Console.Out.WriteLine, expandNested, showTrainable);
        printer.PrintTable(header, first, end);
    }

    /// <summary>A number of bytes as the summary writes it, for example <c>629.50 KB</c>.</summary>
    public static string ReadableMemorySize(double bytes)
    {
        int unit = 0;
        // Past the last unit Keras has divided once too often; that text is kept.
        while (unit < s_units.Length && bytes / 1024 >= 1)
        {
            bytes /= 1024;
            unit++;
        }
        var text = new CharBuffer();
        text.AppendFixed(bytes, 2);
        return $"{text} {s_units[Math.Min(unit, s_units.Length - 1)]}";
    }

    private void PrintTable(List<string> header, int first, int end)
    {
        _print($"Model: \"{_table.ModelName}\"");
        _print(new string('_', _lineLength));
        PrintRow(header, 0);
        _print(new string('=', _lineLength));
        for (int i = first; i < end; i++)
            PrintLayer(_table.Rows[i], 0, false);
        _print(new string('=', _lineLength));
        PrintTotal("Total", _table.TrainableCount + _table.NonTrainableCount, _table.TrainableBytes + _table.NonTrainableBytes);
        PrintTotal("Trainable", _table.TrainableCount, _table.TrainableBytes);
        PrintTotal("Non-trainable", _table.NonTrainableCount, _table.NonTrainableBytes);
        _print(new string('_', _lineLength));
    }

    private void PrintTotal(string what, long count, long bytes) =>
        _print(FormattableString.Invariant($"{what} params: {count} ({ReadableMemorySize(bytes)})"));

    private void PrintLayer(SummaryRow row, int level, bool lastOfNested)
    {
        List<string> fields = [$"{row.Name} ({row.ClassName})", row.OutputShape, Params(row)];
        if (_table.Connected)
            fields.Add(PythonText.Repr(row.Connections ?? []));
        if (_showTrainable)
            fields.Add(row.Trainable ? "Y" : "N");
        PrintRow(fields, level);

        if (_expandNested && row.Nested is { Count: > 0 } nested)
        {
            PrintRule('¯', level + 1);
            for (int i = 0; i < nested.Count; i++)
                PrintLayer(nested[i], level + 1, i == nested.Count - 1);
            PrintRule('¯', level);
            // Keras uses one variable for both levels here: no empty line follows an expanded model.
            lastOfNested = true;
        }
        if (!lastOfNested)
            PrintRule(' ', level);
    }

    private string Params(SummaryRow row)
    {
        if (row.Params is { } count)
            return FormattableString.Invariant($"{count}");
        if (!_table.Connected)
            return "0 (unused)";
        throw new KerasValueException(
            $"You tried to call `count_params` on layer {row.Name}, but the layer isn't built. You can build it manually via: `{row.Name}.build(batch_input_shape)`.");
    }

    private void PrintRule(char c, int level)
    {
        string edge = new('|', level);
        _print(edge + new string(c, Math.Max(0, _lineLength - 2 * level)) + edge);
    }

    // A field that does not fit goes on in the next line.
    private void PrintRow(List<string> fields, int level)
    {
        string[] left = [.. fields];
        while (left.Any(text => text.Length > 0))
        {
            var line = new StringBuilder();
            bool printed = false;
            for (int column = 0; column < left.Length; column++)
            {
                bool last = column == _positions.Length - 1;
                int start = column == 0 ? 0 : _positions[column - 1];
                int space = last ? 0 : 2;
                int room = _positions[column] - start - space - (last ? 0 : 1) - (column == 0 ? level : 0);
                int taken = Math.Clamp(room, 0, left[column].Length);
                taken = BreakAt(left[column].AsSpan(0, taken)) ?? taken;
                if (column == 0)
                    line.Append('|', level).Append(' ');
                line.Append(left[column], 0, taken).Append(' ', space);
                left[column] = left[column][taken..];
                printed |= taken > 0;
                int pad = _positions[column] - line.Length - (last ? level : 0);
                line.Append(' ', Math.Max(0, pad));
            }
            if (!printed)
                throw new KerasValueException($"The summary's columns are too narrow for their text: line_length={_lineLength}, positions=[{string.Join(", ", _positions)}].");
            _print(line.Append('|', level).ToString());
        }
    }

    // Tuples, lists and dictionaries are broken after an element, at the one that ends first.
    private static int? BreakAt(ReadOnlySpan<char> text)
    {
        int? first = null;
        foreach (string mark in s_breaks)
        {
            int at = text.IndexOf(mark, StringComparison.Ordinal);
            if (at >= 0)
                first = Math.Min(first ?? int.MaxValue, at + mark.Length);
        }
        return first;
    }

    private static List<int> Columns(IReadOnlyList<double> positions, int length) =>
        positions[^1] <= 1 ? [.. positions.Select(p => (int)(length * p))] : [.. positions.Select(p => (int)p)];

    private static (int First, int End) Range(SummaryTable table, IReadOnlyList<string>? range)
    {
        if (range is null)
            return (0, table.Rows.Count);
        if (range.Count != 2)
            throw new KerasValueException($"layer_range must be a list or tuple of length 2. Received: layer_range = {PythonText.Repr(range)} of length {range.Count}");
        List<int> lower = Matching(table, range[0]);
        List<int> upper = Matching(table, range[1]);
        if (lower.Count == 0 || upper.Count == 0)
            throw new KerasValueException($"Passed layer_names do not match the layer names in the model. Received: {PythonText.Repr(range)}");
        return lower[0] > upper[^1] ? (upper[0], lower[^1] + 1) : (lower[0], upper[^1] + 1);
    }

    // Python's re.match: the name must match from its start on, not to its end.
    private static List<int> Matching(SummaryTable table, string pattern)
    {
        var expression = new Regex($@"\A(?:{pattern})", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return [.. Enumerable.Range(0, table.Rows.Count).Where(i => expression.IsMatch(table.Rows[i].Name))];
    }
}
