using System.Collections;
using System.Runtime.CompilerServices;
using KerasHost.Saving;

namespace KerasHost.Metrics;

/// <summary>Above which probabilities a prediction is positive: one number, or several, <c>[0.3, 0.5]</c>.</summary>
[CollectionBuilder(typeof(Thresholds), nameof(Create))]
public readonly struct Thresholds : IConfigArgument<Thresholds>, IEnumerable<double>
{
    private readonly double[]? _values;
    private readonly bool _isList;

    private Thresholds(double[] values, bool isList)
    {
        _values = values;
        _isList = isList;
    }

    /// <summary>These thresholds.</summary>
    public static Thresholds Create(ReadOnlySpan<double> values) => new(values.ToArray(), true);

    /// <summary>This threshold.</summary>
    public static implicit operator Thresholds(double value) => new([value], false);

    /// <summary>These thresholds.</summary>
    public static implicit operator Thresholds(double[] values) => new([.. values], true);

    /// <summary>These thresholds.</summary>
    public static implicit operator Thresholds(List<double> values) => new([.. values], true);

    /// <inheritdoc/>
    public static Thresholds FromConfig(object? value) => value switch
    {
        int or long or float or double => Number(value),
        IEnumerable list and not string => Create([.. list.Cast<object?>().Select(Number)]),
        _ => throw new KerasTypeException($"Thresholds must be a number or a list of numbers. Received: {PythonText.Repr(value)}"),
    };

    /// <inheritdoc/>
    public object? ToConfig() => _isList ? Values.Select(value => (object?)value).ToList() : Values[0];

    /// <summary>The thresholds in order.</summary>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)Values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The thresholds.</summary>
    internal double[] Values => _values ?? [];

    /// <summary>The thresholds that were given, or one that was not.</summary>
    /// <exception cref="KerasValueException">One is not in [0, 1].</exception>
    internal static double[] Checked(Thresholds? given, double fallback)
    {
        if (given is null)
            return [fallback];
        double[] wrong = Array.FindAll(given.Value.Values, value => value is not (>= 0 and <= 1));
        return wrong.Length == 0 ? given.Value.Values : throw new KerasValueException($"Threshold values must be in [0, 1]. Received: {PythonText.Repr(wrong)}");
    }

    private static double Number(object? value) => value switch
    {
        int number => number,
        long number => number,
        float number => number,
        double number => number,
        _ => throw new KerasTypeException($"A threshold must be a number. Received: {PythonText.Repr(value)}"),
    };
}
