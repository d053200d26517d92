using KerasHost.Models;

namespace KerasHost.Benchmarks.Compare;

/// <summary>A training step that both sides run: the model, the loss and the shape of a batch. The reference's side is in reference_worker.py.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Batch">Samples a step.</param>
/// <param name="Steps">Timed steps a round.</param>
/// <param name="Sample">The shape of a sample; integers below <paramref name="Words"/>, or floats when that is 0.</param>
/// <param name="Words">The number of words, or 0.</param>
/// <param name="Build">Makes and compiles the model.</param>
internal sealed record Workload(string Name, int Batch, int Steps, int[] Sample, int Words, Func<Model> Build)
{
    /// <summary>The workloads of the tutorials.</summary>
    public static Workload[] All { get; } =
    [
        new("imdb_embedding", 128, 40, [500], 10000, () => Binary(
            keras.layers.Embedding(10000, 16, input_length: 500),
            keras.layers.GlobalAveragePooling1D(),
            keras.layers.Dense(64, activation: "relu"))),
    ];

    private static Sequential Binary(params Layers.Layer[] layers)
    {
        Sequential model = keras.Sequential([.. layers, keras.layers.Dense(1, activation: "sigmoid")]);
        model.compile(optimizer: "adam", loss: "binary_crossentropy", metrics: ["accuracy"]);
        return model;
    }
}
