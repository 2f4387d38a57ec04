"""What can be done: the actions of toolbar, menus and keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from gui.icons import action_icon, icon
from gui.pace import Pace
from gui.plain_text import tool_tip
from gui.words import message

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from engine.errors import EngineError
    from gui.theme import Theme
    from gui.view_state import ViewState

REPEATED = {"stepAction", "undoAction", "redoAction"}
"""Actions that go on while their key is held down."""


CHECKABLE = {"whatIfAction"}
"""What is on or off."""


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Actions", text)


@dataclass(frozen=True)
class _Template:
    name: str
    text: str
    tip: str
    icon: str
    keys: tuple[str, ...] = ()


def _templates() -> list[_Template]:
    return [
        *_run_templates(),
        *_experiment_templates(),
        *_file_templates(),
        *_window_templates(),
    ]


def _run_templates() -> list[_Template]:
    return [
        _Template(
            "trainAction", tr("Train"), tr("Train the network"), "train", ("Space",)
        ),
        _Template(
            "pauseAction",
            tr("Pause"),
            tr("Pause; Train goes on from here"),
            "pause",
            ("Space",),
        ),
        _Template(
            "stepAction", tr("Step"), tr("Make one iteration"), "step", ("Right",)
        ),
        _Template(
            "step10Action",
            tr("10 steps"),
            tr("Make 10 iterations"),
            "",
            ("Shift+Right",),
        ),
        _Template(
            "step100Action",
            tr("100 steps"),
            tr("Make 100 iterations"),
            "",
            ("Ctrl+Shift+Right",),
        ),
        _Template(
            "walkAction",
            tr("Step by step"),
            tr("Walk through one iteration, with formulas and numbers"),
            "",
            ("F8",),
        ),
        _Template(
            "resetAction",
            tr("Reset"),
            tr("Back to iteration 0, with the very same first weights"),
            "reset",
            ("Ctrl+R",),
        ),
        _Template(
            "newWeightsAction",
            tr("New weights"),
            tr("Back to iteration 0, with other first weights: the next seed"),
            "new-weights",
            ("Ctrl+Shift+R",),
        ),
    ]


def _experiment_templates() -> list[_Template]:
    return [
        _Template("undoAction", tr("Undo"), tr("Nothing to undo"), "undo", ("Ctrl+Z",)),
        _Template(
            "redoAction",
            tr("Redo"),
            tr("Nothing to redo"),
            "redo",
            ("Ctrl+Shift+Z", "Ctrl+Y"),
        ),
        _Template(
            "whatIfAction",
            tr("What if"),
            tr(
                "Train anew at every change, from the same first weights, while your "
                "hand is on the control"
            ),
            "what-if",
            ("W",),
        ),
        _Template(
            "luckAction",
            tr("Was it luck?"),
            tr("Train the present design from ten seeds"),
            "",
            ("Ctrl+L",),
        ),
        _Template(
            "checkGradientsAction",
            tr("Check the gradients"),
            tr("Hold the gradients against numeric ones"),
            "",
            ("Ctrl+G",),
        ),
        _Template(
            "pinAction",
            tr("Pin"),
            tr("Keep this run in the list, and compare others with it"),
            "pin",
            ("P",),
        ),
    ]


def _file_templates() -> list[_Template]:
    return [
        _Template(
            "openDataAction",
            tr("Open data…"),
            tr("Open an HDF5 file with pictures"),
            "open",
            ("Ctrl+O",),
        ),
        _Template(
            "openModelAction",
            tr("Open model…"),
            tr("Open a trained network"),
            "model",
            ("Ctrl+Shift+O",),
        ),
        _Template(
            "saveModelAction",
            tr("Save model…"),
            tr("Save the network as it is now"),
            "save",
            ("Ctrl+S",),
        ),
        _Template(
            "openPictureAction",
            tr("Predict a picture…"),
            tr("Let the network look at a picture of yours"),
            "open",
            ("Ctrl+P",),
        ),
    ]


def _window_templates() -> list[_Template]:
    return [
        _Template(
            "themeAction",
            tr("Dark or light"),
            tr("Change between dark and light"),
            "theme",
            ("Ctrl+T",),
        ),
        _Template(
            "fullScreenAction",
            tr("Full screen"),
            tr("Fill the screen, and come back"),
            "",
            ("F11",),
        ),
        _Template(
            "largerAction", tr("Larger text"), tr("Larger text"), "", ("Ctrl++",)
        ),
        _Template(
            "smallerAction", tr("Smaller text"), tr("Smaller text"), "", ("Ctrl+-",)
        ),
        _Template("quitAction", tr("Quit"), tr("Close LayerLab"), "", ("Ctrl+Q",)),
    ]


def pace_name(pace: Pace) -> str:
    """Return what a pace is called."""
    return {
        Pace.FULL: tr("Full speed"),
        Pace.WHOLE_RUN: tr("A run in 8 s"),
        Pace.HUNDRED: tr("100 iterations a second"),
        Pace.TEN: tr("10 iterations a second"),
        Pace.ONE: tr("1 iteration a second"),
    }[pace]


def short_pace_name(pace: Pace) -> str:
    """Return what a pace is called where there is little room."""
    return {
        Pace.FULL: tr("Full speed"),
        Pace.WHOLE_RUN: tr("8 s a run"),
        Pace.HUNDRED: tr("100 a second"),
        Pace.TEN: tr("10 a second"),
        Pace.ONE: tr("1 a second"),
    }[pace]


class Actions(QObject):
    """All actions, by their objectName; enabled as the state allows.

    Parameters
    ----------
    window : QWidget
        Where their keys work.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._icons: dict[QAction, str] = {}
        self._by_name = {t.name: self._make(window, t) for t in _templates()}
        self.paces = QActionGroup(self)
        self._pace_actions = {pace: self._make_pace(pace) for pace in Pace}
        self.full_speed = QAction(tr("Full speed, and back"), window)
        self.full_speed.setObjectName("fullSpeedAction")
        self.full_speed.setShortcut(QKeySequence("F"))
        window.addAction(self.full_speed)

    def _make(self, window: QWidget, template: _Template) -> QAction:
        action = QAction(template.text, window)
        action.setObjectName(template.name)
        action.setShortcuts([QKeySequence(key) for key in template.keys])
        self._set_tip(action, template.tip)
        action.setCheckable(template.name in CHECKABLE)
        # Holding Space down must not start and stop training again and again.
        action.setAutoRepeat(template.name in REPEATED)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        window.addAction(action)
        if template.icon:
            self._icons[action] = template.icon
        return action

    def _set_tip(self, action: QAction, tip: str) -> None:
        native = QKeySequence.SequenceFormat.NativeText
        keys = ", ".join(key.toString(native) for key in action.shortcuts())
        action.setToolTip(tool_tip(f"{tip} ({keys})"))

    def _make_pace(self, pace: Pace) -> QAction:
        action = self.paces.addAction(pace_name(pace))
        action.setObjectName(f"pace-{pace.value}")
        action.setCheckable(True)
        action.setData(pace)
        return action

    def __getitem__(self, name: str) -> QAction:
        """Return the action with this objectName."""
        return self._by_name[name]

    def show_state(self, state: ViewState) -> None:
        """Enable what can be done now."""
        can_train = not state.is_running and state.design_error is None
        for name in ("trainAction", "stepAction", "step10Action", "step100Action"):
            self[name].setEnabled(can_train)
        problem = state.design_error
        self._show_train_tips(state.moment is not None, problem)
        self["pauseAction"].setEnabled(state.is_running)
        may_edit = not state.is_locked and state.design_error is None
        self["newWeightsAction"].setEnabled(may_edit)
        self["whatIfAction"].setChecked(state.is_what_if)
        self["pinAction"].setVisible(state.is_what_if)
        self["pinAction"].setEnabled(state.can_pin)
        self["resetAction"].setEnabled(state.design_error is None)
        self["luckAction"].setEnabled(state.design_error is None)
        self._pace_actions[state.pace].setChecked(True)
        self._show_edits(state)

    def _show_train_tips(self, is_past: bool, problem: EngineError | None) -> None:
        """Say what Train does, and Save, while a past moment is shown."""
        train, save = tr("Train the network"), tr("Save the network as it is now")
        if is_past:
            train = tr("Come back to the present, and train")
            save = tr("Save the network of the present, not of the moment shown")
        train = train if problem is None else message(problem)
        self._set_tip(self["trainAction"], train)
        self._set_tip(self["saveModelAction"], save)

    def _show_edits(self, state: ViewState) -> None:
        """Say what would be undone, and what made again."""
        words = {
            "undoAction": (tr("Undo"), tr("Undo: {edit}"), tr("Nothing to undo")),
            "redoAction": (tr("Redo"), tr("Redo: {edit}"), tr("Nothing to redo")),
        }
        edits = {"undoAction": state.undo_text, "redoAction": state.redo_text}
        for name, (plain, template, nothing) in words.items():
            edit, action = edits[name], self[name]
            text = template.format(edit=edit) if edit else plain
            action.setEnabled(bool(edit) and not state.is_locked)
            # What somebody typed is shown as it is: no key of a menu, no rich text.
            action.setText(text.replace("&", "&&"))
            tip = text if edit else nothing
            self._set_tip(action, tr("Pause first") if state.is_locked else tip)

    def show_theme(self, theme: Theme) -> None:
        """Draw the icons in a theme's colours."""
        for action, name in self._icons.items():
            action.setIcon(action_icon(name, theme))
        # This one stands on the accent colour.
        on_accent, disabled = theme.color("on_accent"), theme.color("secondary")
        self["trainAction"].setIcon(icon("train", on_accent, disabled))
