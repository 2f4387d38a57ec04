"""The list of findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from gui.checkup import Checkup
from gui.icons import icon
from gui.labels import paragraph
from gui.lesson_words import kept_by_lesson
from gui.scrolling import fill_scrolling
from gui.view import View
from gui.views.doctor.row import ICON, FindingRow
from gui.views.doctor.words import explanation, is_healthy, title
from gui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from engine.doctor import Finding, Mend
    from engine.frame import Needs
    from gui.theme import Theme
    from gui.view_state import ViewState

LOOKS_EVERY = 2.0
"""Seconds, while a run goes on: gradients of the first layer take milliseconds."""


class DoctorView(View):
    """What is wrong with the run, the gravest first.

    Signals
    -------
    evidence_requested : Evidence
        The user wants to see what shows a finding.
    mend_requested : str, object
        The user wants to try a setting: its name and value.
    """

    follows_log = True

    evidence_requested = Signal(object)
    mend_requested = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("doctorView")
        self._checkup = Checkup(with_gradients=True, seconds=LOOKS_EVERY)
        self._mark = QLabel()
        self.title = ElidedLabel("title")
        self.hint = paragraph("hint")
        self.rows: list[FindingRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._arrange()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._mark)
        head.addWidget(self.title, 1)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(14, 8, 12, 8)
        layout.setSpacing(3)
        layout.addLayout(head)
        layout.addLayout(self._list)
        layout.addWidget(self.hint)
        layout.addStretch(1)
        area = fill_scrolling(self, body)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def needs(self, state: ViewState) -> Needs:
        """Return how units, weights, gradients and answers are, now and then."""
        return self._checkup.needs(state)

    def draw(self, state: ViewState, before: ViewState | None) -> None:
        """Show the findings, if there is anything new about them."""
        has_looked = self._checkup.look(state)
        if has_looked or before is None or before.theme is not state.theme:
            self._show_findings(state.theme)
        for row in self.rows:
            mend = None if row.finding is None else row.finding.mend
            row.show_mend(mend, self._obstacle(mend, state))

    def _show_findings(self, theme: Theme) -> None:
        case, findings = self._checkup.case, self._checkup.findings
        self.title.setText(title(case, len(findings)))
        self.hint.setText(explanation(case))
        healthy = is_healthy(case, len(findings))
        self._mark.setVisible(healthy)
        if healthy:
            picture = icon("healthy", theme.color("text")).pixmap(ICON, ICON)
            self._mark.setPixmap(picture)
        self._match_rows(findings)
        for row, finding in zip(self.rows, findings, strict=True):
            row.show_finding(finding, theme)

    def _match_rows(self, findings: tuple[Finding, ...]) -> None:
        """Let each finding keep its row, and the row its keyboard focus."""
        kept = {row.finding.place: row for row in self.rows if row.finding is not None}
        places = {finding.place for finding in findings}
        for place, row in kept.items():
            if place not in places:
                self._list.removeWidget(row)
                row.hide()
                row.deleteLater()
        rows = [kept.get(finding.place) or self._new_row() for finding in findings]
        if rows != self.rows:
            self.rows = rows
            for i, row in enumerate(rows):
                self._list.insertWidget(i, row)

    def _new_row(self) -> FindingRow:
        row = FindingRow()
        row.show_requested.connect(self.evidence_requested)
        row.mend_requested.connect(self._try)
        return row

    def _try(self, mend: Mend) -> None:
        self.mend_requested.emit(mend.name, mend.value)

    def _obstacle(self, mend: Mend | None, state: ViewState) -> str:
        """Return why a mend can't be tried now; empty if it can."""
        if mend is None:
            return ""
        if not state.leaves(mend.name):
            return kept_by_lesson()
        if state.is_locked and mend.name != "learning_rate":
            return self.tr("Pause first")
        if _is_set(mend, state):
            return self.tr("The design has it: Train shows what it does")
        return ""


def _is_set(mend: Mend, state: ViewState) -> bool:
    """Tell whether the design is already as the mend would have it."""
    if mend.name == "activation":
        return set(state.spec.activations) == {mend.value}
    if mend.name == "initialization":
        # Layers may have their own, and given weights were not drawn at all.
        is_own = any(state.spec.initializations) or state.has_given_weights
        return bool(state.config.initialization == mend.value and not is_own)
    return bool(getattr(state.config, mend.name) == mend.value)
