using System.Globalization;
using System.Text;
using KerasHost.Backend;

namespace KerasHost.Callbacks;

/// <summary>Writes a line for every epoch into a CSV file, as Python's csv module writes it. Mirrors <c>CSVLogger</c> of tf_keras/src/callbacks.py.</summary>
[KerasExport("keras.callbacks.CSVLogger")]
public class CSVLogger : Callback
{
    private readonly string _separator;
    private readonly bool _append;
    private StreamWriter? _file;
    private List<string>? _keys;
    private bool _wantsHeader = true, _wroteHeader;

    /// <summary>Writes into a file.</summary>
    /// <param name="filename">The file.</param>
    /// <param name="separator">One character between values.</param>
    /// <param name="append">Whether lines are added to a file that is there; else it is replaced.</param>
    /// <exception cref="KerasTypeException">The separator is not one character.</exception>
    public CSVLogger(string filename, string separator = ",", bool append = false)
    {
        if (separator.Length != 1)
            throw new KerasTypeException("\"delimiter\" must be a 1-character string");
        (this.filename, _separator, _append) = (filename, separator, append);
    }

    /// <summary>The file.</summary>
    public string filename { get; }

    /// <inheritdoc/>
    public override void on_train_begin(Dictionary<string, double> logs)
    {
        if (_append && File.Exists(filename))
            _wantsHeader = new FileInfo(filename).Length == 0;
        _file = new StreamWriter(filename, _append, new UTF8Encoding(false)) { NewLine = "\r\n" };
        _wroteHeader = false;
    }

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, Dictionary<string, double> logs)
    {
        _keys ??= KeysOf(logs);
        if (!_wroteHeader && _wantsHeader)
            _file!.WriteLine(string.Join(_separator, _keys.Prepend("epoch").Select(Quoted)));
        _wroteHeader = true;
        _file!.WriteLine(string.Join(_separator, _keys.Select(key => logs.TryGetValue(key, out double value) ? Text(key, value) : "NA")
            .Prepend(epoch.ToString(CultureInfo.InvariantCulture)).Select(Quoted)));
        _file.Flush();
    }

    /// <inheritdoc/>
    public override void on_train_end(Dictionary<string, double> logs)
    {
        _file?.Dispose();
        _file = null;
    }

    // Validation may run in later epochs only, and the columns are fixed by the first.
    private static List<string> KeysOf(Dictionary<string, double> logs)
    {
        List<string> keys = [.. logs.Keys.Order(StringComparer.Ordinal)];
        if (!keys.Exists(key => key.StartsWith("val_", StringComparison.Ordinal)))
            keys.AddRange([.. keys.Select(key => "val_" + key)]);
        return keys;
    }

    // The learning rate is a number of the optimizer's type, which Python prints with as many digits as that type needs.
    private static string Text(string key, double value) => PythonText.Str(key == "lr" && Settings.Floatx == DType.Float32 ? (float)value : (object)value);

    private string Quoted(string value) => value.AsSpan().IndexOfAny($"{_separator}\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
