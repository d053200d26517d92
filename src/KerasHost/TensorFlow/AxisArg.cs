using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasHost.TensorFlow;

/// <summary>One axis or several: <c>axis: -1</c>, <c>axis: [0, 1]</c>.</summary>
[CollectionBuilder(typeof(AxisArg), nameof(Create))]
public readonly struct AxisArg : IEnumerable<int>
{
    private AxisArg(int[] axes) => Axes = axes;

    /// <summary>The axes.</summary>
    internal int[] Axes { get; }

    /// <summary>These axes.</summary>
    public static AxisArg Create(ReadOnlySpan<int> axes) => new(axes.ToArray());

    /// <summary>One axis.</summary>
    public static implicit operator AxisArg(int axis) => new([axis]);

    /// <summary>These axes.</summary>
    public static implicit operator AxisArg(int[] axes) => new(axes);

    /// <summary>The axes in order.</summary>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)Axes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
