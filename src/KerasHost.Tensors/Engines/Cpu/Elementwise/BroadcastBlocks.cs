namespace KerasHost.Engines.Cpu.Elementwise;

/// <summary>A broadcast cut into blocks of rows, or of parts of long rows, for threads.</summary>
internal readonly struct BroadcastBlocks
{
    private const nint ElementsPerBlock = 1 << 13;

    private readonly nint _rows, _columns, _rowsPerBlock, _columnsPerBlock, _columnBlocks;

    public BroadcastBlocks(in BroadcastPlan plan)
    {
        _rows = plan.Outer * plan.Rows;
        _columns = plan.Columns;
        _columnsPerBlock = Math.Min(_columns, ElementsPerBlock);
        _columnBlocks = (_columns + _columnsPerBlock - 1) / _columnsPerBlock;
        _rowsPerBlock = Math.Max(ElementsPerBlock / _columnsPerBlock, 1);
        Count = (int)((_rows + _rowsPerBlock - 1) / _rowsPerBlock * _columnBlocks);
    }

    /// <summary>The number of blocks.</summary>
    public int Count { get; }

    /// <summary>Waking threads pays from a few blocks on.</summary>
    public int Threads(int most) => Count < 3 ? 1 : most;

    /// <summary>Which rows and columns a block has.</summary>
    public void Locate(int block, out nint row, out nint rowEnd, out nint column, out nint columns)
    {
        row = block / _columnBlocks * _rowsPerBlock;
        rowEnd = Math.Min(_rows, row + _rowsPerBlock);
        column = block % _columnBlocks * _columnsPerBlock;
        columns = Math.Min(_columnsPerBlock, _columns - column);
    }
}
