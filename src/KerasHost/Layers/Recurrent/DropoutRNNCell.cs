using KerasHost.Activations;
using KerasHost.Constraints;
using KerasHost.Initializers;
using KerasHost.Regularizers;
using KerasHost.Seeding;

namespace KerasHost.Layers;

/// <summary>
/// What the built-in cells share: a kernel, a recurrent kernel and a bias whose gates stand side by side, and dropout of inputs and state.
/// Mirrors tf_keras/src/layers/rnn/dropout_rnn_cell_mixin.py.
/// </summary>
public abstract class DropoutRNNCell : AbstractRNNCell
{
    private readonly LayerRandom _random = new(null);
    private Tensor[]? _inputMasks, _stateMasks;
    private StepScope? _maskScope;

    private protected DropoutRNNCell(
        int units, ActivationFunction activation, bool useBias, InitializerArg kernelInitializer, InitializerArg recurrentInitializer, InitializerArg biasInitializer,
        RegularizerArg? kernelRegularizer, RegularizerArg? recurrentRegularizer, RegularizerArg? biasRegularizer,
        ConstraintArg? kernelConstraint, ConstraintArg? recurrentConstraint, ConstraintArg? biasConstraint, double dropout, double recurrentDropout)
    {
        if (units <= 0)
            throw new KerasValueException($"Received an invalid value for argument `units`, expected a positive integer, got {units}.");
        this.units = units;
        this.activation = Hold(activation);
        use_bias = useBias;
        kernel_initializer = kernelInitializer.Or("glorot_uniform");
        recurrent_initializer = recurrentInitializer.Or("orthogonal");
        bias_initializer = biasInitializer.Or("zeros");
        kernel_regularizer = kernelRegularizer?.Resolve();
        recurrent_regularizer = recurrentRegularizer?.Resolve();
        bias_regularizer = biasRegularizer?.Resolve();
        kernel_constraint = kernelConstraint?.Resolve();
        recurrent_constraint = recurrentConstraint?.Resolve();
        bias_constraint = biasConstraint?.Resolve();
        this.dropout = Math.Min(1, Math.Max(0, dropout));
        recurrent_dropout = Math.Min(1, Math.Max(0, recurrentDropout));
    }

    /// <summary>The size of the output and of each state.</summary>
    public int units { get; }

    /// <summary>Applied to the new values.</summary>
    public ActivationFunction activation { get; }

    /// <summary>Whether a bias is added.</summary>
    public bool use_bias { get; }

    /// <summary>First values of the kernel.</summary>
    public Initializer kernel_initializer { get; }

    /// <summary>First values of the recurrent kernel.</summary>
    public Initializer recurrent_initializer { get; }

    /// <summary>First values of the bias.</summary>
    public Initializer bias_initializer { get; }

    /// <summary>A penalty on the kernel, or null.</summary>
    public Regularizer? kernel_regularizer { get; }

    /// <summary>A penalty on the recurrent kernel, or null.</summary>
    public Regularizer? recurrent_regularizer { get; }

    /// <summary>A penalty on the bias, or null.</summary>
    public Regularizer? bias_regularizer { get; }

    /// <summary>What holds for the kernel after every update, or null.</summary>
    public Constraint? kernel_constraint { get; }

    /// <summary>What holds for the recurrent kernel after every update, or null.</summary>
    public Constraint? recurrent_constraint { get; }

    /// <summary>What holds for the bias after every update, or null.</summary>
    public Constraint? bias_constraint { get; }

    /// <summary>The part of the inputs that is dropped in training, 0 to 1.</summary>
    public double dropout { get; }

    /// <summary>The part of the state that is dropped in training, 0 to 1.</summary>
    public double recurrent_dropout { get; }

    /// <summary>The kernel, shape <c>(features, gates·units)</c>.</summary>
    public Variable? kernel { get; private set; }

    /// <summary>The recurrent kernel, shape <c>(units, gates·units)</c>.</summary>
    public Variable? recurrent_kernel { get; private set; }

    /// <summary>The bias, or null.</summary>
    public Variable? bias { get; private set; }

    /// <inheritdoc/>
    public override int output_size => units;

    /// <summary>The number of gates.</summary>
    internal abstract int Gates { get; }

    /// <summary>Whether every gate gets a mask of its own for its inputs, rather than all the first one.</summary>
    internal virtual bool MasksEachGate => false;

    /// <summary>The shape of the bias.</summary>
    private protected virtual Shape BiasShape => [Gates * units];

    /// <summary>First values of the bias.</summary>
    private protected virtual InitializerArg FirstBias => bias_initializer;

    /// <summary>Whether <see cref="Run"/> knows the activations.</summary>
    internal virtual bool CanRun => FunctionOf(activation) is not null;

    /// <summary>The cell over whole sequences at once.</summary>
    internal abstract Op.RecurrentOutputs Run(Tensor x, Op.RecurrentOptions options);

    /// <inheritdoc/>
    public override void build(Shape input_shape)
    {
        if (input_shape.Dim(-1) is not { } features)
            throw new KerasValueException($"The last dimension of the inputs to {Export.ClassRegistry.ClassName(this)} should be defined. Found None. Full input shape received: {input_shape}");
        kernel = add_weight("kernel", [features, Gates * units], null, kernel_initializer, kernel_regularizer, true, kernel_constraint);
        recurrent_kernel = add_weight("recurrent_kernel", [units, Gates * units], null, recurrent_initializer, recurrent_regularizer, true, recurrent_constraint);
        if (use_bias)
            bias = add_weight("bias", BiasShape, null, FirstBias, bias_regularizer, true, bias_constraint);
        built = true;
    }

    /// <summary>Forgets the masks of the inputs.</summary>
    public void reset_dropout_mask() => _inputMasks = null;

    /// <summary>Forgets the masks of the state.</summary>
    public void reset_recurrent_dropout_mask() => _stateMasks = null;

    /// <inheritdoc/>
    internal override void ResetMasks()
    {
        reset_dropout_mask();
        reset_recurrent_dropout_mask();
    }

    /// <summary>How many random operations a step of training has.</summary>
    internal int RandomOperations => (dropout > 0 ? Gates : 0) + (recurrent_dropout > 0 ? Gates : 0);

    /// <summary>The masks of a step's inputs, made at the first call after a reset; null outside of training.</summary>
    private protected Tensor[]? InputMasks(Tensor x, bool training) => Masks(ref _inputMasks, x, dropout, training, MasksEachGate ? Gates : 1);

    /// <summary>The masks of a step's state, made at the first call after a reset; null outside of training.</summary>
    private protected Tensor[]? StateMasks(Tensor h, bool training) => Masks(ref _stateMasks, h, recurrent_dropout, training, Gates);

    /// <summary>The masks that the first calls of the kernels of this layer's own stream make, <c>(1, gates, …)</c>.</summary>
    /// <param name="shape">The shape of one mask.</param>
    /// <param name="rate">The part that is dropped.</param>
    /// <param name="used">How many of the gates' masks are used.</param>
    /// <param name="dtype">The type.</param>
    internal Tensor[] DrawMasks(Shape shape, double rate, int used, DType dtype) =>
        [.. MaskKernels(used, dtype).Select(kernel => LayerRandom.DropoutMask(kernel, shape, rate, dtype))];

    /// <summary>As <see cref="DrawMasks"/>, but tells only where the numbers of the masks begin, which are drawn later.</summary>
    /// <param name="size">The elements of one mask.</param>
    /// <param name="rate">The part that is dropped.</param>
    /// <param name="used">How many of the gates' masks are used.</param>
    /// <param name="starts">Result: one more for each of these.</param>
    internal void ReserveMasks(int size, double rate, int used, List<RandomNumbers.Philox4x32> starts)
    {
        if (rate == 0)
            return;
        foreach (RandomNumbers.StatefulKernel kernel in MaskKernels(used, DType.Float32))
            starts.Add(kernel.Reserve(size));
    }

    // The kernels of the gates' masks that are used; those of the others are counted too.
    private RandomNumbers.StatefulKernel[] MaskKernels(int used, DType dtype)
    {
        var kernels = new RandomNumbers.StatefulKernel[Gates];
        for (int gate = 0; gate < Gates; gate++)
            kernels[gate] = _random.NextKernel(RandomNumbers.RandomOp.Uniform, dtype);
        return kernels[..used];
    }

    private Tensor[]? Masks(ref Tensor[]? cache, Tensor like, double rate, bool training, int used)
    {
        if (rate == 0 || !training || like.IsSymbolic)
            return null;
        // A step of training makes its own masks: those of another are gone with it.
        if (_maskScope != StepScope.Current)
        {
            ResetMasks();
            _maskScope = StepScope.Current;
        }
        return cache ??= DrawMasks(like.shape, rate, used, like.dtype);
    }

    /// <summary>x·W of every gate plus its bias.</summary>
    private protected Tensor[] InputProducts(Tensor x, bool training, Tensor? inputBias) => Products(x, InputMasks(x, training), kernel!, inputBias);

    /// <summary>h·U of the first gates plus their bias.</summary>
    private protected Tensor[] StateProducts(Tensor h, bool training, Tensor? stateBias, int gates) =>
        Products(h, StateMasks(h, training), recurrent_kernel!, stateBias, gates);

    /// <summary>The gate's columns of a kernel.</summary>
    private protected Tensor Columns(Tensor kernel, int gate, int count = 1) => Op.SliceAxis(kernel, -1, gate * units, count * units);

    private Tensor[] Products(Tensor x, Tensor[]? masks, Tensor weights, Tensor? bias, int gates = 0)
    {
        gates = gates == 0 ? Gates : gates;
        var products = new Tensor[gates];
        if (masks is { Length: > 1 })
        {
            for (int gate = 0; gate < gates; gate++)
                products[gate] = Op.MatMul(Op.Multiply(x, masks[gate]), Columns(weights, gate), bias: bias is null ? null : Columns(bias, gate));
            return products;
        }
        if (masks is not null)
            x = Op.Multiply(x, masks[0]);
        Tensor all = Op.MatMul(x, gates == Gates ? weights : Columns(weights, 0, gates), bias: bias is null || gates == Gates ? bias : Columns(bias, 0, gates));
        for (int gate = 0; gate < gates; gate++)
            products[gate] = gates == 1 ? all : Columns(all, gate);
        return products;
    }

    /// <summary>The function that the whole-sequence operations know under this activation's name, or null.</summary>
    internal static GateFunction? FunctionOf(ActivationFunction activation) => activation.name switch
    {
        "linear" => GateFunction.Linear,
        "tanh" => GateFunction.Tanh,
        "sigmoid" => GateFunction.Sigmoid,
        "hard_sigmoid" => GateFunction.HardSigmoid,
        "relu" => GateFunction.Relu,
        _ => null,
    };
}
