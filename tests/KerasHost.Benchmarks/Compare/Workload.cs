using KerasHost.Models;

namespace KerasHost.Benchmarks.Compare;

/// <summary>A step that both sides run, of training or of generation: the model, the loss and the shape of a batch. The reference's side is in reference_worker.py.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Batch">Samples a step.</param>
/// <param name="Sample">The shape of a sample; integers below <paramref name="Words"/>, or floats when that is 0.</param>
/// <param name="Words">The number of words, or 0.</param>
/// <param name="Build">Makes and compiles the model.</param>
/// <param name="Classes">0 for one target of 0 or 1 a sample, otherwise the number of classes, one for every element of the sample.</param>
/// <param name="Generates">Whether a step, instead of training, calls the model on one character, draws the next and feeds it back.</param>
internal sealed record Workload(string Name, int Batch, int[] Sample, int Words, Func<Model> Build, int Classes = 0, bool Generates = false)
{
    /// <summary>The workloads of the tutorials.</summary>
    public static Workload[] All { get; } =
    [
        new("imdb_embedding", 128, [500], 10000, () => Binary(
            keras.layers.Embedding(10000, 16, input_length: 500),
            keras.layers.GlobalAveragePooling1D(),
            keras.layers.Dense(64, activation: "relu"))),
        new("simple_rnn", 512, [500], 10000, () => Binary(
            keras.layers.Embedding(10000, 16, input_length: 500),
            keras.layers.SimpleRNN(64),
            keras.layers.Dense(64, activation: "relu"))),
        new("bidirectional_lstm", 512, [500], 10000, () => Binary(
            keras.layers.Embedding(10000, 16, input_length: 500),
            keras.layers.Bidirectional(keras.layers.LSTM(64, return_sequences: true)),
            keras.layers.Bidirectional(keras.layers.LSTM(64)),
            keras.layers.Dense(64, activation: "relu"))),
        new("stacked_lstm", 128, [100], 10000, () => Binary(
            keras.layers.Embedding(10000, 32, input_length: 100),
            keras.layers.LSTM(32, dropout: 0.2, return_sequences: true),
            keras.layers.LSTM(32, dropout: 0.2, return_sequences: true),
            keras.layers.LSTM(32, dropout: 0.2))),
        new("gru_dropout", 128, [240, 14], 0, () => Series(
            keras.layers.GRU(32, dropout: 0.2, recurrent_dropout: 0.2))),
        new("stacked_gru", 128, [240, 14], 0, () => Series(
            keras.layers.GRU(32, dropout: 0.1, recurrent_dropout: 0.5, return_sequences: true),
            keras.layers.GRU(64, activation: "relu", dropout: 0.1, recurrent_dropout: 0.5))),
        new("lstm_128", 32, [80], 10000, () => Binary(
            keras.layers.Embedding(10000, 128, input_length: 80),
            keras.layers.LSTM(128))),
        new("rnn_1024", 64, [100], 65, () => Text(64), Classes: 65),
        new("generation", 1, [1], 65, () => Text(1), Classes: 65, Generates: true),
    ];

    private static Sequential Binary(params Layers.Layer[] layers)
    {
        Sequential model = keras.Sequential([.. layers, keras.layers.Dense(1, activation: "sigmoid")]);
        model.compile(optimizer: "adam", loss: "binary_crossentropy", metrics: ["accuracy"]);
        return model;
    }

    private static Sequential Series(params Layers.Layer[] layers)
    {
        Sequential model = keras.Sequential([keras.Input([null, 14]), .. layers, keras.layers.Dense(1)]);
        model.compile(optimizer: "rmsprop", loss: "mae");
        return model;
    }

    private static Sequential Text(int batch)
    {
        Sequential model = keras.Sequential(
        [
            keras.layers.Embedding(65, 256, batch_input_shape: [batch, null]),
            keras.layers.SimpleRNN(1024, stateful: true, recurrent_initializer: "glorot_uniform", return_sequences: true),
            keras.layers.Dense(65),
        ]);
        model.compile(optimizer: "adam", loss: keras.losses.SparseCategoricalCrossentropy(from_logits: true));
        return model;
    }
}
