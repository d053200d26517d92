using KerasHost.Callbacks;
using KerasHost.Layers;
using KerasHost.RandomNumbers;
using KerasHost.Seeding;
using KerasHost.Training;

namespace KerasHost.Models;

public abstract partial class Model
{
    /// <summary>The history of the last <c>fit</c>, or null.</summary>
    public History? history { get; internal set; }

    /// <summary>Set to true, by a callback, to end training after the running batch.</summary>
    public bool stop_training { get; set; }

    private TrainingPosition? _resumeAt;

    /// <summary>How many batches the model was trained on in all; Keras's <c>_train_counter</c>.</summary>
    internal long TrainCounter { get; set; }

    /// <summary>Trains the model.</summary>
    /// <param name="x">The inputs, first axis the samples.</param>
    /// <param name="y">The targets, as many.</param>
    /// <param name="batch_size">Samples a step; null means 32.</param>
    /// <param name="epochs">The number of the last epoch; as many run as lie behind <paramref name="initial_epoch"/>.</param>
    /// <param name="verbose">0 silent, 1 (or "auto") a progress bar, 2 a line an epoch.</param>
    /// <param name="callbacks">Code that runs at points of training.</param>
    /// <param name="validation_split">The part of the samples, from the end, that is kept for validation, 0 to 1.</param>
    /// <param name="validation_data">Inputs, targets and maybe sample weights for validation.</param>
    /// <param name="shuffle">Whether each epoch visits the samples in a new order.</param>
    /// <param name="class_weight">A weight for each class, by its number.</param>
    /// <param name="sample_weight">A weight for each sample, or each timestep.</param>
    /// <param name="initial_epoch">The number of the first epoch.</param>
    /// <param name="steps_per_epoch">Batches an epoch; null means all there are.</param>
    /// <param name="validation_steps">Batches of a validation; null means all there are.</param>
    /// <param name="validation_batch_size">Samples a validation step; null means <paramref name="batch_size"/>.</param>
    /// <param name="validation_freq">After which epochs validation runs: every so many, or a list counted from 1.</param>
    /// <param name="nb_epoch">The old name of <paramref name="epochs"/>.</param>
    /// <returns>The values of every epoch.</returns>
    /// <exception cref="KerasException">The model is not compiled.</exception>
    /// <exception cref="KerasValueException">The data do not fit together or the model.</exception>
    public History fit(TensorLike x, TensorLike? y = null, int? batch_size = null, int epochs = 1, Verbosity verbose = default,
        IReadOnlyList<Callback>? callbacks = null, double validation_split = 0, ValidationData? validation_data = null, bool shuffle = true,
        Dictionary<int, double>? class_weight = null, TensorLike? sample_weight = null, int initial_epoch = 0, int? steps_per_epoch = null,
        int? validation_steps = null, int? validation_batch_size = null, ValidationFrequency validation_freq = default, int? nb_epoch = null)
    {
        if (_compiledLoss is null)
            throw NotCompiled();
        if (nb_epoch is { } old)
        {
            Console.Error.WriteLine("WARNING: The `nb_epoch` argument in `fit` has been renamed `epochs`.");
            epochs = old;
        }
        Tensors inputs = ArrayDataSource.PrepareAll(x);
        Tensors? targets = ArrayDataSource.PrepareAll(y), weights = ArrayDataSource.PrepareAll(sample_weight);
        (Tensors X, Tensors? Y, Tensors? W)? validation = null;
        if (validation_data is null && validation_split != 0)
            ((inputs, targets, weights), validation) = Split(inputs, targets, weights, validation_split);
        if (class_weight is not null)
            weights = ClassWeights.Apply(class_weight, targets, weights);
        int size = batch_size ?? (steps_per_epoch is { } steps ? (inputs[0].shape[0] + steps - 1) / steps : 32);
        var source = new ArrayDataSource(inputs, targets, weights, size, shuffle);
        int validationSize = validation_batch_size ?? size;
        IDataSource? validationSource = validation is var (vx, vy, vw) ? new ArrayDataSource(vx, vy, vw, validationSize, false) : validation_data?.Source(validationSize, validation_steps);
        return Fit(source, epochs, verbose.Resolve(), callbacks, validationSource, initial_epoch, steps_per_epoch, validation_steps, validation_freq);
    }

    /// <summary>Trains on batches from anywhere.</summary>
    private protected History Fit(IDataSource source, int epochs, int verbose, IReadOnlyList<Callback>? callbacks, IDataSource? validation,
        int initialEpoch, int? stepsPerEpoch, int? validationSteps, ValidationFrequency validationFrequency)
    {
        using var trainability = new CompiledTrainability(this);
        if (stepsPerEpoch == 0)
            throw new KerasValueException("Unexpected value for `steps_per_epoch`. Received value is 0. Please check the docstring for `model.fit()` for supported values.");
        var parameters = new FitParameters(verbose, epochs, stepsPerEpoch ?? source.BatchCount);
        var list = new CallbackList(callbacks, this, parameters, addHistory: true);
        stop_training = false;
        Dictionary<string, double> logs = [];
        _resumeAt = null;
        list.Call(c => c.on_train_begin([]));
        bool anew = source.StartsAnew(stepsPerEpoch);
        // With a number of steps the data go on from epoch to epoch, repeated as often as there are epochs.
        IBatchReader reader = source.Start(anew ? 1 : epochs - initialEpoch);
        try
        {
            int firstStep = 0;
            if (_resumeAt is { } position)
                (initialEpoch, firstStep) = SkipTo(position, source, ref reader, initialEpoch, anew, stepsPerEpoch ?? source.BatchCount);
            for (int epoch = initialEpoch; epoch < epochs; epoch++)
            {
                if (anew && firstStep == 0)
                {
                    reader.Dispose();
                    reader = source.Start();
                }
                reset_metrics();
                list.Call(c => c.on_epoch_begin(epoch, []));
                int? steps = stepsPerEpoch ?? source.BatchCount;
                Dictionary<string, double>? last = RunEpoch(source, reader, list, firstStep, steps, out bool exhausted);
                firstStep = 0;
                if (last is null && logs.Count == 0)
                    throw new KerasValueException("Unexpected result of `train_function` (Empty logs). This could be due to issues in input pipeline that resulted in an empty dataset.");
                if (exhausted)
                    Console.Error.WriteLine($"WARNING: Your input ran out of data; interrupting training. Make sure that your dataset or generator can generate at least `steps_per_epoch * epochs` batches (in this case, {steps * (epochs - initialEpoch)} batches). You may need to use the repeat() function when building your dataset.");
                logs = last ?? MetricValues();
                if (validation is not null && validationFrequency.Includes(epoch))
                    foreach ((string name, double value) in Evaluate(validation, list, validationSteps))
                        logs["val_" + name] = value;
                list.Call(c => c.on_epoch_end(epoch, logs));
                source.OnEpochEnd();
                if (stop_training || exhausted)
                    break;
            }
        }
        finally
        {
            reader.Dispose();
        }
        if (optimizer.built)
            optimizer.finalize_variable_values(trainable_weights);
        list.Call(c => c.on_train_end(logs));
        return list.History!;
    }

    /// <summary>Lets <c>fit</c> go on in the middle; called by a callback when training begins.</summary>
    internal void ResumeAt(TrainingPosition position) => _resumeAt = position;

    // What was trained on before is passed over, so that all that is random is where it was. Batches that are all there were end the epoch.
    private static (int Epoch, int Step) SkipTo(TrainingPosition position, IDataSource source, ref IBatchReader reader, int initialEpoch, bool anew, int? steps)
    {
        (int epoch, int step) = position.Batch == steps ? (position.Epoch + 1, 0) : (position.Epoch, position.Batch);
        long batches = anew ? step : (long)(epoch - initialEpoch) * (steps ?? 0) + step;
        for (int past = initialEpoch; past < epoch; past++)
        {
            if (anew)
                source.SkipEpoch();
            source.OnEpochEnd();
        }
        if (batches == 0)
            return (epoch, 0);
        if (anew)
        {
            reader.Dispose();
            reader = source.Start();
        }
        for (; batches > 0; batches--)
            if (!reader.MoveNext())
                return (epoch + 1, 0);
        return (epoch, step);
    }

    private Dictionary<string, double>? RunEpoch(IDataSource source, IBatchReader reader, CallbackList list, int step, int? steps, out bool exhausted)
    {
        Dictionary<string, double>? logs = null;
        exhausted = false;
        for (; steps is null || step < steps; step++)
        {
            list.TrainBatchBegin(step, []);
            if (!reader.MoveNext())
            {
                exhausted = steps is not null;
                break;
            }
            logs = RunTrainStep(reader.Read, source.StaticBatchSize, source.InputShape, source.InputType);
            list.TrainBatchEnd(step, logs);
            if (stop_training)
                break;
        }
        return logs;
    }

    private Dictionary<string, double> RunTrainStep(Func<Batch> read, int? staticBatchSize, Shape signature, DType type)
    {
        bool builtBefore = built;
        TraceFor(signature, type);
        using StepScope scope = StepScope.Begin(_arena, graph: !_runEagerly);
        Batch batch = read();
        GraphSeeds? seeds = TrainSeeds(staticBatchSize, batch.SampleWeight is not null, builtBefore);
        using TracedFunction.Exit function = TracedFunction.Enter(seeds);
        TrainStep(batch);
        TrainCounter++;
        return MetricValues();
    }

    private static ((Tensors, Tensors?, Tensors?) Train, (Tensors, Tensors?, Tensors?) Validation) Split(Tensors x, Tensors? y, Tensors? w, double part)
    {
        if (part is < 0 or > 1)
            throw new KerasValueException($"`validation_split` must be between 0 and 1, received {part}");
        int count = x[0].shape[0];
        int at = (int)Math.Floor(count * (1 - part));
        if (at == 0 || at == count)
            throw new KerasValueException(
                $"Training data contains {count} samples, which is not sufficient to split it into a validation and training set as specified by `validation_split={Printing.PythonText.Repr(part)}`. Either provide more data, or a different value for the `validation_split` argument.");
        Tensor First(Tensor data) => Op.SliceAxis(data, 0, 0, at);
        Tensor Rest(Tensor data) => Op.SliceAxis(data, 0, at, data.shape[0] - at);
        return ((x.Map(First), y?.Map(First), w?.Map(First)), (x.Map(Rest), y?.Map(Rest), w?.Map(Rest)));
    }
}
