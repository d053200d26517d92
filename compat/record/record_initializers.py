"""Initializers: values with explicit seeds, and unseeded after set_random_seed."""
from harness import case, keras, message, np, tf

I = keras.initializers
SHAPES = [[3, 4], [8], [2, 3, 4], [5, 1], [16, 16]]
SEEDED = [
    ("RandomUniform", {}), ("RandomUniform", {"minval": -2.0, "maxval": 3.0}), ("RandomNormal", {}), ("RandomNormal", {"mean": 1.0, "stddev": 0.5}),
    ("TruncatedNormal", {}), ("TruncatedNormal", {"mean": -1.0, "stddev": 2.0}),
    ("GlorotUniform", {}), ("GlorotNormal", {}), ("HeUniform", {}), ("HeNormal", {}), ("LecunUniform", {}), ("LecunNormal", {}),
    ("VarianceScaling", {}), *[("VarianceScaling", {"scale": 2.0, "mode": m, "distribution": d})
                               for m in ("fan_in", "fan_out", "fan_avg") for d in ("uniform", "truncated_normal", "untruncated_normal")],
]


def label(config):
    return "".join("_" + str(v).replace("-", "minus").replace(".", "p") for v in config.values())


def values(name, cls, config, shapes, dtype="float32"):
    arrays, outputs = {}, []
    o = getattr(I, cls)(**config)
    for shape in shapes:
        key = "v" + "x".join(map(str, shape))
        arrays[key] = o(shape, dtype=dtype).numpy()
        outputs.append(key)
    case("initializers", name, {"kind": "initializer", "class": cls, "config": config, "dtype": dtype, "shapes": shapes, "outputs": outputs, "get_config": o.get_config()}, arrays)


def error(name, cls, config, shape=None, dtype="float32"):
    def go():
        o = getattr(I, cls)(**config)
        return o if shape is None else o(shape, dtype=dtype)
    kind, text = message(go)
    case("initializers", name, {"kind": "initializer_error", "class": cls, "config": config, "shape": shape, "dtype": dtype, "error": kind}, text=text)


def record():
    for cls, config in SEEDED:
        for seed in (1, 42) if not config else (5,):
            values(f"{cls}{label(config)}_seed{seed}", cls, {**config, "seed": seed}, SHAPES)
        if not config:
            values(f"{cls}_seed3_float64", cls, {"seed": 3}, [[3, 4]], "float64")
    for seed in (0, -5, 2**31 - 1):
        values(f"RandomUniform_odd_seed_{seed}".replace("-", "minus"), "RandomUniform", {"seed": seed}, [[3, 4]])
    values("RandomUniform_int32", "RandomUniform", {"minval": -10, "maxval": 10, "seed": 3}, [[3, 4]], "int32")
    for seed in (1, 42):
        values(f"Orthogonal_seed{seed}", "Orthogonal", {"seed": seed}, [[3, 3], [2, 4], [4, 2], [16, 64], [40, 20], [2, 3, 4]])
    values("Orthogonal_gain", "Orthogonal", {"gain": 0.5, "seed": 3}, [[4, 4], [4, 16]])
    values("Orthogonal_large", "Orthogonal", {"seed": 3}, [[48, 50]])
    for cls in ("Zeros", "Ones"):
        values(cls, cls, {}, SHAPES[:3])
        values(cls + "_int32", cls, {}, [[2, 3]], "int32")
    values("Constant", "Constant", {"value": 0.25}, SHAPES[:3])
    values("Constant_default", "Constant", {}, SHAPES[:1])
    values("Constant_list", "Constant", {"value": [[1.0, 2.0], [3.0, 4.0]]}, [[2, 2]])
    values("Identity", "Identity", {}, [[3, 3], [2, 4], [4, 2]])
    values("Identity_gain", "Identity", {"gain": 2.5}, [[3, 3]])

    # Without a seed each initializer object draws one, at its first use; the object then gives the same stream every time.
    for n in (0, 1, 42, 1234):
        keras.utils.set_random_seed(n)
        steps = [("GlorotUniform", [3, 4]), ("Zeros", [2]), ("Orthogonal", [4, 4]), ("RandomUniform", [5, 2]), ("GlorotUniform", [3, 4]), ("HeNormal", [3, 4]), ("TruncatedNormal", [7])]
        arrays = {}
        for i, (cls, shape) in enumerate(steps):
            arrays[f"v{i}"] = getattr(I, cls)()(shape).numpy()
        case("initializers", f"unseeded_{n}", {"kind": "initializer_unseeded", "steps": [{"class": c, "shape": s, "output": f"v{i}"} for i, (c, s) in enumerate(steps)]}, arrays, seed=n)
    keras.utils.set_random_seed(3)
    o = I.GlorotUniform()
    arrays = {"v0": o([3, 4]).numpy(), "v1": o([3, 4]).numpy(), "v2": o([2, 5]).numpy()}
    case("initializers", "unseeded_shared", {"kind": "initializer_shared", "class": "GlorotUniform", "shapes": [[3, 4], [3, 4], [2, 5]], "outputs": list(arrays)}, arrays, seed=3)

    error("Orthogonal_rank1", "Orthogonal", {"seed": 1}, [4])
    error("Identity_rank3", "Identity", {}, [2, 2, 2])
    error("VarianceScaling_scale_zero", "VarianceScaling", {"scale": 0.0})
    error("VarianceScaling_mode", "VarianceScaling", {"mode": "fan"})
    error("VarianceScaling_distribution", "VarianceScaling", {"distribution": "flat"})
    error("RandomNormal_int32", "RandomNormal", {"seed": 1}, [2], "int32")
    error("Zeros_string", "Zeros", {}, [2], "string")

    names = sorted(n for n in ["zeros", "Zeros", "ones", "Ones", "constant", "Constant", "uniform", "random_uniform", "RandomUniform", "normal", "random_normal", "RandomNormal",
                               "truncated_normal", "TruncatedNormal", "glorot_uniform", "GlorotUniform", "glorot_normal", "GlorotNormal", "he_uniform", "he_normal", "HeNormal", "HeUniform",
                               "lecun_uniform", "lecun_normal", "LecunNormal", "orthogonal", "Orthogonal", "identity", "Identity", "variance_scaling", "VarianceScaling", "one", "zero",
                               "RandomUniformV2", "GlorotUniformV2", "glorot", "xavier"])
    found = {}
    for n in names:
        try:
            found[n] = type(I.get(n)).__name__
        except ValueError as e:
            found[n] = None
    case("initializers", "names", {"kind": "names", "get": found})
