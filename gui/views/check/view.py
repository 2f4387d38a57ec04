"""The gradient check: one button, a sentence, and every comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.labels import TOP, paragraph
from gui.scrolling import fill_scrolling
from gui.view import View
from gui.views.check.chart import Chart
from gui.views.check.exercise import Exercise
from gui.views.check.starter import Starter
from gui.views.check.words import basis, is_present, kinks, moment, summary, which
from gui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
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
        self._summary = ElidedLabel("title")
        self._hint = ElidedLabel("hint")
        self.starter = Starter()
        self.chart = Chart()
        self.exercise = Exercise()
        self._empty = paragraph("hint", self._what_it_is_for(), align=TOP)
        self._arrange()
        self._connect()

    def _what_it_is_for(self) -> str:
        return self.tr(
            "A formula for the gradient can be wrong, and training may still seem to "
            "work. Check it: each parameter is moved a little up and down, and the "
            "slope of the cost must be what the backward pass says."
        )

    def _arrange(self) -> None:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(12, 4, 12, 2)
        layout.setSpacing(1)
        layout.addWidget(self.starter)
        layout.addSpacing(3)
        layout.addWidget(self._summary)
        layout.addWidget(self._hint)
        layout.addWidget(self.chart, 1)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self.exercise, 1)
        fill_scrolling(self, body)

    def _connect(self) -> None:
        self.starter.check_requested.connect(self.check_requested)
        self.starter.cancel_requested.connect(self.cancel_requested)
        self.starter.exercise_toggled.connect(self._show_exercise)
        self.exercise.check_requested.connect(self.notes_requested)

    @property
    def texts(self) -> tuple[str, str]:
        """What it says in sentences: the result, and of what it is."""
        return self._summary.text(), self._hint.text()

    def draw(self, state: ViewState, before: ViewState | None) -> None:
        """Show the last check, if there is anything new about it."""
        checked = None if state.check is None else state.check.network
        shown = state.check, state.theme, _told(checked, state)
        if shown != self._shown:
            self._shown = shown
            self._draw(state, checked)

    def _draw(self, state: ViewState, checked: Checked | None) -> None:
        is_exercise = self.starter.exercise.isChecked()
        has_result = checked is not None and not is_exercise
        self.chart.set_theme(state.theme)
        self.starter.show_check(state.check)
        self.exercise.show_check(state.check)
        self.exercise.setVisible(is_exercise)
        for part in (self.chart, self._summary, self._hint):
            part.setVisible(has_result)
        self._empty.setVisible(not is_exercise and not has_result)
        if checked is not None:
            self._draw_result(checked, state)

    def _draw_result(self, checked: Checked, state: ViewState) -> None:
        report = checked.report
        self._summary.setText(summary(report))
        notes = moment(checked, state), basis(report), kinks(report), which(report)
        self._hint.setText(" · ".join(filter(None, notes)))
        assert checked.spec is not None
        self.chart.show_check(checked, checked.spec, not is_present(checked, state))

    def _show_exercise(self, _shown: bool) -> None:
        if self._latest is not None:
            check = self._latest.check
            self._draw(self._latest, None if check is None else check.network)


def _told(checked: Checked | None, state: ViewState) -> str:
    """Return whose result it is said to be."""
    return "" if checked is None else moment(checked, state)
