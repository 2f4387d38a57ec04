"""Bars above a line of numbers, which is also the legend of their colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from gui.keyboard import CHOOSING, STEPS, is_plain
from gui.replies import Replies
from gui.small_font import small_font
from gui.widgets.histogram.axis import CountAxis
from gui.widgets.histogram.drawing import Drawing
from gui.words import count, short_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from gui.theme import Theme
    from gui.widgets.histogram.bins import Bins


class Histogram(QWidget):
    """Shows how many numbers there are of each size, and which are a unit's own.

    Signals
    -------
    value_chosen : float
        The middle of the bin that was clicked, or on which Return was pressed.
    """

    value_chosen = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bins: Bins | None = None
        self._own: Bins | None = None
        self._values: tuple[float, ...] = ()
        self._scale = 1.0
        self._is_rgb = False
        self._owner = ""
        self._axis = CountAxis(1, is_log=False)
        self._at: int | None = None
        self._theme: Theme | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        Replies(self, self._wants, self._tip_at)

    @property
    def bins(self) -> Bins | None:
        """What is shown."""
        return self._bins

    @property
    def is_log(self) -> bool:
        """Whether the counts are on a logarithmic axis."""
        return self._axis.is_log

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._theme = theme
        self.update()

    def set_bins(self, bins: Bins | None, scale: float, is_rgb: bool = False) -> None:
        """Show counts, or none.

        Parameters
        ----------
        bins : Bins or None
            The counts.
        scale : float
            The absolute value that gets full colour.
        is_rgb : bool
            Whether numbers are drawn light and dark, and not in the colours of signs.
        """
        is_log = bins is not None and bins.needs_log(self._axis.is_log)
        most = 1 if bins is None else max(int(bins.counts.max()), 1)
        self._bins, self._scale, self._is_rgb = bins, scale, is_rgb
        self._axis = CountAxis(most, is_log)
        if bins is None or (self._at is not None and self._at >= len(bins)):
            self._at = None
        self.update()

    def set_own(self, own: Bins | None, values: Sequence[float], owner: str) -> None:
        """Mark what belongs to one unit.

        Parameters
        ----------
        own : Bins or None
            Counts of its numbers, if they are many.
        values : sequence of float
            Its numbers, if they are few.
        owner : str
            What it is called.
        """
        self._own, self._values, self._owner = own, tuple(values), owner
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room to tell bars apart."""
        return QSize(200, 160)

    def minimumSizeHint(self) -> QSize:
        """Ask for room to see anything."""
        return QSize(120, 70)

    @property
    def drawing(self) -> Drawing | None:
        """Where everything is now; None if there is nothing to show."""
        if self._bins is None:
            return None
        return Drawing(
            self._bins,
            self._own,
            self._values,
            self._scale,
            self._is_rgb,
            self._axis,
            self.size(),
            small_font(self.font()),
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the counts, the bars, the line of numbers and what is marked."""
        drawing = self.drawing
        if self._theme is not None and drawing is not None:
            cursor = self._at if self.hasFocus() else None
            drawing.paint(QPainter(self), self._theme, cursor)

    def _bar_at(self, point: QPoint) -> int | None:
        drawing = self.drawing
        return None if drawing is None else drawing.bar_at(point.x())

    # Input

    def _describe(self, place: int) -> str:
        assert self._bins is not None
        begin, end = (short_number(edge) for edge in self._bins.edges(place))
        text = self.tr("{begin} to {end}: {count} of {total}").format(
            begin=begin,
            end=end,
            count=count(int(self._bins.counts[place])),
            total=count(self._bins.total),
        )
        if self._bins.every > 1:
            counted = self.tr("one number of {every} was counted")
            text += "\n" + counted.format(every=count(self._bins.every))
        if self._own is None or not self._owner:
            return text
        own = count(int(self._own.counts[place]))
        return f"{text}\n{self._owner}: {own}"

    def _choose(self, place: int) -> None:
        assert self._bins is not None
        self.value_chosen.emit(sum(self._bins.edges(place)) / 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the bin under the pointer."""
        place = self._bar_at(event.position().toPoint())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._at = place
            self._choose(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from bin to bin; Return chooses one."""
        if not self._wants(event) or self._bins is None:
            super().keyPressEvent(event)
        elif event.key() in CHOOSING:
            if self._at is not None:
                self._choose(self._at)
        else:
            self._walk(STEPS[Qt.Key(event.key())], self._bins)

    def _walk(self, step: int, bins: Bins) -> None:
        start = -bins.first if self._at is None else self._at + step
        self._at = min(max(start, 0), len(bins) - 1)
        text = self._describe(self._at)
        self.setAccessibleDescription(text)
        drawing = self.drawing
        assert drawing is not None
        corner = drawing.bar(self._at, 0).bottomRight()
        QToolTip.showText(self.mapToGlobal(corner), text, self)
        self.update()

    def _wants(self, event: QKeyEvent) -> bool:
        is_ours = event.key() in STEPS or event.key() in CHOOSING
        return is_ours and is_plain(event)

    def _tip_at(self, point: QPoint) -> str | None:
        place = self._bar_at(point)
        return None if place is None else self._describe(place)
