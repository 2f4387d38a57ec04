"""The window: panels, toolbar, menus; what is dropped on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
)

from engine.datasets import DATASETS
from engine.errors import EngineError
from engine.images import IMAGE_SUFFIXES
from gui.actions import Actions
from gui.bars import Bars
from gui.center import Center
from gui.docks import Docks
from gui.faults import log
from gui.icons import icon
from gui.language_menu import LanguageMenu
from gui.panels import VIEWS
from gui.preset_menu import PresetMenu
from gui.preset_store import PresetStore
from gui.room import Room
from gui.run_recorder import RunRecorder
from gui.run_shelf import RunShelf
from gui.session import TrainingSession
from gui.settings import Settings, system_theme
from gui.stage import Stage
from gui.status import StatusBar
from gui.suiting import Suiting
from gui.theme import Theme, TypeScale, palette, style_sheet
from gui.widgets.banner import Banner
from gui.wiring import wire
from gui.words import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import (
        QCloseEvent,
        QDragEnterEvent,
        QDropEvent,
        QHideEvent,
        QResizeEvent,
        QShowEvent,
    )

    from engine.frame import Needs
    from gui.view import View
    from gui.view_state import ViewState

START_DATA = "drawn-cats"
TEXT_FACTORS = (0.8, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75)
FIRST_SIZE = QSize(1280, 800)
LEAST_SIZE = QSize(1000, 640)


class MainWindow(QMainWindow):
    """LayerLab's window; everything in it shows the session's state.

    Parameters
    ----------
    settings : Settings, optional
        What is remembered; the user's own if not given.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("LayerLab[*]")
        self.setAcceptDrops(True)
        # A click beside the fields gives the keyboard back: Space then trains.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.settings = settings or Settings()
        self.session = TrainingSession(DATASETS[START_DATA].load(), self)
        self.runs = RunShelf(self.settings.data_folder, self.session.background, self)
        self.recorder = RunRecorder(self.session, self.runs, self)
        self.ended_in_time = True
        self.actions_ = Actions(self)
        self.views: dict[str, View] = {spec.name: spec.make() for spec in VIEWS}
        self._theme: Theme | None = None
        self._shown_run = (0, False)
        self._shown_controls: tuple[object, ...] = ()
        size = self.settings.text_size
        self._text_step = TEXT_FACTORS.index(size if size in TEXT_FACTORS else 1.0)
        self._make_center()
        docked = [spec for spec in VIEWS if not spec.is_central]
        panels = {spec: self.views[spec.name] for spec in docked}
        self.docks = Docks(self, panels)
        self.suiting = Suiting(self, self.docks, self.views)
        self.stage = Stage(self.views.values(), self)
        self.preset_store = PresetStore(self.settings.data_folder / "presets")
        self.presets = PresetMenu(self.preset_store, self)
        self.languages = LanguageMenu(self.settings.language, self)
        menus = self.presets, self.languages
        self.bars = Bars(self, self.actions_, self.docks, *menus)
        self.status = StatusBar()
        self.setStatusBar(self.status)
        wire(self)
        Room(self, self._claim_room)
        self._start()

    # What automation and the command line use

    def open_data(self, path: Path | str) -> None:
        """Open a data set from a file or folder, as its dialog does."""
        self.banner.clear()
        self.session.open_data(Path(path))

    def open_model(self, path: Path | str) -> None:
        """Open a model, as its dialog does."""
        self.banner.clear()
        self.session.open_model(Path(path))

    def predict_files(self, paths: Sequence[Path | str]) -> None:
        """Let the network look at pictures, as dropping them does."""
        self.banner.clear()
        self.session.add_pictures([Path(path) for path in paths])

    # Layout

    def _make_center(self) -> None:
        self.banner = Banner()
        central = [spec for spec in VIEWS if spec.is_central]
        views = {spec: self.views[spec.name] for spec in central}
        self.center = Center(self.banner, views, self._spare_height)
        self.setCentralWidget(self.center)

    def _spare_height(self) -> int:
        """Return what nobody needs; panels that the user arranged spare nothing."""
        part = self.center if self.docks.is_own else self
        return part.height() - part.minimumSizeHint().height()

    def _claim_room(self) -> None:
        """Be as large as the panels need, as far as a small screen has that."""
        needed = self.minimumSizeHint().expandedTo(LEAST_SIZE).boundedTo(FIRST_SIZE)
        if needed != self.minimumSize():
            self.setMinimumSize(needed)
            self.docks.share_space()

    def createPopupMenu(self) -> QMenu | None:
        """Offer no menu of bars on a right click: they are all needed."""
        return None

    # State

    def _start(self) -> None:
        hints = QApplication.styleHints()
        dark = hints.colorScheme() is not Qt.ColorScheme.Light
        self.session.set_theme(self.settings.theme or system_theme(dark))
        self.session.set_pace(self.settings.pace)
        if self.settings.history_megabytes is not None:
            self.session.set_history_megabytes(self.settings.history_megabytes)
        self.resize(FIRST_SIZE)
        self.docks.is_own = self.settings.restore_layout(self)
        # It may have been there when the window was closed.
        self.bars.lesson.hide()
        self.docks.share_space()
        # No field begins with the keyboard: Space trains.
        self.setFocus()
        self.session.refresh()

    def visible_needs(self, state: ViewState) -> Needs:
        """Return what all views need together that somebody can see."""
        return frozenset().union(
            *(view.needs(state) for view in self.views.values() if view.is_seen)
        )

    def show_state(self, state: ViewState) -> None:
        """Show a state in toolbar, status bar and views."""
        shown = state.run_id, state.is_running
        if shown != self._shown_run:
            # What was said of the last run, or of the last try, is over.
            if state.run_id != self._shown_run[0] or state.is_running:
                self.banner.clear()
            self._shown_run = shown
        self.suiting.show_state(state)
        self.status.show_state(state)
        self._show_controls(state)
        if state.theme is not self._theme:
            self.show_theme(state.theme)
        self.stage.show_state(state)

    def _show_controls(self, state: ViewState) -> None:
        edits = state.undo_text, state.redo_text, state.is_modified
        shown = (
            state.is_running,
            state.is_what_if,
            state.can_pin,
            state.design_error,
            state.pace,
            state.moment is None,
            state.lesson,
            *edits,
        )
        if shown != self._shown_controls:
            self._shown_controls = shown
            self.setWindowModified(state.is_modified)
            self.actions_.show_state(state)
            self.presets.show_state(state)
            self.bars.lesson.show_state(state)
            self.bars.show_pace(state.pace)

    def show_theme(self, theme: Theme) -> None:
        """Put on a theme."""
        self._theme = theme
        sizes = TypeScale.for_font(QApplication.font(), TEXT_FACTORS[self._text_step])
        self.setPalette(palette(theme))
        self.setStyleSheet(style_sheet(theme, sizes))
        self.bars.show_theme(theme)
        self.banner.set_close_icon(icon("close", theme.color("secondary")))

    def change_text_size(self, steps: int) -> None:
        """Make all text larger or smaller."""
        last = len(TEXT_FACTORS) - 1
        self._text_step = min(max(self._text_step + steps, 0), last)
        self.settings.text_size = TEXT_FACTORS[self._text_step]
        if self._theme is not None:
            self.show_theme(self._theme)
            self.docks.share_space()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or come back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def show_error(self, error: Exception) -> None:
        """Say what went wrong, without getting in the way."""
        if not isinstance(error, EngineError):
            log.error("unexpected", exc_info=error)
        self.banner.add_error(message(error))

    def show_note(self, note: EngineError) -> None:
        """Say what is worth knowing, and no fault."""
        self.banner.show_note(message(note))

    def show_saved(self, path: Path) -> None:
        """Say where something was saved."""
        self.banner.show_note(self.tr("Saved: {path}").format(path=path))

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share a window of another size among the panels."""
        super().resizeEvent(event)
        self.docks.share_space()

    def showEvent(self, event: QShowEvent) -> None:
        """Go on showing what happens."""
        super().showEvent(event)
        self._note_watched()

    def hideEvent(self, event: QHideEvent) -> None:
        """Show nothing that nobody sees."""
        super().hideEvent(event)
        self._note_watched()

    def changeEvent(self, event: QEvent) -> None:
        """Notice when the window is minimized, and when it comes back."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange:
            self._note_watched()

    def _note_watched(self) -> None:
        self.session.set_watched(self.isVisible() and not self.isMinimized())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files that can be opened."""
        if _local_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open data, models and presets, predict pictures."""
        self.drop_files(_local_files(event))
        event.acceptProposedAction()

    def drop_files(self, paths: Sequence[Path]) -> None:
        """Do what dropping these files does."""
        pictures = [path for path in paths if path.suffix.lower() in IMAGE_SUFFIXES]
        self.banner.clear()
        for path in paths:
            if path not in pictures:
                self.session.open_file(path)
        if pictures:
            self.session.add_pictures(pictures)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop everything, remember the layout, and go."""
        # What is being typed becomes an edit now: later, nothing may begin any more.
        self.setFocus()
        self.settings.save_layout(self, self.docks.is_own)
        self.stage.clear()
        self.ended_in_time = self.session.shut_down()
        self.recorder.close()
        super().closeEvent(event)


def _local_files(event: QDropEvent) -> list[Path]:
    return [
        Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()
    ]
