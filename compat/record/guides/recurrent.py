"""Working with RNNs; masking and padding: the same program as tests/KerasHost.Cli.Tests/TestScripts/guide_recurrent.csx."""
import numpy as np
import tensorflow as tf
import tf_keras as keras

layers = keras.layers
keras.utils.set_random_seed(4)
model = keras.Sequential()
model.add(layers.Embedding(input_dim=1000, output_dim=64))
model.add(layers.GRU(256, return_sequences=True))
model.add(layers.SimpleRNN(128))
model.add(layers.Dense(10))
model.build((None, None))
model.summary()
encoder_vocab = 100
x = np.random.randint(1, 100, size=(2, 5))
encoder_embedded = layers.Embedding(input_dim=encoder_vocab, output_dim=8)(x)
output, state_h, state_c = layers.LSTM(8, return_state=True, name="encoder")(encoder_embedded)
print(output.shape, state_h.shape, state_c.shape)
print(np.round(output.numpy(), 4))
decoder_output = layers.LSTM(8, name="decoder")(encoder_embedded, initial_state=[state_h, state_c])
print(np.round(decoder_output.numpy(), 4))
paragraph1 = np.random.random((4, 10, 6)).astype(np.float32)
paragraph2 = np.random.random((4, 10, 6)).astype(np.float32)
lstm_layer = layers.LSTM(3, stateful=True)
output = lstm_layer(paragraph1)
output = lstm_layer(paragraph2)
existing_state = lstm_layer.states
print(existing_state[0].shape, existing_state[1].shape)
print(np.round(output.numpy(), 4)[0])
lstm_layer.reset_states()
print(np.round(lstm_layer(paragraph2, initial_state=[s.value() for s in existing_state]).numpy(), 4)[0])
model = keras.Sequential()
model.add(layers.Bidirectional(layers.LSTM(64, return_sequences=True), input_shape=(5, 10)))
model.add(layers.Bidirectional(layers.LSTM(32)))
model.add(layers.Dense(10))
model.summary()
cell = layers.LSTMCell(4)
rnn = layers.RNN(cell, return_sequences=True)
print(rnn(tf.ones([1, 3, 2])).shape)
raw_inputs = [[711, 632, 71], [73, 8, 3215, 55, 927], [83, 91, 1, 645, 1253, 927]]
padded_inputs = keras.utils.pad_sequences(raw_inputs, padding="post")
print(padded_inputs)
embedding = layers.Embedding(input_dim=5000, output_dim=16, mask_zero=True)
masked_output = embedding(padded_inputs)
print(masked_output._keras_mask)
masking_layer = layers.Masking()
unmasked_embedding = tf.cast(tf.tile(tf.expand_dims(padded_inputs, axis=-1), [1, 1, 10]), tf.float32)
masked_embedding = masking_layer(unmasked_embedding)
print(masked_embedding._keras_mask)
mask = embedding.compute_mask(padded_inputs)
print(np.round(layers.GRU(2)(masked_output, mask=mask).numpy(), 4))
class MyLayer(layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.embedding = layers.Embedding(input_dim=5000, output_dim=16, mask_zero=True)
        self.lstm = layers.LSTM(32)
    def call(self, inputs):
        x = self.embedding(inputs)
        mask = self.embedding.compute_mask(inputs)
        output = self.lstm(x, mask=mask)
        return output
layer = MyLayer()
x = np.random.random((32, 10)) * 100
x = x.astype("int32")
print(layer(x).shape)
class TemporalSoftmax(keras.layers.Layer):
    def call(self, inputs, mask=None):
        broadcast_float_mask = tf.expand_dims(tf.cast(mask, "float32"), -1)
        inputs_exp = tf.exp(inputs) * broadcast_float_mask
        inputs_sum = tf.reduce_sum(inputs_exp * broadcast_float_mask, axis=-1, keepdims=True)
        return inputs_exp / inputs_sum
out = TemporalSoftmax()(layers.Dense(2)(embedding(np.array([[1, 2, 0]]))))
print(out.shape, bool(tf.reduce_any(tf.math.is_nan(out))))
class TemporalSplit(keras.layers.Layer):
    def call(self, inputs):
        return tf.split(inputs, 2, axis=1)
    def compute_mask(self, inputs, mask=None):
        if mask is None:
            return None
        return tf.split(mask, 2, axis=1)
first_half, second_half = TemporalSplit()(masked_embedding)
print(first_half._keras_mask)
print(second_half._keras_mask)
model = keras.Sequential([layers.Embedding(100, 8, mask_zero=True), layers.LSTM(8), layers.Dense(1)])
model.compile("adam", "mse")
print([round(v, 4) for v in model.fit(np.random.randint(0, 100, (16, 6)), np.random.rand(16, 1), epochs=2, batch_size=8, verbose=0).history["loss"]])
