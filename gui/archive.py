"""Data, models, presets and pictures: what is read from files and written to them."""

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
from engine.program_file import write_program
from gui.design import Design
from gui.preset_design import preset_design, preset_hint, preset_of
from gui.travel import Travel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from engine.datasets import Dataset, Recipe
    from engine.images import PictureFile
    from engine.model_file import SavedModel
    from engine.preset import Preset
    from gui.tasks import Done


class Archive(Travel):
    """The part of the session that reads and writes files, in the compute thread.

    Signals
    -------
    saved : Path
        A file was written.
    """

    saved = Signal(object)

    def _meet(self, dataset: Dataset) -> None:
        """Let go of what belongs to other data."""
        raise NotImplementedError

    def _use_picture(self, picture: PictureFile) -> None:
        """Let the network look at a picture of the user's."""
        raise NotImplementedError

    def open_data(self, path: Path) -> None:
        """Load a data set from a file or folder; on failure nothing changes."""
        self._fetch_data(partial(open_dataset, path))

    def open_built_in(self, name: str) -> None:
        """Load a data set that comes with the program."""
        self._fetch_data(DATASETS[name].load)

    def open_recipe(self, recipe: Recipe) -> None:
        """Make built-in data with noise and size as they are wanted."""
        if not self.is_locked:
            self._fetch_data(recipe.load)

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

    def preset(
        self, label: str, note: str, free: frozenset[str] | None = None
    ) -> Preset:
        """Return the present design, and what it is for, as a preset or a lesson."""
        return preset_of(self._design, self._dataset, label, note, free)

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
        for model in self._present_model():
            self._fetch(
                partial(save_model, path, model), lambda _: self._on_saved(path)
            )

    def export_program(self, path: Path) -> None:
        """Write the present network as a program of Python and NumPy; wait for that."""
        for model in self._present_model():
            self.write(partial(write_program, path, model, self._dataset))

    def _present_model(self) -> list[SavedModel]:
        """Return the present state of the run with its log; nothing if that fails."""
        found: list[SavedModel] = []
        job = self._control.fetch_model(self._then(found.append))
        self._tasks.wait_for(job)
        self._control.take_mail()
        rate = self._control.run.learning_rate
        config = dataclasses.replace(self.run_design.config, learning_rate=rate)
        return [
            dataclasses.replace(
                model, config=config, **self._control.history.until(model.iteration)
            )
            for model in found
        ]

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
        shape = self._control.run.origin.picture_shape
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

    def _fetch_data(self, read: Callable[[], Dataset]) -> None:
        """Read data of the user's choice, if the lesson leaves that free."""
        try:
            self._design.check_data()
        except EngineError as error:
            self.failed.emit(error)
            self._publish()
        else:
            self._fetch(read, self._use_dataset)

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
        self._meet(dataset)
        self._edits.clear()
        opened = self._control.run.origin.opened
        if opened is not None and opened.learned_from(dataset):
            self._go_on_with(opened)
        else:
            self._begin_on_other_data()

    def _use_preset(self, preset: Preset, dataset: Dataset) -> None:
        design = preset_design(preset, dataset)
        if dataset is not self._dataset:
            # The lesson before was about the other data.
            self._design = self._design.in_lesson(None)
            self._use_dataset(dataset)
        self._edits.make(self._design, design)
        if not self._what_if.is_on:
            self.reset()
        if preset.lesson is None:
            self.noted.emit(preset_hint(preset))

    def _use_model(self, model: SavedModel) -> None:
        self._design_of(model).check_lesson(self._design)
        if not model.learned_from(self._dataset):
            self._design.check_data()
        self._go_on_with(model)

    def _design_of(self, model: SavedModel) -> Design:
        design = Design.of(model.spec, model.config, model.initial)
        return design.in_lesson(self._design.lesson)

    def _go_on_with(self, model: SavedModel) -> None:
        self._design = self._design_of(model)
        if not model.learned_from(self._dataset):
            self._design = self._design.for_other_data(model.dataset_name)
        self._edits.clear()
        self._begin_run(model)
