"""Questions about the numbers of a layer that no other part of a frame holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.arrays import Array, frozen, may_overflow
from engine.question import Question

if TYPE_CHECKING:
    from engine.datasets import Dataset
    from engine.network_state import ModelState

Biases = tuple[Array, ...]
"""b[l] of every layer, (n[l],) each."""


@dataclass(frozen=True)
class BiasesOf(Question[Biases]):
    """The biases of all layers."""

    def answer(self, state: ModelState, dataset: Dataset | None) -> Biases:
        """Return b[l] of every layer, (n[l],) each."""
        biases = state.network.parameters().biases
        return tuple(frozen(b[:, 0]) for b in biases)


@dataclass(frozen=True, eq=False)
class LayerGradients:
    """How the cost changes with a layer's parameters.

    Attributes
    ----------
    dW : ndarray, shape (n[l], n[l-1])
        dJ/dW[l]; float32 for the first layer, as precise as pictures need it.
    db : ndarray, shape (n[l],)
        dJ/db[l].
    """

    dW: Array
    db: Array


@dataclass(frozen=True)
class GradientsOf(Question[LayerGradients]):
    """The gradients of a layer, for the batch that the next step takes.

    Attributes
    ----------
    layer : int
        Its number, from 1.
    """

    layer: int

    @may_overflow
    def answer(
        self, state: ModelState, dataset: Dataset | None
    ) -> LayerGradients | None:
        """Return them; None if no step will be taken, or there is no such layer."""
        if self.layer > state.spec.L:
            return None
        gradients = state.network.gradients()
        if gradients is None:
            return None
        dW = gradients.weights[self.layer - 1]
        if self.layer == 1:
            dW = dW.astype(np.float32)
        return LayerGradients(
            frozen(dW), frozen(gradients.biases[self.layer - 1][:, 0])
        )
