"""Records how Python, NumPy and TensorFlow write values, for src/KerasHost.Tensors/Printing.

    ../shared/reference/python compat/record/record_printing.py

writes compat/recorded/printing/{arrays,scalars,values,formats,tensors}.json. Numbers travel as the
hexadecimal of their little-endian bytes, so that nothing is lost on the way.
"""
import json
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import numpy as np
import ml_dtypes

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "recorded", "printing")
NAMES = {"U": "string", "O": "object"}
rng = np.random.RandomState(20240607)


def write(name, cases):
    versions = {"python": sys.version.split()[0], "numpy": np.__version__}
    with open(os.path.join(OUT, name + ".json"), "w", encoding="utf-8", newline="\n") as f:
        f.write('{"versions": %s, "cases": [\n' % json.dumps(versions))
        f.write(",\n".join(json.dumps(c) for c in cases))
        f.write("\n]}\n")
    print(name, len(cases))


def plain(x):
    """A Python value as JSON that tells int, float, list and tuple apart."""
    if isinstance(x, float):
        return {"float": np.float64(x).tobytes().hex()}
    if isinstance(x, tuple):
        return {"tuple": [plain(v) for v in x]}
    if isinstance(x, list):
        return [plain(v) for v in x]
    if isinstance(x, dict):
        return {"dict": [[plain(k), plain(v)] for k, v in x.items()]}
    if isinstance(x, set):
        return {"set": [plain(v) for v in x]}
    if isinstance(x, (np.float32, np.float16)):
        return {x.dtype.name: x.tobytes().hex()}
    return x


def array_case(a, **options):
    dtype = NAMES.get(a.dtype.kind, a.dtype.name)
    data = [plain(v) for v in a.reshape(-1).tolist()] if a.dtype.kind in "UO" else a.tobytes().hex()
    with np.printoptions(**options):
        return {"dtype": dtype, "shape": list(a.shape), "data": data, "options": options,
                "str": str(a), "repr": repr(a)}


def arrays():
    cases = []
    add = lambda a, dtype=None, **o: cases.append(array_case(np.array(a, dtype=dtype), **o))
    # What people print.
    for dt in ("float32", "float64", "float16"):
        for a in ([1, 2], [[1, 2], [3, 4]], [0.1, 0.2, 0.3], [1.5, -2.25, 100], [1e-5, 1], [1e-4, 1], [0.0001, 0.09],
                  [0, 0], [-0.0, 0.0], [1e3, 1.001], [1e4, 1], [1 / 3, 2 / 3], [[1 / 3, 1e3], [0, -1]],
                  [np.nan, 1], [np.inf, -np.inf], [np.nan], [np.inf], [-np.inf], [1.5, np.nan, np.inf, -np.inf],
                  [1e-7, np.nan], [-1e-7, -np.inf, 3], [100.5, np.inf], [-np.inf, 1], [5e-324], [[[0.5]]], 1.5, 1 / 3, -0.0,
                  np.nan, np.inf, 1e-5, 12345.678, [], [[], []]):
            add(a, dt)
    for dt in ("float32", "float64"):
        for a in ([1e8, 1], [99999999, 1], [123456789], [1e16], [1e15, 1e16], [1e100 if dt == "float64" else 1e30, 1],
                  [1e-300 if dt == "float64" else 1e-38], [16777216, 0.1], 1e16, 1e15, 123456789.0, 0.0001, 0.00001, 9999999.5,
                  [3.4028235e38, 1e-45], [0.1 + 0.2], [1.00000001, 1], [1.000000001, 1], [2 / 3 * 1e-3, 0.5],
                  [0.6931, 0.6729, 0.6604], [[0.9999], [0.00012]], [0.125, 0.0625, 0.03125]):
            add(a, dt)
    for dt in ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"):
        info = np.iinfo(dt)
        for a in ([1, 2], [[1, 20], [3, 4]], [info.min, info.max], 7, [], np.zeros((2, 0, 3)), np.arange(24).reshape(2, 3, 4),
                  np.arange(100), np.arange(60).reshape(2, 30)):
            add(a, dt)
    for dt in ("int32", "int64", "float32", "bool"):
        add(np.arange(1000) % 120, dt)
        add(np.arange(1001) % 120, dt)
        add(np.arange(1200).reshape(40, 30) % 97, dt)
        add(np.arange(1200).reshape(4, 300) % 97, dt)
        add(np.arange(1200).reshape(300, 4) % 97, dt)
        add(np.arange(1200).reshape(10, 10, 12) % 97, dt)
        add(np.arange(1200).reshape(2, 5, 10, 12) % 97, dt)
        add(np.arange(1008).reshape(7, 144) % 97, dt)
        add(np.arange(1008).reshape(6, 168) % 97, dt)
    for a in (True, False, [True, False], [[False], [True]], [False, False], [True]):
        add(a, "bool")
    for a in (["a", "bcd"], "abc", ["it's", 'say "x"', "a\\b", "tab\t", "nl\n"], [""], ["\u4f60\u597d", "\u00e9", "\u200b", "\U0001f600"],
              [["the", "and"], ["a", "of"]], ["word%d" % i for i in range(30)], [chr(c) for c in range(10, 123)], "it's"):
        add(a)
    obj = lambda values: np.array(values + [None], dtype=object)[:-1]
    for values in ([[1, 14, 22], [1, 194]], ["a", None, 1.5], [1, 2], [True, (1, 2), [1.0, "x"]], [{"a": 1}], [None, None], [1e-5, 10.0],
                   [[i for i in range(40)], [7]], [list(range(30)) for _ in range(4)], [(1,), ()], ["x" * 80, "y"]):
        a = np.empty(len(values), dtype=object)
        for i, v in enumerate(values):
            a[i] = v
        cases.append(array_case(a))
    add(np.array([[1, None], ["a", 2.5]], dtype=object))
    add(np.zeros((0,), dtype=object))
    bf = ml_dtypes.bfloat16
    for a in ([1, 2.5], [1 / 3, 1e10, 1e-8], [[1, -2], [123456, 0.001]], [np.inf, -np.inf, np.nan, -0.0], 0.1, [1e5, 1e6, 1e7, 1e-4, 1e-5]):
        cases.append(array_case(np.array(a, dtype=np.float32).astype(bf)))
    # Random ones of every magnitude.
    for i in range(260):
        dt = ("float32", "float64", "float16")[i % 3]
        rank = rng.randint(1, 4)
        shape = tuple(rng.randint(1, 7, size=rank))
        kind = i // 3 % 6
        with np.errstate(all="ignore"):
            if kind == 0:
                a = rng.randn(*shape)
            elif kind == 1:
                a = rng.randn(*shape) * 10.0 ** rng.randint(-9, 10)
            elif kind == 2:
                a = rng.randn(*shape) * 10.0 ** rng.uniform(-4, 4, size=shape)
            elif kind == 3:
                a = np.round(rng.uniform(-1000, 1000, size=shape), rng.randint(0, 5))
            elif kind == 4:
                a = rng.rand(*shape)
            else:
                a = rng.uniform(-1, 1, size=shape) * 10.0 ** rng.uniform(-30, 30, size=shape)
            a = a.astype(dt)
        cases.append(array_case(a))
    for i in range(40):
        dt = ("float32", "float64")[i % 2]
        bits = rng.randint(0, 256, size=(rng.randint(1, 8) * (4 if dt == "float32" else 8)), dtype=np.uint8)
        cases.append(array_case(bits.view(dt)))
    for dt in ("float32", "float64"):
        add(rng.randn(1500).astype("float16"), dt)
        add(rng.rand(40, 30).astype("float16"), dt)
        add(rng.randn(100), dt)
        add(rng.rand(5, 16), dt)
    for a in (rng.randn(3, 4), rng.randn(20) * 1e-6, [1e-10, 1.0], [1e10, 1e-3, 0.5], [1e-20], [0.00001234, 1234567.0], [1e9, 0.1]):
        for o in ({"precision": 3}, {"suppress": True}, {"precision": 2, "suppress": True}, {"precision": 0}, {"linewidth": 30},
                  {"precision": 17}):
            add(a, "float64", **o)
    add(np.arange(50), "int64", threshold=20)
    add(np.arange(50), "int64", threshold=20, edgeitems=1)
    add(np.arange(50).reshape(5, 10), "float32", threshold=20, edgeitems=2, linewidth=40)
    write("arrays", cases)


def scalars():
    cases = []
    doubles = [0.0, -0.0, 1.0, 0.1, 0.1 + 0.2, 1e-5, 1e-4, 0.00012345, 1e15, 1e16, 1e17, 123456789012345678.0, 9999999999999998.0,
               5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, float("inf"), float("-inf"), float("nan"), 1e22, 1e23,
               0.6545140147209167, 0.8585600256919861, -1.5, 3.0, 100.0, 1e100, 4.35, 2.675]
    doubles += [2.0 ** e for e in range(-1074, 1024, 7)] + [-(2.0 ** e) for e in range(-60, 61)]
    doubles += list(rng.randn(150)) + list(rng.uniform(-1, 1, 150) * 10.0 ** rng.uniform(-300, 300, 150))
    doubles += list(10.0 ** np.arange(-20, 25)) + [float(2 ** 53 + i) for i in range(0, 40, 2)]
    for x in doubles:
        x = float(x)
        cases.append({"type": "float64", "bits": np.float64(x).tobytes().hex(), "repr": repr(x)})
        assert np.isnan(x) or str(np.float64(x)) == repr(x)
    with np.errstate(all="ignore"):
        singles = np.array([x for x in doubles if abs(x) < 3e38 or x != x or abs(x) == np.inf], dtype=np.float64).astype(np.float32)
        singles = np.concatenate([singles, rng.randn(150).astype("f4"), np.float32(2) ** np.arange(-149, 128, dtype="f4"),
                                  rng.randint(0, 256, size=600, dtype=np.uint8).view("f4")])
        halves = np.concatenate([rng.randn(50).astype("f2"), rng.randint(0, 256, size=600, dtype=np.uint8).view("f2"),
                                 np.array([65504, 6e-8, 1e-4, 0.1, 1000, 0, -0.0], "f2")])
    for x in singles:
        cases.append({"type": "float32", "bits": x.tobytes().hex(), "repr": str(x)})
    for x in halves:
        cases.append({"type": "float16", "bits": x.tobytes().hex(), "repr": str(x)})
    write("scalars", cases)


def values():
    v = [0, 1, -5, 2 ** 62, True, False, None, "", "abc", "it's", 'a "b"', "both ' and \"", "a\\b", "\n\t\r", "\x00\x7f\x1b", "caf\u00e9",
         "\u4f60\u597d", "\u200b\u2028\ue000\uffff", "\U0001f600", "\xa0\xad", [], [1, 2], [1.0, 2.5], ["a", None, True], [[1, 2], [3]],
         (), (1,), (1, 2), (1, "a", 2.5), ((1, 2), [3]), {}, {"a": 1}, {"loss": [0.5, 0.25], "acc": (1,)}, {1: "x", 2: "y"}, {"n": None},
         set(), {1}, [(1, "a"), (2, "b")], [np.float32(0.1), np.float32(1)], [0.6545140147209167, 0.8585600256919861], (None, 500), 1e16, 0.1]
    write("values", [{"value": plain(x), "str": str(x), "repr": repr(x)} for x in v])
    formats = []
    numbers = [0, 1, -7, 42, 123456789, 0.0, 1.0, -1.5, 3.14159, 2.675, 0.5, 1.5, 2.5, 1e-5, 123456789.123, 1e20, 0.0001, 1234.5, 99.995,
               float("inf"), float("nan"), True]
    specs = ["", ".2f", ".0f", "f", "10.3f", "<10.3f", "^10.2f", "+.1f", "e", ".3e", "g", ".3g", ".10g", "%", ".1%", "08.3f", ",.2f", ",", "*>12",
             ".4", "d", "5d", "05d", "x", "#x", "b", "o", "X", "+d", " d", "<5", "^7", ">8", "_", "E", "G", ".0e", "#.3g", "=+8", "c"]
    for x in numbers:
        for s in specs:
            try:
                text = format(x, s)
            except (ValueError, OverflowError) as e:
                text = None
            formats.append({"value": plain(x), "spec": s, "text": text})
    for x in ["", "abc", "hello world", "\u4f60\u597d"]:
        for s in ["", "10", "<10", ">10", "^10", ".2", "*^9.3", "s", "10s", "d", "=5", "+"]:
            try:
                text = format(x, s)
            except ValueError:
                text = None
            formats.append({"value": x, "spec": s, "text": text})
    write("formats", formats)


def tensors():
    import tensorflow as tf
    cases = []
    for a in (np.array([[1, 2.0]], "f4"), np.array([1, 2], "i4"), np.array(1.5, "f4"), np.array(7, "i8"), np.array([True, False]), np.array(True),
              np.zeros((2, 2, 2), "f4"), np.array([[13, 50, 50, 10, 1]], "i4"), np.zeros((0,), "f4"), np.zeros((0, 3), "f4"),
              np.array([1 / 3, 1e-9], "f8"), np.arange(1200, dtype="f4").reshape(40, 30), np.array(1 / 3, "f4"), np.array(1 / 3, "f8"),
              np.array([0.5, 1 / 3], "f4").astype(ml_dtypes.bfloat16), np.array([0.5, 1 / 3], "f2"), np.array([[1], [2]], "u1"),
              rng.rand(3, 5).astype("f4"), np.array(1e-5, "f4"), np.array(1 / 3, "f4").astype(ml_dtypes.bfloat16)):
        t = tf.constant(a)
        cases.append({"dtype": a.dtype.name, "shape": list(a.shape), "data": a.tobytes().hex(), "str": str(t), "repr": repr(t)})
    for a in (np.array([[1, 2.0]], "f4"), np.array(3, "i8"), np.zeros(2, "f4"), np.zeros((300, 4), "f4")):
        t = tf.Variable(a, name="kernel")
        cases.append({"dtype": a.dtype.name, "shape": list(a.shape), "data": a.tobytes().hex(), "variable": "kernel:0", "repr": repr(t)})
    for a in ("abc", ["a", "it's"], [["\u4f60", ""]]):
        t = tf.constant(a)
        cases.append({"dtype": "string", "shape": list(t.shape), "data": np.array(a).reshape(-1).tolist(), "str": str(t), "repr": repr(t)})
    write("tensors", cases)


os.makedirs(OUT, exist_ok=True)
arrays()
scalars()
values()
tensors()
