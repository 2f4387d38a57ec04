"""What the network says about a picture: large, in figures, and drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.views.predict.answers import UNKNOWN
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.probability_axis import ProbabilityAxis, ProbabilityBars

if TYPE_CHECKING:
    from gui.theme import Theme
    from gui.views.predict.answers import Answer

MOST_BARS = 6
WHY_GAP = 8
GAP = 1
ABOVE_GRAPH = 3
"""Pixels between the parts."""


class AnswerPanel(QWidget):
    """The class in large type, its p, and how far it is from the others.

    Signals
    -------
    why_asked
        The user wants to know why.
    """

    why_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = self._width = 0
        self._names: tuple[str, ...] = ()
        self._is_binary = True
        self._parts: tuple[bool, bool] | None = None
        self._told: tuple[object, ...] = ()
        self._headline = ElidedLabel("large")
        self.why = self._make_button()
        self._p = ElidedLabel()
        self._axis = ProbabilityAxis()
        self._bars = ProbabilityBars()
        self._note = ElidedLabel("hint")
        self._wrong = ElidedLabel("wrong")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        headline = QHBoxLayout()
        headline.setSpacing(WHY_GAP)
        headline.addWidget(self._headline)
        headline.addWidget(self.why)
        headline.addStretch(1)
        layout.addLayout(headline)
        layout.addWidget(self._p)
        layout.addSpacing(ABOVE_GRAPH)
        layout.addWidget(self._axis)
        layout.addWidget(self._bars, 8)
        for label in (self._note, self._wrong):
            layout.addWidget(label)
        layout.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def _make_button(self) -> QPushButton:
        button = QPushButton(self.tr("Why?"))
        button.setObjectName("whyButton")
        button.setAccessibleName(self.tr("Why this answer?"))
        button.setToolTip(
            self.tr("Show which training pictures speak for it, and which against")
        )
        button.setStyleSheet("padding: 1px 9px;")
        button.clicked.connect(self.why_asked)
        return button

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that it says in words."""
        labels = (self._headline, self._p, self._note, self._wrong)
        return tuple(label.text() for label in labels if label.text())

    def fit(self, room: int) -> int:
        """Show what goes into this height; return how much of it that takes."""
        self._room = room
        return self._show_parts()

    def fit_why(self, width: int) -> None:
        """Offer to explain the answer where there is room beside every answer."""
        self._width = width
        advance = self._headline.fontMetrics().horizontalAdvance
        widest = max(map(advance, self._names), default=0)
        needed = widest + 2 * WHY_GAP + self.why.sizeHint().width()
        self.why.setVisible(width >= needed)

    def _show_parts(self) -> int:
        """Leave out what has no room: first the graph, which repeats the figure."""
        verdict, other = self._note, self._wrong
        if self._wrong.text():
            verdict, other = other, verdict
        graph: QWidget = self._axis if self._is_binary else self._bars
        unused: QWidget = self._bars if self._is_binary else self._axis
        words = (self._headline, self._p)
        used = ABOVE_GRAPH + sum(w.sizeHint().height() + GAP for w in words)
        for part in (verdict, graph):
            need = part.minimumSizeHint().height() + 2 * GAP
            fits = used + need <= self._room
            part.setVisible(fits)
            used += need * fits
        other.hide()
        unused.hide()
        return used

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._axis.set_theme(theme)
        self._bars.set_theme(theme)

    def show_answer(
        self,
        names: tuple[str, ...],
        answer: Answer | None,
        label: int | None,
        remark: str,
    ) -> None:
        """Show an answer.

        Parameters
        ----------
        names : tuple of str
            Names of the classes.
        answer : Answer or None
            What the network says; None while nobody knows.
        label : int or None
            The right class, if known.
        remark : str
            Why it is not to be judged; empty if it is.
        """
        if names != self._names:
            self._names = names
            self.fit_why(self._width)
        binary = len(names) == 2
        asked = names[1] if binary else UNKNOWN
        p, said = UNKNOWN, UNKNOWN
        if answer is not None:
            said, asked = names[answer.said], names[answer.asked]
            p = f"{answer.probability:.2f}"
        self._headline.setText(said)
        if (names, asked, p) != self._told:
            self._told = names, asked, p
            self._tell_p(names, self.tr("p({name}) = {p}").format(name=asked, p=p))
        self._draw_probabilities(names, answer)
        self._say_whether_right(names, answer, label, remark)
        parts = self._is_binary, bool(self._wrong.text())
        if parts != self._parts:
            self._parts = parts
            self._show_parts()

    def _tell_p(self, names: tuple[str, ...], p: str) -> None:
        self._p.setText(p)
        text = self.tr("from {low} at 0 to {high} at 1: {p}")
        self._axis.setAccessibleName(text.format(low=names[0], high=names[-1], p=p))

    def _draw_probabilities(
        self, names: tuple[str, ...], answer: Answer | None
    ) -> None:
        self._is_binary = len(names) == 2
        if self._is_binary:
            self._axis.set_ends(*names)
            self._axis.set_probability(None if answer is None else answer.probability)
        else:
            best = () if answer is None else answer.best(MOST_BARS)
            chances = () if answer is None else answer.probabilities
            rows = [(names[c], chances[c]) for c in best]
            self._bars.set_rows(rows)
            told = "; ".join(f"{name} {p:.2f}" for name, p in rows)
            self._bars.setAccessibleName(told or UNKNOWN)

    def _say_whether_right(
        self,
        names: tuple[str, ...],
        answer: Answer | None,
        label: int | None,
        remark: str,
    ) -> None:
        note, wrong = remark, ""
        if not remark and answer is not None and label is not None:
            if label == answer.said:
                note = self.tr("✓ right")
            else:
                text = self.tr("✕ wrong: it is labelled {name}")
                wrong = text.format(name=names[label])
        self._note.setText(note)
        self._wrong.setText(wrong)
