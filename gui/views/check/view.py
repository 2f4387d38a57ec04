"""The gradient check: one button, a sentence, and every comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from gui.outcome import Outcome, fill_with
from gui.view import View
from gui.views.check.chart import Chart
from gui.views.check.exercise import Exercise
from gui.views.check.starter import Starter
from gui.views.check.words import basis, is_present, kinks, moment, summary, which

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.check_state import Checked
    from gui.view_state import ViewState


class CheckView(View):
    """Whether the gradients of the network are right, and an exercise about it.

    Signals
    -------
    check_requested, cancel_requested
        Check the gradients of the network that is shown; or stop that.
    notes_requested : bool
        Check those of the exercise; the corrected ones, if true.
    """

    follows_log = True

    check_requested = Signal()
    cancel_requested = Signal()
    notes_requested = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gradientCheckView")
        self._shown: tuple[object, ...] = ()
        self.starter = Starter()
        self.chart = Chart()
        self.exercise = Exercise()
        self._outcome = Outcome(self.chart, self._what_it_is_for())
        fill_with(self, self.starter, self._outcome, self.exercise)
        self._connect()

    def _what_it_is_for(self) -> str:
        return self.tr(
            "A formula for the gradient can be wrong, and training may still seem to "
            "work. Check it: each parameter is moved a little up and down, and the "
            "slope of the cost must be what the backward pass says."
        )

    def _connect(self) -> None:
        self.starter.check_requested.connect(self.check_requested)
        self.starter.cancel_requested.connect(self.cancel_requested)
        self.starter.exercise_toggled.connect(self._show_exercise)
        self.exercise.check_requested.connect(self.notes_requested)

    @property
    def texts(self) -> tuple[str, str]:
        """What it says in sentences: the result, and of what it is."""
        return self._outcome.texts

    def draw(self, state: ViewState, before: ViewState | None) -> None:
        """Show the last check, if there is anything new about it."""
        checked = None if state.check is None else state.check.network
        shown = state.check, state.theme, _told(checked, state)
        if shown != self._shown:
            self._shown = shown
            self._draw(state, checked)

    def _draw(self, state: ViewState, checked: Checked | None) -> None:
        is_exercise = self.starter.exercise.isChecked()
        self.chart.set_theme(state.theme)
        self.starter.show_check(state.check)
        self.exercise.show_check(state.check)
        self.exercise.setVisible(is_exercise)
        self._outcome.setVisible(not is_exercise)
        self._outcome.show_found(checked is not None)
        if checked is not None:
            self._draw_result(checked, state)

    def _draw_result(self, checked: Checked, state: ViewState) -> None:
        report = checked.report
        notes = moment(checked, state), basis(report), kinks(report), which(report)
        self._outcome.say(summary(report), " · ".join(filter(None, notes)))
        assert checked.spec is not None
        self.chart.show_check(checked, checked.spec, not is_present(checked, state))

    def _show_exercise(self, _shown: bool) -> None:
        if self._latest is not None:
            check = self._latest.check
            self._draw(self._latest, None if check is None else check.network)


def _told(checked: Checked | None, state: ViewState) -> str:
    """Return whose result it is said to be."""
    return "" if checked is None else moment(checked, state)
