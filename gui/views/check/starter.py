"""The buttons that begin and end a check, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from gui.start_row import StartRow
from gui.views.check.words import explanation
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.info_button import InfoButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.check_state import CheckState

WHOLE = 1000


class Starter(StartRow):
    """Begins and ends a check, and leads to the exercise.

    Signals
    -------
    check_requested
        A check shall begin.
    exercise_toggled : bool
        The exercise shall be shown, or the network's check.
    """

    check_requested = Signal()
    exercise_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar.setMaximum(WHOLE)
        self._name_bar(
            self.tr("Progress of the check"), self.tr("How much of the check is done")
        )
        self._lead = ElidedLabel("hint")
        self._lead.setText(self.tr("Comparing slopes"))
        self._title = ElidedLabel("title")
        self._title.setText(self.tr("Find the mistake"))
        self.info = InfoButton(self.tr("What a gradient check is"))
        self.info.setText("i")
        self.info.setProperty("compact", True)
        self.info.set_text(explanation())
        self._make_buttons()
        row = self._arrange(
            (self.check,),
            (self._lead, self._bar, self.cancel),
            (self.exercise, self.info),
        )
        row.insertWidget(0, self._title)
        self.show_check(None)

    def _make_buttons(self) -> None:
        self.check = self._button(
            "checkGradientsButton",
            self.tr("Check the gradients"),
            self.tr(
                "Hold the gradient of the network that the window shows against a "
                "numeric one"
            ),
        )
        self.cancel = self._button(
            "cancelCheckButton",
            self.tr("Cancel"),
            self.tr("End the check; what was found before stays"),
            self.tr("Cancel the check"),
        )
        self.exercise = self._button(
            "exerciseButton",
            self.tr("Find the mistake"),
            self.tr(
                "An exercise: the course notes' backward pass for a regression is "
                "wrong. By how much, and why?"
            ),
        )
        self.exercise.setCheckable(True)
        self.check.clicked.connect(self.check_requested)
        self.cancel.clicked.connect(self.cancel_requested)
        self.exercise.toggled.connect(self._on_exercise)

    @property
    def progress(self) -> float:
        """The share that the bar shows."""
        return self._bar.value() / WHOLE

    def show_check(self, check: CheckState | None) -> None:
        """Show what can be done, and how far a check is."""
        is_exercise = self.exercise.isChecked()
        self._title.setVisible(is_exercise)
        is_running = check is not None and check.running is not None
        self._show_running(is_running, is_offered=not is_exercise)
        if check is not None:
            self._bar.setValue(round(WHOLE * check.share))

    def _on_exercise(self, shown: bool) -> None:
        text = self.tr("Back to my network") if shown else self.tr("Find the mistake")
        self.exercise.setText(text)
        self.exercise.setAccessibleName(text)
        self.exercise_toggled.emit(shown)
