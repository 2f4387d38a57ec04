"""Small runs of every kind, and yardsticks for going on with them to the bit."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from engine import NetworkSpec, Trainer, TrainingConfig
from engine.datasets import Dataset, InputKind, Split
from engine.errors import DataError
from engine.examples import Examples
from engine.history import History
from engine.inputs import ArrayInputs
from engine.optimizers import OPTIMIZERS
from engine.outputs import Task
from engine.run import saved_model
from engine.updater import Updater

N_X, M, M_TEST = 6, 23, 11

PATHS = [
    (optimizer.name, path)
    for optimizer in OPTIMIZERS
    for path in ("direct", "sample-space")
    if optimizer.linear or path == "direct"
]
"""Every optimizer with every first layer that it can have."""

MOMENTUM = {"optimizer": "momentum", "first_layer": "sample-space"}

KINDS = {
    "plain": {},
    "float32": {"precision": "float32"},
    "batches": {"batch_size": 7, "weight_decay": 0.01},
    "dropout": {"dropout": 0.2, "schedule": "cosine"},
    "all": {
        "batch_size": 7,
        "weight_decay": 0.01,
        "dropout": 0.2,
        "schedule": "step",
        "precision": "float32",
    },
}


def clusters(n_x=N_X, m=M):
    """Return vectors in two clusters that overlap."""
    rng = np.random.default_rng(5)
    centres = rng.standard_normal((2, n_x))

    def split(size):
        labels = np.arange(size) % 2
        return Split(centres[labels] + rng.standard_normal((size, n_x)), labels)

    names = "no", "yes"
    kind = InputKind.VECTOR
    return Dataset("clusters", Task.BINARY, kind, names, split(m), split(M_TEST))


DATA = clusters()


def make(data=DATA, hidden=(5, 4), dropout=0.0, activation="tanh", **settings):
    """Return a trainer; its learning rate suits the optimizer.

    One dropout rate is that of the hidden layers; of some, the first is the inputs'.
    """
    optimizer = OPTIMIZERS[settings.get("optimizer", "gradient-descent")]
    usual = {"learning_rate": 0.1 if optimizer.linear else 0.01, "iterations": 40}
    spec = NetworkSpec.design(data.input_size, hidden, data.task, 2, activation)
    if dropout:
        rates = (0.0, *(dropout for _ in hidden))
        spec = replace(spec, dropout=dropout if isinstance(dropout, tuple) else rates)
    return Trainer.for_dataset(data, spec, TrainingConfig(**usual | settings))


def of_path(path, **settings):
    """Return a trainer for an item of `PATHS`."""
    optimizer, first_layer = path
    return make(optimizer=optimizer, first_layer=first_layer, **settings)


def steps(trainer, count):
    """Return the results of some steps."""
    return [trainer.step() for _ in range(count)]


def trained(**settings):
    """Return a trainer in state 3."""
    trainer = make(**settings)
    steps(trainer, 3)
    return trainer


def model_of(trainer):
    """Return what a file keeps of a run, its log left empty."""
    return saved_model(trainer, DATA, History())


def checkpoint_arrays(checkpoint):
    """Return all its arrays."""
    return [checkpoint.block, *checkpoint.base.as_dict().values()]


class Flaky(ArrayInputs):
    """Inputs from a file that can't be read for a while."""

    is_streamed = True
    failures = 0

    def read(self, indices, out):
        if isinstance(indices, slice):
            self._find(out)
        super().read(indices, out)

    def gather(self, indices, out):
        return partial(self._find, out), *super().gather(indices, out)

    def _find(self, out):
        if self.failures:
            self.failures -= 1
            out.fill(np.nan)
            raise DataError("The file is gone.")


def flaky(**settings):
    """Return a trainer in mini-batches, and the inputs that it reads them from."""
    data, like = DATA, make(batch_size=7, **settings)
    inputs = Flaky(data.train.inputs)
    examples = Examples(
        inputs, data.targets(data.train, like.config.precision), data.train.labels
    )
    return Trainer(like.spec, like.config, examples), inputs


def diverging_at(monkeypatch, trainer, iteration):
    """Make the step that leaves a state lead nowhere."""
    prepare = Updater.prepare

    def broken(updater, rate, left):
        prepare(updater, rate, left)
        if left == iteration:
            trainer.block.fill(np.nan)

    monkeypatch.setattr(Updater, "prepare", broken)
