"""What the mouse takes hold of in a drawn network: a layer, or the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal

from gui.widgets.network.hand import LayerHand
from gui.widgets.network.keys import LARGE_STEP

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

    from gui.merging import Burst
    from gui.widgets.network.asking import LayerAsker
    from gui.widgets.network.layout import NetworkLayout

NOTCH = 120
"""Wheels say so much for one step; fine ones say less, more often."""


class NetworkMouse(QObject):
    """Turns drags and the wheel into edits, or into another part of the drawing.

    Parameters
    ----------
    asker : LayerAsker
        What is asked for edits.
    burst : Burst
        Makes the wheel's steps one edit.

    Signals
    -------
    number_clicked : int
        The number of units of this layer.
    panned : QPoint
        The drawing is dragged by so much.
    """

    number_clicked = Signal(int)
    panned = Signal(QPoint)

    def __init__(self, asker: LayerAsker, burst: Burst) -> None:
        super().__init__(asker)
        self._asker = asker
        self._burst = burst
        self._hand = LayerHand(asker)
        self._hand.clicked.connect(self.number_clicked)
        self._paper: QPointF | None = None
        self._turned = 0

    @property
    def layer(self) -> int:
        """The layer that is held; 0 if none is."""
        return self._hand.layer

    @property
    def is_panning(self) -> bool:
        """Whether the paper is held."""
        return self._paper is not None

    @property
    def is_down(self) -> bool:
        """Whether anything is held."""
        return self._hand.is_down or self.is_panning

    def press(self, layer: int, point: QPointF, screen: QPointF) -> None:
        """Take hold of a hidden layer, or else of the paper."""
        self._hand.press(layer, point)
        if not self._hand.is_down:
            self._paper = screen

    def move(
        self, point: QPointF, screen: QPointF, layout: NetworkLayout, em: float
    ) -> None:
        """Follow the mouse."""
        if self._paper is None:
            self._hand.drag(point, layout, em)
            return
        # On the screen, as the paper moves away below the mouse.
        way = (screen - self._paper).toPoint()
        if not way.isNull():
            self._paper = screen
            self.panned.emit(way)

    def release(self) -> None:
        """Let go."""
        self._paper = None
        self._hand.release()

    def cancel(self) -> None:
        """Let go, with the layers as they were before."""
        self._paper = None
        self._hand.cancel()

    def turn(self, layer: int, event: QWheelEvent) -> bool:
        """Change a layer's units by the wheel; tell whether it was meant for that."""
        is_zoom = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if is_zoom or self._asker.is_locked or not self._asker.is_hidden(layer):
            self._turned = 0
            return False
        # With Alt or Shift, some systems turn it sideways.
        delta = event.angleDelta()
        self._turned += delta.y() or delta.x()
        notches = int(self._turned / NOTCH)
        self._turned -= notches * NOTCH
        is_large = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        change = notches * (LARGE_STEP if is_large else 1)
        self._asker.resize(layer, change, self._burst.key(("units", layer)))
        return True
