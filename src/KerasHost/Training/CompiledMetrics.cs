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
internal sealed class CompiledMetrics(IReadOnlyList<MetricArg> metrics, IReadOnlyList<MetricArg> weightedMetrics)
{
    private readonly Metric[] _given = Distinct(metrics.Concat(weightedMetrics));
    private Metric[]? _plain;
    private Metric[]? _weighted;

    /// <summary>The metrics in Keras's order; empty before the first batch.</summary>
    public IReadOnlyList<Metric> Metrics => _plain is null ? [] : [.. _plain, .. _weighted!];

    /// <summary>What was given to compile.</summary>
    public IReadOnlyList<MetricArg> Given => metrics;

    /// <summary>What was given to compile as weighted metrics.</summary>
    public IReadOnlyList<MetricArg> GivenWeighted => weightedMetrics;

    /// <summary>Takes a batch into account.</summary>
    public void Update(Tensor? y, Tensor predictions, Tensor? sampleWeight)
    {
        if (y is null)
            return;
        if (_plain is null)
            Build(y.shape, predictions.shape);
        (Tensor matched, Tensor? weights) = MatchedData.Match(y, predictions, sampleWeight);
        Tensor? mask = predictions.Mask;
        foreach (Metric metric in _plain!)
            metric.update_state(matched, predictions, mask);
        if (_weighted!.Length == 0)
            return;
        weights = LossReduction.WithMask(predictions, weights, mask);
        foreach (Metric metric in _weighted)
            metric.update_state(matched, predictions, weights);
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

    private static Metric[] Distinct(IEnumerable<MetricArg> given)
    {
        Metric[] objects = [.. given.Select(metric => metric.Object).OfType<Metric>()];
        Metric[] twice = [.. objects.GroupBy(metric => metric).Where(group => group.Count() > 1).Select(group => group.Key)];
        return twice.Length == 0 ? objects : throw new KerasValueException(
            $"Found duplicated metrics object in the user provided metrics and weighted metrics. This will cause the same metric object to be updated multiple times, and report wrong results. \nDuplicated items: [{string.Join(", ", twice.Select(metric => metric.name))}]");
    }

    private void Build(Shape targets, Shape predictions)
    {
        // The reference makes metrics from their names inside the function that it compiles, whose names do not meet those outside.
        using LayerNames.Apart? _ = Operands.InFunction ? LayerNames.CountApart() : null;
        _plain = [.. metrics.Select(metric => metric.Resolve(targets, predictions))];
        _weighted = [.. weightedMetrics.Select(metric => metric.Resolve(targets, predictions))];
        var names = new HashSet<string>();
        foreach (Metric metric in _plain)
            if (!names.Add(metric.name))
                throw new KerasValueException($"Found two metrics with the same name: {metric.name}. All the metrics added to the model need to have unique names.");
        foreach (Metric metric in _weighted)
        {
            if (names.Contains(metric.name))
                metric.name = "weighted_" + metric.name;
            if (!names.Add(metric.name))
                throw new KerasValueException($"Found two weighted metrics with the same name: {metric.name}.All the metrics added to the model need to have unique names.");
        }
    }
}
