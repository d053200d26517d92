using KerasHost.Layers;
using KerasHost.Numpy;

namespace KerasHost.Data;

/// <summary>A batch that a script makes: inputs, maybe targets, maybe sample weights.</summary>
public readonly struct SequenceBatch
{
    /// <summary>A batch.</summary>
    /// <param name="x">The inputs, first axis the samples.</param>
    /// <param name="y">The targets, or null.</param>
    /// <param name="sample_weight">A weight for each sample or timestep, or null.</param>
    public SequenceBatch(TensorLike x, TensorLike? y = null, TensorLike? sample_weight = null) =>
        (this.x, this.y, this.sample_weight) = (x, y, sample_weight);

    /// <summary>The inputs.</summary>
    public TensorLike x { get; }

    /// <summary>The targets, or null.</summary>
    public TensorLike? y { get; }

    /// <summary>The weights, or null.</summary>
    public TensorLike? sample_weight { get; }

    /// <summary>Inputs.</summary>
    public static implicit operator SequenceBatch(NDArray x) => new(x);

    /// <summary>Inputs.</summary>
    public static implicit operator SequenceBatch(Tensor x) => new(x);

    /// <summary>Inputs and targets.</summary>
    public static implicit operator SequenceBatch((TensorLike, TensorLike) batch) => new(batch.Item1, batch.Item2);

    /// <summary>Inputs and targets.</summary>
    public static implicit operator SequenceBatch((NDArray, NDArray) batch) => new(batch.Item1, batch.Item2);

    /// <summary>Inputs and targets.</summary>
    public static implicit operator SequenceBatch((Tensor, Tensor) batch) => new(batch.Item1, batch.Item2);

    /// <summary>Inputs, targets and weights.</summary>
    public static implicit operator SequenceBatch((TensorLike, TensorLike, TensorLike) batch) => new(batch.Item1, batch.Item2, batch.Item3);

    /// <summary>The batch as a step takes it: floats as <c>floatx</c>.</summary>
    internal Training.Batch Prepare()
    {
        using StepScope.Suspension _ = StepScope.Suspend();
        Tensors inputs = Training.ArrayDataSource.PrepareAll(x);
        return new(inputs, Training.ArrayDataSource.PrepareAll(y), Training.ArrayDataSource.PrepareAll(sample_weight), inputs[0].shape[0]);
    }
}
