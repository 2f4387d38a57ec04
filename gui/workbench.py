"""Data, design and run: what may be edited when, and what Train then does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from engine.errors import EngineError, SpecError
from gui.design import Design
from gui.run_control import RunControl
from gui.tasks import TaskBoard
from gui.view_state import Phase

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.arrays import Array
    from engine.config import TrainingConfig
    from engine.datasets import Dataset
    from engine.frame import Frame, Needs
    from engine.model_file import SavedModel
    from engine.spec import HiddenLayer, NetworkSpec
    from gui.pace import Pace


class Workbench(QObject):
    """The part of the session that edits designs and trains them.

    An edit that makes no sense is refused, and `failed` says why. Settings that are
    right one by one but can't run together stay as they are chosen: the design has a
    problem then, views show it, and nothing trains before it is solved.

    Parameters
    ----------
    dataset : Dataset
        The data to begin with.
    parent : QObject, optional
        Owner.

    Signals
    -------
    failed : Exception
        What the user asked for can't be done. An `EngineError` says why and what to do;
        anything else is a fault of ours.
    noted : EngineError
        A run ended in a way that is worth saying, and no fault.
    started
        Train was pressed: the present run begins, or goes on.
    """

    failed = Signal(object)
    noted = Signal(object)
    started = Signal()

    def __init__(self, dataset: Dataset, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = TaskBoard(self)
        self._control = RunControl(self._tasks, self._needs, self)
        self._control.changed.connect(self._on_run_changed)
        self._control.failed.connect(self.failed)
        self._control.noted.connect(self.noted)
        self._dataset = dataset
        self._design = Design.default(dataset)
        self._trains_to_end = False
        self._changes_length = False
        self._begin_run()

    def _needs(self) -> Needs:
        """Return what the visible views need."""
        raise NotImplementedError

    def _publish(self) -> None:
        """Tell everybody of a new state."""
        raise NotImplementedError

    # What may be read

    @property
    def dataset(self) -> Dataset:
        """The data that are loaded."""
        return self._dataset

    @property
    def spec(self) -> NetworkSpec:
        """The design, which the next run will use."""
        return self._design.spec

    @property
    def config(self) -> TrainingConfig:
        """The hyperparameters, likewise."""
        return self._design.config

    @property
    def running(self) -> bool:
        """Whether training goes on."""
        return self._control.is_running

    @property
    def is_busy(self) -> bool:
        """Whether anything is still to come: steps, frames."""
        return self._control.is_busy

    @property
    def snapshot(self) -> Frame | None:
        """The last frame that was shown."""
        return self._control.frame

    @property
    def costs(self) -> Array:
        """Cost of every state of the run so far; a copy."""
        return self._control.history.costs.copy()

    @property
    def problem(self) -> EngineError | None:
        """Why the design can't be trained as it stands."""
        return self._design.problem(self._dataset)

    @property
    def run_design(self) -> Design:
        """What the present run was begun with, as long as it is now to be."""
        begun = self._control.design
        iterations = begun.going_on(self._design).iterations
        return begun.with_config(iterations=iterations)

    # Design

    def set_hidden_text(self, text: str) -> None:
        """Use hidden layers as written, or mark what is wrong with them."""
        self._edit(lambda: self._design.with_text(text, self._dataset))

    def set_hidden(self, hidden: tuple[int, ...]) -> None:
        """Use hidden layers of these sizes."""
        self._edit(lambda: self._design.with_hidden(hidden, self._dataset))

    def set_layers(self, layers: Sequence[HiddenLayer]) -> None:
        """Use these hidden layers, with all that is set on each."""
        self._edit(lambda: self._design.with_layers(layers, self._dataset))

    def set_design(self, design: Design) -> None:
        """Use another design as a whole: a preset's, or that of an earlier run."""
        self._edit(lambda: design)

    def set_activation(self, name: str) -> None:
        """Use this activation in all hidden layers."""
        self._edit(lambda: self._design.with_activation(name))

    def set_dropout(self, rate: float) -> None:
        """Use this dropout rate in all hidden layers."""
        self._edit(lambda: self._design.with_dropout(rate))

    def set_config(self, **changes: Any) -> None:
        """Use other hyperparameters.

        Parameters
        ----------
        **changes : object
            Fields of `TrainingConfig`. Learning rate and number of iterations may
            change while a run goes on; the others wait for the next one.
        """
        self._edit(lambda: self._design.with_config(**changes))

    def set_setting(self, name: str, value: Any) -> None:
        """Use another value of what a view calls by its name.

        Parameters
        ----------
        name : str
            "hidden_text", "activation", "dropout", "history_megabytes", or a field of
            `TrainingConfig`.
        value : object
            What it is to be.
        """
        others: dict[str, Callable[[Any], None]] = {
            "hidden_text": self.set_hidden_text,
            "activation": self.set_activation,
            "dropout": self.set_dropout,
            "history_megabytes": self.set_history_megabytes,
        }
        if name in others:
            others[name](value)
        else:
            self.set_config(**{name: value})

    def set_history_megabytes(self, megabytes: int) -> None:
        """Let the states of the next run take this much memory."""
        self._control.history_megabytes = megabytes
        if self._control.phase is Phase.READY:
            self._begin_run()
        self._publish()

    def set_iterations(self, iterations: int) -> None:
        """Train for this many iterations, also in a run that goes on."""
        self.set_config(iterations=iterations)

    def set_learning_rate(self, learning_rate: float) -> None:
        """Use another learning rate, in a run that goes on from its next step."""
        self.set_config(learning_rate=learning_rate)

    def _edit(self, edit: Callable[[], Design]) -> None:
        """Replace the design, unless that makes no sense or a run goes on with it."""
        try:
            design = edit()
            if self.running:
                _check_same_run(design, self._design)
        except EngineError as error:
            self.failed.emit(error)
        else:
            self._adopt(design)
        self._publish()

    def _adopt(self, design: Design) -> None:
        before, self._design = self._design.config, design
        if self._control.phase is Phase.READY:
            if self.problem is None:
                self._begin_run()
            return
        if design.config.learning_rate != before.learning_rate:
            self._control.run.change_learning_rate(design.config.learning_rate)
        if design.config.iterations != before.iterations:
            self._control.plan(design.config.iterations)
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
        last = self._design.config.iterations
        if self._control.phase is Phase.FINISHED or self._must_begin:
            self._begin_run()
        self.started.emit()
        self._advance(last, to_end=True)

    def step(self, count: int = 1) -> None:
        """Make a few iterations at full speed."""
        if not self.can_train:
            return
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

    def new_weights(self) -> None:
        """Go back to iteration 0 with other initial weights: the next seed's."""
        seed = (self._design.config.seed + 1) % 2**32
        self._design = self._design.with_config(seed=seed)
        self.reset()

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
        return self._is_new_design or diverged or not control.run.fits

    def _begin_run(self, opened: SavedModel | None = None) -> None:
        self._changes_length = False
        self._control.begin(self._design, self._dataset, opened)

    def _advance(self, until: int, to_end: bool) -> None:
        self._trains_to_end = to_end
        last = self._design.config.iterations
        self._control.advance(until, last, paced=to_end)
        self._publish()

    def _on_run_changed(self) -> None:
        if self._changes_length and not self.running:
            self._changes_length = False
            if self._control.phase is Phase.PAUSED:
                self._advance(self._design.config.iterations, to_end=True)
                return
        self._publish()


def _check_same_run(design: Design, before: Design) -> None:
    if design.is_another_run(before) or design.text != before.text:
        raise SpecError(
            "That would be another run than the one that goes on. Pause it first."
        )
