"""What passes cost and how many answers are right: those of many passes at once.

Where arrays are small, a call takes as long for one pass as for ten. So a pass is only
noted, and some are measured together, as if they were one of many examples.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from engine.operations import copy, run
from engine.outputs import OUTPUTS, Task

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.arrays import Array, Labels
    from engine.operations import Operations
    from engine.spec import NetworkSpec

_NOTED_BYTES = 64_000
"""What is noted stays in the processor's nearest cache."""

_MOST_NOTED = 32
"""Beyond that, a call by itself takes next to nothing."""


class Marks:
    """What each example of a pass costs, and whether it is answered right.

    Parameters
    ----------
    output : str
        Name of the output layer.
    count : int
        Examples.
    dtype : dtype
        Precision of the costs.

    Attributes
    ----------
    costs : ndarray, shape (count,)
        In the precision of the run.
    is_right : ndarray of bool, shape (count,)
        Unset in a regression.
    is_judged : bool
        Whether there are right answers.
    """

    def __init__(self, output: str, count: int, dtype: np.dtype[Any]) -> None:
        self._layer = OUTPUTS[output]
        self.costs, self.is_right = np.empty(count, dtype), np.empty(count, np.bool_)
        self.is_judged = self._layer.task is not Task.REGRESSION

    def plan(
        self, last: Array, Y: Array, labels: Labels, block: slice = slice(None)
    ) -> Operations:
        """Plan the marks of some examples, given their Z[L] and A[L] (2, n_y, k).

        Parameters
        ----------
        last : ndarray, shape (2, n_y, k)
            Z[L] and A[L].
        Y : ndarray, shape (n_y, k)
            Targets.
        labels : ndarray of int64, shape (k,)
            Class indices.
        block : slice
            Where the examples are.
        """
        Z, A = last
        operations = self._layer.cost(Z, Y, self.costs[block])
        if not self.is_judged:
            return operations
        said = np.empty(len(labels), np.int64)
        compare = partial(np.equal, said, labels, self.is_right[block])
        return *operations, *self._layer.decide(A, said), compare

    def figures(self, m: int) -> tuple[Array, Array]:
        """Return the mean cost J and the share of right answers of passes over m each.

        Both are float64 (k,); there are no right answers, NaN, in a regression.
        """
        costs = np.add.reduce(self.costs.reshape(-1, m), axis=1)
        right = np.add.reduce(self.is_right.reshape(-1, m), axis=1, dtype=np.int64)
        return self.shares(costs, right, m)

    def shares(self, costs: Array, right: Labels, m: int) -> tuple[Array, Array]:
        """Return the same of sums."""
        accuracies = right / m if self.is_judged else np.full(len(costs), np.nan)
        return costs.astype(np.float64) / m, accuracies


class Measure:
    """Plans the costs and accuracies of passes over m examples each.

    Parameters
    ----------
    output : str
        Name of the output layer.
    m : int
        Examples of a pass.
    last : ndarray, shape (2, n_y, k m)
        Z[L] and A[L] of k passes, one beside the other.
    Y : ndarray, shape (n_y, k m)
        Targets.
    labels : ndarray of int64, shape (k m,)
        Class indices.
    """

    def __init__(
        self, output: str, m: int, last: Array, Y: Array, labels: Labels
    ) -> None:
        self._m, self._marks = m, Marks(output, len(labels), last.dtype)
        self._operations = self._marks.plan(last, Y, labels)

    def take(self) -> tuple[Array, Array]:
        """Return each pass's mean cost J and its share of right answers.

        Both are float64 (k,); there are no right answers, NaN, in a regression.
        """
        run(self._operations)
        return self._marks.figures(self._m)


class Notes(Protocol):
    """Room for what is known of some passes, until they are measured together.

    Attributes
    ----------
    most : int
        How many there is room for.
    """

    most: int

    def measure(self, count: int) -> tuple[Array, Array]:
        """Return the costs and accuracies of the first ``count``: `Measure.take`."""


class Sums:
    """Notes only what marks add up to, where those of a pass are made with it.

    Parameters
    ----------
    marks : Marks
        Those of a pass.

    Attributes
    ----------
    most : int
        How many there is room for.
    operations : tuple of tuple of callable
        ``operations[i]`` notes a pass as the i-th.
    """

    most = _MOST_NOTED

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._costs = np.empty(self.most, marks.costs.dtype)
        self._right = np.empty(self.most, np.int64)
        self.operations = tuple(
            (
                partial(np.add.reduce, marks.costs, 0, None, self._costs[i, ...]),
                partial(np.add.reduce, marks.is_right, 0, None, self._right[i, ...]),
            )
            for i in range(self.most)
        )

    def measure(self, count: int) -> tuple[Array, Array]:
        """Return the costs and accuracies of the first ``count``: `Measure.take`."""
        marks = self._marks
        return marks.shares(self._costs[:count], self._right[:count], len(marks.costs))


class LastLayers:
    """Room for the last layers of some passes, which are measured together.

    Parameters
    ----------
    spec : NetworkSpec
        The network.
    m : int
        Examples of a pass.
    precision : str
        "float64" or "float32".

    Attributes
    ----------
    most : int
        How many there is room for.
    """

    def __init__(self, spec: NetworkSpec, m: int, precision: str) -> None:
        self._output, self._m = spec.output, m
        n_y = spec.layer_dims[-1]
        one = 3 * n_y * m * np.dtype(precision).itemsize
        self.most = max(1, min(_NOTED_BYTES // one, _MOST_NOTED))
        self._last = np.empty((2, n_y, self.most * m), precision)
        self._Y = np.empty((n_y, self.most * m), precision)
        self._labels = np.empty(self.most * m, np.int64)
        self._measures: dict[int, Measure] = {}

    def plan(
        self, last: Array, Y: Array, labels: Labels, is_fixed: bool
    ) -> tuple[Operations, ...]:
        """Plan to note a pass as the first, as the second, and so on.

        Parameters
        ----------
        last : ndarray, shape (2, n_y, m)
            Its Z[L] and A[L].
        Y : ndarray, shape (n_y, m)
            Targets.
        labels : ndarray of int64, shape (m,)
            Class indices.
        is_fixed : bool
            Whether these never change.
        """
        said, wanted = (self._last, last), ((self._Y, Y), (self._labels, labels))
        places = [slice(i * self._m, (i + 1) * self._m) for i in range(self.most)]
        if is_fixed:
            for place in places:
                run(_copies(wanted, place))
            return tuple(_copies([said], place) for place in places)
        return tuple(_copies([said, *wanted], place) for place in places)

    def measure(self, count: int) -> tuple[Array, Array]:
        """Return the costs and accuracies of the first ``count``: `Measure.take`."""
        if count not in self._measures:
            self._measures[count] = self._measure(count)
        return self._measures[count].take()

    def _measure(self, count: int) -> Measure:
        m = count * self._m
        last, Y, labels = self._last[..., :m], self._Y[:, :m], self._labels[:m]
        return Measure(self._output, self._m, last, Y, labels)


class Noted:
    """Successive passes, of which each is only noted until there is no more room."""

    def __init__(self) -> None:
        self._notes: Notes | None = None
        self._count = 0
        self._measured: list[tuple[Array, Array]] = []

    def take(self, notes: Notes, note: tuple[Operations, ...]) -> None:
        """Note a pass in ``notes``; ``note[i]`` notes it as the i-th there."""
        if notes is not self._notes or self._count == notes.most:
            self._measure()
            self._notes = notes
        run(note[self._count])
        self._count += 1

    def _measure(self) -> None:
        if self._notes is not None:
            self._measured.append(self._notes.measure(self._count))
        self._notes, self._count = None, 0

    def figures(self) -> tuple[Array, Array]:
        """Return the costs and accuracies of all of them: `Measure.take`."""
        self._measure()
        costs, accuracies = map(np.concatenate, zip(*self._measured, strict=True))
        return costs, accuracies


def _copies(
    parts: Iterable[tuple[Array | Labels, Array | Labels]], place: slice
) -> Operations:
    """Plan to copy arrays into a place of others."""
    return tuple(copy(part, room[..., place]) for room, part in parts)
