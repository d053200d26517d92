using KerasHost.Callbacks;
using KerasHost.Models;
using KerasHost.Numpy;
using KerasHost.Tests.Peers;

namespace KerasHost.Tests.Saving;

/// <summary>Arguments of TensorBoard and BackupAndRestore, against the reference's own callbacks in one live run.</summary>
public sealed class CallbackArgumentPeerTests
{
    private const string Script = """
        import os, sys, glob, shutil
        os.environ["TF_USE_LEGACY_KERAS"] = "1"; os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
        import numpy as np, tensorflow as tf, tf_keras as keras
        folder = sys.argv[1]
        x = np.arange(20, dtype="float32").reshape(10, 2) / 20
        y = np.arange(10, dtype="float32") / 5
        def build():
            model = keras.Sequential([keras.layers.Dense(1, input_shape=(2,))])
            model.compile(keras.optimizers.SGD(0.1), "mse", metrics=["mae"])
            return model
        def events(logs):
            found = []
            for part in ("train", "validation"):
                for path in sorted(glob.glob(f"{logs}/{part}/events*")):
                    for event in tf.compat.v1.train.summary_iterator(path):
                        found += [(part, value.tag, event.step) for value in event.summary.value if value.tag != "keras" and "graph" not in value.tag]
            return sorted(found)
        for name, frequency in (("epoch", "epoch"), ("batch", "batch"), ("two", 2)):
            build().fit(x, y, epochs=3, batch_size=4, verbose=0, validation_data=(x, y),
                        callbacks=[keras.callbacks.TensorBoard(f"{folder}/theirs_{name}", write_steps_per_second=True, update_freq=frequency, profile_batch=0)])
            ours, theirs = events(f"{folder}/ours_{name}"), events(f"{folder}/theirs_{name}")
            print(name, len(theirs) > 0, [e for e in ours if e not in theirs], [e for e in theirs if e not in ours])
        for name, frequency in (("every", 1), ("two", 2), ("epoch", "epoch")):
            seen = []
            epoch = [0]
            def begin(e, logs): epoch[0] = e
            build().fit(x, y, epochs=3, batch_size=4, verbose=0, callbacks=[keras.callbacks.BackupAndRestore(f"{folder}/backup_{name}", save_freq=frequency),
                keras.callbacks.LambdaCallback(on_epoch_begin=begin, on_train_batch_begin=lambda batch, logs: seen.append((epoch[0], int(batch))))])
            print(name, seen, os.path.exists(f"{folder}/backup_{name}/chief"))
        """;

    [ReferenceFact]
    public void Arguments_do_what_the_reference_does()
    {
        string folder = Directory.CreateTempSubdirectory("kerashost-arguments-").FullName;
        try
        {
            foreach ((string name, UpdateFrequency frequency) in ((string, UpdateFrequency)[])[("epoch", "epoch"), ("batch", "batch"), ("two", 2)])
                Fit(validates: true, keras.callbacks.TensorBoard(Path.Join(folder, "ours_" + name), write_steps_per_second: true, update_freq: frequency));
            string went = "";
            foreach ((string name, SaveFrequency frequency) in ((string, SaveFrequency)[])[("every", 1), ("two", 2), ("epoch", "epoch")])
            {
                string backup = Path.Join(folder, "backup_" + name), copy = Path.Join(folder, "copy_" + name);
                // An epoch has three batches; the fifth batch of all is the last one seen.
                int batches = 0;
                Assert.Throws<TimeoutException>(() => Fit(validates: false, keras.callbacks.BackupAndRestore(backup, save_freq: frequency), keras.callbacks.LambdaCallback(
                    on_train_batch_end: (batch, logs) => _ = ++batches == 5 ? throw new TimeoutException() : 0)));
                Copy(backup, copy);
                var seen = new List<(int, int)>();
                int epoch = 0;
                Fit(validates: false, keras.callbacks.BackupAndRestore(copy, save_freq: frequency),
                    keras.callbacks.LambdaCallback(on_epoch_begin: (e, logs) => epoch = e, on_train_batch_begin: (batch, logs) => seen.Add((epoch, batch))));
                went += $"{name} [{string.Join(", ", seen)}] {(Directory.Exists(Path.Join(copy, "chief")) ? "True" : "False")}\n";
            }
            Assert.Equal("epoch True [] []\nbatch True [] []\ntwo True [] []\n" + went, Peer.Run(Script, folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Fit(bool validates, params Callback[] callbacks)
    {
        NDArray x = np.arange(20).reshape(10, 2).astype("float32") / 20, y = np.arange(10).astype("float32") / 5;
        Sequential model = keras.Sequential([keras.layers.Dense(1, input_shape: [2])]);
        model.compile(keras.optimizers.SGD(0.1), "mse", metrics: ["mae"]);
        if (validates)
            model.fit(x, y, epochs: 3, batch_size: 4, verbose: 0, validation_data: (x, y), callbacks: callbacks);
        else
            model.fit(x, y, epochs: 3, batch_size: 4, verbose: 0, callbacks: callbacks);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Join(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
