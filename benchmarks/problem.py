"""One problem in one precision, as every contestant gets it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from engine.datasets import SplitName
from engine.initializers import draw_parameters
from engine.outputs import Task
from engine.spec import NetworkSpec

if TYPE_CHECKING:
    from engine.arrays import Array, Labels
    from engine.datasets import Dataset
    from engine.parameters import Parameters


@dataclass(frozen=True, eq=False)
class Problem:
    """A network, its examples and how it is to be trained.

    Attributes
    ----------
    dataset : Dataset
        The examples.
    hidden : tuple of int
        Units of the hidden layers.
    precision : str
        "float64" or "float32".
    batch_size : int or None
        Examples in one update; None for all.
    learning_rate : float
        Step size of gradient descent.
    """

    dataset: Dataset
    hidden: tuple[int, ...]
    precision: str
    batch_size: int | None = None
    learning_rate: float = 0.0075

    @cached_property
    def spec(self) -> NetworkSpec:
        """The network."""
        dataset = self.dataset
        classes = len(dataset.class_names)
        return NetworkSpec.design(
            dataset.input_size, self.hidden, dataset.task, classes
        )

    @cached_property
    def initial(self) -> Parameters:
        """The weights that everybody starts from, in this precision."""
        drawn = draw_parameters(self.spec.layer_dims, "scaled", 1)
        return drawn.astype(self.precision)

    @cached_property
    def rows(self) -> Array:
        """The inputs, shape (m, n_x), C-contiguous."""
        columns = self.dataset.columns(SplitName.TRAIN, self.precision)
        return np.require(columns.T, requirements="C")

    @cached_property
    def targets(self) -> Array:
        """The targets, shape (m, n_y): 0 or 1, or one-hot rows."""
        columns = self.dataset.targets(self.dataset.train, self.precision)
        return np.require(columns.T, requirements="C")

    @property
    def labels(self) -> Labels:
        """The class indices, shape (m,)."""
        return self.dataset.train.labels

    @property
    def m(self) -> int:
        """Number of training examples."""
        return len(self.dataset.train)

    @property
    def batch(self) -> int:
        """Examples in one update."""
        return self.m if self.batch_size is None else self.batch_size

    @property
    def updates(self) -> int:
        """Updates in one pass over the training set, the last batch may be smaller."""
        return -(-self.m // self.batch)

    @property
    def iterations(self) -> float:
        """Whole batches in one pass, so that an incomplete one counts as its share."""
        return self.m / self.batch

    @property
    def binary(self) -> bool:
        """Whether there are two classes and so one output unit."""
        return self.dataset.task is Task.BINARY
