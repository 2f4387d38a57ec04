"""The floor: the matrix products of our path, with nothing between or beside them."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.contest import Contestant
from benchmarks.peers import ours
from benchmarks.threads import COUNTS, threads_text, use_blas_threads
from engine.blas import rows_at_once
from engine.operations import product, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.problem import Problem
    from engine.arrays import Array
    from engine.operations import Operations

NAME = "the floor"


def contestants(problem: Problem) -> Iterator[Contestant]:
    """Return the products of the path that the engine takes by itself."""
    path = ours.trainer(problem).first_layer.name
    products = sample_space if path == "sample-space" else direct
    for threads in COUNTS:
        # Each product is of a whole batch, the last one too.
        yield Contestant(
            NAME,
            f"{path}, {threads_text(threads)}",
            partial(_run, products(problem, threads), problem.updates),
            partial(use_blas_threads, threads),
            problem.updates,
        )


def _run(operations: Operations, updates: int, epochs: int) -> float:
    for _ in range(epochs * updates):
        run(operations)
    return float("nan")


def sample_space(problem: Problem, threads: int) -> Operations:
    """Plan the one product of the first layer, C K, without zeros beside K."""
    rng = np.random.default_rng(0)
    n1 = problem.spec.layer_dims[1]
    C = random(rng, (n1, problem.batch), problem)
    K = random(rng, (problem.batch, problem.batch), problem)
    return (product(C, K, np.empty_like(C), threads),)


def direct(problem: Problem, threads: int) -> Operations:
    """Plan the forward products and those of the gradients; none for dA[0]."""
    rng = np.random.default_rng(0)
    plan = []
    dims, batch = problem.spec.layer_dims, problem.batch
    X = problem.rows[:batch].T
    for layer, (n_in, n_out) in enumerate(pairwise(dims)):
        W = random(rng, (n_out, n_in), problem)
        # By inputs as the engine keeps it: the first layer's only where that is cut.
        if layer or rows_at_once(batch, n_in, n_out, threads) < batch:
            W = np.asfortranarray(W)
        # Rows of examples, as X is kept.
        A = X if layer == 0 else random(rng, (batch, n_in), problem).T
        dZ = random(rng, (batch, n_out), problem).T
        plan += [
            product(W, A, np.empty_like(dZ), threads),
            product(dZ, A.T, np.empty_like(W), threads),
        ]
        if layer:
            plan.append(product(W.T, dZ, np.empty_like(A), threads))
    return tuple(plan)


def random(rng: np.random.Generator, shape: tuple[int, int], problem: Problem) -> Array:
    """Return numbers of the size that signals have."""
    drawn: Array = (rng.standard_normal(shape) / 10).astype(problem.precision)
    return drawn
