"""Random recurrent models (see random_models.py), three epochs of training each: first and last weights, losses, predictions, and how far
the reference differs from itself with TF_ENABLE_ONEDNN_OPTS 1 instead of 0.

    ../shared/reference/python compat/record/record_random_models.py              the 40 of the repository
    … record_random_models.py FIRST COUNT                                         others; see compat/README.md"""
import os
import pathlib
import subprocess
import sys
import tempfile

import harness
from harness import case, keras, np

import random_models

AREA = "random_models"
FIRST, COUNT = (int(a) for a in sys.argv[1:]) if len(sys.argv) > 1 else (0, 40)


def compiled(model):
    """How the model was compiled, in the words of configurations."""
    loss = model.compiled_loss._user_losses
    return {
        "optimizer": {"class": type(model.optimizer).__name__, "config": model.optimizer.get_config()},
        "loss": loss if isinstance(loss, str) else {"class": type(loss).__name__, "config": loss.get_config()},
    }


def distance(a, b):
    """The largest difference of two arrays, relative to the larger of the element and the root mean square of the array, as the suite measures."""
    a, b = np.asarray(a, "float64").ravel(), np.asarray(b, "float64").ravel()
    same = (a == b) | (np.isnan(a) & np.isnan(b))
    if same.all():
        return 0.0
    counted = a[np.isfinite(a) & (np.abs(a) < 1e30)]
    scale = np.sqrt(np.mean(counted ** 2)) if counted.size else 0.0
    with np.errstate(all="ignore"):
        d = np.abs(a - b) / np.maximum(np.abs(a), scale)
    d = d[~same]
    return float(d.max()) if np.isfinite(d).all() else float("inf")


def others(seeds):
    """What the reference computes with oneDNN's kernels."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "others.npz")
        program = pathlib.Path(__file__).with_name("random_models.py")
        subprocess.run([sys.executable, str(program), out, *map(str, seeds)], check=True, env=dict(os.environ, TF_ENABLE_ONEDNN_OPTS="1"))
        with np.load(out) as file:
            return {key: file[key] for key in file.files}


seeds = range(FIRST, FIRST + COUNT)
other = others(seeds)
for seed in seeds:
    model, x, y, fit, kept = random_models.make(seed)
    arrays = {"x": x, "y": y}
    arrays.update({f"first{i}": w for i, w in enumerate(model.get_weights())})
    call = {"kind": "random_model", "model": model.get_config(), "compile": compiled(model), "batch_size": fit["batch_size"], "epochs": fit["epochs"], "from_initializers": kept}
    if keras.backend.floatx() != "float32":
        call["floatx"] = keras.backend.floatx()
    if "sample_weight" in fit:
        arrays["sample_weight"] = fit["sample_weight"]
    results = random_models.run(model, x, y, fit)
    call["self_difference"] = {key: distance(value, other[f"{seed}/{key}"]) for key, value in results.items()}
    call["weight_names"] = [w.name for w in model.weights]
    case(AREA, f"model_{seed:04}", call, {**arrays, **results}, seed=seed)
    keras.backend.clear_session()
harness.finish()
