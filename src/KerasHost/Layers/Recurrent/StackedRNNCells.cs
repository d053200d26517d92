namespace KerasHost.Layers;

/// <summary>Cells one above the other as a single cell: the output of each is the input of the next. Mirrors tf_keras/src/layers/rnn/stacked_rnn_cells.py.</summary>
[KerasExport("keras.layers.StackedRNNCells")]
public class StackedRNNCells : AbstractRNNCell
{
    private readonly AbstractRNNCell[] _cells;

    /// <summary>A stack.</summary>
    /// <param name="cells">The cells, lowest first.</param>
    /// <param name="reverse_state_order">Whether the states are listed from the highest cell down, as old versions did.</param>
    /// <exception cref="KerasValueException">There are no cells.</exception>
    public StackedRNNCells(IReadOnlyList<AbstractRNNCell> cells, [NotInConfig] bool reverse_state_order = false)
    {
        if (cells.Count == 0)
            throw new KerasValueException("StackedRNNCells needs at least one cell. Received: cells=[]");
        _cells = [.. cells];
        this.reverse_state_order = reverse_state_order;
        if (reverse_state_order)
            Console.Error.WriteLine("WARNING: reverse_state_order=True in StackedRNNCells will soon be deprecated. Please update the code to work with the natural order of states if you rely on the RNN states, eg RNN(return_state=True).");
    }

    /// <summary>The cells, lowest first.</summary>
    public IReadOnlyList<AbstractRNNCell> cells => _cells;

    /// <summary>Whether the states are listed from the highest cell down.</summary>
    public bool reverse_state_order { get; }

    /// <inheritdoc/>
    public override int[] state_size => [.. Ordered.SelectMany(cell => cell.state_size)];

    /// <inheritdoc/>
    public override int output_size => _cells[^1].output_size;

    /// <inheritdoc/>
    protected internal override IEnumerable<Layer> Sublayers => _cells;

    private IEnumerable<AbstractRNNCell> Ordered => reverse_state_order ? _cells.Reverse() : _cells;

    /// <inheritdoc/>
    public override void build(Shape input_shape)
    {
        foreach (AbstractRNNCell cell in _cells)
        {
            cell.EnsureBuilt(input_shape);
            input_shape = Shape.Of(input_shape.Dims[0], cell.output_size);
        }
        built = true;
    }

    /// <inheritdoc/>
    public override Tensor[] get_initial_state(int batch_size, DType dtype) => [.. Ordered.SelectMany(cell => cell.get_initial_state(batch_size, dtype))];

    /// <inheritdoc/>
    public override (Tensor output, Tensor[] states) call(Tensor inputs, Tensor[] states, bool training)
    {
        var after = new Tensor[states.Length];
        foreach (AbstractRNNCell cell in _cells)
        {
            int first = Ordered.TakeWhile(other => other != cell).Sum(other => other.state_size.Length), count = cell.state_size.Length;
            (inputs, Tensor[] own) = cell.call(inputs, states[first..(first + count)], training);
            own.CopyTo(after, first);
        }
        return (inputs, after);
    }

    /// <inheritdoc/>
    internal override void ResetMasks()
    {
        foreach (AbstractRNNCell cell in _cells)
            cell.ResetMasks();
    }
}
