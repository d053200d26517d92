using KerasHost.Activations;
using KerasHost.Constraints;
using KerasHost.Export;
using KerasHost.Initializers;
using KerasHost.Regularizers;

namespace KerasHost.Layers;

/// <summary>
/// A fully connected recurrent network, h' = activation(x·kernel + bias + h·recurrent_kernel): <c>(batch, timesteps, features)</c> becomes
/// <c>(batch, units)</c>, or <c>(batch, timesteps, units)</c>. Mirrors tf_keras/src/layers/rnn/simple_rnn.py.
/// </summary>
[KerasExport("keras.layers.SimpleRNN")]
[IgnoredConfigKeys("implementation", "enable_caching_device")]
[ConfigOrder("return_sequences", "return_state", "go_backwards", "stateful", "unroll", "time_major", "zero_output_for_mask", "units", "activation", "use_bias", "kernel_initializer", "recurrent_initializer", "bias_initializer", "kernel_regularizer", "recurrent_regularizer", "bias_regularizer", "activity_regularizer", "kernel_constraint", "recurrent_constraint", "bias_constraint", "dropout", "recurrent_dropout")]
public class SimpleRNN : UnitsRNN
{
    /// <summary>A recurrent layer.</summary>
    /// <param name="units">The size of the output and of the state.</param>
    /// <param name="activation">Applied to the new values; tanh by default, "linear" for none.</param>
    /// <param name="use_bias">Whether a bias is added.</param>
    /// <param name="kernel_initializer">First values of the kernel; glorot_uniform by default.</param>
    /// <param name="recurrent_initializer">First values of the recurrent kernel; orthogonal by default.</param>
    /// <param name="bias_initializer">First values of the bias; zeros by default.</param>
    /// <param name="kernel_regularizer">A penalty on the kernel.</param>
    /// <param name="recurrent_regularizer">A penalty on the recurrent kernel.</param>
    /// <param name="bias_regularizer">A penalty on the bias.</param>
    /// <param name="activity_regularizer">A penalty on the output.</param>
    /// <param name="kernel_constraint">What holds for the kernel after every update.</param>
    /// <param name="recurrent_constraint">What holds for the recurrent kernel after every update.</param>
    /// <param name="bias_constraint">What holds for the bias after every update.</param>
    /// <param name="dropout">The part of the inputs that is dropped in training, 0 to 1.</param>
    /// <param name="recurrent_dropout">The part of the state that is dropped in training, 0 to 1.</param>
    /// <param name="return_sequences">Whether the output is that of every timestep, or of the last one only.</param>
    /// <param name="return_state">Whether the last states are returned after the output.</param>
    /// <param name="go_backwards">Whether the last timestep is processed first; the outputs are in the order of processing.</param>
    /// <param name="stateful">Whether the last states are the first ones of the next batch.</param>
    /// <param name="unroll">Whether Keras would unroll the loop: masks of dropout are then the same at every timestep.</param>
    /// <param name="time_major">Whether inputs and outputs are <c>(timesteps, batch, …)</c>.</param>
    /// <param name="zero_output_for_mask">Whether the outputs of masked timesteps are zeros rather than the ones before.</param>
    /// <param name="seed">Makes the masks of dropout the same whenever the global seed is, where Keras uses its fused path.</param>
    /// <exception cref="KerasValueException">units is not positive.</exception>
    public SimpleRNN(
        int units,
        [KerasDefault("'tanh'")] ActivationArg activation = default,
        bool use_bias = true,
        [KerasDefault("'glorot_uniform'")] InitializerArg kernel_initializer = default,
        [KerasDefault("'orthogonal'")] InitializerArg recurrent_initializer = default,
        [KerasDefault("'zeros'")] InitializerArg bias_initializer = default,
        RegularizerArg? kernel_regularizer = null,
        RegularizerArg? recurrent_regularizer = null,
        RegularizerArg? bias_regularizer = null,
        RegularizerArg? activity_regularizer = null,
        ConstraintArg? kernel_constraint = null,
        ConstraintArg? recurrent_constraint = null,
        ConstraintArg? bias_constraint = null,
        double dropout = 0.0,
        double recurrent_dropout = 0.0,
        bool return_sequences = false,
        bool return_state = false,
        bool go_backwards = false,
        bool stateful = false,
        bool unroll = false,
        bool time_major = false,
        bool zero_output_for_mask = false,
        [NotInConfig] int? seed = null)
        : base(return_sequences, return_state, go_backwards, stateful, unroll, time_major, zero_output_for_mask, seed)
    {
        using (CellKeywords("simple_rnn_cell"))
            cell = new SimpleRNNCell(units, activation, use_bias, kernel_initializer, recurrent_initializer, bias_initializer, kernel_regularizer, recurrent_regularizer, bias_regularizer, kernel_constraint, recurrent_constraint, bias_constraint, dropout, recurrent_dropout);
        this.activity_regularizer = activity_regularizer?.Resolve();
        input_spec = new(ndim: 3);
    }
}
