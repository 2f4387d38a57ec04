"""Small runs that have something wrong, and some that have not: for the doctor."""

from __future__ import annotations

import numpy as np

from engine import NetworkSpec, Trainer, TrainingConfig
from engine.datasets import Dataset, InputKind, Recipe, Split
from engine.doctor import Case
from engine.errors import DivergenceError
from engine.frame import frame
from engine.health import HealthOf
from engine.history import History
from engine.initializers import initial_parameters
from engine.outputs import Task
from engine.parameters import Parameters
from engine.run import Run

MOONS = Recipe("moons", 0.15, 80).load()
BLOBS = Recipe("blobs", 0.1, 90).load()


def line(slope=3.0, m=40):
    """Return a regression on a straight line, with more data for a test."""
    rng = np.random.default_rng(3)

    def split(size):
        x = rng.standard_normal((size, 2))
        y = slope * x[:, :1] - x[:, 1:] + 0.1 * rng.standard_normal((size, 1))
        return Split(x, np.zeros(size, np.int64), y)

    kind = InputKind.VECTOR
    return Dataset("line", Task.REGRESSION, kind, ("y",), split(m), split(30))


def noise(n_x=60, m=30):
    """Return examples of which the labels mean nothing: they can only be learned."""
    rng = np.random.default_rng(4)

    def split(size):
        inputs = rng.standard_normal((size, n_x))
        return Split(inputs, (np.arange(size) % 3 == 0).astype(np.int64))

    names, kind = ("no", "yes"), InputKind.VECTOR
    return Dataset("noise", Task.BINARY, kind, names, split(m), split(200))


def noisy_line(n_x=20, m=12):
    """Return a regression with more inputs than examples."""
    rng = np.random.default_rng(4)

    def split(size):
        x = rng.standard_normal((size, n_x))
        return Split(x, np.zeros(size, np.int64), rng.standard_normal((size, 1)))

    kind = InputKind.VECTOR
    return Dataset("noise", Task.REGRESSION, kind, ("y",), split(m), split(50))


def without_test(data):
    return Dataset(data.name, data.task, data.kind, data.class_names, data.train, None)


def times(factor):
    """Return what multiplies first weights."""

    def change(parameters):
        weights = tuple(factor * W for W in parameters.weights)
        return Parameters(weights, parameters.biases)

    return change


class Patient:
    """A run that can be looked at, at any moment.

    Parameters
    ----------
    data : Dataset
        What it learns from.
    hidden : tuple of int
        Its hidden layers.
    learning_rate : float
        Its learning rate.
    iterations : int
        How long it trains.
    activation : str
        Of all hidden layers.
    change : callable, optional
        Returns other first weights, given those that are drawn.
    **settings : object
        Other fields of `TrainingConfig`.
    """

    def __init__(
        self,
        data,
        hidden,
        learning_rate,
        iterations,
        activation="relu",
        change=None,
        **settings,
    ):
        self.data = data
        classes = data.output_size if data.task is Task.REGRESSION else None
        classes = classes or len(data.class_names)
        self.spec = NetworkSpec.design(
            data.input_size, hidden, data.task, classes, activation
        )
        self.config = TrainingConfig(learning_rate, iterations, **settings)
        initial = None
        if change is not None:
            initial = change(initial_parameters(self.spec, self.config))
        self.trainer = Trainer.for_dataset(
            data, self.spec, self.config, initial=initial
        )
        self.run = Run(self.trainer)
        self.history = History()
        self.has_diverged = False
        self.history.append(self.trainer.result)
        metrics = self.run.measure()
        if metrics is not None:
            self.history.add_test(self.trainer.iteration, metrics)

    def train(self, until=None):
        """Train to an iteration, or to the end, unless it diverges before."""
        last = until or self.config.iterations
        try:
            while self.trainer.iteration < last:
                left = last - self.trainer.iteration
                steps = self.run.advance(self.config.iterations, left)
                self.history.extend(steps)
                self.history.add_tests(steps.tests)
        except DivergenceError:
            self.has_diverged = True
        return self

    def health(self, with_gradients=True):
        question = HealthOf(with_gradients)
        shown = frame(self.trainer.state(), self.data, frozenset({question}))
        return shown.answer(question)

    def case(self, **changes):
        values = {
            "spec": self.spec,
            "config": self.config,
            "history": self.history,
            "iteration": self.trainer.iteration,
            "dataset": self.data,
            "health": self.health(),
            "has_diverged": self.has_diverged,
        }
        return Case(**{**values, **changes})
