"""Records npy and npz files of every kind that NumPy writes, for src/KerasHost.Formats/Npy.

    ../shared/reference/python compat/record/record_npy.py

writes compat/recorded/npy/*.npy, *.npz and expected.json: for each file the type, the shape and the elements row by row
(numbers as the hexadecimal of their little-endian bytes, text and objects as JSON).
"""
import io
import json
import os
import pickle
import sys

import numpy as np
from numpy.lib import format as npy

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "recorded", "npy")
os.makedirs(OUT, exist_ok=True)
rng = np.random.RandomState(20240607)
cases = []


def elements(a):
    if a.dtype.kind == "U":
        return [str(x) for x in a.ravel()]
    if a.dtype.kind == "S":
        return [{"bytes": bytes(x).hex()} for x in a.ravel()]
    if a.dtype.kind == "O":
        return [obj(x) for x in a.ravel()]
    return np.ascontiguousarray(a).astype(a.dtype.newbyteorder("<")).tobytes().hex()


def obj(x):
    if isinstance(x, bytes):
        return {"bytes": x.hex()}
    if isinstance(x, tuple):
        return {"tuple": [obj(i) for i in x]}
    if isinstance(x, list):
        return {"list": [obj(i) for i in x]}
    if isinstance(x, dict):
        return {"dict": [[obj(k), obj(v)] for k, v in x.items()]}
    if isinstance(x, np.ndarray):
        return {"array": expect(x)}
    if isinstance(x, np.generic):
        x = x.item()
    if isinstance(x, int) and not isinstance(x, bool):
        return {"int": str(x)}
    if isinstance(x, float):
        return {"float": x.hex()}
    return x


def expect(a):
    return {"dtype": {"U": "string", "S": "object", "O": "object"}.get(a.dtype.kind, a.dtype.name), "shape": list(a.shape), "elements": elements(a)}


def save(name, a, version=None, protocol=None):
    with open(os.path.join(OUT, name + ".npy"), "wb") as f:
        if protocol is not None:
            npy.write_array_header_1_0(f, npy.header_data_from_array_1_0(a))
            pickle.dump(a, f, protocol=protocol)
        elif version:
            npy.write_array(f, a, version=version)
        else:
            np.save(f, a)
    cases.append({"file": name + ".npy", **expect(a)})


for dtype in ["f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "?"]:
    a = (rng.standard_normal((2, 3)) * 100).astype(dtype)
    if dtype[0] == "f":
        a.flat[:4] = [np.nan, np.inf, -np.inf, -0.0]
    elif dtype[0] in "iu":
        a.flat[:2] = [np.iinfo(dtype).min, np.iinfo(dtype).max]
    save("little_" + a.dtype.name, a)
    save("big_" + a.dtype.name, a.astype(a.dtype.newbyteorder(">")))
    save("fortran_" + a.dtype.name, np.asfortranarray(a))
save("fortran_rank4", np.asfortranarray(np.arange(2 * 3 * 4 * 5, dtype="i4").reshape(2, 3, 4, 5)))
save("fortran_big_rank3", np.asfortranarray(np.arange(24, dtype=">i8").reshape(2, 3, 4)))
save("scalar", np.array(1.5, "f4"))
save("vector", np.arange(7, dtype="i8"))
save("empty", np.zeros((0, 3), "f4"))
save("empty_last", np.zeros((3, 0), "f4"))
save("version2", np.arange(4, dtype="f8"), version=(2, 0))
save("version3", np.arange(4, dtype="f8"), version=(3, 0))
texts = np.array([["a", "", "zwölf"], ["日本", "\U0001F600x", "a\0b"]])
save("text", texts)
save("text_big", texts.astype(texts.dtype.newbyteorder(">")))
save("text_fortran", np.asfortranarray(texts))
save("bytes", np.array([b"ab", b"", b"a\0b", b"xyz"]))
big = np.empty(9, object)
big[:] = [[1, 2, 70000], [-1, 2**31 - 1, -2**31], [2**31, 1], [], [1, 2.5], "text", None, b"\xff\0", {"k": [1], 2: (True, 1.5)}]
for protocol in range(6):
    save("objects_protocol%d" % protocol, big, protocol=protocol)
lists = np.empty(5, object)
lists[:] = [list(range(2500)), [1] * 1000, [300] * 1001, list(range(-5, 5)), [3, "x"]]
save("objects_long_lists", lists)
nested = np.empty((2, 2), object)
nested[:] = [[np.arange(6.0).reshape(2, 3), np.array(["a", "bc"])], [np.float32(1.5), np.int8(-3)]]
for protocol in (2, 5):
    save("objects_nested_protocol%d" % protocol, nested, protocol=protocol)
save("objects_nested_fortran", np.asfortranarray(np.array([[1, "a", None], [2.5, True, (1,)]], object)))
shared = [1, 2]
save("objects_shared", np.array([shared, 3, shared, 10**30], object))

for name, save_function in [("stored", np.savez), ("deflated", np.savez_compressed)]:
    arrays = {"weights/kernel": rng.standard_normal((3, 4)).astype("f4"), "b": np.arange(5), "o": lists, "t": texts, "h": np.asfortranarray(rng.standard_normal((4, 2)).astype("f2"))}
    save_function(os.path.join(OUT, name + ".npz"), **arrays)
    cases.append({"file": name + ".npz", "arrays": {k: expect(v) for k, v in arrays.items()}})


class Evil:
    def __reduce__(self):
        return (os.system, ("echo evil",))


refused = {}
for name, a, word in [
    ("complex", np.array([1 + 2j]), "complex"),
    ("structured", np.zeros(2, [("a", "f4"), ("b", "i4")]), "structured"),
    ("dates", np.array(["2020-01-01"], "M8[D]"), "dates"),
    ("void", np.zeros(2, "V2"), "bfloat16"),
    ("extended", np.zeros(2, np.longdouble), "extended precision"),
    ("code", np.array([Evil()], object), os.system.__module__ + ".system"),
    ("unknown_class", np.array([io.BytesIO], object), "BytesIO"),
]:
    np.save(os.path.join(OUT, "refused_" + name + ".npy"), a)
    refused["refused_" + name + ".npy"] = word
np.savez(os.path.join(OUT, "refused_code.npz"), x=np.array([Evil()], object))

with open(os.path.join(OUT, "expected.json"), "w", encoding="utf-8", newline="\n") as f:
    versions = {"python": sys.version.split()[0], "numpy": np.__version__}
    f.write('{"versions": %s, "refused": %s, "cases": [\n' % (json.dumps(versions), json.dumps(refused)))
    f.write(",\n".join(json.dumps(c) for c in cases))
    f.write("\n]}\n")
print(len(cases), "cases,", len(refused), "refused")
