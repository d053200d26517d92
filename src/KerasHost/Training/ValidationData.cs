using KerasHost.Data;
using KerasHost.Layers;
using KerasHost.Numpy;

namespace KerasHost.Training;

/// <summary>Data for validation: a pair of inputs and targets, a triple with sample weights, a dataset or a sequence.</summary>
public readonly struct ValidationData
{
    private readonly TensorLike _x;
    private readonly TensorLike? _y;
    private readonly TensorLike? _sampleWeight;
    private readonly object? _stream;

    /// <summary>Data for validation.</summary>
    public ValidationData(TensorLike x, TensorLike y, TensorLike? sample_weight = null) => (_x, _y, _sampleWeight) = (x, y, sample_weight);

    private ValidationData(object stream) => _stream = stream;

    /// <summary>Inputs and targets.</summary>
    public static implicit operator ValidationData((TensorLike, TensorLike) data) => new(data.Item1, data.Item2);

    /// <summary>Inputs, targets and sample weights.</summary>
    public static implicit operator ValidationData((TensorLike, TensorLike, TensorLike) data) => new(data.Item1, data.Item2, data.Item3);

    /// <summary>Inputs and targets.</summary>
    public static implicit operator ValidationData((NDArray, NDArray) data) => new(data.Item1, data.Item2);

    /// <summary>Inputs and targets.</summary>
    public static implicit operator ValidationData((Tensor, Tensor) data) => new(data.Item1, data.Item2);

    /// <summary>Batches of a dataset.</summary>
    public static implicit operator ValidationData(Dataset dataset) => new((object)dataset);

    /// <summary>Batches of a sequence.</summary>
    public static implicit operator ValidationData(Sequence sequence) => new((object)sequence);

    /// <summary>The batches.</summary>
    /// <param name="batchSize">Samples a batch where the data come without batches.</param>
    /// <param name="steps">The batches of a validation; null for all, which a dataset without end does not have.</param>
    internal IDataSource Source(int batchSize, int? steps) => _stream switch
    {
        Dataset dataset => new DatasetSource(dataset, steps),
        Sequence sequence => new SequenceSource(sequence, shuffle: false),
        _ => new ArrayDataSource(ArrayDataSource.PrepareAll(_x), ArrayDataSource.PrepareAll(_y), ArrayDataSource.PrepareAll(_sampleWeight), batchSize, false),
    };
}
