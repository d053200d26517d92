using KerasHost.Activations;
using KerasHost.Constraints;
using KerasHost.Export;
using KerasHost.Initializers;
using KerasHost.Regularizers;

namespace KerasHost.Layers;

/// <summary>
/// One step of a simple recurrent network: h' = activation(x·kernel + bias + h·recurrent_kernel), one state.
/// Mirrors tf_keras/src/layers/rnn/simple_rnn.py.
/// </summary>
[KerasExport("keras.layers.SimpleRNNCell")]
[IgnoredConfigKeys("implementation", "enable_caching_device")]
public class SimpleRNNCell : DropoutRNNCell
{
    /// <summary>A cell.</summary>
    /// <param name="units">The size of the output and of the state.</param>
    /// <param name="activation">Applied to the new values; tanh by default, "linear" for none.</param>
    /// <param name="use_bias">Whether a bias is added.</param>
    /// <param name="kernel_initializer">First values of the kernel; glorot_uniform by default.</param>
    /// <param name="recurrent_initializer">First values of the recurrent kernel; orthogonal by default.</param>
    /// <param name="bias_initializer">First values of the bias; zeros by default.</param>
    /// <param name="kernel_regularizer">A penalty on the kernel.</param>
    /// <param name="recurrent_regularizer">A penalty on the recurrent kernel.</param>
    /// <param name="bias_regularizer">A penalty on the bias.</param>
    /// <param name="kernel_constraint">What holds for the kernel after every update.</param>
    /// <param name="recurrent_constraint">What holds for the recurrent kernel after every update.</param>
    /// <param name="bias_constraint">What holds for the bias after every update.</param>
    /// <param name="dropout">The part of the inputs that is dropped in training, 0 to 1.</param>
    /// <param name="recurrent_dropout">The part of the state that is dropped in training, 0 to 1.</param>
    /// <exception cref="KerasValueException">units is not positive.</exception>
    public SimpleRNNCell(
        int units,
        [KerasDefault("'tanh'")] ActivationArg activation = default,
        bool use_bias = true,
        [KerasDefault("'glorot_uniform'")] InitializerArg kernel_initializer = default,
        [KerasDefault("'orthogonal'")] InitializerArg recurrent_initializer = default,
        [KerasDefault("'zeros'")] InitializerArg bias_initializer = default,
        RegularizerArg? kernel_regularizer = null,
        RegularizerArg? recurrent_regularizer = null,
        RegularizerArg? bias_regularizer = null,
        ConstraintArg? kernel_constraint = null,
        ConstraintArg? recurrent_constraint = null,
        ConstraintArg? bias_constraint = null,
        double dropout = 0.0,
        double recurrent_dropout = 0.0)
        : base(units, activation.Or("tanh"), use_bias, kernel_initializer, recurrent_initializer, bias_initializer,
            kernel_regularizer, recurrent_regularizer, bias_regularizer, kernel_constraint, recurrent_constraint, bias_constraint, dropout, recurrent_dropout)
    {
    }

    /// <inheritdoc/>
    public override int[] state_size => [units];

    /// <inheritdoc/>
    internal override int Gates => 1;

    /// <inheritdoc/>
    public override (Tensor output, Tensor[] states) call(Tensor inputs, Tensor[] states, bool training)
    {
        Tensor product = Op.Add(InputProducts(inputs, training, bias?.value)[0], StateProducts(states[0], training, null, 1)[0]);
        Tensor output = activation.call(product);
        return (output, [output]);
    }

    /// <inheritdoc/>
    internal override Op.RecurrentOutputs Run(Tensor x, Op.RecurrentOptions options) =>
        Op.SimpleRnn(x, kernel!, recurrent_kernel!, bias?.value, FunctionOf(activation)!.Value, options);
}
