using KerasHost.Constraints;
using KerasHost.Initializers;
using KerasHost.Regularizers;

namespace KerasHost.Layers;

/// <summary>
/// y = x for x above 0, else alpha·x with a learned alpha for every element of a sample; any shape, the same shape out (He et al., 2015).
/// Mirrors tf_keras/src/layers/activation/prelu.py.
/// </summary>
[KerasExport("keras.layers.PReLU")]
public class PReLU : Layer
{
    /// <summary>A rectified linear unit with learned slopes below 0.</summary>
    /// <param name="alpha_initializer">First slopes; zeros by default.</param>
    /// <param name="alpha_regularizer">A penalty on the slopes.</param>
    /// <param name="alpha_constraint">What holds for the slopes after every update.</param>
    /// <param name="shared_axes">Axes along which there is one slope, counted with the batch: <c>[1]</c> for all timesteps of <c>(batch, timesteps, units)</c>.</param>
    public PReLU(
        [KerasDefault("'zeros'")] InitializerArg alpha_initializer = default,
        RegularizerArg? alpha_regularizer = null,
        ConstraintArg? alpha_constraint = null,
        AxisList? shared_axes = null)
    {
        this.alpha_initializer = alpha_initializer.Or("zeros");
        this.alpha_regularizer = alpha_regularizer?.Resolve();
        this.alpha_constraint = alpha_constraint?.Resolve();
        this.shared_axes = shared_axes?.ToArray();
        supports_masking = true;
    }

    /// <summary>First slopes.</summary>
    public Initializer alpha_initializer { get; }

    /// <summary>A penalty on the slopes, or null.</summary>
    public Regularizer? alpha_regularizer { get; }

    /// <summary>What holds for the slopes after every update, or null.</summary>
    public Constraint? alpha_constraint { get; }

    /// <summary>Axes along which there is one slope, or null.</summary>
    public int[]? shared_axes { get; }

    /// <summary>The slopes, the shape of a sample with 1 for shared axes; null before the first call.</summary>
    public Variable? alpha { get; private set; }

    /// <inheritdoc/>
    public override void build(Shape input_shape)
    {
        Shape slopes = input_shape.Part(1, input_shape.Rank);
        var fixedSizes = new Dictionary<int, int>();
        foreach (int axis in shared_axes ?? [])
            slopes = slopes.With(axis - 1, 1);
        if (shared_axes is { Length: > 0 })
            for (int axis = 1; axis < input_shape.Rank; axis++)
                if (!shared_axes.Contains(axis) && input_shape.Dim(axis) is { } size)
                    fixedSizes[axis] = size;
        alpha = add_weight("alpha", slopes, null, alpha_initializer, alpha_regularizer, true, alpha_constraint);
        input_spec = new(ndim: input_shape.Rank, axes: fixedSizes);
        built = true;
    }

    /// <inheritdoc/>
    public override Tensor call(Tensor x) => Op.Relu(x) - alpha!.value * Op.Relu(-x);
}
