"""The one owner of state: a facade over data, design, run and selection."""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from engine.dataset_file import open_dataset
from engine.datasets import DATASETS
from engine.errors import EngineError, SpecError
from engine.images import read_picture
from engine.model_file import is_model, open_model, save_model
from gui.design import Design
from gui.live_run import is_model_of
from gui.run_control import RunControl
from gui.selection import Selection
from gui.tasks import TaskBoard
from gui.theme import DARK
from gui.view_state import Phase, ViewState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from engine.arrays import Array
    from engine.config import TrainingConfig
    from engine.datasets import Dataset, Picture
    from engine.frame import Frame, Needs
    from engine.images import PictureFile
    from engine.model_file import SavedModel
    from engine.spec import NetworkSpec
    from gui.pace import Pace
    from gui.tasks import Done
    from gui.theme import Theme
    from gui.view_state import Neuron


class TrainingSession(QObject):
    """Owns the state of the window and is the only one that changes it.

    Views get a `ViewState` and emit intentions; those are the methods here. The compute
    thread does the work.

    Parameters
    ----------
    dataset : Dataset
        The data to begin with.
    parent : QObject, optional
        Owner.

    Signals
    -------
    changed : ViewState
        Something that views show is different.
    failed : Exception
        What the user asked for can't be done. An `EngineError` says why and what to do;
        anything else is a fault of ours.
    saved : Path
        A model was written.
    """

    changed = Signal(object)
    failed = Signal(object)
    saved = Signal(object)

    def __init__(self, dataset: Dataset, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = TaskBoard(self)
        self._needs_source: Callable[[ViewState], Needs] = _no_needs
        self._control = RunControl(self._tasks, self._needs, self)
        self._control.changed.connect(self._publish)
        self._control.failed.connect(self.failed)
        self._dataset = dataset
        self._design = Design.default(dataset)
        self._selection = Selection().for_dataset(dataset)
        self._theme = DARK
        self._seen: Frame | None = None
        self._begin_run()

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
    def state(self) -> ViewState:
        """Everything that views may show."""
        control, run = self._control, self._control.run
        return ViewState(
            dataset=self._dataset,
            spec=self._design.spec,
            config=self._design.config,
            hidden_text=self._design.text,
            design_error=self._design.error,
            phase=control.phase,
            run_id=run.run_id,
            iteration=control.iteration,
            history=control.history,
            frame=control.frame,
            is_stale=self._is_new_design,
            neuron=self._selection.neuron,
            picture=self._selection.picture,
            own_pictures=self._selection.own_pictures,
            trained_on=run.trained_on,
            class_names=run.class_names,
            picture_shape=run.picture_shape,
            has_its_data=run.fits,
            pace=control.pace,
            speed=control.speed,
            path=run.path,
            theme=self._theme,
        )

    # Design

    def set_hidden_text(self, text: str) -> None:
        """Use hidden layers as written, or mark what is wrong with them."""
        self._edit(lambda: self._design.with_text(text, self._dataset))

    def set_hidden(self, hidden: tuple[int, ...]) -> None:
        """Use these hidden layers."""
        self._edit(lambda: self._design.with_hidden(hidden, self._dataset))

    def set_activation(self, name: str) -> None:
        """Use this activation in all hidden layers."""
        self._edit(lambda: self._design.with_activation(name))

    def set_initialization(self, name: str) -> None:
        """Draw initial weights this way."""
        self._edit(lambda: self._design.with_config(initialization=name))

    def set_seed(self, seed: int) -> None:
        """Use another seed for every random draw."""
        self._edit(lambda: self._design.with_config(seed=seed))

    def set_iterations(self, iterations: int) -> None:
        """Train for this many iterations."""
        self._edit(lambda: self._design.with_config(iterations=iterations))
        self._control.plan(self._design.config.iterations)
        self._publish()

    def set_learning_rate(self, learning_rate: float) -> None:
        """Use another learning rate, in a run that goes on from its next step."""

        def edit() -> Design:
            return self._design.with_config(learning_rate=learning_rate)

        if self._control.phase is Phase.READY:
            self._edit(edit)
            return
        try:
            self._design = edit()
        except EngineError as error:
            self.failed.emit(error)
        else:
            self._control.run.change_learning_rate(learning_rate)
        self._publish()

    def _edit(self, edit: Callable[[], Design]) -> None:
        """Replace the design, unless a run goes on or the edit makes no sense."""
        if not self.running:
            try:
                self._design = edit()
            except EngineError as error:
                self.failed.emit(error)
            self._selection = self._selection.for_spec(self._design.spec)
            if self._control.phase is Phase.READY and self._design.error is None:
                self._begin_run()
        self._publish()

    # Runs

    @property
    def can_train(self) -> bool:
        """Whether Train would do anything."""
        return not self.running and self._design.error is None

    def train(self) -> None:
        """Begin a run, or go on with one that has iterations left."""
        if not self.can_train:
            return
        last = self._design.config.iterations
        if self._control.phase is Phase.FINISHED or self._must_begin:
            self._begin_run()
        self._control.advance(last, last, paced=True)
        self._publish()

    def step(self, count: int = 1) -> None:
        """Make a few iterations at full speed."""
        if not self.can_train:
            return
        if self._must_begin:
            self._begin_run()
        until = self._control.iteration + count
        self._control.advance(until, self._design.config.iterations, paced=False)
        self._publish()

    def pause(self) -> None:
        """Stop after the present iteration; the run can go on later."""
        self._control.pause()

    def reset(self) -> None:
        """Go back to iteration 0 with the very same initial weights."""
        if self._design.error is None:
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
        self._control.begin(self._design, self._dataset, opened)

    # Data, models, pictures

    def open_data(self, path: Path) -> None:
        """Load a data set from a file or folder; on failure nothing changes."""
        self._fetch(partial(open_dataset, path), self._use_dataset)

    def open_built_in(self, name: str) -> None:
        """Load a data set that comes with the program."""
        self._fetch(DATASETS[name].load, self._use_dataset)

    def open_model(self, path: Path) -> None:
        """Load a model with its design and its log; on failure nothing changes."""
        dataset = self._dataset

        def read() -> SavedModel:
            # The fingerprint takes a while for large data: not in the window's thread.
            _ = dataset.fingerprint
            return open_model(path)

        self._fetch(read, self._use_model)

    def save_model(self, path: Path) -> None:
        """Write the present state of the run to a file; wait for that."""
        found: list[SavedModel] = []
        job = self._control.fetch_model(self._then(found.append))
        self._tasks.wait_for(job)
        self._control.take_mail()
        for model in found:
            log = self._control.history.until(model.iteration)
            config = self._control.design.going_on(self._design.config)
            whole = dataclasses.replace(model, config=config, **log)
            self._fetch(
                partial(save_model, path, whole), lambda _: self.saved.emit(path)
            )

    def open_file(self, path: Path) -> None:
        """Open a file that may hold a model or data, or a folder with data."""
        self._fetch(
            partial(is_model, path),
            lambda model: (self.open_model if model else self.open_data)(path),
        )

    def add_pictures(self, paths: Sequence[Path]) -> None:
        """Read pictures from files for the network to predict."""
        shape = self._control.run.picture_shape
        if len(shape) != 3:
            self.failed.emit(SpecError("This network was not trained on pictures."))
            return
        for path in paths:
            self._fetch(partial(read_picture, path, shape), self._use_picture)

    def _fetch(self, read: Callable[[], Any], use: Callable[[Any], None]) -> None:
        """Read something in the compute thread, then use it; wait for that."""
        self._tasks.wait_for(self._tasks.call(read, self._then(use)))

    def _then(self, use: Callable[[Any], None]) -> Done:
        """Return what a job calls when it has ended: ``use``, or the error's way."""

        def done(result: Any, error: Exception | None) -> None:
            try:
                if error is not None:
                    raise error
                use(result)
            except EngineError as problem:
                self.failed.emit(problem)
            finally:
                self._publish()

        return done

    def _use_dataset(self, dataset: Dataset) -> None:
        self._design = self._design.for_dataset(dataset)
        self._dataset = dataset
        self._selection = self._selection.for_dataset(dataset)
        opened = self._control.run.opened
        if opened is not None and is_model_of(opened, dataset):
            self._use_model(opened)
        else:
            self._begin_run()

    def _use_model(self, model: SavedModel) -> None:
        self._design = Design.of(model.spec, model.config)
        if not is_model_of(model, self._dataset):
            self._design = self._design.for_other_data(model.dataset_name)
        self._selection = self._selection.for_spec(model.spec)
        self._begin_run(model)

    def _use_picture(self, picture: PictureFile) -> None:
        self._selection = self._selection.with_own(picture)
        self._control.wake()

    # Selection

    def select_neuron(self, neuron: Neuron) -> None:
        """Show this unit in every view."""
        self._selection = self._selection.with_neuron(neuron)
        self.refresh()

    def select_picture(self, picture: Picture) -> None:
        """Show this picture in every view."""
        self._selection = self._selection.with_picture(picture)
        self.refresh()

    # Display

    def set_theme(self, theme: Theme) -> None:
        """Show everything in these colours."""
        self._theme = theme
        self._publish()

    def set_needs_source(self, source: Callable[[ViewState], Needs]) -> None:
        """Say who knows what the visible views need."""
        self._needs_source = source

    def refresh(self) -> None:
        """Show the state again; somebody may need more of it than before."""
        self._control.wake()
        self._publish()

    def shut_down(self) -> bool:
        """Stop everything; tell whether the compute thread ended in time."""
        self._control.stop()
        return self._tasks.stop()

    def _needs(self) -> Needs:
        return self._needs_source(self.state)

    def _publish(self) -> None:
        frame = self._control.frame
        if frame is not self._seen and frame is not None and frame.first_layer:
            self._selection = self._selection.seeing(frame.first_layer.learned)
        self._seen = frame
        self.changed.emit(self.state)


def _no_needs(_state: ViewState) -> Needs:
    return frozenset()
