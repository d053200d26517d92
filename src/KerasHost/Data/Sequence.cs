using KerasHost.Layers;

namespace KerasHost.Data;

/// <summary>Batches by number, in any order: a script derives from it. Mirrors <c>keras.utils.Sequence</c> (tf_keras/src/utils/data_utils.py).</summary>
public abstract class Sequence
{
    /// <summary>The number of batches; Python's <c>__len__</c>.</summary>
    public abstract int len();

    /// <summary>A batch; Python's <c>__getitem__</c>.</summary>
    /// <param name="index">Its number, from 0.</param>
    /// <returns>Inputs, targets and sample weights, as many as there are.</returns>
    public abstract SequenceBatch get(int index);

    /// <summary>Called after every epoch.</summary>
    public virtual void on_epoch_end() { }
}
