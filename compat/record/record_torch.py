"""Records files of torch.save in both formats, for src/KerasHost.Formats/PyTorch.

    /usr/bin/python3 compat/record/record_torch.py        (Debian's python3-torch; any PyTorch from 1.13 on)

writes compat/recorded/torch/*.pt and expected.json: for each file its tensors in order, with names as TorchFile tells them,
type, shape and the values row by row as the hexadecimal of their little-endian bytes.
"""
import collections
import json
import os
import sys

import numpy as np
import torch

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "recorded", "torch")
os.makedirs(OUT, exist_ok=True)
torch.manual_seed(1)
cases = []


def values(t):
    t = t.detach().contiguous()
    if t.dtype == torch.bfloat16:
        t = t.view(torch.int16)
    return t.numpy().tobytes().hex()


def collect(value, name, tensors):
    if isinstance(value, torch.Tensor):
        tensors.append({"name": name, "dtype": str(value.dtype).split(".")[1], "shape": list(value.shape), "values": values(value)})
    elif isinstance(value, dict):
        for k, v in value.items():
            collect(v, (name + "." if name else "") + str(k), tensors)
    elif isinstance(value, (list, tuple)):
        for i, v in enumerate(value):
            collect(v, (name + "." if name else "") + str(i), tensors)
    return tensors


def save(name, value, **more):
    for suffix, zipped in [("zip", True), ("old", False)]:
        torch.save(value, os.path.join(OUT, "%s_%s.pt" % (name, suffix)), _use_new_zipfile_serialization=zipped)
        cases.append({"file": "%s_%s.pt" % (name, suffix), "tensors": collect(value, "", []), **more})


dtypes = collections.OrderedDict()
t32 = torch.randn(2, 3) * 50
for dtype in [torch.float32, torch.float64, torch.float16, torch.bfloat16, torch.int8, torch.int16, torch.int32, torch.int64, torch.uint8, torch.bool]:
    dtypes[str(dtype)] = (t32 > 0) if dtype == torch.bool else t32.abs().to(dtype) if dtype == torch.uint8 else t32.to(dtype)
save("dtypes", dtypes)

base = torch.arange(24.0)
save("views", collections.OrderedDict(
    all=base,
    rows=base.view(4, 6)[1:3],
    columns=base.view(4, 6)[:, 1:4],
    transposed=base.view(4, 6).t(),
    permuted=base.view(2, 3, 4).permute(2, 0, 1),
    step=base[3::5],
    expanded=base[:3].view(3, 1).expand(3, 4),
    scalar=torch.tensor(2.5),
    element=base[7],
    empty=torch.zeros(0, 3),
))

model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.Linear(4, 2))
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
model(torch.randn(5, 3)).sum().backward()
optimizer.step()
save("state_dict", model.state_dict())
save("lstm", torch.nn.LSTM(3, 4, num_layers=2, bidirectional=True).state_dict())
save("checkpoint", {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": 3, "loss": 0.25, "name": "run", "done": False,
                    "best": None, "history": [1.5, 2.5], "counts": [1, 2, 3], "shape": torch.Size([2, 3]), "device": torch.device("cpu"),
                    "dtype": torch.float32, "numpy": np.float64(1.5), "array": np.arange(3.0), "pair": (torch.ones(1), "x")})
save("parameter", {"p": torch.nn.Parameter(torch.arange(3.0))})
save("bare_tensor", torch.arange(4))
save("list", [torch.ones(2), [torch.zeros(1)], 5])

# What the modules that have a counterpart in Keras compute: for the map from their weights to ours.
modules = []
for name, module, x in [
    ("linear", torch.nn.Linear(3, 4), torch.randn(2, 3)),
    ("linear_no_bias", torch.nn.Linear(3, 4, bias=False), torch.randn(2, 3)),
    ("embedding", torch.nn.Embedding(7, 3), torch.tensor([[1, 0, 6], [2, 2, 5]])),
    ("rnn_tanh", torch.nn.RNN(3, 4, batch_first=True), torch.randn(2, 5, 3)),
    ("rnn_relu", torch.nn.RNN(3, 4, nonlinearity="relu", batch_first=True), torch.randn(2, 5, 3)),
    ("lstm", torch.nn.LSTM(3, 4, batch_first=True), torch.randn(2, 5, 3)),
    ("lstm_no_bias", torch.nn.LSTM(3, 4, bias=False, batch_first=True), torch.randn(2, 5, 3)),
    ("lstm_two_layers_both_ways", torch.nn.LSTM(3, 4, num_layers=2, bidirectional=True, batch_first=True), torch.randn(2, 5, 3)),
    ("gru", torch.nn.GRU(3, 4, batch_first=True), torch.randn(2, 5, 3)),
    ("gru_two_layers_both_ways", torch.nn.GRU(3, 4, num_layers=2, bidirectional=True, batch_first=True), torch.randn(2, 5, 3)),
]:
    file = "module_%s.pt" % name
    torch.save(module.state_dict(), os.path.join(OUT, file))
    with torch.no_grad():
        y = module(x)
    outputs = [y] if isinstance(y, torch.Tensor) else [y[0], *(y[1] if isinstance(y[1], tuple) else (y[1],))]
    modules.append({"file": file, "module": repr(module), "input": collect([x], "", [])[0], "outputs": collect(outputs, "", [])})

refused = {}
for name, value, word in [
    ("module", model, "save model.state_dict()"),
    ("sparse", {"s": torch.ones(2).to_sparse()}, "to_dense"),
    ("quantized", {"q": torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8)}, "dequantize"),
    ("complex", {"c": torch.ones(2, dtype=torch.complex64)}, "torch.ComplexFloatStorage"),
]:
    # The old format would keep the module's source code; there is no need for it here.
    for suffix, zipped in [("zip", True), ("old", False)][:1 if name == "module" else 2]:
        file = "refused_%s_%s.pt" % (name, suffix)
        torch.save(value, os.path.join(OUT, file), _use_new_zipfile_serialization=zipped)
        refused[file] = word

with open(os.path.join(OUT, "expected.json"), "w", encoding="utf-8", newline="\n") as f:
    versions = {"python": sys.version.split()[0], "torch": torch.__version__}
    f.write('{"versions": %s, "refused": %s, "modules": %s, "cases": [\n' % (json.dumps(versions), json.dumps(refused), json.dumps(modules)))
    f.write(",\n".join(json.dumps(c) for c in cases))
    f.write("\n]}\n")
print(len(cases), "cases,", len(refused), "refused")
