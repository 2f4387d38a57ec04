"""What came of something that a view begins: two sentences, and a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.labels import TOP, paragraph
from gui.scrolling import fill_scrolling
from gui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from gui.start_row import StartRow
    from gui.view import View


class Outcome(QWidget):
    """Says what came of it and draws it; until then, says what it is for.

    Parameters
    ----------
    chart : QWidget
        Draws it.
    purpose : str
        What it is for.
    """

    def __init__(self, chart: QWidget, purpose: str) -> None:
        super().__init__()
        self._summary, self._hint = ElidedLabel("title"), ElidedLabel("hint")
        self._found = self._summary, self._hint, chart
        self._empty = paragraph("hint", purpose, align=TOP)
        layout = _column(self)
        layout.addWidget(self._summary)
        layout.addWidget(self._hint)
        layout.addWidget(chart, 1)
        layout.addWidget(self._empty, 1)

    @property
    def texts(self) -> tuple[str, str]:
        """What it says: the result, and what there is to know of it."""
        return self._summary.text(), self._hint.text()

    def show_found(self, is_found: bool) -> None:
        """Show what came of it, if anything did."""
        for part in self._found:
            part.setVisible(is_found)
        self._empty.setVisible(not is_found)

    def say(self, summary: str, hint: str) -> None:
        """Say other sentences."""
        self._summary.setText(summary)
        self._hint.setText(hint)


def fill_with(view: View, starter: StartRow, *contents: QWidget) -> None:
    """Let what begins something, and below it what came of it, be all of a view."""
    body = QWidget()
    layout = _column(body)
    layout.setContentsMargins(12, 4, 12, 2)
    layout.addWidget(starter)
    layout.addSpacing(3)
    for content in contents:
        layout.addWidget(content, 1)
    fill_scrolling(view, body)


def _column(widget: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(1)
    return layout
