"""Going back in a run: any of its moments shown, a film of them, a new run from one."""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import TYPE_CHECKING

from engine.errors import SpecError
from gui.scheduler import Priority
from gui.view_state import Timeline
from gui.workbench import Workbench

if TYPE_CHECKING:
    from engine.saved_model import SavedModel
    from gui.scheduler import Job


class Travel(Workbench):
    """The part of the session that shows past moments.

    Training goes on meanwhile, and the moment stays until another one is chosen, or a
    run begins, or is made to go on.
    """

    _branching: Job | None = None
    _branches = 0
    _departed_with = 0.0

    @property
    def moment(self) -> int | None:
        """The iteration that is shown; None for the present."""
        return self._control.shown.time.moment

    @property
    def is_busy(self) -> bool:
        """Whether anything is still to come: steps, frames, another moment."""
        return super().is_busy or self._branching is not None

    @property
    def timeline(self) -> Timeline:
        """What can be gone back to, and whether the film plays."""
        control, shown = self._control, self._control.shown
        span, machine = shown.span, shown.time
        return Timeline(
            span.first,
            span.last,
            control.run.last,
            control.log.best,
            machine.is_playing,
            machine.is_moving,
            shown.is_near,
        )

    def go_to(self, iteration: int | None) -> None:
        """Show the state nearest to an iteration in all views; None is the present."""
        self._depart()
        self._control.shown.time.go_to(iteration)

    def play_film(self) -> None:
        """Show all states one after another, from the shown one or from the first."""
        self._depart()
        self._control.shown.time.play()

    def pause_film(self) -> None:
        """Stay at the moment that the film has come to."""
        self._control.shown.time.pause()

    def _depart(self) -> None:
        if self.moment is None:
            self._departed_with = self._design.config.learning_rate

    def train(self) -> None:
        """Begin a run, or go on with one; that happens in the present."""
        if self.can_train:
            self._come_back()
        super().train()

    def step(self, count: int = 1) -> None:
        """Make a few iterations, in the present."""
        if self.can_train:
            self._come_back()
        super().step(count)

    def _come_back(self) -> None:
        self._stop_branching()
        self._control.shown.time.go_live()

    def _begin_run(
        self, opened: SavedModel | None = None, is_awaited: bool = False
    ) -> None:
        self._stop_branching()
        super()._begin_run(opened, is_awaited)

    def _stop_branching(self) -> None:
        """Begin no run from a past moment: another one begins, or goes on."""
        if self._branching is not None:
            self._tasks.cancel(self._branching)
            self._branching = None

    def train_on_from(self) -> None:
        """Train on from the moment that is shown, in a run of its own.

        It has the log up to there, and goes the same way again, unless the learning
        rate was changed since the moment is shown.
        """
        control, moment = self._control, self.moment
        if moment is None or self._branching is not None:
            return
        run = control.run
        if moment >= run.last:
            self.failed.emit(
                SpecError(
                    "The run ends at iteration {last:,}, so there is nothing to train "
                    "from there. Choose more iterations, or an earlier moment.",
                    last=run.last,
                ).at("iterations")
            )
            return
        control.shown.time.pause()
        number = self._branches = self._branches + 1
        self._branching = self._tasks.submit(
            lambda: run.model_at(moment),
            Priority.REQUEST,
            partial(self._branch, number),
        )

    def _branch(
        self, number: int, model: SavedModel | None, error: Exception | None
    ) -> None:
        # It may have been called off in the meantime.
        if self._branching is None or number != self._branches:
            return
        self._branching = None
        if error is not None:
            self.failed.emit(error)
        elif model is not None:
            self._begin_from(model)
            self.train()

    def _begin_from(self, model: SavedModel) -> None:
        """Begin a run in a state of the present one, with the log up to there."""
        assert model.checkpoint is not None
        control, chosen = self._control, self._design.config.learning_rate
        is_chosen = chosen != self._departed_with
        rate = chosen if is_chosen else model.checkpoint.learning_rate
        log, last = control.history.until(model.iteration), control.run.last
        if self._is_new_design:
            # As when a model is opened: edits of another design undo nothing here.
            self._edits.clear()
        # What the run was begun with, so that all of it can be made again.
        self._design = begun = control.design.in_lesson(self._design.lesson)
        self._begin_run(dataclasses.replace(model, config=begun.config, **log))
        if last != begun.config.iterations:
            self._adopt(self._design.with_config(iterations=last))
        if rate != begun.config.learning_rate:
            self._adopt(self._design.with_config(learning_rate=rate))
