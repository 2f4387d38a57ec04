"""Examples as a trainer takes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.errors import SpecError

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.arrays import Array, Labels
    from engine.datasets import Dataset, SplitName
    from engine.spec import NetworkSpec


@dataclass(frozen=True, eq=False)
class Examples:
    """Examples in the precision of a run.

    Attributes
    ----------
    X : ndarray, shape (n_x, m)
        Inputs, one a column.
    Y : ndarray, shape (n_y, m)
        Targets.
    labels : ndarray of int64, shape (m,)
        Class indices.
    """

    X: Array
    Y: Array
    labels: Labels

    def __len__(self) -> int:
        """Return m, the number of examples."""
        return int(self.X.shape[1])

    @classmethod
    def of(
        cls, dataset: Dataset, name: SplitName, precision: npt.DTypeLike
    ) -> Examples | None:
        """Take them from one split of a data set; None if it doesn't have it."""
        split = dataset.split(name)
        if split is None:
            return None
        return cls(
            dataset.columns(name, precision),
            dataset.targets(split, precision),
            split.labels,
        )

    def check(self, spec: NetworkSpec, batch_size: int) -> None:
        """Raise `SpecError` if a network can't learn from batches of these."""
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
        if len(self.X) != spec.layer_dims[0]:
            raise SpecError(
                "The network takes {wanted:,} inputs, the data have {given:,}.",
                wanted=spec.layer_dims[0],
                given=len(self.X),
            )
        if len(self.Y) != spec.layer_dims[-1]:
            raise SpecError(
                "The network has {wanted:,} outputs, the data need {given:,}.",
                wanted=spec.layer_dims[-1],
                given=len(self.Y),
            )
        if batch_size > m:
            raise SpecError(
                "A batch of {size:,} is larger than the training set of {m:,}. Make "
                "the batch smaller.",
                size=batch_size,
                m=m,
            )

    def astype(self, precision: npt.DTypeLike) -> Examples:
        """Return these examples in another precision; no copy if it is the same."""
        return Examples(
            self.X.astype(precision, copy=False),
            self.Y.astype(precision, copy=False),
            self.labels,
        )

    def take(self, indices: Labels) -> Examples:
        """Return the examples with these indices."""
        # Rows of the transpose lie together in memory, columns of X don't.
        return Examples(self.X.T[indices].T, self.Y[:, indices], self.labels[indices])
