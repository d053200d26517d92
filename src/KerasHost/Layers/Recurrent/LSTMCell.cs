using KerasHost.Activations;
using KerasHost.Constraints;
using KerasHost.Export;
using KerasHost.Initializers;
using KerasHost.Regularizers;

namespace KerasHost.Layers;

/// <summary>
/// One step of a long short-term memory, gates i, f, c, o: two states, h and the carry c.
/// Mirrors tf_keras/src/layers/rnn/lstm.py.
/// </summary>
[KerasExport("keras.layers.LSTMCell")]
[IgnoredConfigKeys("enable_caching_device")]
public class LSTMCell : DropoutRNNCell
{
    /// <summary>A cell.</summary>
    /// <param name="units">The size of the output and of the state.</param>
    /// <param name="activation">Applied to the new values; tanh by default, "linear" for none.</param>
    /// <param name="recurrent_activation">Applied to the gates; sigmoid by default.</param>
    /// <param name="use_bias">Whether a bias is added.</param>
    /// <param name="kernel_initializer">First values of the kernel; glorot_uniform by default.</param>
    /// <param name="recurrent_initializer">First values of the recurrent kernel; orthogonal by default.</param>
    /// <param name="bias_initializer">First values of the bias; zeros by default.</param>
    /// <param name="unit_forget_bias">Whether the bias of the forget gate starts with ones (Jozefowicz et al. 2015).</param>
    /// <param name="kernel_regularizer">A penalty on the kernel.</param>
    /// <param name="recurrent_regularizer">A penalty on the recurrent kernel.</param>
    /// <param name="bias_regularizer">A penalty on the bias.</param>
    /// <param name="kernel_constraint">What holds for the kernel after every update.</param>
    /// <param name="recurrent_constraint">What holds for the recurrent kernel after every update.</param>
    /// <param name="bias_constraint">What holds for the bias after every update.</param>
    /// <param name="dropout">The part of the inputs that is dropped in training, 0 to 1.</param>
    /// <param name="recurrent_dropout">The part of the state that is dropped in training, 0 to 1.</param>
    /// <param name="implementation">1 or 2: how Keras groups the products, which shows in dropout only (1: a mask for each gate).</param>
    /// <exception cref="KerasValueException">units is not positive.</exception>
    public LSTMCell(
        int units,
        [KerasDefault("'tanh'")] ActivationArg activation = default,
        [KerasDefault("'sigmoid'")] ActivationArg recurrent_activation = default,
        bool use_bias = true,
        [KerasDefault("'glorot_uniform'")] InitializerArg kernel_initializer = default,
        [KerasDefault("'orthogonal'")] InitializerArg recurrent_initializer = default,
        [KerasDefault("'zeros'")] InitializerArg bias_initializer = default,
        bool unit_forget_bias = true,
        RegularizerArg? kernel_regularizer = null,
        RegularizerArg? recurrent_regularizer = null,
        RegularizerArg? bias_regularizer = null,
        ConstraintArg? kernel_constraint = null,
        ConstraintArg? recurrent_constraint = null,
        ConstraintArg? bias_constraint = null,
        double dropout = 0.0,
        double recurrent_dropout = 0.0,
        int implementation = 2)
        : base(units, activation.Or("tanh"), use_bias, kernel_initializer, recurrent_initializer, bias_initializer,
            kernel_regularizer, recurrent_regularizer, bias_regularizer, kernel_constraint, recurrent_constraint, bias_constraint, dropout, recurrent_dropout)
    {
        this.recurrent_activation = recurrent_activation.Or("sigmoid");
        this.unit_forget_bias = unit_forget_bias;
        this.implementation = this.recurrent_dropout != 0 ? 1 : implementation;
    }

    /// <summary>Whether the bias of the forget gate starts with ones.</summary>
    public bool unit_forget_bias { get; }

    /// <summary>Applied to the gates.</summary>
    public ActivationFunction recurrent_activation { get; }

    /// <summary>1 or 2: how Keras groups the products; 1 where the state has dropout.</summary>
    public int implementation { get; }

    /// <inheritdoc/>
    internal override bool MasksEachGate => implementation == 1;

    /// <inheritdoc/>
    internal override bool CanRun => base.CanRun && FunctionOf(recurrent_activation) is not null;

    /// <inheritdoc/>
    public override int[] state_size => [units, units];

    /// <inheritdoc/>
    internal override int Gates => 4;

    /// <inheritdoc/>
    private protected override InitializerArg FirstBias => unit_forget_bias
        ? (InitializerFn)((_, dtype) => Op.Concat([bias_initializer.call([units], dtype), Op.Ones([units], dtype), bias_initializer.call([2 * units], dtype)], 0))
        : bias_initializer;

    /// <inheritdoc/>
    public override (Tensor output, Tensor[] states) call(Tensor inputs, Tensor[] states, bool training)
    {
        Tensor[] x = InputProducts(inputs, training, bias?.value), h = StateProducts(states[0], training, null, 4);
        Tensor i = recurrent_activation.call(Op.Add(x[0], h[0]));
        Tensor f = recurrent_activation.call(Op.Add(x[1], h[1]));
        Tensor c = Op.Add(Op.Multiply(f, states[1]), Op.Multiply(i, activation.call(Op.Add(x[2], h[2]))));
        Tensor o = recurrent_activation.call(Op.Add(x[3], h[3]));
        Tensor output = Op.Multiply(o, activation.call(c));
        return (output, [output, c]);
    }

    /// <inheritdoc/>
    internal override Op.RecurrentOutputs Run(Tensor x, Op.RecurrentOptions options) =>
        Op.Lstm(x, kernel!, recurrent_kernel!, bias?.value, FunctionOf(activation)!.Value, FunctionOf(recurrent_activation)!.Value, options);
}
