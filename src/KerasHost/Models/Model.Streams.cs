using KerasHost.Callbacks;
using KerasHost.Data;
using KerasHost.Numpy;
using KerasHost.Training;

namespace KerasHost.Models;

public abstract partial class Model
{
    /// <summary>Trains the model on a dataset.</summary>
    /// <param name="x">Batches: inputs and targets, and maybe sample weights.</param>
    /// <param name="epochs">The number of the last epoch; as many run as lie behind <paramref name="initial_epoch"/>.</param>
    /// <param name="verbose">0 silent, 1 (or "auto") a progress bar, 2 a line an epoch.</param>
    /// <param name="callbacks">Code that runs at points of training.</param>
    /// <param name="validation_data">Data for validation.</param>
    /// <param name="class_weight">A weight for each class, by its number.</param>
    /// <param name="initial_epoch">The number of the first epoch.</param>
    /// <param name="steps_per_epoch">Batches an epoch; null means all there are. With fewer than there are, epochs go on where the one before ended.</param>
    /// <param name="validation_steps">Batches of a validation; null means all there are.</param>
    /// <param name="validation_batch_size">Samples a validation step where <paramref name="validation_data"/> comes without batches; null means 32.</param>
    /// <param name="validation_freq">After which epochs validation runs: every so many, or a list counted from 1.</param>
    /// <returns>The values of every epoch.</returns>
    /// <exception cref="KerasValueException">The dataset never ends and no number of steps is given.</exception>
    public History fit(Dataset x, int epochs = 1, Verbosity verbose = default, IReadOnlyList<Callback>? callbacks = null, ValidationData? validation_data = null,
        Dictionary<int, double>? class_weight = null, int initial_epoch = 0, int? steps_per_epoch = null, int? validation_steps = null,
        int? validation_batch_size = null, ValidationFrequency validation_freq = default) =>
        Fit(Compiled(() => new DatasetSource(x, steps_per_epoch) { ClassWeight = class_weight }), epochs, verbose.Resolve(), callbacks,
            validation_data?.Source(validation_batch_size ?? 32, validation_steps), initial_epoch, steps_per_epoch, validation_steps, validation_freq);

    /// <summary>Trains the model on a sequence of batches.</summary>
    /// <inheritdoc cref="fit(Dataset, int, Verbosity, IReadOnlyList{Callback}?, ValidationData?, Dictionary{int, double}?, int, int?, int?, int?, ValidationFrequency)"/>
    /// <param name="shuffle">Whether each epoch visits the batches in a new order.</param>
    public History fit(Sequence x, int epochs = 1, Verbosity verbose = default, IReadOnlyList<Callback>? callbacks = null, ValidationData? validation_data = null,
        bool shuffle = true, Dictionary<int, double>? class_weight = null, int initial_epoch = 0, int? steps_per_epoch = null, int? validation_steps = null,
        int? validation_batch_size = null, ValidationFrequency validation_freq = default) =>
        Fit(Compiled(() => new SequenceSource(x, shuffle) { ClassWeight = class_weight }), epochs, verbose.Resolve(), callbacks,
            validation_data?.Source(validation_batch_size ?? 32, validation_steps), initial_epoch, steps_per_epoch, validation_steps, validation_freq);

    /// <summary>Trains the model on the batches that an enumerable yields, such as a method with <c>yield return (x, y)</c>. It is read once.</summary>
    /// <inheritdoc cref="fit(Dataset, int, Verbosity, IReadOnlyList{Callback}?, ValidationData?, Dictionary{int, double}?, int, int?, int?, int?, ValidationFrequency)"/>
    public History fit(IEnumerable<SequenceBatch> x, int epochs = 1, Verbosity verbose = default, IReadOnlyList<Callback>? callbacks = null,
        ValidationData? validation_data = null, Dictionary<int, double>? class_weight = null, int initial_epoch = 0, int? steps_per_epoch = null,
        int? validation_steps = null, int? validation_batch_size = null, ValidationFrequency validation_freq = default)
    {
        using GeneratorSource source = Compiled(() => new GeneratorSource(x) { ClassWeight = class_weight });
        return Fit(source, epochs, verbose.Resolve(), callbacks, validation_data?.Source(validation_batch_size ?? 32, validation_steps), initial_epoch, steps_per_epoch,
            validation_steps, validation_freq);
    }

    /// <inheritdoc cref="fit(IEnumerable{SequenceBatch}, int, Verbosity, IReadOnlyList{Callback}?, ValidationData?, Dictionary{int, double}?, int, int?, int?, int?, ValidationFrequency)"/>
    public History fit(IEnumerable<(NDArray, NDArray)> x, int epochs = 1, Verbosity verbose = default, IReadOnlyList<Callback>? callbacks = null,
        ValidationData? validation_data = null, Dictionary<int, double>? class_weight = null, int initial_epoch = 0, int? steps_per_epoch = null,
        int? validation_steps = null, int? validation_batch_size = null, ValidationFrequency validation_freq = default) =>
        fit(x.Select(batch => (SequenceBatch)batch), epochs, verbose, callbacks, validation_data, class_weight, initial_epoch, steps_per_epoch, validation_steps,
            validation_batch_size, validation_freq);

    /// <inheritdoc cref="fit(IEnumerable{SequenceBatch}, int, Verbosity, IReadOnlyList{Callback}?, ValidationData?, Dictionary{int, double}?, int, int?, int?, int?, ValidationFrequency)"/>
    public History fit(IEnumerable<(Tensor, Tensor)> x, int epochs = 1, Verbosity verbose = default, IReadOnlyList<Callback>? callbacks = null,
        ValidationData? validation_data = null, Dictionary<int, double>? class_weight = null, int initial_epoch = 0, int? steps_per_epoch = null,
        int? validation_steps = null, int? validation_batch_size = null, ValidationFrequency validation_freq = default) =>
        fit(x.Select(batch => (SequenceBatch)batch), epochs, verbose, callbacks, validation_data, class_weight, initial_epoch, steps_per_epoch, validation_steps,
            validation_batch_size, validation_freq);

    /// <summary>The loss and the metrics over a dataset.</summary>
    /// <param name="x">Batches: inputs and targets, and maybe sample weights.</param>
    /// <param name="verbose">0 silent, 1 (or "auto") a progress bar, 2 one line.</param>
    /// <param name="steps">Batches; null means all there are.</param>
    /// <param name="callbacks">Code that runs at points of the evaluation.</param>
    /// <param name="return_dict">Whether the result is a dictionary by name.</param>
    public Scores evaluate(Dataset x, Verbosity verbose = default, int? steps = null, IReadOnlyList<Callback>? callbacks = null, bool return_dict = false) =>
        Evaluate(Compiled(() => new DatasetSource(x, steps)), verbose.Resolve(), callbacks, steps, return_dict);

    /// <summary>The loss and the metrics over a sequence of batches.</summary>
    /// <inheritdoc cref="evaluate(Dataset, Verbosity, int?, IReadOnlyList{Callback}?, bool)"/>
    public Scores evaluate(Sequence x, Verbosity verbose = default, int? steps = null, IReadOnlyList<Callback>? callbacks = null, bool return_dict = false) =>
        Evaluate(Compiled(() => new SequenceSource(x, shuffle: false)), verbose.Resolve(), callbacks, steps, return_dict);

    /// <summary>The loss and the metrics over the batches that an enumerable yields.</summary>
    /// <inheritdoc cref="evaluate(Dataset, Verbosity, int?, IReadOnlyList{Callback}?, bool)"/>
    public Scores evaluate(IEnumerable<SequenceBatch> x, Verbosity verbose = default, int? steps = null, IReadOnlyList<Callback>? callbacks = null, bool return_dict = false)
    {
        using GeneratorSource source = Compiled(() => new GeneratorSource(x));
        return Evaluate(source, verbose.Resolve(), callbacks, steps, return_dict);
    }

    /// <inheritdoc cref="evaluate(IEnumerable{SequenceBatch}, Verbosity, int?, IReadOnlyList{Callback}?, bool)"/>
    public Scores evaluate(IEnumerable<(NDArray, NDArray)> x, Verbosity verbose = default, int? steps = null, IReadOnlyList<Callback>? callbacks = null, bool return_dict = false) =>
        evaluate(x.Select(batch => (SequenceBatch)batch), verbose, steps, callbacks, return_dict);

    /// <summary>The model's outputs for a dataset; targets and weights in it are left aside.</summary>
    /// <param name="x">Batches.</param>
    /// <param name="verbose">0 silent, 1 (or "auto") a progress bar, 2 one line.</param>
    /// <param name="steps">Batches; null means all there are.</param>
    /// <param name="callbacks">Code that runs at points of the prediction.</param>
    /// <returns>Shape <c>(samples, …)</c>.</returns>
    public NDArray predict(Dataset x, Verbosity verbose = default, int? steps = null, IReadOnlyList<Callback>? callbacks = null) =>
        Predict(new DatasetSource(x, steps), verbose.Resolve(), callbacks, steps);

    /// <summary>The model's outputs for a sequence of batches; targets and weights in it are left aside.</summary>
    /// <inheritdoc cref="predict(Dataset, Verbosity, int?, IReadOnlyList{Callback}?)"/>
    public NDArray predict(Sequence x, Verbosity verbose = default, int? steps = null, IReadOnlyList<Callback>? callbacks = null) =>
        Predict(new SequenceSource(x, shuffle: false), verbose.Resolve(), callbacks, steps);

    /// <summary>The model's outputs for the batches that an enumerable yields; targets and weights in it are left aside.</summary>
    /// <inheritdoc cref="predict(Dataset, Verbosity, int?, IReadOnlyList{Callback}?)"/>
    [System.Runtime.CompilerServices.OverloadResolutionPriority(-1)]
    public NDArray predict(IEnumerable<SequenceBatch> x, Verbosity verbose = default, int? steps = null, IReadOnlyList<Callback>? callbacks = null)
    {
        using var source = new GeneratorSource(x);
        return Predict(source, verbose.Resolve(), callbacks, steps);
    }

    private TSource Compiled<TSource>(Func<TSource> make) => _compiledLoss is null ? throw NotCompiled() : make();
}
