"""Walking through one iteration: forward, backward, and the update."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from engine.activations import ACTIVATIONS
from engine.arrays import may_overflow
from engine.network import forward
from engine.operations import run
from engine.outputs import OUTPUTS, Task
from engine.schedules import SCHEDULES
from engine.walk.iteration import Iteration, LayerArrays, Place
from engine.walk.sheet import MOST_LOOKED_AT, Sheet
from engine.walk.update import Updates

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.config import TrainingConfig
    from engine.network import ForwardPass
    from engine.parameters import Parameters
    from engine.spec import NetworkSpec


def rate_of(config: TrainingConfig, iteration: int) -> float:
    """Return the learning rate of the update that leaves state ``iteration``."""
    schedule = SCHEDULES[config.schedule]
    period = config.schedule_period or schedule.period(config.iterations)
    return config.learning_rate * schedule.factor(iteration, period)


@may_overflow
def walk_through(
    spec: NetworkSpec,
    config: TrainingConfig,
    parameters: Parameters,
    X: Array,
    Y: Array | None,
    iteration: int = 0,
    place: Place | None = None,
    of: int = 0,
    memory: tuple[Parameters, ...] = (),
) -> Iteration:
    """Compute one iteration.

    Parameters
    ----------
    spec : NetworkSpec
        The network. No unit is left out, even if it has dropout.
    config : TrainingConfig
        How it is updated.
    parameters : Parameters
        Weights and biases before the update.
    X : ndarray, shape (n_x, m)
        Examples.
    Y : ndarray, shape (n_y, m), or None
        What the answers should be; without it there are forward stops only.
    iteration : int, default 0
        Updates before this one.
    place : Place, optional
        A unit that is kept even of huge arrays.
    of : int, default 0
        Examples in the training set that the batch is taken from.
    memory : tuple of Parameters, optional
        What the optimizer remembers; without it nobody knows what an update makes of
        the parameters, unless the optimizer remembers nothing.

    Returns
    -------
    Iteration
        Copies that nobody can write to.
    """
    keep = _Keeper(place, Updates(config, iteration, parameters, memory))
    passed = forward(spec, parameters, X)
    back = _Backward(spec, parameters, X, Y, passed, keep) if Y is not None else None
    layers: list[dict[str, Any]] = []
    for layer in range(spec.L, 0, -1):
        forth = keep.forward(layer, parameters, passed)
        layers.insert(0, {**forth, **(back.through(layer) if back else {})})
    losses = None if Y is None else _losses(spec, passed.Z[-1], Y)
    return Iteration(
        spec,
        config,
        iteration,
        X.shape[1],
        Sheet.of(X),
        tuple(LayerArrays(**layer) for layer in layers),
        rate_of(config, iteration),
        Y=None if Y is None else Sheet.of(Y),
        losses=None if losses is None else Sheet.of(losses),
        cost=None if losses is None else float(losses.mean()),
        dX=back.d_inputs if back else None,
        of=of,
    )


def _losses(spec: NetworkSpec, Z: Array, Y: Array) -> Array:
    """Return each example's cost, (1, m)."""
    losses = np.empty((1, Z.shape[1]), Z.dtype)
    run(OUTPUTS[spec.output].cost(Z, Y, losses[0]))
    return losses


class _Keeper(NamedTuple):
    """Knows what is kept of huge arrays, and what an update does."""

    place: Place | None
    updates: Updates

    def unit(self, layer: int) -> int | None:
        """Return the unit of a layer that is kept."""
        is_here = self.place is not None and self.place.layer == layer
        return self.place.unit if self.place is not None and is_here else None

    def forward(
        self, layer: int, parameters: Parameters, passed: ForwardPass
    ) -> dict[str, Sheet]:
        """Keep W, b, Z and A of a layer."""
        unit, before = self.unit(layer), self.unit(layer - 1)
        return {
            "W": Sheet.of(parameters.weights[layer - 1], unit, before),
            "b": Sheet.of(parameters.biases[layer - 1], unit),
            "Z": Sheet.of(passed.Z[layer - 1], unit),
            "A": Sheet.of(passed.A[layer - 1], unit),
        }


class _Backward:
    """The way back, from the last layer to the first."""

    def __init__(
        self,
        spec: NetworkSpec,
        parameters: Parameters,
        X: Array,
        Y: Array,
        passed: ForwardPass,
        keep: _Keeper,
    ) -> None:
        self._spec, self._parameters, self._keep = spec, parameters, keep
        self._inputs = (X, *passed.A[:-1])
        self._A, self._m = passed.A, X.shape[1]
        self._dA: Array = output_slope(spec, passed.A[-1], Y)
        # What follows from dA[L] analytically has no 0 / 0 where a sigmoid saturates.
        self._dZ: Array = passed.A[-1] - Y
        self.d_inputs: Sheet | None = None

    def through(self, layer: int) -> dict[str, Any]:
        """Go back through a layer; return what is kept of it."""
        if layer < self._spec.L:
            self._dZ = self._slope(layer)
        keep, unit = self._keep, self._keep.unit(layer)
        dA, dZ, A_before = self._dA, self._dZ, self._inputs[layer - 1]
        before = keep.unit(layer - 1)
        dW = Sheet.of_product(dZ / self._m, A_before.T, unit, before)
        db = Sheet.of(dZ.sum(axis=1, keepdims=True) / self._m, unit)
        W = self._parameters.weights[layer - 1]
        if layer > 1:
            self._dA = W.T @ dZ
        elif W.shape[1] * self._m <= MOST_LOOKED_AT // 4:
            self.d_inputs = Sheet.of(W.T @ dZ)
        return {
            "dA": Sheet.of(dA, unit),
            "dZ": Sheet.of(dZ, unit),
            "dW": dW,
            "db": db,
            "W_update": keep.updates.of_weights(layer, dW),
            "b_update": keep.updates.of_biases(layer, db),
        }

    def _slope(self, layer: int) -> Array:
        """Return dZ[l] = dA[l] * g'(Z[l]) of a hidden layer."""
        activation = ACTIVATIONS[self._spec.activations[layer - 1]]
        dZ, A = self._dA.copy(), self._A[layer - 1].copy()
        run(activation.backward(dZ, A))
        return dZ


def output_slope(spec: NetworkSpec, A: Array, Y: Array) -> Array:
    """Return dA[L], each example's slope of its cost, (n_y, m)."""
    tiny = np.finfo(A.dtype).tiny
    task = OUTPUTS[spec.output].task
    if task is Task.REGRESSION:
        return A - Y
    yes = Y / np.maximum(A, tiny)
    if task is Task.MULTICLASS:
        return -yes
    return (1 - Y) / np.maximum(1 - A, tiny) - yes
