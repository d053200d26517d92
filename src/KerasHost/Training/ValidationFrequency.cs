using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasHost.Training;

/// <summary>After which epochs validation runs: every so many, or those in a list counted from 1, <c>[1, 4]</c>.</summary>
[CollectionBuilder(typeof(ValidationFrequency), nameof(Create))]
public readonly struct ValidationFrequency : IEnumerable<int>
{
    private readonly int? _every;
    private readonly HashSet<int>? _epochs;

    private ValidationFrequency(int? every, HashSet<int>? epochs) => (_every, _epochs) = (every, epochs);

    /// <summary>After these epochs, counted from 1.</summary>
    public static ValidationFrequency Create(ReadOnlySpan<int> epochs) => new(null, [.. epochs]);

    /// <summary>Every so many epochs.</summary>
    /// <exception cref="KerasValueException">Less than 1.</exception>
    public static implicit operator ValidationFrequency(int every) =>
        every >= 1 ? new(every, null) : throw new KerasValueException($"`validation_freq` cannot be less than 1. Received: validation_freq={every}");

    /// <summary>After these epochs, counted from 1.</summary>
    public static implicit operator ValidationFrequency(int[] epochs) => new(null, [.. epochs]);

    /// <summary>After these epochs, counted from 1.</summary>
    public static implicit operator ValidationFrequency(List<int> epochs) => new(null, [.. epochs]);

    /// <summary>The epochs of the list; none where it is a number.</summary>
    public IEnumerator<int> GetEnumerator() => (_epochs ?? []).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal bool Includes(int epoch) => _epochs?.Contains(epoch + 1) ?? (epoch + 1) % (_every ?? 1) == 0;
}
