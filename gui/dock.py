"""One panel in its dock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QDockWidget, QWidget

from gui.framed import Framed

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from gui.panels import ViewSpec
    from gui.view import View


class Dock(QDockWidget):
    """A panel whose contents are hidden while another tab covers it.

    Qt only moves a covered dock out of the window: for the keyboard, for screen readers
    and for the view in it, it would still be there.

    Parameters
    ----------
    spec : ViewSpec
        What it is called.
    view : View
        What is in it.
    window : QMainWindow
        Where it docks.

    Signals
    -------
    revealed
        It came to the front, where somebody asked for it.
    """

    revealed = Signal()

    def __init__(self, spec: ViewSpec, view: View, window: QMainWindow) -> None:
        super().__init__(QCoreApplication.translate("Views", spec.title), window)
        self.setObjectName(spec.name)
        self._contents = Framed(view)
        self._keep_size_of_hidden()
        self.setWidget(self._contents)
        # The panels have headings of their own; a title bar appears to move them by.
        self.setTitleBarWidget(QWidget())
        self.visibilityChanged.connect(self._hide_covered)
        self.toggleViewAction().triggered.connect(self._reveal_opened)

    @property
    def is_in_front(self) -> bool:
        """Whether it is open, and no other tab covers it."""
        return not self.isHidden() and not self._contents.isHidden()

    def reveal(self) -> None:
        """Come to the front, and open if it is closed."""
        self.show()
        self.raise_()
        self.revealed.emit()

    def _reveal_opened(self, is_open: bool) -> None:
        # Qt opens it behind the tab that is in front.
        if is_open:
            self.reveal()

    def _keep_size_of_hidden(self) -> None:
        """Need the same room before and behind other tabs: none moves a border."""
        policy = self._contents.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._contents.setSizePolicy(policy)

    def _hide_covered(self) -> None:
        # Of a minimized window nothing is covered: the keyboard stays where it was.
        is_out = not self.window().rect().intersects(self.geometry())
        is_covered = is_out and not self.isFloating()
        focus = self._contents.focusWidget()
        if is_covered and focus is not None and focus.hasFocus():
            self.window().setFocus()
        self._contents.setHidden(is_covered)
