using KerasHost.Regularizers;

namespace KerasHost.Layers;

/// <summary>
/// Leaves its input as it is and adds l1·Σ |x| + l2·Σ x² to the loss, divided by the batch size; any shape. Mirrors
/// tf_keras/src/layers/regularization/activity_regularization.py.
/// </summary>
[KerasExport("keras.layers.ActivityRegularization")]
public class ActivityRegularization : Layer
{
    /// <summary>A penalty on what passes.</summary>
    /// <param name="l1">The factor of sizes.</param>
    /// <param name="l2">The factor of squares.</param>
    public ActivityRegularization(double l1 = 0.0, double l2 = 0.0)
    {
        this.l1 = l1;
        this.l2 = l2;
        activity_regularizer = new L1L2(l1, l2);
        supports_masking = true;
    }

    /// <summary>The factor of sizes.</summary>
    public double l1 { get; }

    /// <summary>The factor of squares.</summary>
    public double l2 { get; }

    /// <inheritdoc/>
    public override Tensor call(Tensor x) => x;
}
