using KerasHost.Layers;
using KerasHost.Models;
using KerasHost.Numpy;
using KerasHost.Tests.Peers;
using KerasHost.Training;
using static KerasHost.keras.layers;

namespace KerasHost.Tests.Models;

/// <summary>Functional models made in C#: what they are called, what they say when something is wrong, data for several inputs and outputs.</summary>
public class FunctionalTests
{
    [Fact]
    public void Layers_inputs_and_models_are_named_and_reached_as_in_Keras()
    {
        Backend.Settings.clear_session();
        Tensor a = Input([4]), b = Input([4], name: "b");
        Layer shared = Dense(3);
        Functional model = keras.Model([a, b], Add().apply([shared.apply(a), shared.apply(b)]));
        Assert.Equal("model", model.name);
        Assert.Equal(["input_1", "b", "dense", "add"], model.layers.Select(layer => layer.name));
        Assert.Equal(["add"], model.output_names);
        Assert.Same(a, model.inputs[0]);
        Assert.Same(shared, model.get_layer("dense"));
        Assert.Equal([null, 3], model.output_shape!.Value);
        Assert.Same(b, shared.get_input_at(1).Single);
        Assert.Equal("Asked to get output at node 2, but the layer has only 2 inbound nodes.", Assert.Throws<KerasValueException>(() => shared.get_output_at(2)).Message);
        Assert.Equal("Layer lone is not connected, no input to return.", Assert.Throws<KerasException>(() => Dense(1, name: "lone").input).Message);
        Assert.Equal("model_1", keras.models.Model(a, shared.output).name);
        Assert.Equal(15, model.count_params());
    }

    [Fact]
    public void Part_of_a_model_is_a_model_with_the_same_weights()
    {
        Tensor x = Input([4]);
        Layer first = Dense(3, activation: "relu"), second = Dense(2);
        Functional whole = keras.Model(x, second.apply(first.apply(x)));
        NDArray data = np.ones([2, 4]);
        Functional head = keras.Model(x, first.output), tail = keras.Model(second.input, second.output);
        Assert.Equal(whole.predict(data, verbose: 0).ToString(), tail.predict(head.predict(data, verbose: 0), verbose: 0).ToString());
        Assert.Same(whole.weights[0], head.weights[0]);
        Assert.Equal(2, first.InboundNodes.Count + second.InboundNodes.Count - 1);

        // The layers of a Sequential model too.
        Sequential stack = keras.Sequential([Input([4]), first, second]);
        Assert.Equal(head.predict(data, verbose: 0).ToString(), keras.Model(stack.input, stack.layers[0].get_output_at(first.InboundNodes.Count - 1)).predict(data, verbose: 0).ToString());
    }

    [Fact]
    public void Errors_say_what_Keras_says()
    {
        Tensor a = Input([4], name: "a"), b = Input([4], name: "b");
        Tensor sum = Add().apply([a, b]);
        Assert.StartsWith("Graph disconnected: cannot obtain value for tensor KerasTensor(", Assert.Throws<KerasValueException>(() => keras.Model(a, sum)).Message);
        Assert.StartsWith("Input tensors to a Functional model must come from `tf.keras.Input`.", Assert.Throws<KerasValueException>(() => keras.Model(Op.Ones([1, 4]), sum)).Message);
        Assert.StartsWith("Output tensors of a Functional model must be the output of a TensorFlow `Layer`", Assert.Throws<KerasValueException>(() => keras.Model([a, b], a + b)).Message);
        Assert.StartsWith("The list of inputs passed to the model contains the same input multiple times.", Assert.Throws<KerasValueException>(() => keras.Model([a, a], sum)).Message);
        Assert.StartsWith("The name \"d\" is used 2 times in the model.", Assert.Throws<KerasValueException>(() => keras.Model(a, Dense(1, name: "d").apply(Dense(2, name: "d").apply(a)))).Message);
        Assert.Contains("keras.layers.Lambda", Assert.Throws<KerasValueException>(() => Add().apply([a, a * 2])).Message);
        Functional model = keras.Model([a, b], sum, name: "m");
        Assert.StartsWith("Layer \"m\" expects 2 input(s), but it received 1 input tensors.", Assert.Throws<KerasValueException>(() => model.predict(np.ones([2, 4]), verbose: 0)).Message);
        Assert.StartsWith("Input 1 of layer \"m\" is incompatible with the layer: expected shape=(None, 4), found shape=(2, 5)",
            Assert.Throws<KerasShapeException>(() => model.predict([np.ones([2, 4]), np.ones([2, 5])], verbose: 0)).Message);
        Assert.StartsWith("Missing data for input \"b\".", Assert.Throws<KerasValueException>(() => model.predict(new Dictionary<string, NDArray> { ["a"] = np.ones([2, 4]) }, verbose: 0)).Message);
        Assert.Contains("(Tensors x) =>", Assert.Throws<KerasValueException>(() => Lambda(x => x * 2).apply([a, b])).Message);
    }

    [Fact]
    public void A_Lambda_of_several_inputs_computes_between_layers()
    {
        Tensor a = Input([3]), b = Input([3]);
        Functional model = keras.Model([a, b], Lambda((Tensors x) => x[0] * x[1] + 1.0).apply([a, b]));
        Assert.Equal("[[7. 7. 7.]]", model.predict([np.ones([1, 3]) * 2, np.ones([1, 3]) * 3], verbose: 0).ToString());
    }

    [Fact]
    public void Dropout_told_to_train_drops_in_predictions()
    {
        Tensor x = Input([1000]);
        NDArray y = keras.Model(x, Dropout(0.5).apply(x, training: true)).predict(np.ones([1, 1000]), verbose: 0);
        Assert.InRange(y.ravel().ToArray<float>().Count(value => value == 0), 400, 600);
        Assert.Equal(1.0, (double)keras.Model(x, Dropout(0.5).apply(x)).predict(np.ones([1, 1000]), verbose: 0).mean());
    }

    [Fact]
    public void Several_outputs_have_losses_weights_and_metrics_by_name_or_place()
    {
        keras.utils.set_random_seed(1);
        Tensor x = Input([4], name: "main_input");
        Tensor h = Dense(3).apply(x);
        Functional model = keras.Model(x, [Dense(1, name: "main_output").apply(h), Dense(2, name: "aux_output").apply(h)]);
        NDArray data = np.ones([8, 4]), one = np.ones([8, 1]), two = np.zeros([8, 2]);

        model.compile("sgd", new Dictionary<string, string> { ["main_output"] = "mse", ["aux_output"] = "mae" }, loss_weights: new Dictionary<string, double> { ["main_output"] = 1, ["aux_output"] = 0.2 },
            metrics: new Dictionary<string, string> { ["aux_output"] = "mse" });
        History history = model.fit(data, new Dictionary<string, NDArray> { ["aux_output"] = two, ["main_output"] = one }, epochs: 2, batch_size: 4, verbose: 0, validation_data: new ValidationData(data, [one, two]));
        Assert.Equal(["loss", "main_output_loss", "aux_output_loss", "aux_output_mse", "val_loss", "val_main_output_loss", "val_aux_output_loss", "val_aux_output_mse"], history.history.Keys);
        double[] scores = model.evaluate(data, [one, two], verbose: 0);
        Assert.Equal(scores[1] + (0.2 * scores[2]), scores[0], 1e-6);

        model.compile("sgd", ["mse", "mae"], metrics: [["mae"], ["mse", "mae"]], loss_weights: [1, 0.2]);
        double[] again = model.evaluate(data, [one, two], verbose: 0);
        Assert.Equal(scores[..3], again[..3]);
        Assert.Equal(["loss", "main_output_loss", "aux_output_loss", "main_output_mae", "aux_output_mse", "aux_output_mae"], model.metrics_names);

        var (first, second) = model.predict(data, verbose: 0);
        Assert.Equal([8, 1], first.shape);
        Assert.Equal([8, 2], second.shape);
        model.compile("sgd", ["mse", default]);
        Assert.Equal(2, model.evaluate(data, [one, two], verbose: 0).Count);
        Assert.Contains("'other'", Assert.Throws<KerasValueException>(() =>
        {
            model.compile("sgd", new Dictionary<string, string> { ["other"] = "mse" });
            model.evaluate(data, [one, two], verbose: 0);
        }).Message);
    }

    [Fact]
    public void Data_under_names_go_to_the_inputs_and_outputs_of_these_names()
    {
        Tensor a = Input([2], name: "a"), b = Input([2], name: "b");
        Functional model = keras.Model(new Dictionary<string, Tensor> { ["left"] = a, ["right"] = b }, new Dictionary<string, Tensor> { ["sum"] = Add().apply([a, b]), ["difference"] = Subtract().apply([a, b]) });
        NDArray y = model.predict(new Dictionary<string, NDArray> { ["right"] = np.ones([1, 2]), ["left"] = np.ones([1, 2]) * 3 }, verbose: 0);
        Assert.Equal("[[4. 4.]]", y["sum"].ToString());
        Assert.Equal("[[2. 2.]]", y["difference"].ToString());
    }

    [Fact]
    public void A_script_s_layer_calls_a_functional_model_it_holds()
    {
        var layer = new Holding();
        Assert.Equal([2, 3], layer.apply(Op.Ones([2, 4])).shape);
        Assert.Equal(2, layer.trainable_weights.Count);
    }

    [FixturesFact]
    public void Configurations_of_Keras_1_and_2_with_branches_are_read()
    {
        string root = Path.Join(Peer.Fixtures, "dl4j", "configs");
        foreach (string file in (string[])["mlp_fapi_config.json", "mlp_fapi_multiloss_config.json", "keras2/keras2_mlp_fapi_config.json", "keras2/keras2_mlp_fapi_multiloss_config.json",
            "keras2/model_concat_embedding_sequences_tf_keras_2.json"])
        {
            Model model = keras.models.model_from_json(File.ReadAllText(Path.Join(root, file)));
            Assert.Equal(model.to_json(), keras.models.model_from_json(model.to_json()).to_json());
        }
    }

    [Fact]
    public void A_configuration_of_Keras_1_merges_as_the_layers_of_today()
    {
        static string Json(string merge) => $$$"""
            {"class_name": "Model", "config": {"name": "model_1", "layers": [
              {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 4], "input_dtype": "float32", "sparse": false, "name": "a"}, "inbound_nodes": [], "name": "a"},
              {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 4], "input_dtype": "float32", "sparse": false, "name": "b"}, "inbound_nodes": [], "name": "b"},
              {"class_name": "Merge", "config": {"name": "merge_1", {{{merge}}}, "mode_type": "raw", "output_shape": null, "output_mask": null, "arguments": {}}, "inbound_nodes": [[["a", 0, 0], ["b", 0, 0]]], "name": "merge_1"}
            ], "input_layers": [["a", 0, 0], ["b", 0, 0]], "output_layers": [["merge_1", 0, 0]]}, "keras_version": "1.1.2"}
            """;
        NDArray a = np.array([[1.0, 2.0, 3.0, 4.0]]), b = np.array([[2.0, 2.0, 2.0, 2.0]]);
        string Merged(string merge) => keras.models.model_from_json(Json(merge)).predict([a, b], verbose: 0).ToString();
        Assert.Equal("[[3. 4. 5. 6.]]", Merged("\"mode\": \"sum\""));
        Assert.Equal("[[2. 4. 6. 8.]]", Merged("\"mode\": \"mul\""));
        Assert.Equal("[[1.5 2.  2.5 3. ]]", Merged("\"mode\": \"ave\""));
        Assert.Equal("[[2. 2. 3. 4.]]", Merged("\"mode\": \"max\""));
        Assert.Equal("[[1. 2. 3. 4. 2. 2. 2. 2.]]", Merged("\"mode\": \"concat\", \"concat_axis\": -1"));
        Assert.Equal("[[20.]]", Merged("\"mode\": \"dot\", \"dot_axes\": [[1], [1]]"));
        Assert.Contains("mode", Assert.Throws<KerasValueException>(() => Merged("\"mode\": \"func\"")).Message);
    }

    [Theory]
    [InlineData("loop", """[[["d", 0, 0, {}]]]""", """[["d", 0, 0]]""")]
    [InlineData("unknown layer", """[[["z", 0, 0, {}]]]""", """[["d", 0, 0]]""")]
    [InlineData("unknown call", """[[["x", 0, 0, {}]]]""", """[["d", 7, 0]]""")]
    [InlineData("unknown output", """[[["x", 0, 0, {}]]]""", """[["d", 0, 3]]""")]
    [InlineData("unknown argument", """[[["x", 0, 0, {"speed": 3}]]]""", """[["d", 0, 0]]""")]
    [InlineData("no call", """[[3]]""", """[["d", 0, 0]]""")]
    [InlineData("no list", """ {"x": 1} """, """[["d", 0, 0]]""")]
    public void A_damaged_configuration_is_an_error(string what, string calls, string outputs)
    {
        string json = $$$"""
            {"class_name": "Functional", "config": {"name": "m", "layers": [
              {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 4], "name": "x"}, "inbound_nodes": [], "name": "x"},
              {"class_name": "Dense", "config": {"units": 2, "name": "d"}, "inbound_nodes": {{{calls}}}, "name": "d"}
            ], "input_layers": [["x", 0, 0]], "output_layers": {{{outputs}}}}}
            """;
        Assert.NotEqual("", what);
        Assert.ThrowsAny<KerasException>(() => keras.models.model_from_json(json));
    }

    [Fact]
    public void A_long_chain_is_made_without_recursion()
    {
        Tensor start = Input([2]), x = start;
        for (int i = 0; i < 20_000; i++)
            x = Flatten().apply(x);
        Assert.Equal(20_001, keras.Model(start, x).layers.Count);
    }

    private sealed class Holding : Layer
    {
        private readonly Functional _inner;

        public Holding()
        {
            Tensor x = Input([4]);
            _inner = keras.Model(x, Dense(3).apply(x));
        }

        public override Tensor call(Tensor x) => _inner.apply(x);
    }
}
