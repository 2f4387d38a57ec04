"""The row above the table of runs: what to look for, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.room import Room

if TYPE_CHECKING:
    from collections.abc import Sequence

SPACING = 6


class RunsBar(QWidget):
    """Shows as many buttons as there is room for: a menu has all that they do.

    Parameters
    ----------
    search, more : QWidget
        What comes before the buttons, and the menu behind them.
    buttons : sequence of QWidget
        Those in front stay longest.
    rest : sequence of QWidget
        What stands at the end, if it is shown.
    """

    def __init__(
        self,
        search: QWidget,
        buttons: Sequence[QWidget],
        more: QWidget,
        rest: Sequence[QWidget],
    ) -> None:
        super().__init__()
        self._fixed = search, more, *rest
        self._offered: Sequence[QWidget] = ()
        bar = QHBoxLayout(self)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(SPACING)
        bar.addWidget(search, 1)
        for part in (*buttons, more):
            bar.addWidget(part)
        bar.addSpacing(SPACING)
        for part in rest:
            bar.addWidget(part)
        Room(self, self._fit)

    def offer(self, buttons: Sequence[QWidget], others: Sequence[QWidget]) -> None:
        """Show these buttons, as far as there is room, and none of the others."""
        self._offered = buttons
        for button in others:
            button.hide()
        self._fit()

    def _fit(self) -> None:
        room = self.width() - SPACING
        for part in self._fixed:
            if not part.isHidden():
                room -= part.minimumSizeHint().width() + SPACING
        for button in self._offered:
            room -= button.sizeHint().width() + SPACING
            button.setVisible(room >= 0)
