using System.Collections;
using System.Globalization;
using KerasHost.Printing;
using KerasHost.Python;

namespace KerasHost.Training;

/// <summary>
/// What <c>evaluate</c> and the single-batch calls return: a number, a list of numbers or a dictionary, as Keras decides.
/// It converts to a number, is indexed by position or name, is a sequence of its numbers, and prints like Python's value.
/// </summary>
public sealed class Scores : IReadOnlyList<double>, IFormattable, IPythonText
{
    private readonly IReadOnlyList<KeyValuePair<string, double>> _values;
    private readonly bool _asDictionary;

    internal Scores(IReadOnlyList<KeyValuePair<string, double>> values, bool asDictionary)
    {
        _values = values;
        _asDictionary = asDictionary;
    }

    /// <summary>How many numbers.</summary>
    public int Count => _values.Count;

    /// <summary>The number at a position; the loss comes first.</summary>
    public double this[int index] => _values[index < 0 ? index + Count : index].Value;

    /// <summary>The number with a name.</summary>
    /// <exception cref="KeyNotFoundException">No metric has the name.</exception>
    public double this[string name]
    {
        get
        {
            foreach ((string key, double value) in _values)
                if (key == name)
                    return value;
            throw new KeyNotFoundException($"'{name}' is none of {string.Join(", ", _values.Select(v => v.Key))}.");
        }
    }

    /// <summary>The only number.</summary>
    /// <exception cref="KerasTypeException">There are several.</exception>
    public static implicit operator double(Scores scores) => scores.Count == 1
        ? scores[0]
        : throw new KerasTypeException($"float() argument must be a number, not a list: there are {scores.Count} values ({string.Join(", ", scores._values.Select(v => v.Key))}). Take one by position or name.");

    /// <summary>The numbers.</summary>
    public static implicit operator double[](Scores scores) => [.. scores._values.Select(v => v.Value)];

    /// <summary>The numbers by name.</summary>
    public static implicit operator Dictionary<string, double>(Scores scores) => scores._values.ToDictionary();

    /// <summary>The loss and the first metric.</summary>
    public void Deconstruct(out double loss, out double metric)
    {
        if (Count != 2)
            throw new KerasValueException(Count > 2 ? "too many values to unpack (expected 2)" : $"not enough values to unpack (expected 2, got {Count})");
        (loss, metric) = (this[0], this[1]);
    }

    /// <summary>The names, the loss first.</summary>
    public DictionaryView<string> keys() => Named.keys();

    /// <summary>The numbers, the loss first.</summary>
    public DictionaryView<double> values() => Named.values();

    /// <summary>The names with their numbers: <c>foreach (var (name, value) in model.evaluate(x, y, return_dict: true).items())</c>.</summary>
    public DictionaryView<(string Key, double Value)> items() => Named.items();

    /// <summary>The numbers, the loss first.</summary>
    public IEnumerator<double> GetEnumerator() => _values.Select(pair => pair.Value).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The only number in a format, as in <c>$"{model.evaluate(x, y):F4}"</c>; without one, the value as Python prints it.</summary>
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        string.IsNullOrEmpty(format) ? ToString() : ((double)this).ToString(format, CultureInfo.InvariantCulture);

    /// <summary>The value as Python prints it.</summary>
    public override string ToString() => PythonText.Str(_asDictionary ? Named : Count == 1 ? (object)this[0] : (double[])this);

    /// <inheritdoc/>
    public string Repr() => ToString();

    private Dictionary<string, double> Named => this;
}
