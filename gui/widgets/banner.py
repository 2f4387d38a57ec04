"""A message that stays until it is read, and never blocks the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


MOST_ERRORS = 4

MOST_LINES = 2
"""Of a message that nobody asked to see whole."""

MARGINS = QMargins(14, 2, 6, 2)
SPACING = 6

PADDING = 4
"""Above and below the text, as in the buttons beside it."""


class Banner(QFrame):
    """What there is to say, above the panels: two lines, and the rest on request."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("kind", "note")
        self._errors: list[str] = []
        self._text = QLabel()
        # Messages name files, and a file's name may look like rich text.
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._text.setContentsMargins(0, PADDING, 0, PADDING)
        self.more = QToolButton()
        self.more.setObjectName("bannerMore")
        self.more.setCheckable(True)
        self.more.setText(self.tr("More"))
        self.more.setAccessibleName(self.tr("Show the whole message"))
        self.more.setToolTip(self.tr("Show the whole message"))
        self.more.toggled.connect(self._show_more)
        self._close = QToolButton()
        self._close.setAccessibleName(self.tr("Close the message"))
        self._close.setToolTip(self.tr("Close the message"))
        self._close.clicked.connect(self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(MARGINS)
        layout.setSpacing(SPACING)
        layout.addWidget(self._text, 1)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def set_close_icon(self, icon: QIcon) -> None:
        """Show this on the button that closes it."""
        self._close.setIcon(icon)

    @property
    def text(self) -> str:
        """The message that is shown."""
        return self._text.text()

    def take_place(self, width: int, room: int) -> int:
        """Stand at the top of its parent.

        Parameters
        ----------
        width : int
            Its width.
        room : int
            The height that can be spared for it.

        Returns
        -------
        int
            The height that it needs; asked for the rest, it covers what is below.
        """
        around, two_lines = self._around(), self._height_of(MOST_LINES)
        most = two_lines if room >= around + two_lines else self._height_of(1)
        wide = width - MARGINS.left() - MARGINS.right() - self._width_of(self._close)
        whole = self._text.heightForWidth(wide)
        is_long = whole > most
        self.more.setVisible(is_long)
        if is_long:
            whole = self._text.heightForWidth(wide - self._width_of(self.more))
        brief = min(whole, most)
        shown = whole if self.more.isChecked() else brief
        self.setGeometry(0, 0, width, around + shown)
        self.raise_()
        return around + brief

    def _height_of(self, lines: int) -> int:
        return lines * self._text.fontMetrics().lineSpacing() + 2 * PADDING

    def _width_of(self, button: QToolButton) -> int:
        return button.sizeHint().width() + SPACING

    def _around(self) -> int:
        frame = self.height() - self.contentsRect().height()
        return frame + MARGINS.top() + MARGINS.bottom()

    def add_error(self, text: str) -> None:
        """Show what went wrong, below what went wrong in the same action."""
        self._errors = [*self._errors, "✕ " + text][-MOST_ERRORS:]
        self._show("error", "\n".join(self._errors))

    def show_note(self, text: str) -> None:
        """Show something worth knowing."""
        self._errors = []
        self._show("note", text)

    def clear(self) -> None:
        """Say nothing."""
        self._errors = []
        self.more.setChecked(False)
        self.hide()

    def _show_more(self, is_more: bool) -> None:
        self.more.setText(self.tr("Less") if is_more else self.tr("More"))
        self.updateGeometry()

    def _show(self, kind: str, text: str) -> None:
        self._text.setText(text)
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(text)
        self.show()
