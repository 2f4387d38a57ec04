"""The loop of the course's notes, written out plainly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.contest import Contestant
from benchmarks.threads import choices, use_blas_threads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.problem import Problem
    from engine.arrays import Array

NAME = "the notes' loop"


def contestants(problem: Problem) -> Iterator[Contestant]:
    """Return the loop; it knows two classes, whole sets and float64 only."""
    if problem.binary and problem.updates == 1 and problem.precision == "float64":
        for variant, prepare in choices(use_blas_threads):
            yield Contestant(NAME, variant, NotesLoop(problem).run, prepare, 1)


class NotesLoop:
    """L_layer_model of the notes, which can be called again to go on."""

    def __init__(self, problem: Problem) -> None:
        self.X = np.ascontiguousarray(problem.rows.T)
        self.Y = problem.targets.T
        self.parameters = problem.initial.as_dict()
        self.learning_rate = problem.learning_rate

    def run(self, epochs: int) -> float:
        """Make so many iterations."""
        for _ in range(epochs):
            AL, caches = forward(self.X, self.parameters)
            cost = compute_cost(AL, self.Y)
            grads = backward(AL, self.Y, caches)
            self.parameters = {
                key: value - self.learning_rate * grads["d" + key]
                for key, value in self.parameters.items()
            }
        return cost


Cache = tuple["Array", "Array", "Array"]


def forward(X: Array, parameters: dict[str, Array]) -> tuple[Array, list[Cache]]:
    """Return the last layer's A and each layer's (A_prev, W, Z)."""
    A, caches = X, []
    L = len(parameters) // 2
    for layer in range(1, L + 1):
        A_prev, W = A, parameters[f"W{layer}"]
        Z = np.dot(W, A_prev) + parameters[f"b{layer}"]
        A = 1 / (1 + np.exp(-Z)) if layer == L else np.maximum(0, Z)
        caches.append((A_prev, W, Z))
    return A, caches


def compute_cost(AL: Array, Y: Array) -> float:
    """Return the cross-entropy."""
    m = Y.shape[1]
    cost = -np.sum(np.multiply(Y, np.log(AL)) + np.multiply(1 - Y, np.log(1 - AL))) / m
    return float(np.squeeze(cost))


def backward(AL: Array, Y: Array, caches: list[Cache]) -> dict[str, Array]:
    """Return dA, dW and db of each layer."""
    grads: dict[str, Array] = {}
    L, m = len(caches), Y.shape[1]
    dA = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    for layer in range(L, 0, -1):
        A_prev, W, Z = caches[layer - 1]
        if layer == L:
            s = 1 / (1 + np.exp(-Z))
            dZ = dA * s * (1 - s)
        else:
            dZ = np.array(dA, copy=True)
            dZ[Z <= 0] = 0
        grads[f"dW{layer}"] = np.dot(dZ, A_prev.T) / m
        grads[f"db{layer}"] = np.sum(dZ, axis=1, keepdims=True) / m
        dA = np.dot(W.T, dZ)
        grads[f"dA{layer - 1}"] = dA
    return grads
