"""The numbers that frames of one moment hold, some of them each."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from engine.frame import Need, PassOf
from engine.layer_numbers import BiasesOf, GradientsOf
from gui.views.inside.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.arrays import Array
    from engine.datasets import Picture
    from engine.frame import Frame, Needs
    from engine.question import Question
    from engine.spec import NetworkSpec

T = TypeVar("T")
MOST_FRAMES = 4
"""Of one moment: looking at one quantity after the other, nobody waits twice."""


def needs_of(quantity: Quantity, layer: int, picture: Picture | None) -> Needs:
    """Return what a frame must hold to show a quantity of a layer."""
    if quantity is Quantity.W:
        return frozenset({Need.FIRST_LAYER if layer == 1 else Need.LAYERS})
    if quantity is Quantity.B:
        return frozenset({BiasesOf()})
    if quantity.is_gradient:
        return frozenset({GradientsOf(layer)})
    return frozenset() if picture is None else frozenset({PassOf(picture)})


class Readings:
    """The latest frames of the moment that is shown."""

    def __init__(self) -> None:
        self._frames: tuple[Frame, ...] = ()

    @property
    def spec(self) -> NetworkSpec | None:
        """The network; None if there is no frame."""
        return self._frames[0].spec if self._frames else None

    def take(self, frame: Frame | None) -> None:
        """Take a frame; forget those of another moment."""
        if frame is None:
            self._frames = ()
        elif not self._frames:
            self._frames = (frame,)
        elif frame is not self._frames[0]:
            known = self._frames if _same_moment(frame, self._frames[0]) else ()
            self._frames = (frame, *_thinned(known, frame))[:MOST_FRAMES]

    def has_no_gradient(self, layer: int) -> bool:
        """Tell whether it was asked for and there is none."""
        asked = GradientsOf(layer)
        answers = [f.answers[asked] for f in self._frames if asked in f.answers]
        return bool(answers) and answers[0] is None

    def values(
        self, quantity: Quantity, layer: int, picture: Picture | None
    ) -> Array | None:
        """Return a layer's numbers, (n[l], n[l-1]) or (n[l],), always the same object.

        None as long as they aren't known.
        """
        found = (_value(frame, quantity, layer, picture) for frame in self._frames)
        return next((values for values in found if values is not None), None)

    def learned(self) -> Array | None:
        """Return what training changed in layer 1, (n1, n_x)."""
        layers = (frame.first_layer for frame in self._frames)
        first = next((layer for layer in layers if layer is not None), None)
        return None if first is None else first.learned

    def answer(self, question: Question[T]) -> T | None:
        """Return the answer to a question; None if no frame has one."""
        answers = (frame.answer(question) for frame in self._frames)
        return next((answer for answer in answers if answer is not None), None)

    def dead(self, layer: int) -> frozenset[int]:
        """Return the units that no training example makes active."""
        shares = next((frame.active for frame in self._frames if frame.active), ())
        if layer > len(shares):
            return frozenset()
        return frozenset(np.flatnonzero(shares[layer - 1] == 0).tolist())


def _same_moment(one: Frame, other: Frame) -> bool:
    keys = [(frame.run_id, frame.iteration, frame.spec) for frame in (one, other)]
    return keys[0] == keys[1]


def _thinned(frames: tuple[Frame, ...], news: Frame) -> Iterator[Frame]:
    """Return older frames without the large arrays that a new one has anyway."""
    for frame in frames:
        is_double = None not in (news.first_layer, frame.first_layer)
        yield dataclasses.replace(frame, first_layer=None) if is_double else frame


def _value(
    frame: Frame, quantity: Quantity, layer: int, picture: Picture | None
) -> Array | None:
    if layer > frame.spec.L:
        return None
    if quantity is Quantity.W:
        return _weights(frame, layer)
    if quantity is Quantity.B:
        biases = frame.answer(BiasesOf())
        return None if biases is None else biases[layer - 1]
    if quantity.is_gradient:
        gradients = frame.answer(GradientsOf(layer))
        if gradients is None:
            return None
        return gradients.dW if quantity is Quantity.DW else gradients.db
    passed = None if picture is None else frame.answer(PassOf(picture))
    if passed is None:
        return None
    return (passed.Z if quantity is Quantity.Z else passed.A)[layer - 1]


def _weights(frame: Frame, layer: int) -> Array | None:
    if layer == 1:
        return None if frame.first_layer is None else frame.first_layer.weights
    return frame.layers[layer - 2] if frame.layers else None
