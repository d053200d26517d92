using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace KerasHost;

/// <summary>
/// The sizes of a tensor's axes, outermost first; an axis may be unknown (Python's <c>None</c>).
/// Written as a collection: <c>[500, null]</c>. Immutable; the default value is the shape of a scalar.
/// </summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly struct Shape : IEquatable<Shape>, IReadOnlyList<int?>
{
    internal const int Unknown = -1;

    private readonly int[]? _dims;

    private Shape(int[] dims) => _dims = dims;

    /// <summary>The sizes; -1 stands for an unknown one.</summary>
    internal ReadOnlySpan<int> Dims => _dims;

    /// <summary>The number of axes.</summary>
    public int Rank => _dims?.Length ?? 0;

    /// <summary>The number of axes, as <c>len(shape)</c>.</summary>
    public int Count => Rank;

    /// <summary>True when no axis is unknown.</summary>
    public bool IsFullyKnown => Dims.IndexOf(Unknown) < 0;

    /// <summary>The number of elements.</summary>
    /// <exception cref="KerasShapeException">An axis is unknown.</exception>
    public long Size
    {
        get
        {
            long size = 1;
            foreach (int dim in Dims)
                size *= dim >= 0 ? dim : throw new KerasShapeException($"The number of elements of shape {this} is not known.");
            return size;
        }
    }

    /// <summary>The size of an axis; negative axes (<c>^1</c>) count from the end.</summary>
    /// <exception cref="KerasShapeException">The axis is unknown, or there is no such axis.</exception>
    public int this[Index axis]
    {
        get
        {
            int i = axis.GetOffset(Rank);
            if ((uint)i >= (uint)Rank)
                throw new KerasShapeException($"Shape {this} has no axis {axis}.");
            int dim = _dims![i];
            return dim >= 0 ? dim : throw new KerasShapeException($"Axis {i} of shape {this} is None: its size is not known yet.");
        }
    }

    /// <summary>The size of an axis; negative axes count from the end, as in Python.</summary>
    /// <exception cref="KerasShapeException">The axis is unknown, or there is no such axis.</exception>
    public int this[int axis] => this[axis < 0 ? ^-axis : (Index)axis];

    int? IReadOnlyList<int?>.this[int index] => Dim(index);

    /// <summary>The size of an axis, or null when it is unknown. Negative axes count from the end.</summary>
    public int? Dim(int axis)
    {
        int dim = Dims[axis < 0 ? axis + Rank : axis];
        return dim >= 0 ? dim : null;
    }

    /// <summary>A shape of these sizes; null is an unknown one.</summary>
    public static Shape Create(ReadOnlySpan<int?> dims)
    {
        var result = new int[dims.Length];
        for (int i = 0; i < dims.Length; i++)
        {
            result[i] = dims[i] ?? Unknown;
            if (dims[i] < 0)
                throw new KerasShapeException($"An axis cannot have the size {dims[i]}.");
        }
        return new(result);
    }

    /// <summary>A shape of these sizes; -1 is an unknown one.</summary>
    internal static Shape Of(params ReadOnlySpan<int> dims) => new(dims.ToArray());

    /// <summary>This shape with one axis of another size; -1 makes it unknown.</summary>
    internal Shape With(int axis, int size)
    {
        int[] dims = Dims.ToArray();
        dims[axis < 0 ? axis + Rank : axis] = size;
        return new(dims);
    }

    /// <summary>The axes from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    internal Shape Part(int start, int end) => new(Dims[start..end].ToArray());

    /// <summary>The axes of this shape, then those of the other.</summary>
    internal Shape Append(params ReadOnlySpan<int> more) => new([.. Dims, .. more]);

    /// <summary>A shape from sizes; -1 is an unknown one.</summary>
    public static implicit operator Shape(int[] dims) => Of(dims);

    /// <summary>A shape of one axis.</summary>
    public static implicit operator Shape(int dim) => Of(dim);

    /// <summary>A shape of one axis, as Python's <c>(n,)</c>.</summary>
    public static implicit operator Shape(ValueTuple<int?> dims) => Create([dims.Item1]);

    /// <summary>A shape of two axes, as Python's tuple.</summary>
    public static implicit operator Shape((int?, int?) dims) => Create([dims.Item1, dims.Item2]);

    /// <summary>A shape of three axes, as Python's tuple.</summary>
    public static implicit operator Shape((int?, int?, int?) dims) => Create([dims.Item1, dims.Item2, dims.Item3]);

    /// <summary>A shape of four axes, as Python's tuple.</summary>
    public static implicit operator Shape((int?, int?, int?, int?) dims) => Create([dims.Item1, dims.Item2, dims.Item3, dims.Item4]);

    /// <summary>True when both have the same axes; an unknown axis equals only an unknown one.</summary>
    public static bool operator ==(Shape a, Shape b) => a.Equals(b);

    /// <summary>True when the shapes differ.</summary>
    public static bool operator !=(Shape a, Shape b) => !a.Equals(b);

    /// <summary>True when every axis is equal or unknown on one side.</summary>
    public bool IsCompatibleWith(Shape other)
    {
        if (Rank != other.Rank)
            return false;
        for (int i = 0; i < Rank; i++)
            if (Dims[i] != other.Dims[i] && Dims[i] >= 0 && other.Dims[i] >= 0)
                return false;
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(Shape other) => Dims.SequenceEqual(other.Dims);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int dim in Dims)
            hash.Add(dim);
        return hash.ToHashCode();
    }

    /// <summary>The sizes in order; null for an unknown one.</summary>
    public IEnumerator<int?> GetEnumerator()
    {
        for (int i = 0; i < Rank; i++)
            yield return Dim(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The shape as TensorFlow's operations write it in errors: <c>[?,500]</c>.</summary>
    internal string InBrackets => $"[{string.Join(',', this.Select(size => size?.ToString(CultureInfo.InvariantCulture) ?? "?"))}]";

    /// <summary>The sizes as a list; null for an unknown one.</summary>
    public List<int?> as_list() => [.. this];

    /// <summary>The shape as Python prints a tuple: <c>(None, 500)</c>, <c>(3,)</c>, <c>()</c>.</summary>
    public override string ToString()
    {
        var parts = new string[Rank];
        for (int i = 0; i < parts.Length; i++)
            parts[i] = Dim(i)?.ToString(CultureInfo.InvariantCulture) ?? "None";
        return Rank == 1 ? $"({parts[0]},)" : $"({string.Join(", ", parts)})";
    }
}
