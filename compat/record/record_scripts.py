"""The summaries that the documents' programs print, by the same programs in Python: compat/recorded/scripts/<script>.txt. Only what does
not depend on training; models come in the order in which the script makes them.

    ../shared/reference/python compat/record/record_scripts.py"""
import io
import os
import pathlib

os.environ.update({"TF_ENABLE_ONEDNN_OPTS": "0", "TF_USE_LEGACY_KERAS": "1", "CUDA_VISIBLE_DEVICES": "", "TF_CPP_MIN_LOG_LEVEL": "3"})
import tf_keras as keras
from tf_keras.layers import GRU, LSTM, Bidirectional, Dense, Embedding, Flatten, GlobalAveragePooling1D, SimpleRNN
from tf_keras.models import Sequential

FOLDER = pathlib.Path(os.environ.get("KERASHOST_RECORDED") or pathlib.Path(__file__).resolve().parent.parent / "recorded") / "scripts"


def made_of(*layers):
    model = Sequential()
    for layer in layers:
        model.add(layer)
    return model


def record(name, *models):
    """models: functions, called after one another, that return a model."""
    keras.backend.clear_session()
    text = io.StringIO()
    for model in models:
        model().summary(print_fn=lambda line: text.write(line + "\n"))
    (FOLDER / f"{name}.txt").write_text(text.getvalue(), encoding="utf-8")


def reviews(dim=32):
    return Embedding(10000, dim, input_length=500)


def pretrained():
    embedding = reviews()
    yield made_of(embedding, GlobalAveragePooling1D(), Dense(1, activation="sigmoid"))
    embedding.trainable = False
    yield made_of(embedding, LSTM(32, return_sequences=False, dropout=0.2), Dense(1, activation="sigmoid"))


FOLDER.mkdir(parents=True, exist_ok=True)
record("stacked_lstm", lambda: made_of(reviews(), LSTM(32, return_sequences=True, dropout=0.2), LSTM(32, return_sequences=True, dropout=0.2), LSTM(32, return_sequences=False, dropout=0.2),
                                       Dense(1, activation="sigmoid")))
record("bidirectional_lstm", lambda: made_of(reviews(), Bidirectional(LSTM(32, return_sequences=False, dropout=0.2)), Dense(1, activation="sigmoid")))
steps = pretrained()
record("pretrained_embedding", lambda: next(steps), lambda: next(steps))
record("imdb_simple_rnn_last", lambda: made_of(reviews(), SimpleRNN(32, return_sequences=False), Dense(1, activation="sigmoid")))
record("imdb_simple_rnn_all_states", lambda: made_of(reviews(), SimpleRNN(32, return_sequences=True), Flatten(), Dense(1, activation="sigmoid")))
record("imdb_simple_rnn", lambda: made_of(reviews(16), SimpleRNN(units=64, return_sequences=False), Dense(64, activation="relu"), Dense(1, activation="sigmoid")))
record("imdb_bidirectional_lstm", lambda: made_of(reviews(16), Bidirectional(LSTM(units=64, return_sequences=True)), Bidirectional(LSTM(units=64, return_sequences=False)), Dense(64, activation="relu"),
                                                  Dense(1, activation="sigmoid")))
record("gru_dropout", lambda: made_of(GRU(32, dropout=0.2, recurrent_dropout=0.2, input_shape=(None, 14)), Dense(1)))
record("stacked_gru", lambda: made_of(GRU(32, dropout=0.1, recurrent_dropout=0.5, return_sequences=True, input_shape=(None, 14)), GRU(64, activation="relu", dropout=0.1, recurrent_dropout=0.5),
                                      Dense(1)))
record("bidirectional_lstm_temperature", lambda: made_of(Bidirectional(LSTM(32), input_shape=(None, 14)), Dense(1)))
