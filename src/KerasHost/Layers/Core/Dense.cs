using KerasHost.Activations;
using KerasHost.Constraints;
using KerasHost.Initializers;
using KerasHost.Regularizers;

namespace KerasHost.Layers;

/// <summary>
/// y = activation(x·kernel + bias): <c>(batch, …, features)</c> becomes <c>(batch, …, units)</c>.
/// Mirrors tf_keras/src/layers/core/dense.py.
/// </summary>
[KerasExport("keras.layers.Dense")]
public class Dense : Layer
{
    private Variable? _kernel;
    private Variable? _bias;

    /// <summary>A densely connected layer.</summary>
    /// <param name="units">The size of the output.</param>
    /// <param name="activation">Applied to the output; null for none.</param>
    /// <param name="use_bias">Whether a bias is added.</param>
    /// <param name="kernel_initializer">First values of the kernel <c>(features, units)</c>; glorot_uniform by default.</param>
    /// <param name="bias_initializer">First values of the bias <c>(units)</c>; zeros by default.</param>
    /// <param name="kernel_regularizer">A penalty on the kernel.</param>
    /// <param name="bias_regularizer">A penalty on the bias.</param>
    /// <param name="activity_regularizer">A penalty on the output.</param>
    /// <param name="kernel_constraint">What holds for the kernel after every update.</param>
    /// <param name="bias_constraint">What holds for the bias after every update.</param>
    /// <exception cref="KerasValueException">units is not positive.</exception>
    public Dense(
        int units,
        ActivationArg? activation = null,
        bool use_bias = true,
        [KerasDefault("'glorot_uniform'")] InitializerArg kernel_initializer = default,
        [KerasDefault("'zeros'")] InitializerArg bias_initializer = default,
        RegularizerArg? kernel_regularizer = null,
        RegularizerArg? bias_regularizer = null,
        RegularizerArg? activity_regularizer = null,
        ConstraintArg? kernel_constraint = null,
        ConstraintArg? bias_constraint = null)
    {
        if (units <= 0)
            throw new KerasValueException($"Received an invalid value for `units`, expected a positive integer. Received: units={units}");
        this.units = units;
        this.activation = Hold((activation ?? default).Or("linear"));
        this.use_bias = use_bias;
        this.kernel_initializer = kernel_initializer.Or("glorot_uniform");
        this.bias_initializer = bias_initializer.Or("zeros");
        this.kernel_regularizer = kernel_regularizer?.Resolve();
        this.bias_regularizer = bias_regularizer?.Resolve();
        this.activity_regularizer = activity_regularizer?.Resolve();
        this.kernel_constraint = kernel_constraint?.Resolve();
        this.bias_constraint = bias_constraint?.Resolve();
        input_spec = new(min_ndim: 2);
        supports_masking = true;
    }

    /// <summary>The size of the output.</summary>
    public int units { get; }

    /// <summary>Applied to the output.</summary>
    public ActivationFunction activation { get; }

    /// <summary>Whether a bias is added.</summary>
    public bool use_bias { get; }

    /// <summary>First values of the kernel.</summary>
    public Initializer kernel_initializer { get; }

    /// <summary>First values of the bias.</summary>
    public Initializer bias_initializer { get; }

    /// <summary>A penalty on the kernel, or null.</summary>
    public Regularizer? kernel_regularizer { get; }

    /// <summary>A penalty on the bias, or null.</summary>
    public Regularizer? bias_regularizer { get; }

    /// <summary>What holds for the kernel after every update, or null.</summary>
    public Constraint? kernel_constraint { get; }

    /// <summary>What holds for the bias after every update, or null.</summary>
    public Constraint? bias_constraint { get; }

    /// <summary>The kernel, shape <c>(features, units)</c>.</summary>
    public Variable? kernel => _kernel;

    /// <summary>The bias, shape <c>(units)</c>, or null.</summary>
    public Variable? bias => _bias;

    /// <inheritdoc/>
    public override void build(Shape input_shape)
    {
        if (!dtype.is_floating)
            throw new KerasTypeException($"A Dense layer can only be built with a floating-point dtype. Received: dtype={dtype}");
        if (input_shape.Dim(-1) is not { } features)
            throw new KerasValueException($"The last dimension of the inputs to a Dense layer should be defined. Found None. Full input shape received: {input_shape}");
        input_spec = new(min_ndim: 2, axes: new Dictionary<int, int> { [-1] = features });
        _kernel = add_weight("kernel", [features, units], null, kernel_initializer, kernel_regularizer, true, kernel_constraint);
        if (use_bias)
            _bias = add_weight("bias", [units], null, bias_initializer, bias_regularizer, true, bias_constraint);
        built = true;
    }

    /// <inheritdoc/>
    public override Tensor call(Tensor x) =>
        activation.call(Op.MatMul(Op.Cast(x, dtype), _kernel!, bias: _bias?.value));
}
