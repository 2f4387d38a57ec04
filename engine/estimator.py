"""The model class that the notes promise, for use in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.blas import BlasThreads
from engine.config import TrainingConfig
from engine.datasets import classification_task
from engine.errors import SpecError
from engine.evaluation import class_probabilities
from engine.examples import Examples
from engine.history import History
from engine.network import probabilities
from engine.outputs import decisions, encode
from engine.spec import NetworkSpec
from engine.trainer import Trainer

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.arrays import Array, Labels
    from engine.parameters import Parameters


A_MOMENT = 0.1
"""Seconds that go by before a run's log grows, at most."""


class Model:
    """A fully connected classifier.

    Parameters
    ----------
    hidden : tuple of int, default (20, 7, 5)
        Units of the hidden layers; empty for logistic regression.
    activation : str, default "relu"
        Activation of the hidden layers.
    config : TrainingConfig, optional
        The hyperparameters; the course's if not given.

    Attributes
    ----------
    history : History
        Costs and accuracies of every iteration of the last `fit`.
    parameters : Parameters
        The learned weights and biases.

    Examples
    --------
    >>> import numpy as np
    >>> from engine import Model, TrainingConfig
    >>> X = np.array([[1.0, 1.0, 0.0, 0.0], [1.0, 0.0, 1.0, 0.0]])
    >>> xor = np.array([[0, 1, 1, 0]])
    >>> config = TrainingConfig(learning_rate=1.0, iterations=2000)
    >>> Model((4,), "tanh", config).fit(X, xor).predict(X)
    array([[0, 1, 1, 0]])
    """

    def __init__(
        self,
        hidden: tuple[int, ...] = (20, 7, 5),
        activation: str = "relu",
        config: TrainingConfig | None = None,
    ) -> None:
        self.hidden = hidden
        self.activation = activation
        self.config = config or TrainingConfig()
        self.history = History()
        self._trainer: Trainer | None = None

    def fit(self, X: Array, Y: npt.ArrayLike) -> Model:
        """Train on examples.

        Parameters
        ----------
        X : ndarray, shape (n_x, m)
            Examples, one a column.
        Y : array_like of int, shape (1, m) or (m,)
            Class indices, from 0.

        Returns
        -------
        Model
            Itself.

        Raises
        ------
        SpecError
            If the shapes don't fit or the labels aren't class indices.
        DataError
            If a number in X isn't finite.
        DivergenceError
            If the cost stops being finite; `parameters` are then the last good ones.
        """
        if X.ndim != 2:
            raise SpecError(
                "X must have a column for each example, not the shape {given}.",
                given=X.shape,
            )
        labels = _labels(Y, X.shape[1])
        classes = max(2, int(labels.max()) + 1)
        task = classification_task(classes)
        spec = NetworkSpec.design(
            X.shape[0], self.hidden, task, classes, self.activation
        )
        Y = encode(labels, classes, np.dtype(self.config.precision))
        examples = Examples.of_arrays(X, Y, labels)
        blas = BlasThreads()
        self._trainer = trainer = Trainer(spec, self.config, examples, blas=blas)
        self.history = History()
        self.history.append(trainer.result)
        last = self.config.iterations
        while trainer.iteration < last:
            count = min(last - trainer.iteration, trainer.steps_within(A_MOMENT))
            self.history.extend(trainer.steps(count))
        return self

    @property
    def _fitted(self) -> Trainer:
        if self._trainer is None:
            raise SpecError("Call fit before you ask for predictions.")
        return self._trainer

    @property
    def parameters(self) -> Parameters:
        """The learned weights and biases, read-only copies."""
        return self._fitted.parameters().frozen()

    def _probabilities(self, X: Array) -> Array:
        trainer = self._fitted
        n_x = trainer.spec.layer_dims[0]
        if X.ndim != 2 or len(X) != n_x:
            raise SpecError(
                "The network takes {wanted:,} inputs in each column of X, whose shape "
                "is {given}.",
                wanted=n_x,
                given=X.shape,
            )
        X = X.astype(self.config.precision, copy=False)
        return probabilities(trainer.spec, trainer.parameters(), X)

    def predict_proba(self, X: Array) -> Array:
        """Return each class's probability for X (n_x, m); shape (classes, m)."""
        return class_probabilities(self._probabilities(X))

    def predict(self, X: Array) -> Labels:
        """Return the class indices of X (n_x, m); int64, shape (1, m)."""
        A = self._probabilities(X)
        return decisions(self._fitted.spec.output, A)[np.newaxis]

    def score(self, X: Array, Y: npt.ArrayLike) -> float:
        """Return the share of right answers, 0 to 1."""
        return float(np.mean(self.predict(X)[0] == _labels(Y, X.shape[1])))


def _labels(Y: npt.ArrayLike, m: int) -> Labels:
    given = np.asarray(Y).reshape(-1)
    numbers = given.dtype.kind in "biuf" and np.isfinite(given).all()
    labels = given.astype(np.int64) if numbers else np.array([-1])
    if len(given) != m or m == 0 or (labels != given).any() or labels.min() < 0:
        raise SpecError(
            "Y must hold one class index, 0 or more, for each of the {m:,} columns "
            "of X.",
            m=m,
        )
    return labels
