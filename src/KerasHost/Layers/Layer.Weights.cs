using KerasHost.Constraints;
using KerasHost.Initializers;
using KerasHost.Numpy;
using KerasHost.Regularizers;
using KerasHost.Saving;

namespace KerasHost.Layers;

public abstract partial class Layer
{
    private readonly List<Weight> _ownWeights = [];
    private readonly List<Tensor> _addedLosses = [];
    private readonly List<Func<Tensor>> _lossFunctions = [];

    /// <summary>All weights: trained ones first, those of the layers inside after the layer's own.</summary>
    public virtual IReadOnlyList<Variable> weights => [.. trainable_weights.Concat(non_trainable_weights)];

    /// <summary>All weights.</summary>
    public IReadOnlyList<Variable> variables => weights;

    /// <summary>The weights that training changes.</summary>
    public virtual IReadOnlyList<Variable> trainable_weights
    {
        get
        {
            if (!trainable)
                return [];
            // A model asks in every step: no chain of iterators here.
            var found = new DistinctList<Variable>();
            if (_isKerasLayer)
            {
                foreach (Weight weight in _ownWeights)
                    if (weight.Variable.trainable)
                        found.Add(weight.Variable);
            }
            else
                found.AddRange(OwnWeights(true));
            foreach (Layer layer in Sublayers)
                found.AddRange(layer.trainable_weights);
            return found.ToArray();
        }
    }

    /// <summary>The weights that training leaves alone.</summary>
    public virtual IReadOnlyList<Variable> non_trainable_weights => trainable
        ? [.. OwnWeights(false).Concat(Sublayers.SelectMany(layer => layer.non_trainable_weights)).Distinct()]
        : [.. OwnWeights(true).Concat(OwnWeights(false)).Concat(Sublayers.SelectMany(layer => layer.weights)).Distinct()];

    /// <summary>The weights that training changes.</summary>
    public IReadOnlyList<Variable> trainable_variables => trainable_weights;

    /// <summary>The weights that training leaves alone.</summary>
    public IReadOnlyList<Variable> non_trainable_variables => non_trainable_weights;

    /// <summary>What is added to the loss: penalties of regularizers, and what <see cref="add_loss"/> took in the last call.</summary>
    public virtual IReadOnlyList<Tensor> losses
    {
        get
        {
            List<Tensor>? found = _addedLosses.Count > 0 ? [.. _addedLosses] : null;
            foreach (Func<Tensor> function in _lossFunctions)
                (found ??= []).Add(function());
            foreach (Weight weight in _ownWeights)
                if (weight.Regularizer is { } regularizer)
                    (found ??= []).Add(regularizer.call(weight.Variable.value));
            foreach (Layer layer in Sublayers)
                if (layer.losses is { Count: > 0 } inside)
                    (found ??= []).AddRange(inside);
            return found is null ? [] : found;
        }
    }

    /// <summary>Makes a weight of this layer.</summary>
    /// <param name="name">Its name within the layer.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="dtype">Its type; null for the layer's.</param>
    /// <param name="initializer">Its first value; null means glorot_uniform for floats and zeros for others.</param>
    /// <param name="regularizer">A penalty on it, or null.</param>
    /// <param name="trainable">Whether training changes it.</param>
    /// <param name="constraint">What holds for it after every update, or null.</param>
    public Variable add_weight(string? name = null, Shape shape = default, DType? dtype = null, InitializerArg? initializer = null,
        RegularizerArg? regularizer = null, bool trainable = true, ConstraintArg? constraint = null)
    {
        DType type = dtype ?? this.dtype;
        if (!shape.IsFullyKnown)
            throw new KerasShapeException($"Weight '{name}' of layer '{this.name}' cannot have the shape {shape}: every size must be known.");
        Initializer first = (initializer ?? (type.is_floating ? "glorot_uniform" : "zeros")).Resolve();
        using StepScope.Suspension _ = StepScope.Suspend();
        string fullName = NameScope.Qualify(this.name, name ?? "Variable") + ":0";
        // Keras's own initializers make a new tensor at each call, all but those of given numbers; one of a script may keep it.
        bool isFresh = first.GetType() is { IsPublic: true } kind && kind.Assembly == typeof(Layer).Assembly && first is not Constant;
        Variable variable = isFresh && AwaitedWeights.Current is { } awaited ? awaited.Make(first, shape, type, trainable, fullName)
            : isFresh ? Variable.Over(first.call(shape, type), trainable, fullName) : new(first.call(shape, type), trainable, fullName);
        variable.Constraint = constraint?.Resolve() is { } held ? held.call : null;
        _ownWeights.Add(new(variable, regularizer?.Resolve()));
        return variable;
    }

    /// <summary>Adds a term to the loss of the step that runs.</summary>
    /// <param name="loss">A number, or a tensor whose mean counts.</param>
    public void add_loss(Tensor loss) => _addedLosses.Add(loss.ndim == 0 ? loss : Op.Mean(loss));

    /// <summary>Adds a term to the loss of every step from now on, computed anew each time, such as a penalty on a weight.</summary>
    /// <param name="loss">Returns one number.</param>
    public void add_loss(Func<Tensor> loss) => _lossFunctions.Add(loss);

    /// <summary>The number of single weights.</summary>
    /// <exception cref="KerasValueException">The weights do not exist yet.</exception>
    public int count_params()
    {
        if (!built)
            throw new KerasValueException($"You tried to call `count_params` on layer {name}, but the layer isn't built. You can build it manually via: `{name}.build(batch_input_shape)`.");
        return checked((int)weights.Sum(w => w.shape.Size));
    }

    /// <summary>Sets all weights, in the order of <see cref="weights"/>. Nothing changes unless all fit.</summary>
    /// <exception cref="KerasValueException">The number of arrays or a shape differs.</exception>
    public void set_weights(IReadOnlyList<TensorLike> weights)
    {
        IReadOnlyList<Variable> mine = this.weights;
        if (mine.Count != weights.Count)
            throw new KerasValueException(
                $"You called `set_weights(weights)` on layer \"{name}\" with a weight list of length {weights.Count}, but the layer was expecting {mine.Count} weights. Provided weights: {string.Concat(string.Join(", ", weights.Select(w => w.shape)).Take(50))}...");
        using StepScope.Suspension _ = StepScope.Suspend();
        var values = new Tensor[mine.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = weights[i].ToTensor(mine[i].dtype);
            if (values[i].shape != mine[i].shape)
                throw new KerasShapeException($"Layer {name} weight shape {mine[i].shape} is not compatible with provided weight shape {values[i].shape}.");
        }
        for (int i = 0; i < values.Length; i++)
            mine[i].assign(values[i]);
    }

    /// <inheritdoc cref="set_weights(IReadOnlyList{TensorLike})"/>
    public void set_weights(IReadOnlyList<NDArray> weights) =>
        set_weights([.. (weights ?? throw new KerasTypeException("object of type 'NoneType' has no len()")).Select(w => (TensorLike)w)]);

    /// <summary>Forgets what <see cref="add_loss"/> took; a model does so before every step.</summary>
    internal void ClearLosses()
    {
        _addedLosses.Clear();
        foreach (Layer layer in Sublayers)
            layer.ClearLosses();
    }

    /// <summary>The weights of this layer without those of the layers inside: first what training changes, then the rest, whatever <see cref="trainable"/> says.</summary>
    internal IEnumerable<Variable> OwnVariables => OwnWeights(true).Concat(OwnWeights(false));

    private IEnumerable<Variable> OwnWeights(bool trained)
    {
        IEnumerable<Variable> own = _ownWeights.Select(w => w.Variable);
        if (!_isKerasLayer)
            own = own.Concat(TrackedFields<Variable>()).Distinct();
        return own.Where(w => w.trainable == trained);
    }

    private readonly record struct Weight(Variable Variable, Regularizer? Regularizer);
}
