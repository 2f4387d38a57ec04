"""Which training examples excite a unit most, and which least."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.arrays import Array, frozen
from engine.datasets import SplitName
from engine.examples import Examples
from engine.frame import ACTIVE_NUMBERS, ACTIVE_SAMPLE
from engine.question import Question

if TYPE_CHECKING:
    from engine.arrays import Labels
    from engine.datasets import Dataset
    from engine.network import ForwardPass
    from engine.network_state import ModelState

SHOWN = 6
"""Examples at each end."""


@dataclass(frozen=True, eq=False)
class Excited:
    """Examples, the most extreme one first.

    Attributes
    ----------
    indices : ndarray of int64, shape (k,)
        Their places in the training set.
    z, a : ndarray, shape (k,)
        What the unit computes for them.
    """

    indices: Labels
    z: Array
    a: Array


@dataclass(frozen=True, eq=False)
class Excitation:
    """What excites a unit; no example is in both.

    Attributes
    ----------
    most, least : Excited
        The examples with the greatest z, and with the least.
    looked_at : int
        Training examples that were compared: all of them, or the first ones of many.
    not_finite : int
        Those among them that are left out, as their z isn't finite.
    """

    most: Excited
    least: Excited
    looked_at: int
    not_finite: int


@dataclass(frozen=True)
class MostExcited(Question[Excitation]):
    """The training examples with the greatest z and with the least.

    By z, since the a of a ReLU is 0 for many.

    Attributes
    ----------
    layer : int
        Number of the unit's layer, from 1.
    unit : int
        Its place in the layer, from 0.
    """

    layer: int
    unit: int

    def answer(self, state: ModelState, dataset: Dataset | None) -> Excitation | None:
        """Return them; None if the training set isn't known, or there is no unit."""
        dims = state.spec.layer_dims
        if dataset is None or self.layer >= len(dims) or self.unit >= dims[self.layer]:
            return None
        passed = _passed(state, dataset)
        z = passed.Z[self.layer - 1][self.unit]
        a = passed.A[self.layer - 1][self.unit]
        return ranked(z, a)


def ranked(z: Array, a: Array) -> Excitation:
    """Return the examples with the greatest and the least z.

    Parameters
    ----------
    z, a : ndarray, shape (m,)
        What a unit computes for each example.
    """
    finite = np.flatnonzero(np.isfinite(z))
    order = finite[np.argsort(z[finite], kind="stable")]
    least = order[: min(SHOWN, len(order) // 2)]
    most = order[len(least) :][::-1][:SHOWN]
    return Excitation(
        _excited(most, z, a), _excited(least, z, a), len(z), len(z) - len(finite)
    )


def _excited(indices: Labels, z: Array, a: Array) -> Excited:
    found = indices.astype(np.int64)
    found.flags.writeable = False
    return Excited(found, frozen(z[indices]), frozen(a[indices]))


def _passed(state: ModelState, dataset: Dataset) -> ForwardPass:
    # With dropout, what training computes leaves units out.
    if state.train_pass is not None and not any(state.spec.dropout):
        return state.train_pass
    count = min(ACTIVE_SAMPLE, max(1, ACTIVE_NUMBERS // dataset.input_size))
    sample = Examples.sample(dataset, SplitName.TRAIN, count, state.dtype)
    return state.network.passed(sample)
