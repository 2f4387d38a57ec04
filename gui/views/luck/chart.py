"""Strips of dots with their figures beside them, one design a row."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from engine.datasets import SplitName
from gui.plain_text import tool_tip
from gui.views.luck.words import design_text, network_name, seed_text, where
from gui.widgets.dots import DotAxis, DotStrip, Scale, StripDot
from gui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from gui.theme import Theme
    from gui.views.luck.figures import Measure, Row, Seed

UNKNOWN = "–"
NAME, STRIP, MEAN, RANGE, CHANCE = range(5)
LEAST_RANGE = 0.1
"""Of accuracies on the axis: smaller differences need no magnifying glass."""


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Luck", text)


class Asked:
    """Which picture and which class a p is told of.

    Parameters
    ----------
    picture : int
        Place of the picture among the sweep's.
    asked : int
        The class.
    name : str
        Its name.
    """

    def __init__(self, picture: int, asked: int, name: str) -> None:
        self.picture, self.asked, self.name = picture, asked, name

    def p(self, seed: Seed) -> float | None:
        """Return what one run says."""
        return seed.p(self.picture, self.asked)

    @property
    def heading(self) -> str:
        """What stands above the figures."""
        return f"p({self.name})"


def plain(role: str = "") -> QLabel:
    """Return a label that is as wide as its text."""
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _figure(role: str = "") -> QLabel:
    label = plain(role)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


class ChartRow:
    """The widgets of one design."""

    def __init__(self) -> None:
        self.name = plain()
        self.strip = DotStrip()
        self.cells = [_figure() for _ in range(MEAN, CHANCE + 1)]
        self.shown: Row | None = None

    @property
    def widgets(self) -> list[QWidget]:
        """All of them, from left to right."""
        return [self.name, self.strip, *self.cells]

    def show_row(
        self, row: Row, measure: Measure, scale: Scale, asked: Asked | None
    ) -> None:
        """Show a design and its runs."""
        self.shown = row
        self.name.setText(network_name(row.design))
        self.strip.set_dots(
            [_dot(seed, row, asked) for seed in row.seeds], scale, row.mean
        )
        texts = self._texts(row, measure, asked)
        for cell, text in zip(self.cells, texts, strict=True):
            cell.setText(text)
        name = tr("Runs of {network}: mean {mean}, range {range}")
        self.strip.setAccessibleName(
            name.format(network=network_name(row.design), mean=texts[0], range=texts[1])
        )
        self.name.setToolTip(tool_tip(design_text(row.design)))
        self.cells[-1].setToolTip(tool_tip(_each_chance(row, asked)))

    def _texts(self, row: Row, measure: Measure, asked: Asked | None) -> list[str]:
        if not row.seeds or row.mean is None:
            return [UNKNOWN, UNKNOWN, UNKNOWN if asked else ""]
        texts = measure.text(row.mean), measure.range_text(row.values)
        return [*texts, _chances(row, asked)]


def _chances(row: Row, asked: Asked | None) -> str:
    """Return the range of what the runs say of the user's picture."""
    if asked is None:
        return ""
    known = [p for seed in row.seeds if (p := asked.p(seed)) is not None]
    if not known:
        return UNKNOWN
    low, high = f"{min(known):.2f}", f"{max(known):.2f}"
    return low if low == high else f"{low}–{high}"


def _each_chance(row: Row, asked: Asked | None) -> str:
    """Return what every run says of the user's picture."""
    if asked is None:
        return ""
    said = sorted((seed.number, asked.p(seed)) for seed in row.seeds)
    text = tr("seed {seed}: {p}")
    told = [
        text.format(seed=s, p=UNKNOWN if p is None else f"{p:.2f}") for s, p in said
    ]
    return ", ".join(told)


def _dot(seed: Seed, row: Row, asked: Asked | None) -> StripDot:
    p = None if asked is None else asked.p(seed)
    chance = "" if asked is None or p is None else f"{asked.heading} {p:.2f}"
    is_mine = seed.number == row.mine
    text = seed_text(seed, is_mine, chance)
    return StripDot(seed.value, text, is_mine, seed.outcome.diverged)


class Chart(QWidget):
    """All designs of a sweep on one axis.

    Signals
    -------
    chosen : tuple of Row, Seed and DotStrip
        A dot was chosen.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ChartRow] = []
        self._theme: Theme | None = None
        self._axis = DotAxis()
        self._caption = ElidedLabel("caption")
        self._headings = [_figure("caption") for _ in range(MEAN, CHANCE + 1)]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(STRIP, 1)
        for column, heading in enumerate(self._headings, MEAN):
            self._grid.addWidget(heading, 0, column)
        self._grid.addWidget(self._caption, 0, STRIP)

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._theme = theme
        self._axis.set_theme(theme)
        for row in self.rows:
            row.strip.set_theme(theme)

    def show_rows(
        self, table: list[Row], measure: Measure, asked: Asked | None, is_faint: bool
    ) -> None:
        """Show designs.

        Parameters
        ----------
        table : list of Row
            From top to bottom.
        measure : Measure
            What they are compared by.
        asked : Asked or None
            Of which picture to tell p.
        is_faint : bool
            Whether they are no longer those of the window.
        """
        self._have(len(table))
        scale = _scale(table, measure)
        self._axis.set_scale(scale, list(map(measure.text, scale.ticks)))
        role = "test" if measure.split is SplitName.TEST else "text"
        for shown, row in zip(self.rows, table, strict=True):
            shown.show_row(row, measure, scale, asked)
            shown.strip.set_look(role, is_faint)
        self._show_headings(measure, asked)

    def _show_headings(self, measure: Measure, asked: Asked | None) -> None:
        right = where(measure)
        self._caption.setText(
            right if measure.is_cost else tr("correct {where}").format(where=right)
        )
        texts = tr("mean"), tr("range"), asked.heading if asked else ""
        for heading, text in zip(self._headings, texts, strict=True):
            heading.setText(text)

    def _have(self, count: int) -> None:
        """Have rows for so many designs."""
        if len(self.rows) == count:
            return
        while len(self.rows) > count:
            for widget in self.rows.pop().widgets:
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        while len(self.rows) < count:
            self._add_row()
        self._grid.removeWidget(self._axis)
        self._grid.addWidget(self._axis, count + 1, STRIP)

    def _add_row(self) -> None:
        row, line = ChartRow(), len(self.rows) + 1
        self.rows.append(row)
        for column, widget in enumerate(row.widgets):
            self._grid.addWidget(widget, line, column)
        row.strip.chosen.connect(self._on_chosen)
        if self._theme is not None:
            row.strip.set_theme(self._theme)

    def _on_chosen(self, dot: int) -> None:
        strip = self.sender()
        for row in self.rows:
            if row.strip is strip and row.shown is not None:
                self.chosen.emit((row.shown, row.shown.seeds[dot], row.strip))


def _scale(table: list[Row], measure: Measure) -> Scale:
    values = [value for row in table for value in row.values]
    if not measure.is_cost:
        return Scale.around(values, LEAST_RANGE, 1.0)
    return Scale.around(values, 0.1 * max(values, default=1.0) or 1.0, math.inf)
