"""Where a network draws the border between classes of points in the plane."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from engine.boundary import has_boundary
from engine.frame import Need
from gui.labels import paragraph
from gui.view import TEXT_SECONDS, Throttle, View
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.plane import Legend, Place, PlaneMap, precise
from gui.words import count

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from engine.arrays import Array
    from engine.boundary import Boundary, PointAnswers
    from engine.datasets import Dataset
    from engine.frame import Needs
    from gui.view_state import ViewState

LEGEND_WIDTH = 11.5
"""Beside the plane, in em."""

QWIDGETSIZE_MAX = (1 << 24) - 1
"""Qt's own, which PySide doesn't name."""


class BoundaryView(View):
    """The network's answer for every point of the plane, and the data in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("decisionBoundary")
        self._boundary: Boundary | None = None
        self._names: tuple[str, ...] = ()
        self._told: object = None
        self._throttle = Throttle(TEXT_SECONDS)
        self.map = PlaneMap()
        self.map.setObjectName("boundaryMap")
        self.map.setToolTip(
            self.tr("Point anywhere to read p; Left and Right walk through mistakes")
        )
        self.legend = Legend()
        self.title, self.hint = ElidedLabel("title"), ElidedLabel("hint")
        self.readout = paragraph("caption")
        self.empty = paragraph("hint")
        self._lay_out()
        self.map.pointed.connect(self._tell)

    def _lay_out(self) -> None:
        self.title.setText(self.tr("Decision boundary"))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        header = QHBoxLayout()
        header.setSpacing(8)
        header.addWidget(self.title)
        header.addWidget(self.hint, 1)
        side = QVBoxLayout()
        side.setSpacing(8)
        side.addWidget(self.legend)
        side.addWidget(self.readout)
        side.addStretch(0)
        self._below = below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        below.setSpacing(10)
        below.addWidget(self.map, 1)
        below.addLayout(side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 12, 10)
        layout.setSpacing(6)
        layout.addLayout(header)
        layout.addWidget(self.empty, 1)
        layout.addLayout(below, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the legend where it leaves more room to the plane."""
        super().resizeEvent(event)
        side = round(LEGEND_WIDTH * self.fontMetrics().height())
        self.legend.set_wide(self._is_larger_above(side))
        is_wide = self.legend.is_wide
        ways = QBoxLayout.Direction
        self._below.setDirection(ways.TopToBottom if is_wide else ways.LeftToRight)
        for part in (self.legend, self.readout):
            part.setMinimumWidth(1 if is_wide else side)
            part.setMaximumWidth(QWIDGETSIZE_MAX if is_wide else side)
        self.readout.setWordWrap(not is_wide)
        self._tell(self._told)

    def _is_larger_above(self, side: int) -> bool:
        """Tell whether the plane is larger above the legend than beside it."""
        width, height = self.width(), self.height()
        self.legend.set_wide(True)
        below = self.legend.height() + 2 * self.fontMetrics().height()
        return min(width, height - below) > min(width - side, height)

    def suits(self, dataset: Dataset) -> bool:
        """Tell whether there is anything to show of such data."""
        return has_boundary(dataset)

    def needs(self, state: ViewState) -> Needs:
        """Return what a frame must hold for this view."""
        shown = self.suits(state.dataset)
        return frozenset({Need.BOUNDARY}) if shown else frozenset()

    def draw(self, state: ViewState, before: ViewState | None) -> None:
        """Draw what differs between ``before``, drawn last, and ``state``."""
        if before is None or before.theme is not state.theme:
            self.map.set_theme(state.theme)
            self.legend.set_theme(state.theme)
        if before is None or before.dataset is not state.dataset:
            self._names = state.dataset.class_names
            self.legend.show_classes(self._names)
            self._show(None)
        frame = state.frame
        if frame is not None and frame.boundary is not None:
            if frame.boundary is not self._boundary:
                self._show(frame.boundary)
        elif frame is not None and frame.spec != state.spec:
            self._show(None)
        if self._throttle.allows(state.is_changing):
            self._show_words(state)

    def _show(self, boundary: Boundary | None) -> None:
        self._boundary = boundary
        self.map.show_boundary(boundary)

    def _show_words(self, state: ViewState) -> None:
        shown = self._boundary
        is_empty = shown is None
        self.empty.setVisible(is_empty)
        for part in (self.map, self.legend, self.readout):
            part.setVisible(not is_empty)
        self.empty.setText(self._empty_text(state) if is_empty else "")
        self.hint.setText("" if shown is None else self._wrong_text(shown))
        if shown is not None:
            self.map.setAccessibleName(f"{self.title.text()}: {self.hint.text()}")
            self._tell(self.map.place or self._told)

    def _empty_text(self, state: ViewState) -> str:
        if not self.suits(state.dataset):
            return self.tr("This is for points in the plane: choose them under Data.")
        if not state.has_its_data:
            return self.tr("This network learned from other data.")
        return ""

    def _wrong_text(self, shown: Boundary) -> str:
        text = self.tr("wrong: {train} of {train_all} train").format(
            train=count(_wrong(shown.train)), train_all=count(len(shown.train.labels))
        )
        if shown.test is None:
            return text
        test = self.tr("{test} of {test_all} test").format(
            test=count(_wrong(shown.test)), test_all=count(len(shown.test.labels))
        )
        return f"{text}, {test}"

    # What is pointed at

    def _tell(self, what: object) -> None:
        self._told = what
        shown = self._boundary
        lines: list[str] = []
        if isinstance(what, Place):
            part = self.map.answers_of(what)
            if part is not None and what.index < len(part.labels):
                lines = self._point_lines(what, part)
        elif isinstance(what, tuple) and shown is not None:
            x, y = what
            lines = self._answer_lines(x, y, answer_at(shown, x, y))
        text = (" · " if self.legend.is_wide else "\n").join(lines)
        self.readout.setText(text or self.tr("Point at the plane to read p."))
        self.map.setAccessibleDescription(", ".join(lines))

    def _point_lines(self, place: Place, part: PointAnswers) -> list[str]:
        i = place.index
        label, said = int(part.labels[i]), int(part.said[i])
        which = self.tr("test point") if place.is_test else self.tr("training point")
        x, y = part.points[i].tolist()
        lines = [f"{which} {i}: {self._names[label]}"]
        lines += self._answer_lines(x, y, part.probabilities[:, i])
        if said != label:
            lines.append(self.tr("✕ said {said}").format(said=self._names[said]))
        return lines

    def _answer_lines(self, x: float, y: float, p: Array) -> list[str]:
        best = 1 if len(p) == 1 else int(np.argmax(p))
        answer = self.tr("p({name}) = {p}").format(
            name=self._names[best], p=precise(float(p.max()))
        )
        where = f"x1 = {x:.2f}, x2 = {y:.2f}".replace("-", "−")
        return [where, answer]


def _wrong(part: PointAnswers) -> int:
    return int(np.count_nonzero(part.said != part.labels))


def answer_at(shown: Boundary, x: float, y: float) -> Array:
    """Return the answer (n_y,) of the grid's point nearest to one of the plane."""
    left, right, bottom, top = shown.extent
    last = shown.side - 1
    column = round((x - left) / (right - left) * last)
    row = round((y - bottom) / (top - bottom) * last)
    answer: Array = shown.answers[:, np.clip(row, 0, last), np.clip(column, 0, last)]
    return answer
