"""The floor: the matrix products of our path, with nothing between them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.contest import Contestant
from benchmarks.peers import ours
from benchmarks.threads import choices, use_blas_threads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.problem import Problem
    from engine.arrays import Array

NAME = "the floor"


def contestants(problem: Problem) -> Iterator[Contestant]:
    """Return the products of the path that the engine takes by itself."""
    path = ours.trainer(problem).first_layer.name
    products = sample_space if path == "sample-space" else direct
    once = products(problem)

    def run(epochs: int) -> float:
        for _ in range(epochs * problem.updates):
            once()
        return float("nan")

    for variant, prepare in choices(use_blas_threads):
        # Each product is of a whole batch, the last one too.
        yield Contestant(NAME, f"{path}, {variant}", run, prepare, problem.updates)


def sample_space(problem: Problem) -> Callable[[], None]:
    """Return the one product of the first layer, C K."""
    rng = np.random.default_rng(0)
    n1 = problem.spec.layer_dims[1]
    C = random(rng, (n1, problem.batch), problem)
    K = random(rng, (problem.batch, problem.batch), problem)
    out = np.empty_like(C)

    def once() -> None:
        np.dot(C, K, out=out)

    return once


def direct(problem: Problem) -> Callable[[], None]:
    """Return the forward products and those of the gradients; none for dA[0]."""
    rng = np.random.default_rng(0)
    pairs = []
    dims = problem.spec.layer_dims
    X = problem.rows[: problem.batch].T
    for layer, (n_in, n_out) in enumerate(pairwise(dims)):
        W = random(rng, (n_out, n_in), problem)
        A = X if layer == 0 else random(rng, (n_in, problem.batch), problem)
        dZ = random(rng, (n_out, problem.batch), problem)
        # Whichever way round: this one is the faster for the rows that X is kept in.
        pairs += [(A.T, W.T), (dZ, A.T)] if layer == 0 else [(W, A), (dZ, A.T)]
        pairs += [(W.T, dZ)] if layer else []
    shapes = [(len(left), right.shape[1]) for left, right in pairs]
    outs = [np.empty(shape, problem.precision) for shape in shapes]

    def once() -> None:
        for (left, right), out in zip(pairs, outs, strict=True):
            np.dot(left, right, out=out)

    return once


def random(rng: np.random.Generator, shape: tuple[int, int], problem: Problem) -> Array:
    """Return numbers of the size that signals have."""
    drawn: Array = (rng.standard_normal(shape) / 10).astype(problem.precision)
    return drawn
