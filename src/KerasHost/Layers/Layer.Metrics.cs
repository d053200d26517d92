using KerasHost.Metrics;

namespace KerasHost.Layers;

public abstract partial class Layer
{
    private readonly List<Metric> _addedMetrics = [];

    /// <summary>What this layer and those inside measure: metrics made by <see cref="add_metric"/>, and those in the fields of a script's class.</summary>
    public virtual IReadOnlyList<Metric> metrics
    {
        get
        {
            var found = new DistinctList<Metric>();
            CollectMetrics(ref found);
            return found.ToArray();
        }
    }

    /// <summary>Shows a number of the step that runs under a name in logs and history, as its mean over the epoch. To be used in <c>call</c>.</summary>
    /// <param name="value">A number, or a tensor whose elements all count; what a metric's <c>apply</c> returned shows that metric itself.</param>
    /// <param name="name">The name; not needed for a metric, which has one.</param>
    /// <param name="aggregation">Accepted as Keras does; null and "mean" both mean the mean.</param>
    /// <exception cref="KerasValueException">There is no name, or no layer is being called.</exception>
    public void add_metric(Tensor value, string? name = null, string? aggregation = null)
    {
        Metric? behind = Metric.Behind(value);
        if (name is null && behind is null)
            throw new KerasValueException("Please provide a name for your metric like `self.add_metric(tf.reduce_sum(inputs), name='mean_activation')`");
        if (t_caller is null)
            throw new KerasValueException($"Expected a symbolic Tensor for the metric value, received: {value}");
        if (aggregation is not (null or "mean"))
            throw new KerasValueException($"The aggregation of add_metric must be \"mean\". Received: aggregation={aggregation}");
        string known = behind?.name ?? name!;
        Metric? existing = OwnMetrics.FirstOrDefault(metric => metric.name == known);
        if (existing is null)
            _addedMetrics.Add(existing = behind ?? new Mean(known));
        // A metric has taken its batch into account already.
        if (behind is null && !value.IsSymbolic)
            ((Mean)existing).update_state(value);
    }

    private void CollectMetrics(ref DistinctList<Metric> found)
    {
        found.AddRange(OwnMetrics);
        foreach (Layer layer in Sublayers)
            layer.CollectMetrics(ref found);
    }

    private IEnumerable<Metric> OwnMetrics =>
        _isKerasLayer ? _addedMetrics : NamedFields<Metric>().Select(item => item.Value).Concat(_addedMetrics).Distinct();
}
