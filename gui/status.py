"""The status bar: how far the run is, how fast, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QStatusBar

from gui.figures import figures
from gui.view import TEXT_SECONDS, Throttle
from gui.view_state import Phase
from gui.widgets.elided_label import ElidedLabel
from gui.words import count, duration, percent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.view_state import ViewState


class StatusBar(QStatusBar):
    """Progress at the left, what it means in the middle, figures at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._throttle = Throttle(TEXT_SECONDS)
        self._progress = QProgressBar()
        self._progress.setObjectName("trainingProgress")
        # Qt counts in 32 bits, a run may not.
        self._progress.setRange(0, 1000)
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(190)
        self._progress.setAccessibleName(self.tr("Progress of the run"))
        self._progress.setToolTip(self.tr("Progress of the run"))
        self._count = ElidedLabel("title")
        self._note = ElidedLabel("hint")
        ignored, fixed = QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed
        self._note.setSizePolicy(ignored, fixed)
        self._figures = ElidedLabel()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._figures.setAlignment(right)
        self.addWidget(self._progress)
        self.addWidget(self._count)
        self.addWidget(self._note, 1)
        self.addPermanentWidget(self._figures)
        self.setContentsMargins(8, 3, 8, 3)

    def show_state(self, state: ViewState) -> None:
        """Show how far the run is."""
        if not self._throttle.allows(state.is_changing):
            return
        total = max(state.config.iterations, 1)
        self._show_progress(round(1000 * state.iteration / total))
        numbers = "   ".join(self._numbers(state))
        # Else the bar would shift with every digit more.
        self._count.keep_room_for(f"{count(total)} / {count(total)}")
        self._figures.keep_room_for(numbers)
        self._count.setText(self._place(state, total))
        self._note.setText(" · ".join(self._notes(state)))
        self._figures.setText(numbers)

    def _place(self, state: ViewState, total: int) -> str:
        if state.moment is None:
            return f"{count(state.iteration)} / {count(total)}"
        text = self.tr("iteration {moment} of {total} (time machine)")
        return text.format(moment=count(state.moment), total=count(total))

    def _show_progress(self, thousandths: int) -> None:
        value = min(1000, thousandths)
        if value == self._progress.value():
            return
        # Qt would paint it at once, apart from all else that is to be painted.
        self._progress.setUpdatesEnabled(False)
        self._progress.setValue(value)
        self._progress.setUpdatesEnabled(True)

    def _notes(self, state: ViewState) -> list[str]:
        if not state.is_running:
            return [self._at_rest(state)]
        notes = []
        if state.speed > 0:
            left = (state.config.iterations - state.iteration) / state.speed
            notes.append(
                self.tr("{speed} iterations/s").format(speed=_speed(state.speed))
            )
            notes.append(self.tr("{time} left").format(time=duration(max(left, 0))))
        if _holds_back(state):
            notes.append(self.tr("slowed down so that you can watch; full speed: F"))
        return notes

    def _at_rest(self, state: ViewState) -> str:
        if state.design_error is not None:
            return self.tr("Train waits until the design is right.")
        if state.moment is not None and not state.is_stale:
            return self._in_the_past(state)
        if state.is_stale:
            return self.tr("The design has changed. Space starts a new run.")
        return {
            Phase.READY: self.tr("Ready. Space trains."),
            Phase.PAUSED: self.tr("Paused. Space goes on."),
            Phase.FINISHED: self.tr("Finished. Space starts over."),
            Phase.DIVERGED: self.tr("Stopped: the cost is no longer a number."),
        }.get(state.phase, "")

    def _in_the_past(self, state: ViewState) -> str:
        if state.phase in {Phase.FINISHED, Phase.DIVERGED}:
            return self.tr("A past moment. Space starts over, Live comes back.")
        text = self.tr("A past moment. Space goes on from iteration {present}.")
        return text.format(present=count(state.iteration))

    def _seed(self, state: ViewState) -> list[str]:
        """Say where the run began, which the settings may have left behind."""
        if state.run_design is None:
            return []
        return [self.tr("seed {seed}").format(seed=state.run_design.config.seed)]

    def _numbers(self, state: ViewState) -> list[str]:
        known = figures(state)
        if known is None:
            return []
        train, test = known
        numbers = [
            *self._seed(state),
            self.tr("cost {cost}").format(cost=f"{train.cost:.4f}"),
            self.tr("train {share}").format(share=percent(train.accuracy)),
        ]
        if test is not None:
            share = percent(test.accuracy)
            numbers.append(self.tr("test {share}").format(share=share))
        return numbers


def _holds_back(state: ViewState) -> bool:
    """Tell whether it is the pace that limits the speed, and not the machine."""
    interval = state.pace.interval(state.config.iterations)
    return interval > 0 and state.speed * interval > 0.8


def _speed(speed: float) -> str:
    return f"{speed:,.0f}" if speed >= 10 else f"{speed:.1f}"
