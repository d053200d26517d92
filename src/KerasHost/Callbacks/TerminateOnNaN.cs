namespace KerasHost.Callbacks;

/// <summary>Ends training when the loss is no number or infinite. Mirrors <c>TerminateOnNaN</c> of tf_keras/src/callbacks.py.</summary>
[KerasExport("keras.callbacks.TerminateOnNaN")]
public class TerminateOnNaN : Callback
{
    /// <inheritdoc/>
    public override void on_batch_end(int batch, Dictionary<string, double> logs)
    {
        if (!logs.TryGetValue("loss", out double loss) || double.IsFinite(loss))
            return;
        Console.Out.WriteLine($"Batch {batch}: Invalid loss, terminating training");
        model.stop_training = true;
    }
}
