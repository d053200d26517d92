using System.Runtime.InteropServices;

namespace KerasHost.Numpy;

public partial class NDArray
{
    /// <summary>The array of a collection expression: items of one shape one under the other.</summary>
    public static NDArray FromItems(ReadOnlySpan<NDArray> items) => NestedValues.Stack(items.ToArray());

    /// <summary>
    /// The array of a value: numbers, text, .NET arrays of any rank, lists in lists. C# <c>int</c> becomes int64 and <c>double</c> float64,
    /// as in Python; <c>float</c> stays float32 and so on.
    /// </summary>
    /// <param name="value">The value; an NDArray is returned as it is.</param>
    /// <exception cref="KerasValueException">Lists of different lengths.</exception>
    public static NDArray From(object? value) => NestedValues.ToArray(value);

    /// <summary>An array of objects, such as lists of different lengths; the elements are the items as they are.</summary>
    public static NDArray OfObjects(IEnumerable<object?> items) => Over(items.ToArray());

    /// <summary>The view at a position of the first axis, also of rank 0.</summary>
    internal NDArray View(int index) => new(dtype, _elements, _dims[1..], _strides[1..], _offset + index * _strides[0]);

    /// <summary>A copy of the elements of a rectangular array, row by row.</summary>
    private static T[] Flat<T>(Array values)
    {
        var result = new T[values.Length];
        int i = 0;
        foreach (T value in values)
            result[i++] = value;
        return result;
    }

    private static NDArray Typed<T>(T[] items, params ReadOnlySpan<int> dims) => Over(items, Shape.Of(dims));

    /// <summary>A jagged array or list of lists of one length as a matrix.</summary>
    private static NDArray Matrix<T, TRow>(IReadOnlyList<TRow> rows, Func<TRow, ReadOnlySpan<T>> cells)
    {
        int width = rows.Count == 0 ? 0 : cells(rows[0]).Length;
        var items = new T[rows.Count * width];
        for (int i = 0; i < rows.Count; i++)
        {
            ReadOnlySpan<T> row = cells(rows[i]);
            if (row.Length != width)
                throw new KerasValueException(
                    $"setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. The detected shape was ({rows.Count},) + inhomogeneous part.");
            row.CopyTo(items.AsSpan(i * width));
        }
        return Over(items, Shape.Of(rows.Count, width));
    }

    private static NDArray FromRows<T>(T[][] rows) => Matrix<T, T[]>(rows, row => row);

    private static NDArray FromRows<T>(List<List<T>> rows) => Matrix<T, List<T>>(rows, row => CollectionsMarshal.AsSpan(row));

    private static NDArray FromRows<T>(List<T[]> rows) => Matrix<T, T[]>(rows, row => row);
}
