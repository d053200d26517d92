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
        for name, build, kind in (("text", r.text, "ids"), ("nested", r.nested, "numbers"), ("rms", r.rms, "numbers")):
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
            for k in (tf_keras, keras):
                for file in ("mine_weights.h5", "mine.weights.h5"):
                    m = build(k)
                    if k is keras: m.build((None, x.shape[1]))
                    m.load_weights(os.path.join(folder, file))
                    check(m, k.__name__ + " " + file, False)
        print("fine")
        """;

    [ReferenceFact]
    public void Tf_keras_and_keras_3_read_what_is_written_here()
    {
        string root = Directory.CreateTempSubdirectory("kerashost-peer-").FullName;
        try
        {
            foreach (string name in (string[])["text", "nested", "rms"])
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
