"""Dropout: which units each update leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.spec import NetworkSpec

_STREAM = 2
"""Keeps these draws apart from others of the same seed."""


class Dropout:
    """Masks for the inputs and the hidden layers, a function of (seed, iteration).

    Units that stay are scaled up, so that every layer gets on average what it would get
    without dropout, and nothing is to be done when predicting.

    Parameters
    ----------
    spec : NetworkSpec
        The network with its dropout rates.
    most : int
        Examples in the largest batch.
    precision : str
        "float64" or "float32".
    seed : int
        The run's seed.
    """

    def __init__(self, spec: NetworkSpec, most: int, precision: str, seed: int) -> None:
        philox = np.random.Philox(key=[seed, _STREAM], counter=[0, 0, 0, 0])
        self._rng = np.random.Generator(philox)
        # Set back to this in front of each draw: a generator made anew takes as long as
        # the draw itself.
        self._fresh = philox.state
        self._rates = spec.dropout
        self._buffers = [
            np.empty(units * most if rate else 0, precision)
            for units, rate in zip(spec.layer_dims, spec.dropout, strict=False)
        ]
        self._units = spec.layer_dims

    def masks(self, iteration: int, count: int) -> list[Array | None]:
        """Draw the masks of an iteration.

        Parameters
        ----------
        iteration : int
            The state whose forward pass they are for.
        count : int
            Examples in its batch.

        Returns
        -------
        list of ndarray or None
            For the inputs (count, n_x), then for each hidden layer (n[l], count): 0 or
            1 / (1 - rate). None where there is no dropout. Valid until the next call.
        """
        self._fresh["state"]["counter"][3] = iteration
        self._rng.bit_generator.state = self._fresh
        return [
            self._mask(layer, count) if rate else None
            for layer, rate in enumerate(self._rates)
        ]

    def _mask(self, layer: int, count: int) -> Array:
        rate, units = self._rates[layer], self._units[layer]
        mask = self._buffers[layer][: units * count]
        self._rng.random(out=mask, dtype=mask.dtype)
        np.greater_equal(mask, rate, out=mask)
        np.multiply(mask, 1 / (1 - rate), out=mask)
        return mask.reshape((units, count) if layer else (count, units))
