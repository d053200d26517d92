// Sentiment of film reviews, the PyTorch tutorial in Keras's terms: two bidirectional LSTM layers and a training loop of one's own.
//
//   kerashost run scripts/rnn_in_practice/imdb_lstm.csx [--offline-sample] [-- [--epochs N] [--steps N] [--test-batch N] [--seed N]]
//
// --epochs (10) and --steps (batches an epoch, all) shorten it; --test-batch (5000) takes less memory where it is smaller. The
// weights go where the tutorial saves them, to model/mnist_net.pkl, as a state dict that `torch.load` reads.

#load "imdb_lstm_model.csx"

string option(string name, string otherwise) => Array.IndexOf(args, name) is var at && at >= 0 ? args[at + 1] : otherwise;

if (option("--seed", null) is { } seed)
    keras.utils.set_random_seed(int.Parse(seed));

// From words to ids and back, the tutorial's `ws`.
class Word2Sequence
{
    public int UNK = 0, PAD = 1;
    readonly Dictionary<string, int> count = new(), ids = new() { ["UNK"] = 0, ["PAD"] = 1 };
    List<string> words = ["UNK", "PAD"];

    // Counts the words of a sentence.
    public void fit(IEnumerable<string> sentence)
    {
        foreach (string word in sentence)
            count[word] = count.get(word, 0) + 1;
    }

    // Gives an id to the words that occur often enough, the most frequent first.
    public void build_vocab(int min = 5, int max_features = 10000)
    {
        foreach (string word in sorted(count.keys().Where(word => count[word] >= min && !ids.ContainsKey(word)), word => (-count[word], word)).Take(max_features))
        {
            ids[word] = ids.Count;
            words.append(word);
        }
    }

    // The ids of a sentence, cut or filled up at its start to max_len: the end of a review tells most, and the network reads it last.
    public int[] transform(IReadOnlyList<string> sentence, int max_len)
    {
        var sequence = new int[max_len];
        for (int i = 0; i < max_len; i++)
            sequence[i] = sentence.Count - max_len + i is >= 0 and var at ? ids.get(sentence[at], UNK) : PAD;
        return sequence;
    }

    public List<string> inverse_transform(IEnumerable<int> indices) => list(indices.Select(i => words[i]));

    public int Count => ids.Count;
}

// The reviews as words.
int index_from = 3;
var ((train_x, train_y), (test_x, test_y)) = keras.datasets.imdb.load_data(index_from: index_from, start_char: null);
var word_of = keras.datasets.imdb.get_word_index().ToDictionary(pair => pair.Value + index_from, pair => pair.Key);
string[][] tokenize(NDArray reviews) => Enumerable.Range(0, len(reviews)).Select(i => ((int[])reviews[i].item()).Select(id => word_of.get(id, "UNK")).ToArray()).ToArray();
var train_reviews = tokenize(train_x);
var test_reviews = tokenize(test_x);

var ws = new Word2Sequence();
foreach (var review in train_reviews)
    ws.fit(review);
ws.build_vocab();
int max_len = 200;

// Batches of (target, input, lengths) in a random order.
IEnumerable<(NDArray target, NDArray input, int[] input_length)> get_dataloader(bool train, int batch_size)
{
    var reviews = train ? train_reviews : test_reviews;
    var labels = train ? train_y : test_y;
    NDArray order = np.random.permutation(reviews.Length);
    for (int start = 0; start < reviews.Length; start += batch_size)
    {
        var batch = Enumerable.Range(start, Math.Min(batch_size, reviews.Length - start)).Select(i => (int)order[i]).ToArray();
        yield return (labels[batch], np.array(batch.Select(i => ws.transform(reviews[i], max_len)).ToArray()), batch.Select(i => Math.Min(reviews[i].Length, max_len)).ToArray());
    }
}

int train_batch_size = 64;
int test_batch_size = int.Parse(option("--test-batch", "5000"));
int steps = int.Parse(option("--steps", "-1"));
var imdb_model = new IMDBLstmmodel(ws.Count, ws.PAD);
var optimizer = keras.optimizers.Adam(learning_rate: 0.001, epsilon: 1e-8);

// The mean of minus the log-probability of the right class.
Tensor nll_loss(Tensor output, Tensor target) => -tf.reduce_mean(tf.reduce_sum(tf.one_hot(target, 2) * output, axis: -1));

double accuracy(Tensor output, Tensor target) => (double)tf.reduce_mean(tf.cast(tf.equal(tf.argmax(output, axis: -1), target), "float32"));

// Adam's state under PyTorch's names for it: torch.load reads it.
Dictionary<string, NDArray> optimizer_state() => optimizer.variables.ToDictionary(variable => variable.name, variable => variable.numpy());

int batches(int count, int batch_size) => steps < 0 ? (count + batch_size - 1) / batch_size : Math.Min(steps, (count + batch_size - 1) / batch_size);

void train(int epoch)
{
    bool mode = true;
    int count = batches(train_reviews.Length, train_batch_size);
    foreach (var (idx, (target_ids, input_ids, input_length)) in enumerate(get_dataloader(mode, train_batch_size).Take(count)))
    {
        Tensor target = tf.constant(target_ids), input = tf.constant(input_ids);
        Tensor output, loss;
        using (var tape = tf.GradientTape())
        {
            output = imdb_model.apply(input, training: mode);
            loss = nll_loss(output, target);
            var gradients = tape.gradient(loss, imdb_model.trainable_variables);
            optimizer.apply_gradients(zip(gradients, imdb_model.trainable_variables));
        }
        if (idx % 10 == 0)
        {
            double acc = accuracy(output, target) * 100.0;
            print("Train Epoch: {} [{}/{} ({:.0f}%)]\tLoss: {:.6f}\t ACC: {:.6f}".format(epoch, idx * len(input_ids), train_reviews.Length,
                100.0 * idx / count, (double)loss, acc));
            torch.save(imdb_model.state_dict(), "model/mnist_net.pkl");
            torch.save(optimizer_state(), "model/mnist_optimizer.pkl");
        }
    }
}

void test()
{
    bool mode = false;
    int count = batches(test_reviews.Length, test_batch_size);
    foreach (var (idx, (target_ids, input_ids, input_length)) in enumerate(get_dataloader(mode, test_batch_size).Take(count)))
    {
        Tensor target = tf.constant(target_ids), input = tf.constant(input_ids);
        Tensor output = imdb_model.apply(input, training: mode);
        Tensor test_loss = nll_loss(output, target);
        double acc = 100.0 * accuracy(output, target);
        int correct = (int)round(acc * len(target_ids) / 100);
        print("idx: {} Test set: Avg. loss: {:.4f}, Accuracy: {}/{} ({:.2f}%)\n".format(idx, (double)test_loss, correct, len(target_ids), acc));
    }
}

os.makedirs("model", exist_ok: true);
test();
for (int i = 0; i < int.Parse(option("--epochs", "10")); i++)
{
    train(i);
    test();
}
