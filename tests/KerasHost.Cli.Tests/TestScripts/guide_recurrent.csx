// Working with RNNs; masking and padding. compat/record/guides/recurrent.py is the same program in Python.
keras.utils.set_random_seed(4);
var model = keras.Sequential();
model.add(keras.layers.Embedding(input_dim: 1000, output_dim: 64));
model.add(keras.layers.GRU(256, return_sequences: true));
model.add(keras.layers.SimpleRNN(128));
model.add(keras.layers.Dense(10));
model.build([null, null]);
model.summary();
int encoder_vocab = 100;
var x = np.random.randint(1, 100, size: [2, 5]);
var encoder_embedded = keras.layers.Embedding(input_dim: encoder_vocab, output_dim: 8).apply(x);
var (output, state_h, state_c) = keras.layers.LSTM(8, return_state: true, name: "encoder").apply(encoder_embedded);
print(output.shape, state_h.shape, state_c.shape);
print(np.round(output.numpy(), 4));
Tensor decoder_output = keras.layers.LSTM(8, name: "decoder").apply(encoder_embedded, initial_state: [state_h, state_c]);
print(np.round(decoder_output.numpy(), 4));
var paragraph1 = np.random.random((4, 10, 6)).astype(np.float32);
var paragraph2 = np.random.random((4, 10, 6)).astype(np.float32);
var lstm_layer = keras.layers.LSTM(3, stateful: true);
output = lstm_layer.apply(paragraph1);
output = lstm_layer.apply(paragraph2);
var existing_state = lstm_layer.states;
print(existing_state[0].shape, existing_state[1].shape);
print(np.round(output.numpy(), 4)[0]);
lstm_layer.reset_states();
print(np.round(lstm_layer.apply(paragraph2, initial_state: existing_state.Select(s => s.value).ToArray()).Single.numpy(), 4)[0]);
model = keras.Sequential();
model.add(keras.layers.Bidirectional(keras.layers.LSTM(64, return_sequences: true), input_shape: [5, 10]));
model.add(keras.layers.Bidirectional(keras.layers.LSTM(32)));
model.add(keras.layers.Dense(10));
model.summary();
var cell = keras.layers.LSTMCell(4);
var rnn = keras.layers.RNN(cell, return_sequences: true);
print(rnn.apply(tf.ones([1, 3, 2])).shape);
int[][] raw_inputs = [[711, 632, 71], [73, 8, 3215, 55, 927], [83, 91, 1, 645, 1253, 927]];
var padded_inputs = keras.utils.pad_sequences(raw_inputs, padding: "post");
print(padded_inputs);
var embedding = keras.layers.Embedding(input_dim: 5000, output_dim: 16, mask_zero: true);
Tensor masked_output = embedding.apply(padded_inputs);
print(embedding.compute_mask(padded_inputs));
var masking_layer = keras.layers.Masking();
Tensor unmasked_embedding = tf.cast(tf.tile(tf.expand_dims(padded_inputs, axis: -1), [1, 1, 10]), tf.float32);
Tensor masked_embedding = masking_layer.apply(unmasked_embedding);
print(masking_layer.compute_mask(unmasked_embedding));
var mask = embedding.compute_mask(padded_inputs);
print(np.round(keras.layers.GRU(2).apply(masked_output, mask: mask).numpy(), 4));
class MyLayer : Layer
{
    readonly Layer embedding = keras.layers.Embedding(input_dim: 5000, output_dim: 16, mask_zero: true);
    readonly Layer lstm = keras.layers.LSTM(32);
    public override Tensor call(Tensor inputs)
    {
        Tensor x = embedding.apply(inputs);
        var mask = embedding.compute_mask(inputs);
        Tensor output = lstm.apply(x, mask: mask);
        return output;
    }
}
var layer = new MyLayer();
x = np.random.random((32, 10)) * 100;
x = x.astype("int32");
print(layer.apply(x).shape);
class TemporalSoftmax : Layer
{
    public override Tensor call(Tensor inputs, bool training, Tensor mask)
    {
        Tensor broadcast_float_mask = tf.expand_dims(tf.cast(mask, "float32"), -1);
        Tensor inputs_exp = tf.exp(inputs) * broadcast_float_mask;
        Tensor inputs_sum = tf.reduce_sum(inputs_exp * broadcast_float_mask, axis: -1, keepdims: true);
        return inputs_exp / inputs_sum;
    }
}
Tensor @out = new TemporalSoftmax().apply(keras.layers.Dense(2).apply(embedding.apply(np.array([[1, 2, 0]]))));
print(@out.shape, (bool)tf.reduce_any(tf.math.is_nan(@out)));
var halves = tf.split(embedding.compute_mask(padded_inputs), 2, axis: 1);
print(halves[0]);
print(halves[1]);
model = keras.Sequential([keras.layers.Embedding(100, 8, mask_zero: true), keras.layers.LSTM(8), keras.layers.Dense(1)]);
model.compile("adam", "mse");
print(model.fit(np.random.randint(0, 100, (16, 6)), np.random.rand(16, 1), epochs: 2, batch_size: 8, verbose: 0).history["loss"].Select(v => round(v, 4)).ToList());
