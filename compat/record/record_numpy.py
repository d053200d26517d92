"""Records what NumPy does to arrays, for src/KerasHost/Numpy.

    ../shared/reference/python compat/record/record_numpy.py

writes compat/recorded/numpy/cases.json: for each case an operation, its arguments, and the array or error
that came out. Elements travel as the hexadecimal of their little-endian bytes; arguments are numbers of the arrays in front.
"""
import json
import os
import sys
import warnings

import numpy as np

warnings.simplefilter("ignore")
OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "recorded", "numpy")
rng = np.random.RandomState(7)
cases, arrays = [], {}


def pack(a):
    if isinstance(a, tuple):
        return {"tuple": [pack(x) for x in a]}
    a = np.asarray(a)
    if a.dtype.kind in "UO":
        return {"dtype": "string" if a.dtype.kind == "U" else "object", "shape": list(a.shape), "items": a.reshape(-1).tolist()}
    return {"dtype": a.dtype.name, "shape": list(a.shape), "hex": np.ascontiguousarray(a).tobytes().hex()}


def share(a):
    """The number of an argument in the list of arrays, which holds each once."""
    packed = json.dumps(pack(a))
    return arrays.setdefault(packed, len(arrays))


def case(op, args, compute, tolerance=0, **options):
    entry = {"op": op, "args": [share(a) for a in args], "options": options, "tolerance": tolerance}
    try:
        entry["result"] = pack(compute())
    except Exception as e:
        entry["error"] = str(e)
    cases.append(entry)


DTYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32", "float64"]
BINARY = {"add": np.add, "subtract": np.subtract, "multiply": np.multiply, "divide": np.divide, "floor_divide": np.floor_divide,
          "mod": np.mod, "power": np.power, "maximum": np.maximum, "minimum": np.minimum, "equal": np.equal, "less": np.less,
          "greater_equal": np.greater_equal}


def values(dtype, shape):
    if dtype == "bool":
        return rng.rand(*shape) < 0.5
    if dtype[0] == "f":
        return np.asarray(rng.randn(*shape) * 4).astype(dtype)
    return rng.randint(0 if dtype[0] == "u" else -9, 10, size=shape).astype(dtype)


def promotion():
    for x in DTYPES:
        for y in DTYPES:
            a, b = values(x, (2, 3)), values(y, (3,))
            case("add", [a, b], lambda: a + b)
        for s in [1, -1, 100, 200, 300, 40000, 70000, -40000, 2 ** 31, 2 ** 40, 1.5, 1e5, 1e39, True]:
            a = np.ones(2, x)
            case("multiply", [a, np.array(s)], lambda: a * np.array(s))
            case("add", [np.array(s), a], lambda: np.array(s) + a)
        case("add", [np.array(3, x), np.array(2.5)], lambda: np.array(3, x) + np.array(2.5))
        case("add", [np.array(3, x), np.array(2)], lambda: np.array(3, x) + np.array(2))


def binary():
    for name, f in BINARY.items():
        for x in ["bool", "int8", "uint8", "int32", "int64", "uint64", "float16", "float32", "float64"]:
            a, b = values(x, (4, 5)), values(x, (4, 5))
            if name == "power" and x[0] == "i":
                b = abs(b) % 4
            tolerance = 1e-6 if name == "power" and x[0] == "f" else 0
            if x == "float16" and name == "power":
                tolerance = 1e-3
            case(name, [a, b], lambda: f(a, b), tolerance)
        a = np.array([7, -7, 7, -7, 0, 5], "int32")
        b = np.array([3, 3, -3, -3, 5, 0], "int32")
        if name != "power":
            case(name, [a, b], lambda: f(a, b))
            for dt in ("float32", "float64"):
                x = np.array([7.5, -7.5, 7.5, -7.5, 0.0, -0.0, 5, np.inf, np.nan, 1, 6, -6, 0.3], dt)
                y = np.array([2, 2, -2, -2, 5, 5, 0, 2, 2, np.inf, 3, 3, 0.1], dt)
                case(name, [x, y], lambda: f(x, y))
    for x, y in [((3, 1), (1, 4)), ((2, 3, 4), (3, 1)), ((1,), (5, 1)), ((), (2, 2)), ((0, 3), (3,)), ((2, 3), (2,)), ((4, 1, 3), (2, 1))]:
        a, b = values("float32", x), values("float32", y)
        case("add", [a, b], lambda: a + b)
        case("less", [a, b], lambda: a < b)
    a = np.array([2, 3], "int64")
    case("power", [a, np.array([-1, 2])], lambda: a ** np.array([-1, 2]))
    case("power", [a, np.array(2)], lambda: a ** 2)
    case("subtract", [np.array([True]), np.array([True])], lambda: np.array([True]) - np.array([True]))
    case("equal", [np.array(["a", "b"]), np.array("a")], lambda: np.array(["a", "b"]) == np.array("a"))
    case("less", [np.array(["a", "c"]), np.array(["b", "b"])], lambda: np.less(np.array(["a", "c"]), np.array(["b", "b"])))


def unary():
    fs = {"exp": np.exp, "log": np.log, "sqrt": np.sqrt, "sin": np.sin, "cos": np.cos, "tan": np.tan, "tanh": np.tanh, "log1p": np.log1p,
          "log2": np.log2, "log10": np.log10, "abs": np.abs, "negative": np.negative, "sign": np.sign, "floor": np.floor, "ceil": np.ceil,
          "round": np.round, "isnan": np.isnan, "isinf": np.isinf, "isfinite": np.isfinite, "square": np.square, "logical_not": np.logical_not}
    for name, f in fs.items():
        for x in ["int8", "int16", "int32", "int64", "float16", "float32", "float64"]:
            a = values(x, (3, 4))
            if name in ("log", "log2", "log10", "log1p", "sqrt"):
                a = abs(a) + np.array(1, x)
            tolerance = {"float16": 1e-3, "float32": 3e-7, "int8": 1e-3, "int16": 3e-7}.get(x, 1e-15 * 4)
            exact = name in ("abs", "negative", "sign", "floor", "ceil", "round", "isnan", "isinf", "isfinite", "square", "sqrt", "logical_not")
            case(name, [a], lambda: f(a), 0 if exact else tolerance)
        special = np.array([0.0, -0.0, np.inf, -np.inf, np.nan, 1, -1], "float64")
        case(name, [special], lambda: f(special), 0 if name in ("abs", "floor", "isnan") else 1e-15)
    for d in (-2, -1, 1, 2, 3):
        for a in (np.array([1.005, 2.675, -0.125, 12345.678, 0.5, 1.5, 2.5, 150, 250]), np.array([1.005, 2.675, 0.125, 155], "float32"), np.array([15, 25, 155])):
            case("round", [a], lambda: np.round(a, d), decimals=d)


def reductions():
    fs = {"sum": np.sum, "mean": np.mean, "std": np.std, "var": np.var, "min": np.min, "max": np.max, "prod": np.prod, "all": np.all, "any": np.any}
    for name, f in fs.items():
        for x in DTYPES:
            a = values(x, (3, 4, 5))
            if name == "prod":
                a = a[:2, :2, :2]
            # A float16 product is rounded between NumPy's runs, here once.
            tolerance = 1e-3 if name == "prod" and x == "float16" else 0
            for axis in (None, 0, 1, -1, (0, 2), (1, 2)):
                case(name, [a], lambda: f(a, axis=axis), tolerance, axis=axis)
            case(name, [a], lambda: f(a, axis=1, keepdims=True), axis=1, keepdims=True)
        case(name, [np.array(3.5)], lambda: f(np.array(3.5)))
        case(name, [np.zeros((0,))], lambda: f(np.zeros((0,))))
        case(name, [np.zeros((2, 0))], lambda: f(np.zeros((2, 0)), axis=0), axis=0)
    # Float sums to the last digit: pairwise, whatever the layout.
    for dt in ("float32", "float64", "float16"):
        for n in (1, 7, 8, 9, 127, 128, 129, 130, 255, 300, 1000, 1025, 2000 if dt == "float64" else 4000, 9000 if dt != "float64" else 1500):
            a = rng.rand(n).astype("float16").astype(dt) if n > 1025 else rng.rand(n).astype(dt)
            case("sum", [a], lambda: a.sum())
            case("mean", [a], lambda: a.mean())
        for shape in ((30, 40), (7, 300), (300, 7), (5, 6, 50), (40, 3, 9), (2, 130, 5)):
            a = rng.rand(*shape).astype(dt)
            for axis in (None, 0, 1, -1, (0, 1), (0, -1)):
                if isinstance(axis, tuple) and len(set(i % len(shape) for i in axis)) < 2:
                    continue
                case("sum", [a], lambda: a.sum(axis=axis), axis=axis)
                case("mean", [a], lambda: a.mean(axis=axis), axis=axis)
                case("sum_transposed", [a], lambda: a.T.sum(axis=axis), axis=axis)
            case("sum_strided", [a], lambda: a[::2, 1::3].sum())
            case("sum_strided", [a], lambda: a[::2, 1::3].sum(axis=0), axis=0)
            case("std", [a], lambda: a.std(axis=0), axis=0)
            case("var", [a], lambda: a.var())
    a = rng.rand(50).astype("f4")
    case("sum", [a], lambda: a.sum(dtype="float64"), dtype="float64")
    case("mean", [a], lambda: a.mean(dtype="float64"), dtype="float64")
    case("std", [a], lambda: a.std(ddof=1), ddof=1)
    case("var", [a], lambda: a.var(ddof=1), ddof=1)
    for x in DTYPES:
        a = values(x, (3, 5))
        for axis in (None, 0, 1):
            case("argmax", [a], lambda: np.argmax(a, axis=axis), axis=axis)
            case("argmin", [a], lambda: np.argmin(a, axis=axis), axis=axis)
            case("cumsum", [a], lambda: np.cumsum(a, axis=axis), axis=axis)
            case("sort", [a], lambda: np.sort(a, axis=axis), axis=axis)
            case("argsort", [a], lambda: np.argsort(a, axis=axis, kind="stable"), axis=axis)
        case("unique", [a], lambda: np.unique(a))
        case("unique_all", [a], lambda: np.unique(a, return_index=True, return_inverse=True, return_counts=True))
    for a in (np.array([3, np.nan, 1, np.nan, -np.inf]), np.array(["b", "a", "c", "a"]), np.zeros(0)):
        case("sort", [a], lambda: np.sort(a), axis=-1)
        case("argsort", [a], lambda: np.argsort(a, kind="stable"), axis=-1)
        case("unique", [a], lambda: np.unique(a))
    case("argmax", [np.array([1, np.nan, 3])], lambda: np.argmax(np.array([1, np.nan, 3])), axis=None)
    case("max", [np.array([1, np.nan, 3])], lambda: np.max(np.array([1, np.nan, 3])))
    case("argmax", [np.zeros(0)], lambda: np.argmax(np.zeros(0)), axis=None)


def indexing():
    s = lambda a=None, b=None, c=None: slice(a, b, c)
    a = np.arange(60, dtype="int32").reshape(3, 4, 5)
    m = a % 3 == 0
    i = np.array([[0, 2], [1, 1]])

    def encode(index):
        out = []
        for x in index if isinstance(index, tuple) else (index,):
            if x is None:
                out.append("new")
            elif x is Ellipsis:
                out.append("...")
            elif isinstance(x, slice):
                out.append({"slice": [x.start, x.stop, x.step]})
            elif isinstance(x, (int, np.integer)):
                out.append(int(x))
            else:
                out.append({"array": pack(np.asarray(x))})
        return out

    indexes = [0, -1, (1, 2), (1, 2, 3), (s(1), s(None, 2)), s(None, None, -1), (s(), s(3, 0, -2)), (Ellipsis, 0), (0, Ellipsis), (s(), None, 1),
               (None, Ellipsis, None), (Ellipsis, s(1, 3)), s(5, 9), (s(), s(), s(-3, -1)), (s(2, None, -1), 1), 3, (0, 0, 0, 0), -4, m, m[0], m[:, :, 0], m[0, 0],
               [0, 2], [2, -1, 0], i, (s(), [1, 3]), (s(), i), ([0, 1], [1, 2]), ([0, 1], [1, 2], [3, 4]), (s(), [0, 1], [1, 2]), ([0, 1], s(), [1, 2]),
               ([0, 1], s(), 2), (0, s(), [1, 2]), (0, [1, 2]), (s(), 0, [1, 2]), (i, 0), (i, s(), i), (Ellipsis, [0, 4]), ([[0], [1]], [[1, 2, 3]]),
               (None, [0, 1], None), [5], ([0, 1], [1, 2, 3]), m[:2], (m[:, :, 0], 1), (m[:, :, 0], s(1, 3)), (0, m[0]), (s(), m[0]), (s(), m[0, :, 0]), [],
               (s(), s(), []), (s(0, 0), 1), (1, s(3, 1)), [True, False, True], (np.array(1), np.array([0, 1]))]
    for index in indexes:
        case("index", [a], lambda: a[index], index=encode(index))
        t = a.T
        case("index_transposed", [a], lambda: t[index], index=encode(index))

        def assign(v):
            b = a.copy()
            b[index] = v
            return b

        case("assign", [a, np.array(-5)], lambda: assign(-5), index=encode(index))
        case("assign", [a, np.array(2.7)], lambda: assign(np.array(2.7)), index=encode(index))
        try:
            shape = a[index].shape
        except Exception:
            continue
        v = np.arange(int(np.prod(shape)), dtype="int64").reshape(shape) + 1000
        case("assign", [a, v], lambda: assign(v), index=encode(index))
        if len(shape) > 1 and shape[0] > 0:
            w = v[0]
            case("assign", [a, w], lambda: assign(w), index=encode(index))
            case("assign", [a, v[:, :0]], lambda: assign(v[:, :0]), index=encode(index))


def shaping():
    a = np.arange(24, dtype="float32").reshape(2, 3, 4)
    for shape in ((24,), (-1,), (4, -1), (2, 12), (3, 2, 2, 2), (-1, 6), (5, 5), (-1, 7), (-1, -1), (1, 24, 1)):
        case("reshape", [a], lambda: a.reshape(shape), shape=shape)
        case("reshape_transposed", [a], lambda: a.T.reshape(shape), shape=shape)
    for axes in ((0, 2, 1), (2, 0, 1), (1, 0, 2), (-1, 0, 1), (0, 0, 1), (0, 1)):
        case("transpose", [a], lambda: a.transpose(axes), axes=axes)
    b = a[:1, :, :1]
    for axis in (None, 0, 2, (0, 2), 1, -1, 3):
        case("squeeze", [b], lambda: np.squeeze(b, axis=axis), axis=axis)
        if axis is not None and not isinstance(axis, tuple):
            case("expand_dims", [a], lambda: np.expand_dims(a, axis), axis=axis)
    c = values("int64", (2, 3, 4))
    for axis in (0, 1, 2, -1, None):
        case("concatenate", [a, c], lambda: np.concatenate([a, c], axis=axis), axis=axis)
        if axis is not None:
            case("stack", [a, c], lambda: np.stack([a, c], axis=axis), axis=axis)
    case("concatenate", [a, c[:, :2]], lambda: np.concatenate([a, c[:, :2]], axis=1), axis=1)
    case("concatenate", [a, c[:, :2]], lambda: np.concatenate([a, c[:, :2]], axis=0), axis=0)
    case("concatenate", [a, c[0]], lambda: np.concatenate([a, c[0]], axis=0), axis=0)
    x, y = np.arange(3), np.arange(3) * 1.5
    for name, f in (("vstack", np.vstack), ("hstack", np.hstack)):
        case(name, [x, y], lambda: f([x, y]))
        case(name, [a[0], c[1]], lambda: f([a[0], c[1]]))
    for reps in ((2,), (2, 1), (1, 2), (2, 1, 3), (2, 2, 2, 2), (0,)):
        case("tile", [x], lambda: np.tile(x, reps), reps=reps)
        case("tile", [a], lambda: np.tile(a, reps), reps=reps)
    for axis in (None, 0, 1, -1):
        case("repeat", [a, np.array(2)], lambda: np.repeat(a, 2, axis=axis), axis=axis)
        case("flip", [a], lambda: np.flip(a, axis), axis=axis)
        case("take", [a, np.array([1, 0, 1])], lambda: np.take(a, [1, 0, 1], axis=axis), axis=axis)
    case("repeat", [x, np.array([1, 0, 3])], lambda: np.repeat(x, [1, 0, 3]), axis=None)
    case("pad", [a, np.array([[1, 0], [0, 2], [1, 1]])], lambda: np.pad(a, [[1, 0], [0, 2], [1, 1]]))
    case("pad", [x, np.array(2)], lambda: np.pad(x, 2))
    for sections in (1, 2, 3):
        case("split", [a], lambda: tuple(np.split(a, sections, axis=0)), sections=sections, axis=0)
    case("diff", [np.array([1, 4, 9, 16])], lambda: np.diff(np.array([1, 4, 9, 16])))
    case("bincount", [np.array([0, 3, 1, 3])], lambda: np.bincount(np.array([0, 3, 1, 3])))
    case("where", [a > 5, a, np.array(-1)], lambda: np.where(a > 5, a, -1))
    case("where", [np.array([True, False]), np.arange(2), np.arange(6).reshape(3, 2) * 0.5],
         lambda: np.where(np.array([True, False]), np.arange(2), np.arange(6).reshape(3, 2) * 0.5))
    case("nonzero", [a % 5], lambda: np.nonzero(a % 5))
    case("clip", [a, np.array(2), np.array(9.5)], lambda: np.clip(a, 2, 9.5), 0)
    case("clip", [c, np.array(-2), np.array(3)], lambda: np.clip(c, -2, 3), 0)
    for x in DTYPES:
        v = values(x, (3, 4))
        for y in DTYPES + ["U"]:
            if y == "U" and x[0] == "f":
                continue
            case("astype", [v], lambda: v.astype(y), dtype="string" if y == "U" else y)
    wild = np.array([300.7, -1.2, 1e10, -3e9, 65536.5, 127.9, 128, 255.999, -128.5, 2 ** 31, 2 ** 63, np.inf, -np.inf, np.nan])
    for y in DTYPES:
        if y not in ("uint64", "uint32"):
            case("astype", [wild], lambda: wild.astype(y), dtype=y)
            case("astype", [wild.astype("f4")], lambda: wild.astype("f4").astype(y), dtype=y)
    big = np.array([2 ** 40 + 3, -2 ** 35, 70000, -1])
    for y in DTYPES:
        case("astype", [big], lambda: big.astype(y), dtype=y)
    case("astype", [np.array(["1", "2.5"])], lambda: np.array(["1", "2.5"]).astype("f4"), dtype="float32")
    case("astype", [np.array(["1", "x"])], lambda: np.array(["1", "x"]).astype("f4"), dtype="float32")
    case("astype", [np.array(["1", " 20 "])], lambda: np.array(["1", " 20 "]).astype("i4"), dtype="int32")


def products():
    shapes = [((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 2)), ((2, 3), (3, 4)), ((5, 2, 3), (3, 4)), ((5, 2, 3), (5, 3, 4)), ((5, 1, 2, 3), (6, 3, 4)),
              ((2, 3), (2, 3)), ((0, 3), (3, 2)), ((2, 0), (0, 3))]
    for x, y in shapes:
        for dt in ("float32", "float64", "int32"):
            a, b = values(dt, x), values(dt, y)
            case("matmul", [a, b], lambda: np.matmul(a, b), 1e-5 if dt == "float32" else 1e-13)
            case("dot", [a, b], lambda: np.dot(a, b), 1e-5 if dt == "float32" else 1e-13)
    case("dot", [np.array(2), np.array([1, 2])], lambda: np.dot(2, np.array([1, 2])))


def creation():
    for args in ((5,), (2, 7), (0, 10, 3), (10, 0, -3), (0, 1, 0.1), (0.5, 3), (3.7,), (1, 2, 0.3), (0,), (5, 2), (-3, 3)):
        case("arange", [np.array(x) for x in args], lambda: np.arange(*args))
    case("arange", [np.array(5)], lambda: np.arange(5, dtype="float32"), dtype="float32")
    for args in ((0, 1, 5), (0, 10, 7), (-1, 1, 50), (1, 1, 3), (0, 1, 1), (0, 5, 0), (2, -3, 11), (0, 1e-3, 13)):
        case("linspace", [np.array(x) for x in args], lambda: np.linspace(*args), endpoint=True)
        case("linspace", [np.array(x) for x in args], lambda: np.linspace(*args, endpoint=False), endpoint=False)
    for n, m, k in ((3, 3, 0), (2, 4, 1), (4, 2, -1)):
        case("eye", [], lambda: np.eye(n, m, k), n=n, m=m, k=k)


def random():
    def draw(op, f, **options):
        np.random.seed(42)
        case(op, [], f, **options)

    draw("random.rand", lambda: np.random.rand(2, 3), size=[2, 3])
    draw("random.randn", lambda: np.random.randn(3, 2), size=[3, 2])
    draw("random.uniform", lambda: np.random.uniform(-1, 2, (4,)), low=-1, high=2, size=[4])
    draw("random.normal", lambda: np.random.normal(1, 0.5, (4,)), loc=1, scale=0.5, size=[4])
    draw("random.randint", lambda: np.random.randint(3, 10, (2, 4)), low=3, high=10, size=[2, 4])
    draw("random.randint", lambda: np.random.randint(100, size=5), low=0, high=100, size=[5])
    draw("random.permutation", lambda: np.random.permutation(10), n=10)
    draw("random.shuffle", lambda: (lambda a: (np.random.shuffle(a), a)[1])(np.arange(12).reshape(6, 2)), n=6)
    draw("random.choice", lambda: np.random.choice(10, 5), n=10, size=[5], replace=True)
    draw("random.choice", lambda: np.random.choice(10, 5, replace=False), n=10, size=[5], replace=False)
    draw("random.choice_p", lambda: np.random.choice(3, 6, p=[0.2, 0.5, 0.3]), p=[0.2, 0.5, 0.3], size=[6])
    draw("random.multinomial", lambda: np.random.multinomial(20, [0.2, 0.5, 0.3], (2,)), n=20, p=[0.2, 0.5, 0.3], size=[2])


for record in (promotion, binary, unary, reductions, indexing, shaping, products, creation, random):
    record()
os.makedirs(OUT, exist_ok=True)
with open(os.path.join(OUT, "cases.json"), "w", encoding="utf-8", newline="\n") as f:
    f.write('{"versions": %s, "arrays": [\n' % json.dumps({"python": sys.version.split()[0], "numpy": np.__version__}))
    f.write(",\n".join(arrays))
    f.write('\n], "cases": [\n')
    f.write(",\n".join(json.dumps(c) for c in cases))
    f.write("\n]}\n")
print(len(cases))
