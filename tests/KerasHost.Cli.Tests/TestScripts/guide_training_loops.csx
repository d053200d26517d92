// Writing a training loop from scratch; writing your own callbacks. compat/record/guides/training_loops.py is the same program in Python.
keras.utils.set_random_seed(3);
var x_train = np.random.random([60, 8]).astype("float32");
var y_train = np.random.randint(0, 3, size: [60]);
var (x_val, y_val) = (x_train[^20..], y_train[^20..]);
(x_train, y_train) = (x_train[..^20], y_train[..^20]);
var train_dataset = tf.data.Dataset.from_tensor_slices((x_train, y_train)).shuffle(buffer_size: 1024).batch(16);
var val_dataset = tf.data.Dataset.from_tensor_slices((x_val, y_val)).batch(16);
var model = keras.Sequential([keras.Input(shape: [8], name: "digits"), keras.layers.Dense(16, activation: "relu"), keras.layers.Dense(3, name: "predictions")]);
var optimizer = keras.optimizers.SGD(learning_rate: 1e-1);
var loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits: true);
var train_acc_metric = keras.metrics.SparseCategoricalAccuracy();
var val_acc_metric = keras.metrics.SparseCategoricalAccuracy();
Tensor train_step(Tensor x, Tensor y)
{
    using var tape = tf.GradientTape();
    Tensor logits = model.apply(x, training: true);
    Tensor loss_value = loss_fn.apply(y, logits);
    var grads = tape.gradient(loss_value, model.trainable_weights);
    optimizer.apply_gradients(zip(grads, model.trainable_weights));
    train_acc_metric.update_state(y, logits);
    return loss_value;
}
void test_step(Tensor x, Tensor y)
{
    Tensor val_logits = model.apply(x, training: false);
    val_acc_metric.update_state(y, val_logits);
}
foreach (int epoch in range(2))
{
    print($"\nStart of epoch {epoch}");
    foreach (var (step, (x_batch_train, y_batch_train)) in enumerate(train_dataset))
    {
        Tensor loss_value = train_step(x_batch_train, y_batch_train);
        print($"Training loss (for one batch) at step {step}: {(float)loss_value:F4}");
        print($"Seen so far: {(step + 1) * 16} samples");
    }
    Tensor train_acc = train_acc_metric.result();
    print($"Training acc over epoch: {(float)train_acc:F4}");
    train_acc_metric.reset_states();
    foreach (var (x_batch_val, y_batch_val) in val_dataset)
        test_step(x_batch_val, y_batch_val);
    Tensor val_acc = val_acc_metric.result();
    val_acc_metric.reset_states();
    print($"Validation acc: {(float)val_acc:F4}");
}

class CustomCallback : Callback
{
    public override void on_train_begin(Dictionary<string, double> logs) => print("Starting training; got log keys: {}".format(list(logs.keys())));
    public override void on_train_end(Dictionary<string, double> logs) => print("Stop training; got log keys: {}".format(list(logs.keys())));
    public override void on_epoch_begin(int epoch, Dictionary<string, double> logs) => print("Start epoch {} of training; got log keys: {}".format(epoch, list(logs.keys())));
    public override void on_epoch_end(int epoch, Dictionary<string, double> logs) => print("End epoch {} of training; got log keys: {}".format(epoch, list(logs.keys())));
    public override void on_test_begin(Dictionary<string, double> logs) => print("Start testing; got log keys: {}".format(list(logs.keys())));
    public override void on_test_end(Dictionary<string, double> logs) => print("Stop testing; got log keys: {}".format(list(logs.keys())));
    public override void on_predict_begin(Dictionary<string, double> logs) => print("Start predicting; got log keys: {}".format(list(logs.keys())));
    public override void on_predict_end(Dictionary<string, double> logs) => print("Stop predicting; got log keys: {}".format(list(logs.keys())));
    public override void on_train_batch_begin(int batch, Dictionary<string, double> logs) => print("...Training: start of batch {}; got log keys: {}".format(batch, list(logs.keys())));
    public override void on_train_batch_end(int batch, Dictionary<string, double> logs) => print("...Training: end of batch {}; got log keys: {}".format(batch, list(logs.keys())));
    public override void on_test_batch_end(int batch, Dictionary<string, double> logs) => print("...Evaluating: end of batch {}; got log keys: {}".format(batch, list(logs.keys())));
}
Sequential get_model()
{
    var model = keras.Sequential();
    model.add(keras.layers.Dense(1, input_dim: 8));
    model.compile(optimizer: keras.optimizers.RMSprop(learning_rate: 0.1), loss: "mean_squared_error", metrics: ["mean_absolute_error"]);
    return model;
}
model = get_model();
model.fit(x_train, y_train, batch_size: 20, epochs: 1, verbose: 0, validation_split: 0.5, callbacks: [new CustomCallback()]);
model.evaluate(x_val, y_val, batch_size: 16, verbose: 0, callbacks: [new CustomCallback()]);
model.predict(x_val, batch_size: 16, verbose: 0, callbacks: [new CustomCallback()]);

class EarlyStoppingAtMinLoss(int patience = 0) : Callback
{
    List<NDArray> best_weights;
    int wait, stopped_epoch;
    double best;
    public override void on_train_begin(Dictionary<string, double> logs)
    {
        wait = 0;
        stopped_epoch = 0;
        best = np.Inf;
    }
    public override void on_epoch_end(int epoch, Dictionary<string, double> logs)
    {
        double current = logs.get("loss");
        if (np.less(current, best))
        {
            best = current;
            wait = 0;
            best_weights = [.. model.get_weights()];
        }
        else
        {
            wait += 1;
            if (wait >= patience)
            {
                stopped_epoch = epoch;
                model.stop_training = true;
                print("Restoring model weights from the end of the best epoch.");
                model.set_weights(best_weights);
            }
        }
    }
    public override void on_train_end(Dictionary<string, double> logs)
    {
        if (stopped_epoch > 0)
            print($"Epoch {stopped_epoch + 1:D5}: early stopping");
    }
}
model = get_model();
var history = model.fit(x_train, y_train, batch_size: 8, epochs: 30, verbose: 0, callbacks: [new EarlyStoppingAtMinLoss()]);
print(len(history.history["loss"]), history.history["loss"].Select(v => round(v, 3)).ToList()[..3]);

class CustomLearningRateScheduler(Func<int, double, double> schedule) : Callback
{
    public override void on_epoch_begin(int epoch, Dictionary<string, double> logs)
    {
        double lr = (double)keras.backend.get_value(model.optimizer.learning_rate);
        double scheduled_lr = schedule(epoch, lr);
        keras.backend.set_value(model.optimizer.lr, scheduled_lr);
        print($"\nEpoch {epoch:D5}: Learning rate is {scheduled_lr:F4}.");
    }
}
List<(int, double)> LR_SCHEDULE = [(3, 0.05), (6, 0.01), (9, 0.005), (12, 0.001)];
double lr_schedule(int epoch, double lr)
{
    if (epoch < LR_SCHEDULE[0].Item1 || epoch > LR_SCHEDULE[^1].Item1)
        return lr;
    foreach (int i in range(len(LR_SCHEDULE)))
        if (epoch == LR_SCHEDULE[i].Item1)
            return LR_SCHEDULE[i].Item2;
    return lr;
}
model = get_model();
model.fit(x_train, y_train, batch_size: 32, epochs: 8, verbose: 0, callbacks: [new CustomLearningRateScheduler(lr_schedule)]);
