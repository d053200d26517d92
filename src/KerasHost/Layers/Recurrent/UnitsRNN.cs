using KerasHost.Activations;
using KerasHost.Constraints;
using KerasHost.Initializers;
using KerasHost.Regularizers;

namespace KerasHost.Layers;

/// <summary>What the recurrent layers with a cell of their own share: the properties of that cell.</summary>
public abstract class UnitsRNN : RNN
{
    private protected UnitsRNN(bool returnSequences, bool returnState, bool goBackwards, bool stateful, bool unroll, bool timeMajor, bool zeroOutputForMask, int? seed)
        : base(returnSequences, returnState, goBackwards, stateful, unroll, timeMajor, zeroOutputForMask, seed) { }

    /// <summary>The size of the output and of each state.</summary>
    public int units => Inner.units;

    /// <summary>Applied to the new values.</summary>
    public ActivationFunction activation => Inner.activation;

    /// <summary>Whether a bias is added.</summary>
    public bool use_bias => Inner.use_bias;

    /// <summary>First values of the kernel.</summary>
    public Initializer kernel_initializer => Inner.kernel_initializer;

    /// <summary>First values of the recurrent kernel.</summary>
    public Initializer recurrent_initializer => Inner.recurrent_initializer;

    /// <summary>First values of the bias.</summary>
    public Initializer bias_initializer => Inner.bias_initializer;

    /// <summary>A penalty on the kernel, or null.</summary>
    public Regularizer? kernel_regularizer => Inner.kernel_regularizer;

    /// <summary>A penalty on the recurrent kernel, or null.</summary>
    public Regularizer? recurrent_regularizer => Inner.recurrent_regularizer;

    /// <summary>A penalty on the bias, or null.</summary>
    public Regularizer? bias_regularizer => Inner.bias_regularizer;

    /// <summary>What holds for the kernel after every update, or null.</summary>
    public Constraint? kernel_constraint => Inner.kernel_constraint;

    /// <summary>What holds for the recurrent kernel after every update, or null.</summary>
    public Constraint? recurrent_constraint => Inner.recurrent_constraint;

    /// <summary>What holds for the bias after every update, or null.</summary>
    public Constraint? bias_constraint => Inner.bias_constraint;

    /// <summary>The part of the inputs that is dropped in training, 0 to 1.</summary>
    public double dropout => Inner.dropout;

    /// <summary>The part of the state that is dropped in training, 0 to 1.</summary>
    public double recurrent_dropout => Inner.recurrent_dropout;

    private DropoutRNNCell Inner => (DropoutRNNCell)cell;

    /// <summary>The keywords that the layer passes on to its cell.</summary>
    private protected LayerKeywords CellKeywords(string name) => LayerKeywords.Push(name, dtype, trainable);
}
