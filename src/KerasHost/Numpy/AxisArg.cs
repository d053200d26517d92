using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasHost.Numpy;

/// <summary>The axes that a reduction goes over: one, several, or all (the default, Python's <c>None</c>).</summary>
[CollectionBuilder(typeof(AxisArg), nameof(Create))]
public readonly struct AxisArg : IEnumerable<int>
{
    private readonly int[]? _axes;

    private AxisArg(int[] axes) => _axes = axes;

    /// <summary>True for all axes.</summary>
    public bool IsAll => _axes is null;

    /// <summary>These axes; negative ones count from the end.</summary>
    public static AxisArg Create(ReadOnlySpan<int> axes) => new(axes.ToArray());

    /// <summary>One axis.</summary>
    public static implicit operator AxisArg(int axis) => new([axis]);

    /// <summary>One axis, or all for null.</summary>
    public static implicit operator AxisArg(int? axis) => axis is { } one ? new([one]) : default;

    /// <summary>Several axes.</summary>
    public static implicit operator AxisArg(int[] axes) => new(axes);

    /// <summary>Two axes, as Python's tuple.</summary>
    public static implicit operator AxisArg((int, int) axes) => new([axes.Item1, axes.Item2]);

    /// <summary>Three axes, as Python's tuple.</summary>
    public static implicit operator AxisArg((int, int, int) axes) => new([axes.Item1, axes.Item2, axes.Item3]);

    /// <summary>For each axis of an array, whether it is meant.</summary>
    /// <exception cref="KerasValueException">No such axis, or one named twice.</exception>
    internal bool[] Flags(int rank)
    {
        var flags = new bool[rank];
        if (_axes is null)
        {
            Array.Fill(flags, true);
            return flags;
        }
        foreach (int axis in _axes)
        {
            int i = Layout.Axis(axis, rank);
            if (flags[i])
                throw new KerasValueException("duplicate value in 'axis'");
            flags[i] = true;
        }
        return flags;
    }

    /// <summary>The axes as given; none for all.</summary>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)(_axes ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
