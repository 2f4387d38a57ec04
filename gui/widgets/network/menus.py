"""The menus of a layer: by mouse or keyboard, they offer all that can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from gui.plain_text import tool_tip
from gui.widgets.network.choices import (
    Choice,
    dropout_choices,
    initialization_choices,
)
from gui.widgets.network.deeds import Deed, Setting
from gui.widgets.network.locks import NO_LOCKS

if TYPE_CHECKING:
    from gui.widgets.network.edit_words import EditWords
    from gui.widgets.network.plan import NetworkPlan


class LayerMenus(QObject):
    """Makes menus for a layer.

    Parameters
    ----------
    owner : QWidget
        What the menus belong to.
    words : EditWords
        What the entries are called.

    Signals
    -------
    chosen : Deed
        What the user wants done.
    """

    chosen = Signal(object)

    def __init__(self, owner: QWidget, words: EditWords) -> None:
        super().__init__(owner)
        self._owner = owner
        self._words = words
        self.locks = NO_LOCKS

    def everything(self, plan: NetworkPlan, layer: int) -> QMenu:
        """Return the menu with all that can be done with a layer; 0 is the input."""
        title = self._words.layer(plan, layer)
        menu = self._menu(layer, title)
        self._add_note(menu, self.locks.reason if self.locks.are_all else title)
        last, hidden = plan.last, plan.is_hidden(layer)
        self._add(menu, Deed("insert", layer, layer - 1), layer > 0)
        self._add(menu, Deed("insert", layer, layer), layer < last)
        if hidden:
            self._add(menu, Deed("duplicate", layer))
            self._add(menu, Deed("move", layer, layer - 1), layer > 1)
            self._add(menu, Deed("move", layer, layer + 1), layer < last - 1)
            self._add(menu, Deed("remove", layer))
            menu.addSeparator()
            self._add(menu, Deed("units", layer))
        settings = tuple(Setting) if hidden else (Setting.INITIALIZATION,)
        for setting in settings if layer else ():
            part = self.setting(plan, layer, setting)
            part.setEnabled(not self.locks.hold(setting.value))
            menu.addMenu(part)
        menu.addSeparator()
        for name in ("closer", "farther", "fit"):
            self._add(menu, Deed(name, layer))
        return menu

    def setting(self, plan: NetworkPlan, layer: int, setting: Setting) -> QMenu:
        """Return the menu that sets one thing on a layer."""
        known, choices = plan.settings(layer), plan.choices
        menu = self._menu(layer, self._words.setting(setting))
        menu.setToolTipsVisible(True)
        offered = {
            Setting.ACTIVATION: choices.activations,
            Setting.INITIALIZATION: initialization_choices(choices),
            Setting.DROPOUT: dropout_choices(known.dropout),
        }
        group = QActionGroup(menu)
        for choice in offered[setting]:
            deed = Deed(setting.value, layer, choice.value)
            action = group.addAction(self._choice(menu, choice, deed))
            action.setChecked(getattr(known, setting.value) == choice.value)
        if setting is Setting.DROPOUT:
            menu.addSeparator()
            self._add(menu, Deed("rate", layer))
        return menu

    def _menu(self, layer: int, title: str) -> QMenu:
        menu = QMenu(title, self._owner)
        menu.setAccessibleName(title)
        menu.setObjectName(f"layerMenu{layer}")
        return menu

    def _choice(self, menu: QMenu, choice: Choice, deed: Deed) -> QAction:
        action = menu.addAction(choice.label.replace("&", "&&"))
        action.setToolTip(tool_tip(choice.hint))
        action.setStatusTip(choice.hint)
        action.setCheckable(True)
        self._connect(action, deed)
        return action

    def _add(self, menu: QMenu, deed: Deed, is_possible: bool = True) -> None:
        text, keys = self._words.deed(deed)
        # A tab sets the keys off to the right; they work on the drawing, not here.
        action = menu.addAction(f"{text}\t{keys}" if keys else text)
        action.setEnabled(is_possible and not self.locks.hold(deed.edited))
        self._connect(action, deed)

    def _add_note(self, menu: QMenu, text: str) -> None:
        menu.addAction(text).setEnabled(False)
        menu.addSeparator()

    def _connect(self, action: QAction, deed: Deed) -> None:
        action.setData(deed)
        action.setObjectName(deed.name)
        action.triggered.connect(self._on_triggered)

    def _on_triggered(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.chosen.emit(action.data())
