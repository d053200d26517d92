using System.Text.Json;
using KerasHost.Callbacks;
using KerasHost.Data;
using KerasHost.Models;
using KerasHost.Numpy;
using KerasHost.Training;
using KerasHost.Layers;
using static KerasHost.Python.builtins;

namespace KerasHost.Compat.Tests.Generation;

/// <summary>The Shakespeare program of compat/record/record_generation.py, with sizes of its own.</summary>
internal sealed class ShakespeareProgram
{
    private readonly List<char> _vocab;
    private readonly Dictionary<char, int> _char2idx;
    private readonly int _length, _batch, _embedding, _units;

    /// <summary>The program for a text.</summary>
    /// <param name="size">The sizes, as recorded.</param>
    /// <param name="vocabulary">The characters of the text, sorted.</param>
    public ShakespeareProgram(JsonElement size, string vocabulary)
    {
        (_length, _batch) = (size.GetProperty("seq_length").GetInt32(), size.GetProperty("batch_size").GetInt32());
        (_embedding, _units) = (size.GetProperty("embedding_dim").GetInt32(), size.GetProperty("rnn_units").GetInt32());
        _vocab = [.. vocabulary];
        _char2idx = _vocab.Select((c, i) => (c, i)).ToDictionary(pair => pair.c, pair => pair.i);
    }

    public Dataset Batches(string text) =>
        tf.data.Dataset.from_tensor_slices(np.array(text.Select(c => (long)_char2idx[c]).ToArray())).batch(_length + 1, drop_remainder: true)
            .map(ids => (ids[0..^1], ids[1..])).shuffle(10000).batch(_batch, drop_remainder: true);

    public Sequential Model(int? batch = null) => keras.models.Sequential([
        keras.layers.Embedding(_vocab.Count, _embedding, batch_input_shape: [batch ?? _batch, null]),
        keras.layers.SimpleRNN(units: _units, stateful: true, recurrent_initializer: "glorot_uniform", return_sequences: true),
        keras.layers.Dense(_vocab.Count),
    ]);

    public static void Compile(Sequential model) =>
        model.compile(optimizer: "adam", loss: (labels, logits) => keras.losses.sparse_categorical_crossentropy(labels, logits, from_logits: true));

    /// <summary>Trains and returns the running mean of the loss after each of the first steps.</summary>
    public static double[] Losses(Sequential model, Dataset batches, int steps)
    {
        var losses = new List<double>();
        var watch = new LambdaCallback(on_batch_end: (batch, logs) =>
        {
            losses.Add(logs["loss"]);
            model.stop_training |= losses.Count == steps;
        });
        model.fit(batches, callbacks: [watch], verbose: 0);
        return [.. losses];
    }

    public string Generate(Sequential model, string start, int count)
    {
        List<int> ids = [.. start.Select(c => _char2idx[c])];
        print(ids);
        Tensor input = tf.expand_dims(ids, 0);
        print(input);
        var text = new System.Text.StringBuilder(start);
        model.reset_states();
        for (int i = 0; i < count; i++)
        {
            Tensor predictions = tf.squeeze(model.apply(input), 0);
            var id = (int)tf.random.categorical(predictions, num_samples: 1)[-1, 0].numpy();
            text.Append(_vocab[id]);
            input = tf.expand_dims((int[])[id], 0);
        }
        return text.ToString();
    }
}
