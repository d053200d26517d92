using KerasHost.Layers;
using KerasHost.Losses;
using KerasHost.Metrics;
using KerasHost.Optimizers;
using KerasHost.RandomNumbers;
using KerasHost.Saving;
using KerasHost.Training;

namespace KerasHost.Models;

public abstract partial class Model
{
    private readonly Dictionary<(int? BatchSize, bool Weighted), GraphSeeds> _trainFunctions = [];
    private IReadOnlyList<string> _resumedSeeds = [];
    private CompiledLoss? _compiledLoss;
    private CompiledMetrics? _compiledMetrics;
    private List<(Layer Layer, bool Trainable)> _trainableAtCompile = [];
    private bool _runEagerly;

    /// <summary>The optimizer of the last <c>compile</c>.</summary>
    /// <exception cref="KerasException">The model is not compiled.</exception>
    public Optimizer optimizer { get => field ?? throw NotCompiled(); private set; }

    /// <summary>The loss of the last <c>compile</c>.</summary>
    public LossArg loss { get; private set; }

    /// <summary>The arguments of the last <c>compile</c>, which files of the model hold; null before.</summary>
    internal CompileArguments? CompiledWith { get; private set; }

    /// <summary>The mean loss, the metrics of <c>compile</c> and those of layers.</summary>
    public override IReadOnlyList<Metric> metrics => _compiledLoss is null ? base.metrics : [.. _compiledLoss.Metrics, .. _compiledMetrics!.Metrics, .. base.metrics];

    /// <summary>The names of <see cref="metrics"/>, the loss first.</summary>
    public IReadOnlyList<string> metrics_names => [.. metrics.Select(metric => metric.name)];

    /// <summary>Says how the model is trained.</summary>
    /// <param name="optimizer">The optimizer, by name or as an object.</param>
    /// <param name="loss">The loss; none if layers add their own. One for all outputs, or a list or dictionary with one for each.</param>
    /// <param name="metrics">What else is measured. A list for all outputs, or a list or dictionary of lists.</param>
    /// <param name="loss_weights">A factor for the loss, or one for that of each output.</param>
    /// <param name="weighted_metrics">What else is measured with sample weights.</param>
    /// <param name="run_eagerly">Whether random operations draw seeds as in eager calls; the numbers of a step are the same.</param>
    /// <param name="steps_per_execution">Batches a call in Keras; here it changes how often batch callbacks run.</param>
    /// <param name="jit_compile">Accepted; there is nothing to compile.</param>
    [FunctionOverloads]
    public void compile(OptimizerArg optimizer = default, LossArg loss = default, MetricList? metrics = null, LossWeights? loss_weights = null,
        MetricList? weighted_metrics = null, bool run_eagerly = false, int steps_per_execution = 1, bool? jit_compile = null)
    {
        if (steps_per_execution != 1)
            throw new KerasValueException($"steps_per_execution={steps_per_execution} is not supported here: it only groups batches to save Python's time, which there is none of. Leave it at 1.");
        this.optimizer = optimizer.Or("rmsprop");
        this.loss = loss;
        _compiledLoss = new(loss, loss_weights);
        _compiledMetrics = new(metrics ?? [], weighted_metrics ?? []);
        _runEagerly = run_eagerly;
        _trainFunctions.Clear();
        CompiledWith = new(optimizer, loss, metrics, loss_weights, weighted_metrics, run_eagerly, jit_compile);
        _trainableAtCompile = [.. Flatten().Select(layer => (layer, layer.trainable))];
        DeferredRestores.Run(this);
    }

    private static KerasException NotCompiled() =>
        new("You must compile your model before training/testing. Use `model.compile(optimizer, loss)`.");

    private CompiledLoss Loss => _compiledLoss ?? throw NotCompiled();

    // The random operations of a train step, numbered for each traced function; the first one after compile is traced twice. As in
    // TensorFlow the first function of a fixed batch size is traced for that size alone, the next one for every size.
    private GraphSeeds? TrainSeeds(int? batchSize, bool weighted, bool builtBefore)
    {
        if (_runEagerly)
            return null;
        if (!_trainFunctions.ContainsKey((batchSize, weighted)) && _trainFunctions.Keys.Any(key => key.Weighted == weighted))
            batchSize = null;
        if (!_trainFunctions.TryGetValue((batchSize, weighted), out GraphSeeds? seeds))
        {
            _trainFunctions[(batchSize, weighted)] = seeds = new(_trainFunctions.Count > 0 ? 1 : builtBefore ? 2 : 3);
            if (_trainFunctions.Count <= _resumedSeeds.Count)
                seeds.Resume(_resumedSeeds[_trainFunctions.Count - 1]);
        }
        return seeds;
    }

    /// <summary>Where the random operations of the train functions are, in the order in which the functions were made.</summary>
    internal IReadOnlyList<string> RandomState
    {
        get => [.. _trainFunctions.Values.Select(seeds => seeds.State)];
        set
        {
            _resumedSeeds = value;
            foreach ((GraphSeeds seeds, string state) in _trainFunctions.Values.Zip(value))
                seeds.Resume(state);
        }
    }

    /// <summary>
    /// What was trainable at compile time is while this is in use; changes made since count only after the next compile, as in Keras.
    /// </summary>
    private readonly ref struct CompiledTrainability
    {
        private readonly List<(Layer Layer, bool Trainable)>? _now;

        public CompiledTrainability(Model model)
        {
            if (!model._trainableAtCompile.Exists(state => state.Layer.trainable != state.Trainable))
                return;
            _now = [.. model._trainableAtCompile.Select(state => (state.Layer, state.Layer.trainable))];
            foreach ((Layer layer, bool trainable) in model._trainableAtCompile)
                layer.OwnTrainable = trainable;
        }

        public void Dispose()
        {
            foreach ((Layer layer, bool trainable) in _now ?? [])
                layer.OwnTrainable = trainable;
        }
    }
}
