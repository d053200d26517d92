// Time series forecasting with windows; callbacks. compat/record/guides/time_series.py is the same program in Python.
keras.utils.set_random_seed(7);
var series = np.sin(np.arange(120) * 0.1) + np.random.randn(120) * 0.05;
int n = len(series);
int split_time = 100;
var (train, valid) = (series[..split_time], series[split_time..]);
var (mean, std) = (train.mean(), train.std());
print(round(mean, 4), round(std, 4));
train = (train - mean) / std;
Dataset windowed_dataset(NDArray series, int window_size, int batch_size, int shuffle_buffer)
{
    var windows = tf.data.Dataset.from_tensor_slices(series).window(window_size + 1, shift: 1, drop_remainder: true);
    var dataset = windows.flat_map(window => window.batch(window_size + 1));
    dataset = dataset.shuffle(shuffle_buffer).map(window => (window[..^1], window[^1]));
    dataset = dataset.batch(batch_size).prefetch(1);
    return dataset;
}
var ds = windowed_dataset(train, 10, 16, 50);
print(ds);
foreach (var (bx, by) in ds.take(1))
{
    print("x.shape: ", bx.shape);
    print("y.shape: ", by.shape);
}
var model = keras.models.Sequential([
    keras.layers.Lambda(x => tf.expand_dims(x, axis: -1), input_shape: [null]),
    keras.layers.SimpleRNN(8, return_sequences: true),
    keras.layers.SimpleRNN(8),
    keras.layers.Dense(1),
    keras.layers.Lambda(x => x * 10.0)]);
model.summary();
var lr_schedule = keras.callbacks.LearningRateScheduler(epoch => 1e-4 * Math.Pow(10, epoch / 2.0));
model.compile(loss: keras.losses.Huber(), optimizer: keras.optimizers.SGD(learning_rate: 1e-4, momentum: 0.9), metrics: ["mae"]);
var history = model.fit(ds, epochs: 3, callbacks: [lr_schedule], verbose: 0);
print(history.history.ToDictionary(pair => pair.Key, pair => pair.Value.Select(v => round(v, 4)).ToList()));
var data = np.arange(20);
var dataset = keras.utils.timeseries_dataset_from_array(data[..^5], data[5..], sequence_length: 5, sampling_rate: 2, batch_size: 3);
foreach (var (inputs, targets) in dataset)
    print(inputs.numpy().tolist(), targets.numpy().tolist());
class WindowGenerator
{
    readonly int total_window_size;
    readonly NDArray input_indices, label_indices;
    public WindowGenerator(int input_width, int label_width, int shift)
    {
        total_window_size = input_width + shift;
        input_indices = np.arange(total_window_size)[..input_width];
        label_indices = np.arange(total_window_size)[(total_window_size - label_width)..];
    }
    public override string ToString() => "\n".join([$"Total window size: {total_window_size}", $"Input indices: {input_indices}", $"Label indices: {label_indices}"]);
}
print(new WindowGenerator(input_width: 6, label_width: 1, shift: 24));
var x = np.random.rand(40, 3);
var y = x.sum(axis: 1);
model = keras.Sequential([keras.layers.Dense(4, activation: "tanh"), keras.layers.Dense(1)]);
model.compile("sgd", "mse");
var early = keras.callbacks.EarlyStopping(monitor: "val_loss", patience: 1, verbose: 1, restore_best_weights: true, min_delta: 0.05);
var plateau = keras.callbacks.ReduceLROnPlateau(monitor: "loss", factor: 0.5, patience: 1, verbose: 1, min_delta: 0.5, min_lr: 0.001);
string folder = Directory.CreateTempSubdirectory().FullName;
Directory.SetCurrentDirectory(folder);
var ckpt = keras.callbacks.ModelCheckpoint("best.h5", monitor: "val_loss", save_best_only: true, verbose: 1);
var csv = keras.callbacks.CSVLogger("log.csv");
var printer = keras.callbacks.LambdaCallback(on_epoch_end: (epoch, logs) => print($"epoch {epoch}: {logs["loss"]:F4} {logs["val_loss"]:F4}"));
var h = model.fit(x, y, validation_split: 0.25, epochs: 8, verbose: 0, callbacks: [early, plateau, ckpt, csv, printer]);
print(h.epoch, sorted(h.history.keys()));
print(open("log.csv").read().split("\n")[0]);
print(os.path.exists("best.h5"), early.stopped_epoch, round(early.best, 4));
print(h.history["lr"].Select(v => round(v, 5)).ToList());
