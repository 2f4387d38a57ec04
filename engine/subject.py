"""What one looks at a network with: a picture, or an example of the training set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.datasets import Picture, Split, SplitName
from engine.examples import Examples
from engine.inputs import as_columns, as_inputs
from engine.outputs import OUTPUTS, Task, encode

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.datasets import Dataset
    from engine.network_state import ModelState

Subject = Picture | int
"""A picture, or the number of a training example, from 0."""


def column_of(
    subject: Subject, state: ModelState, dataset: Dataset | None
) -> Array | None:
    """Return the example as a column x, (n_x, 1), None if the network can't see it."""
    n_x = state.spec.layer_dims[0]
    if isinstance(subject, Picture):
        if subject.pixels.size != n_x:
            return None
        return as_columns(subject.pixels[np.newaxis], state.dtype)
    if dataset is None or subject >= len(dataset.train):
        return None
    row = np.empty((1, n_x), state.dtype)
    as_inputs(dataset.train.inputs).read(slice(subject, subject + 1), row)
    return row.T


def example_of(
    subject: Subject, state: ModelState, dataset: Dataset | None
) -> tuple[Array, Array | None] | None:
    """Return an example with what its answer should be.

    Parameters
    ----------
    subject : Picture or int
        What to look at.
    state : ModelState
        The moment, whose network it is for.
    dataset : Dataset or None
        Where examples are taken from, and what says what classes mean.

    Returns
    -------
    tuple of ndarray and (ndarray or None), or None
        x (n_x, 1), and y (n_y, 1) if it is known; None if there is no such example.
    """
    x = column_of(subject, state, dataset)
    if x is None:
        return None
    if isinstance(subject, Picture):
        return x, _target(subject, state, dataset)
    assert dataset is not None
    here, train = slice(subject, subject + 1), dataset.train
    values = None if train.values is None else train.values[here]
    one = Split(train.inputs, train.labels[here], values)
    return x, dataset.targets(one, state.dtype)


def batch_of(
    state: ModelState, dataset: Dataset, most: int
) -> tuple[Array, Array | None]:
    """Return X (n_x, m) and Y (n_y, m) of at most so many training examples."""
    if most >= len(dataset.train):
        examples = Examples.of(dataset, SplitName.TRAIN, state.dtype)
        assert examples is not None
    else:
        examples = Examples.sample(dataset, SplitName.TRAIN, most, state.dtype)
    return examples.X, examples.Y


def _target(
    picture: Picture, state: ModelState, dataset: Dataset | None
) -> Array | None:
    """Return y (n_y, 1) of a picture; None where nobody knows its class."""
    output = OUTPUTS[state.spec.output]
    if picture.label is None or dataset is None or output.task is Task.REGRESSION:
        return None
    return encode(np.array([picture.label]), len(dataset.class_names), state.dtype)
