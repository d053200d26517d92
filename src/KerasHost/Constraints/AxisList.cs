using System.Collections;
using System.Runtime.CompilerServices;
using KerasHost.Saving;

namespace KerasHost.Constraints;

/// <summary>One axis or several: <c>0</c>, <c>[0, 1, 2]</c>.</summary>
[CollectionBuilder(typeof(AxisList), nameof(Create))]
public readonly struct AxisList : IConfigArgument<AxisList>, IEnumerable<int>
{
    private readonly int[]? _axes;
    private readonly bool _isList;

    private AxisList(int[] axes, bool isList)
    {
        _axes = axes;
        _isList = isList;
    }

    /// <summary>These axes.</summary>
    public static AxisList Create(ReadOnlySpan<int> axes) => new(axes.ToArray(), true);

    /// <summary>This axis.</summary>
    public static implicit operator AxisList(int axis) => new([axis], false);

    /// <summary>These axes.</summary>
    public static implicit operator AxisList(int[] axes) => new([.. axes], true);

    /// <inheritdoc/>
    public static AxisList FromConfig(object? value) => value switch
    {
        int axis => axis,
        Shape axes => Create([.. axes.Select(axis => axis ?? 0)]),
        IEnumerable list and not string => Create([.. list.Cast<object?>().Select(Axis)]),
        _ => throw new KerasTypeException($"An axis must be an integer or a list of integers. Received: {PythonText.Repr(value)}"),
    };

    /// <inheritdoc/>
    public object? ToConfig() => _isList ? ToArray().Select(axis => (object?)axis).ToList() : ToArray()[0];

    /// <summary>The axes; the first one where none was given.</summary>
    public int[] ToArray() => _axes ?? [0];

    /// <summary>These axes, or one where none was given.</summary>
    internal AxisList Or(int axis) => _axes is null ? axis : this;

    /// <summary>The axes in order.</summary>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static int Axis(object? value) => value is int axis
        ? axis
        : throw new KerasTypeException($"An axis must be an integer. Received: {PythonText.Repr(value)}");
}
