"""What the user does with presets that needs a word with window and session."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from engine.errors import EngineError
from gui.preset_dialog import PresetDialog

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.preset_dialog import Draft


class PresetCommands(QObject):
    """Applies, saves and opens presets.

    Parameters
    ----------
    window : MainWindow
        The owner.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        presets = window.presets
        presets.chosen.connect(self._session.apply_preset)
        presets.save.triggered.connect(self.ask)
        presets.open_file.triggered.connect(self.open_file)

    def ask(self) -> None:
        """Ask for a name and a note; nothing waits for the answer."""
        dialog = PresetDialog(self._window, self._session.state.lesson)
        dialog.kept.connect(self.keep)
        dialog.shared.connect(self.share)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def keep(self, draft: Draft) -> None:
        """Save the present design among the user's presets."""
        self._save(draft, None)

    def share(self, draft: Draft) -> None:
        """Ask for a file and save the present design there."""
        path, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Save preset"),
            self._window.preset_store.path_of(draft.label).name,
            self.tr("Presets (*.json)"),
        )
        if path:
            self._save(draft, Path(path))

    def open_file(self) -> None:
        """Ask for a preset's file and take it on."""
        path, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open preset"), "", self.tr("Presets (*.json)")
        )
        if path:
            self._session.open_preset(Path(path))

    def _save(self, draft: Draft, path: Path | None) -> None:
        store = self._window.preset_store
        self._window.banner.clear()
        try:
            preset = self._session.preset(*draft)
        except EngineError as error:
            self._window.show_error(error)
        else:
            self._session.write(partial(store.save, preset, path))
