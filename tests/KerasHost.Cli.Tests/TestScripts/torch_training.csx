// The network of scripts/rnn_in_practice goes on training where PyTorch began; the argument is the folder of compat/record/record_torch_lstm.py's files.
#load "imdb_lstm_model.csx"
string folder = args[0];
var data = np.load(folder + "/training.npz");
NDArray ids = data["ids"], targets = data["targets"], expected = data["losses"];
Tensor h_0 = tf.constant(data["h_0"]), c_0 = tf.constant(data["c_0"]);
var model = new IMDBLstmmodel(40, 1, 12, 8, dropout: 0);
model.forward(tf.constant(ids[0]), h_0, c_0);
model.load_state_dict(torch.load(folder + "/trained.pt"));

// PyTorch's LSTM has two biases that are added and get the same gradient, so that their sum moves twice as far in each step.
bool is_double(Variable variable) => variable.name.Contains("lstm") && variable.name.Contains("bias");
Optimizer[] optimizers = [keras.optimizers.Adam(learning_rate: 0.01, epsilon: 1e-8), keras.optimizers.Adam(learning_rate: 0.02, epsilon: 1e-8)];
var losses = new List<double>();
for (int step = 0; step < len(ids); step++)
{
    using var tape = tf.GradientTape();
    Tensor output = model.forward(tf.constant(ids[step]), h_0, c_0, training: true);
    Tensor loss = -tf.reduce_mean(tf.reduce_sum(tf.one_hot(tf.constant(targets[step]), 2) * output, axis: -1));
    losses.Add((double)loss);
    var pairs = zip(tape.gradient(loss, model.trainable_variables), model.trainable_variables).ToList();
    foreach (int which in range(2))
        optimizers[which].apply_gradients(pairs.Where(pair => is_double(pair.Item2) == (which == 1)));
}
print("steps:", len(losses));
double difference = (double)np.max(np.abs(np.array(losses) / expected - 1));
// Twenty steps of Adam, which makes steps of one size of gradients of any.
print("losses differ by less than 1e-4:", difference < 1e-4);
if (difference >= 1e-4)
    print(losses, expected.tolist());
