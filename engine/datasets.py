"""Data sets: pictures or vectors with labels, split into train and test."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from engine.built_in import DATASETS, DRAWN_FILE, BuiltInDataset, Recipe, drawn_cats
from engine.errors import DataError
from engine.inputs import as_inputs, check_in_memory, parts
from engine.outputs import OUTPUTS, Task, encode

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.arrays import Array, Labels, Pixels
    from engine.inputs import Inputs
    from engine.spec import NetworkSpec

__all__ = [
    "DATASETS",
    "DRAWN_FILE",
    "BuiltInDataset",
    "Dataset",
    "InputKind",
    "Picture",
    "Recipe",
    "Split",
    "SplitName",
    "classification_task",
    "drawn_cats",
]

KEPT_BYTES = 64_000_000
"""Largest X that a data set keeps between runs."""


class InputKind(Enum):
    """What one example is, so that views can declare what they can show."""

    IMAGE = "image"
    PLANE = "plane"
    VECTOR = "vector"


class SplitName(Enum):
    """Which part of a data set."""

    TRAIN = "train"
    TEST = "test"


@dataclass(frozen=True, eq=False)
class Picture:
    """One example, from a data set or from a file of the user's.

    Attributes
    ----------
    pixels : ndarray of uint8, shape (height, width, channels)
        What the network sees.
    name : str
        Where it comes from, for people.
    label : int or None
        Its class, if known.
    """

    pixels: Pixels
    name: str
    label: int | None = None


@dataclass(frozen=True, eq=False)
class Split:
    """Examples with their labels.

    Attributes
    ----------
    inputs : ndarray or Inputs, shape (m, height, width, channels) or (m, n)
        uint8 pixels, kept as they are to save memory, or floating-point vectors. No
        ndarray if they are too large for memory.
    labels : ndarray of int64, shape (m,)
        Class indices; zeros for a regression.
    values : ndarray or None, shape (m, n_y)
        What a regression is to predict.
    """

    inputs: Pixels | Array | Inputs
    labels: Labels
    values: Array | None = None

    def __len__(self) -> int:
        """Return m, the number of examples."""
        return len(self.labels)


@dataclass(frozen=True, eq=False)
class Dataset:
    """A problem for a network.

    Attributes
    ----------
    name : str
        For people; data, so shown as plain text.
    task : Task
        What is asked.
    kind : InputKind
        What an example is.
    class_names : tuple of str
        Names of the classes, by index.
    train : Split
        What the network learns from.
    test : Split or None
        What it has never seen.
    recipe : Recipe or None
        How to make it again, if it comes with the program.
    """

    name: str
    task: Task
    kind: InputKind
    class_names: tuple[str, ...]
    train: Split
    test: Split | None
    recipe: Recipe | None = None

    @property
    def input_shape(self) -> tuple[int, ...]:
        """Shape of one example, (height, width, channels) for a picture."""
        return self.train.inputs.shape[1:]

    @property
    def input_size(self) -> int:
        """Numbers in one example, n_x."""
        return prod(self.input_shape)

    @property
    def is_streamed(self) -> bool:
        """Whether training reads its file as it goes on, in mini-batches only."""
        return as_inputs(self.train.inputs).is_streamed

    @property
    def output_size(self) -> int:
        """Units of the output layer, n_y."""
        if self.train.values is not None:
            return int(self.train.values.shape[1])
        classes = len(self.class_names)
        return 1 if classes == 2 else classes

    def fits(self, spec: NetworkSpec) -> bool:
        """Tell whether a network takes these examples and answers what they ask."""
        dims = spec.layer_dims
        same_sizes = (dims[0], dims[-1]) == (self.input_size, self.output_size)
        return same_sizes and OUTPUTS[spec.output].task is self.task

    def split(self, name: SplitName) -> Split | None:
        """Return the part called ``name``, None if there is no test set."""
        return self.train if name is SplitName.TRAIN else self.test

    def columns(self, name: SplitName, dtype: npt.DTypeLike = np.float64) -> Array:
        """Return X (n_x, m) of one split, kept for the next time if it is small.

        Raises
        ------
        DataError
            If there is no such split.
        SpecError
            If it is larger than memory.
        """
        split = self._present(name)
        check_in_memory(as_inputs(split.inputs))
        return self.sample(name, len(split), dtype)

    @cached_property
    def _columns(self) -> dict[tuple[SplitName, int, np.dtype[np.generic]], Array]:
        return {}

    def keeps(self, split: Split, dtype: npt.DTypeLike) -> bool:
        """Tell whether X of a split is small enough to be kept between runs."""
        numbers = len(split) * self.input_size
        return numbers * np.dtype(dtype).itemsize <= KEPT_BYTES and not (
            as_inputs(split.inputs).is_streamed
        )

    def sample(
        self, name: SplitName, count: int, dtype: npt.DTypeLike = np.float64
    ) -> Array:
        """Return the first ``count`` examples of one split, or all if it has fewer.

        For statistics: unlike `columns`, it never takes the memory of all examples.

        Parameters
        ----------
        name : SplitName
            Which split.
        count : int
            Most examples.
        dtype : dtype, default float64
            Precision of the result.

        Returns
        -------
        ndarray, shape (n_x, min(count, m))
            One example a column, pixels divided by 255. Kept for the next time if it is
            small, so a file is read once.

        Raises
        ------
        DataError
            If there is no such split, or its file has changed or is gone.
        """
        split = self._present(name)
        count = min(count, len(split))
        key = name, count, np.dtype(dtype)
        if key in self._columns:
            return self._columns[key]
        if count < len(split) and self.keeps(split, dtype):
            return self.columns(name, dtype)[:, :count]
        rows: Array = np.empty((count, self.input_size), np.dtype(dtype))
        as_inputs(split.inputs).read(slice(0, count), rows)
        X = rows.T
        if X.nbytes <= KEPT_BYTES:
            X.flags.writeable = False
            self._columns[key] = X
        return X

    def _present(self, name: SplitName) -> Split:
        split = self.split(name)
        if split is None:
            raise DataError("{name} has no test set.", name=self.name)
        return split

    def targets(self, split: Split, dtype: npt.DTypeLike = np.float64) -> Array:
        """Return Y (n_y, m): labels for two classes, else one-hot columns or values."""
        if split.values is not None:
            return split.values.T.astype(dtype)
        return encode(split.labels, len(self.class_names), np.dtype(dtype))

    def picture(self, name: SplitName, index: int) -> Picture:
        """Return one example as a picture; the same object each time.

        Raises
        ------
        DataError
            If there is no such split, or its examples aren't pictures.
        """
        if (name, index) not in self._pictures:
            split = self.split(name)
            if split is None or self.kind is not InputKind.IMAGE:
                raise DataError("{name} has no such picture.", name=self.name)
            pixels = split.inputs[index].astype(np.uint8, copy=False)
            self._pictures[name, index] = Picture(
                pixels, f"{name.value} {index}", int(split.labels[index])
            )
        return self._pictures[name, index]

    @cached_property
    def _pictures(self) -> dict[tuple[SplitName, int], Picture]:
        return {}

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over everything that training and testing can see."""
        digest = hashlib.sha256(repr((self.task, self.class_names)).encode())
        for split in (self.train, self.test):
            for array in (split.inputs, split.labels, split.values) if split else ():
                if array is not None:
                    digest.update(f"{array.shape} {array.dtype.str}".encode())
                    for part in parts(array):
                        digest.update(part.data)
        return digest.hexdigest()


def classification_task(class_count: int) -> Task:
    """Return the task for this many classes."""
    return Task.BINARY if class_count == 2 else Task.MULTICLASS
