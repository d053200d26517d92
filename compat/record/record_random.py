"""Records TensorFlow's random numbers, for src/KerasHost.Tensors/Random.

    ../shared/reference/python compat/record/record_random.py

writes compat/recorded/random/streams.json. Large results are kept as the SHA-256 of their little-endian bytes; a result that
cannot be equal to the last bit as every 97th of its values. Logits are RandomState(1).randn(...) * 2 in one stream.
Needs a C compiler for the exhaustive comparison with the C library's logf, sinf and cosf.
"""
import hashlib
import json
import os
import subprocess
import sys
import tempfile

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import numpy as np
import tensorflow as tf

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "recorded", "random")
SHARDED = [(64, 100, 1), (100, 66, 1), (100, 65, 1), (64, 65, 1), (200, 65, 1), (50, 65, 2), (333, 30, 3), (1000, 5, 1),
           (7, 3000, 4), (13, 20000, 1), (2, 10000, 1)]


def sha(a):
    return hashlib.sha256(np.ascontiguousarray(a).tobytes()).hexdigest()


def stateless():
    ops = {"uniform": tf.random.stateless_uniform, "normal": tf.random.stateless_normal, "truncated": tf.random.stateless_truncated_normal}
    cases = []
    for seed in [(1, 2), (-5, 7), (123456789, 0), (2**31 - 1, -1)]:
        for count in (1, 3, 35, 1728, 133133):
            for name, op in ops.items():
                cases.append({"op": name, "seed": seed, "count": count, "sha256": sha(op((count,), seed))})
            cases.append({"op": "uniform64", "seed": seed, "count": count, "sha256": sha(tf.random.stateless_uniform((count,), seed, dtype=tf.float64))})
            cases.append({"op": "int32", "seed": seed, "count": count, "sha256": sha(tf.random.stateless_uniform((count,), seed, -7, 1000, tf.int32))})
            cases.append({"op": "ranged", "seed": seed, "count": count, "sha256": sha(tf.random.stateless_uniform((count,), seed, -.3, .7))})
            cases.append({"op": "moved", "seed": seed, "count": count, "sha256": sha(tf.random.stateless_normal((count,), seed, 1.5, .3))})
    return cases


def stateful():
    cases = []
    for n in (0, 1, 42, 2**31 + 3):
        tf.random.set_seed(n)

        @tf.function
        def f():
            return (tf.random.uniform((35,)), tf.random.normal((53,)), tf.random.truncated_normal((53,)), tf.random.shuffle(tf.range(57)),
                    tf.random.uniform((9,), -7, 1000, tf.int32))
        calls = [[sha(x) for x in f()] for _ in range(3)]
        eager = [sha(x) for _ in range(3) for x in (tf.random.uniform((35,)), tf.random.normal((53,), 1.5, .3), tf.random.truncated_normal((53,)),
                                                    tf.random.shuffle(tf.range(57)))]
        cases.append({"seed": n, "calls": calls, "eager": eager})
    return cases


def initializers():
    import tf_keras as K
    cases = []
    for s in (0, 1, 3, 123456789, 2**31 - 1, 2**31 + 5, 2**33 + 7):
        for shape in [(7,), (20, 8), (3, 8, 5), (3, 3, 4, 6)]:
            for name in ("GlorotUniform", "GlorotNormal", "HeNormal", "HeUniform", "LecunNormal", "LecunUniform"):
                cases.append({"name": name, "seed": s, "shape": shape, "sha256": sha(getattr(K.initializers, name)(seed=s)(shape))})
        cases.append({"name": "VarianceScaling", "seed": s, "shape": (6, 5),
                      "sha256": sha(K.initializers.VarianceScaling(.7, "fan_out", "untruncated_normal", seed=s)((6, 5)))})
    orthogonal = []
    for s in (0, 1, 3):
        for shape in [(4, 4), (32, 32), (16, 64), (64, 16), (15, 7), (256, 33), (1, 5), (5, 1), (1, 1), (47, 188), (45, 180), (10, 400), (600, 11),
                      (64, 256), (128, 512), (100, 100)]:
            q = K.initializers.Orthogonal(1.5, seed=s)(shape).numpy()
            case = {"seed": s, "shape": shape}
            if min(shape) <= 47:
                case["sha256"] = sha(q)
            else:
                case["every97"] = [float(v) for v in q.reshape(-1)[::97]]
            orthogonal.append(case)
    return cases, orthogonal


def shuffles():
    cases = []
    for n in (0, 1, 42):
        for count, buffer, seed, reshuffle in [(50, 7, None, True), (50, 50, None, True), (50, 100, 5, True), (50, 7, 5, False), (50, 1, None, True),
                                               (1000, 64, None, True)]:
            tf.random.set_seed(n)
            ds = tf.data.Dataset.range(count).shuffle(buffer, seed=seed, reshuffle_each_iteration=reshuffle)
            orders = np.array([[int(x) for x in ds] for _ in range(3)], np.int64)
            cases.append({"seed": n, "count": count, "buffer": buffer, "shuffle_seed": seed, "reshuffle": reshuffle, "sha256": sha(orders)})
    return cases


def numpy_legacy():
    cases = []
    for s in (0, 1, 113, 2**31, 12345):
        r = np.random.RandomState(s)
        cases.append({"seed": s, "permutation": sha(r.permutation(1000)), "randn": sha(r.randn(1001)), "rand": sha(r.rand(1001)),
                      "randint": sha(r.randint(0, 77, 1001)), "uniform": sha(r.uniform(-.1, .3, 1001))})
    return cases


def libm():
    source = r"""
#define _GNU_SOURCE
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
int main(int n, char **a) {
    FILE *f = fopen(a[1], "wb");
    for (uint32_t w = 0; w < (1u << 23); w++) {
        uint32_t b = (127u << 23) | w;
        float u, r[3];
        memcpy(&u, &b, 4);
        u -= 1.0f;
        r[0] = logf(u < 1e-7f ? 1e-7f : u);
        sincosf((float)(2.0 * M_PI * u), &r[1], &r[2]);
        fwrite(r, 4, 3, f);
    }
    return fclose(f);
}
"""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "r")
        with open(path + ".c", "w") as f:
            f.write(source)
        subprocess.check_call(["cc", "-O1", "-ffp-contract=off", "-fno-builtin", path + ".c", "-o", path, "-lm"])
        subprocess.check_call([path, path + ".bin"])
        r = np.fromfile(path + ".bin", np.float32).reshape(-1, 3)
    return {"log": sha(r[:, 0]), "sin": sha(r[:, 1]), "cos": sha(r[:, 2])}


def sharded():
    rng = np.random.RandomState(1)
    tf.random.set_seed(9)
    return [sha(tf.random.categorical((rng.randn(b, c) * 2).astype("float32"), num)) for b, c, num in SHARDED]


def dump(rows):
    return "[\n" + ",\n".join(json.dumps(r) for r in rows) + "\n]"


if len(sys.argv) == 2:
    tf.config.threading.set_intra_op_parallelism_threads(int(sys.argv[1]))
    print(json.dumps(sharded()))
    sys.exit()

categorical = [{"threads": t, "shapes": SHARDED, "sha256": json.loads(subprocess.check_output([sys.executable, __file__, str(t)]))}
               for t in (1, 2, 4, 8)]
weights, orthogonal = initializers()
os.makedirs(OUT, exist_ok=True)
with open(os.path.join(OUT, "streams.json"), "w", encoding="utf-8", newline="\n") as f:
    versions = {"python": sys.version.split()[0], "numpy": np.__version__, "tensorflow": tf.__version__, "tf_keras": "2.16.0"}
    f.write('{"versions": %s,\n"stateless": %s,\n"stateful": %s,\n"initializers": %s,\n"orthogonal": %s,\n"shuffle": %s,\n"numpy": %s,\n'
            '"categorical": %s,\n"libm": %s}\n'
            % (json.dumps(versions), dump(stateless()), dump(stateful()), dump(weights), dump(orthogonal), dump(shuffles()), dump(numpy_legacy()),
               dump(categorical), json.dumps(libm())))
