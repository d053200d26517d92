using KerasHost.Layers;
using KerasHost.Metrics;
using KerasHost.RandomNumbers;
using KerasHost.Seeding;
using KerasHost.Training;

namespace KerasHost.Models;

public abstract partial class Model
{
    private readonly StepArena _arena = new();
    private readonly HashSet<Variable> _knownWeights = new(ReferenceEqualityComparer.Instance);
    private bool _warnedOfNaN;

    /// <summary>One step of training on a batch: outputs, loss, gradients, update, metrics.</summary>
    private void TrainStep(in Batch batch)
    {
        Tensor loss;
        IReadOnlyList<Variable> trained;
        Tensors predictions;
        ClearLosses();
        using (var tape = new GradientTape())
        {
            predictions = apply(batch.X, training: true);
            if (tape.Untracked(_knownWeights) is not null && tape.Untracked(KnowWeights()) is { } stranger)
                throw new KerasValueException(
                    $"Variable '{stranger.name}' is used in the call of model '{name}' but is not one of its weights, so it would be neither trained nor saved. Keep it in a field of the layer that uses it, or make it with add_weight.");
            trained = trainable_weights;
            loss = Loss.Of(batch.Y, predictions, batch.SampleWeight, losses, output_names);
            optimizer.minimize(loss, trained, tape);
        }
        _compiledMetrics!.Update(batch.Y, predictions, batch.SampleWeight, output_names);
        WarnOfNaN(loss);
    }

    // Weights come and go seldom: they are gathered again only when a step uses one that was not among them.
    private HashSet<Variable> KnowWeights()
    {
        _knownWeights.Clear();
        _knownWeights.UnionWith(weights);
        return _knownWeights;
    }

    private void TestStep(in Batch batch)
    {
        ClearLosses();
        Tensors predictions = apply(batch.X, training: false);
        Loss.Of(batch.Y, predictions, batch.SampleWeight, losses, output_names);
        _compiledMetrics!.Update(batch.Y, predictions, batch.SampleWeight, output_names);
    }

    /// <summary>The values of all metrics over the epoch so far.</summary>
    private Dictionary<string, double> MetricValues()
    {
        var values = new Dictionary<string, double>();
        foreach (Metric metric in metrics)
        {
            Tensor result = metric.result();
            // A metric with a result for each class shows their mean, as Keras's progress bar does.
            values[metric.name] = (result.ndim == 0 ? result : Op.Mean(result)).ToDouble();
        }
        return values;
    }

    /// <summary>Sets the states of all metrics back to their beginnings.</summary>
    public void reset_metrics()
    {
        _compiledLoss?.Reset();
        _compiledMetrics?.Reset();
        foreach (Metric metric in base.metrics)
            metric.reset_state();
    }

    // A loss that is no number is said once; training goes on, since stopping is the choice of TerminateOnNaN.
    private void WarnOfNaN(Tensor loss)
    {
        if (_warnedOfNaN || !double.IsNaN(loss.ToDouble()))
            return;
        _warnedOfNaN = true;
        Console.Error.WriteLine("WARNING: the loss is NaN. Training goes on; pass callbacks: [keras.callbacks.TerminateOnNaN()] to stop at once. Frequent causes: a learning rate that is too high, NaN in the data.");
    }

    // The model learns the shape of its input from the signature that Keras would trace, where the batch may be of any size.
    private void TraceFor(Shape shape, DType type)
    {
        using StepScope.Suspension _ = StepScope.Suspend();
        using NameScope.Exit scope = NameScope.Enter(name);
        Trace(shape, type);
    }

    /// <summary>Tells a model that finds the shapes of its layers at the first call what its input looks like.</summary>
    private protected virtual void Trace(Shape shape, DType type) { }
}
