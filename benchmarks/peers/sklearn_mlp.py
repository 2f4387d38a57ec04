"""scikit-learn's MLPClassifier with plain gradient descent."""

from __future__ import annotations

import importlib
import warnings
from typing import TYPE_CHECKING, Any

from benchmarks.contest import Contestant
from benchmarks.threads import choices, use_blas_threads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.problem import Problem

NAME = "scikit-learn"
NEVER = 1_000_000_000


def contestants(problem: Problem) -> Iterator[Contestant]:
    """Return the classifier with each number of threads; it counts no right answers."""
    run = fitted(importlib.import_module("sklearn.neural_network"), problem)
    for variant, prepare in choices(use_blas_threads):
        yield Contestant(NAME, variant, run, prepare, problem.iterations)


def classifier(neural_network: Any, problem: Problem) -> Any:
    """Return the classifier with the weights that everybody starts from."""
    model = neural_network.MLPClassifier(
        problem.hidden,
        solver="sgd",
        alpha=0,
        batch_size=problem.batch,
        learning_rate="constant",
        learning_rate_init=problem.learning_rate,
        shuffle=problem.updates > 1,
        tol=0,
        n_iter_no_change=NEVER,
        momentum=0,
        nesterovs_momentum=False,
        warm_start=True,
        random_state=1,
        max_iter=1,
    )
    model.fit(problem.rows[: problem.batch], problem.labels[: problem.batch])
    model.coefs_ = [W.T.copy() for W in problem.initial.weights]
    model.intercepts_ = [b[:, 0].copy() for b in problem.initial.biases]
    return model


def fitted(neural_network: Any, problem: Problem) -> Callable[[int], float]:
    """Return what trains the classifier for some epochs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = classifier(neural_network, problem)

    def run(epochs: int) -> float:
        model.max_iter = epochs
        with warnings.catch_warnings():
            # It isn't to converge.
            warnings.simplefilter("ignore")
            model.fit(problem.rows, problem.labels)
        return float(model.loss_)

    return run
