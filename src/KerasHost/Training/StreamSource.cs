namespace KerasHost.Training;

/// <summary>Batches that somebody else makes, one after the other.</summary>
internal abstract class StreamSource : IDataSource
{
    /// <summary>A weight for each class, or null.</summary>
    public IReadOnlyDictionary<int, double>? ClassWeight { get; init; }

    /// <inheritdoc/>
    public int? BatchCount { get; protected set; }

    /// <inheritdoc/>
    public int? StaticBatchSize { get; protected init; }

    /// <inheritdoc/>
    public abstract Shape InputShape { get; }

    /// <inheritdoc/>
    public abstract DType InputType { get; }

    /// <inheritdoc/>
    public abstract bool HasTargets { get; }

    /// <inheritdoc/>
    public virtual bool StartsAnew(int? steps) => steps is null || steps == BatchCount;

    /// <inheritdoc/>
    public virtual void OnEpochEnd() { }

    /// <inheritdoc/>
    public virtual void SkipEpoch()
    {
        using IBatchReader reader = Start();
        reader.MoveNext();
    }

    /// <inheritdoc/>
    public IBatchReader Start(int passes = 1) => new Reader(this, Batches());

    /// <summary>Starts reading.</summary>
    private protected abstract IEnumerator<Batch> Batches();

    private sealed class Reader(StreamSource source, IEnumerator<Batch> batches) : IBatchReader
    {
        private Batch _batch;
        private int _count;

        public bool MoveNext()
        {
            if (!batches.MoveNext())
            {
                source.BatchCount ??= _count;
                return false;
            }
            _batch = batches.Current;
            _count++;
            return true;
        }

        public Batch Read() => source.ClassWeight is { } weights
            ? _batch with { SampleWeight = ClassWeights.Apply(weights, _batch.Y, _batch.SampleWeight) }
            : _batch;

        public void Dispose() => batches.Dispose();
    }
}
