"""The one place that connects objects to one another.

Only bound methods of objects that live in the window's thread are connected: Qt calls a
plain function in the thread that emits.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from engine.images import IMAGE_SUFFIXES
from gui.drawing_commands import DrawingCommands
from gui.evidence import wire_doctor
from gui.keys_dialog import KeysDialog
from gui.pace import DEFAULT_PACE, Pace
from gui.preset_commands import PresetCommands
from gui.run_commands import wire_runs
from gui.theme import DARK, LIGHT
from gui.undo_keys import UndoKeys
from gui.views.check import CheckView
from gui.views.controls import ControlsView
from gui.views.cost import CostView
from gui.views.designer import DesignerView
from gui.views.inside import InsideView
from gui.views.luck import LuckView
from gui.views.predict import PredictView
from gui.views.walk import WalkView
from gui.views.weights import WeightsView

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from gui.main_window import MainWindow
    from gui.view_state import Neuron


class Commands(QObject):
    """What the user does that needs a word with both the window and the session."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._slow_pace = DEFAULT_PACE

    def open_data(self) -> None:
        """Ask for a data set's file and open it."""
        path, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Open data"),
            "",
            self.tr("HDF5 files (*.h5 *.hdf5 *.hdf);;All files (*)"),
        )
        if path:
            self._window.open_data(path)

    def open_model(self) -> None:
        """Ask for a model's file and open it."""
        path, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open model"), "", self.tr("Models (*.h5)")
        )
        if path:
            self._window.open_model(path)

    def save_model(self) -> None:
        """Ask for a place and save the model there."""
        title, kinds = self.tr("Save model"), self.tr("Models (*.h5)")
        self._write(title, "model.h5", kinds, self._session.save_model)

    def export_program(self) -> None:
        """Ask for a place and write the network there as a program."""
        title = self.tr("Export NumPy program")
        kinds = self.tr("Python programs (*.py)")
        self._write(title, "network.py", kinds, self._session.export_program)

    def _write(
        self, title: str, name: str, kinds: str, write: Callable[[Path], None]
    ) -> None:
        path, _ = QFileDialog.getSaveFileName(self._window, title, name, kinds)
        if path:
            write(Path(path))

    def open_pictures(self) -> None:
        """Ask for pictures and let the network look at them."""
        patterns = " ".join(f"*{suffix}" for suffix in IMAGE_SUFFIXES)
        paths, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Predict pictures"),
            "",
            self.tr("Pictures ({patterns})").format(patterns=patterns),
        )
        if paths:
            self._window.predict_files(paths)

    def choose_language(self, code: str) -> None:
        """Speak another language, from the next start on."""
        self._window.settings.language = code
        text = self.tr("LayerLab speaks another language when it is started again.")
        self._window.banner.show_note(text)

    def show_keys(self) -> None:
        """Show which keys do what, beside the window."""
        page = self._window.findChild(KeysDialog)
        page = page or KeysDialog(self._window.menuBar(), self._window)
        page.show()
        page.raise_()
        page.activateWindow()

    def step_1(self) -> None:
        """Make one iteration."""
        self._session.step(1)

    def step_10(self) -> None:
        """Make ten iterations."""
        self._session.step(10)

    def step_100(self) -> None:
        """Make a hundred iterations."""
        self._session.step(100)

    def show_walk(self) -> None:
        """Show the walk through one iteration, ready for its keys."""
        self._window.center.show_view("walkPanel")
        view = self._window.views["walkPanel"]
        assert isinstance(view, WalkView)
        view.diagram.setFocus()

    def choose_pace(self, action: QAction) -> None:
        """Take on and remember the pace that was chosen."""
        pace: Pace = action.data()
        if pace is not Pace.FULL:
            self._slow_pace = pace
        self._session.set_pace(pace)
        self._window.settings.pace = pace

    def toggle_full_speed(self) -> None:
        """Go at full speed, or back to the pace before."""
        fast = self._session.state.pace is not Pace.FULL
        if fast:
            self._slow_pace = self._session.state.pace
        self._session.set_pace(Pace.FULL if fast else self._slow_pace)
        self._window.settings.pace = self._session.state.pace

    def edit_setting(self, name: str, value: Any) -> None:
        """Take on a setting that a field was given; remember what is no design's."""
        if name == "history_megabytes":
            self._window.settings.history_megabytes = value
        self._session.set_setting(name, value)

    def remember_more_settings(self, shown: bool) -> None:
        """Remember whether the settings that not everyone needs are shown."""
        self._window.settings.more_settings = shown

    def try_luck(self) -> None:
        """Show what other seeds give, and train from them."""
        self._window.docks.reveal("luckPanel")
        self._session.try_seeds()

    def show_why(self) -> None:
        """Show why the network answers as it does."""
        self._window.docks.reveal("whyPanel")

    def check_gradients(self) -> None:
        """Show the gradient check, and begin one."""
        self._window.docks.reveal("checkPanel")
        self._session.check_gradients()

    def use_seed(self, seed: int) -> None:
        """Begin the next run from this seed."""
        self._session.set_config(seed=seed)

    def enlarge(self, neuron: Neuron) -> None:
        """Select a neuron and show it large."""
        self._session.select_neuron(neuron)
        inside = self._window.views["insidePanel"]
        assert isinstance(inside, InsideView)
        inside.enlarge()

    def toggle_theme(self) -> None:
        """Change between dark and light, and remember it."""
        theme = LIGHT if self._session.state.theme is DARK else DARK
        self._session.set_theme(theme)
        self._window.settings.theme = theme

    def larger(self) -> None:
        """Make all text larger."""
        self._window.change_text_size(1)

    def smaller(self) -> None:
        """Make all text smaller."""
        self._window.change_text_size(-1)


def wire(window: MainWindow) -> None:
    """Connect a window's parts."""
    session = window.session
    commands = Commands(window)
    PresetCommands(window)
    session.set_needs_source(window.visible_needs)
    session.changed.connect(window.show_state)
    session.failed.connect(window.show_error)
    session.noted.connect(window.show_note)
    session.saved.connect(window.show_saved)
    # Not in the middle of what the window lays out.
    window.center.need_changed.connect(
        window.docks.share_space, Qt.ConnectionType.QueuedConnection
    )
    for view in window.views.values():
        view.shown.connect(session.refresh)
        view.neuron_selected.connect(session.select_neuron)
        view.picture_selected.connect(session.select_picture)
        _wire_view(view, window, commands)
    _wire_actions(window, commands)
    UndoKeys(window, window.actions_["undoAction"], window.actions_["redoAction"])
    wire_runs(window)
    wire_doctor(window)


def _wire_view(view: QObject, window: MainWindow, commands: Commands) -> None:
    session = window.session
    if isinstance(view, CostView | InsideView):
        view.moment_chosen.connect(session.go_to)
        view.play_requested.connect(session.play_film)
        view.pause_requested.connect(session.pause_film)
        view.train_on_requested.connect(session.train_on_from)
    if isinstance(view, ControlsView):
        view.edited.connect(commands.edit_setting)
        view.more_toggled.connect(commands.remember_more_settings)
        view.show_more(window.settings.more_settings)
        view.data_chosen.connect(session.open_built_in)
        view.recipe_chosen.connect(session.open_recipe)
        view.open_data_requested.connect(commands.open_data)
    elif isinstance(view, DesignerView):
        view.layers_edited.connect(session.set_layers)
        view.setting_edited.connect(session.set_setting)
    elif isinstance(view, InsideView):
        window.docks.revealed.connect(view.large.make_way)
    elif isinstance(view, WeightsView):
        view.neuron_opened.connect(commands.enlarge)
    elif isinstance(view, PredictView):
        view.files_dropped.connect(window.predict_files)
        view.open_requested.connect(commands.open_pictures)
        view.why_requested.connect(commands.show_why)
    elif isinstance(view, LuckView):
        view.present_requested.connect(session.try_seeds)
        view.course_requested.connect(session.try_course_networks)
        view.cancel_requested.connect(session.cancel_sweep)
        view.seed_chosen.connect(commands.use_seed)
        view.design_chosen.connect(session.set_design)
    elif isinstance(view, CheckView):
        view.check_requested.connect(session.check_gradients)
        view.notes_requested.connect(session.check_notes)
        view.cancel_requested.connect(session.cancel_check)


def _wire_actions(window: MainWindow, commands: Commands) -> None:
    session, drawings = window.session, DrawingCommands(window)
    slots = {
        "trainAction": session.train,
        "pauseAction": session.pause,
        "stepAction": commands.step_1,
        "step10Action": commands.step_10,
        "step100Action": commands.step_100,
        "walkAction": commands.show_walk,
        "resetAction": session.reset,
        "newWeightsAction": session.new_weights,
        "whatIfAction": session.set_what_if,
        "pinAction": session.pin,
        "undoAction": session.undo,
        "redoAction": session.redo,
        "luckAction": commands.try_luck,
        "checkGradientsAction": commands.check_gradients,
        "openDataAction": commands.open_data,
        "openModelAction": commands.open_model,
        "saveModelAction": commands.save_model,
        "exportProgramAction": commands.export_program,
        "exportNetworkAction": drawings.export_network,
        "exportCurvesAction": drawings.export_curves,
        "openPictureAction": commands.open_pictures,
        "themeAction": commands.toggle_theme,
        "fullScreenAction": window.toggle_full_screen,
        "largerAction": commands.larger,
        "smallerAction": commands.smaller,
        "quitAction": window.close,
        "keysAction": commands.show_keys,
    }
    for name, slot in slots.items():
        window.actions_[name].triggered.connect(slot)
    window.actions_.paces.triggered.connect(commands.choose_pace)
    window.actions_.full_speed.triggered.connect(commands.toggle_full_speed)
    window.languages.language_chosen.connect(commands.choose_language)
    window.bars.lesson.end_requested.connect(session.end_lesson)
    window.bars.move_panels.toggled.connect(window.docks.set_movable)
    window.bars.arrange.triggered.connect(window.docks.arrange)
    window.bars.arrange.triggered.connect(window.suiting.arrange)
