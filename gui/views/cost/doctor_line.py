"""The doctor's gravest finding in one line, for where everybody looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from engine.doctor import Severity
from engine.verdicts import Verdict
from gui.checkup import Checkup
from gui.icons import icon
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.manners import Manners
from gui.words import sentence

if TYPE_CHECKING:
    from engine.doctor import Finding
    from engine.frame import Needs
    from gui.theme import Theme
    from gui.view_state import ViewState

LOOKS_EVERY = 1.0
"""Seconds, while a run goes on."""

ICON = 15
"""Pixels."""

ANY_HEIGHT = 2**24 - 1
"""Qt's largest height: no limit."""

ALREADY_SAID = {
    Verdict.DIVERGED: {"diverging"},
    Verdict.BASE_RATE: {"plateau", "constant"},
    Verdict.BETTER_ON_TRAINING: {"overfitting"},
    Verdict.BY_HEART: {"overfitting"},
}
"""Kinds of findings that are only what a headline says."""


class DoctorLine(QWidget):
    """One line, and a button that leads to the doctor's panel.

    Signals
    -------
    opened
        The user wants to know more.
    """

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("doctorLine")
        self._checkup = Checkup(with_gradients=False, seconds=LOOKS_EVERY)
        self._shown: tuple[object, ...] = ()
        self._icon = QLabel()
        self.label = ElidedLabel()
        self.button = QPushButton()
        self.button.setObjectName("link")
        self.button.setText(self.tr("Doctor"))
        self.button.setAccessibleName(self.tr("Open the doctor"))
        self.button.setToolTip(self.tr("See what is wrong, and what to try"))
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._manners = Manners(self)
        self._manners.teach(self.button)
        self.button.clicked.connect(self.opened)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._icon)
        layout.addWidget(self.button)
        layout.addWidget(self.label, 1)
        self.hide()

    def needs(self, state: ViewState) -> Needs:
        """Return how the units are, now and then."""
        return self._checkup.needs(state)

    def look(self, state: ViewState) -> None:
        """Look at a state, so that `say` knows of it."""
        self._checkup.look(state)

    def say(self, verdict: Verdict, theme: Theme) -> bool:
        """Say what a headline of this verdict doesn't; tell if there is anything."""
        finding = self._gravest_besides(ALREADY_SAID.get(verdict, set()))
        if finding is None:
            return False
        shown = finding, theme
        if shown != self._shown:
            self._shown = shown
            name, role = (
                ("grave", "wrong")
                if finding.severity is Severity.GRAVE
                else ("serious", "text")
            )
            self._icon.setPixmap(icon(name, theme.color(role)).pixmap(ICON, ICON))
            self.label.setText(sentence(finding.what))
        return True

    def take_height_of(self, other: QWidget) -> None:
        """Be as high as what it stands for: nothing below it may jump."""
        self.setFixedHeight(other.height())

    def changeEvent(self, event: QEvent) -> None:
        """Be as high as another font needs."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.setMinimumHeight(0)
            self.setMaximumHeight(ANY_HEIGHT)

    def _gravest_besides(self, said: set[str]) -> Finding | None:
        for finding in self._checkup.findings:
            if finding.severity > Severity.SLIGHT and finding.kind not in said:
                return finding
        return None
