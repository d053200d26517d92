using System.Runtime.InteropServices;
using System.Text.Json;
using KerasHost.Layers;
using KerasHost.Models;
using KerasHost.Numpy;
using KerasHost.Tests.Layout;
using static KerasHost.keras.layers;

namespace KerasHost.Tests.Saving;

/// <summary>The modules that compat/record/record_torch.py recorded, in layers here.</summary>
public class StateDictTests
{
    private static readonly JsonElement[] s_modules = [.. JsonDocument.Parse(File.ReadAllText(Repository.PathOf("compat", "recorded", "torch", "expected.json"))).RootElement.GetProperty("modules").EnumerateArray()];

    public static TheoryData<string> Modules => [.. s_modules.Select(module => module.GetProperty("file").GetString()!)];

    [Theory]
    [MemberData(nameof(Modules))]
    public void A_module_computes_the_same_here(string file)
    {
        JsonElement module = Array.Find(s_modules, module => module.GetProperty("file").GetString() == file);
        Model model = Counterpart(file);
        torch.load_state_dict(model, Repository.PathOf("compat", "recorded", "torch", file));
        float[] expected = Floats(module.GetProperty("outputs")[0]), actual = model.predict(Input(module), verbose: 0).ravel().ToArray<float>();
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.InRange(actual[i], expected[i] - 1e-6, expected[i] + 1e-6);
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void The_way_back_gives_the_same_state_dict(string file)
    {
        Model model = Counterpart(file);
        string path = Repository.PathOf("compat", "recorded", "torch", file);
        model.load_weights(path);
        // One module without a name, whose levels are the layers.
        Dictionary<string, NDArray> mine = torch.state_dict(model, model.layers.ToDictionary(layer => layer.name, _ => "m"));
        using var theirs = Formats.PyTorch.TorchFile.Open(path);
        Assert.Equal(theirs.Tensors.Select(tensor => "m." + tensor.Name), mine.Keys);
        foreach (var tensor in theirs.Tensors)
        {
            // The biases of an LSTM come back as their sum and zeros.
            if (tensor.Name.Contains("bias_") && !file.Contains("gru", StringComparison.Ordinal))
                continue;
            byte[] bytes = new byte[tensor.ByteLength];
            theirs.Read(tensor, bytes);
            Assert.Equal(MemoryMarshal.Cast<byte, float>(bytes).ToArray(), mine["m." + tensor.Name].ravel().ToArray<float>());
        }
        Model other = Counterpart(file);
        torch.load_state_dict(other, mine);
        Assert.Equal(model.weights.Select(weight => weight.value.ToArray<float>()), other.weights.Select(weight => weight.value.ToArray<float>()));
    }

    [Fact]
    public void Modules_are_found_by_name()
    {
        Sequential model = keras.Sequential([Dense(2, name: "a", input_shape: [2]), Dense(2, name: "b")]);
        var dict = new Dictionary<string, NDArray>
        {
            ["second.weight"] = NDArray.From(new[] { 1f, 2f, 3f, 4f }).reshape([2, 2]),
            ["second.bias"] = NDArray.From(new[] { 5f, 6f }),
            ["first.weight"] = NDArray.From(new[] { 10f, 20f, 30f, 40f }).reshape([2, 2]),
            ["first.bias"] = NDArray.From(new[] { 50f, 60f }),
        };
        torch.load_state_dict(model, dict, new Dictionary<string, string> { ["a"] = "first", ["b"] = "second" });
        Assert.Equal([10f, 30f, 20f, 40f], model.weights[0].value.ToArray<float>());
        Assert.Equal([5f, 6f], model.weights[3].value.ToArray<float>());
    }

    [Fact]
    public void All_that_does_not_fit_is_listed_and_nothing_changes()
    {
        Sequential model = keras.Sequential([LSTM(5, input_shape: [5, 3])]);
        float[] before = model.weights[0].value.ToArray<float>();
        string message = Assert.Throws<KerasValueException>(() => torch.load_state_dict(model, Repository.PathOf("compat", "recorded", "torch", "module_lstm_no_bias.pt"))).Message;
        Assert.Contains("3 things do not fit", message, StringComparison.Ordinal);
        Assert.Contains("bias_ih and bias_hh", message, StringComparison.Ordinal);
        Assert.Equal(before, model.weights[0].value.ToArray<float>());
        Sequential hard = keras.Sequential([LSTM(4, recurrent_activation: "hard_sigmoid", input_shape: [5, 3])]);
        Assert.Contains("no counterpart in PyTorch", Assert.Throws<KerasValueException>(() => torch.state_dict(hard)).Message, StringComparison.Ordinal);
    }

    private static Model Counterpart(string file)
    {
        Layer[] layers = file switch
        {
            "module_linear.pt" => [Dense(4)],
            "module_linear_no_bias.pt" => [Dense(4, use_bias: false)],
            "module_embedding.pt" => [Embedding(7, 3)],
            "module_rnn_tanh.pt" => [SimpleRNN(4, return_sequences: true)],
            "module_rnn_relu.pt" => [SimpleRNN(4, activation: "relu", return_sequences: true)],
            "module_lstm.pt" => [LSTM(4, return_sequences: true)],
            "module_lstm_no_bias.pt" => [LSTM(4, use_bias: false, return_sequences: true)],
            "module_lstm_two_layers_both_ways.pt" => [Bidirectional(LSTM(4, return_sequences: true)), Bidirectional(LSTM(4, return_sequences: true))],
            "module_gru.pt" => [GRU(4, return_sequences: true)],
            _ => [Bidirectional(GRU(4, return_sequences: true)), Bidirectional(GRU(4, return_sequences: true))],
        };
        Sequential model = keras.Sequential([.. layers]);
        model.build(file.Contains("linear", StringComparison.Ordinal) || file.Contains("embedding", StringComparison.Ordinal) ? [null, 3] : [null, 5, 3]);
        return model;
    }

    private static NDArray Input(JsonElement module)
    {
        JsonElement input = module.GetProperty("input");
        int[] shape = [.. input.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
        byte[] bytes = Convert.FromHexString(input.GetProperty("values").GetString()!);
        return input.GetProperty("dtype").GetString() == "int64"
            ? NDArray.From(MemoryMarshal.Cast<byte, long>(bytes).ToArray()).reshape(shape)
            : NDArray.From(MemoryMarshal.Cast<byte, float>(bytes).ToArray()).reshape(shape);
    }

    private static float[] Floats(JsonElement tensor) => MemoryMarshal.Cast<byte, float>(Convert.FromHexString(tensor.GetProperty("values").GetString()!)).ToArray();
}
