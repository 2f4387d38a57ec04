"""The reference lines of a plot: their labels make way for curves and their ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.widgets.plot.labels import Box, free_places, text_size
from gui.widgets.plot.lines import reference_line
from gui.widgets.plot.places import BESIDE, crosses, is_struck, reference_boxes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pyqtgraph as pg
    from PySide6.QtCore import QSizeF
    from PySide6.QtGui import QFont

    from gui.widgets.plot.data import Curve, Reference
    from gui.widgets.plot.ends import Scale
    from gui.widgets.plot.lines import PlotColors

LABELS_ABOVE_CURVES = 5

LABELLED_WIDTH = 300
"""Pixels below which labels on the reference lines would hide the curves."""


class ReferenceLines:
    """The reference lines of a plot, with their labels.

    Parameters
    ----------
    plot : PlotWidget
        Where they are.

    Attributes
    ----------
    lines : list of InfiniteLine
        The lines, each with its label.
    described : tuple of Reference
        What they stand for.
    highest : float
        How high the highest is; 1 if there is none.
    """

    def __init__(self, plot: pg.PlotWidget) -> None:
        self._plot = plot
        self.lines: list[pg.InfiniteLine] = []
        self.highest = 1.0
        self.described: tuple[Reference, ...] = ()
        self._sizes: list[QSizeF] = []
        self._scale: Scale | None = None
        self._boxes: list[list[Box]] = []
        self._places: list[int | None] | None = None
        self._standing: list[Box] = []

    def replace(
        self, references: Sequence[Reference], colors: PlotColors, font: QFont
    ) -> None:
        """Show these instead."""
        for old in self.lines:
            self._plot.removeItem(old)
        self.described = tuple(references)
        self.highest = max((reference.y for reference in references), default=1.0)
        self.lines = [reference_line(reference, colors) for reference in references]
        for line in self.lines:
            line.label.setFont(font)
            line.setZValue(LABELS_ABOVE_CURVES)
            self._plot.addItem(line, ignoreBounds=True)
        self._sizes = [text_size(line.label) for line in self.lines]
        self._scale = self._places = None

    def are_placed(self, scale: Scale) -> bool:
        """Tell whether the labels have been given places in a plot of this scale."""
        return self._places is not None and self._scale == scale

    def are_met(self, ends: Iterable[Box], pieces: Iterable[Box]) -> bool:
        """Tell whether something new is in the way of a label where it stands.

        Parameters
        ----------
        ends : iterable of Box
            Where the curves' ends have their labels.
        pieces : iterable of Box
            Where curves have gone on.
        """
        if any(box.meets(end) for end in ends for box in self._standing):
            return True
        return any(_strikes(piece, box) for piece in pieces for box in self._standing)

    def place(self, ends: Iterable[Box], curves: Sequence[Curve], scale: Scale) -> bool:
        """Put the labels where no curve and no other label is; tell if any moved."""
        if self._scale != scale:
            self._scale = scale
            pairs = zip(self.described, self._sizes, strict=True)
            self._boxes = [reference_boxes(*pair, scale) for pair in pairs]

        has_room = self._plot.width() >= LABELLED_WIDTH

        def suits(box: Box) -> bool:
            is_inside = has_room and box.lies_in(scale.width, scale.height)
            return is_inside and not any(crosses(one, box, scale) for one in curves)

        before, self._places = self._places, free_places(ends, self._boxes, suits)
        placed = zip(self._boxes, self._places, strict=True)
        self._standing = [boxes[place] for boxes, place in placed if place is not None]
        if before == self._places:
            return False
        self._move_labels(self._places)
        return True

    def _move_labels(self, places: Sequence[int | None]) -> None:
        for line, reference, place in zip(
            self.lines, self.described, places, strict=True
        ):
            line.label.setVisible(place is not None)
            if place is not None:
                line.label.setPosition(reference.places[place])


def _strikes(piece: Box, box: Box) -> bool:
    """Tell whether a piece of a curve strikes a label through."""
    is_left = piece.left < box.right + BESIDE
    is_there = is_left and box.left - BESIDE < piece.right
    return is_there and is_struck(box, piece.top, piece.bottom)
