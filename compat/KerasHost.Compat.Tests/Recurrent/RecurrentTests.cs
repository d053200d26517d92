using System.Text.Json;
using System.Text.RegularExpressions;
using KerasHost.Backend;
using KerasHost.Compat.Tests.Comparison;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Export;
using KerasHost.Formats.Npy;
using KerasHost.Layers;
using KerasHost.Models;
using KerasHost.Numpy;
using KerasHost.Saving;
using KerasHost.Seeding;

namespace KerasHost.Compat.Tests.Recurrent;

/// <summary>Recurrent layers against the reference: single calls with their gradients, training, dropout under a seed, summaries, errors.</summary>
public sealed class RecurrentTests
{
    private const string Area = "recurrent";

    // Rounding passes on from each timestep to the next.
    private static readonly Tolerance s_manySteps = new(2e-6);

    public static TheoryData<string> LayerCases => RecordedFiles.Cases(Area, "layer");

    public static TheoryData<string> Trainings => RecordedFiles.Cases(Area, "training");

    public static TheoryData<string> Sessions => RecordedFiles.Cases(Area, "session");

    public static TheoryData<string> Summaries => RecordedFiles.Cases(Area, "summary");

    public static TheoryData<string> Errors => RecordedFiles.Cases(Area, "error");

    [Theory, MemberData(nameof(LayerCases))]
    public void Layers_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load(Area, name);
        JsonElement call = recorded.Call;
        bool isDouble = recorded.String("dtype") == "float64";
        Settings.clear_session();
        var layer = ClassRegistry.Deserialize<Layer>(Config.Parse(WithoutBuildConfig(ConfigOf(call, "layer").ToJson())));
        layer.EnsureBuilt(recorded["x0"].Shape);
        Assert.Equal(call.GetProperty("weight_names").EnumerateArray().Select(n => n.GetString()!), layer.weights.Select(w => w.name));
        layer.set_weights([.. Enumerable.Range(0, layer.weights.Count).Select(i => (TensorLike)Array(recorded[$"w{i}"]))]);
        int stateCount = call.TryGetProperty("states", out JsonElement states) ? states.GetInt32() : 0;
        Tensor[] given = [.. Enumerable.Range(0, stateCount).Select(i => Value(recorded[$"s{i}"]))];
        Tensor? mask = call.TryGetProperty("calls", out _) && recorded.Has("mask") ? Value(recorded["mask"]) : null;
        bool? training = call.TryGetProperty("training", out JsonElement flag) ? flag.GetBoolean() : null;
        if (recorded.Seed is { } seed)
            Seeds.set_random_seed(seed);
        for (int k = 0; k < call.GetProperty("calls").GetInt32(); k++)
        {
            Tensor x = Value(recorded[$"x{k}"]);
            using var tape = new GradientTape();
            foreach (Tensor watched in (Tensor[])[x, .. given])
                tape.watch(watched);
            Tensors ys = layer.apply(x, training, mask, stateCount > 0 ? new Tensors(given) : (Tensors?)null);
            Assert.Equal(call.GetProperty("outputs").GetInt32(), ys.Count);
            Assert.Equal(call.GetProperty("mask_out").GetBoolean(), ys[0].Mask is not null);
            Tensor? total = null;
            for (int i = 0; i < ys.Count; i++)
            {
                Close(recorded[$"y{k}_{i}"], ys[i], isDouble ? Tolerance.Forward64 : x.shape.Dims[1] > 10 ? s_manySteps : Tolerance.Forward, $"{name} output {i} of call {k}");
                Tensor sum = Op.Sum(Op.Multiply(ys[i], Factors(ys[i], i)));
                total = total is null ? sum : Op.Add(total, sum);
            }
            List<Tensor> sources = [x, .. layer.trainable_weights.Select(w => w.value), .. given];
            Gradient?[] gradients = tape.gradient(total!, sources);
            for (int i = 0; i < sources.Count; i++)
                if (recorded.Has($"g{k}_{i}"))
                    Close(recorded[$"g{k}_{i}"], gradients[i]!.ToDense(), isDouble ? new(1e-12) : Tolerance.Gradient, $"{name} gradient {i} of call {k}");
        }
    }

    [Theory, MemberData(nameof(LayerCases))]
    public void Configurations_are_those_of_the_reference(string name)
    {
        Config expected = ConfigOf(RecordedCase.Load(Area, name).Call, "layer");
        Settings.clear_session();
        var layer = ClassRegistry.Deserialize<Layer>(expected);
        Assert.Equal(WithoutBuildConfig(((Config)expected["config"]!).ToJson()), WithoutBuildConfig(layer.get_config().ToJson()));
    }

    [Theory, MemberData(nameof(Trainings))]
    public void Training_is_that_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load(Area, name);
        Settings.clear_session();
        Seeds.set_random_seed(recorded.Seed!.Value);
        // Keras does not write a recurrent layer's seed to its configuration.
        Sequential model = name switch
        {
            "training_lstm_seeded_dropout" => keras.Sequential([keras.layers.LSTM(5, dropout: 0.3, seed: 11, input_shape: [6, 3]), keras.layers.Dense(1)]),
            "training_gru_seeded_dropout" => keras.Sequential([keras.layers.GRU(5, dropout: 0.3, seed: 11, input_shape: [6, 3]), keras.layers.Dense(1)]),
            _ => Sequential.from_config(ConfigOf(recorded.Call, "model")),
        };
        model.compile(recorded.String("optimizer")!, recorded.String("loss")!);
        int batch = recorded.Call.GetProperty("batch_size").GetInt32();
        var history = model.fit(Array(recorded["x"]), Array(recorded["y"]), epochs: recorded.Call.GetProperty("epochs").GetInt32(), batch_size: batch, shuffle: false, verbose: 0);
        Assert.Equal(recorded.Call.GetProperty("weight_names").EnumerateArray().Select(n => n.GetString()!), model.weights.Select(w => w.name));
        ArrayAssert.Close(ArrayAssert.ToDoubles(recorded["loss"].Data), [.. history.history["loss"]], Tolerance.Gradient, $"{name} loss");
        for (int i = 0; i < model.weights.Count; i++)
            Close(recorded[$"w{i}"], model.weights[i].value, Tolerance.Gradient, $"{name} {model.weights[i].name}");
        Close(recorded["predictions"], model.predict(Array(recorded["x"]), batch_size: batch, verbose: 0).ToTensor(), Tolerance.Gradient, $"{name} predictions");
    }

    [Theory, MemberData(nameof(Sessions))]
    public void States_are_kept_over_everything_that_a_model_does(string name)
    {
        RecordedCase recorded = RecordedCase.Load(Area, name);
        Settings.clear_session();
        Seeds.set_random_seed(recorded.Seed!.Value);
        var model = Sequential.from_config(ConfigOf(recorded.Call, "model"));
        model.compile("sgd", "mse");
        NDArray x = Array(recorded["x"]), y = Array(recorded["y"]);
        Layer first = model.layers[0];
        int n = 0;
        foreach (string action in recorded.Call.GetProperty("actions").EnumerateArray().Select(a => a.GetString()!))
        {
            string what = $"{name}, {n} {action}";
            NDArray? result = Do(action);
            if (result is not null)
                Close(recorded[$"r{n}"], result.ToTensor(), Tolerance.Gradient, what);
            IReadOnlyList<Variable> states = first is Bidirectional both ? [.. both.forward_layer.states, .. both.backward_layer.states] : ((RNN)first).states;
            for (int j = 0; j < states.Count; j++)
                Close(recorded[$"s{n}_{j}"], states[j].value, Tolerance.Gradient, $"{what}, state {j}");
            n++;
        }

        NDArray? Do(string action)
        {
            switch (action)
            {
                case "predict": return model.predict(x, batch_size: 3, verbose: 0);
                case "fit": return Numbers([.. model.fit(x, y, batch_size: 3, epochs: 2, shuffle: false, verbose: 0).history["loss"]]);
                case "evaluate": return Numbers(model.evaluate(x, y, batch_size: 3, verbose: 0));
                case "train_on_batch": return Numbers(model.train_on_batch(x[..3], y[..3]));
                case "test_on_batch": return Numbers(model.test_on_batch(x[3..], y[3..]));
                case "call": return model.apply(x[..3].ToTensor())[0].numpy();
                case "reset_states":
                    model.reset_states();
                    return null;
                case "set_states":
                    TensorLike[] given = [.. Enumerable.Range(0, 8).Where(i => recorded.Has($"given{i}")).Select(i => (TensorLike)Array(recorded[$"given{i}"]))];
                    if (first is Bidirectional both)
                        both.reset_states(given);
                    else
                        ((RNN)first).reset_states(given);
                    return null;
                default: throw new InvalidOperationException(action);
            }
        }

        static NDArray Numbers(double[] values) => NDArray.Over(DType.Float64, values, [values.Length]);
    }

    [Fact]
    public void A_cell_of_a_script_gets_its_constants_at_every_timestep()
    {
        RecordedCase recorded = RecordedCase.Load(Area, "constants_cell");
        Tensors y = new RNN(new Pulled(), return_sequences: true).apply(Value(recorded["x"]), mask: Value(recorded["mask"]), constants: Value(recorded["c"]));
        Close(recorded["y"], y[0], Tolerance.Forward, "constants");
        Assert.Equal("Dense.call() got an unexpected keyword argument 'constants'",
            Assert.Throws<KerasTypeException>(() => keras.layers.Dense(1).apply(Value(recorded["x"]), constants: Value(recorded["c"]))).Message);
    }

    [Theory, MemberData(nameof(Summaries))]
    public void Summaries_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load(Area, name);
        Settings.clear_session();
        var model = Sequential.from_config(ConfigOf(recorded.Call, "model"));
        var lines = new List<string>();
        model.summary(print_fn: lines.Add);
        Assert.Equal(recorded.Text, string.Join("\n", lines));
        Assert.Equal(recorded.Call.GetProperty("count").GetInt32(), model.count_params());
        Assert.Equal(recorded.Call.GetProperty("weight_names").EnumerateArray().Select(n => n.GetString()!), model.weights.Select(w => w.name));
    }

    [Theory, MemberData(nameof(Errors))]
    public void Errors_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load(Area, name);
        Settings.clear_session();
        string message = Assert.ThrowsAny<KerasException>(() => Situation(name["error_".Length..])).Message;
        // Values, objects and operations are written in Python's ways of several versions; the sentence before them is what people search for.
        string expected = Regex.Split(Innermost(recorded.Text!), @"Received[: ]|States received|<| \[Op:|\. for '")[0].TrimEnd(' ', '.');
        Assert.StartsWith(expected, message);
    }

    // What build() once saw is a matter of files of whole models.
    private static string WithoutBuildConfig(string json) => Regex.Replace(json, @", ""build_config"": \{[^}]*\}", "");

    private static void Situation(string name)
    {
        Tensor x = Op.Zeros([4, 5, 2]);
        using LayerKeywords none = LayerKeywords.Push();
        switch (name)
        {
            case "units": keras.layers.LSTM(0); break;
            case "stateful_without_batch": keras.Sequential([keras.layers.LSTM(3, stateful: true, input_shape: [5, 2])]); break;
            case "reset_not_stateful": keras.layers.LSTM(3).reset_states(); break;
            case "wrong_state": keras.layers.LSTM(3).apply(x, initial_state: (Tensor[])[Op.Zeros([4, 2]), Op.Zeros([4, 3])]); break;
            case "one_state": keras.layers.LSTM(3).apply(x, initial_state: Op.Zeros([4, 3])); break;
            case "rank": keras.layers.LSTM(3).apply(Op.Zeros([4, 5])); break;
            case "unroll_unknown": keras.Sequential([keras.layers.LSTM(3, unroll: true, input_shape: [null, 2])]); break;
            case "merge_mode": keras.layers.Bidirectional(keras.layers.LSTM(3), merge_mode: "max"); break;
            case "same_direction": keras.layers.Bidirectional(keras.layers.LSTM(3), backward_layer: keras.layers.LSTM(3)); break;
            case "different_sequences": keras.layers.Bidirectional(keras.layers.LSTM(3), backward_layer: keras.layers.LSTM(3, go_backwards: true, return_sequences: true)); break;
            case "odd_states": keras.layers.Bidirectional(keras.layers.LSTM(3)).apply(x, initial_state: Op.Zeros([4, 3])); break;
            case "time_distributed_rank": keras.layers.TimeDistributed(keras.layers.Dense(3)).apply(Op.Zeros([4, 5])); break;
            case "no_steps_predict": keras.Sequential([keras.layers.GRU(3, input_shape: [null, 2])]).predict(new float[4, 0, 2], verbose: 0); break;
            case "mask_rank1": keras.layers.LSTM(3).apply(x, mask: Op.Ones([4], DType.Bool)); break;
            case "mask_rank3": keras.layers.LSTM(3).apply(x, mask: Op.Ones([4, 5, 2], DType.Bool)); break;
            case "mask_length": keras.layers.SimpleRNN(3).apply(x, mask: Op.Ones([4, 6], DType.Bool)); break;
            case "mask_batch": keras.layers.GRU(3).apply(x, mask: Op.Ones([3, 5], DType.Bool)); break;
            case "state_batch": keras.layers.SimpleRNN(3).apply(x, initial_state: Op.Zeros([2, 3])); break;
            case "reset_unbuilt": keras.layers.LSTM(3, stateful: true).reset_states(); break;
            case "predict_wrong_batch": keras.Sequential([keras.layers.LSTM(3, stateful: true, batch_input_shape: [4, 5, 2])]).predict(new float[6, 5, 2], batch_size: 3, verbose: 0); break;
            case "object_array": keras.Sequential([keras.layers.Embedding(9, 2), keras.layers.LSTM(3)]).predict(NDArray.Over(new object[] { new[] { 1, 2 }, new[] { 3 } }, [2]), verbose: 0); break;
            case "constants": keras.layers.RNN(keras.layers.LSTMCell(3)).apply(x, constants: Op.Zeros([4, 2])); break;
            case "no_steps": keras.layers.LSTM(3).apply(Op.Zeros([4, 0, 2])); break;
            case "wrong_batch": Stateful(x).apply(Op.Zeros([3, 5, 2])); break;
            case "reset_count": Stateful(x).reset_states([new float[4, 3]]); break;
            case "reset_shape": Stateful(x).reset_states([new float[4, 2], new float[4, 3]]); break;
            default: throw new InvalidOperationException($"No situation {name}.");
        }
    }

    // The cell of record_recurrent.py.
    private sealed class Pulled : AbstractRNNCell
    {
        public override int[] state_size => [2];

        public override (Tensor output, Tensor[] states) call(Tensor inputs, Tensor[] states, Tensor[] constants, bool training)
        {
            Tensor h = Op.Tanh(Op.Add(inputs, Op.Multiply(states[0], constants[0])));
            return (h, [h]);
        }
    }

    private static LSTM Stateful(Tensor x)
    {
        // The name that the recorder's layer had.
        LSTM layer = keras.layers.LSTM(3, stateful: true, name: "lstm_1");
        layer.apply(x);
        return layer;
    }

    // Keras wraps errors of calls: the error itself is the paragraph between.
    private static string Innermost(string text)
    {
        bool wrapped = text.StartsWith("Exception encountered when calling layer", StringComparison.Ordinal);
        return Regex.Replace(wrapped ? Regex.Split(text, @"\n\s*\n")[1].Trim() : text, @"^\{\{function_node [^}]*\}\} ", "");
    }

    private static Tensor Factors(Tensor like, int k)
    {
        double[] values = [.. Enumerable.Range(0, like.Length).Select(i => Math.Cos(0.37 * (i + 1) + k))];
        return Op.Cast(Tensor.From<double>(values, like.shape), like.dtype);
    }

    private static Config ConfigOf(JsonElement call, string key) => Config.Parse(call.GetProperty(key).GetRawText());

    private static Tensor Value(NpyArray array) => array.Data switch
    {
        float[] values => Tensor.From<float>(values, array.Shape),
        double[] values => Tensor.From<double>(values, array.Shape),
        bool[] values => Tensor.From<bool>(values, array.Shape),
        int[] values => Tensor.From<int>(values, array.Shape),
        long[] values => Tensor.From<long>(values, array.Shape),
        _ => throw new InvalidOperationException($"An array of {array.Data.GetType()}."),
    };

    private static NDArray Array(NpyArray array) => Value(array).numpy();

    private static void Close(NpyArray expected, Tensor actual, Tolerance tolerance, string what) =>
        ArrayAssert.Close(expected, actual.shape, actual.dtype == DType.Float64 ? actual.ToArray<double>() : actual.ToArray<float>(), tolerance, what);
}
