"""The menu of presets: ready-made experiments, and the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from engine.preset import PresetGroup
from engine.presets import PRESETS
from gui.icons import icon
from gui.plain_text import tool_tip
from gui.words import engine_text, message

if TYPE_CHECKING:
    from engine.preset import Preset
    from gui.preset_store import PresetStore, Stored
    from gui.theme import Theme
    from gui.view_state import ViewState


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Presets", text)


def group_name(group: PresetGroup) -> str:
    """Return what presets that belong together are called."""
    return {
        PresetGroup.COURSE: tr("The course"),
        PresetGroup.LESSON: tr("Lessons"),
        PresetGroup.DEPTH: tr("Deep or wide"),
        PresetGroup.PLANE: tr("Points in the plane"),
        PresetGroup.OWN: tr("Your own"),
    }[group]


class PresetMenu(QObject):
    """Offers presets in a menu and on a button of the toolbar.

    Parameters
    ----------
    store : PresetStore
        The user's own presets; read whenever the menu opens.
    parent : QWidget
        Owner.

    Attributes
    ----------
    menu : QMenu
        The menu.
    open_file, save : QAction
        What else can be done.

    Signals
    -------
    chosen : Preset
        The one to take on.
    """

    chosen = Signal(object)

    def __init__(self, store: PresetStore, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._parent = parent
        self._button: QToolButton | None = None
        self.menu = QMenu(tr("&Presets"), parent)
        self.menu.setObjectName("presetsMenu")
        self.menu.setToolTipsVisible(True)
        self._group = QActionGroup(self)
        self._own: list[QAction] = []
        for group in PresetGroup:
            self._add_group(group)
        self._end = self.menu.addSeparator()
        self.save = self._add_action("savePresetAction", tr("Save preset…"))
        self.save.setToolTip(tr("Keep the present design, and what it is for"))
        self.open_file = self._add_action("openPresetAction", tr("Open preset…"))
        self.open_file.setToolTip(tr("Open a preset that somebody gave you"))
        self._group.triggered.connect(self._on_triggered)
        self.menu.aboutToShow.connect(self.refresh)

    def make_button(self) -> QToolButton:
        """Return a button that opens the menu."""
        button = QToolButton()
        button.setObjectName("presetsButton")
        button.setText(tr("Presets"))
        button.setToolTip(tr("Ready-made experiments, and your own"))
        button.setMenu(self.menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._button = button
        return button

    def show_theme(self, theme: Theme) -> None:
        """Draw the icon in a theme's colours."""
        if self._button is not None:
            self._button.setIcon(icon("preset", theme.color("text")))

    def show_state(self, state: ViewState) -> None:
        """Offer presets unless a run goes on that one would break off."""
        may_edit = not state.is_locked
        if may_edit is not self._group.isEnabled():
            self._group.setEnabled(may_edit)
            self.save.setEnabled(may_edit)
            self.open_file.setEnabled(may_edit)

    def refresh(self) -> None:
        """Offer the user's own presets as they are now."""
        for action in self._own:
            self.menu.removeAction(action)
            action.deleteLater()
        stored = self._store.read()
        self._own = [self._preset_action(preset) for preset in stored.presets]
        self._own += self._broken_actions(stored)
        if self._own:
            line = QAction(self._parent)
            line.setSeparator(True)
            self._own[:0] = [line, self._heading(PresetGroup.OWN)]
        self.menu.insertActions(self._end, self._own)

    def _add_group(self, group: PresetGroup) -> None:
        presets = [preset for preset in PRESETS if preset.group is group]
        if presets:
            if self.menu.actions():
                self.menu.addSeparator()
            self.menu.addAction(self._heading(group))
            self.menu.addActions([self._preset_action(preset) for preset in presets])

    def _heading(self, group: PresetGroup) -> QAction:
        # Style sheets give a separator no text.
        heading = QAction(group_name(group), self._parent)
        heading.setEnabled(False)
        return heading

    def _preset_action(self, preset: Preset) -> QAction:
        # Names of one's own may have anything in them.
        action = QAction(engine_text(preset.label).replace("&", "&&"), self._parent)
        action.setObjectName(f"preset-{preset.name}")
        action.setToolTip(tool_tip(engine_text(preset.hint)))
        action.setStatusTip(" ".join(engine_text(preset.hint).splitlines()))
        action.setData(preset)
        return self._group.addAction(action)

    def _broken_actions(self, stored: Stored) -> list[QAction]:
        broken = []
        for problem in stored.problems:
            name = str(problem.values.get("file", "")).replace("&", "&&")
            action = QAction(tr("✕ {file}").format(file=name), self._parent)
            action.setToolTip(tool_tip(message(problem)))
            action.setEnabled(False)
            broken.append(action)
        return broken

    def _add_action(self, name: str, text: str) -> QAction:
        action = self.menu.addAction(text)
        action.setObjectName(name)
        return action

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(action.data())
