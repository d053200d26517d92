"""Writes recorded cases: compat/recorded/<area>/<case>.json (what was called, with which versions and seeds), <case>.npz (arrays) and
<area>/index.json (the cases of the area). The same reference on the same machine writes the same bytes again.

Import this module before tensorflow: it fixes the environment that the numbers depend on."""
import io
import json
import os
import pathlib
import platform
import re
import shutil
import sys
import zipfile
import zlib

ENVIRONMENT = {
    "TF_ENABLE_ONEDNN_OPTS": "0",       # plain kernels: the order of their sums does not depend on the processor's brand
    "TF_USE_LEGACY_KERAS": "1",
    "CUDA_VISIBLE_DEVICES": "",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}
os.environ.update(ENVIRONMENT)

import numpy as np
import tensorflow as tf
import tf_keras as keras

tf.config.threading.set_intra_op_parallelism_threads(1)
tf.config.threading.set_inter_op_parallelism_threads(1)

# Elsewhere on request, to compare a new recording with the committed one.
RECORDED = pathlib.Path(os.environ.get("KERASHOST_RECORDED") or pathlib.Path(__file__).resolve().parent.parent / "recorded")
_areas = {}


def plain(value):
    """The value as JSON can hold it; floats that JSON has no word for become {"float": "nan"}."""
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, tf.TensorShape):
        return plain(value.as_list())
    if isinstance(value, (np.bool_, bool)):
        return bool(value)
    if isinstance(value, np.integer):
        return int(value)
    if isinstance(value, (float, np.floating)):
        value = float(value)
        return value if np.isfinite(value) else {"float": str(value)}
    if isinstance(value, tf.DType):
        return value.name
    if value is None or isinstance(value, (str, int)):
        return value
    raise TypeError(f"{type(value)} in a recorded call: {value!r}")


def case(area, name, call, arrays=None, text=None, seed=None):
    """Writes one case. call: JSON, names arrays where it speaks of them; text: what was printed or raised; seed: what set_random_seed got."""
    folder = RECORDED / area
    if area not in _areas:
        if os.environ.get("KERASHOST_RECORD_MISSING") != "1":
            shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        _areas[area] = {}
    if name in _areas[area]:
        raise ValueError(f"{area}/{name} twice")
    record = {"area": area, "case": name, "call": plain(call)}
    if seed is not None:
        record["seed"] = seed
    if text is not None:
        record["text"] = text
    record["made_by"] = {
        "recorder": pathlib.Path(sys._getframe(1).f_code.co_filename).name,
        "python": platform.python_version(), "numpy": np.__version__, "tensorflow": tf.__version__, "tf_keras": keras.__version__,
        "environment": ENVIRONMENT,
    }
    arrays = arrays or {}
    for key, value in arrays.items():
        arrays[key] = np.asarray(value)
    _write_json(folder / f"{name}.json", record)
    if arrays:
        (folder / f"{name}.npz").write_bytes(_npz(arrays))
    _areas[area][name] = call.get("kind")


def datasets():
    """The folder with the real data: KERASHOST_DATASETS, or shared/datasets beside the repository."""
    given = os.environ.get("KERASHOST_DATASETS")
    beside = (p / "shared" / "datasets" for p in pathlib.Path(__file__).resolve().parents)
    for folder in [pathlib.Path(given)] if given else beside:
        if (folder / "imdb.npz").exists():
            return folder
    raise SystemExit("set KERASHOST_DATASETS to the folder that holds imdb.npz")


def finish():
    """Writes the indexes and says how large each area is."""
    for area, cases in _areas.items():
        folder = RECORDED / area
        _write_json(folder / "index.json", {"area": area, "cases": dict(sorted(cases.items()))}, lines=2)
        size = sum(f.stat().st_size for f in folder.iterdir())
        print(f"{area}: {len(cases)} cases, {size / 1024:.0f} KiB")


def done(area, name):
    """Whether the case needs no work: KERASHOST_RECORD_MISSING=1 keeps what is there and records only what is not (training takes minutes)."""
    if os.environ.get("KERASHOST_RECORD_MISSING") != "1":
        return False
    path = RECORDED / area / f"{name}.json"
    if not path.exists():
        return False
    _areas.setdefault(area, {})[name] = json.loads(path.read_text(encoding="utf-8"))["call"]["kind"]
    return True


def random(name):
    """NumPy's generator, seeded by the case's name."""
    return np.random.RandomState(zlib.crc32(name.encode()))


def message(call):
    """The error that call raises: (class name, text). Text that names this machine's files or program lines is cut off."""
    try:
        result = call()
    except Exception as e:
        return type(e).__name__, sentence(e)
    raise AssertionError(f"no error but {result!r}")


def sentence(error):
    """What an error says, without the files and lines that traced code puts before it."""
    text = str(error).split("\n\nStack trace")[0]
    if text.startswith("in user code:"):
        text = re.split(rf"\n    {type(error).__name__}: ", text)[-1].strip()
    return text


def _write_json(path, record, lines=1):
    """One line for each entry: small files, readable differences."""
    def entries(value, depth):
        if depth == 0 or not isinstance(value, dict) or not value:
            return json.dumps(value, ensure_ascii=False, allow_nan=False)
        pad = " " * (lines + 1 - depth)
        body = ",\n".join(f"{pad}{json.dumps(k, ensure_ascii=False)}: {entries(v, depth - 1)}" for k, v in value.items())
        return "{\n" + body + "\n" + pad[1:] + "}"

    path.write_text(entries(record, lines) + "\n", encoding="utf-8")


def _npz(arrays):
    """np.savez with fixed times, each member deflated where that makes it smaller."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, array in arrays.items():
            data = io.BytesIO()
            np.lib.format.write_array(data, np.ascontiguousarray(array) if array.ndim else array, allow_pickle=False)
            data = data.getvalue()
            info = zipfile.ZipInfo(name + ".npy", (1980, 1, 1, 0, 0, 0))
            small = len(zlib.compress(data)) < len(data)
            info.compress_type = zipfile.ZIP_DEFLATED if small else zipfile.ZIP_STORED
            archive.writestr(info, data)
    return out.getvalue()
