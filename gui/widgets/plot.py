"""A cost plot: curves, labelled reference lines, fixed ranges, drawn fast."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from engine.arrays import Array


LABELS_ABOVE_CURVES = 5
ROUND_NUMBERS = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
"""Where an axis may end, times a power of ten."""


@dataclass(frozen=True)
class Curve:
    """A line to draw.

    Attributes
    ----------
    x, y : ndarray, shape (points,)
        Where it goes; gaps where y isn't finite.
    label : str
        Stands at its end.
    """

    x: Array
    y: Array
    label: str


@dataclass(frozen=True)
class Reference:
    """A horizontal line with a label on it.

    Attributes
    ----------
    y : float
        Its height.
    label : str
        Text on the line.
    is_test : bool
        Whether it belongs to the test set.
    place : float
        Where along the line the label stands, 0 to 1.
    above : bool
        On which side of the line.
    """

    y: float
    label: str
    is_test: bool = False
    place: float = 0.99
    above: bool = True


@dataclass(frozen=True)
class PlotColors:
    """Colours of the plot."""

    background: QColor
    text: QColor
    secondary: QColor
    line: QColor
    test: QColor


class CostPlot(pg.PlotWidget):  # type: ignore[misc]
    """The cost against the iteration, for the training and the test set."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, viewBox=pg.ViewBox(enableMenu=False))
        item = self.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setMouseEnabled(x=False, y=False)
        # Ranges are set by hand: finding them in the data anew each frame is slow.
        item.disableAutoRange()
        self._test = item.plot(connect="finite")
        self._train = item.plot(connect="finite", antialias=True)
        self._ends = [pg.TextItem(anchor=(1, 1)) for _ in range(2)]
        for end in self._ends:
            item.addItem(end, ignoreBounds=True)
        self._references: list[pg.InfiniteLine] = []
        self._colors: PlotColors | None = None
        self._titles: dict[str, str] = {}
        self._range = (0.0, 0.0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_titles(self, x: str, y: str) -> None:
        """Title the axes."""
        self._titles = {"bottom": x, "left": y}
        self._style_axes()

    def set_colors(self, colors: PlotColors) -> None:
        """Draw in these colours."""
        self._colors = colors
        self.setBackground(colors.background)
        self._train.setPen(pg.mkPen(colors.text, width=2))
        self._test.setPen(
            pg.mkPen(
                colors.test, width=1.4, style=Qt.PenStyle.CustomDashLine, dash=[4, 3]
            )
        )
        bold = self._small_font()
        bold.setBold(True)
        for end, color in zip(self._ends, (colors.text, colors.test), strict=True):
            end.setColor(color)
            end.setFont(bold)
            end.setZValue(LABELS_ABOVE_CURVES + 1)
            end.fill = pg.mkBrush(_veil(colors.background))
        self._style_axes()

    def _style_axes(self) -> None:
        if self._colors is None:
            return
        font = self._small_font()
        for name, title in self._titles.items():
            axis = self.getAxis(name)
            axis.setPen(QPen(self._colors.line))
            axis.setTextPen(QPen(self._colors.secondary))
            axis.setTickFont(font)
            axis.setStyle(tickLength=-4)
            style = {
                "color": self._colors.secondary.name(),
                "font-size": f"{font.pixelSize()}px",
            }
            # Costs are written as they are, not in thousandths.
            axis.setLabel(title, siPrefixEnableRanges=(), **style)
        self.showGrid(y=True, alpha=0.12)

    def _small_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(round(self.fontInfo().pixelSize() * 0.88), 10))
        return font

    def set_references(self, references: Sequence[Reference]) -> None:
        """Replace the reference lines."""
        assert self._colors is not None
        for old in self._references:
            self.removeItem(old)
        self._references = [self._reference(ref, self._colors) for ref in references]
        for line in self._references:
            line.label.setFont(self._small_font())
            line.setZValue(LABELS_ABOVE_CURVES)
            self.addItem(line, ignoreBounds=True)

    @staticmethod
    def _reference(reference: Reference, colors: PlotColors) -> pg.InfiniteLine:
        color = colors.test if reference.is_test else colors.secondary
        anchor_y = 1 if reference.above else 0
        anchor_x = 1 if reference.place > 0.5 else 0
        return pg.InfiniteLine(
            reference.y,
            angle=0,
            pen=pg.mkPen(color, width=1, style=Qt.PenStyle.DotLine),
            label=reference.label,
            labelOpts={
                "position": reference.place,
                "color": color,
                "anchors": [(anchor_x, anchor_y), (anchor_x, anchor_y)],
                "fill": _veil(colors.background),
            },
        )

    def show_curves(self, train: Curve, test: Curve | None, last: int) -> None:
        """Draw the curves in a range that holds them.

        Parameters
        ----------
        train, test : Curve
            Costs; no test curve without a test set.
        last : int
            Iterations of the whole run.
        """
        width = max(self.width(), 100)
        self._train.setData(*thinned(train.x, train.y, width))
        curves = [train]
        if test is None:
            self._test.setData([], [])
        else:
            self._test.setData(*thinned(test.x, test.y, width))
            curves.append(test)
        right = max(last, int(train.x[-1]) if len(train.x) else 0, 1)
        top = self._top([curve.y for curve in curves])
        if self._range != (right, top):
            self._range = right, top
            self.getViewBox().setRange(xRange=(0, right), yRange=(0, top), padding=0)
        self._place_ends(curves, right, top)

    def _top(self, costs: Sequence[Array]) -> float:
        heights = [reference.value() for reference in self._references]
        highest = max(heights, default=1.0)
        ceiling = 4 * highest
        for values in costs:
            finite = values[np.isfinite(values)]
            if finite.size:
                highest = max(highest, float(finite.max()))
        return nice_ceiling(min(highest, ceiling) * 1.08)

    def _place_ends(self, curves: Sequence[Curve], right: float, top: float) -> None:
        for end in self._ends[len(curves) :]:
            end.setVisible(False)
        for end, curve in zip(self._ends, curves, strict=False):
            is_drawn = len(curve.y) > 1 and math.isfinite(curve.y[-1])
            end.setVisible(is_drawn)
            if is_drawn:
                self._place_end(end, curve, right, top)

    def _place_end(
        self, end: pg.TextItem, curve: Curve, right: float, top: float
    ) -> None:
        """Put a label behind its curve's end, or before it for want of room."""
        if end.toPlainText() != curve.label:
            end.setText(curve.label)
        y = min(float(curve.y[-1]), top * 0.92)
        has_room = curve.x[-1] < 0.75 * right
        # A reference line just above has its own label there.
        is_taken = any(0 < line.value() - y < top * 0.2 for line in self._references)
        anchor = (0, 0.5) if has_room else (1, 0 if is_taken else 1)
        if tuple(end.anchor) != anchor:
            end.setAnchor(anchor)
        end.setPos(float(curve.x[-1]), y)


def _veil(ground: QColor) -> QColor:
    """Return what lets a label be read where curves go behind it."""
    veil = QColor(ground)
    veil.setAlpha(110)
    return veil


def nice_ceiling(value: float) -> float:
    """Return the next "round" number that isn't smaller: 0.85 gives 1.0."""
    if not (math.isfinite(value) and value > 0):
        return 1.0
    magnitude = 10.0 ** math.floor(math.log10(value))
    return next(
        round_number * magnitude
        for round_number in ROUND_NUMBERS
        if round_number * magnitude >= value * (1 - 1e-9)
    )


def thinned(x: Array, y: Array, width: int) -> tuple[Array, Array]:
    """Return at most about two points a pixel, with every peak still there.

    Parameters
    ----------
    x, y : ndarray, shape (points,)
        A curve.
    width : int
        Pixels that it has.

    Returns
    -------
    x, y : ndarray
        The lowest and the highest point of each stretch, in order.
    """
    stretch = len(x) // width
    if stretch < 3:
        return x, y
    whole = len(x) // stretch * stretch
    rows = y[:whole].reshape(-1, stretch)
    starts = np.arange(len(rows)) * stretch
    with np.errstate(invalid="ignore"):
        extremes = np.stack([rows.argmin(axis=1), rows.argmax(axis=1)], axis=1)
    extremes.sort(axis=1)
    indices = (extremes + starts[:, np.newaxis]).reshape(-1)
    indices = np.concatenate([indices, np.arange(whole, len(x))])
    return x[indices], y[indices]
