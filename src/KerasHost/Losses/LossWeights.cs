using System.Collections;
using System.Runtime.CompilerServices;
using KerasHost.Saving;

namespace KerasHost.Losses;

/// <summary>Factors for losses: a number, a list with one for each output, or a dictionary by output.</summary>
[CollectionBuilder(typeof(LossWeights), nameof(Create))]
public readonly struct LossWeights : IEnumerable<double>
{
    private readonly double[] _weights;
    private readonly string[]? _names;
    private readonly bool _isList;

    private LossWeights(double[] weights, string[]? names, bool isList) => (_weights, _names, _isList) = (weights, names, isList);

    /// <summary>A factor for each output.</summary>
    public static LossWeights Create(ReadOnlySpan<double> weights) => new(weights.ToArray(), null, true);

    /// <summary>One factor for all.</summary>
    public static implicit operator LossWeights(double weight) => new([weight], null, false);

    /// <summary>A factor for each output.</summary>
    public static implicit operator LossWeights(double[] weights) => new([.. weights], null, true);

    /// <summary>A factor for each output.</summary>
    public static implicit operator LossWeights(List<double> weights) => new([.. weights], null, true);

    /// <summary>A factor for each output that is named; 1 for others.</summary>
    public static implicit operator LossWeights(Dictionary<string, double> weights) => new([.. weights.Values], [.. weights.Keys], true);

    /// <summary>The factors in order.</summary>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)_weights).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>As a configuration holds it.</summary>
    internal object ToConfig() => _names is not null
        ? new Config(_names.Zip(_weights, (name, weight) => KeyValuePair.Create(name, (object?)weight)))
        : _isList ? _weights.Select(weight => (object?)weight).ToList() : _weights[0];

    /// <summary>The factor of each output, or null for 1.</summary>
    /// <exception cref="KerasValueException">There are more or fewer, or a name is that of no output.</exception>
    internal double?[] For(IReadOnlyList<string> outputs)
    {
        double[] weights = _weights;
        return _names is null
            ? Training.OutputMatch.InOrder<double?>([.. weights.Select(weight => (double?)weight)], _isList, outputs)
            : Training.OutputMatch.ByName<double?>(_names.Zip(weights).ToDictionary(pair => pair.First, pair => (double?)pair.Second), outputs);
    }
}
