"""Data, design and run: what may be edited when, and what Train then does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gui.design_desk import DesignDesk
from gui.run_control import RunControl
from gui.tasks import TaskBoard
from gui.view_state import Phase
from gui.what_if import WhatIf

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.config import TrainingConfig
    from engine.datasets import Dataset
    from engine.frame import Frame, Needs
    from engine.model_file import SavedModel
    from gui.design import Design
    from gui.pace import Pace


class Workbench(DesignDesk):
    """The part of the session that edits designs and trains them.

    A design with a problem doesn't train before it is solved.

    Parameters
    ----------
    dataset : Dataset
        The data to begin with.
    parent : QObject, optional
        Owner.

    Signals
    -------
    failed : Exception
        See `DesignDesk`.
    noted : EngineError
        A run ended in a way that is worth saying, and no fault.
    started
        Train was pressed: the present run begins, or goes on.
    pinned : History, float
        A run of what-if is to be kept: its log, and how many seconds it took.
    """

    noted = Signal(object)
    started = Signal()
    pinned = Signal(object, float)

    def __init__(self, dataset: Dataset, parent: QObject | None = None) -> None:
        super().__init__(dataset, parent)
        self._tasks = TaskBoard(self)
        self._control = RunControl(self._tasks, self._needs, self)
        self._control.changed.connect(self._on_run_changed)
        self._control.failed.connect(self.failed)
        self._control.noted.connect(self.noted)
        self._what_if = WhatIf(self._control, self._train_what_if)
        self._trains_to_end = False
        self._changes_length = False
        self._begin_run()

    def _needs(self) -> Needs:
        """Return what the visible views need."""
        raise NotImplementedError

    # What may be read

    @property
    def running(self) -> bool:
        """Whether training goes on."""
        return self._control.is_running

    @property
    def is_locked(self) -> bool:
        """Whether a run goes on that an edit would break off."""
        return self.running and not self._what_if.is_on

    @property
    def is_busy(self) -> bool:
        """Whether anything is still to come: steps, frames."""
        return self._control.is_busy

    @property
    def snapshot(self) -> Frame | None:
        """The last frame that was shown."""
        return self._control.shown.frame

    @property
    def costs(self) -> Array:
        """Cost of every state of the run so far; a copy."""
        return self._control.history.costs.copy()

    @property
    def run_design(self) -> Design:
        """What the present run was begun with, as long as it is now to be."""
        control = self._control
        return control.design.with_config(iterations=control.run.last)

    # Design: the rest of it is in `DesignDesk`

    def set_history_megabytes(self, megabytes: int) -> None:
        """Let the states of the next run take this much memory."""
        self._control.history_megabytes = megabytes
        if self._control.phase is Phase.READY:
            self._begin_run(self._control.run.origin.opened)
        self._publish()

    def _adopt(self, design: Design) -> None:
        before, self._design = self._design, design
        if design.in_lesson(before.lesson) == before:
            return
        if self._what_if.is_on:
            self._try_out()
        elif self._control.phase is Phase.READY:
            if self.problem is None:
                self._begin_run()
        elif not self._is_new_design:
            self._change_run(design.config)

    def _change_run(self, config: TrainingConfig) -> None:
        """Let the present run go on as the design now has it."""
        run = self._control.run
        if config.learning_rate != run.learning_rate:
            run.change_learning_rate(config.learning_rate)
        if config.iterations != run.last:
            self._control.plan(config.iterations)
            # The job that trains knows its end from its beginning.
            self._changes_length = self.running and self._trains_to_end
            if self._changes_length:
                self._control.pause()

    # Runs

    @property
    def can_train(self) -> bool:
        """Whether Train would do anything."""
        return not self.running and self.problem is None

    def train(self) -> None:
        """Begin a run, or go on with one that has iterations left."""
        if not self.can_train:
            return
        self._edits.close_step()
        last = self._design.config.iterations
        if self._control.phase is Phase.FINISHED or self._must_begin:
            self._begin_run()
        self.started.emit()
        self._advance(last, to_end=True, paced=True)

    def step(self, count: int = 1) -> None:
        """Make a few iterations at full speed."""
        if not self.can_train:
            return
        self._edits.close_step()
        if self._must_begin:
            self._begin_run()
        self._advance(self._control.iteration + count, to_end=False)

    def pause(self) -> None:
        """Stop after the present iteration; the run can go on later."""
        self._changes_length = False
        self._control.pause()

    def reset(self) -> None:
        """Go back to iteration 0 with the very same initial weights."""
        if self.problem is None:
            self._begin_run()
            self._publish()

    def set_what_if(self, on: bool) -> None:
        """Train anew at every change, from the same initial weights, or stop that."""
        if not on:
            # The last change was made while it was on.
            self._what_if.settle()
            self._what_if.turn_off()
        elif not self._what_if.is_on:
            self._what_if.turn_on()
            if self._control.phase is Phase.READY or self._is_new_design:
                self._try_out()
        self._publish()

    @property
    def can_pin(self) -> bool:
        """Whether there is a run of what-if to keep."""
        control = self._control
        begun = len(control.history) > 1 and not control.is_awaited
        return self._what_if.is_on and begun and not self.running

    def pin(self) -> None:
        """Keep the present run of what-if, and compare others with it."""
        if self.can_pin:
            self._what_if.compare_with_present()
            self.pinned.emit(self._control.history, self._control.seconds)
            self._publish()

    def _begin_on_other_data(self) -> None:
        self._what_if.reference = None
        self._begin_run()
        if self._what_if.is_on:
            self._try_out()

    def _try_out(self) -> None:
        if self.problem is None:
            self._what_if.ask()

    def _train_what_if(self) -> None:
        if self.problem is not None:
            return
        self._begin_run(is_awaited=True)
        self._advance(self._design.config.iterations, to_end=True, is_urgent=True)

    def new_weights(self) -> None:
        """Go back to iteration 0 with other initial weights: the next seed's."""
        seed = (self._design.config.seed + 1) % 2**32
        before = self._design
        self.set_config(seed=seed)
        if self._design is before:
            return
        is_begun = self._control.phase is not Phase.READY and not self._what_if.is_on
        if is_begun and self.problem is None:
            self._begin_run()
        self._publish()

    def set_pace(self, pace: Pace) -> None:
        """Go on at another pace, at once."""
        self._control.set_pace(pace)
        self._publish()

    @property
    def _is_new_design(self) -> bool:
        return self._design.is_another_run(self._control.design)

    @property
    def _must_begin(self) -> bool:
        control = self._control
        diverged = control.phase is Phase.DIVERGED
        return self._is_new_design or diverged or not control.run.origin.fits

    def _begin_run(
        self, opened: SavedModel | None = None, is_awaited: bool = False
    ) -> None:
        self._changes_length = False
        if opened is not None:
            self._what_if.turn_off()
        self._control.begin(self._design, self._dataset, opened, is_awaited)

    def _advance(
        self, until: int, to_end: bool, paced: bool = False, is_urgent: bool = False
    ) -> None:
        self._trains_to_end = to_end
        last = self._design.config.iterations
        self._control.advance(until, last, paced, is_urgent)
        self._publish()

    def _on_run_changed(self) -> None:
        if self._changes_length and not self.running:
            self._changes_length = False
            if self._control.phase is Phase.PAUSED:
                last = self._design.config.iterations
                self._advance(last, to_end=True, paced=True)
                return
        if not (self.running or self._what_if.is_on):
            # Before anybody hears of it: to store the run may take much longer than to
            # show how it ended.
            self._control.shown.request()
        self._publish()
        self._what_if.go_on()
