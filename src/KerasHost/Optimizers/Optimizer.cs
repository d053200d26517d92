using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using KerasHost.Backend;
using KerasHost.Engines;
using KerasHost.Export;
using KerasHost.Initializers;
using KerasHost.Layers;
using KerasHost.Optimizers.Schedules;
using KerasHost.Saving;

namespace KerasHost.Optimizers;

/// <summary>
/// Changes variables by their gradients. An optimizer of a script derives from it, makes its slots in <see cref="create_slots"/> and overrides
/// <see cref="update_step"/>. Mirrors tf_keras/src/optimizers/optimizer.py.
/// </summary>
[KerasExport("keras.optimizers.Optimizer")]
[ConfigFamily]
[IgnoredConfigKeys("is_legacy_optimizer")]
public abstract class Optimizer : IHasConfig
{
    private readonly List<Variable> _variables = [];
    private readonly Dictionary<Variable, int> _positions = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Variable> _withoutDecay = new(ReferenceEqualityComparer.Instance);
    private readonly Variable _rate;
    private LearningRateSchedule? _schedule;
    private Variable[] _averages = [];
    private string[] _withoutDecayNames = [];
    private StepArena? _arena;

    /// <summary>An optimizer.</summary>
    /// <param name="name">The name; names of slots begin with it.</param>
    /// <param name="learning_rate">A number or a schedule.</param>
    /// <param name="weight_decay">Before each update a variable loses this part of itself, times the learning rate; null for none.</param>
    /// <param name="clipnorm">The largest norm of a variable's gradient.</param>
    /// <param name="clipvalue">The largest size of an element of a gradient.</param>
    /// <param name="global_clipnorm">The largest norm of all gradients together.</param>
    /// <param name="use_ema">Whether a moving average of the variables is kept, which they take over at the end of training.</param>
    /// <param name="ema_momentum">The part of the average that a step keeps, 0 to 1.</param>
    /// <param name="ema_overwrite_frequency">After every so many steps variables take over their average; null for never.</param>
    /// <param name="lr">The old name of the learning rate, which tf_keras 2.16 ignores with a warning.</param>
    /// <param name="decay">An old argument; an error, as in tf_keras 2.16.</param>
    /// <exception cref="KerasValueException">Arguments exclude each other or are out of range.</exception>
    protected Optimizer(string name, LearningRateArg learning_rate, double? weight_decay = null, double? clipnorm = null, double? clipvalue = null,
        double? global_clipnorm = null, bool use_ema = false, double ema_momentum = 0.99, int? ema_overwrite_frequency = null,
        double? lr = null, double? decay = null)
    {
        if (lr is not null)
            Warnings.Once($"`lr` is deprecated in TF-Keras optimizer, please use `learning_rate` or use the legacy optimizer, e.g.,tf.keras.optimizers.legacy.{GetType().Name}.");
        if (decay is not null)
            throw new KerasValueException($"decay is deprecated in the new TF-Keras optimizer, please check the docstring for valid arguments, or use the legacy optimizer, e.g., tf.keras.optimizers.legacy.{GetType().Name}.");
        if (use_ema && ema_momentum is > 1 or < 0)
            throw new KerasValueException($"`ema_momentum` must be in the range [0, 1]. Received: ema_momentum={PythonText.Repr(ema_momentum)}");
        if (use_ema && ema_overwrite_frequency < 1)
            throw new KerasValueException($"`ema_overwrite_frequency` must be an integer > 1 or None. Received: ema_overwrite_frequency={ema_overwrite_frequency}");
        if (clipnorm is not null && global_clipnorm is not null)
            throw new KerasValueException($"At most one of `clipnorm` and `global_clipnorm` can be set. Received: clipnorm={PythonText.Repr(clipnorm)}, global_clipnorm={PythonText.Repr(global_clipnorm)}.");
        this.name = name;
        this.weight_decay = weight_decay;
        this.clipnorm = clipnorm;
        this.clipvalue = clipvalue;
        this.global_clipnorm = global_clipnorm;
        this.use_ema = use_ema;
        this.ema_momentum = ema_momentum;
        this.ema_overwrite_frequency = ema_overwrite_frequency;
        using StepScope.Suspension _ = StepScope.Suspend();
        iterations = new Variable(Tensor.Scalar(0L), false, IterationName);
        _variables.Add(iterations);
        _schedule = learning_rate.Schedule;
        double first = _schedule is null ? learning_rate : _schedule.call(iterations).ToDouble();
        _rate = new Variable(Op.Fill([], first, RateType), false, _schedule is null ? "learning_rate:0" : "current_learning_rate:0");
    }

    /// <summary>The name.</summary>
    public string name { get; }

    /// <summary>The part of itself, times the learning rate, that a variable loses before each update; null for none.</summary>
    public double? weight_decay { get; }

    /// <summary>The largest norm of a variable's gradient, or null.</summary>
    public double? clipnorm { get; }

    /// <summary>The largest size of an element of a gradient, or null.</summary>
    public double? clipvalue { get; }

    /// <summary>The largest norm of all gradients together, or null.</summary>
    public double? global_clipnorm { get; }

    /// <summary>Whether a moving average of the variables is kept.</summary>
    public bool use_ema { get; }

    /// <summary>The part of the average that a step keeps.</summary>
    public double ema_momentum { get; }

    /// <summary>After every so many steps variables take over their average, or null.</summary>
    public int? ema_overwrite_frequency { get; }

    /// <summary>Always false: there is nothing to compile.</summary>
    public bool jit_compile => false;

    /// <summary>The number of updates done.</summary>
    public Variable iterations { get; }

    /// <summary>Whether the slots exist.</summary>
    public bool built { get; private set; }

    /// <summary>The number of updates and the slots, in Keras's order.</summary>
    public IReadOnlyList<Variable> variables => _variables;

    /// <summary>
    /// The learning rate now. It can be set while training, unless it is a schedule. A schedule can be set in its place at any time and counts from
    /// the next step on, as it does in the reference's eager mode (its compiled functions keep the schedule that they were made with).
    /// </summary>
    /// <exception cref="KerasTypeException">A number was set in place of a schedule.</exception>
    public LearningRateArg learning_rate
    {
        get => LearningRateArg.Of(_rate, _schedule);
        set
        {
            if (value.Schedule is { } schedule)
                _schedule = schedule;
            else if (_schedule is not null)
                throw new KerasTypeException("This optimizer was created with a `LearningRateSchedule` object as its `learning_rate` constructor argument, hence its learning rate is not settable. If you need the learning rate to be settable, you should instantiate the optimizer with a float `learning_rate` argument.");
            else
                SetRate(value);
        }
    }

    /// <summary>Whether a schedule sets the learning rate.</summary>
    internal bool HasSchedule => _schedule is not null;

    /// <summary>The old name of <see cref="learning_rate"/>.</summary>
    public LearningRateArg lr
    {
        get => learning_rate;
        set => learning_rate = value;
    }

    /// <summary>The variable that holds the learning rate.</summary>
    internal Variable RateVariable => _rate;

    /// <summary>The learning rate of the running step, as the optimizer's variable holds it.</summary>
    protected double Rate { get; private set; }

    /// <summary>The number of the running step, from 1.</summary>
    protected long Step { get; private set; }

    /// <summary>What names of slots begin with.</summary>
    private protected string Scope { get; set; } = "";

    /// <summary>Keras's name of <see cref="iterations"/>.</summary>
    private protected virtual string IterationName => "iteration:0";

    /// <summary>The type of the variable that holds the learning rate.</summary>
    private protected virtual DType RateType => Settings.Floatx;

    /// <summary>Makes the slots for these variables; the first update does so by itself.</summary>
    public void build(IReadOnlyList<Variable> var_list)
    {
        if (built)
            return;
        using StepScope.Suspension _ = StepScope.Suspend();
        for (int i = 0; i < var_list.Count; i++)
            _positions[var_list[i]] = i;
        if (use_ema)
            _averages = [.. var_list.Select(variable => add_variable_from_reference(variable, "average", variable.value))];
        create_slots(var_list);
        built = true;
        DeferredRestores.Run(this);
    }

    /// <summary>Updates variables by their gradients.</summary>
    /// <param name="grads_and_vars">Each variable with its gradient; a null gradient leaves it alone.</param>
    /// <returns>The number of updates done.</returns>
    /// <exception cref="KerasValueException">No variable has a gradient.</exception>
    public Variable apply_gradients(IEnumerable<(Gradient? Gradient, Variable Variable)> grads_and_vars)
    {
        var pairs = grads_and_vars.ToArray();
        Apply(Array.ConvertAll(pairs, pair => pair.Gradient), Array.ConvertAll(pairs, pair => pair.Variable));
        return iterations;
    }

    /// <inheritdoc cref="apply_gradients(IEnumerable{ValueTuple{Gradient, Variable}})"/>
    public Variable apply_gradients(IEnumerable<(Tensor? Gradient, Variable Variable)> grads_and_vars) =>
        apply_gradients(grads_and_vars.Select(pair => (pair.Gradient is null ? null : new Gradient(pair.Gradient), pair.Variable)));

    /// <summary>Takes the gradients of a loss and updates variables by them.</summary>
    /// <param name="loss">What to lower.</param>
    /// <param name="var_list">The variables.</param>
    /// <param name="tape">The tape that recorded how the loss came about.</param>
    public void minimize(Tensor loss, IReadOnlyList<Variable> var_list, GradientTape tape)
    {
        Gradient?[] gradients = tape.gradient(loss, var_list);
        using GradientTape.StopRecording _ = tape.stop_recording();
        Apply(gradients, var_list);
    }

    /// <summary>Computes a loss and its gradients, and updates variables by them.</summary>
    /// <param name="loss">Computes what to lower.</param>
    /// <param name="var_list">The variables.</param>
    public void minimize(Func<Tensor> loss, IReadOnlyList<Variable> var_list)
    {
        using var tape = new GradientTape();
        minimize(loss(), var_list, tape);
    }

    /// <summary>Computes a loss and its gradients.</summary>
    public List<(Gradient? Gradient, Variable Variable)> compute_gradients(Func<Tensor> loss, IReadOnlyList<Variable> var_list)
    {
        using var tape = new GradientTape();
        Gradient?[] gradients = tape.gradient(loss(), var_list);
        return [.. gradients.Zip(var_list)];
    }

    /// <summary>Leaves variables out of weight decay; before the first update only.</summary>
    /// <param name="var_list">These variables.</param>
    /// <param name="var_names">Those whose name contains one of these regular expressions.</param>
    /// <exception cref="KerasValueException">The slots exist already.</exception>
    public void exclude_from_weight_decay(IReadOnlyList<Variable>? var_list = null, IReadOnlyList<string>? var_names = null)
    {
        if (built)
            throw new KerasValueException("`exclude_from_weight_decay()` can only be configued before the optimizer is built.");
        _withoutDecay.Clear();
        _withoutDecay.UnionWith(var_list ?? []);
        _withoutDecayNames = [.. var_names ?? []];
    }

    /// <summary>Variables take over their moving average, where one is kept; the end of <c>fit</c> does so.</summary>
    public void finalize_variable_values(IReadOnlyList<Variable> var_list)
    {
        if (!use_ema)
            return;
        foreach (Variable variable in var_list)
            variable.assign(_averages[IndexOf(variable)]);
    }

    /// <summary>Sets <see cref="variables"/>.</summary>
    /// <exception cref="KerasValueException">The slots do not exist yet, or a shape differs.</exception>
    public void set_weights(IReadOnlyList<TensorLike> weights)
    {
        if (!built)
            throw new KerasValueException("You are calling `set_weights()` on an optimizer that has not yet been built. Please call `optimizer.build(trainable_variables)` to create the optimizer weights before calling `set_weights()`.");
        using StepScope.Suspension _ = StepScope.Suspend();
        foreach ((Variable variable, TensorLike weight) in _variables.Zip(weights))
        {
            if (variable.shape != weight.shape)
                throw new KerasValueException($"Optimizer variable {variable.name} has shape {variable.shape} not compatible with provided weight shape {weight.shape}.");
            variable.assign(weight.ToTensor(variable.dtype));
        }
    }

    /// <summary>The arguments of the constructor that would make this optimizer again.</summary>
    public virtual Config get_config()
    {
        var config = new Config
        {
            ["name"] = name,
            ["weight_decay"] = weight_decay,
            ["clipnorm"] = clipnorm,
            ["global_clipnorm"] = global_clipnorm,
            ["clipvalue"] = clipvalue,
            ["use_ema"] = use_ema,
            ["ema_momentum"] = ema_momentum,
            ["ema_overwrite_frequency"] = ema_overwrite_frequency,
            ["jit_compile"] = jit_compile,
            ["is_legacy_optimizer"] = false,
        };
        ClassRegistry.WriteTo(this, config);
        return config;
    }

    /// <summary>Makes the slots for these variables with <see cref="add_variable_from_reference"/>.</summary>
    protected virtual void create_slots(IReadOnlyList<Variable> var_list) { }

    /// <summary>Updates one variable.</summary>
    /// <param name="gradient">Its gradient, clipped.</param>
    /// <param name="variable">The variable.</param>
    protected abstract void update_step(Gradient gradient, Variable variable);

    /// <summary>Makes a slot of the shape and type of a variable.</summary>
    /// <param name="model_variable">The variable.</param>
    /// <param name="variable_name">The slot's name; the variable's follows.</param>
    /// <param name="initial_value">The slot's first value; null for zeros.</param>
    protected Variable add_variable_from_reference(Variable model_variable, string variable_name, Tensor? initial_value = null)
    {
        string slotName = SlotName(model_variable, variable_name);
        Variable slot = initial_value is null ? Variable.Over(Op.Zeros(model_variable.shape, model_variable.dtype), false, slotName) : new(initial_value, false, slotName);
        _variables.Add(slot);
        return slot;
    }

    /// <summary>Makes two slots for each variable, side by side, as Keras orders those of most optimizers.</summary>
    /// <param name="variables">The variables.</param>
    /// <param name="first">The name of the first slot.</param>
    /// <param name="second">The name of the second slot.</param>
    /// <param name="start">What the elements of the first slot start with.</param>
    private protected (Variable[] First, Variable[] Second) AddPairs(IReadOnlyList<Variable> variables, string first, string second, double start = 0)
    {
        (Variable[] firsts, Variable[] seconds) = (new Variable[variables.Count], new Variable[variables.Count]);
        for (int i = 0; i < variables.Count; i++)
        {
            firsts[i] = add_variable_from_reference(variables[i], first, start == 0 ? null : Op.Fill(variables[i].shape, start, variables[i].dtype));
            seconds[i] = add_variable_from_reference(variables[i], second);
        }
        return (firsts, seconds);
    }

    /// <summary>Makes a variable of the optimizer.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="dtype">Its type; null for <c>floatx</c>.</param>
    /// <param name="initializer">Its first value; zeros by default.</param>
    /// <param name="name">Its name.</param>
    protected Variable add_variable(Shape shape, DType? dtype = null, InitializerArg? initializer = null, string? name = null)
    {
        using StepScope.Suspension _ = StepScope.Suspend();
        var variable = new Variable((initializer ?? "zeros").Resolve().call(shape, dtype ?? Settings.Floatx), false, Scope + (name ?? "Variable") + ":0");
        _variables.Add(variable);
        return variable;
    }

    /// <summary>The position of a variable in the list that the optimizer was built with.</summary>
    /// <exception cref="KerasException">It was not in the list.</exception>
    protected int IndexOf(Variable variable) => _positions.TryGetValue(variable, out int at)
        ? at
        : throw new KerasException($"The optimizer cannot recognize variable {variable.name}. This usually means you are trying to call the optimizer to update different parts of the model separately. Please call `optimizer.build(variables)` with the full list of trainable variables before the training loop or use legacy optimizer `tf.keras.optimizers.legacy.{GetType().Name}.");

    /// <summary>Keras's name of a slot.</summary>
    private protected virtual string SlotName(Variable variable, string slot) => $"{Scope}{slot}/{variable.name}";

    /// <summary>Makes gradients smaller where they exceed a limit.</summary>
    private protected virtual void Clip(Gradient[] gradients)
    {
        if (clipnorm > 0)
            GradientClipping.ByNorm(gradients, clipnorm.Value);
        else if (global_clipnorm > 0)
            GradientClipping.ByGlobalNorm(gradients, global_clipnorm.Value);
        else if (clipvalue > 0)
            GradientClipping.ByValue(gradients, clipvalue.Value);
    }

    /// <summary>The learning rate of a step.</summary>
    /// <param name="done">How many steps were done before.</param>
    /// <param name="rate">What the optimizer's variable holds.</param>
    private protected virtual double RateAfter(long done, double rate) => rate;

    /// <summary>Runs the optimizer's formula on a variable and its slots, in place.</summary>
    /// <param name="update">The formula.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="gradient">Its gradient; a sparse one counts as zeros elsewhere.</param>
    /// <param name="first">The first slot, or null.</param>
    /// <param name="second">The second slot, or null.</param>
    /// <param name="third">The third slot, or null.</param>
    private protected static void Update<TUpdate>(TUpdate update, Variable variable, Gradient gradient, Variable? first = null, Variable? second = null, Variable? third = null)
        where TUpdate : unmanaged, IUpdate =>
        Engine.Current.Update(update, variable.UpdateInPlace(), gradient.ToDense(), first?.UpdateInPlace(), second?.UpdateInPlace(), third?.UpdateInPlace());

    /// <summary>A step's update of all variables; gradients are not null.</summary>
    private protected virtual void UpdateAll(Gradient[] gradients, Variable[] trained)
    {
        for (int i = 0; i < trained.Length; i++)
            if (weight_decay is { } part && HasDecay(trained[i]))
                Engine.Current.Update(new Decay(AdamCorrection.Single(part), Rate), trained[i].UpdateInPlace(), trained[i].value);
        for (int i = 0; i < trained.Length; i++)
        {
            IndexOf(trained[i]);
            update_step(gradients[i], trained[i]);
        }
        if (use_ema)
            UpdateAverages(trained);
    }

    private void Apply(Gradient?[] gradients, IReadOnlyList<Variable> variables)
    {
        if (variables.Count == 0)
            return;
        // Outside of a step of fit this update is a step of its own, so that variables may change in place.
        using StepScope? scope = StepScope.Current is null ? StepScope.Begin(_arena ??= new(), graph: false) : null;
        if (_schedule is not null)
            SetRate(_schedule.call(iterations).ToDouble());
        if (!built)
        {
            Scope = name + "/";
            build(variables);
        }
        (Gradient[] given, Variable[] trained) = WithoutEmpty(gradients, variables);
        Clip(given);
        long done = (long)iterations.value.ToDouble();
        Rate = RateAfter(done, _rate.value.ToDouble());
        Step = done + 1;
        UpdateAll(given, trained);
        iterations.Overwrite<long>()[0] = done + 1;
        foreach (Variable variable in trained)
            if (variable.Constraint is { } constraint)
                variable.assign(constraint(variable.value));
    }

    private (Gradient[] Gradients, Variable[] Variables) WithoutEmpty(Gradient?[] gradients, IReadOnlyList<Variable> variables)
    {
        if (Array.IndexOf(gradients, null) < 0)
            return ((Gradient[])gradients!, variables as Variable[] ?? [.. variables]);
        var missing = new List<string>();
        var given = new List<Gradient>();
        var trained = new List<Variable>();
        for (int i = 0; i < gradients.Length; i++)
            if (gradients[i] is { } gradient)
            {
                given.Add(gradient);
                trained.Add(variables[i]);
            }
            else
                missing.Add(variables[i].name);
        if (given.Count == 0)
            throw new KerasValueException($"No gradients provided for any variable: ({PythonText.Repr(missing)},).");
        Warnings.Once($"Gradients do not exist for variables {PythonText.Repr(missing)} when minimizing the loss. If you're using `model.compile()`, did you forget to provide a `loss` argument?");
        return ([.. given], [.. trained]);
    }

    private bool HasDecay(Variable variable) =>
        !_withoutDecay.Contains(variable) && !Array.Exists(_withoutDecayNames, pattern => Regex.IsMatch(variable.name, pattern));

    private void UpdateAverages(Variable[] trained)
    {
        bool overwrite = ema_overwrite_frequency is { } frequency && Step % frequency == 0;
        foreach (Variable variable in trained)
        {
            Tensor average = _averages[IndexOf(variable)].UpdateInPlace();
            Engine.Current.Update(new Average(ema_momentum), average, variable.value);
            if (overwrite)
                average.Bytes.CopyTo(variable.UpdateInPlace().Bytes);
        }
    }

    private void SetRate(double value)
    {
        if (_rate.dtype == DType.Float64)
            _rate.Overwrite<double>()[0] = value;
        else
            _rate.Overwrite<float>()[0] = (float)value;
    }

    /// <summary>w -= w·part·rate</summary>
    /// <param name="part">What a variable loses, times the learning rate.</param>
    /// <param name="rate">The learning rate.</param>
    private readonly struct Decay(double part, double rate) : IUpdate
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<T>(Vector<T> gradient, ref Vector<T> weight, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => weight -= weight * Lanes.All<T>(part) * Lanes.All<T>(rate);
    }

    /// <summary>w = kept·w + (1 - kept)·g: a moving average.</summary>
    /// <param name="kept">The part of the average that stays.</param>
    private protected readonly struct Average(double kept) : IUpdate
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<T>(Vector<T> gradient, ref Vector<T> weight, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => weight = Lanes.All<T>(kept) * weight + Lanes.All<T>(1 - kept) * gradient;
    }
}
