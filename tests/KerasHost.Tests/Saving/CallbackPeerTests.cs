using KerasHost.Numpy;
using KerasHost.Tests.Peers;

namespace KerasHost.Tests.Saving;

/// <summary>What callbacks write, opened by the reference.</summary>
public sealed class CallbackPeerTests
{
    [ReferenceFact]
    public void The_reference_reads_events_tables_and_backups()
    {
        string folder = Directory.CreateTempSubdirectory("kerashost-callbacks-").FullName;
        try
        {
            NDArray x = np.arange(20).reshape(10, 2).astype("float32") / 20, y = np.arange(10).astype("float32") / 5;
            var model = keras.Sequential([keras.layers.Dense(1, input_shape: [2])]);
            model.compile("adam", "mse");
            model.fit(x, y, epochs: 3, batch_size: 4, verbose: 0, callbacks: [keras.callbacks.TensorBoard(Path.Join(folder, "logs"), histogram_freq: 1),
                keras.callbacks.CSVLogger(Path.Join(folder, "log.csv")), keras.callbacks.BackupAndRestore(Path.Join(folder, "backup"), delete_checkpoint: false)]);
            string found = Peer.Run("""
                import os, sys, csv, glob
                os.environ["TF_USE_LEGACY_KERAS"] = "1"
                import numpy as np, tensorflow as tf, tf_keras as keras
                folder = sys.argv[1]
                tags = []
                for path in sorted(glob.glob(folder + "/logs/train/events*")):
                    for event in tf.compat.v1.train.summary_iterator(path):
                        for value in event.summary.value:
                            array = tf.make_ndarray(value.tensor)
                            tags.append((event.step, value.tag.split("/")[-1], list(array.shape), bool(array.dtype != object and np.isfinite(array).all())))
                print(sorted(tags))
                print([row["epoch"] for row in csv.DictReader(open(folder + "/log.csv"))])
                x = np.arange(20, dtype="float32").reshape(10, 2) / 20
                y = np.arange(10, dtype="float32") / 5
                model = keras.Sequential([keras.layers.Dense(1, input_shape=(2,))])
                model.compile("adam", "mse")
                epochs = []
                model.fit(x, y, epochs=5, batch_size=4, verbose=0, callbacks=[keras.callbacks.BackupAndRestore(folder + "/backup"), keras.callbacks.LambdaCallback(on_epoch_begin=lambda e, logs: epochs.append(e))])
                print(epochs, int(model.optimizer.iterations.numpy()))
                """, folder);
            Assert.Equal("""
                [(0, 'epoch_loss', [], True), (0, 'histogram', [30, 3], True), (0, 'histogram', [30, 3], True), (0, 'keras', [], False), (1, 'epoch_loss', [], True), (1, 'histogram', [30, 3], True), (1, 'histogram', [30, 3], True), (2, 'epoch_loss', [], True), (2, 'histogram', [30, 3], True), (2, 'histogram', [30, 3], True)]
                ['0', '1', '2']
                [3, 4] 15

                """, found);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }
}
