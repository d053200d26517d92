using System.Collections;
using System.Runtime.CompilerServices;
using KerasHost.Export;
using KerasHost.Saving;

namespace KerasHost.Layers;

/// <summary>The cell of an <see cref="RNN"/>, or several, which are stacked: <c>[keras.layers.LSTMCell(32), keras.layers.LSTMCell(64)]</c>.</summary>
[CollectionBuilder(typeof(CellArg), nameof(Create))]
public readonly struct CellArg : IConfigArgument<CellArg>, IEnumerable<AbstractRNNCell>
{
    private readonly AbstractRNNCell[]? _cells;
    private readonly AbstractRNNCell? _cell;

    private CellArg(AbstractRNNCell? cell, AbstractRNNCell[]? cells) => (_cell, _cells) = (cell, cells);

    /// <summary>This cell.</summary>
    public static implicit operator CellArg(AbstractRNNCell cell) => new(cell, null);

    /// <summary>A stack of these cells.</summary>
    public static implicit operator CellArg(AbstractRNNCell[] cells) => new(null, cells);

    /// <summary>A stack of these cells.</summary>
    public static implicit operator CellArg(List<AbstractRNNCell> cells) => new(null, [.. cells]);

    /// <summary>A stack of these cells.</summary>
    public static CellArg Create(ReadOnlySpan<AbstractRNNCell> cells) => new(null, cells.ToArray());

    /// <summary>The cell meant; several become a stack.</summary>
    /// <exception cref="KerasValueException">There is none.</exception>
    public AbstractRNNCell Resolve()
    {
        if (_cell is not null)
            return _cell;
        if (_cells is null)
            throw new KerasValueException("Argument `cell` should have a `call` method. The RNN was passed: cell=None");
        using (LayerKeywords.Push())
            return new StackedRNNCells(_cells);
    }

    /// <inheritdoc/>
    public static CellArg FromConfig(object? value) => ClassRegistry.Deserialize<AbstractRNNCell>(value);

    /// <inheritdoc/>
    public object? ToConfig() => ClassRegistry.Serialize(Resolve());

    /// <summary>The cells.</summary>
    public IEnumerator<AbstractRNNCell> GetEnumerator() => (_cells ?? (_cell is null ? [] : [_cell])).AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
