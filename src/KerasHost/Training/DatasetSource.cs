using KerasHost.Data;
using KerasHost.Layers;

namespace KerasHost.Training;

/// <summary>The batches of a dataset. Mirrors <c>DatasetAdapter</c> of tf_keras/src/engine/data_adapter.py.</summary>
internal sealed class DatasetSource : StreamSource
{
    private readonly Dataset _dataset;
    private readonly IReadOnlyList<TensorSpec> _specs;

    /// <summary>The batches of a dataset.</summary>
    /// <param name="dataset">Elements are inputs, or pairs of inputs and targets, or triples with sample weights.</param>
    /// <param name="steps">The number of steps that the user wants an epoch to have, or null.</param>
    /// <exception cref="KerasValueException">It never ends and no number of steps is given, or elements have other parts.</exception>
    public DatasetSource(Dataset dataset, int? steps = null)
    {
        if (dataset.Count == Cardinality.Infinite && steps is null)
            throw new KerasValueException(
                "When providing an infinite dataset, you must specify the number of steps to run (if you did not intend to create an infinite dataset, make sure to not call `repeat()` on the dataset).");
        if (dataset.Count == 0)
            throw new KerasValueException("Expected input data to be non-empty.");
        _dataset = dataset;
        _specs = dataset.element_spec.Flat;
        if (_specs.Count > 3)
            throw new KerasValueException($"Data is expected to be in format `x`, `(x,)`, `(x, y)`, or `(x, y, sample_weight)`, found: {dataset.element_spec}");
        if (_specs[0].shape.Rank == 0)
            throw new KerasValueException($"The elements of {dataset} have no batch axis. Call batch() on the dataset first.");
        BatchCount = dataset.Count >= 0 ? checked((int)dataset.Count) : null;
        StaticBatchSize = _specs[0].shape.Dim(0);
    }

    /// <inheritdoc/>
    public override Shape InputShape => _specs[0].shape;

    /// <inheritdoc/>
    public override DType InputType => _specs[0].dtype;

    /// <inheritdoc/>
    public override bool HasTargets => _specs.Count > 1;

    /// <inheritdoc/>
    public override void SkipEpoch() => Start().Dispose();

    private protected override IEnumerator<Batch> Batches() => Batches(_dataset.Start());

    private static Tensors? At(Tensor[] element, int index) => index < element.Length ? element[index] : default(Tensors?);

    private static IEnumerator<Batch> Batches(IEnumerator<Tensor[]> elements)
    {
        using (elements)
            while (elements.MoveNext())
            {
                Tensor[] element = elements.Current;
                yield return new(element[0], At(element, 1), At(element, 2), element[0].shape[0]);
            }
    }
}
