"""Pictures of the data to try first."""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import TYPE_CHECKING

import numpy as np

from engine.datasets import InputKind

if TYPE_CHECKING:
    from engine.datasets import Dataset

EXAMPLES = 3


def example_places(dataset: Dataset) -> list[int]:
    """Return the places of a few test pictures, spread over the classes.

    The first of each class, the last class first, since of two it is the one that the
    network looks for; then the second of each.
    """
    if dataset.test is None or dataset.kind is not InputKind.IMAGE:
        return []
    labels = dataset.test.labels
    # `np.unique` would load masked arrays, which takes a moment at start-up.
    classes = np.flatnonzero(np.bincount(labels))
    by_class = [
        np.flatnonzero(labels == label)[:EXAMPLES].tolist()
        for label in classes[::-1][:EXAMPLES]
    ]
    turns = chain.from_iterable(zip_longest(*by_class))
    return [place for place in turns if place is not None][:EXAMPLES]
