using KerasHost.Data;
using KerasHost.RandomNumbers;

namespace KerasHost.Training;

/// <summary>The batches of a sequence. Mirrors <c>KerasSequenceAdapter</c> of tf_keras/src/engine/data_adapter.py.</summary>
internal sealed class SequenceSource : StreamSource
{
    private readonly Sequence _sequence;
    private readonly bool _shuffle;
    private readonly Batch _first;

    /// <summary>The batches of a sequence.</summary>
    /// <param name="sequence">The sequence; Keras asks it for its first batch once more than it uses it, to learn the shapes.</param>
    /// <param name="shuffle">Whether each epoch has another order of batches, drawn from Python's <c>random</c>.</param>
    public SequenceSource(Sequence sequence, bool shuffle)
    {
        (_sequence, _shuffle) = (sequence, shuffle);
        BatchCount = sequence.len();
        if (BatchCount == 0)
            throw new KerasValueException("Expected input data to be non-empty.");
        _first = sequence.get(0).Prepare();
    }

    /// <inheritdoc/>
    public override Shape InputShape => BatchShapes.RankOnly(_first.X[0]);

    /// <inheritdoc/>
    public override DType InputType => _first.X[0].dtype;

    /// <inheritdoc/>
    public override bool HasTargets => _first.Y is not null;

    /// <inheritdoc/>
    public override bool StartsAnew(int? steps) => true;

    /// <inheritdoc/>
    public override void OnEpochEnd() => _sequence.on_epoch_end();

    private protected override IEnumerator<Batch> Batches()
    {
        int[] order = [.. Enumerable.Range(0, _sequence.len())];
        if (_shuffle)
            SeedStreams.Python.Shuffle<int>(order);
        foreach (int index in order)
            yield return _sequence.get(index).Prepare();
    }
}
