"""What moved the answer: the gradient of its logit, over the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from gui.labels import paragraph
from gui.pixels import signed_colors, signed_picture, symmetric_scale
from gui.signed_text import SignedText
from gui.widgets.pixel_view import PixelView
from gui.widgets.scale_bar import ScaleBar

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from engine.arrays import Array, Pixels
    from engine.datasets import Picture
    from engine.input_gradient import Gradient
    from gui.theme import Theme

GAP = 10
LEGEND_WIDTH = 280
"""In pixels."""

AT_FIRST = 70
"""Percent of the map over the picture."""


def over(picture: Pixels, map_: Pixels, share: float) -> Pixels:
    """Return a picture with a map over it.

    Parameters
    ----------
    picture : ndarray of uint8, shape (height, width, 1 or 3)
        What lies below.
    map_ : ndarray of uint8, shape (height, width, 3)
        What lies over it.
    share : float
        How much of the map is seen, 0 to 1.
    """
    below = np.broadcast_to(picture, map_.shape).astype(np.float32)
    mixed = below + np.float32(share) * (map_ - below)
    return mixed.round().astype(np.uint8)


class PixelsPage(QWidget):
    """The picture under its gradient, with what the colours mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gradient: Gradient | None = None
        self._picture: Picture | None = None
        self._map: Pixels | None = None
        self.view = PixelView()
        self.view.setAccessibleName(self.tr("Which pixels move the answer"))
        self.words = paragraph("hint")
        self.scale = ScaleBar()
        self.number = paragraph("caption")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setValue(AT_FIRST)
        self.slider.setAccessibleName(self.tr("How much of the map is seen"))
        self.slider.setToolTip(self.tr("From the picture alone to the map alone"))
        self.slider.valueChanged.connect(self._mix)
        self._legend = QWidget()
        self._ends = paragraph("caption"), paragraph("caption")
        self._ends[0].setText(self.tr("picture"))
        self._ends[1].setText(self.tr("map"))
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2)
        fader = QHBoxLayout()
        fader.addWidget(self._ends[0])
        fader.addWidget(self.slider, 1)
        fader.addWidget(self._ends[1])
        legend = QVBoxLayout()
        legend.setSpacing(2)
        for part in (self.number, self.scale):
            legend.addWidget(part)
        legend.addLayout(fader)
        legend.setContentsMargins(0, 0, 0, 0)
        self._legend.setLayout(legend)
        grid.addWidget(self.view, 0, 0, 3, 1)
        grid.addWidget(self.words, 0, 1)
        grid.setRowStretch(1, 1)
        grid.addWidget(self._legend, 2, 1, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(1, 1)

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self.scale.set_theme(theme)

    def show_gradient(self, gradient: Gradient, picture: Picture, name: str) -> None:
        """Show the gradient of a unit's logit at a picture.

        Parameters
        ----------
        gradient : Gradient
            The gradient.
        picture : Picture
            Where it was taken.
        name : str
            What the unit stands for.
        """
        self._tell(name)
        if gradient is self._gradient and picture is self._picture:
            return
        self._gradient, self._picture = gradient, picture
        with np.errstate(over="ignore", invalid="ignore"):
            summed: Array = gradient.values.sum(axis=-1)
        scale = symmetric_scale(summed)
        text = SignedText.of([scale])(scale)[1:]
        self._map = signed_picture(summed, scale)
        self.scale.set_scale(signed_colors(), text)
        self._tell_scale(bool(np.isfinite(summed).all()), bool(summed.any()))
        self._mix()

    def _tell(self, name: str) -> None:
        self.words.setText(
            self.tr(
                "Blue: lighter here, more “{name}”. Orange: darker here, more of it."
            ).format(name=name)
        )

    def _tell_scale(self, is_finite: bool, is_any: bool) -> None:
        if not is_finite:
            told = self.tr("Some of these numbers are not finite; they are grey.")
        elif not is_any:
            told = self.tr("No pixel moves it: no path is active for this picture.")
        else:
            told = self.tr("logit per unit of light, channels summed")
        self.number.setText(told)

    def _mix(self) -> None:
        if self._map is not None and self._picture is not None:
            share = self.slider.value() / 100
            self.view.set_picture(over(self._picture.pixels, self._map, share))

    # Size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the picture a square as high as the page."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit anew for text of another size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        side = max(min(self.height(), self.width() // 2), 32)
        self.view.setFixedWidth(side)
        room = max(self.width() - side - GAP, 1)
        self._legend.setFixedWidth(min(room, LEGEND_WIDTH))

    def minimumSizeHint(self) -> QSize:
        """Ask for room for a picture and some words."""
        return QSize(150, 100)
