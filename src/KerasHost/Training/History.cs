using KerasHost.Callbacks;

namespace KerasHost.Training;

/// <summary>What <c>fit</c> returns: the values of every epoch.</summary>
[KerasExport("keras.callbacks.History")]
public sealed class History : Callback
{
    /// <summary>By name, a value for each epoch.</summary>
    public Dictionary<string, List<double>> history { get; } = [];

    /// <summary>The numbers of the epochs, from 0.</summary>
    public List<int> epoch { get; private set; } = [];

    /// <inheritdoc/>
    public override void on_train_begin(Dictionary<string, double> logs) => epoch = [];

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, Dictionary<string, double> logs)
    {
        this.epoch.Add(epoch);
        foreach ((string name, double value) in logs)
        {
            if (!history.TryGetValue(name, out List<double>? values))
                history[name] = values = [];
            values.Add(value);
        }
        // Sets the model's history as Keras does, so that it is there while training still runs.
        model.history = this;
    }
}
