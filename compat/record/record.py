"""Records all areas, or those named: ../shared/reference/python compat/record/record.py [layers losses …]"""
import importlib
import sys

import harness

RECORDERS = ["record_" + a for a in ("activations", "api", "extremes", "functional", "functions", "initializers", "layers", "losses", "metrics", "metric_names", "optimizers", "own_terms", "rates", "regularizers", "sequences", "serialization", "settings", "splits", "training", "wrong_arguments", "keras3")]

if __name__ == "__main__":
    wanted = ["record_" + a for a in sys.argv[1:]] or RECORDERS
    for name in wanted:
        importlib.import_module(name).record()
    harness.finish()
