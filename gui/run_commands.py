"""What the user does with earlier runs that needs a word with several objects."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from engine.errors import EngineError, RunStoreError
from engine.runs.export import export_runs
from gui.design import Design
from gui.view_state import Phase
from gui.views.runs import RunsView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.runs.record import RunRecord
    from gui.main_window import MainWindow


class RunCommands(QObject):
    """Restores, opens, keeps and exports runs."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._shelf = window.runs

    def restore(self, uid: str) -> None:
        """Make the design and the settings of a run those of the next one."""
        record = self._shelf.record(uid)
        if record is None:
            return
        session, dataset = self._session, self._session.dataset
        try:
            # The same design where the data are the same.
            design = Design.of(record.spec, record.config, record.weights)
            design = design.for_dataset(dataset)
            session.check_lesson(design)
        except EngineError as error:
            session.failed.emit(error)
            return
        if session.is_locked or session.state.is_what_if:
            # Trained at once; or refused, unless it is just what goes on.
            session.set_design(design)
            return
        # From iteration 0: a run that is paused must not go on with other settings.
        session.reset()
        session.set_design(design)
        if session.state.phase is not Phase.READY:
            session.reset()
        session.background(
            lambda: dataset.fingerprint, partial(self._say_restored, record)
        )

    def _say_restored(self, record: RunRecord, fingerprint: str) -> None:
        if fingerprint != record.dataset_fingerprint:
            text = (
                "The settings of run {number} are back. It learned from other data, "
                "“{name}”, so here its curve will be another one."
            )
        elif record.rates:
            text = (
                "The settings of run {number} are back. Its learning rate was changed "
                "on the way; from there on its curve will be another one."
            )
        else:
            text = "The settings of run {number} are back. Train gives the same curve."
        note = EngineError(text, number=record.number, name=record.dataset_name)
        self._session.noted.emit(note)

    def open_model(self, uid: str) -> None:
        """Open the model that was kept of a run."""
        record = self._shelf.record(uid)
        if record is not None and record.model_file:
            self._window.open_model(self._shelf.model_path(uid))

    def keep_model(self) -> None:
        """Save the model of the present run beside the list."""
        uid = self._shelf.current
        if not uid:
            return
        path = self._shelf.model_path(uid)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            reason = fault.strerror
            error = RunStoreError("No model can be kept: {reason}.", reason=reason)
            self._session.failed.emit(error)
            return
        self._session.save_model(path)

    def export(self, uids: Sequence[str]) -> None:
        """Ask for a place and write these runs there as a table."""
        path, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Export runs"),
            "runs.csv",
            self.tr("Tables (*.csv)"),
        )
        if path:
            self.export_to(Path(path), uids)

    def export_to(self, path: Path, uids: Sequence[str]) -> None:
        """Write these runs to a file as a table."""
        found = [self._shelf.record(uid) for uid in uids]
        records = [record for record in found if record is not None]
        self._session.background(
            partial(export_runs, path, records),
            lambda _: self._session.saved.emit(path),
        )


def wire_runs(window: MainWindow) -> None:
    """Connect what keeps and shows earlier runs."""
    session, shelf, recorder = window.session, window.runs, window.recorder
    session.started.connect(recorder.begin)
    session.pinned.connect(recorder.pin)
    session.changed.connect(recorder.follow)
    session.noted.connect(recorder.hear)
    session.saved.connect(shelf.keep_model)
    # Queued: the recorder hears of a state before some views have it.
    shelf.changed.connect(session.show_runs, Qt.ConnectionType.QueuedConnection)
    shelf.noted.connect(session.noted)
    for view in window.views.values():
        if isinstance(view, RunsView):
            _wire_view(view, window)


def _wire_view(view: RunsView, window: MainWindow) -> None:
    commands, shelf = RunCommands(window), window.runs
    view.shown.connect(shelf.load)
    view.curves_wanted.connect(shelf.show_curves)
    view.noted.connect(shelf.annotate)
    view.delete_requested.connect(shelf.delete)
    view.undo_requested.connect(shelf.undo_delete)
    view.restore_requested.connect(commands.restore)
    view.open_requested.connect(commands.open_model)
    view.keep_requested.connect(commands.keep_model)
    view.export_requested.connect(commands.export)
