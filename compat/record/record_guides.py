"""Prints what tests/KerasHost.Cli.Tests/TestScripts/guide_*.csx must print: the same programs in Python, in the manner of the guides of
TensorFlow and Keras, lie in guides/. Run with the reference; each program runs by itself and is written to compat/recorded/scripts/guide_*.txt.

    ../shared/reference/python compat/record/record_guides.py [name …]"""
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
OUT = pathlib.Path(os.environ.get("KERASHOST_RECORDED") or HERE.parent / "recorded") / "scripts"
ENVIRONMENT = {"TF_ENABLE_ONEDNN_OPTS": "0", "TF_USE_LEGACY_KERAS": "1", "CUDA_VISIBLE_DEVICES": "", "TF_CPP_MIN_LOG_LEVEL": "3"}

for program in sorted((HERE / "guides").glob("*.py")):
    if sys.argv[1:] and program.stem not in sys.argv[1:]:
        continue
    with tempfile.TemporaryDirectory() as folder:
        found = subprocess.run([sys.executable, program], env=os.environ | ENVIRONMENT, cwd=folder, stdout=subprocess.PIPE, check=True)
    (OUT / f"guide_{program.stem}.txt").write_bytes(found.stdout)
    print(program.stem, len(found.stdout))
