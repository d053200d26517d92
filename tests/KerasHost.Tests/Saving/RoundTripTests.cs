using System.Globalization;
using System.Text.Json;
using KerasHost.Layers;
using KerasHost.Models;
using KerasHost.Numpy;
using KerasHost.Saving;
using KerasHost.Tests.Peers;
using Xunit.Abstractions;
using static KerasHost.keras.layers;

namespace KerasHost.Tests.Saving;

/// <summary>
/// Models made and trained here go to tf_keras and to Keras 3 in every format, and come back from there in every format: the weights bit for
/// bit, the predictions, and the losses of training that goes on as if nothing had come between. One run of Python does all;
/// KERASHOST_ROUNDTRIP names the models for a shorter one, such as <c>lstm,cells</c>.
/// </summary>
public sealed class RoundTripTests(ITestOutputHelper output)
{
    private const string Script = """
        import os, sys, json, shutil, traceback
        os.environ["TF_USE_LEGACY_KERAS"] = "1"; os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
        import warnings; warnings.filterwarnings("ignore")
        import logging; logging.disable(logging.WARNING)
        import numpy as np, tensorflow as tf, tf_keras, keras
        root = sys.argv[1]
        wrong = []

        def reset(m):
            if hasattr(m, "reset_states"): m.reset_states()

        def go_on(m, c):
            reset(m)
            k.utils.set_random_seed(5)
            return m.fit(c["x"], c["y"], epochs=3, batch_size=8, shuffle=False, verbose=0).history["loss"]

        def check(m, c, what, train, rtol=1e-5):
            for i, (w, v) in enumerate(zip(m.weights, c["weights"])):
                if not np.array_equal(np.asarray(w), v): wrong.append(f"{what}: weight {i} {w.name}")
            if len(m.weights) < len(c["weights"]): wrong.append(f"{what}: {len(m.weights)} weights")
            reset(m)
            d = np.abs(m.predict(c["x"], batch_size=8, verbose=0) - c["predictions"]).max()
            if not d < 2e-6: wrong.append(f"{what}: predictions {d}")
            if train:
                losses = go_on(m, c)
                if not np.allclose(losses, c["continued"], rtol=rtol, atol=1e-7): wrong.append(f"{what}: {losses} not {c['continued']}")

        def attempt(what, action):
            try: action()
            except Exception as e: wrong.append(f"{what}: {traceback.format_exc(limit=-2)[-700:]}")

        def tf_keras_case(c, folder):
            at = lambda n: os.path.join(folder, n)
            def loaded(file): check(k.models.load_model(at(file)), c, f"{c['name']} tf_keras {file}", file not in c["stateless"])
            def fresh(): return k.models.model_from_json(open(at("mine.json")).read())
            def compiled():
                m = fresh()
                m.compile_from_config(k.models.load_model(at("mine.keras")).get_compile_config())
                return m
            def weights(file):
                m = fresh(); m.load_weights(at(file)); check(m, c, f"{c['name']} tf_keras {file}", False)
            def checkpoint(file):
                m = compiled()
                if "legacy" in c["name"]:
                    base = k.models.load_model(at("mine.h5")); m = fresh(); m.compile(base.optimizer.__class__.from_config(base.optimizer.get_config()), base.loss)
                path = tf.train.latest_checkpoint(at(file))
                status = m.load_weights(path) if file == "mine_ckpt" else tf.train.Checkpoint(model=m, optimizer=m.optimizer).restore(path)
                check(m, c, f"{c['name']} tf_keras {file}", True); status.assert_consumed()
            def save():
                m = compiled() if "legacy" not in c["name"] else k.models.load_model(at("mine.h5"))
                if "legacy" not in c["name"]: m.load_weights(at("mine_ckpt/cp-0002")).assert_consumed()
                m.save(at("theirs.h5")); m.save(at("theirs.keras")); m.save_weights(at("theirs.weights.h5")); m.save_weights(at("theirs_weights.h5"))
                m.save_weights(at("theirs_ckpt/cp-0007"))
                tf.train.CheckpointManager(tf.train.Checkpoint(model=m, optimizer=m.optimizer), at("theirs_train"), max_to_keep=2).save()
                open(at("theirs.json"), "w").write(m.to_json())
                if c["saved_model"]:
                    tf.config.run_functions_eagerly(False)
                    k.models.load_model(at("mine.keras")).save(at("saved_model"), save_format="tf")
            if c["h5"]: attempt(c["name"] + " h5", lambda: loaded("mine.h5"))
            attempt(c["name"] + " keras", lambda: loaded("mine.keras"))
            attempt(c["name"] + " weights.h5", lambda: weights("mine.weights.h5"))
            attempt(c["name"] + " _weights.h5", lambda: weights("mine_weights.h5"))
            attempt(c["name"] + " ckpt", lambda: checkpoint("mine_ckpt"))
            attempt(c["name"] + " train", lambda: checkpoint("mine_train"))
            attempt(c["name"] + " save", save)

        def keras_3_case(c, folder):
            at = lambda n: os.path.join(folder, n)
            def loaded(file, compile, train=False):
                m = k.models.load_model(at(file), compile=compile)
                check(m, c, f"{c['name']} keras 3 {file}", train, c["keras_3_rtol"])
                return m
            def stateful_weights():
                m = k.models.model_from_json(open(at("mine_3.json")).read())
                m.compile_from_config(k.models.load_model(at("mine_3.keras")).get_compile_config())
                m.load_weights(at("mine_3.weights.h5"))
                check(m, c, f"{c['name']} keras 3 mine_3.weights.h5", c["goes_on_as_keras_3"], c["keras_3_rtol"])
            def weights(file):
                m = k.models.clone_model(k.models.load_model(at("mine.keras"), compile=False))
                m.load_weights(at(file)); check(m, c, f"{c['name']} keras 3 {file}", False)
            def save():
                m = k.models.load_model(at("mine.keras"))
                # Keras 3 forgets the optimizer of a model that it wrote as HDF5.
                if c["h5_of_keras_3"]: k.models.load_model(at("mine.keras")).save(at("keras3.h5"))
                m.save(at("keras3.keras")); m.save_weights(at("keras3.weights.h5")); open(at("keras3.json"), "w").write(m.to_json())
                try: m.save_weights(at("keras3_sharded.weights.json"), max_shard_size=0.0000008)
                except ValueError as e: print(c["name"], "sharded:", e)
                m.fit(c["x"], c["y"], epochs=2, batch_size=8, shuffle=False, verbose=0)
                m.save(at("trained3.keras")); m.save_weights(at("trained3.weights.h5"))
                np.savez(at("trained3.npz"), *[np.asarray(w) for w in m.weights])
                json.dump(go_on(m, c), open(at("trained3.json"), "w"))
            if c["h5_of_keras_3"]: attempt(c["name"] + " keras 3 h5", lambda: loaded("mine.h5", False))
            attempt(c["name"] + " keras 3 keras", lambda: loaded("mine.keras", True))
            attempt(c["name"] + " keras 3, for it, keras", lambda: loaded("mine_3.keras", True, c["goes_on_as_keras_3"]))
            attempt(c["name"] + " keras 3, for it, weights.h5", stateful_weights)
            attempt(c["name"] + " keras 3 weights.h5", lambda: weights("mine.weights.h5"))
            attempt(c["name"] + " keras 3 _weights.h5", lambda: weights("mine_weights.h5"))
            attempt(c["name"] + " keras 3 save", save)

        for c in json.load(open(os.path.join(root, "cases.json"))):
            folder = os.path.join(root, c["name"])
            with np.load(os.path.join(folder, "case.npz")) as z:
                c["x"], c["y"], c["predictions"] = z["x"], z["y"], z["predictions"]
                c["weights"] = [z[str(i)] for i in range(c["count"])]
            for k, cross in ((tf_keras, tf_keras_case), (keras, keras_3_case if c["keras_3"] else None)):
                # Random masks and Nadam's product are those of graphs; without them, steps without graphs are quicker.
                tf.config.run_functions_eagerly(c["name"] not in ("dropout", "nadam"))
                if cross: cross(c, folder)
                k.backend.clear_session()
        print("\n".join(wrong) if wrong else "fine")
        """;

    private static readonly Case[] s_cases =
    [
        new("lstm", Ids, Zeros, () => Compiled(keras.optimizers.Adam(0.01), keras.losses.BinaryCrossentropy(), "mae",
            Embedding(20, 4, mask_zero: true),
            LSTM(5, return_sequences: true, kernel_regularizer: keras.regularizers.l2(1e-3), recurrent_initializer: keras.initializers.GlorotUniform()),
            LSTM(3, unit_forget_bias: false, kernel_constraint: keras.constraints.MaxNorm(2)),
            Dense(1, activation: "sigmoid"))) { HasSavedModel = true },
        new("gru", Series, Numbers, () => Compiled(keras.optimizers.SGD(0.1, momentum: 0.9, nesterov: true), "mse", "mae",
            Masking(0.0), GRU(4, return_sequences: true), GRU(3, reset_after: false, go_backwards: true), Dense(2))),
        new("simple", Series, Classes, () => Compiled(keras.optimizers.RMSprop(0.01, momentum: 0.5, centered: true), keras.losses.SparseCategoricalCrossentropy(), "accuracy",
            SimpleRNN(4, activation: "relu", use_bias: false, return_sequences: true), Bidirectional(SimpleRNN(3), merge_mode: "sum"), Dense(3, activation: "softmax"))),
        new("both", Ids, Zeros, () => Compiled(keras.optimizers.Adam(0.01, amsgrad: true), "mae", "mae",
            Embedding(20, 4), Bidirectional(LSTM(3, return_sequences: true), backward_layer: GRU(3, return_sequences: true, go_backwards: true)),
            TimeDistributed(Dense(4, activation: "relu")), GlobalAveragePooling1D(), Dense(1))),
        new("cells", Series, Numbers, () => Compiled(keras.optimizers.Adam(0.01), "mse", "mae",
            RNN(StackedRNNCells([LSTMCell(3), GRUCell(4), SimpleRNNCell(2)]), return_sequences: true), Bidirectional(RNN(LSTMCell(2))), Dense(2))) { HasSavedModel = true },
        new("nested", Series, Numbers, () => Compiled(keras.optimizers.Adam(keras.optimizers.schedules.ExponentialDecay(0.02, 2, 0.9)), keras.losses.LogCosh(), "mae",
            keras.Sequential([Input([6, 3]), LSTM(4, return_sequences: true), TimeDistributed(Dense(3))], name: "inner"),
            Dense(4, trainable: false), PReLU(), Permute([2, 1]), Reshape([24]), RepeatVector(2), Flatten(), Dense(2))) { HasSavedModel = true },
        new("stateful", Series, Numbers, () => Compiled(keras.optimizers.AdamW(0.01, weight_decay: 0.01), "mse", "mae",
            GRU(4, stateful: true, return_sequences: true, batch_input_shape: [8, 6, 3]), SimpleRNN(3, stateful: true), Dense(2))) { IsForKeras3 = false },
        new("dropout", Series, Numbers, () => Compiled(keras.optimizers.Adam(0.01), "mse", "mae",
            Dropout(0.3), SpatialDropout1D(0.2), LSTM(4, dropout: 0.2, return_sequences: true), Dropout(0.5), Flatten(), Dense(2))),
        new("legacy_adam", Flat, Numbers, () => Compiled(keras.optimizers.legacy.Adam(0.01), "mse", "mae", Dense(4, activation: "tanh"), Dense(2))) { IsForKeras3 = false, Stateless = ["mine.keras", "theirs.keras"] },
        // Keras forgets the product of momentums, except in checkpoints.
        new("nadam", Flat, Numbers, () => Compiled(keras.optimizers.Nadam(0.01), "mse", "mae", Dense(4, activation: "tanh"), Dense(2))) { Stateless = ["mine.h5", "mine.keras", "theirs.h5", "theirs.keras"] },
        new("branches", Flat, Numbers, () => Branched(keras.optimizers.Adam(0.01), Input([4]), x =>
        {
            Tensor h = Dense(4, activation: "tanh").apply(x), g = Dense(3).apply(Add().apply([x, h]));
            return Dense(2).apply(Concatenate().apply([g, h, Dense(3, trainable: false).apply(x)]));
        })),
        // Keras 3 takes the states of recurrent layers in other words, and numbers the calls of models otherwise.
        new("states", Series, Numbers, () => Branched(keras.optimizers.SGD(0.1, momentum: 0.9), Input([6, 3]), x =>
        {
            var (y, h, c) = LSTM(3, return_sequences: true, return_state: true).apply(x);
            Tensor z = LSTM(3).apply(y, initial_state: [h, c]);
            Tensor inside = Input([3]);
            Model inner = keras.Model(inside, Multiply().apply([Dense(3).apply(inside), inside]), name: "inner");
            return Dense(2).apply(inner.apply(inner.apply(z)));
        })) { IsForKeras3 = false, HasSavedModel = true },
        .. new (string Name, Func<Optimizers.OptimizerArg> Make)[]
        {
            ("adagrad", () => keras.optimizers.Adagrad(0.05)), ("adadelta", () => keras.optimizers.Adadelta(0.5)), ("adamax", () => keras.optimizers.Adamax(0.01)),
            ("ftrl", () => keras.optimizers.Ftrl(0.05)), ("lion", () => keras.optimizers.Lion(0.01)), ("adafactor", () => keras.optimizers.Adafactor(0.01)),
            ("sgd", () => keras.optimizers.SGD(0.05)),
            ("averaged", () => keras.optimizers.Adam(0.05, use_ema: true, ema_momentum: 0.9)),
        }.Select(pair => new Case(pair.Name, Flat, Numbers, () => Compiled(pair.Make(), "mse", "mae", Dense(4, activation: "elu"), Dense(2)))),
    ];

    [ReferenceFact]
    public void Models_go_to_Python_and_come_back()
    {
        string root = Directory.CreateTempSubdirectory("kerashost-roundtrip-").FullName;
        try
        {
            string[]? chosen = Environment.GetEnvironmentVariable("KERASHOST_ROUNDTRIP")?.Split(',');
            Trained[] trained = [.. s_cases.Where(known => chosen?.Contains(known.Name) != false).Select((known, i) => Save(known, Path.Join(root, known.Name), 3 + i))];
            File.WriteAllText(Path.Join(root, "cases.json"), JsonSerializer.Serialize(trained.Select(t => new
            {
                name = t.Case.Name,
                count = t.Weights.Length,
                saved_model = t.Case.HasSavedModel,
                h5 = t.Case.ReadsHdf5,
                keras_3 = t.Case.IsForKeras3,
                h5_of_keras_3 = t.Case.HasHdf5OfKeras3,
                goes_on_as_keras_3 = t.Case.GoesOnAsKeras3,
                keras_3_rtol = t.Case.ToleranceOfKeras3,
                stateless = t.Case.Stateless,
                continued = t.Continued,
            })));
            var wrong = new List<string>();
            if (Peer.Run(Script, root) is var said && !said.EndsWith("fine\n", StringComparison.Ordinal))
                wrong.Add(said);
            int compared = 0;
            foreach (Trained case_ in trained)
                compared += Load(case_, Path.Join(root, case_.Case.Name), wrong);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{trained.Length} models; {compared} files came back"));
            Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    // Two epochs, all files, then three epochs more.
    private static Trained Save(Case known, string folder, int seed)
    {
        Directory.CreateDirectory(folder);
        keras.utils.set_random_seed(seed);
        NDArray x = known.X(), y = known.Y();
        Model model = known.Build();
        model.fit(x, y, epochs: 2, batch_size: 8, shuffle: false, verbose: 0);
        model.save(Path.Join(folder, "mine.h5"));
        model.save(Path.Join(folder, "mine.keras"));
        model.save_weights(Path.Join(folder, "mine.weights.h5"));
        model.save_weights(Path.Join(folder, "mine_weights.h5"));
        model.save_weights(Path.Join(folder, "mine_ckpt", "cp-0002"));
        tf.train.CheckpointManager(tf.train.Checkpoint(model: model, optimizer: model.optimizer), Path.Join(folder, "mine_train"), max_to_keep: 1).save();
        File.WriteAllText(Path.Join(folder, "mine.json"), model.to_json());
        if (known.IsForKeras3)
        {
            model.save(Path.Join(folder, "mine_3.keras"), keras_version: 3);
            model.save_weights(Path.Join(folder, "mine_3.weights.h5"), keras_version: 3);
            File.WriteAllText(Path.Join(folder, "mine_3.json"), model.to_json(keras_version: 3));
        }
        Reset(model);
        NDArray predictions = model.predict(x, batch_size: 8, verbose: 0);
        var arrays = new Dictionary<string, NDArray> { ["x"] = x, ["y"] = y, ["predictions"] = predictions };
        List<NDArray> weights = model.get_weights();
        for (int i = 0; i < weights.Count; i++)
            arrays[i.ToString(CultureInfo.InvariantCulture)] = weights[i];
        np.savez(Path.Join(folder, "case.npz"), arrays);
        // The seeds of masks belong to the function that a model trained with, and a loaded model makes a new one, in Keras too.
        if (known.Name == "dropout")
            model = keras.models.load_model(Path.Join(folder, "mine.h5"));
        return new(known, x, y, [.. weights], predictions, GoOn(model, x, y));
    }

    private static int Load(Trained t, string folder, List<string> wrong)
    {
        int compared = 0;
        foreach (string file in (string[])["theirs.h5", "theirs.keras", .. t.Case.HasSavedModel ? ["saved_model"] : Array.Empty<string>()])
            Try(file, path => Check(keras.models.load_model(path), t, file, t.Case.Stateless.Contains(file) ? null : t.Continued));
        foreach (string file in (string[])["theirs.weights.h5", "theirs_weights.h5"])
            Try(file, path => Check(WithWeights(t, path, "theirs.json"), t, file, null));
        Try("theirs_ckpt", path =>
        {
            // The rate of a schedule is the schedule's.
            Model model = t.Case.Build();
            CheckpointLoadStatus status = model.load_weights(tf.train.latest_checkpoint(path));
            Check(model, t, "theirs_ckpt", t.Continued);
            status.assert_consumed();
        });
        Try("theirs_train", path =>
        {
            Model model = t.Case.Build();
            CheckpointLoadStatus status = tf.train.Checkpoint(model: model, optimizer: model.optimizer).restore(tf.train.latest_checkpoint(path));
            Check(model, t, "theirs_train", t.Continued);
            status.assert_consumed();
        });
        if (!t.Case.IsForKeras3)
            return compared;
        // What is for Keras 3 loads here too, and training goes on.
        Try("mine_3.keras", path => Check(keras.models.load_model(path), t, "mine_3.keras", t.Case.Name == "nadam" ? null : t.Continued));
        Try("mine_3.weights.h5", path =>
        {
            Model model = t.Case.Build();
            model.fit(t.X, t.Y, epochs: 1, batch_size: 8, verbose: 0);
            model.load_weights(path);
            Check(model, t, "mine_3.weights.h5", t.Case.Name is "nadam" or "dropout" ? null : t.Continued);
        });
        if (t.Case.HasHdf5OfKeras3)
            Try("keras3.h5", path => Check(keras.models.load_model(path, compile: false), t, "keras3.h5", null));
        Try("keras3.keras", path => Check(keras.models.load_model(path), t, "keras3.keras", null));
        Try("keras3.weights.h5", path => Check(WithWeights(t, path, "keras3.json"), t, "keras3.weights.h5", null));
        if (File.Exists(Path.Join(folder, "keras3_sharded.weights.json")))
            Try("keras3_sharded.weights.json", path => Check(WithWeights(t, path, "keras3.json"), t, "sharded", null));
        Try("trained3.keras", path =>
        {
            NDArray[] weights = [.. Enumerable.Range(0, t.Weights.Length).Select(i => np.load(Path.Join(folder, "trained3.npz"))[$"arr_{i}"])];
            double[] losses = JsonSerializer.Deserialize<double[]>(File.ReadAllText(Path.Join(folder, "trained3.json")))!;
            Check(keras.models.load_model(path), t with { Weights = weights }, "trained3.keras", t.Case.GoesOnAsKeras3 ? losses : null, t.Case.ToleranceOfKeras3);
        });
        return compared;

        Model WithWeights(Trained t, string path, string json)
        {
            Model model = keras.models.model_from_json(File.ReadAllText(Path.Join(folder, json)));
            model.load_weights(path);
            return model;
        }

        void Try(string file, Action<string> action)
        {
            try
            {
                action(Path.Join(folder, file));
                compared++;
            }
            catch (Exception e) when (e is KerasException or IOException or Xunit.Sdk.XunitException)
            {
                wrong.Add($"{t.Case.Name} {file}: {e.Message[..Math.Min(e.Message.Length, 1500)]}");
            }
        }
    }

    private static void Check(Model model, Trained t, string what, double[]? continued, double tolerance = 1e-5)
    {
        // One without an input has its weights after its first batch.
        if (!model.built)
            model.predict(t.X, batch_size: 8, verbose: 0);
        List<NDArray> weights = model.get_weights();
        Assert.Equal(t.Weights.Length, weights.Count);
        for (int i = 0; i < weights.Count; i++)
            Assert.True(t.Weights[i].shape == weights[i].shape && t.Weights[i].ravel().ToArray<float>().AsSpan().SequenceEqual(weights[i].ravel().ToArray<float>()), $"{what}: weight {model.weights[i].name}");
        Reset(model);
        if (!what.StartsWith("trained3", StringComparison.Ordinal))
            Assert.Equal(t.Predictions.ravel().ToArray<float>(), model.predict(t.X, batch_size: 8, verbose: 0).ravel().ToArray<float>());
        if (continued is null)
            return;
        double[] losses = GoOn(model, t.X, t.Y);
        for (int i = 0; i < losses.Length; i++)
            Assert.True(Math.Abs(losses[i] - continued[i]) <= (tolerance * Math.Abs(continued[i])) + 1e-7, $"{what}: losses {string.Join(", ", losses)}, not {string.Join(", ", continued)}");
    }

    private static double[] GoOn(Model model, NDArray x, NDArray y)
    {
        Reset(model);
        keras.utils.set_random_seed(5);
        return [.. model.fit(x, y, epochs: 3, batch_size: 8, shuffle: false, verbose: 0).history["loss"]];
    }

    private static void Reset(Model model) => model.reset_states();

    private static Sequential Compiled(Optimizers.OptimizerArg optimizer, Losses.LossArg loss, string metric, params Layer[] layers)
    {
        Sequential model = keras.Sequential(layers);
        model.compile(optimizer, loss, metrics: [metric]);
        return model;
    }

    private static Functional Branched(Optimizers.OptimizerArg optimizer, Tensor input, Func<Tensor, Tensor> layers)
    {
        Functional model = keras.Model(input, layers(input));
        model.compile(optimizer, "mse", metrics: ["mae"]);
        return model;
    }

    private static NDArray Ids() => NDArray.From(Enumerable.Range(0, 96).Select(i => i * i * 7 % 19).ToArray()).reshape([16, 6]).astype("int32");

    private static NDArray Series() => Wave(16 * 6 * 3).reshape([16, 6, 3]);

    private static NDArray Flat() => Wave(16 * 4).reshape([16, 4]);

    private static NDArray Numbers() => Wave(16 * 2).reshape([16, 2]);

    private static NDArray Zeros() => NDArray.From(Enumerable.Range(0, 16).Select(i => (double)(i * 5 % 3 % 2)).ToArray()).reshape([16, 1]).astype("float32");

    private static NDArray Classes() => NDArray.From(Enumerable.Range(0, 16).Select(i => (double)(i * 5 % 7 % 3)).ToArray()).astype("int32");

    private static NDArray Wave(int count) => NDArray.From(Enumerable.Range(0, count).Select(i => Math.Sin(i * 1.7) * Math.Cos(i * 0.3)).ToArray()).astype("float32");

    private sealed record Case(string Name, Func<NDArray> X, Func<NDArray> Y, Func<Model> Build)
    {
        public bool HasSavedModel { get; init; }

        public bool IsForKeras3 { get; init; } = true;

        // Keras 3 draws other masks, and multiplies Nadam's product once a step, which tf_keras does for every variable.
        public bool GoesOnAsKeras3 => Name is not ("dropout" or "nadam");

        // The parts of an embedding's sparse gradient Keras 3 squares before it adds those of the same row, so "lstm" agrees to a few thousandths only.
        public double ToleranceOfKeras3 => Name == "lstm" ? 5e-3 : 1e-5;

        // Keras 3 gives two variables of Adafactor one name, which its HDF5 files do not stand.
        public bool HasHdf5OfKeras3 => Name != "adafactor";

        // tf_keras does not find its newest optimizers in HDF5 files, its own or ours.
        public bool ReadsHdf5 => Name is not ("lion" or "adafactor");

        // Files in which tf_keras does not keep all that training needs.
        public string[] Stateless { get; init; } = [];
    }

    private sealed record Trained(Case Case, NDArray X, NDArray Y, NDArray[] Weights, NDArray Predictions, double[] Continued);
}
