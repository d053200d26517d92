using System.Collections;

namespace KerasHost.Plotting;

/// <summary>The diagrams that <c>plt.subplots(rows, columns)</c> makes.</summary>
public sealed class AxesGrid : IEnumerable<Axes>
{
    private readonly Axes[] _axes;
    private readonly int _rows, _columns;

    internal AxesGrid(Axes[] axes, int rows, int columns)
    {
        _axes = axes;
        _rows = rows;
        _columns = columns;
    }

    /// <summary>How many diagrams.</summary>
    public int Count => _axes.Length;

    /// <summary>A diagram of a single row or column, or <c>flat</c>, row by row.</summary>
    /// <exception cref="IndexOutOfRangeException">No such diagram.</exception>
    public Axes this[int index] => (uint)index < (uint)_axes.Length
        ? _axes[index]
        : throw new IndexOutOfRangeException($"index {index} is out of bounds for axis 0 with size {_axes.Length}");

    /// <summary>A diagram of a grid.</summary>
    /// <exception cref="IndexOutOfRangeException">No such diagram.</exception>
    public Axes this[int row, int column] => (uint)row < (uint)_rows && (uint)column < (uint)_columns
        ? _axes[row * _columns + column]
        : throw new IndexOutOfRangeException($"index ({row}, {column}) is out of bounds for axes of shape ({_rows}, {_columns})");

    /// <summary>The diagrams row by row.</summary>
    public IEnumerator<Axes> GetEnumerator() => ((IEnumerable<Axes>)_axes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _axes.GetEnumerator();
}
