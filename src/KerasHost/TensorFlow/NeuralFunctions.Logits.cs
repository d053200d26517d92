using KerasHost.Layers;

namespace KerasHost.TensorFlow;

public static partial class NeuralFunctions
{
    /// <summary>eˣ / Σ eˣ along an axis.</summary>
    [KerasExport("tf.nn.softmax", "tf.math.softmax")]
    public static Tensor softmax(TensorLike logits, int axis = -1) => Op.Softmax(logits.ToTensor(), axis);

    /// <summary>x - ln Σ eˣ along an axis.</summary>
    [KerasExport("tf.nn.log_softmax", "tf.math.log_softmax")]
    public static Tensor log_softmax(TensorLike logits, int axis = -1) => Op.LogSoftmax(logits.ToTensor(), axis);

    /// <summary>Crossentropy of class probabilities with the softmax of logits <c>(…, classes)</c>; shape <c>(…)</c>.</summary>
    [KerasExport("tf.nn.softmax_cross_entropy_with_logits")]
    public static Tensor softmax_cross_entropy_with_logits(TensorLike labels, TensorLike logits) => Op.SoftmaxCrossEntropy(labels.ToTensor(), logits.ToTensor());

    /// <summary>Crossentropy of classes <c>(…)</c> with the softmax of logits <c>(…, classes)</c>; shape <c>(…)</c>.</summary>
    [KerasExport("tf.nn.sparse_softmax_cross_entropy_with_logits")]
    public static Tensor sparse_softmax_cross_entropy_with_logits(TensorLike labels, TensorLike logits) => Op.SparseSoftmaxCrossEntropy(labels.ToTensor(), logits.ToTensor());

    /// <summary>Crossentropy of probabilities with the sigmoid of logits, element by element.</summary>
    [KerasExport("tf.nn.sigmoid_cross_entropy_with_logits")]
    public static Tensor sigmoid_cross_entropy_with_logits(TensorLike labels, TensorLike logits) => Op.SigmoidCrossEntropy(labels.ToTensor(), logits.ToTensor());

    /// <summary>Rows of an embedding.</summary>
    [KerasExport("tf.nn.embedding_lookup")]
    public static Tensor embedding_lookup(TensorLike @params, TensorLike ids) => Op.Gather(@params.ToTensor(), ids.ToTensor());
}
