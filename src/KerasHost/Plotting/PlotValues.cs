using System.Collections;
using System.Runtime.CompilerServices;
using KerasHost.Numpy;

namespace KerasHost.Plotting;

/// <summary>
/// Numbers to draw: a list or an array of numbers, or written out, as in <c>plt.plot([1, 4, 9])</c>. NaN leaves a gap in a line.
/// </summary>
[CollectionBuilder(typeof(PlotValues), nameof(Create))]
public sealed class PlotValues : IEnumerable<double>
{
    private readonly double[] _values;

    private PlotValues(double[] values) => _values = values;

    /// <summary>The numbers of a collection expression.</summary>
    public static PlotValues Create(ReadOnlySpan<double> values) => new(values.ToArray());

    /// <summary>A copy of the numbers.</summary>
    public static implicit operator PlotValues(double[] values) => new([.. values]);

    /// <summary>A copy of the numbers.</summary>
    public static implicit operator PlotValues(float[] values) => new(Array.ConvertAll(values, v => (double)v));

    /// <summary>A copy of the numbers.</summary>
    public static implicit operator PlotValues(int[] values) => new(Array.ConvertAll(values, v => (double)v));

    /// <summary>A copy of the numbers.</summary>
    public static implicit operator PlotValues(long[] values) => new(Array.ConvertAll(values, v => (double)v));

    /// <summary>A copy of the numbers.</summary>
    public static implicit operator PlotValues(List<double> values) => new([.. values]);

    /// <summary>A copy of the numbers.</summary>
    public static implicit operator PlotValues(List<float> values) => new([.. values.Select(v => (double)v)]);

    /// <summary>A copy of the numbers.</summary>
    public static implicit operator PlotValues(List<int> values) => new([.. values.Select(v => (double)v)]);

    /// <summary>A copy of the numbers.</summary>
    public static implicit operator PlotValues(List<long> values) => new([.. values.Select(v => (double)v)]);

    /// <summary>A copy of the numbers of an array with one axis, or of a single column.</summary>
    /// <exception cref="KerasShapeException">The array has several columns.</exception>
    public static implicit operator PlotValues(NDArray values)
    {
        if (values.ndim == 1 || values is { ndim: 2 } && values.shape[1] == 1)
            return new(values.ToArray<double>());
        throw new KerasShapeException($"an array of shape {values.shape} is no line: draw its columns one by one");
    }

    /// <summary>How many numbers.</summary>
    public int Count => _values.Length;

    /// <summary>One number.</summary>
    public double this[int index] => _values[index];

    internal double[] ToArray() => _values;

    /// <summary>0, 1, 2 …: the positions of numbers that come without any.</summary>
    internal static double[] Positions(int count)
    {
        var positions = new double[count];
        for (int i = 0; i < count; i++)
            positions[i] = i;
        return positions;
    }

    /// <summary>The numbers one by one.</summary>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)_values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _values.GetEnumerator();
}
