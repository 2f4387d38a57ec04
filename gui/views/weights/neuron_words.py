"""One neuron in words and figures, and what the colours of its picture mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gui.labels import paragraph, plain
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.scale_bar import ScaleBar
from gui.words import percent, short_number

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from engine.arrays import Array
    from gui.neuron_pictures import Places, Shape

SPACING = 2
"""Pixels between lines."""


@dataclass(frozen=True, eq=False)
class Layer:
    """What a page shows of layer 1.

    Attributes
    ----------
    rows : ndarray, shape (n1, n_x)
        What is drawn.
    shape : (int, int, int) or None
        Height, width and channels of a row, if it is a picture.
    moved : ndarray, shape (n1,)
        How far each neuron's weights are from where they began.
    activity : ndarray or None, shape (n1,)
        Share of the training examples that make each neuron active.
    dead : frozenset of int
        Neurons that none makes active.
    names : tuple of str
        Names of the neurons that stand for something, else empty.
    order : ndarray of int, shape (n1,)
        Places of the neurons.
    is_sorted : bool
        Whether ``order`` tells how much they changed by now.
    """

    rows: Array
    shape: Shape | None
    moved: Array
    activity: Array | None
    dead: frozenset[int]
    names: tuple[str, ...]
    order: Places
    is_sorted: bool


class NeuronWords(QWidget):
    """One neuron in words and figures, and the legend of the colours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = plain("headline")
        self.moved = ElidedLabel("large")
        self.moved_caption = paragraph("caption")
        self.active = ElidedLabel("large")
        self.active_caption = paragraph("caption")
        self.dead = paragraph("wrong")
        self.legend = ElidedLabel("caption")
        self.reason = paragraph("caption")
        self.reason.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.brief = ElidedLabel("caption")
        self.brief.hide()
        self._rest = QWidget()
        self.scale = ScaleBar()
        self.scale.setMaximumWidth(240)
        self.dead.setText(self.tr("✕ dead: never active on any training picture"))
        self.active_caption.setText(self.tr("of the training set makes it active"))
        self._lay_out()

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.setSpacing(8)
        header.addWidget(self.name)
        header.addWidget(self.brief, 1)
        grid = QGridLayout(self._rest)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(SPACING)
        grid.addWidget(self.moved, 0, 0)
        grid.addWidget(self.moved_caption, 0, 1)
        grid.addWidget(self.active, 1, 0)
        grid.addWidget(self.active_caption, 1, 1)
        grid.addWidget(self.dead, 2, 0, 1, 2)
        grid.setRowStretch(3, 1)
        grid.addWidget(self.legend, 4, 0, 1, 2)
        grid.addWidget(self.scale, 5, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 0, 0)
        column.setSpacing(SPACING)
        column.addLayout(header)
        # In few words, too, it says why there are no training pictures.
        column.addWidget(self.reason)
        column.addWidget(self._rest, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what would be cut off: the colours, which the legend names."""
        super().resizeEvent(event)
        self._leave_out()

    def _leave_out(self) -> None:
        """Show what there is room for."""
        room = self.height() - self._text_height() - 4 * SPACING
        bar = self.scale.sizeHint().height()
        self.scale.setVisible(room >= bar)
        self.reason.setVisible(bool(self.reason.text()))

    def _text_height(self) -> int:
        captions = (self.moved_caption, self.active_caption)
        figures = self.moved.sizeHint().height()
        lines = [max(figures, text.heightForWidth(text.width())) for text in captions]
        if self.reason.text():
            lines.append(self.reason.heightForWidth(self.width() - 4))
        return sum(lines) + sum(
            part.sizeHint().height() for part in (self.name, self.legend)
        )

    def whole_height(self) -> int:
        """Return the height that all of the words take, the colours among them."""
        return self._text_height() + self.scale.sizeHint().height() + 4 * SPACING

    def least_height(self) -> int:
        """Return the height that all of the words take without the colours."""
        return self._text_height() + 3 * SPACING

    def set_brief(self, is_brief: bool) -> None:
        """Say all in one line, or in as many as it takes."""
        self._rest.setVisible(not is_brief)
        self.brief.setVisible(is_brief)
        self.tell_briefly()

    def show_reason(self, reason: str) -> bool:
        """Say why nobody knows what it was built from; tell whether that is new."""
        if reason == self.reason.text():
            return False
        self.reason.setText(reason)
        self._leave_out()
        return True

    def tell_briefly(self) -> None:
        """Say in one line what matters most: the legend, if nobody else tells it."""
        if self.brief.isHidden():
            return
        told = [] if self.dead.isHidden() else [self.dead.text()]
        if not self.legend.isHidden():
            told.append(self.legend.text())
        told.append(self.tr("moved {distance}").format(distance=self.moved.text()))
        if not self.active.isHidden():
            told.append(self.tr("active {share}").format(share=self.active.text()))
        self.brief.setText(" · ".join(told))

    def show_neuron(self, layer: Layer, unit: int) -> None:
        """Say what there is to say about a neuron."""
        title = self.tr("neuron {unit}").format(unit=unit + 1)
        if unit < len(layer.names):
            title = self.tr("neuron {unit}: “{name}”").format(
                unit=unit + 1, name=layer.names[unit]
            )
        self.name.setText(title)
        distance = float(layer.moved[unit])
        self.moved.setText(short_number(distance))
        self.moved_caption.setText(self._place(layer, unit))
        self._show_activity(layer, unit)

    def _place(self, layer: Layer, unit: int) -> str:
        count = len(layer.order)
        if count == 1 or not layer.is_sorted or not layer.moved[unit]:
            return self.tr("how far its weights moved")
        place = int(np.flatnonzero(layer.order == unit)[0]) + 1
        return self.tr("how far its weights moved: place {place} of {count:,}").format(
            place=place, count=count
        )

    def _show_activity(self, layer: Layer, unit: int) -> None:
        is_dead = unit in layer.dead
        has_share = layer.activity is not None and not is_dead
        if layer.activity is not None:
            self.active.setText(percent(float(layer.activity[unit])))
        self.active.setVisible(has_share)
        self.active_caption.setVisible(has_share)
        self.dead.setVisible(is_dead)
