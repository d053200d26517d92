"""Records the ticks and tick labels that matplotlib chooses, for src/KerasHost/Plotting.

    ../shared/reference/python compat/record/record_ticks.py

writes compat/recorded/plotting/ticks.json: limits, the figure's size in inches, and for both axes the shown ticks with their
labels and the common power of ten.
"""
import json
import os
import random

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "recorded", "plotting")
rng = random.Random(3)
limits = [(0, 30), (0, 1), (-1.45, 30.45), (0.2, 0.7), (1e6, 1e6 + 5), (-3e-7, 5e-7), (0, 3e7), (-5, 5), (0.69312, 0.69318), (100, 100.5)]
for _ in range(60):
    low = rng.uniform(-1, 1) * 10 ** rng.randint(-4, 5)
    limits.append((low, low + rng.uniform(0.01, 1) * 10 ** rng.randint(-4, 5)))


def shown(axis, low, high):
    ticks = list(axis.get_majorticklocs())
    labels = axis.get_major_formatter().format_ticks(ticks)
    slack = (high - low) * 1e-10
    kept = [(float(t), s) for t, s in zip(ticks, labels) if low - slack <= t <= high + slack]
    return {"ticks": [t for t, _ in kept], "labels": [s for _, s in kept], "exponent": int(axis.get_major_formatter().orderOfMagnitude)}


cases = []
for low, high in limits:
    width, height = rng.choice([(8, 5), (6.4, 4.8), (4, 3)])
    fig, ax = plt.subplots(figsize=(width, height))
    ax.set_xlim(low, high)
    ax.set_ylim(low, high)
    # The library writes no offset such as "+1e6" beside an axis.
    ax.ticklabel_format(useOffset=False)
    fig.canvas.draw()
    cases.append({"low": low, "high": high, "width": width, "height": height, "x": shown(ax.xaxis, low, high), "y": shown(ax.yaxis, low, high)})
    plt.close()
os.makedirs(OUT, exist_ok=True)
with open(os.path.join(OUT, "ticks.json"), "w", encoding="utf-8", newline="\n") as f:
    f.write('{"versions": %s, "cases": [\n' % json.dumps({"matplotlib": matplotlib.__version__}))
    f.write(",\n".join(json.dumps(c, ensure_ascii=False) for c in cases))
    f.write("\n]}\n")
