"""Callbacks: their texts and decisions on scripted logs, and what they write during small runs of fit."""
import contextlib
import io
import os
import tempfile

from harness import case, keras, np

C = keras.callbacks
SERIES = {
    "falls_then_rises": [1.0, 0.8, 0.81, 0.79999, 0.9, 0.95, 0.7, 0.71, 0.72, 0.73, 0.74, 0.75],
    "flat": [0.5] * 12,
    "rises": [0.1, 0.2, 0.3, 0.25, 0.35, 0.34, 0.33, 0.32, 0.31, 0.3, 0.29, 0.28],
    "nan": [1.0, float("nan"), 0.9, float("nan"), 0.95, 0.96, 0.97, 0.98, 0.99, 1.0, 1.1, 1.2],
}


def model(lr=0.1):
    keras.utils.set_random_seed(1)
    m = keras.Sequential([keras.layers.Dense(1, input_shape=(2,))])
    m.compile(keras.optimizers.SGD(lr), "mse", metrics=["mae"])
    return m


def scripted(kind, series, metric, args):
    """Epochs with these values of one metric: what the callback prints, the learning rate after each, whether and when it stops."""
    m = model()
    saved = []
    m.save_weights = lambda path, **kw: saved.append(path)
    m.save = lambda path, **kw: saved.append(path)
    callback = getattr(C, kind)(**args)
    callback.set_model(m)
    callback.set_params({"verbose": 0, "epochs": 12, "steps": 2})
    m.stop_training = False
    rates, logs_after = [], []
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        callback.on_train_begin({})
        for epoch, value in enumerate(SERIES[series]):
            callback.on_epoch_begin(epoch, {})
            m.layers[0].bias.assign([float(epoch)])
            for batch in range(2):
                callback.on_train_batch_begin(batch, {})
                callback.on_train_batch_end(batch, {metric: np.float32(value)})
            logs = {metric: np.float32(value)}
            callback.on_epoch_end(epoch, logs)
            logs_after.append(list(logs))
            rates.append(float(m.optimizer.lr.numpy()))
            if m.stop_training:
                break
        callback.on_train_end({})
    call = {"kind": "scripted", "callback": kind, "series": series, "values": SERIES[series], "metric": metric, "args": args, "rates": rates, "logs": logs_after, "saved": saved,
            "bias": float(m.layers[0].bias.numpy()[0])}
    return call, out.getvalue()


def record():
    n = 0

    def one(kind, series, metric="val_loss", **args):
        nonlocal n
        n += 1
        call, text = scripted(kind, series, metric, args)
        case("callbacks", f"{kind}_{n:02}_{series}", call, text=text)

    for series in SERIES:
        one("EarlyStopping", series, verbose=1)
        one("EarlyStopping", series, verbose=1, patience=2, restore_best_weights=True)
        one("ReduceLROnPlateau", series, verbose=1, patience=2, factor=0.3)
        one("ModelCheckpoint", series, filepath="ckpt_{epoch}", save_weights_only=True, save_best_only=True, verbose=1)
    one("EarlyStopping", "falls_then_rises", patience=2, min_delta=0.05, verbose=1)
    one("EarlyStopping", "falls_then_rises", patience=2, baseline=0.75, verbose=1, restore_best_weights=True)
    one("EarlyStopping", "falls_then_rises", patience=1, start_from_epoch=4, verbose=1)
    one("EarlyStopping", "rises", metric="val_accuracy", monitor="val_accuracy", patience=1, verbose=1)
    one("EarlyStopping", "rises", metric="val_loss", mode="max", patience=2, verbose=1, restore_best_weights=True)
    one("EarlyStopping", "flat", metric="loss", patience=1)
    one("ReduceLROnPlateau", "flat", patience=1, cooldown=2, verbose=1)
    one("ReduceLROnPlateau", "flat", patience=1, min_lr=0.004, verbose=1)
    one("ReduceLROnPlateau", "rises", metric="acc", monitor="acc", patience=1, verbose=1)
    one("ReduceLROnPlateau", "rises", mode="max", patience=1, min_delta=0.2, factor=0.5, verbose=1)
    one("ModelCheckpoint", "rises", filepath="a/w_{epoch:02d}-{val_loss:.3f}.h5", verbose=1)
    one("ModelCheckpoint", "rises", filepath="m.keras", verbose=1, mode="max", save_best_only=True)
    one("ModelCheckpoint", "rises", filepath="b_{epoch:03d}_{batch:02d}", save_freq=3, save_weights_only=True, verbose=1)
    one("ModelCheckpoint", "rises", metric="val_acc", monitor="val_acc", filepath="x", save_best_only=True, verbose=1)
    one("ModelCheckpoint", "rises", filepath="{epoch:5d}{{}}{val_loss:8.2f}{val_loss:e}{val_loss:g}|{val_loss:08.3f}|{val_loss:.1%}|{epoch:<4d}|{epoch:>4}|", save_weights_only=True)
    one("ModelCheckpoint", "falls_then_rises", filepath="ckpt_{epoch}", save_weights_only=True, save_best_only=True, verbose=1, initial_value_threshold=0.75)
    one("ModelCheckpoint", "rises", metric="val_acc", monitor="val_acc", filepath="w", save_weights_only=True, save_best_only=True, mode="max", verbose=1, initial_value_threshold=0.25)
    one("ModelCheckpoint", "rises", metric="loss", monitor="loss", filepath="b_{epoch}_{batch}_{loss:.2f}", save_freq=5, save_weights_only=True, save_best_only=True, verbose=1)
    one("ModelCheckpoint", "falls_then_rises", metric="my_metric", monitor="my_metric", filepath="f", save_best_only=True, verbose=1, mode="min")
    one("EarlyStopping", "falls_then_rises", patience=1, start_from_epoch=3, restore_best_weights=True, verbose=1)
    one("EarlyStopping", "falls_then_rises", patience=20, restore_best_weights=True, verbose=1)
    one("EarlyStopping", "rises", metric="val_auc", monitor="val_auc", mode="max", patience=1, min_delta=0.06, verbose=1)
    one("EarlyStopping", "falls_then_rises", metric="val_other", monitor="val_other", mode="min", baseline=0.79, patience=3, verbose=1)
    one("ReduceLROnPlateau", "falls_then_rises", patience=2, cooldown=1, factor=0.5, min_lr=0.03, verbose=1)
    one("ReduceLROnPlateau", "flat", metric="loss", monitor="loss", mode="min", patience=3, min_delta=0, verbose=1)

    x = np.arange(20, dtype="float32").reshape(10, 2) / 20
    y = np.arange(10, dtype="float32") / 5

    def run(name, callbacks, epochs=3, **kw):
        m = model()
        with tempfile.TemporaryDirectory() as folder:
            made = callbacks(folder)
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                h = m.fit(x, y, epochs=epochs, batch_size=4, verbose=0, callbacks=made, **kw)
            files = {}
            for f in sorted(os.listdir(folder)):
                files[f] = open(os.path.join(folder, f), newline="").read() if f.endswith(".csv") else None
        case("callbacks", name, {"kind": "run", "history": {k: [float(v) for v in vs] for k, vs in h.history.items()}, "files": files}, text=out.getvalue(), seed=1)

    v = {"validation_data": (x, y)}
    run("scheduler", lambda f: [C.LearningRateScheduler(lambda epoch, lr: lr * 0.5, verbose=1)])
    run("scheduler_epoch_only", lambda f: [C.LearningRateScheduler(lambda epoch: 0.1 / (epoch + 1), verbose=1)])
    run("csv", lambda f: [C.CSVLogger(f + "/log.csv")])
    run("csv_validation", lambda f: [C.CSVLogger(f + "/log.csv", separator=";")], **v)
    run("csv_validation_freq", lambda f: [C.CSVLogger(f + "/log.csv")], epochs=4, validation_freq=2, **v)
    run("csv_rate", lambda f: [C.ReduceLROnPlateau(), C.CSVLogger(f + "/log.csv")], **v)
    def begun(folder):
        with open(folder + "/log.csv", "w") as file:
            file.write("epoch,loss,mae\n0,1.5,2.5\n")
        return [C.CSVLogger(folder + "/log.csv", append=True)]

    run("csv_append", begun)
    run("csv_append_new", lambda f: [C.CSVLogger(f + "/log.csv", separator="|", append=True)])
    run("lambda", lambda f: [C.LambdaCallback(on_train_begin=lambda logs: print("begin"), on_epoch_begin=lambda e, logs: print("epoch", e), on_batch_begin=lambda b, logs: print("batch", b),
                                              on_batch_end=lambda b, logs: print(list(logs)), on_epoch_end=lambda e, logs: print(e, list(logs)), on_train_end=lambda logs: print("end", list(logs)))], epochs=2)
    x[5] = np.nan
    run("nan", lambda f: [C.TerminateOnNaN()])
