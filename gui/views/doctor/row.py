"""One finding, with buttons for its evidence and its mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.doctor import Severity
from gui.icons import icon
from gui.labels import paragraph, plain
from gui.plain_text import tool_tip
from gui.views.doctor.words import severity_meaning, severity_word
from gui.widgets.manners import Manners
from gui.words import sentence

if TYPE_CHECKING:
    from engine.doctor import Finding, Mend
    from gui.theme import Theme

ICON = 18
"""Pixels."""

LOOKS = {
    Severity.GRAVE: ("grave", "wrong"),
    Severity.SERIOUS: ("serious", "text"),
    Severity.SLIGHT: ("slight", "secondary"),
}
"""Shape and colour; the shapes and the word beside them tell as much."""


class FindingRow(QFrame):
    """A finding in a list; only what is new about it is changed.

    Signals
    -------
    show_requested : Evidence
        The user wants to see it.
    mend_requested : Mend
        The user wants to try what may help.
    """

    show_requested = Signal(object)
    mend_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("finding")
        self._finding: Finding | None = None
        self._look: tuple[object, ...] = ()
        self._icon = QLabel()
        self._word = plain("caption")
        self.what = paragraph("title")
        self.why = paragraph("hint")
        self.advice = paragraph("")
        self.show_button = self._button("showEvidenceButton", self.tr("Show me"))
        self.try_button = self._button("tryMendButton", self.tr("Try it"))
        self.show_button.clicked.connect(self._show)
        self.try_button.clicked.connect(self._try)
        self._arrange()

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setProperty("compact", True)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._manners = Manners(self)
        self._manners.teach(button)
        return button

    def _arrange(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        severity = QVBoxLayout()
        severity.setSpacing(1)
        severity.addWidget(self._icon, 0, middle)
        severity.addWidget(self._word, 0, middle)
        severity.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self.what, self.why, self.advice):
            words.addWidget(label)
        words.addStretch(1)
        buttons = QVBoxLayout()
        buttons.setSpacing(4)
        buttons.addWidget(self.show_button)
        buttons.addWidget(self.try_button)
        buttons.addStretch(1)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 6, 0, 6)
        layout.setHorizontalSpacing(12)
        layout.addLayout(severity, 0, 0)
        layout.addLayout(words, 0, 1)
        layout.addLayout(buttons, 0, 2)
        layout.setColumnMinimumWidth(0, self.fontMetrics().horizontalAdvance("Serious"))
        layout.setColumnStretch(1, 1)

    @property
    def finding(self) -> Finding | None:
        """What it shows."""
        return self._finding

    def show_finding(self, finding: Finding, theme: Theme) -> None:
        """Show a finding, or another moment of the same one."""
        if self._look != (finding.severity, theme):
            self._look = finding.severity, theme
            self._show_severity(finding.severity, theme)
        if finding == self._finding:
            return
        self._finding = finding
        what = sentence(finding.what)
        for label, text in (
            (self.what, what),
            (self.why, sentence(finding.why)),
            (self.advice, sentence(finding.advice)),
        ):
            if label.text() != text:
                label.setText(text)
        self.setAccessibleName(f"{severity_word(finding.severity)}: {what}")
        self._name_buttons(what)

    def _show_severity(self, severity: Severity, theme: Theme) -> None:
        name, role = LOOKS[severity]
        self._icon.setPixmap(icon(name, theme.color(role)).pixmap(ICON, ICON))
        self._word.setText(severity_word(severity))
        for label in (self._icon, self._word):
            label.setToolTip(severity_meaning(severity))

    def _name_buttons(self, what: str) -> None:
        show = self.tr("Show me: {what}").format(what=what)
        self.show_button.setAccessibleName(show)
        tip = self.tr("Go to where this is to be seen")
        self.show_button.setToolTip(tip)

    def show_mend(self, mend: Mend | None, obstacle: str) -> None:
        """Offer a mend, unless something is in the way."""
        self.try_button.setVisible(mend is not None)
        self.try_button.setEnabled(not obstacle)
        advice = self.advice.text()
        tip = obstacle or self.tr("{advice} Undo takes it back.").format(advice=advice)
        if self.try_button.toolTip() != tool_tip(tip):
            self.try_button.setToolTip(tool_tip(tip))
            name = self.tr("Try it: {advice}").format(advice=advice)
            self.try_button.setAccessibleName(name)

    def _show(self) -> None:
        if self._finding is not None:
            self.show_requested.emit(self._finding.evidence)

    def _try(self) -> None:
        if self._finding is not None and self._finding.mend is not None:
            self.mend_requested.emit(self._finding.mend)
