using KerasHost.Layers;
using KerasHost.Numpy;

namespace KerasHost.Training;

/// <summary>Data for validation: a pair of inputs and targets, or a triple with sample weights.</summary>
public readonly struct ValidationData
{
    internal readonly TensorLike x;
    internal readonly TensorLike y;
    internal readonly TensorLike? sample_weight;

    /// <summary>Data for validation.</summary>
    public ValidationData(TensorLike x, TensorLike y, TensorLike? sample_weight = null) =>
        (this.x, this.y, this.sample_weight) = (x, y, sample_weight);

    /// <summary>Inputs and targets.</summary>
    public static implicit operator ValidationData((TensorLike, TensorLike) data) => new(data.Item1, data.Item2);

    /// <summary>Inputs, targets and sample weights.</summary>
    public static implicit operator ValidationData((TensorLike, TensorLike, TensorLike) data) => new(data.Item1, data.Item2, data.Item3);

    /// <summary>Inputs and targets.</summary>
    public static implicit operator ValidationData((NDArray, NDArray) data) => new(data.Item1, data.Item2);

    /// <summary>Inputs and targets.</summary>
    public static implicit operator ValidationData((Tensor, Tensor) data) => new(data.Item1, data.Item2);
}
