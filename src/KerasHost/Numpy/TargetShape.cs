using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasHost.Numpy;

/// <summary>A shape to change into: sizes, of which one may be -1, meaning what is left.</summary>
[CollectionBuilder(typeof(TargetShape), nameof(Create))]
public readonly struct TargetShape : IEnumerable<int>
{
    private readonly int[]? _sizes;

    private TargetShape(int[] sizes) => _sizes = sizes;

    /// <summary>The sizes.</summary>
    internal ReadOnlySpan<int> Sizes => _sizes;

    /// <summary>These sizes.</summary>
    public static TargetShape Create(ReadOnlySpan<int> sizes) => new(sizes.ToArray());

    /// <summary>One axis.</summary>
    public static implicit operator TargetShape(int size) => new([size]);

    /// <summary>These sizes.</summary>
    public static implicit operator TargetShape(int[] sizes) => new(sizes);

    /// <summary>A known shape.</summary>
    public static implicit operator TargetShape(Shape shape) => new(shape.Dims.ToArray());

    /// <summary>One axis, as Python's <c>(n,)</c>.</summary>
    public static implicit operator TargetShape(ValueTuple<int> sizes) => new([sizes.Item1]);

    /// <summary>Two axes, as Python's tuple.</summary>
    public static implicit operator TargetShape((int, int) sizes) => new([sizes.Item1, sizes.Item2]);

    /// <summary>Three axes, as Python's tuple.</summary>
    public static implicit operator TargetShape((int, int, int) sizes) => new([sizes.Item1, sizes.Item2, sizes.Item3]);

    /// <summary>Four axes, as Python's tuple.</summary>
    public static implicit operator TargetShape((int, int, int, int) sizes) => new([sizes.Item1, sizes.Item2, sizes.Item3, sizes.Item4]);

    /// <summary>The sizes in order.</summary>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)(_sizes ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
