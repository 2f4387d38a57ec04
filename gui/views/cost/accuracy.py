"""A share that is read from the back of a room."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui.labels import paragraph, plain
from gui.widgets.elided_label import ElidedLabel
from gui.words import percent


class Accuracy(QWidget):
    """A share, large, with what it means.

    Parameters
    ----------
    caption : str
        What it is a share of.
    role : str
        How the style sheet draws it.
    """

    def __init__(self, caption: str, role: str) -> None:
        super().__init__()
        self._share = ElidedLabel(role)
        self._full_role = role
        self._caption = text_label("caption", caption)
        self._always = text_label("caption")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for label in (self._share, self._caption, self._always):
            layout.addWidget(label)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 17)

    def clear(self) -> None:
        """Show nothing."""
        for label in (self._share, self._always):
            label.setText("")

    def show_share(self, share: float, always: str, untrained: bool) -> None:
        """Show a share, and what always the same answer would score."""
        text = self.tr("untrained") if untrained else percent(share)
        self._share.setText(text)
        role = "large" if untrained else self._full_role
        if self._share.property("role") != role:
            self._share.setProperty("role", role)
            self._share.style().polish(self._share)
        self._always.setText(always)


def text_label(role: str, text: str = "") -> QLabel:
    """Return a label in one of the style sheet's roles, wrapped where it is long."""
    is_long = role in {"headline", "hint"}
    return paragraph(role, text) if is_long else plain(role, text)
