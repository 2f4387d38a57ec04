"""What can be asked of a network while it is trained."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.arrays import frozen, may_overflow
from engine.coefficients import Coefficients
from engine.evaluation import Metrics
from engine.first_layer import Learned, difference
from engine.network import ForwardPass
from engine.network_state import ModelState
from engine.operations import run
from engine.stepper import Stepper
from engine.vectors import Vector

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.examples import Examples
    from engine.parameters import Parameters

TEST_EVERY = 10
"""Iterations between two points of the test curve, at least."""


class Informant(Stepper):
    """The part of a trainer that answers for the network as it is now.

    It is an `engine.network_state.Network`. Answers hold live arrays: look, don't keep.
    Parameters and attributes are those of `Trainer`.
    """

    def state(self) -> ModelState:
        """Return the present moment; its arrays are live, so look, don't keep."""
        return ModelState(
            self.spec,
            self,
            self.initial,
            self.iteration,
            train=Metrics(self.cost, self.accuracy),
            train_pass=self._train_pass(),
        )

    def parameters(self) -> Parameters:
        """Return the present parameters, W1 formed; not copies, so look, don't keep."""
        return self._layout.parameters(self._now.vector)

    def upper_weights(self) -> tuple[Array, ...]:
        """Return W[l] of the layers after the first; not copies."""
        return tuple(W.T for W in self._now.vector.transposes)

    @may_overflow
    def learned(self, W_0: Array) -> Learned:
        """Return W1 - W_0 (n1, n_x) for pictures."""
        learned = self.first_layer.learned(self._now.vector.first)
        base = self._base.weights[0]
        if base is W_0:
            return learned
        return Learned.of(learned.array + difference(base, W_0))

    def _train_pass(self) -> ForwardPass | None:
        if not self._feed.is_whole:
            return None
        passed = self._planned().passed
        if passed is None:
            return None
        return ForwardPass(tuple(passed.Z), tuple(passed.A))

    @may_overflow
    def gradients(self) -> Parameters:
        """Return dJ/dW and dJ/db of the batch that the next step takes; not copies.

        Raises
        ------
        DataError
            If the batch can't be read.
        """
        plan = self._planned()
        plan.scale(1.0)
        run(plan.backward)
        formed = self._layout.gradients(self._gradient)
        # The backward pass has used up what the next step begins with.
        self._forward()
        return formed

    @may_overflow
    def memory(self) -> tuple[Parameters, ...]:
        """Return what the optimizer remembers, shaped as the parameters; not copies."""
        rows = (Vector(self._layout, row) for row in self._now.memory)
        return tuple(map(self._layout.gradients, rows))

    def coefficients(self) -> Coefficients | None:
        """Return how the training examples built W1; None if that isn't known."""
        known = self.first_layer.coefficients(self._now.vector.first)
        if known is None:
            return None
        C, scale = known
        base = self._base
        is_from_start = base is self.initial or base.equals(self.initial)
        return Coefficients(frozen(C), scale, base, is_from_start, self._train)

    @property
    def test_every(self) -> int:
        """Iterations between two points of the test curve.

        No more test examples are looked at than training examples are learned from.
        """
        examples = 0 if self._test is None else len(self._test)
        return max(TEST_EVERY, -(-examples // self._feed.batch_size))

    @property
    def next_test(self) -> int:
        """Iteration of the next point of the test curve."""
        return self.iteration + self.test_every - self.iteration % self.test_every

    def test_metrics(self) -> Metrics | None:
        """Return cost and accuracy on the test set; None if there is no test set."""
        return None if self._test is None else self.answers(self._test)[0]

    def train_metrics(self) -> Metrics:
        """Return cost and accuracy on the whole training set, no unit left out."""
        if self._feed.is_whole and not self.spec.dropout:
            return Metrics(self.cost, self.accuracy)
        return self.answers(self._train)[0]

    def answers(self, examples: Examples) -> tuple[Metrics, Array]:
        """Return cost and accuracy on examples, and A[L] (n_y, m); not a copy."""
        return self._evaluators.of(examples).answers(self._now.vector)

    def passed(self, examples: Examples) -> ForwardPass:
        """Return Z[l] and A[l] (n[l], m) of every layer; not copies, few examples."""
        return self._evaluators.of(examples).passed(self._now.vector)

    def passed_at(self, block: Array, examples: Examples) -> ForwardPass:
        """Return what `passed` does for another state of this run.

        Parameters
        ----------
        block : ndarray
            What `block` was there.
        examples : Examples
            Few examples.
        """
        if self._visited is None:
            self._visited = self._layout.vector()
        np.copyto(self._visited.flat, block[0])
        return self._evaluators.of(examples).passed(self._visited)
