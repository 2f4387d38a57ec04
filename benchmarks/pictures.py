"""Seeded pictures of any number and size, so that no case needs a download."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from engine.datasets import Dataset, InputKind, Split, classification_task

_GRAY_LEVELS = 160
"""Of the prototypes; the noise has the rest, so that no sum leaves uint8."""

Pixels = npt.NDArray[np.uint8]


def draw(
    m: int, shape: tuple[int, int, int], classes: int, seed: int
) -> tuple[Pixels, npt.NDArray[np.int64]]:
    """Draw noisy pictures of blurry prototypes, one prototype a class.

    Parameters
    ----------
    m : int
        Number of pictures.
    shape : tuple of int
        Height, width and channels; height and width are multiples of 4.
    classes : int
        Number of classes.
    seed : int
        Of the noise and the labels. The prototypes are the same for each.

    Returns
    -------
    inputs : ndarray of uint8, shape (m, height, width, channels)
        The pictures.
    labels : ndarray of int64, shape (m,)
        Their classes; each occurs if m allows it.
    """
    height, width, channels = shape
    coarse = np.random.default_rng(0).integers(
        0, _GRAY_LEVELS, (classes, 4, 4, channels), dtype=np.uint8
    )
    prototypes = coarse.repeat(height // 4, axis=1).repeat(width // 4, axis=2)
    rng = np.random.default_rng([1, seed])
    labels = rng.permutation(np.arange(m) % classes)
    inputs = rng.integers(0, 256 - _GRAY_LEVELS, (m, *shape), dtype=np.uint8)
    inputs += prototypes[labels]
    return inputs, labels


def dataset(
    m: int, shape: tuple[int, int, int], classes: int, tested: int = 0
) -> Dataset:
    """Return drawn pictures as a data set, with ``tested`` more for the test set."""
    test = Split(*draw(tested, shape, classes, seed=1)) if tested else None
    return Dataset(
        name=f"{m} drawn pictures",
        task=classification_task(classes),
        kind=InputKind.IMAGE,
        class_names=tuple(f"class {i}" for i in range(classes)),
        train=Split(*draw(m, shape, classes, seed=0)),
        test=test,
    )
