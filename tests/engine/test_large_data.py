"""Training on large data in bounded memory, measured in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
M, N_X = 60_000, 784
LIMIT = 1.5

PROGRAM = """
import json, re
import numpy as np
import engine.cli
from engine import NetworkSpec, Trainer, TrainingConfig
from engine.datasets import Dataset, InputKind, Split
from engine.outputs import Task

def kib(name):
    with open("/proc/self/status") as file:
        return int(re.search(name + r":\\s*(\\d+) kB", file.read())[1])

baseline = kib("VmRSS")
rng = np.random.default_rng(0)

def split(m):
    pixels = rng.integers(0, 256, (m, 28, 28, 1), np.uint8)
    return Split(pixels, rng.integers(10, size=m))

names = tuple("0123456789")
data = Dataset(
    "large", Task.MULTICLASS, InputKind.IMAGE, names, split(60_000), split(10_000)
)
spec = NetworkSpec.design(784, (128, 64), data.task, 10)
config = TrainingConfig(0.05, batch_size=64, precision="float32")
trainer = Trainer.for_dataset(data, spec, config)
first = trainer.cost
for _ in range(300):
    trainer.step()
found = [trainer.test_metrics().cost, trainer.train_metrics().cost]
assert all(map(np.isfinite, found))
print(json.dumps({"baseline": baseline, "peak": kib("VmHWM")}))
"""


@pytest.mark.skipif(
    not Path("/proc/self/status").exists(),
    reason="only Linux tells a process its peak of memory",
)
def test_mini_batches_take_less_than_one_and_a_half_times_the_data_as_floats():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    above = 1024 * (found["peak"] - found["baseline"])
    ratio = above / (4 * M * N_X)
    assert ratio < LIMIT
