"""A trainer's state, complete: what is needed to go on from it to the bit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.optimizers import OPTIMIZERS

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.config import TrainingConfig
    from engine.parameters import Parameters
    from engine.spec import NetworkSpec


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """One state of a run.

    Attributes
    ----------
    iteration : int
        Number of updates.
    learning_rate : float
        Before the schedule.
    first_layer : str
        How the first layer is kept: what its coordinates mean.
    base : Parameters
        What its coordinates are counted from, in sample space.
    block : ndarray, shape (1 + slots, size)
        All coordinates, then what the optimizer remembers, every matrix row by row
        whatever suits a trainer: `engine.vectors.Layout.row_by_row`.
    """

    iteration: int
    learning_rate: float
    first_layer: str
    base: Parameters
    block: Array

    def example_count(self, spec: NetworkSpec, config: TrainingConfig) -> int:
        """Return how many examples the coordinates are of, as their number says.

        0 if they are nothing but weights.
        """
        if self.block.ndim != 2:
            return 0
        is_direct = self.first_layer == "direct"
        _, others = block_shape(spec, config, self.first_layer, 0)
        counted = int(self.block.shape[1]) - others - is_direct
        return max(counted, 0) // spec.layer_dims[1]

    def belongs_to(self, spec: NetworkSpec, config: TrainingConfig, m: int) -> bool:
        """Tell whether a run of this network on ``m`` examples has such states."""
        arrays = (self.block, *self.base.as_dict().values())
        return (
            self.base.layer_dims == spec.layer_dims
            and self.block.shape == block_shape(spec, config, self.first_layer, m)
            and all(array.dtype == config.precision for array in arrays)
        )


def block_shape(
    spec: NetworkSpec, config: TrainingConfig, first_layer: str, m: int
) -> tuple[int, int]:
    """Return the shape of a run's states, without making one.

    Parameters
    ----------
    spec : NetworkSpec
        The network.
    config : TrainingConfig
        The hyperparameters.
    first_layer : str
        How the first layer is kept, "direct" or "sample-space".
    m : int
        Training examples that the coordinates are of; 0 if it is "direct" and nobody
        counts them.

    Returns
    -------
    tuple of int
        (1 + slots, size), as `Checkpoint.block` has it.
    """
    first, *others = (shapes.parameters for shapes in spec.shapes(1))
    units = spec.layer_dims[1]
    if first_layer == "sample-space":
        # With weight decay, a scale and the biases stand beside the coefficients.
        first = units * m + (1 + units if config.weight_decay > 0 else 0)
    else:
        first = counted_part(spec, m).stop
    return 1 + OPTIMIZERS[config.optimizer].slots, first + sum(others)


def counted_part(spec: NetworkSpec, m: int) -> slice:
    """Return where the states of a "direct" run count its examples: C and s."""
    first, units = spec.shapes(1)[0].parameters, spec.layer_dims[1]
    return slice(first, first + (units * m + 1 if m else 0))


def packed(parameters: Parameters, counted: Array) -> Array:
    """Return the first row of a "direct" run's block, shape (size,).

    ``counted``, which may be empty, is what `counted_part` has.
    """
    layers = zip(parameters.weights, parameters.biases, strict=True)
    W, b = next(layers)
    rest = (np.hstack(layer).ravel() for layer in layers)
    return np.concatenate([W.ravel(), b.ravel(), counted, *rest])
