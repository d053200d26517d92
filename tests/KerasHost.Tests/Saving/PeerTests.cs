using KerasHost.Formats.Common;
using KerasHost.Formats.TfCheckpoint;
using KerasHost.Models;
using KerasHost.Tests.Peers;

namespace KerasHost.Tests.Saving;

/// <summary>Files written here, read by tf_keras and Keras 3: same weights bit for bit, same predictions, same training.</summary>
public class PeerTests
{
    private const string Script = """
        import os, sys, json
        os.environ["TF_USE_LEGACY_KERAS"] = "1"; os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
        import numpy as np, tf_keras, keras
        sys.path.insert(0, sys.argv[2])
        import record_saving as r
        for name, build, kind in (("text", r.text, "ids"), ("nested", r.nested, "numbers"), ("rms", r.rms, "numbers"), ("recurrent", r.recurrent, "ids")):
            folder = os.path.join(sys.argv[1], name)
            e = json.load(open(os.path.join(folder, "expected.json")))
            x, y = r.data(kind)
            def check(m, what, train):
                for w, v in zip(m.weights, e["weights"]):
                    assert np.array_equal(np.asarray(w).ravel(), np.float32(v["values"])), (name, what, v["name"])
                np.testing.assert_allclose(m.predict(x, verbose=0), e["predictions"], atol=1e-6, err_msg=what)
                if train:
                    np.testing.assert_allclose(m.fit(x, y, epochs=3, batch_size=8, shuffle=False, verbose=0).history["loss"], e["continued"], rtol=1e-5, err_msg=what)
            for file in ("mine.h5", "mine.keras"):
                check(tf_keras.models.load_model(os.path.join(folder, file)), "tf_keras " + file, True)
            # Keras 3 does not read .keras files of tf_keras, theirs or ours: InputLayer has other arguments there.
            check(keras.models.load_model(os.path.join(folder, "mine.h5"), compile=False), "keras mine.h5", False)
            for k in (tf_keras, keras):
                for file in ("mine_weights.h5", "mine.weights.h5"):
                    m = build(k)
                    if k is keras: m.build((None, x.shape[1]))
                    m.load_weights(os.path.join(folder, file))
                    check(m, k.__name__ + " " + file, False)
        print("fine")
        """;

    private const string CheckpointScript = """
        import os, sys, json
        os.environ["TF_USE_LEGACY_KERAS"] = "1"; os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
        import numpy as np, tf_keras, tensorflow as tf
        sys.path.insert(0, sys.argv[2])
        import record_saving as r
        from record_checkpoints import Mine
        for name, build, kind in (("text", r.text, "ids"), ("nested", r.nested, "numbers"), ("rms", r.rms, "numbers"), ("recurrent", r.recurrent, "ids")):
            folder = os.path.join(sys.argv[1], name)
            e = json.load(open(os.path.join(folder, "expected.json")))
            x, y = r.data(kind)
            for way in ("mine", "second", "train"):
                m = build(tf_keras)
                path = tf.train.latest_checkpoint(os.path.join(folder, way))
                assert path is not None, (name, way)
                status = m.load_weights(path) if way != "train" else tf.train.Checkpoint(model=m, optimizer=m.optimizer).restore(path)
                for w, v in zip(m.weights, e["weights"]):
                    assert np.array_equal(np.asarray(w).ravel(), np.float32(v["values"])), (name, way, v["name"])
                np.testing.assert_allclose(m.fit(x, y, epochs=3, batch_size=8, shuffle=False, verbose=0).history["loss"], e["continued"], rtol=1e-5, err_msg=name + way)
                status.assert_consumed()
        e = json.load(open(os.path.join(sys.argv[1], "class", "expected.json")))["mine"]
        x, y = np.float32(e["x"]).reshape(8, 5, 3), np.float32(e["y"]).reshape(8, 2)
        m = Mine()
        m.compile(tf_keras.optimizers.legacy.Adam(0.5), "mse")
        step = tf.Variable(0, dtype=tf.int64)
        status = tf.train.Checkpoint(model=m, optimizer=m.optimizer, step=step).restore(tf.train.latest_checkpoint(os.path.join(sys.argv[1], "class")))
        assert step.numpy() == 7
        np.testing.assert_allclose(m.fit(x, y, epochs=3, batch_size=4, shuffle=False, verbose=0).history["loss"], e["continued"], rtol=1e-5)
        status.assert_consumed()
        reader = tf.train.load_checkpoint(os.path.join(sys.argv[1], "types"))
        for name, kind in reader.get_variable_to_dtype_map().items():
            if name.startswith("t_"):
                assert name[2:] == kind.name, (name, kind)
                assert reader.get_tensor(name).astype("float64").ravel().tolist() == ([0, 1, 1] if kind.name == "bool" else [0, 1, 2]), name
        assert len([n for n in reader.get_variable_to_shape_map() if n.startswith("many/")]) == 5000
        print("fine")
        """;

    [ReferenceFact]
    public void Tf_keras_goes_on_from_checkpoints_written_here()
    {
        string root = Directory.CreateTempSubdirectory("kerashost-peer-").FullName;
        try
        {
            foreach (string name in (string[])["text", "nested", "rms", "recurrent"])
            {
                using var saved = new SavedModels("tf_keras_" + name);
                string folder = Directory.CreateDirectory(Path.Join(root, name)).FullName;
                File.Copy(saved.File("expected.json"), Path.Join(folder, "expected.json"));
                Model model = keras.models.load_model(saved.File("model.h5"));
                model.save_weights(Path.Join(folder, "mine", "cp"));
                // Overwritten, so that the data file is called the second of two.
                model.save_weights(Path.Join(folder, "second", "cp"));
                model.save_weights(Path.Join(folder, "second", "cp"));
                tf.train.CheckpointManager(tf.train.Checkpoint(model: model, optimizer: model.optimizer), Path.Join(folder, "train"), max_to_keep: 1).save();
            }
            using var recorded = new RecordedCheckpoints();
            var mine = new CheckpointTests.Mine();
            mine.compile(keras.optimizers.legacy.Adam(0.02), "mse");
            var checkpoint = tf.train.Checkpoint(model: mine, optimizer: mine.optimizer, step: tf.Variable(0L));
            checkpoint.restore(recorded.File("train/ckpt-1"));
            // One batch makes the weights and slots, which are then set again.
            mine.train_on_batch(recorded.X, recorded.Y);
            checkpoint.restore(recorded.File("train/ckpt-1")).assert_consumed();
            Directory.CreateDirectory(Path.Join(root, "class"));
            File.Copy(recorded.File("expected.json"), Path.Join(root, "class", "expected.json"));
            checkpoint.save(Path.Join(root, "class", "ckpt"));
            DType[] types = [.. Enum.GetValues<DTypeCode>().Where(code => code < DTypeCode.String).Select(code => new DType(code))];
            TensorBundleWriter.Write(Path.Join(root, "types"),
            [
                .. types.Select(type => TensorSource.OfBytes(new("t_" + type.name, type, 3), Op.Cast(Tensor.From<float>([0, 1, 2], 3), type).Bytes.ToArray())),
                .. Enumerable.Range(0, 5000).Select(i => TensorSource.Of<int>($"many/with a long name that fills more than one block of the table/{i}", 1, new[] { i })),
            ], null);
            Assert.EndsWith("fine\n", Peer.Run(CheckpointScript, root, Layout.Repository.PathOf("compat", "record")));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [ReferenceFact]
    public void Tf_keras_and_keras_3_read_what_is_written_here()
    {
        string root = Directory.CreateTempSubdirectory("kerashost-peer-").FullName;
        try
        {
            foreach (string name in (string[])["text", "nested", "rms", "recurrent"])
            {
                using var saved = new SavedModels("tf_keras_" + name);
                string folder = Directory.CreateDirectory(Path.Join(root, name)).FullName;
                File.Copy(saved.File("expected.json"), Path.Join(folder, "expected.json"));
                Model model = keras.models.load_model(saved.File("model.h5"));
                model.save(Path.Join(folder, "mine.h5"));
                model.save(Path.Join(folder, "mine.keras"));
                model.save_weights(Path.Join(folder, "mine_weights.h5"));
                model.save_weights(Path.Join(folder, "mine.weights.h5"));
            }
            Assert.EndsWith("fine\n", Peer.Run(Script, root, Layout.Repository.PathOf("compat", "record")));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
