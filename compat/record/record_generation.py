"""The Shakespeare program: what it prints, the losses of its first steps, and the text that a checkpoint generates.

`small` is the program with small sizes on the first characters of the text, for which the recording holds the text and the checkpoint.
`document` is the program as it stands; it needs shakespeare.txt in the folder that harness.datasets() finds."""
import contextlib
import io
import os
import shutil
import tempfile

from harness import RECORDED, case, datasets, keras, np, tf

SMALL = {"characters": 5000, "seq_length": 20, "batch_size": 8, "embedding_dim": 16, "rnn_units": 32, "epochs": 20, "generate": 500}
DOCUMENT = {"characters": None, "seq_length": 100, "batch_size": 64, "embedding_dim": 256, "rnn_units": 1024, "epochs": 1, "generate": 0}


class Losses(keras.callbacks.Callback):
    """The running mean of the loss after each step of the first epoch."""

    def __init__(self, steps):
        super().__init__()
        self.steps, self.values = steps, []

    def on_train_batch_end(self, batch, logs=None):
        if len(self.values) < self.steps:
            self.values.append(float(logs["loss"]))
        elif self.params["epochs"] == 1:
            self.model.stop_training = True


def loss(labels, logits):
    return keras.losses.sparse_categorical_crossentropy(labels, logits, from_logits=True)


def program(text, size, folder, steps):
    keras.backend.clear_session()
    keras.utils.set_random_seed(1)
    vocab = sorted(set(text))
    char2idx = {char: idx for idx, char in enumerate(vocab)}
    idx2char = np.array(vocab)
    text_as_int = np.array([char2idx[c] for c in text])
    ds = tf.data.Dataset.from_tensor_slices(text_as_int).batch(size["seq_length"] + 1, drop_remainder=True)
    ds = ds.map(lambda id_text: (id_text[0:-1], id_text[1:])).shuffle(10000).batch(size["batch_size"], drop_remainder=True)
    print(ds)

    def build_model(batch_size):
        return keras.models.Sequential([
            keras.layers.Embedding(len(vocab), size["embedding_dim"], batch_input_shape=[batch_size, None]),
            keras.layers.SimpleRNN(units=size["rnn_units"], stateful=True, recurrent_initializer="glorot_uniform", return_sequences=True),
            keras.layers.Dense(len(vocab)),
        ])

    model = build_model(size["batch_size"])
    model.summary()
    model.compile(optimizer="adam", loss=loss)
    losses = Losses(steps)
    callbacks = [losses] + ([keras.callbacks.ModelCheckpoint(filepath=os.path.join(folder, "ckpt_{epoch}"), save_weights_only=True)] if folder else [])
    history = model.fit(ds, epochs=size["epochs"], callbacks=callbacks, verbose=0)
    model2 = build_model(1)
    if folder:
        model2.load_weights(tf.train.latest_checkpoint(folder)).expect_partial()
    model2.summary()

    def generate_text(model, start_string, num_generate):
        input_eval = [char2idx[ch] for ch in start_string]
        print(input_eval)
        input_eval = tf.expand_dims(input_eval, 0)
        print(input_eval)
        text_generated = []
        model.reset_states()
        for _ in range(num_generate):
            predictions = model(input_eval)
            predictions = tf.squeeze(predictions, 0)
            predicted_id = tf.random.categorical(predictions, num_samples=1)[-1, 0].numpy()
            text_generated.append(idx2char[predicted_id])
            input_eval = tf.expand_dims([predicted_id], 0)
        return start_string + "".join(text_generated)

    keras.utils.set_random_seed(1)
    new_text = generate_text(model2, "All: ", size["generate"])
    return vocab, losses.values, history.history["loss"], new_text


def one(name, size, folder, steps):
    text = open(os.path.join(datasets(), "shakespeare.txt")).read()
    vocab = sorted(set(text)) if size["characters"] is None else None
    text = text[:size["characters"]]
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        vocab, losses, epochs, generated = program(text, size, folder, steps)
    call = {"kind": name, "size": size, "vocabulary": "".join(vocab), "losses": losses}
    if size["characters"] is not None:
        call |= {"text": text, "epoch_losses": epochs, "generated": generated}
    case("generation", name, call, text=out.getvalue(), seed=1)


def record():
    with tempfile.TemporaryDirectory() as folder:
        one("small", SMALL, folder, 20)
        kept = RECORDED / "generation" / "small_checkpoint"
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir()
        last = os.path.basename(tf.train.latest_checkpoint(folder))
        for file in os.listdir(folder):
            if file.startswith(last + "."):
                shutil.copy(os.path.join(folder, file), kept / file)
        (kept / "checkpoint").write_text(f'model_checkpoint_path: "{last}"\nall_model_checkpoint_paths: "{last}"\n')
    one("document", DOCUMENT, None, 10)
