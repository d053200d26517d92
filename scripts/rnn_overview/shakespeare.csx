// Text generation: a stateful SimpleRNN learns Shakespeare character by character, then writes on after "All: ".
//
//   kerashost run scripts/rnn_overview/shakespeare.csx [--offline-sample] [-- [--epochs N] [--text FILE] [--generate N] [--units N] [--seed N] [--backup FOLDER]]
//
// Statement by statement the program of the tutorial. --epochs (100), --generate (1000 characters) and --units (1024) make it short, --text names
// the text where it is neither ./shakespeare.txt nor where `get_file` looks, --seed makes runs repeatable. With --backup a run
// that was killed goes on at the next start where it ended; the checkpoints of all epochs lie in ./text_generation_checkpoints.

string option(string name, string otherwise) => Array.IndexOf(args, name) is var at && at >= 0 ? args[at + 1] : otherwise;

if (option("--seed", null) is { } seed)
    keras.utils.set_random_seed(int.Parse(seed));

// The text.
string input_filepath = option("--text", "./shakespeare.txt");
if (!os.path.exists(input_filepath))
    input_filepath = keras.utils.get_file("shakespeare.txt", origin: "https://storage.googleapis.com/download.tensorflow.org/data/shakespeare.txt");
string text = open(input_filepath, "r").read();

// Its characters, sorted, and their numbers.
var vocab = sorted(set(text));
var char2idx = enumerate(vocab).ToDictionary(pair => pair.Item, pair => pair.Index);
var idx2char = np.array(vocab.Select(c => c.ToString()).ToArray());
var text_as_int = np.array(text.Select(c => (long)char2idx[c]).ToArray());

// From "abcd" the network is to learn "bcde".
(Tensor, Tensor) split_input_target(Tensor id_text) => (id_text[0..^1], id_text[1..]);

var char_dataset = tf.data.Dataset.from_tensor_slices(text_as_int);
int seq_length = 100;
var seq_dataset = char_dataset.batch(seq_length + 1, drop_remainder: true);
seq_dataset = seq_dataset.map(split_input_target);

int batch_size = 64;
int buffer_size = 10000;
seq_dataset = seq_dataset.shuffle(buffer_size).batch(batch_size, drop_remainder: true);
print(seq_dataset);

int vocab_size = len(vocab);
int embedding_dim = 256;
int rnn_units = int.Parse(option("--units", "1024"));

Sequential build_model(int vocab_size, int embedding_dim, int rnn_units, int batch_size)
{
    var model = keras.models.Sequential([
        keras.layers.Embedding(vocab_size, embedding_dim, batch_input_shape: [batch_size, null]),
        keras.layers.SimpleRNN(units: rnn_units, stateful: true, recurrent_initializer: "glorot_uniform", return_sequences: true),
        keras.layers.Dense(vocab_size),
    ]);
    return model;
}

var model = build_model(vocab_size: vocab_size, embedding_dim: embedding_dim, rnn_units: rnn_units, batch_size: batch_size);
model.summary();

Tensor loss(Tensor labels, Tensor logits) => keras.losses.sparse_categorical_crossentropy(labels, logits, from_logits: true);

model.compile(optimizer: "adam", loss: loss);

// The weights after every epoch.
string output_dir = "./text_generation_checkpoints";
if (!os.path.exists(output_dir))
    os.mkdir(output_dir);
string checkpoint_prefix = os.path.join(output_dir, "ckpt_{epoch}");
List<Callback> callbacks = [keras.callbacks.ModelCheckpoint(filepath: checkpoint_prefix, save_weights_only: true)];
if (option("--backup", null) is { } backup)
    callbacks.Add(keras.callbacks.BackupAndRestore(backup, delete_checkpoint: false));

int epochs = int.Parse(option("--epochs", "100"));
var history = model.fit(seq_dataset, epochs: epochs, callbacks: callbacks);

// The same network for one text at a time writes.
var model2 = build_model(vocab_size, embedding_dim, rnn_units, batch_size: 1);
model2.load_weights(tf.train.latest_checkpoint(output_dir));
model2.summary();

string generate_text(Sequential model, string start_string, int num_generate = 1000)
{
    var ids = start_string.Select(ch => char2idx[ch]).ToList();
    print(ids);
    Tensor input_eval = tf.expand_dims(ids, 0);
    print(input_eval);
    var text_generated = new List<string>();
    model.reset_states();
    for (int i = 0; i < num_generate; i++)
    {
        Tensor predictions = model.apply(input_eval);
        predictions = tf.squeeze(predictions, 0);
        var predicted_id = tf.random.categorical(predictions, num_samples: 1)[-1, 0].numpy();
        text_generated.append((string)idx2char[predicted_id]);
        // The network remembers what came before: only the new character goes in.
        input_eval = tf.expand_dims((int)predicted_id, 0);
        input_eval = tf.expand_dims(input_eval, 0);
    }
    return start_string + "".join(text_generated);
}

string new_text = generate_text(model2, "All: ", int.Parse(option("--generate", "1000")));
print(new_text);
