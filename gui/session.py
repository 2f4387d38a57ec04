"""The one owner of state: a facade over data, design, run and selection."""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from engine.dataset_file import open_dataset
from engine.datasets import DATASETS
from engine.errors import EngineError, SpecError
from engine.images import read_picture
from engine.model_file import is_model, open_model, save_model
from engine.preset_file import SUFFIX, open_preset
from gui.design import Design
from gui.kept_runs import NO_RUNS, KeptRuns
from gui.live_run import is_model_of
from gui.preset_design import preset_design, preset_hint, preset_of
from gui.selection import Selection
from gui.sweep_state import SweepState, course_designs
from gui.sweeps import Sweeps
from gui.theme import DARK
from gui.view_state import ViewState
from gui.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtCore import QObject

    from engine.datasets import Dataset, Picture, Recipe
    from engine.frame import Frame, Needs
    from engine.images import PictureFile
    from engine.model_file import SavedModel
    from engine.presets import Preset
    from gui.tasks import Done
    from gui.theme import Theme
    from gui.view_state import Neuron


class TrainingSession(Workbench):
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
    failed, noted : Exception
        See `Workbench`.
    saved : Path
        A model was written.
    """

    changed = Signal(object)
    saved = Signal(object)

    def __init__(self, dataset: Dataset, parent: QObject | None = None) -> None:
        super().__init__(dataset, parent)
        self._needs_source: Callable[[ViewState], Needs] = _no_needs
        self._selection = Selection().for_dataset(dataset)
        self._theme = DARK
        self._is_watched = True
        self._seen: Frame | None = None
        self._sweeps = Sweeps(self)
        self._sweeps.changed.connect(self._publish)
        self._sweeps.failed.connect(self.failed)
        self._runs = NO_RUNS

    @property
    def state(self) -> ViewState:
        """Everything that views may show."""
        control, run = self._control, self._control.run
        return ViewState(
            dataset=self._dataset,
            spec=self._design.spec,
            config=self._design.config,
            hidden_text=self._design.text,
            design_error=self.problem,
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
            history_megabytes=control.history_megabytes,
            speed=control.speed,
            path=run.path,
            has_given_weights=run.has_given_weights,
            theme=self._theme,
            undo_text=self._edits.undo_text,
            redo_text=self._edits.redo_text,
            is_modified=not self._edits.is_clean,
            is_what_if=self._what_if.is_on,
            reference=self._what_if.reference,
            can_pin=self.can_pin,
            run_design=control.design,
            sweep=self._sweeps.state,
            runs=self._runs,
        )

    # Data, models, pictures

    def open_data(self, path: Path) -> None:
        """Load a data set from a file or folder; on failure nothing changes."""
        self._fetch(partial(open_dataset, path), self._use_dataset)

    def open_built_in(self, name: str) -> None:
        """Load a data set that comes with the program."""
        self._fetch(DATASETS[name].load, self._use_dataset)

    def open_recipe(self, recipe: Recipe) -> None:
        """Make built-in data with noise and size as they are wanted."""
        if not self.is_locked:
            self._fetch(recipe.load, self._use_dataset)

    def apply_preset(self, preset: Preset) -> None:
        """Take on a preset: its data, if others are loaded, and its design."""
        if self.is_locked:
            self.failed.emit(SpecError("Pause the run before you choose a preset."))
        elif preset.is_for(self._dataset):
            self._then(partial(self._use_preset, preset))(self._dataset, None)
        else:
            assert preset.recipe is not None
            self._fetch(preset.recipe.load, partial(self._use_preset, preset))

    def open_preset(self, path: Path) -> None:
        """Take on a preset from a file; on failure nothing changes."""
        self._fetch(partial(open_preset, path), self.apply_preset)

    def preset(self, label: str, note: str) -> Preset:
        """Return the present design, and what it is for, as a preset."""
        return preset_of(self._design, self._dataset, label, note)

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
            rate = self._control.run.learning_rate
            config = dataclasses.replace(self.run_design.config, learning_rate=rate)
            whole = dataclasses.replace(model, config=config, **log)
            self._fetch(
                partial(save_model, path, whole), lambda _: self._on_saved(path)
            )

    def _on_saved(self, path: Path) -> None:
        if not self._is_new_design:
            self._edits.mark_saved()
        self.saved.emit(path)

    def write(self, save: Callable[[], Path]) -> None:
        """Write something to a file in the compute thread, and say where."""
        self._fetch(save, self.saved.emit)

    def open_file(self, path: Path) -> None:
        """Open a file with a model, data or a preset, or a folder with data."""
        if path.suffix.lower() == SUFFIX:
            self.open_preset(path)
        else:
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

    def background(self, work: Callable[[], Any], use: Callable[[Any], None]) -> None:
        """Do something in the compute thread, go on meanwhile, then use the result."""
        self._tasks.call(work, self._then(use))

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
        # Results of other data say nothing here, and would keep these in memory.
        self._sweeps.stop()
        self._selection = self._selection.for_dataset(dataset)
        self._edits.clear()
        opened = self._control.run.opened
        if opened is not None and is_model_of(opened, dataset):
            self._use_model(opened)
        else:
            self._begin_on_other_data()

    def _use_preset(self, preset: Preset, dataset: Dataset) -> None:
        design = preset_design(preset, dataset)
        if dataset is not self._dataset:
            self._use_dataset(dataset)
        self.set_design(design)
        if not self._what_if.is_on:
            self.reset()
        self.noted.emit(preset_hint(preset))

    def _use_model(self, model: SavedModel) -> None:
        self._design = Design.of(model.spec, model.config, model.initial)
        if not is_model_of(model, self._dataset):
            self._design = self._design.for_other_data(model.dataset_name)
        self._edits.clear()
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

    # Many seeds

    def try_seeds(self) -> None:
        """Train the present design from ten seeds, in other processes."""
        if self.problem is None:
            self._start_sweep((self._design,))
        else:
            self.failed.emit(self.problem)

    def try_course_networks(self) -> None:
        """Train the course's networks from ten seeds each, on the present data."""
        self._start_sweep(course_designs(self._dataset), is_course=True)

    def cancel_sweep(self) -> None:
        """Train from no more seeds; what has ended stays."""
        self._sweeps.cancel()

    def _start_sweep(
        self, designs: tuple[Design, ...], is_course: bool = False
    ) -> None:
        own = tuple(picture.seen for picture in self._selection.own_pictures)
        self._sweeps.start(SweepState(self._dataset, designs, own, is_course=is_course))

    # Earlier runs

    def show_runs(self, runs: KeptRuns) -> None:
        """Show these runs as the earlier ones."""
        self._runs = runs
        self._publish()

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

    def set_watched(self, watched: bool) -> None:
        """Show what has changed as long as somebody can see the window."""
        if watched != self._is_watched:
            self._is_watched = watched
            self._control.set_watched(watched)
            if watched:
                self.refresh()

    def shut_down(self) -> bool:
        """Stop everything; tell whether the compute thread ended in time."""
        self._control.stop()
        gone = self._sweeps.stop()
        return self._tasks.stop() and gone

    def _needs(self) -> Needs:
        return self._needs_source(self.state)

    def _publish(self) -> None:
        self._selection = self._selection.for_spec(self._design.spec)
        frame = self._control.frame
        if frame is not self._seen and frame is not None and frame.first_layer:
            self._selection = self._selection.seeing(frame.first_layer.learned)
        self._seen = frame
        self.changed.emit(self.state)


def _no_needs(_state: ViewState) -> Needs:
    return frozenset()
