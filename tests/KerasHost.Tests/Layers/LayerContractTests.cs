using KerasHost.Export;
using KerasHost.Layers;
using KerasHost.Models;
using KerasHost.Numpy;
using KerasHost.Saving;

namespace KerasHost.Tests.Layers;

/// <summary>What every layer must do, one line a layer.</summary>
public class LayerContractTests
{
    /// <summary>The layer, the shape of a sample, names and shapes of the weights, the largest integer input (0 for floats).</summary>
    public static TheoryData<string, Func<Layer>, int[], string[], int> Layers => new()
    {
        { "Dense", () => keras.layers.Dense(3, activation: "tanh"), [4], ["kernel(4, 3)", "bias(3,)"], 0 },
        { "Dense without bias, on sequences", () => keras.layers.Dense(3, use_bias: false), [5, 4], ["kernel(4, 3)"], 0 },
        { "Embedding", () => keras.layers.Embedding(10, 3), [6], ["embeddings(10, 3)"], 10 },
        { "Embedding with mask", () => keras.layers.Embedding(10, 3, mask_zero: true), [6], ["embeddings(10, 3)"], 10 },
        { "Activation", () => keras.layers.Activation("sigmoid"), [4], [], 0 },
        { "ReLU", () => keras.layers.ReLU(max_value: 2, negative_slope: 0.1, threshold: 0.5), [4], [], 0 },
        { "LeakyReLU", () => keras.layers.LeakyReLU(), [4], [], 0 },
        { "ELU", () => keras.layers.ELU(0.5), [4], [], 0 },
        { "ThresholdedReLU", () => keras.layers.ThresholdedReLU(0.5), [4], [], 0 },
        { "Softmax", () => keras.layers.Softmax(axis: [1, 2]), [5, 4], [], 0 },
        { "PReLU", () => keras.layers.PReLU(shared_axes: 1), [5, 4], ["alpha(1, 4)"], 0 },
        { "ActivityRegularization", () => keras.layers.ActivityRegularization(l2: 0.1), [4], [], 0 },
        { "Dense with a layer as activation", () => keras.layers.Dense(3, activation: keras.layers.PReLU(name: "p")), [4], ["kernel(4, 3)", "bias(3,)", "p/alpha(3,)"], 0 },
        { "Masking", () => keras.layers.Masking(), [5, 4], [], 0 },
        { "Flatten", () => keras.layers.Flatten(), [3, 2, 2], [], 0 },
        { "Flatten channels first", () => keras.layers.Flatten(data_format: "channels_first"), [3, 2, 4], [], 0 },
        { "Reshape", () => keras.layers.Reshape([-1, 2]), [3, 4], [], 0 },
        { "Permute", () => keras.layers.Permute([2, 1]), [3, 4], [], 0 },
        { "RepeatVector", () => keras.layers.RepeatVector(3), [4], [], 0 },
        { "Dropout", () => keras.layers.Dropout(0.5), [4], [], 0 },
        { "SpatialDropout1D", () => keras.layers.SpatialDropout1D(0.5), [5, 4], [], 0 },
        { "GlobalAveragePooling1D", () => keras.layers.GlobalAveragePooling1D(), [5, 4], [], 0 },
        { "GlobalAveragePooling1D keepdims", () => keras.layers.GlobalAveragePooling1D(keepdims: true), [5, 4], [], 0 },
        { "GlobalMaxPooling1D channels first", () => keras.layers.GlobalMaxPooling1D(data_format: "channels_first"), [5, 4], [], 0 },
        { "SimpleRNN", () => keras.layers.SimpleRNN(3), [5, 2], ["simple_rnn_cell/kernel(2, 3)", "simple_rnn_cell/recurrent_kernel(3, 3)", "simple_rnn_cell/bias(3,)"], 0 },
        { "LSTM", () => keras.layers.LSTM(3, return_sequences: true), [5, 2], ["lstm_cell/kernel(2, 12)", "lstm_cell/recurrent_kernel(3, 12)", "lstm_cell/bias(12,)"], 0 },
        { "LSTM with dropout", () => keras.layers.LSTM(3, dropout: 0.3, recurrent_dropout: 0.2, use_bias: false), [5, 2], ["lstm_cell/kernel(2, 12)", "lstm_cell/recurrent_kernel(3, 12)"], 0 },
        { "GRU", () => keras.layers.GRU(3, go_backwards: true), [5, 2], ["gru_cell/kernel(2, 9)", "gru_cell/recurrent_kernel(3, 9)", "gru_cell/bias(2, 9)"], 0 },
        { "GRU reset before, another activation", () => keras.layers.GRU(3, activation: "softsign", reset_after: false), [5, 2], ["gru_cell/kernel(2, 9)", "gru_cell/recurrent_kernel(3, 9)", "gru_cell/bias(9,)"], 0 },
        { "RNN over a stack", () => keras.layers.RNN(keras.layers.StackedRNNCells([keras.layers.SimpleRNNCell(3, name: "low"), keras.layers.GRUCell(2, use_bias: false, name: "high")], name: "stack")), [5, 2], ["stack/low/kernel(2, 3)", "stack/low/recurrent_kernel(3, 3)", "stack/low/bias(3,)", "stack/high/kernel(3, 6)", "stack/high/recurrent_kernel(2, 6)"], 0 },
        { "Bidirectional", () => keras.layers.Bidirectional(keras.layers.SimpleRNN(2, use_bias: false, name: "r")), [5, 3], ["forward_r/simple_rnn_cell/kernel(3, 2)", "forward_r/simple_rnn_cell/recurrent_kernel(2, 2)", "backward_r/simple_rnn_cell/kernel(3, 2)", "backward_r/simple_rnn_cell/recurrent_kernel(2, 2)"], 0 },
        { "TimeDistributed", () => keras.layers.TimeDistributed(keras.layers.Dense(3)), [5, 4], ["kernel(4, 3)", "bias(3,)"], 0 },
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void Keeps_the_contract(string name, Func<Layer> make, int[] sample, string[] weights, int largest)
    {
        Layer layer = make();

        // Symbolic and real shapes agree, for one sample and for several.
        Shape symbolic = layer.apply(Tensor.Symbolic(largest > 0 ? DType.Int32 : DType.Float32, Shape.Of(-1).Append(sample))).shape;
        foreach (int batch in new[] { 1, 3 })
        {
            Tensor y = layer.apply(Input(batch, sample, largest));
            Assert.True(symbolic.IsCompatibleWith(y.shape), $"{name}: symbolic {symbolic}, real {y.shape}");
            Assert.Null(symbolic.Dim(0));
            Assert.Equal(batch, y.shape[0]);
        }

        // Weights.
        Assert.Equal([.. weights.Select(w => $"{layer.name}/{w.Replace("(", ":0(")}")], layer.weights.Select(w => w.name + w.shape));
        Assert.Equal(layer.weights, layer.trainable_weights);
        layer.trainable = false;
        Assert.Equal(layer.weights, layer.non_trainable_weights);
        layer.trainable = true;

        // The configuration makes the same layer, also through JSON.
        Config config = ClassRegistry.Serialize(layer)!;
        Layer again = ClassRegistry.Deserialize<Layer>(ConfigJson.Read(ConfigJson.Write(config)));
        Assert.Equal(ConfigJson.Write(config), ConfigJson.Write(ClassRegistry.Serialize(again)!));
        Assert.Equal(layer.name, again.name);

        // With the same weights it computes the same.
        Tensor x = Input(2, sample, largest);
        again.apply(x);
        again.set_weights(layer.get_weights());
        Assert.Equal(((Tensor)layer.apply(x)).ToArray<float>(), ((Tensor)again.apply(x)).ToArray<float>());

        // Every weight gets a gradient.
        using var tape = new GradientTape();
        Tensor sum = Op.Sum(Op.Square(layer.apply(x, training: true)));
        Assert.All(tape.gradient(sum, layer.trainable_weights), Assert.NotNull);
    }

    [Theory]
    [InlineData("Dense", "dense")]
    [InlineData("GlobalAveragePooling1D", "global_average_pooling1d")]
    [InlineData("LSTMCell", "lstm_cell")]
    [InlineData("SimpleRNN", "simple_rnn")]
    [InlineData("ConvLSTM1D", "conv_lst_m1d")]
    [InlineData("StackedRNNCells", "stacked_rnn_cells")]
    [InlineData("_Mine", "private__mine")]
    public void Names_follow_Keras(string className, string name) => Assert.Equal(name, LayerNames.ToSnakeCase(className));

    private static Tensor Input(int batch, int[] sample, int largest)
    {
        Shape shape = Shape.Of(batch).Append(sample);
        int[] counted = [.. Enumerable.Range(1, (int)shape.Size)];
        return largest > 0
            ? Tensor.From<int>([.. counted.Select(i => i % largest)], shape)
            : Tensor.From<float>([.. counted.Select(i => MathF.Sin(i * 0.7f))], shape);
    }
}
