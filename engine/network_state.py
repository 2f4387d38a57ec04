"""A network at one moment, as frames ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from engine.arrays import may_overflow
from engine.evaluation import Metrics, accuracy
from engine.first_layer import Learned, difference
from engine.network import forward
from engine.outputs import mean_cost

if TYPE_CHECKING:
    import numpy as np

    from engine.arrays import Array
    from engine.coefficients import Coefficients
    from engine.examples import Examples
    from engine.network import ForwardPass
    from engine.parameters import Parameters
    from engine.past_answers import Past
    from engine.spec import NetworkSpec


class Network(Protocol):
    """What can be asked of a network, whether it is being trained or not."""

    def parameters(self) -> Parameters:
        """Return weights and biases; forming W1 may take milliseconds."""

    def upper_weights(self) -> tuple[Array, ...]:
        """Return W[l] of the layers after the first."""

    def learned(self, W_0: Array) -> Learned:
        """Return W1 - W_0 (n1, n_x) for pictures."""

    def answers(self, examples: Examples) -> tuple[Metrics, Array]:
        """Return cost and accuracy, and A[L] (n_y, m); for any number of examples."""

    def passed(self, examples: Examples) -> ForwardPass:
        """Return Z[l] and A[l] (n[l], m) of every layer; for few examples."""

    def gradients(self) -> Parameters | None:
        """Return dJ/dW and dJ/db of the batch that the next step takes.

        None if there is no training that takes one. Forming dJ/dW1 may take
        milliseconds.
        """

    def memory(self) -> tuple[Parameters, ...]:
        """Return what the optimizer remembers, each shaped as the parameters.

        Empty if it remembers nothing, or nobody knows it. Forming what belongs to W1
        may take milliseconds.
        """

    def coefficients(self) -> Coefficients | None:
        """Return how the training examples built W1; None if that isn't known."""


class FixedNetwork:
    """A network of which the parameters are known.

    Parameters
    ----------
    spec : NetworkSpec
        The network.
    parameters : Parameters
        Its weights and biases.
    """

    def __init__(self, spec: NetworkSpec, parameters: Parameters) -> None:
        self._spec = spec
        self._parameters = parameters

    def parameters(self) -> Parameters:
        """Return weights and biases."""
        return self._parameters

    def upper_weights(self) -> tuple[Array, ...]:
        """Return W[l] of the layers after the first."""
        return self._parameters.weights[1:]

    def learned(self, W_0: Array) -> Learned:
        """Return W1 - W_0 (n1, n_x)."""
        return Learned.of(difference(self._parameters.weights[0], W_0))

    @may_overflow
    def answers(self, examples: Examples) -> tuple[Metrics, Array]:
        """Return cost and accuracy, and A[L] (n_y, m)."""
        passed = forward(self._spec, self._parameters, examples.X)
        A, output = passed.A[-1], self._spec.output
        cost = mean_cost(output, passed.Z[-1], examples.Y)
        return Metrics(cost, accuracy(output, A, examples.labels)), A

    def passed(self, examples: Examples) -> ForwardPass:
        """Return Z[l] and A[l] (n[l], m) of every layer."""
        return forward(self._spec, self._parameters, examples.X)

    def gradients(self) -> None:
        """Return None: it learns from no batch."""

    def memory(self) -> tuple[Parameters, ...]:
        """Return nothing: nobody knows it."""
        return ()

    def coefficients(self) -> None:
        """Return None: nobody knows how it came to be."""


@dataclass(frozen=True, eq=False)
class ModelState:
    """A network at one moment of its training.

    Attributes
    ----------
    spec : NetworkSpec
        The network.
    network : Network
        What answers for it. Its arrays may be live: `frame` copies what it gives away.
    initial : Parameters
        What training started from.
    iteration : int
        Updates so far.
    train : Metrics or None
        Cost and accuracy on the training set, where they are known already.
    train_pass : ForwardPass or None
        Z[l] and A[l] of every layer for the training set, where they are known already.
    past : Past or None
        Asks the states of its run; None where they aren't known.
    """

    spec: NetworkSpec
    network: Network
    initial: Parameters
    iteration: int
    train: Metrics | None = None
    train_pass: ForwardPass | None = None
    past: Past | None = None

    @property
    def dtype(self) -> np.dtype[np.generic]:
        """Precision that the network computes in."""
        return self.initial.weights[0].dtype
