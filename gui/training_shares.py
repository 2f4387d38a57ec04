"""Training pictures with what they add, as strips show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.datasets import SplitName
from gui.widgets.shares import Share
from gui.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from engine.datasets import Dataset
    from engine.leaders import Part


def training_shares(
    dataset: Dataset, parts: Iterable[Part], text: Callable[[float], str]
) -> list[Share]:
    """Return the training pictures that parts stand for.

    A picture that the data don't have is left out: they may just have been changed.
    """
    return [
        Share(
            dataset.picture(SplitName.TRAIN, part.example),
            part.value,
            text(part.value),
            _name(dataset, part.example),
        )
        for part in parts
        if part.example < len(dataset.train)
    ]


def _name(dataset: Dataset, example: int) -> str:
    names, label = dataset.class_names, int(dataset.train.labels[example])
    if label >= len(names):
        return tr("training picture {number:,}").format(number=example)
    return tr("training picture {number:,}, “{name}”").format(
        number=example, name=names[label]
    )
