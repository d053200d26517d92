// Trains a little and prints the weights. Arguments: the folder of the backup, after how many batches the process dies (0: never), batches
// between backups (0: after every epoch). What is random goes on over deaths: the order of the data, the masks of dropout, kept states.
int dies = int.Parse(args[1]), every = int.Parse(args[2]);
keras.utils.set_random_seed(1);
var x = np.random.rand(48, 5, 3).astype("float32");
var y = np.random.rand(48, 1).astype("float32");
var data = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(48).batch(8);
var model = keras.Sequential([
    keras.layers.LSTM(4, stateful: true, dropout: 0.3, batch_input_shape: [8, 5, 3]),
    keras.layers.Dropout(0.4),
    keras.layers.Dense(1),
]);
model.compile(optimizer: "adam", loss: "mse");
int seen = 0;
var death = keras.callbacks.LambdaCallback(on_train_batch_end: (batch, logs) =>
{
    if (++seen == dies)
        System.Diagnostics.Process.GetCurrentProcess().Kill();
});
var backup = every == 0 ? keras.callbacks.BackupAndRestore(args[0]) : keras.callbacks.BackupAndRestore(args[0], save_freq: every);
model.fit(data, epochs: 4, callbacks: [backup, death], verbose: 0);
foreach (var weight in model.get_weights())
    print(weight.tolist());
print((double)model.optimizer.iterations.value, Directory.Exists(Path.Join(args[0], "chief")));
