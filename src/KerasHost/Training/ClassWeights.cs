using KerasHost.Layers;

namespace KerasHost.Training;

/// <summary>Class weights as sample weights. Mirrors <c>_make_class_weight_map_fn</c> of tf_keras/src/engine/data_adapter.py.</summary>
internal static class ClassWeights
{
    /// <summary>A weight for each sample by its class, times its sample weight.</summary>
    /// <param name="weights">A weight for each class from 0 on without gaps.</param>
    /// <param name="y">The targets: classes <c>(samples)</c> or <c>(samples, 1)</c>, or one-hot rows.</param>
    /// <param name="sampleWeight">Sample weights, or null.</param>
    /// <exception cref="KerasValueException">A class is missing, or targets have more than two axes.</exception>
    public static Tensor Apply(IReadOnlyDictionary<int, double> weights, Tensors? y, Tensors? sampleWeight) => y is not { } targets
        ? throw new KerasValueException("`class_weight` needs targets.")
        : targets.Count == 1 ? Apply(weights, targets[0], sampleWeight?[0])
        : throw new KerasValueException("`class_weight` is only supported for Models with a single output.");

    private static Tensor Apply(IReadOnlyDictionary<int, double> weights, Tensor y, Tensor? sampleWeight)
    {
        int[] classes = [.. weights.Keys.Order()];
        if (!classes.SequenceEqual(Enumerable.Range(0, classes.Length)))
            throw new KerasValueException(
                $"Expected `class_weight` to be a dict with keys from 0 to one less than the number of classes, found {Printing.PythonText.Str(weights)}");
        if (y.ndim > 2)
            throw new KerasValueException("`class_weight` not supported for 3+ dimensional targets.");
        Tensor labels = y.ndim == 2 && y.shape[1] > 1 ? Op.ArgMax(y, 1) : Op.Cast(Op.Reshape(y, [null]), DType.Int64);
        Tensor table = Op.Cast(Tensor.From<double>([.. classes.Select(c => weights[c])], classes.Length), Backend.Settings.Floatx);
        Tensor byClass = Op.Gather(table, labels);
        return sampleWeight is null ? byClass : Op.Multiply(Op.Cast(sampleWeight, byClass.dtype), byClass);
    }
}
