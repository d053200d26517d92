namespace KerasHost.Numpy;

/// <summary>
/// Walks up to three strided operands of one shape row by row, after joining the axes that all of them hold without a gap:
/// for (do … while (walk.Next())) with an inner loop of <see cref="Length"/> elements, <see cref="Step"/> apart.
/// </summary>
internal sealed class RowWalk
{
    private readonly int[] _dims;
    private readonly int[][] _strides;
    private readonly int[] _positions, _index;

    /// <summary>A walk over operands given by strides, in elements, and the position of the first element.</summary>
    public RowWalk(ReadOnlySpan<int> dims, params ReadOnlySpan<(int[] Strides, int Offset)> operands)
    {
        var joined = new List<int>(dims.Length);
        var strides = new List<int>[operands.Length];
        for (int k = 0; k < strides.Length; k++)
            strides[k] = new(dims.Length);
        foreach (int dim in dims)
            IsEmpty |= dim == 0;
        for (int axis = 0; axis < dims.Length; axis++)
        {
            if (dims[axis] == 1)
                continue;
            bool joins = joined.Count > 0;
            for (int k = 0; k < strides.Length && joins; k++)
                joins = strides[k][^1] == operands[k].Strides[axis] * dims[axis];
            if (!joins)
                joined.Add(1);
            joined[^1] *= dims[axis];
            for (int k = 0; k < strides.Length; k++)
            {
                if (joins)
                    strides[k][^1] = operands[k].Strides[axis];
                else
                    strides[k].Add(operands[k].Strides[axis]);
            }
        }
        if (joined.Count == 0)
        {
            joined.Add(1);
            foreach (List<int> s in strides)
                s.Add(1);
        }
        _dims = [.. joined];
        _strides = new int[strides.Length][];
        _positions = new int[strides.Length];
        for (int k = 0; k < strides.Length; k++)
        {
            _strides[k] = [.. strides[k]];
            _positions[k] = operands[k].Offset;
        }
        _index = new int[_dims.Length - 1];
    }

    /// <summary>True when there is no element at all.</summary>
    public bool IsEmpty { get; }

    /// <summary>The number of elements in each row.</summary>
    public int Length => _dims[^1];

    /// <summary>The distance of neighbours in a row of an operand.</summary>
    public int Step(int operand) => _strides[operand][^1];

    /// <summary>The position of an operand's first element in this row.</summary>
    public int Position(int operand) => _positions[operand];

    /// <summary>True when an operand stands still along the two innermost axes that are left, so that one run comes in several rows.</summary>
    public bool HasSplitRuns(int operand) => _dims.Length > 1 && _strides[operand][^1] == 0 && _strides[operand][^2] == 0;

    /// <summary>Goes to the next row; false after the last.</summary>
    public bool Next()
    {
        for (int axis = _index.Length - 1; axis >= 0; axis--)
        {
            _index[axis]++;
            for (int k = 0; k < _positions.Length; k++)
                _positions[k] += _strides[k][axis];
            if (_index[axis] < _dims[axis])
                return true;
            _index[axis] = 0;
            for (int k = 0; k < _positions.Length; k++)
                _positions[k] -= _strides[k][axis] * _dims[axis];
        }
        return false;
    }
}
