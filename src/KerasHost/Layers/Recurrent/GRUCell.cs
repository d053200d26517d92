using KerasHost.Activations;
using KerasHost.Constraints;
using KerasHost.Export;
using KerasHost.Initializers;
using KerasHost.Regularizers;

namespace KerasHost.Layers;

/// <summary>
/// One step of a gated recurrent unit, gates z, r, h: one state.
/// Mirrors tf_keras/src/layers/rnn/gru.py.
/// </summary>
[KerasExport("keras.layers.GRUCell")]
[IgnoredConfigKeys("enable_caching_device")]
[ConfigOrder("units", "activation", "recurrent_activation", "use_bias", "kernel_initializer", "recurrent_initializer", "bias_initializer", "kernel_regularizer", "recurrent_regularizer", "bias_regularizer", "kernel_constraint", "recurrent_constraint", "bias_constraint", "dropout", "recurrent_dropout", "implementation", "reset_after")]
public class GRUCell : DropoutRNNCell
{
    /// <summary>A cell.</summary>
    /// <param name="units">The size of the output and of the state.</param>
    /// <param name="activation">Applied to the new values; tanh by default, "linear" for none.</param>
    /// <param name="recurrent_activation">Applied to the gates; sigmoid by default.</param>
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
    /// <param name="reset_after">Whether the reset gate works after the product with the recurrent kernel, or before.</param>
    /// <param name="implementation">1 or 2: how Keras groups the products, which shows in dropout only (1: a mask for each gate).</param>
    /// <exception cref="KerasValueException">units is not positive.</exception>
    public GRUCell(
        int units,
        [KerasDefault("'tanh'")] ActivationArg activation = default,
        [KerasDefault("'sigmoid'")] ActivationArg recurrent_activation = default,
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
        double recurrent_dropout = 0.0,
        bool reset_after = true,
        int implementation = 2)
        : base(units, activation.Or("tanh"), use_bias, kernel_initializer, recurrent_initializer, bias_initializer,
            kernel_regularizer, recurrent_regularizer, bias_regularizer, kernel_constraint, recurrent_constraint, bias_constraint, dropout, recurrent_dropout)
    {
        this.recurrent_activation = recurrent_activation.Or("sigmoid");
        this.reset_after = reset_after;
        this.implementation = this.recurrent_dropout != 0 ? 1 : implementation;
    }

    /// <summary>Whether the reset gate works after the product with the recurrent kernel, or before.</summary>
    public bool reset_after { get; }

    /// <summary>Applied to the gates.</summary>
    public ActivationFunction recurrent_activation { get; }

    /// <summary>1 or 2: how Keras groups the products; 1 where the state has dropout.</summary>
    public int implementation { get; }

    /// <inheritdoc/>
    internal override bool MasksEachGate => implementation == 1;

    /// <inheritdoc/>
    internal override bool CanRun => base.CanRun && FunctionOf(recurrent_activation) is not null;

    /// <inheritdoc/>
    public override int[] state_size => [units];

    /// <inheritdoc/>
    internal override int Gates => 3;

    /// <inheritdoc/>
    private protected override Shape BiasShape => reset_after ? [2, 3 * units] : [3 * units];

    /// <inheritdoc/>
    public override (Tensor output, Tensor[] states) call(Tensor inputs, Tensor[] states, bool training)
    {
        Tensor? inputBias = bias?.value, stateBias = null;
        if (bias is not null && reset_after)
        {
            Tensor[] both = Op.Unstack(bias);
            (inputBias, stateBias) = (both[0], both[1]);
        }
        Tensor previous = states[0];
        Tensor[] x = InputProducts(inputs, training, inputBias), h = StateProducts(previous, training, stateBias, reset_after ? 3 : 2);
        Tensor z = recurrent_activation.call(Op.Add(x[0], h[0]));
        Tensor r = recurrent_activation.call(Op.Add(x[1], h[1]));
        Tensor inner = reset_after ? Op.Multiply(r, h[2]) : Op.MatMul(Op.Multiply(r, Masked(previous, training)), Columns(recurrent_kernel!, 2));
        Tensor candidate = activation.call(Op.Add(x[2], inner));
        Tensor output = Op.Add(Op.Multiply(z, previous), Op.Multiply(Op.Subtract(Op.Constant(1, z), z), candidate));
        return (output, [output]);
    }

    /// <inheritdoc/>
    internal override Op.RecurrentOutputs Run(Tensor x, Op.RecurrentOptions options) =>
        Op.Gru(x, kernel!, recurrent_kernel!, bias?.value, FunctionOf(activation)!.Value, FunctionOf(recurrent_activation)!.Value, reset_after, options);

    private Tensor Masked(Tensor h, bool training) => StateMasks(h, training) is { } masks ? Op.Multiply(h, masks[2]) : h;
}
