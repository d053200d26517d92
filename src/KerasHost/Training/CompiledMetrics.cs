using KerasHost.Layers;
using KerasHost.Losses;
using KerasHost.Metrics;

namespace KerasHost.Training;

/// <summary>
/// The metrics of a compiled model. What "accuracy" and "crossentropy" mean is decided by the first batch. Mirrors
/// <c>MetricsContainer</c> of tf_keras/src/engine/compile_utils.py.
/// </summary>
/// <param name="metrics">Metrics that sample weights do not touch.</param>
/// <param name="weightedMetrics">Metrics that sample weights count in.</param>
internal sealed class CompiledMetrics(MetricList metrics, MetricList weightedMetrics)
{
    private readonly Metric[] _given = Distinct(metrics.Flat.Concat(weightedMetrics.Flat));

    // For each output its metrics; null before the first batch.
    private Metric[][]? _plain;
    private Metric[][] _weighted = [];

    /// <summary>The metrics in Keras's order, output by output; empty before the first batch.</summary>
    public IReadOnlyList<Metric> Metrics => _plain is null ? [] : [.. _plain.Zip(_weighted, (plain, weighted) => plain.Concat(weighted)).SelectMany(both => both)];

    /// <summary>Takes a batch into account.</summary>
    /// <param name="y">The targets, or null.</param>
    /// <param name="predictions">The model's outputs.</param>
    /// <param name="sampleWeight">A weight for each sample, or null.</param>
    /// <param name="layers">The names of the outputs' layers, or null.</param>
    public void Update(Tensors? y, Tensors predictions, Tensors? sampleWeight, IReadOnlyList<string>? layers)
    {
        if (y is null)
            return;
        IReadOnlyList<string> names = OutputMatch.Names(predictions, layers);
        Tensor?[] targets = OutputMatch.Tensors(y, names, broadcast: false), sampleWeights = OutputMatch.Tensors(sampleWeight, names, broadcast: true);
        if (_plain is null)
            Build(targets, predictions, names, layers ?? names);
        for (int i = 0; i < targets.Length; i++)
            if (targets[i] is { } target)
                Update(target, predictions[i], sampleWeights[i], _plain![i], _weighted[i]);
    }

    /// <summary>Forgets all batches.</summary>
    public void Reset()
    {
        foreach (Metric metric in Metrics)
            metric.reset_state();
        if (_plain is null)
            foreach (Metric given in _given)
                given.reset_state();
    }

    private static void Update(Tensor y, Tensor prediction, Tensor? sampleWeight, Metric[] plain, Metric[] weighted)
    {
        if (plain.Length == 0 && weighted.Length == 0)
            return;
        (Tensor matched, Tensor? weights) = MatchedData.Match(y, prediction, sampleWeight);
        Tensor? mask = prediction.Mask;
        foreach (Metric metric in plain)
            metric.update_state(matched, prediction, mask);
        if (weighted.Length == 0)
            return;
        weights = LossReduction.WithMask(prediction, weights, mask);
        foreach (Metric metric in weighted)
            metric.update_state(matched, prediction, weights);
    }

    private static Metric[] Distinct(IEnumerable<MetricArg> given)
    {
        Metric[] objects = [.. given.Select(metric => metric.Object).OfType<Metric>()];
        Metric[] twice = [.. objects.GroupBy(metric => metric).Where(group => group.Count() > 1).Select(group => group.Key)];
        return twice.Length == 0 ? objects : throw new KerasValueException(
            $"Found duplicated metrics object in the user provided metrics and weighted metrics. This will cause the same metric object to be updated multiple times, and report wrong results. \nDuplicated items: [{string.Join(", ", twice.Select(metric => metric.name))}]");
    }

    private void Build(Tensor?[] targets, Tensors predictions, IReadOnlyList<string> outputs, IReadOnlyList<string> layers)
    {
        // The reference makes metrics from their names inside the function that it compiles, whose names do not meet those outside.
        using LayerNames.Apart? _ = Operands.InFunction ? LayerNames.CountApart() : null;
        _plain = Resolve(metrics);
        _weighted = Resolve(weightedMetrics);
        var names = new HashSet<string>();
        for (int i = 0; i < outputs.Count; i++)
        {
            string prefix = outputs.Count > 1 ? layers[i] + "_" : "";
            foreach (Metric metric in _plain[i])
            {
                metric.name = prefix + metric.name;
                if (!names.Add(metric.name))
                    throw new KerasValueException($"Found two metrics with the same name: {metric.name}. All the metrics added to the model need to have unique names.");
            }
            foreach (Metric metric in _weighted[i])
            {
                metric.name = prefix + (names.Contains(prefix + metric.name) ? "weighted_" : "") + metric.name;
                if (!names.Add(metric.name))
                    throw new KerasValueException($"Found two weighted metrics with the same name: {metric.name}.All the metrics added to the model need to have unique names.");
            }
        }

        Metric[][] Resolve(MetricList list) => [.. list.For(outputs).Select((given, i) => targets[i] is not { } target ? []
            : given.Select(metric => metric.Resolve(target.shape, predictions[i].shape)).ToArray())];
    }
}
