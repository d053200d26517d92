using KerasHost.Backend;
using KerasHost.Callbacks;
using KerasHost.Data;
using KerasHost.Numpy;
using KerasHost.Training;

namespace KerasHost.Models;

public abstract partial class Model
{
    /// <summary>The old name of <c>fit</c> for generators.</summary>
    /// <param name="generator">Batches: a method with <c>yield return (x, y)</c>. It is read once.</param>
    /// <param name="steps_per_epoch">Batches an epoch; null means all there are.</param>
    /// <param name="epochs">The number of the last epoch.</param>
    /// <param name="verbose">0 silent, 1 (or "auto") a progress bar, 2 a line an epoch.</param>
    /// <param name="callbacks">Code that runs at points of training.</param>
    /// <param name="validation_data">Data for validation.</param>
    /// <param name="validation_steps">Batches of a validation; null means all there are.</param>
    /// <param name="validation_freq">After which epochs validation runs: every so many, or a list counted from 1.</param>
    /// <param name="class_weight">A weight for each class, by its number.</param>
    /// <param name="initial_epoch">The number of the first epoch.</param>
    public History fit_generator(IEnumerable<(NDArray, NDArray)> generator, int? steps_per_epoch = null, int epochs = 1, Verbosity verbose = default,
        IReadOnlyList<Callback>? callbacks = null, ValidationData? validation_data = null, int? validation_steps = null, ValidationFrequency validation_freq = default,
        Dictionary<int, double>? class_weight = null, int initial_epoch = 0)
    {
        Old("fit");
        return fit(generator, epochs, verbose, callbacks, validation_data, class_weight, initial_epoch, steps_per_epoch, validation_steps, validation_freq: validation_freq);
    }

    /// <summary>The old name of <c>fit</c> for sequences.</summary>
    /// <param name="generator">Batches.</param>
    /// <param name="steps_per_epoch">Batches an epoch; null means all there are.</param>
    /// <param name="epochs">The number of the last epoch.</param>
    /// <param name="verbose">0 silent, 1 (or "auto") a progress bar, 2 a line an epoch.</param>
    /// <param name="callbacks">Code that runs at points of training.</param>
    /// <param name="validation_data">Data for validation.</param>
    /// <param name="validation_steps">Batches of a validation; null means all there are.</param>
    /// <param name="validation_freq">After which epochs validation runs: every so many, or a list counted from 1.</param>
    /// <param name="class_weight">A weight for each class, by its number.</param>
    /// <param name="shuffle">Whether the batches come in a random order.</param>
    /// <param name="initial_epoch">The number of the first epoch.</param>
    public History fit_generator(Sequence generator, int? steps_per_epoch = null, int epochs = 1, Verbosity verbose = default,
        IReadOnlyList<Callback>? callbacks = null, ValidationData? validation_data = null, int? validation_steps = null, ValidationFrequency validation_freq = default,
        Dictionary<int, double>? class_weight = null, bool shuffle = true, int initial_epoch = 0)
    {
        Old("fit");
        return fit(generator, epochs, verbose, callbacks, validation_data, shuffle, class_weight, initial_epoch, steps_per_epoch, validation_steps, validation_freq: validation_freq);
    }

    /// <summary>The old name of <c>evaluate</c> for generators.</summary>
    /// <param name="generator">Batches: a method with <c>yield return (x, y)</c>.</param>
    /// <param name="steps">Batches; null means all there are.</param>
    /// <param name="callbacks">Code that runs at points of the evaluation.</param>
    /// <param name="verbose">0 silent, 1 a progress bar, 2 one line.</param>
    public Scores evaluate_generator(IEnumerable<(NDArray, NDArray)> generator, int? steps = null, IReadOnlyList<Callback>? callbacks = null, int verbose = 0)
    {
        Old("evaluate");
        return evaluate(generator, verbose, steps, callbacks);
    }

    /// <summary>The old name of <c>evaluate</c> for sequences.</summary>
    /// <inheritdoc cref="evaluate_generator(IEnumerable{ValueTuple{NDArray, NDArray}}, int?, IReadOnlyList{Callback}?, int)"/>
    public Scores evaluate_generator(Sequence generator, int? steps = null, IReadOnlyList<Callback>? callbacks = null, int verbose = 0)
    {
        Old("evaluate");
        return evaluate(generator, verbose, steps, callbacks);
    }

    /// <summary>The old name of <c>predict</c> for generators; targets in them are left aside.</summary>
    /// <param name="generator">Batches: a method with <c>yield return (x, y)</c>.</param>
    /// <param name="steps">Batches; null means all there are.</param>
    /// <param name="callbacks">Code that runs at points of the prediction.</param>
    /// <param name="verbose">0 silent, 1 a progress bar, 2 one line.</param>
    /// <returns>Shape <c>(samples, …)</c>.</returns>
    public NDArray predict_generator(IEnumerable<(NDArray, NDArray)> generator, int? steps = null, IReadOnlyList<Callback>? callbacks = null, int verbose = 0)
    {
        Old("predict");
        return predict(generator.Select(batch => (SequenceBatch)batch), verbose, steps, callbacks);
    }

    /// <summary>The old name of <c>predict</c> for sequences; targets in them are left aside.</summary>
    /// <inheritdoc cref="predict_generator(IEnumerable{ValueTuple{NDArray, NDArray}}, int?, IReadOnlyList{Callback}?, int)"/>
    public NDArray predict_generator(Sequence generator, int? steps = null, IReadOnlyList<Callback>? callbacks = null, int verbose = 0)
    {
        Old("predict");
        return predict(generator, verbose, steps, callbacks);
    }

    private static void Old(string name) =>
        Warnings.Once($"`Model.{name}_generator` is deprecated and will be removed in a future version. Please use `Model.{name}`, which supports generators.");
}
