using KerasHost.Data;

namespace KerasHost.Training;

/// <summary>The batches of a C# enumerable, which is read once. Mirrors <c>GeneratorDataAdapter</c> of tf_keras/src/engine/data_adapter.py.</summary>
internal sealed class GeneratorSource : StreamSource, IDisposable
{
    private readonly IEnumerator<SequenceBatch> _batches;
    private readonly Batch _first;
    private bool _isFirst = true;

    /// <summary>The batches of an enumerable; its first one is taken at once, to learn the shapes.</summary>
    /// <exception cref="KerasValueException">There is no batch.</exception>
    public GeneratorSource(IEnumerable<SequenceBatch> batches)
    {
        _batches = batches.GetEnumerator();
        if (!_batches.MoveNext())
            throw new KerasValueException("Expected input data to be non-empty.");
        _first = _batches.Current.Prepare();
    }

    /// <inheritdoc/>
    public override Shape InputShape => BatchShapes.RankOnly(_first.X[0]);

    /// <inheritdoc/>
    public override DType InputType => _first.X[0].dtype;

    /// <inheritdoc/>
    public override bool HasTargets => _first.Y is not null;

    /// <inheritdoc/>
    public override bool StartsAnew(int? steps) => false;

    /// <inheritdoc/>
    public void Dispose() => _batches.Dispose();

    private protected override IEnumerator<Batch> Batches()
    {
        if (_isFirst)
        {
            _isFirst = false;
            yield return _first;
        }
        while (_batches.MoveNext())
            yield return _batches.Current.Prepare();
    }
}
