using System.Diagnostics;
using KerasHost.Formats.Events;
using KerasHost.Layers;
using KerasHost.Models;
using KerasHost.Numpy;
using KerasHost.Optimizers;

namespace KerasHost.Callbacks;

/// <summary>
/// Writes the values of epochs and batches, and how weights are distributed, where TensorBoard shows them: <c>tensorboard --logdir logs</c>.
/// Mirrors <c>TensorBoard</c> of tf_keras/src/callbacks.py; there is no graph of TensorFlow's operations to show.
/// </summary>
[KerasExport("keras.callbacks.TensorBoard")]
public class TensorBoard : Callback
{
    private readonly int? _batches;
    private readonly bool _writesModel, _writesSpeed;
    private EventFile? _train, _validation;
    private Stopwatch _epochTime = new(), _batchTime = new();
    private long _batchesBeforeEpoch;
    private bool _training;

    /// <summary>Writes into the folders <c>train</c> and <c>validation</c> of a folder.</summary>
    /// <param name="log_dir">The folder.</param>
    /// <param name="histogram_freq">After every so many epochs the weights are shown; 0 for never.</param>
    /// <param name="write_graph">Whether the layers of a Sequential model are written. TensorFlow's graph does not exist here.</param>
    /// <param name="write_images">Must be false: weights are not drawn as pictures.</param>
    /// <param name="write_steps_per_second">Whether the speed is written.</param>
    /// <param name="update_freq">"epoch", "batch", or a number of batches.</param>
    /// <param name="profile_batch">Must be 0: TensorFlow's profiler does not exist here.</param>
    /// <param name="embeddings_freq">Must be 0: there are no files for TensorBoard's projector.</param>
    /// <param name="embeddings_metadata">Must be null.</param>
    /// <exception cref="KerasValueException">What is asked for is not written here.</exception>
    public TensorBoard(string log_dir = "logs", int histogram_freq = 0, bool write_graph = true, bool write_images = false, bool write_steps_per_second = false,
        UpdateFrequency update_freq = default, int profile_batch = 0, int embeddings_freq = 0, string? embeddings_metadata = null)
    {
        if (write_images)
            throw new KerasValueException("`write_images` is not supported: weights are not drawn as pictures. Set histogram_freq to see how they are distributed.");
        if (profile_batch != 0)
            throw new KerasValueException($"`profile_batch` must be 0: TensorFlow's profiler does not exist here. Received: profile_batch={profile_batch}");
        if (embeddings_freq != 0 || embeddings_metadata is not null)
            throw new KerasValueException("`embeddings_freq` and `embeddings_metadata` are not supported: save the weights of the embedding and load them in TensorBoard's projector.");
        (this.log_dir, this.histogram_freq) = (log_dir, histogram_freq);
        (_writesModel, _writesSpeed, _batches) = (write_graph, write_steps_per_second, update_freq.Batches);
    }

    /// <summary>The folder.</summary>
    public string log_dir { get; }

    /// <summary>After how many epochs the weights are shown; 0 for never.</summary>
    public int histogram_freq { get; }

    private EventFile Train => _train ??= new(Path.Join(log_dir, "train"));

    private EventFile Validation => _validation ??= new(Path.Join(log_dir, "validation"));

    /// <inheritdoc/>
    protected internal override void Attach(Model model)
    {
        base.Attach(model);
        Close();
        if (_writesModel && model is Sequential)
            Train.Text("keras", model.to_json(), 0, "graph_keras_model", "1"u8);
    }

    /// <inheritdoc/>
    public override void on_train_begin(Dictionary<string, double> logs) => _training = true;

    /// <inheritdoc/>
    public override void on_train_end(Dictionary<string, double> logs)
    {
        _training = false;
        Close();
    }

    /// <inheritdoc/>
    public override void on_train_batch_begin(int batch, Dictionary<string, double> logs) => _batchTime.Restart();

    /// <inheritdoc/>
    public override void on_train_batch_end(int batch, Dictionary<string, double> logs)
    {
        long step = model.TrainCounter;
        if (_batches is not { } frequency || step % frequency != 0)
            return;
        if (_writesSpeed)
            Train.Scalar("batch_steps_per_second", (float)(1 / _batchTime.Elapsed.TotalSeconds), step);
        foreach ((string name, double value) in logs)
            Train.Scalar("batch_" + name, (float)value, step);
    }

    /// <inheritdoc/>
    public override void on_epoch_begin(int epoch, Dictionary<string, double> logs)
    {
        _batchesBeforeEpoch = model.TrainCounter;
        _epochTime.Restart();
    }

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, Dictionary<string, double> logs)
    {
        foreach ((string name, double value) in logs)
            if (name.StartsWith("val_", StringComparison.Ordinal))
                Validation.Scalar("epoch_" + name[4..], (float)value, epoch);
            else
                Train.Scalar("epoch_" + name, (float)value, epoch);
        if (model.optimizer.HasSchedule)
            Train.Scalar("epoch_learning_rate", (float)model.optimizer.learning_rate, epoch);
        if (_writesSpeed)
            Train.Scalar("epoch_steps_per_second", (float)((model.TrainCounter - _batchesBeforeEpoch) / _epochTime.Elapsed.TotalSeconds), epoch);
        if (histogram_freq > 0 && epoch % histogram_freq == 0)
            foreach (Layer layer in model.layers)
                foreach (Variable weight in layer.weights)
                    Train.Histogram(weight.name.Replace(':', '_') + "/histogram", weight.numpy().astype("float64").ToArray<double>(), epoch);
        _train?.Flush();
        _validation?.Flush();
    }

    /// <inheritdoc/>
    public override void on_test_end(Dictionary<string, double> logs)
    {
        foreach ((string name, double value) in logs)
            Validation.Scalar($"evaluation_{name}_vs_iterations", (float)value, (long)model.optimizer.iterations.value.ToDouble());
        if (!_training)
            Close();
    }

    private void Close()
    {
        _train?.Dispose();
        _validation?.Dispose();
        (_train, _validation) = (null, null);
    }
}
