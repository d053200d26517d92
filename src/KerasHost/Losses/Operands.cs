using KerasHost.Layers;

namespace KerasHost.Losses;

/// <summary>Targets and predictions as the functions of losses and metrics take them.</summary>
internal static class Operands
{
    /// <summary>Both as tensors, the targets in the type of the predictions.</summary>
    public static (Tensor Targets, Tensor Predictions) Of(TensorLike y_true, TensorLike y_pred)
    {
        Tensor predictions = Tensor(y_pred);
        return (Op.Cast(Tensor(y_true), predictions.dtype), predictions);
    }

    /// <summary>Data as a tensor of its own type.</summary>
    public static Tensor Tensor(TensorLike data) => data.ToTensor();

    /// <summary>
    /// Drops a last axis of size 1 that one of the two has too many. Mirrors <c>squeeze_or_expand_dimensions</c> of
    /// tf_keras/src/utils/losses_utils.py.
    /// </summary>
    public static (Tensor Targets, Tensor Predictions) Squeeze(Tensor targets, Tensor predictions)
    {
        int difference = predictions.ndim - targets.ndim;
        if (difference == 1 && predictions.shape.Dim(-1) == 1)
            return (targets, Op.Squeeze(predictions, [-1]));
        if (difference == -1 && targets.shape.Dim(-1) == 1)
            return (Op.Squeeze(targets, [-1]), predictions);
        return (targets, predictions);
    }

    /// <summary>
    /// What lies behind probabilities: the logits when the tensor came from a sigmoid or softmax that Keras would see, else the tensor.
    /// Mirrors <c>_get_logits</c> of tf_keras/src/backend.py.
    /// </summary>
    public static (Tensor Output, bool FromLogits) Logits(Tensor output, bool fromLogits, string function, string activation)
    {
        if (output.Logits is not { } logits || !(output.IsActivation || InFunction))
            return (output, fromLogits);
        if (fromLogits)
            Backend.Warnings.Once($"\"`{function}` received `from_logits=True`, but the `output` argument was produced by a {activation} activation and thus does not represent logits. Was this intended?");
        return (logits, true);
    }

    /// <summary>Whether Keras would run this as part of a traced function.</summary>
    public static bool InFunction => StepScope.Current is { IsGraph: true };
}
