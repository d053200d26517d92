"""Time series forecasting with windows; callbacks: the same program as tests/KerasHost.Cli.Tests/TestScripts/guide_time_series.csx."""
import numpy as np
import tensorflow as tf
import tf_keras as keras

keras.utils.set_random_seed(7)
series = np.sin(np.arange(120) * 0.1) + np.random.randn(120) * 0.05
n = len(series)
split_time = 100
train, valid = series[:split_time], series[split_time:]
mean, std = train.mean(), train.std()
print(round(mean, 4), round(std, 4))
train = (train - mean) / std
def windowed_dataset(series, window_size, batch_size, shuffle_buffer):
    dataset = tf.data.Dataset.from_tensor_slices(series)
    dataset = dataset.window(window_size + 1, shift=1, drop_remainder=True)
    dataset = dataset.flat_map(lambda window: window.batch(window_size + 1))
    dataset = dataset.shuffle(shuffle_buffer).map(lambda window: (window[:-1], window[-1]))
    dataset = dataset.batch(batch_size).prefetch(1)
    return dataset
ds = windowed_dataset(train, 10, 16, 50)
print(ds)
for x, y in ds.take(1):
    print("x.shape: ", x.shape)
    print("y.shape: ", y.shape)
model = keras.models.Sequential([
    keras.layers.Lambda(lambda x: tf.expand_dims(x, axis=-1), input_shape=[None]),
    keras.layers.SimpleRNN(8, return_sequences=True),
    keras.layers.SimpleRNN(8),
    keras.layers.Dense(1),
    keras.layers.Lambda(lambda x: x * 10.0)])
model.summary()
lr_schedule = keras.callbacks.LearningRateScheduler(lambda epoch: 1e-4 * 10 ** (epoch / 2))
model.compile(loss=keras.losses.Huber(), optimizer=keras.optimizers.SGD(learning_rate=1e-4, momentum=0.9), metrics=["mae"])
history = model.fit(ds, epochs=3, callbacks=[lr_schedule], verbose=0)
print({k: [round(float(v), 4) for v in vs] for k, vs in history.history.items()})
data = np.arange(20)
dataset = keras.utils.timeseries_dataset_from_array(data[:-5], data[5:], sequence_length=5, sampling_rate=2, batch_size=3)
for inputs, targets in dataset:
    print(inputs.numpy().tolist(), targets.numpy().tolist())
class WindowGenerator:
    def __init__(self, input_width, label_width, shift):
        self.input_width, self.label_width, self.shift = input_width, label_width, shift
        self.total_window_size = input_width + shift
        self.input_slice = slice(0, input_width)
        self.input_indices = np.arange(self.total_window_size)[self.input_slice]
        self.label_start = self.total_window_size - self.label_width
        self.labels_slice = slice(self.label_start, None)
        self.label_indices = np.arange(self.total_window_size)[self.labels_slice]
    def __repr__(self):
        return '\n'.join([f'Total window size: {self.total_window_size}', f'Input indices: {self.input_indices}', f'Label indices: {self.label_indices}'])
print(WindowGenerator(input_width=6, label_width=1, shift=24))
x = np.random.rand(40, 3); y = x.sum(axis=1)
model = keras.Sequential([keras.layers.Dense(4, activation="tanh"), keras.layers.Dense(1)])
model.compile("sgd", "mse")
early = keras.callbacks.EarlyStopping(monitor="val_loss", patience=1, verbose=1, restore_best_weights=True, min_delta=0.05)
plateau = keras.callbacks.ReduceLROnPlateau(monitor="loss", factor=0.5, patience=1, verbose=1, min_delta=0.5, min_lr=0.001)
import tempfile, os
folder = tempfile.mkdtemp()
os.chdir(folder)
ckpt = keras.callbacks.ModelCheckpoint("best.h5", monitor="val_loss", save_best_only=True, verbose=1)
csv = keras.callbacks.CSVLogger("log.csv")
printer = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: print(f"epoch {epoch}: {logs['loss']:.4f} {logs['val_loss']:.4f}"))
h = model.fit(x, y, validation_split=0.25, epochs=8, verbose=0, callbacks=[early, plateau, ckpt, csv, printer])
print(h.epoch, sorted(h.history.keys()))
print(open("log.csv").read().split("\n")[0])
print(os.path.exists("best.h5"), early.stopped_epoch, round(float(early.best), 4))
print([round(float(v), 5) for v in h.history["lr"]])
