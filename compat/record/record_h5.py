"""Records HDF5 files and what h5py reads from them.

Run by the reference Python: writes compat/recorded/formats/h5/h5py.zip (files that h5py writes, one reader feature
each) and keras.zip (files that tf_keras and Keras 3 write), each with an expected.json. Deterministic but for the
times that HDF5 stores. `record_h5.py h5py` or `record_h5.py keras` makes one of the two.
"""
import ctypes
import glob
import json
import os
import sys
import tempfile
import zipfile

import numpy as np
import h5py
from h5py import h5d, h5f, h5p, h5s, h5t

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "recorded", "formats", "h5")


def value(v):
    """A value as JSON: text, numbers, nested lists; NaN and infinities as text."""
    if isinstance(v, h5py.Empty):
        return None
    if isinstance(v, (bytes, np.bytes_)):
        return bytes(v).decode("utf8")
    if isinstance(v, (str, bool, int)):
        return v
    if isinstance(v, np.ndarray):
        return [value(x) for x in v.tolist()] if v.dtype != object else [value(x) for x in v.reshape(-1)]
    if isinstance(v, h5py.Reference):
        return "reference"
    if isinstance(v, (list, tuple)):
        return [value(x) for x in v]
    if isinstance(v, np.generic):
        v = v.item()
    if isinstance(v, complex):
        return [v.real, v.imag]
    if isinstance(v, float):
        return v if np.isfinite(v) else str(v)
    return v


def describe(f):
    """Every object of the file with its attributes, shape, dtype, sum and first values."""
    result = {}

    def one(name, o):
        e = {"attrs": {k: value(v) for k, v in o.attrs.items()}}
        if isinstance(o, h5py.Datatype):
            pass
        elif isinstance(o, h5py.Group):
            e["names"] = list(o)
        else:
            e["shape"] = None if o.shape is None else list(o.shape)
            e["dtype"] = str(o.dtype)
            if o.shape is not None and o.dtype.kind in "fiub":
                a = o[()]
                x = np.asarray(a, dtype=np.float64).reshape(-1)
                e["sum"] = value(float(x.sum()))
                e["weighted"] = value(float((x * (np.arange(x.size) % 97)).sum()))
                e["first"] = value(x[:4])
                e["last"] = value(x[-4:])
            elif o.shape is not None and o.dtype.kind in "SO":
                if h5py.check_string_dtype(o.dtype) is not None:
                    e["text"] = value(np.asarray(o[()]).reshape(-1))
        result[name] = e

    one("/", f)
    f.visititems(one)
    return result


def save(zip_path, files, versions):
    expected = {"versions": versions}
    with zipfile.ZipFile(zip_path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as z:
        for name, path in sorted(files.items()):
            with open(path, "rb") as s:
                data = s.read()
            with h5py.File(path, "r") as f:
                expected[name] = describe(f)
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(info, data)
        info = zipfile.ZipInfo("expected.json", (2024, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED
        z.writestr(info, json.dumps(expected, indent=1, ensure_ascii=False))
    print(zip_path, os.path.getsize(zip_path), "bytes;", len(files), "files")


def chunk_index(f, name, shape, chunks, maxshape=None, dtype="<i4", filters=False, early=False, sparse=False):
    """A dataset through the low-level interface: the choice of chunk index follows from these."""
    p = h5p.create(h5p.DATASET_CREATE)
    p.set_chunk(chunks)
    if filters:
        p.set_shuffle()
        p.set_deflate(4)
    p.set_alloc_time(h5d.ALLOC_TIME_EARLY if early else h5d.ALLOC_TIME_INCR)
    p.set_fill_value(np.array(-7, dtype=dtype))
    unlimited = None if maxshape is None else tuple(h5s.UNLIMITED if m is None else m for m in maxshape)
    space = h5s.create_simple(shape, unlimited)
    d = h5py.Dataset(h5d.create(f.id, name.encode(), h5t.py_create(np.dtype(dtype)), space, p))
    a = np.arange(int(np.prod(shape)), dtype=dtype).reshape(shape)
    if sparse:
        n = shape[0]
        d[n // 3: n // 3 + max(1, n // 7)] = a[n // 3: n // 3 + max(1, n // 7)]
        d[-1:] = a[-1:]
    else:
        d[...] = a


def record_h5py(folder):
    files = {}

    def new(name, **kw):
        files[name] = os.path.join(folder, name)
        return h5py.File(files[name], "w", **kw)

    for libver in ("earliest", "latest"):
        with new(f"chunk_indexes_{libver}.h5", libver=libver) as f:
            for filters in (False, True):
                s = "_filtered" if filters else ""
                chunk_index(f, "single" + s, (6, 5), (6, 5), filters=filters)
                chunk_index(f, "single_larger" + s, (6, 5), (6, 5), (6, 5), filters=filters)
                chunk_index(f, "implicit" + s, (13, 9), (4, 4), filters=filters, early=True)
                chunk_index(f, "fixed_array" + s, (13, 9), (4, 4), filters=filters)
                chunk_index(f, "fixed_array_paged" + s, (2501,), (1,), filters=filters)
                chunk_index(f, "fixed_array_paged_sparse" + s, (2501,), (1,), filters=filters, sparse=True)
                chunk_index(f, "extensible_small" + s, (3,), (2,), (None,), filters=filters)
                chunk_index(f, "extensible" + s, (500, 3), (1, 2), (None, 3), filters=filters)
                chunk_index(f, "extensible_sparse" + s, (500, 3), (1, 2), (None, 3), filters=filters, sparse=True)
                chunk_index(f, "btree2" + s, (7, 11), (2, 3), (None, None), filters=filters)
                chunk_index(f, "btree2_deep" + s, (60, 60), (1, 2), (None, None), filters=filters)
            # Several dblk pages of an extensible array need some ten thousand chunks.
            chunk_index(f, "extensible_paged", (13000,), (1,), (None,), dtype="<i2")
            chunk_index(f, "extensible_paged_sparse", (26000,), (2,), (None,), dtype="<i2", sparse=True)
            chunk_index(f, "rank4", (3, 4, 5, 6), (2, 3, 2, 5))
            chunk_index(f, "big_endian", (9, 7), (4, 4), dtype=">f8", filters=True)

    with new("dense_many_latest.h5", libver="latest") as f:
        g = f.create_group("links")
        for i in range(1500):
            g[f"a_rather_long_link_name_{i:05d}_" + "y" * (i % 60)] = h5py.SoftLink("/target")
        f["target"] = np.arange(3, dtype="<f4")
        h = f.create_group("attributes", track_order=True)
        for i in range(300):
            h.attrs[f"name_{299 - i:03d}"] = np.arange(i % 40, dtype="<i4") if i % 3 else f"text {i} ü"
        h.attrs["big0"] = np.arange(9000, dtype="<f8")
        h.attrs["big1"] = np.arange(10000, dtype="<f8") * 2

    with new("attributes_continued.h5") as f:
        for i in range(60):
            f.attrs[f"n{i:02d}"] = np.arange(i, dtype="<i2")
        d = f.create_dataset("d", data=np.float32([1, 2]))
        for i in range(40):
            d.attrs[f"t{i:02d}"] = f"value {i}"

    with new("types.h5") as f:
        bf16 = h5t.IEEE_F32LE.copy()
        bf16.set_fields(15, 7, 8, 0, 7)
        bf16.set_size(2)
        bf16.set_ebias(127)
        x = np.float32([1, -2.5, 3.140625, 0, 1e30])
        d = h5d.create(f.id, b"bfloat16", bf16, h5s.create_simple((5,)))
        d.write(h5s.ALL, h5s.ALL, x)
        f["f2_be"] = np.array([1, -2.5, np.inf, 6e-8], dtype=">f2")
        f["f8_be"] = np.array([1, -2.5, np.nan, 1e300], dtype=">f8")
        f["u2_be"] = np.array([1, 65535], dtype=">u2")
        f["u4"] = np.array([1, 4294967295], dtype="<u4")
        f["i8_be"] = np.array([1, -(2 ** 60)], dtype=">i8")
        f["bool"] = np.array([[True, False], [False, True]])
        f["compound"] = np.array([(1, 2.5, b"ab"), (3, -4.5, b"cde")], dtype=[("a", "<i4"), ("b", ">f8"), ("s", "S3")])
        f["complex"] = np.array([1 + 2j, 3 - 4j], dtype=np.complex64)
        f["enum"] = np.array([2, 1], dtype=h5py.enum_dtype({"RED": 1, "BLUE": 2}, basetype="<i2"))
        f["opaque"] = np.array([b"abc", b"def"], dtype="V3")
        t = h5t.array_create(h5t.STD_I32LE, (3,))
        d = h5d.create(f.id, b"array_type", t, h5s.create_simple((2, 2)))
        d.write(h5s.ALL, h5s.ALL, np.arange(12, dtype="<i4"), t)
        v = f.create_dataset("vlen_f4", (3,), dtype=h5py.vlen_dtype("<f4"))
        v[0] = [1, 2, 3]
        v[2] = [4.5]
        r = f.create_dataset("reference", (2,), dtype=h5py.ref_dtype)
        r[0] = f["bool"].ref
        q = f.create_dataset("region", (1,), dtype=h5py.regionref_dtype)
        q[0] = f["bool"].regionref[0:1]
        t = h5t.C_S1.copy()
        t.set_size(6)
        t.set_strpad(h5t.STR_SPACEPAD)
        d = h5d.create(f.id, b"space_padded", t, h5s.create_simple((2,)))
        d.write(h5s.ALL, h5s.ALL, np.array([b"ab", b"cdefgh"], dtype="S6"), t)
        f["fixed"] = np.array([b"ab", b"abcdef"], dtype="S6")
        f["vlen_text"] = np.array(["", "ä", "long " * 1000], dtype=object)
        f["scalar_text"] = "only"
        f.create_dataset("empty_vlen", (0,), dtype=h5py.string_dtype())
        f.create_dataset("unwritten_vlen", (2,), dtype=h5py.string_dtype())
        f["null"] = h5py.Empty("f")
        f.attrs.create("vlen_f4", np.array([np.float32([1, 2]), np.float32([3])], dtype=object), dtype=h5py.vlen_dtype("<f4"))
        f.attrs["matrix"] = np.arange(6, dtype="<i8").reshape(2, 3)
        f.attrs["true"] = np.array([True, False])

    with new("unsupported.h5", libver="latest") as f:
        p = h5p.create(h5p.DATASET_CREATE)
        p.set_chunk((4,))
        p.set_scaleoffset(h5py.h5z.SO_INT, 0)
        h5py.Dataset(h5d.create(f.id, b"scaleoffset", h5t.STD_I32LE, h5s.create_simple((8,)), p))[...] = np.arange(8)
        f["external"] = h5py.ExternalLink("elsewhere.h5", "/x")
        f["dangling"] = h5py.SoftLink("/nowhere")
        f["loop_a"] = h5py.SoftLink("/loop_b")
        f["loop_b"] = h5py.SoftLink("/loop_a")
        layout = h5py.VirtualLayout((4,), "<f4")
        layout[:] = h5py.VirtualSource("elsewhere.h5", "x", (4,))
        f.create_virtual_dataset("virtual", layout)
        open("raw.bin", "wb").close()
        f.create_dataset("raw_elsewhere", (4,), "<f4", external=[("raw.bin", 0, 16)])

    with new("links.h5", libver="latest", userblock_size=1024) as f:
        f["a/b/c"] = np.int32([1, 2, 3])
        f["hard"] = f["a/b/c"]
        f["soft"] = h5py.SoftLink("a/b")
        f["a/up"] = h5py.SoftLink("/hard")
        f["a/self"] = f["a"]
        f["type"] = np.dtype("<f4")
        f.create_dataset("committed", data=np.float32([1, 2]), dtype=f["type"])
        f["committed"].attrs.create("shared", np.float32([5]), dtype=f["type"])
        f["ünïcode/层"] = np.float32(1)

    for version in ("v108", "v112", "v114"):
        with new(f"libver_{version}.h5", libver=(version, version)) as f:
            f["g/d"] = np.float32([[1, 2], [3, 4]])
            f["g"].attrs["names"] = np.array([b"one", b"two"])
            f.create_dataset("z", data=np.arange(100, dtype="<f4").reshape(10, 10), chunks=(3, 4), compression="gzip", shuffle=True)

    # What h5py offers no call for goes through the library that it brought along.
    lib = ctypes.CDLL(glob.glob(os.path.join(os.path.dirname(h5py.__file__), "..", "h5py.libs", "libhdf5-*"))[0])
    ident = ctypes.c_int64

    def new_with(name, prepare, libver=None):
        files[name] = os.path.join(folder, name)
        creation, access = h5p.create(h5p.FILE_CREATE), h5p.create(h5p.FILE_ACCESS)
        if libver is not None:
            access.set_libver_bounds(libver, h5f.LIBVER_LATEST)
        prepare(creation)
        return h5py.File(h5f.create(files[name].encode(), h5f.ACC_TRUNC, creation, access))

    with new_with("superblock1.h5", lambda p: lib.H5Pset_istore_k(ident(p.id), 4)) as f:
        f["g/d"] = np.float32([[1, 2], [3, 4]])
        f.create_dataset("chunked", data=np.arange(40, dtype="<f4"), chunks=(1,))

    for size in (2, 4):
        for libver in (h5f.LIBVER_EARLIEST, h5f.LIBVER_LATEST):
            # Two bytes can address no more than 64 KiB.
            with new_with(f"sizes_{size}_{'earliest' if libver == h5f.LIBVER_EARLIEST else 'latest'}.h5", lambda p: p.set_sizes(size, size), libver) as f:
                f["g/d"] = np.float32([[1, 2], [3, 4]])
                f["g"].attrs["names"] = np.array(["one", "zwölf"], dtype=object)
                f["g"].attrs["number"] = 7
                f.create_dataset("chunked", data=np.arange(60, dtype="<i2"), chunks=(7,), compression="gzip",
                                 maxshape=(None,) if size == 4 and libver == h5f.LIBVER_EARLIEST else None)  # HDF5 cannot read the others itself
                f.create_dataset("fixed", data=np.arange(60, dtype="<i2"), chunks=(7,))
                f["soft"] = h5py.SoftLink("/g/d")

    def share(p):
        # Two indexes: attributes alone; datatypes, dataspaces, fill values and pipelines together.
        assert lib.H5Pset_shared_mesg_nindexes(ident(p.id), ctypes.c_uint(2)) >= 0
        assert lib.H5Pset_shared_mesg_index(ident(p.id), ctypes.c_uint(0), ctypes.c_uint(1 << 0x0c), ctypes.c_uint(8)) >= 0
        assert lib.H5Pset_shared_mesg_index(ident(p.id), ctypes.c_uint(1), ctypes.c_uint(1 << 1 | 1 << 3 | 1 << 5 | 1 << 0x0b), ctypes.c_uint(8)) >= 0

    for libver in (h5f.LIBVER_EARLIEST, h5f.LIBVER_LATEST):
        with new_with(f"shared_messages_{'earliest' if libver == h5f.LIBVER_EARLIEST else 'latest'}.h5", share, libver) as f:
            for i in range(12):
                d = f.create_dataset(f"d{i:02d}", data=np.full((3, 2), i, dtype="<f8"), chunks=(2, 2), compression="gzip", fillvalue=-1)
                for j in range(12):
                    d.attrs[f"same{j}"] = np.arange(j + 3)

    with new("partial_chunks.h5", libver="latest") as f:
        for name, maxshape in (("fixed", (10, 7)), ("extensible", (None, 7)), ("btree2", (None, None))):
            p = h5p.create(h5p.DATASET_CREATE)
            p.set_chunk((4, 3))
            p.set_shuffle()
            p.set_deflate(1)
            assert lib.H5Pset_chunk_opts(ident(p.id), ctypes.c_uint(2)) >= 0
            space = h5s.create_simple((10, 7), tuple(h5s.UNLIMITED if m is None else m for m in maxshape))
            h5py.Dataset(h5d.create(f.id, name.encode(), h5t.STD_I32LE, space, p))[...] = np.arange(70).reshape(10, 7)

    # Large heap: objects deep enough for indirect blocks of indirect blocks.
    with new("deep_heap_latest.h5", libver="latest") as f:
        g = f.create_group("g")
        for i in range(3000):
            g.attrs[f"a{i:04d}"] = np.full(40, i, dtype="<i4")

    save(os.path.join(OUT, "h5py.zip"), files, {"h5py": h5py.version.version, "hdf5": h5py.version.hdf5_version})


def record_keras(folder):
    os.environ["TF_USE_LEGACY_KERAS"] = "1"
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import tensorflow as tf
    import tf_keras
    import keras
    files = {}

    def path(name):
        files[name] = os.path.join(folder, name)
        return files[name]

    def build(k):
        k.utils.set_random_seed(7)
        inner = k.Sequential([k.layers.Dense(4, activation="relu", name="inner_dense"),
                              k.layers.BatchNormalization(name="inner_norm")], name="inner")
        inner.build((None, 6)) if k is keras else None
        i = k.Input((5,))
        x = k.layers.Embedding(11, 3, name="embedding")(i)
        x = k.layers.Bidirectional(k.layers.LSTM(2, return_sequences=True), name="both")(x)
        x = k.layers.LSTM(6, name="lstm")(x)
        x = inner(x)
        x = k.layers.Dense(1, activation="sigmoid", name="out")(x)
        m = k.Model(i, x, name="functional")
        m.compile("adam", "binary_crossentropy", metrics=["accuracy"])
        rng = np.random.default_rng(0)
        m.fit(rng.integers(0, 11, (8, 5)), rng.integers(0, 2, (8, 1)).astype("float32"), epochs=1, verbose=0)
        return m

    m = build(tf_keras)
    m.save(path("tf_keras_model.h5"))
    m.save_weights(path("tf_keras_weights.h5"))
    m.save_weights(path("tf_keras.weights.h5"))
    s = tf_keras.Sequential([tf_keras.layers.Dense(2, name="a_layer_whose_name_is_long_" + "x" * 150 + f"_{i}", input_shape=(2,))
                             for i in range(400)])
    s.save_weights(path("tf_keras_many_layers.h5"))
    m = build(keras)
    m.save(path("keras3_model.h5"))
    m.save_weights(path("keras3.weights.h5"))
    b = keras.Sequential([keras.layers.Dense(3, dtype="bfloat16", name="half")])
    b.build((None, 4))
    b.save_weights(path("keras3_bfloat16.weights.h5"))
    m.save(os.path.join(folder, "m.keras"))
    with zipfile.ZipFile(os.path.join(folder, "m.keras")) as z, open(path("keras3_archive.weights.h5"), "wb") as o:
        o.write(z.read("model.weights.h5"))
    save(os.path.join(OUT, "keras.zip"), files,
         {"h5py": h5py.version.version, "hdf5": h5py.version.hdf5_version, "tf_keras": tf_keras.__version__,
          "keras": keras.__version__, "tensorflow": tf.__version__})


if __name__ == "__main__":
    what = sys.argv[1:] or ["h5py", "keras"]
    os.makedirs(OUT, exist_ok=True)
    OUT = os.path.abspath(OUT)
    for name in what:
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            {"h5py": record_h5py, "keras": record_keras}[name](folder)
