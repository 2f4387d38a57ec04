"""Strips of dots with their figures beside them, one design a row."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal

from engine.datasets import SplitName
from gui.plain_text import tool_tip
from gui.views.luck.words import design_text, network_name, seed_text, where
from gui.widgets.dots import Scale, Shape, StripDot, StripTable
from gui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from gui.views.luck.figures import Measure, Row, Seed
    from gui.widgets.dots import StripRow

UNKNOWN = "–"
FIGURES = 3
"""The mean, the range, and what is said of the user's picture."""

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


def _show_row(
    shown: StripRow, row: Row, measure: Measure, scale: Scale, asked: Asked | None
) -> None:
    """Show a design and its runs."""
    shown.name.setText(network_name(row.design))
    shown.strip.set_dots(
        [_dot(seed, row, asked) for seed in row.seeds], scale, row.mean
    )
    texts = _texts(row, measure, asked)
    shown.show_figures(texts)
    name = tr("Runs of {network}: mean {mean}, range {range}")
    shown.strip.setAccessibleName(
        name.format(network=network_name(row.design), mean=texts[0], range=texts[1])
    )
    shown.name.setToolTip(tool_tip(design_text(row.design)))
    shown.figures[-1].setToolTip(tool_tip(_each_chance(row, asked)))


def _texts(row: Row, measure: Measure, asked: Asked | None) -> list[str]:
    """Return the mean, the range, and what the runs say of the user's picture."""
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
    shape = Shape.HOLLOW if seed.outcome.diverged else Shape.DOT
    return StripDot(seed.value, text, is_mine, shape)


class Chart(StripTable):
    """All designs of a sweep on one axis.

    Signals
    -------
    chosen : tuple of Row, Seed and DotStrip
        A dot was chosen.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        caption = ElidedLabel("caption")
        super().__init__(caption, FIGURES)
        self._caption = caption
        self.shown: list[Row] = []
        self.dot_chosen.connect(self._on_dot_chosen)

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
        self.set_rows(len(table))
        self.shown = table
        scale = _scale(table, measure)
        self.axis.set_scale(scale, list(map(measure.text, scale.ticks)))
        role = "test" if measure.split is SplitName.TEST else "text"
        for shown, row in zip(self.rows, table, strict=True):
            _show_row(shown, row, measure, scale, asked)
            shown.strip.set_look(role, is_faint)
        self._show_headings(measure, asked)

    def _show_headings(self, measure: Measure, asked: Asked | None) -> None:
        right = where(measure)
        self._caption.setText(
            right if measure.is_cost else tr("correct {where}").format(where=right)
        )
        texts = tr("mean"), tr("range"), asked.heading if asked else ""
        for heading, text in zip(self.headings, texts, strict=True):
            heading.setText(text)

    def _on_dot_chosen(self, number: int, dot: int) -> None:
        row = self.shown[number]
        self.chosen.emit((row, row.seeds[dot], self.rows[number].strip))


def _scale(table: list[Row], measure: Measure) -> Scale:
    values = [value for row in table for value in row.values]
    if not measure.is_cost:
        return Scale.around(values, LEAST_RANGE, 1.0)
    return Scale.around(values, 0.1 * max(values, default=1.0) or 1.0, math.inf)
