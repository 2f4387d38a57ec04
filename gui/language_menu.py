"""The menu of languages."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from gui.language import ENGLISH, SYSTEM, language_name, translations


class LanguageMenu(QMenu):
    """Lets the user choose what the window speaks.

    Parameters
    ----------
    chosen : str
        What was chosen last.
    parent : QWidget
        Owner.

    Signals
    -------
    language_chosen : str
        As `gui.language.speak` takes it.
    """

    language_chosen = Signal(str)

    def __init__(self, chosen: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Language"))
        self._group = QActionGroup(self)
        for code in (SYSTEM, ENGLISH, *translations()):
            name = language_name(code) if code else self.tr("As the system")
            action = self.addAction(name)
            action.setObjectName(f"language-{code or 'system'}")
            action.setCheckable(True)
            action.setChecked(code == chosen)
            action.setData(code)
            self._group.addAction(action)
        self._group.triggered.connect(self._choose)

    def _choose(self, action: QAction) -> None:
        self.language_chosen.emit(action.data())
