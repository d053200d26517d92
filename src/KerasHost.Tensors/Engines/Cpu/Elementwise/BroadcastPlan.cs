namespace KerasHost.Engines.Cpu.Elementwise;

/// <summary>
/// How operands run when they are broadcast to a result: axes of size 1 are dropped and axes that continue each other are merged, so that
/// the last axis of every operand has the stride 1 or 0. There are always at least two axes: rows and columns.
/// </summary>
internal readonly unsafe struct BroadcastPlan
{
    private readonly nint* _sizes;
    private readonly nint* _strides;
    private readonly int _operands;

    /// <summary>Makes the plan in <paramref name="buffer"/>, of <see cref="BufferSize"/> entries.</summary>
    public BroadcastPlan(nint* buffer, Shape result, ReadOnlySpan<Tensor> operands)
    {
        int rank = result.Rank;
        _operands = operands.Length;
        _sizes = buffer;
        _strides = buffer + rank + 2;
        int count = 0;
        nint* axis = stackalloc nint[_operands];
        nint* running = stackalloc nint[_operands];
        for (int k = 0; k < _operands; k++)
            running[k] = 1;
        // From the innermost axis outwards; turned round at the end.
        for (int i = rank - 1; i >= 0; i--)
        {
            int size = result.Dims[i];
            bool continues = count > 0;
            for (int k = 0; k < _operands; k++)
            {
                ReadOnlySpan<int> dims = operands[k].shape.Dims;
                int own = dims.Length - rank + i;
                int ownSize = own >= 0 ? dims[own] : 1;
                axis[k] = ownSize == 1 ? 0 : running[k];
                running[k] *= ownSize;
                continues &= count > 0 && axis[k] == Row(count - 1)[k] * _sizes[count - 1];
            }
            if (size == 1)
                continue;
            if (continues)
            {
                _sizes[count - 1] *= size;
                continue;
            }
            _sizes[count] = size;
            for (int k = 0; k < _operands; k++)
                Row(count)[k] = axis[k];
            count++;
        }
        for (; count < 2; count++)
        {
            _sizes[count] = 1;
            for (int k = 0; k < _operands; k++)
                Row(count)[k] = 0;
        }
        Rank = count;
        for (int i = 0; i < count / 2; i++)
        {
            int j = count - 1 - i;
            (_sizes[i], _sizes[j]) = (_sizes[j], _sizes[i]);
            for (int k = 0; k < _operands; k++)
                (Row(i)[k], Row(j)[k]) = (Row(j)[k], Row(i)[k]);
        }
        Outer = 1;
        for (int i = 0; i < count - 2; i++)
            Outer *= _sizes[i];
    }

    /// <summary>The number of axes left, at least two.</summary>
    public int Rank { get; }

    /// <summary>How often the rows and columns are repeated by the outer axes.</summary>
    public nint Outer { get; }

    /// <summary>Size of the last axis but one.</summary>
    public nint Rows => _sizes[Rank - 2];

    /// <summary>Size of the last axis.</summary>
    public nint Columns => _sizes[Rank - 1];

    /// <summary>Entries of the buffer that a plan needs.</summary>
    public static int BufferSize(int rank, int operands) => (rank + 2) * (operands + 1);

    /// <summary>How far a row of the operand is from the next.</summary>
    public nint RowStride(int operand) => Row(Rank - 2)[operand];

    /// <summary>1 where the operand has a column of its own for each column, 0 where it has one for all.</summary>
    public nint ColumnStride(int operand) => Row(Rank - 1)[operand];

    // Where the operand starts for a repetition of the outer axes.
    private nint Offset(int operand, nint outer)
    {
        nint offset = 0;
        for (int i = Rank - 3; i >= 0 && outer > 0; i--)
        {
            (outer, nint index) = (outer / _sizes[i], outer % _sizes[i]);
            offset += index * Row(i)[operand];
        }
        return offset;
    }

    /// <summary>Where the operand starts for a row, counted through the outer axes.</summary>
    public nint RowOffset(int operand, nint row)
    {
        if (Rank == 2)
            return row * RowStride(operand);
        nint outer = row / Rows;
        return Offset(operand, outer) + (row - outer * Rows) * RowStride(operand);
    }

    private nint* Row(int axis) => _strides + axis * _operands;
}
