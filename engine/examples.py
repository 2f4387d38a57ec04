"""Examples as a trainer takes them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np

from engine.arrays import may_overflow
from engine.checks import check_batch_size
from engine.errors import DataError, SpecError
from engine.inputs import (
    ArrayInputs,
    Inputs,
    as_columns,
    as_inputs,
    blocks,
    check_in_memory,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from engine.arrays import Array, Labels
    from engine.datasets import Dataset, SplitName
    from engine.operations import Operations
    from engine.spec import NetworkSpec

_known: WeakKeyDictionary[
    Dataset, dict[tuple[SplitName, int, np.dtype[Any]], Examples]
] = WeakKeyDictionary()

_CHECKED = 1024**2
"""Numbers that are looked at together for one that isn't finite."""


class Examples:
    """Examples in the precision of a run.

    Parameters
    ----------
    X : ndarray, shape (n_x, m), or Inputs
        Inputs, one a column; or where they are to be read from as they are needed.
    Y : ndarray, shape (n_y, m)
        Targets, in the precision of the run.
    labels : ndarray of int64, shape (m,)
        Class indices.
    finite : bool, default False
        Whether X is known to have finite numbers only, as pixels are.

    Attributes
    ----------
    Y, labels
        As given.
    """

    @may_overflow
    def __init__(
        self,
        X: npt.NDArray[Any] | Inputs,
        Y: Array,
        labels: Labels,
        finite: bool = False,
    ) -> None:
        self.Y = Y
        self.labels = labels
        self._finite = finite
        if isinstance(X, np.ndarray):
            # uint8 here are numbers like any others, and no pixels. Examples must lie
            # together, or gathering a batch of them would copy all of them first.
            self.X = np.asfortranarray(X, self.precision)
            self._inputs: Inputs = ArrayInputs(self.X.T)
        else:
            self._inputs = X

    @classmethod
    def of(
        cls, dataset: Dataset, name: SplitName, precision: npt.DTypeLike
    ) -> Examples | None:
        """Take them from one split of a data set; None if it doesn't have it.

        The same object each time, so that what is computed of them can be kept.
        """
        split = dataset.split(name)
        if split is None:
            return None
        key = name, len(split), np.dtype(precision)
        known = _known.setdefault(dataset, {})
        if key not in known:
            kept = dataset.keeps(split, precision)
            known[key] = cls(
                dataset.columns(name, precision) if kept else as_inputs(split.inputs),
                dataset.targets(split, precision),
                split.labels,
                finite=split.inputs.dtype.kind != "f",
            )
        return known[key]

    @classmethod
    def sample(
        cls, dataset: Dataset, name: SplitName, count: int, precision: npt.DTypeLike
    ) -> Examples:
        """Take the first ``count`` of one split, or all; the same object each time."""
        key = name, count, np.dtype(precision)
        known = _known.setdefault(dataset, {})
        if key not in known:
            split = dataset.split(name)
            assert split is not None
            known[key] = cls(
                dataset.sample(name, count, precision),
                dataset.targets(split, precision)[:, :count],
                split.labels[:count],
                finite=True,
            )
        return known[key]

    @classmethod
    def of_arrays(cls, X: Array, Y: Array, labels: Labels) -> Examples:
        """Take X (n_x, m), Y (n_y, m), labels (m,); no copy if X.T is C-contiguous."""
        return cls(X, Y, labels)

    @property
    def precision(self) -> np.dtype[Any]:
        """Type of the numbers that a run computes with."""
        return self.Y.dtype

    @property
    def n_x(self) -> int:
        """Numbers in one example."""
        return int(np.prod(self._inputs.shape[1:]))

    @property
    def is_streamed(self) -> bool:
        """Whether the inputs are read from a file as they are needed."""
        return self._inputs.is_streamed

    def __len__(self) -> int:
        """Return m, the number of examples."""
        return len(self._inputs)

    @cached_property
    def X(self) -> Array:
        """All inputs (n_x, m), one a column; the transpose is C-contiguous.

        Raises
        ------
        SpecError
            If they are larger than memory.
        """
        return as_columns(self._inputs, self.precision)

    @cached_property
    def codes(self) -> Array | None:
        """Y of an example of each class (n_y, C); None if Y says more than the class.

        Found by looking, as Y and the labels may be anybody's.
        """
        labels, Y = self.labels, self.Y
        count = int(labels.max()) + 1
        if labels.min() < 0 or count > len(labels):
            return None
        codes = np.zeros((len(Y), count), Y.dtype)
        codes[:, labels] = Y
        blocks = self.blocks(max(1, _CHECKED // len(Y)))
        same = (np.array_equal(codes[:, labels[one]], Y[:, one]) for one in blocks)
        return codes if all(same) else None

    def rows(self, indices: Labels | slice, out: Array) -> None:
        """Write the inputs of some examples into ``out``, one a row.

        Parameters
        ----------
        indices : ndarray of int64, shape (k,), or slice
            Which ones. In the order of `Batches` they are read fastest.
        out : ndarray, shape (k, n_x)
            C-contiguous, in the precision of the run.

        Raises
        ------
        DataError
            If the file that they are read from has changed or is gone.
        """
        self._inputs.read(indices, out)

    def gather(self, indices: Labels, out: Array) -> Operations:
        """Plan to write the inputs of examples (k,) into ``out``, as `rows` does.

        Which ones may change until the calls are made, and they raise what `rows` does.
        Plans of their own may be carried out in threads side by side. Whatever else has
        room in a row of ``out`` becomes 1.
        """
        return self._inputs.gather(indices, out)

    def blocks(self, size: int) -> Iterator[slice]:
        """Return slices of at most ``size`` examples that together cover all."""
        return blocks(len(self), size)

    def check(self, spec: NetworkSpec, batch_size: int) -> None:
        """Tell whether a network can learn from batches of these.

        Raises
        ------
        SpecError
            If the sizes of examples, network and batches don't fit together.
        DataError
            If a number isn't finite, or can't be read.
        """
        m = len(self)
        if m == 0 or self.Y.shape[1] != m or len(self.labels) != m:
            raise SpecError(
                "There must be at least one example, with a target and a label for "
                "each, not {m:,} examples with {targets:,} targets and {labels:,} "
                "labels.",
                m=m,
                targets=self.Y.shape[1],
                labels=len(self.labels),
            )
        if self.n_x != spec.layer_dims[0]:
            raise SpecError(
                "The network takes {wanted:,} inputs, the data have {given:,}.",
                wanted=spec.layer_dims[0],
                given=self.n_x,
            )
        if len(self.Y) != spec.layer_dims[-1]:
            raise SpecError(
                "The network has {wanted:,} outputs, the data need {given:,}.",
                wanted=spec.layer_dims[-1],
                given=len(self.Y),
            )
        check_batch_size(batch_size, m)
        if batch_size == m:
            check_in_memory(self._inputs)
        self._check_finite()

    def _check_finite(self) -> None:
        if not self._finite:
            rows = max(1, _CHECKED // self.n_x)
            numbers = np.empty((min(rows, len(self)), self.n_x), self.precision)
            for block in self.blocks(rows):
                read = numbers[: block.stop - block.start]
                self.rows(block, read)
                _check_rows_finite(read, block.start)
        _check_rows_finite(self.Y.T, 0)

    @may_overflow
    def astype(self, precision: npt.DTypeLike) -> Examples:
        """Return these examples in another precision; no copy if it is the same."""
        if self.precision == precision:
            return self
        inputs = self.__dict__.get("X", self._inputs)
        return Examples(inputs, self.Y.astype(precision), self.labels, self._finite)


def _check_rows_finite(rows: Array, first: int) -> None:
    bad = np.flatnonzero(~np.isfinite(rows).all(axis=1))
    if len(bad):
        raise DataError(
            "Example {index:,} (counted from 0) has a number that is not finite in "
            "{precision}. Correct or remove it, or look for huge values in the data.",
            index=first + int(bad[0]),
            precision=rows.dtype.name,
        )
