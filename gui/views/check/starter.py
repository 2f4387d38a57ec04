"""The buttons that begin and end a check, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from gui.views.check.words import explanation
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.info_button import InfoButton
from gui.widgets.manners import Manners

if TYPE_CHECKING:
    from gui.check_state import CheckState

WHOLE = 1000


class Starter(QWidget):
    """A button that begins; while a check goes on, its progress and one that ends it.

    Signals
    -------
    check_requested, cancel_requested
        A button was pressed.
    exercise_toggled : bool
        The exercise shall be shown, or the network's check.
    """

    check_requested = Signal()
    cancel_requested = Signal()
    exercise_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.check = self._button(
            "checkGradientsButton", self.tr("Check the gradients")
        )
        self.cancel = self._button("cancelCheckButton", self.tr("Cancel"))
        self.exercise = self._button("exerciseButton", self.tr("Find the mistake"))
        self.exercise.setCheckable(True)
        self._lead = ElidedLabel("hint")
        self._lead.setText(self.tr("Comparing slopes"))
        self._title = ElidedLabel("title")
        self._title.setText(self.tr("Find the mistake"))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximum(WHOLE)
        self._bar.setAccessibleName(self.tr("Progress of the check"))
        self._bar.setToolTip(self.tr("How much of the check is done"))
        self.info = InfoButton(self.tr("What a gradient check is"))
        self.info.setText("i")
        self.info.setProperty("compact", True)
        self.info.set_text(explanation())
        self._say_what_they_do()
        self._arrange()
        self.show_check(None)

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    def _say_what_they_do(self) -> None:
        tips = {
            self.check: self.tr(
                "Hold the gradient of the network that the window shows against a "
                "numeric one"
            ),
            self.cancel: self.tr("End the check; what was found before stays"),
            self.exercise: self.tr(
                "An exercise: the course notes' backward pass for a regression is "
                "wrong. By how much, and why?"
            ),
        }
        self._manners = Manners(self)
        for button, tip in tips.items():
            button.setToolTip(tip)
            button.setAccessibleName(button.text())
            self._manners.teach(button)
        self.cancel.setAccessibleName(self.tr("Cancel the check"))
        self.check.clicked.connect(self.check_requested)
        self.cancel.clicked.connect(self.cancel_requested)
        self.exercise.toggled.connect(self._on_exercise)

    def _arrange(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.check)
        layout.addWidget(self._title)
        layout.addWidget(self._lead)
        layout.addWidget(self._bar, 1)
        layout.addWidget(self.cancel)
        layout.addStretch(0)
        layout.addWidget(self.exercise)
        layout.addWidget(self.info)

    @property
    def progress(self) -> float:
        """The share that the bar shows."""
        return self._bar.value() / WHOLE

    def show_check(self, check: CheckState | None) -> None:
        """Show what can be done, and how far a check is."""
        is_running = check is not None and check.running is not None
        had_focus = self.check.hasFocus() or self.cancel.hasFocus()
        for part in (self._lead, self._bar, self.cancel):
            part.setVisible(is_running)
        is_exercise = self.exercise.isChecked()
        self._title.setVisible(is_exercise)
        self.check.setVisible(not is_running and not is_exercise)
        if had_focus:
            (self.cancel if is_running else self.check).setFocus()
        if check is not None:
            self._bar.setValue(round(WHOLE * check.share))

    def _on_exercise(self, shown: bool) -> None:
        text = self.tr("Back to my network") if shown else self.tr("Find the mistake")
        self.exercise.setText(text)
        self.exercise.setAccessibleName(text)
        self.exercise_toggled.emit(shown)
