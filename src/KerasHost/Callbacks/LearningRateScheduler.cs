namespace KerasHost.Callbacks;

/// <summary>Sets the learning rate before every epoch. Mirrors <c>LearningRateScheduler</c> of tf_keras/src/callbacks.py.</summary>
[KerasExport("keras.callbacks.LearningRateScheduler")]
public class LearningRateScheduler : Callback
{
    private readonly int _verbose;

    /// <summary>A schedule that goes by the epoch and the learning rate now.</summary>
    /// <param name="schedule">Takes the number of the epoch, from 0, and the learning rate; returns the new one.</param>
    /// <param name="verbose">1 to say what it is.</param>
    public LearningRateScheduler(Func<int, double, double> schedule, int verbose = 0) => (this.schedule, _verbose) = (schedule, verbose);

    /// <summary>A schedule that goes by the epoch alone.</summary>
    /// <param name="schedule">Takes the number of the epoch, from 0; returns the learning rate.</param>
    /// <param name="verbose">1 to say what it is.</param>
    public LearningRateScheduler(Func<int, double> schedule, int verbose = 0) : this((epoch, _) => schedule(epoch), verbose) { }

    /// <summary>The schedule.</summary>
    public Func<int, double, double> schedule { get; }

    /// <inheritdoc/>
    public override void on_epoch_begin(int epoch, Dictionary<string, double> logs)
    {
        double rate = schedule(epoch, model.optimizer.learning_rate);
        model.optimizer.learning_rate = rate;
        if (_verbose > 0)
            Console.Out.WriteLine($"\nEpoch {epoch + 1}: LearningRateScheduler setting learning rate to {PythonText.Str(rate)}.");
    }

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, Dictionary<string, double> logs) => logs["lr"] = model.optimizer.learning_rate;
}
