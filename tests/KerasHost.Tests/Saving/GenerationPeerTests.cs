using System.Text;
using System.Text.Json;
using KerasHost.Layers;
using KerasHost.Models;
using KerasHost.Numpy;
using KerasHost.Tests.Peers;

namespace KerasHost.Tests.Saving;

/// <summary>
/// The network of the text generation tutorial at its full size, here and in tf_keras: checkpoints cross both ways, write the same text
/// character by character, and training goes on from them.
/// </summary>
public class GenerationPeerTests
{
    private const string Script = """
        import os, sys, json
        os.environ["TF_USE_LEGACY_KERAS"] = "1"; os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
        import numpy as np, tensorflow as tf, tf_keras as keras
        folder = sys.argv[1]
        def build(batch):
            return keras.Sequential([
                keras.layers.Embedding(65, 256, batch_input_shape=[batch, None]),
                keras.layers.SimpleRNN(1024, stateful=True, recurrent_initializer="glorot_uniform", return_sequences=True),
                keras.layers.Dense(65)])
        i = np.arange(3 * 64 * 101)
        text = ((i * i * 7 + i // 3) % 65).reshape(-1, 101)
        def train(model):
            return model.fit(text[:, :-1], text[:, 1:], batch_size=64, shuffle=False, verbose=0, callbacks=[steps]).history["loss"]
        running = []
        steps = keras.callbacks.LambdaCallback(on_train_batch_end=lambda batch, logs: running.append(float(logs["loss"])))
        def write(path):
            model = build(1)
            model.load_weights(path).expect_partial()
            keras.utils.set_random_seed(7)
            ids, x = [], tf.expand_dims([13, 50, 50, 10, 1], 0)
            model.reset_states()
            for _ in range(500):
                id = tf.random.categorical(tf.squeeze(model(x), 0), num_samples=1)[-1, 0].numpy()
                ids.append(int(id))
                x = tf.expand_dims([id], 0)
            return ids
        latest = tf.train.latest_checkpoint(folder + "/ours")
        model = build(64)
        model.compile("adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
        status = model.load_weights(latest)
        train(model)
        status.assert_consumed()
        model.save_weights(folder + "/theirs/ckpt_2")
        print(json.dumps({"latest": os.path.basename(latest), "ours": write(latest), "losses": running, "theirs": write(folder + "/theirs/ckpt_2")}))
        """;

    [ReferenceFact]
    public void Checkpoints_of_the_tutorial_cross_write_the_same_text_and_train_on()
    {
        string folder = Directory.CreateTempSubdirectory("kerashost-generation-").FullName;
        try
        {
            keras.utils.set_random_seed(1);
            Sequential model = Build(64);
            model.compile("adam", loss: keras.losses.SparseCategoricalCrossentropy(from_logits: true));
            Train(model);
            model.save_weights(Path.Join(folder, "ours", "ckpt_1"));
            string written = Write(Path.Join(folder, "ours"));
            // The states that layers keep are no part of a checkpoint: both sides go on from zeros.
            model.reset_states();
            List<double> losses = Train(model);
            using JsonDocument found = JsonDocument.Parse(Peer.Run(Script, folder).Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
            Assert.Equal("ckpt_1", found.RootElement.GetProperty("latest").GetString());
            Assert.Equal(Text(found, "ours"), written);
            double[] theirs = [.. found.RootElement.GetProperty("losses").EnumerateArray().Select(loss => loss.GetDouble())];
            Assert.Equal(3, theirs.Length);
            for (int i = 0; i < theirs.Length; i++)
                // Running means of three steps of a network of 1024 units over 100 timesteps, whose sums come in another order.
                Assert.InRange(losses[i], theirs[i] * (1 - 1e-4), theirs[i] * (1 + 1e-4));
            Assert.Equal(Text(found, "theirs"), Write(Path.Join(folder, "theirs")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Sequential Build(int batch) => keras.Sequential([
        keras.layers.Embedding(65, 256, batch_input_shape: [batch, null]),
        keras.layers.SimpleRNN(1024, stateful: true, recurrent_initializer: "glorot_uniform", return_sequences: true),
        keras.layers.Dense(65),
    ]);

    private static List<double> Train(Sequential model)
    {
        var ids = new long[3 * 64 * 101];
        for (long i = 0; i < ids.Length; i++)
            ids[i] = (i * i * 7 + i / 3) % 65;
        NDArray text = np.array(ids).reshape(-1, 101);
        var losses = new List<double>();
        model.fit(text[.., ..^1], text[.., 1..], batch_size: 64, shuffle: false, verbose: 0,
            callbacks: [keras.callbacks.LambdaCallback(on_train_batch_end: (batch, logs) => losses.Add(logs["loss"]))]);
        return losses;
    }

    private static string Write(string folder)
    {
        Sequential model = Build(1);
        model.load_weights(tf.train.latest_checkpoint(folder)!);
        keras.utils.set_random_seed(7);
        Tensor input = tf.expand_dims([13, 50, 50, 10, 1], 0);
        model.reset_states();
        var text = new StringBuilder();
        for (int i = 0; i < 500; i++)
        {
            int id = (int)tf.random.categorical(tf.squeeze(model.apply(input), 0), num_samples: 1)[-1, 0].numpy();
            text.Append((char)(' ' + id));
            input = tf.expand_dims((int[])[id], 0);
        }
        return text.ToString();
    }

    // A character an id, so that a difference is seen in its place.
    private static string Text(JsonDocument found, string name) => string.Concat(found.RootElement.GetProperty(name).EnumerateArray().Select(id => (char)(' ' + id.GetInt32())));
}
