// The network of the tutorial, written with Keras's layers, and its weights under PyTorch's names.

// PyTorch starts each layer with uniform numbers within 1 / sqrt(inputs), biases too (an LSTM: within 1 / sqrt(units)).
static Initializer uniform(double within) => keras.initializers.RandomUniform(-1 / Math.Sqrt(within), 1 / Math.Sqrt(within));

// `padding_idx`: the row of this word is zero at the start, and no update changes it.
class PaddingStaysZero : Constraint
{
    readonly int padding_idx;

    public PaddingStaysZero(int padding_idx) => this.padding_idx = padding_idx;

    public override Tensor call(Tensor w) => w * (1 - tf.one_hot(padding_idx, w.shape[0])[.., tf.newaxis]);
}

class IMDBLstmmodel : Model
{
    readonly int hidden_size;
    readonly Embedding embedding;
    readonly Bidirectional lstm_l0, lstm_l1;
    readonly Dropout dropout;
    readonly Dense fc, fc2;

    public IMDBLstmmodel(int words, int padding_idx, int embedding_dim = 200, int hidden_size = 64, double dropout = 0.5)
    {
        this.hidden_size = hidden_size;
        embedding = keras.layers.Embedding(words, embedding_dim, embeddings_initializer: keras.initializers.RandomNormal(stddev: 1),
            embeddings_constraint: new PaddingStaysZero(padding_idx));
        // A layer of nn.LSTM(bidirectional=True) is a Bidirectional; dropout lies between the layers.
        lstm_l0 = both_ways(return_sequences: true);
        this.dropout = keras.layers.Dropout(dropout);
        lstm_l1 = both_ways(return_sequences: false);
        fc = linear(2 * hidden_size, 20);
        fc2 = linear(20, 2);
    }

    Bidirectional both_ways(bool return_sequences) => keras.layers.Bidirectional(keras.layers.LSTM(hidden_size, return_sequences: return_sequences,
        unit_forget_bias: false, kernel_initializer: uniform(hidden_size), recurrent_initializer: uniform(hidden_size), bias_initializer: uniform(hidden_size)));

    static Dense linear(int inputs, int units) => keras.layers.Dense(units, kernel_initializer: uniform(inputs), bias_initializer: uniform(inputs));

    public override Tensor call(Tensor x, bool training)
    {
        // The tutorial starts from random states, (layers * directions, batch, hidden), also in the test: the same review
        // gets slightly different answers each time. Zeros, which is what PyTorch takes otherwise, would do as well.
        int batch = x.shape[0];
        Tensor h_0 = tf.random.uniform([4, batch, hidden_size]), c_0 = tf.random.uniform([4, batch, hidden_size]);
        return forward(x, h_0, c_0, training);
    }

    // Log-probabilities of the two classes, (batch, 2), for ids (batch, words).
    public Tensor forward(Tensor ids, Tensor h_0, Tensor c_0, bool training = false)
    {
        Tensor x = embedding.apply(ids);
        x = lstm_l0.apply(x, training: training, initial_state: (Tensor[])[h_0[0], c_0[0], h_0[1], c_0[1]]);
        x = dropout.apply(x, training: training);
        // Without return_sequences: the last states of both directions, h_n[-2] and h_n[-1], side by side.
        x = lstm_l1.apply(x, training: training, initial_state: (Tensor[])[h_0[2], c_0[2], h_0[3], c_0[3]]);
        x = tf.nn.relu(fc.apply(x));
        return tf.nn.log_softmax(fc2.apply(x), axis: -1);
    }

    // The weights as PyTorch's state_dict() names and shapes them: matrices lie the other way round, the gates come in the same
    // order (input, forget, cell, output), and the bias is the sum of two.
    public Dictionary<string, NDArray> state_dict()
    {
        var state = new Dictionary<string, NDArray> { ["embedding.weight"] = embedding.weights[0].numpy() };
        foreach (var (layer, l) in new[] { (lstm_l0, "l0"), (lstm_l1, "l1") })
            foreach (var (from, direction) in new[] { (0, l), (3, l + "_reverse") })
            {
                state["lstm.weight_ih_" + direction] = layer.weights[from].numpy().T;
                state["lstm.weight_hh_" + direction] = layer.weights[from + 1].numpy().T;
                state["lstm.bias_ih_" + direction] = layer.weights[from + 2].numpy();
                state["lstm.bias_hh_" + direction] = np.zeros_like(layer.weights[from + 2].numpy());
            }
        foreach (var (layer, name) in new[] { (fc, "fc"), (fc2, "fc2") })
        {
            state[name + ".weight"] = layer.weights[0].numpy().T;
            state[name + ".bias"] = layer.weights[1].numpy();
        }
        return state;
    }

    // Takes weights that PyTorch trained.
    public void load_state_dict(Dictionary<string, NDArray> state)
    {
        embedding.set_weights([state["embedding.weight"]]);
        foreach (var (layer, l) in new[] { (lstm_l0, "l0"), (lstm_l1, "l1") })
        {
            var weights = new List<NDArray>();
            foreach (string direction in new[] { l, l + "_reverse" })
            {
                weights.Add(state["lstm.weight_ih_" + direction].T);
                weights.Add(state["lstm.weight_hh_" + direction].T);
                weights.Add(state["lstm.bias_ih_" + direction] + state["lstm.bias_hh_" + direction]);
            }
            layer.set_weights(weights);
        }
        fc.set_weights([state["fc.weight"].T, state["fc.bias"]]);
        fc2.set_weights([state["fc2.weight"].T, state["fc2.bias"]]);
    }
}
