"""What can be done: the actions of toolbar, menus and keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from gui.action_texts import pace_name, templates
from gui.icons import action_icon, icon
from gui.pace import Pace
from gui.plain_text import tool_tip
from gui.words import message

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from engine.errors import EngineError
    from gui.action_texts import Template
    from gui.theme import Theme
    from gui.view_state import ViewState

REPEATED = {"stepAction", "undoAction", "redoAction"}
"""Actions that go on while their key is held down."""


CHECKABLE = {"whatIfAction"}
"""What is on or off."""


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Actions", text)


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
        self._by_name = {t.name: self._make(window, t) for t in templates()}
        self.paces = QActionGroup(self)
        self._pace_actions = {pace: self._make_pace(pace) for pace in Pace}
        self.full_speed = QAction(tr("Full speed, and back"), window)
        self.full_speed.setObjectName("fullSpeedAction")
        self.full_speed.setShortcut(QKeySequence("F"))
        window.addAction(self.full_speed)

    def _make(self, window: QWidget, template: Template) -> QAction:
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
        may_draw = state.may_set("seed") and state.design_error is None
        self["newWeightsAction"].setEnabled(may_draw)
        self["openDataAction"].setEnabled(state.leaves("data"))
        self["whatIfAction"].setChecked(state.is_what_if)
        self["pinAction"].setVisible(state.is_what_if)
        self["pinAction"].setEnabled(state.can_pin)
        self["resetAction"].setEnabled(state.design_error is None)
        self["luckAction"].setEnabled(state.design_error is None)
        self._pace_actions[state.pace].setChecked(True)
        self._show_edits(state)

    def _show_train_tips(self, is_past: bool, problem: EngineError | None) -> None:
        """Say what Train does, and what is written, while a past moment is shown."""
        train, save = tr("Train the network"), tr("Save the network as it is now")
        export = tr("Write the network as a program that needs only Python and NumPy")
        if is_past:
            train = tr("Come back to the present, and train")
            save = tr("Save the network of the present, not of the moment shown")
            export = tr(
                "Write the network of the present as a program, not of the moment shown"
            )
        train = train if problem is None else message(problem)
        self._set_tip(self["trainAction"], train)
        self._set_tip(self["saveModelAction"], save)
        self._set_tip(self["exportProgramAction"], export)

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
