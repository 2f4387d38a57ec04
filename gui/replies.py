"""What a widget replies when Qt asks whose a key is, and what a place in it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QToolTip, QWidget

from gui.plain_text import tool_tip

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint


def _no_key(_event: QKeyEvent) -> bool:
    return False


def _nothing(_point: QPoint) -> str | None:
    return None


class Replies(QObject):
    """Keeps keys from the window's shortcuts, and says what is below the pointer.

    It filters events: an ``event`` of the widget's own would hold Python's lock during
    all that Qt does in it (decision 20).

    Parameters
    ----------
    widget : QWidget
        Whom Qt asks; its owner.
    keeps : callable, optional
        Whether the widget keeps a key; none if not given.
    tells : callable, optional
        What a point in it means, as plain text. Where that is None, and if it isn't
        given, the widget's own tool tip is shown.
    """

    def __init__(
        self,
        widget: QWidget,
        keeps: Callable[[QKeyEvent], bool] = _no_key,
        tells: Callable[[QPoint], str | None] = _nothing,
    ) -> None:
        super().__init__(widget)
        self._keeps = keeps
        self._tells = tells
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Reply to an event, if it is a question."""
        kind = event.type()
        if kind is QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            return self._keep(event)
        if kind is QEvent.Type.ToolTip:
            assert isinstance(event, QHelpEvent)
            assert isinstance(watched, QWidget)
            return self._tell(watched, event)
        return False

    def _keep(self, event: QKeyEvent) -> bool:
        is_kept = self._keeps(event)
        if is_kept:
            event.accept()
        return is_kept

    def _tell(self, widget: QWidget, event: QHelpEvent) -> bool:
        text = self._tells(event.pos())
        if text is not None:
            QToolTip.showText(event.globalPos(), tool_tip(text), widget)
        return text is not None
