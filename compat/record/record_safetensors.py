"""Records files of the safetensors package, for src/KerasHost.Formats/SafeTensors.

    ../shared/reference/python compat/record/record_safetensors.py

writes compat/recorded/safetensors/*.safetensors and expected.json.
"""
import json
import os
import sys

import ml_dtypes
import numpy as np
import safetensors
from safetensors.numpy import save_file

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "recorded", "safetensors")
os.makedirs(OUT, exist_ok=True)
rng = np.random.RandomState(20240607)
cases = []


def save(name, tensors, metadata=None):
    path = os.path.join(OUT, name + ".safetensors")
    save_file(tensors, path, metadata)
    cases.append({"file": name + ".safetensors", "metadata": metadata or {},
                  "tensors": [{"name": k, "dtype": v.dtype.name, "shape": list(v.shape), "values": np.ascontiguousarray(v).tobytes().hex()} for k, v in tensors.items()]})


all_types = {}
for dtype in ["float32", "float64", "float16", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "bool"]:
    all_types[dtype] = (rng.standard_normal((2, 3)) * 50).astype(dtype)
all_types["bfloat16"] = rng.standard_normal((3,)).astype(ml_dtypes.bfloat16)
save("dtypes", all_types)
save("shapes", {"scalar": np.array(2.5, "f4"), "empty": np.zeros((0, 3), "f4"), "rank4": np.arange(24, dtype="i4").reshape(1, 2, 3, 4), "odd": np.arange(3, dtype="i1"), "名": np.ones(1)},
     {"format": "np", "größe": "1\n2"})
save("none", {})

with open(os.path.join(OUT, "expected.json"), "w", encoding="utf-8", newline="\n") as f:
    f.write(json.dumps({"versions": {"python": sys.version.split()[0], "safetensors": safetensors.__version__}, "cases": cases}, indent=1))
    f.write("\n")
print(len(cases), "cases")
