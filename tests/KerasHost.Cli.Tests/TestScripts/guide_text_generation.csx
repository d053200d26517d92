// Text generation with an RNN. compat/record/guides/text_generation.py is the same program in Python.
keras.utils.set_random_seed(1);
string text = "First Citizen:\nBefore we proceed any further, hear me speak.\n\nAll:\nSpeak, speak.\n\n" * 20;
print($"Length of text: {len(text)} characters");
var vocab = sorted(set(text));
print($"{len(vocab)} unique characters");
var chars = tf.strings.unicode_split("hear me", input_encoding: "UTF-8");
print(chars);
var ids_from_chars = keras.layers.StringLookup(vocabulary: vocab.Select(c => c.ToString()).ToArray(), mask_token: null);
Tensor ids = ids_from_chars.apply(chars);
print(ids);
var chars_from_ids = keras.layers.StringLookup(vocabulary: ids_from_chars.get_vocabulary(), invert: true, mask_token: null);
chars = chars_from_ids.apply(ids);
print(chars);
print(tf.strings.reduce_join(chars, axis: -1).numpy().decode("utf-8"));
Tensor text_from_ids(Tensor ids) => tf.strings.reduce_join(chars_from_ids.apply(ids), axis: -1);
Tensor all_ids = ids_from_chars.apply(tf.strings.unicode_split(text, "UTF-8"));
print(all_ids);
var ids_dataset = tf.data.Dataset.from_tensor_slices(all_ids);
foreach (Tensor one in ids_dataset.take(5))
    print(chars_from_ids.apply(one).numpy().decode("utf-8"));
int seq_length = 20;
var sequences = ids_dataset.batch(seq_length + 1, drop_remainder: true);
foreach (Tensor seq in sequences.take(1))
    print(chars_from_ids.apply(seq));
foreach (Tensor seq in sequences.take(3))
    print(text_from_ids(seq));
(Tensor, Tensor) split_input_target(Tensor sequence)
{
    var input_text = sequence[..^1];
    var target_text = sequence[1..];
    return (input_text, target_text);
}
var dataset = sequences.map(split_input_target);
foreach (var (input_example, target_example) in dataset.take(1))
{
    print("Input :", text_from_ids(input_example));
    print("Target:", text_from_ids(target_example));
}
dataset = dataset.shuffle(1000).batch(8, drop_remainder: true).prefetch(tf.data.experimental.AUTOTUNE);
print(dataset);
int vocab_size = len(ids_from_chars.get_vocabulary());
class MyModel : Model
{
    readonly Layer embedding;
    readonly GRU gru;
    readonly Layer dense;
    public MyModel(int vocab_size, int embedding_dim, int rnn_units)
    {
        embedding = keras.layers.Embedding(vocab_size, embedding_dim);
        gru = keras.layers.GRU(rnn_units, return_sequences: true, return_state: true);
        dense = keras.layers.Dense(vocab_size);
    }
    public (Tensor, Tensor) step(Tensor inputs, Tensor states)
    {
        Tensor x = embedding.apply(inputs);
        var (y, last) = gru.apply(x, initial_state: states ?? gru.get_initial_state(x));
        return (dense.apply(y), last);
    }
    public override Tensor call(Tensor inputs) => step(inputs, null).Item1;
}
var model = new MyModel(vocab_size: vocab_size, embedding_dim: 16, rnn_units: 32);
Tensor example_batch_predictions = null, targets = null;
foreach (var (input_example_batch, target_example_batch) in dataset.take(1))
{
    example_batch_predictions = model.apply(input_example_batch);
    targets = target_example_batch;
    print(example_batch_predictions.shape, "# (batch_size, sequence_length, vocab_size)");
}
model.summary();
var sampled = tf.random.categorical(example_batch_predictions[0], num_samples: 1);
var sampled_indices = tf.squeeze(sampled, axis: -1).numpy();
print(sampled_indices);
var loss = tf.losses.SparseCategoricalCrossentropy(from_logits: true);
Tensor example_batch_mean_loss = loss.apply(targets, example_batch_predictions);
print("Prediction shape: ", example_batch_predictions.shape, " # (batch_size, sequence_length, vocab_size)");
print("Mean loss:        ", round((double)example_batch_mean_loss, 3));
print(round((double)tf.exp(example_batch_mean_loss).numpy(), 2));
model.compile(optimizer: "adam", loss: loss);
var history = model.fit(dataset, epochs: 2, verbose: 0);
print(history.history["loss"].Select(v => round(v, 3)).ToList());
Tensor next_char = tf.constant(["First"]), states = null;
List<TensorLike> result = [next_char];
print(tf.strings.join(result).shape);
