"""What keys do with the selected layer of a drawn network."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gui.widgets.network.keys import SETTINGS, STEPS, KeyAction, key_deed

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from gui.merging import Burst
    from gui.widgets.network.editor import NetworkEditor


class KeyEdits(NamedTuple):
    """Hands keys on to the editor; those held down make one edit."""

    editor: NetworkEditor
    burst: Burst

    def press(self, action: KeyAction, layer: int, last: int, menu_at: QPoint) -> bool:
        """Edit a layer; tell whether that is what the key is for.

        Parameters
        ----------
        action : KeyAction
            What the key asks for.
        layer, last : int
            The layer, and that of the output.
        menu_at : QPoint
            Where a menu may open.
        """
        deed = key_deed(action, layer, last)
        if action in STEPS:
            key = self.burst.key(("units", layer))
            self.editor.asker.resize(layer, STEPS[action], key)
        elif action in SETTINGS:
            self.editor.open_setting(layer, SETTINGS[action], menu_at)
        elif action is KeyAction.MENU:
            self.editor.open_menu(layer, menu_at)
        elif deed is not None:
            self.editor.do(deed)
        else:
            return False
        return True
