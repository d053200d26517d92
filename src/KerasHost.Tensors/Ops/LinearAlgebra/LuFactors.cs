namespace KerasHost;

/// <summary>A square matrix as P·A = L·U, worked out in float64 with row exchanges.</summary>
internal sealed class LuFactors
{
    private readonly double[] _lu;
    private readonly int[] _rows;
    private readonly int _size;

    /// <summary>The factors of a matrix.</summary>
    /// <param name="matrix">The elements, row by row.</param>
    /// <param name="size">Rows.</param>
    public LuFactors(ReadOnlySpan<double> matrix, int size)
    {
        (_lu, _rows, _size) = (matrix.ToArray(), [.. Enumerable.Range(0, size)], size);
        double sign = 1;
        for (int column = 0; column < size; column++)
        {
            int pivot = column;
            for (int row = column + 1; row < size; row++)
                if (Math.Abs(_lu[row * size + column]) > Math.Abs(_lu[pivot * size + column]))
                    pivot = row;
            if (pivot != column)
            {
                Exchange(pivot, column);
                sign = -sign;
            }
            double head = _lu[column * size + column];
            if (head == 0)
            {
                IsSingular = true;
                continue;
            }
            for (int row = column + 1; row < size; row++)
            {
                double factor = _lu[row * size + column] /= head;
                for (int k = column + 1; k < size; k++)
                    _lu[row * size + k] -= factor * _lu[column * size + k];
            }
        }
        Determinant = sign;
        for (int i = 0; i < size; i++)
            Determinant *= _lu[i * size + i];
    }

    /// <summary>Whether there is no inverse.</summary>
    public bool IsSingular { get; }

    /// <summary>The determinant.</summary>
    public double Determinant { get; }

    /// <summary>The x of A·x = b.</summary>
    /// <param name="right">b, shape <c>(size, columns)</c>, row by row.</param>
    /// <param name="columns">Columns.</param>
    public double[] Solve(ReadOnlySpan<double> right, int columns)
    {
        var x = new double[_size * columns];
        for (int c = 0; c < columns; c++)
        {
            for (int row = 0; row < _size; row++)
            {
                double value = right[_rows[row] * columns + c];
                for (int k = 0; k < row; k++)
                    value -= _lu[row * _size + k] * x[k * columns + c];
                x[row * columns + c] = value;
            }
            for (int row = _size - 1; row >= 0; row--)
            {
                double value = x[row * columns + c];
                for (int k = row + 1; k < _size; k++)
                    value -= _lu[row * _size + k] * x[k * columns + c];
                x[row * columns + c] = value / _lu[row * _size + row];
            }
        }
        return x;
    }

    private void Exchange(int a, int b)
    {
        (_rows[a], _rows[b]) = (_rows[b], _rows[a]);
        for (int k = 0; k < _size; k++)
            (_lu[a * _size + k], _lu[b * _size + k]) = (_lu[b * _size + k], _lu[a * _size + k]);
    }
}
