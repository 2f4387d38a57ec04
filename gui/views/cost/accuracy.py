"""A share that is read from the back of a room."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui.labels import paragraph, plain
from gui.widgets.elided_label import ElidedLabel
from gui.words import percent

BRIEF_ROLES = {"huge": "large", "test": "test-large"}


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
        self._is_untrained = self._is_brief = False
        self._caption = text_label("caption", caption)
        self._always = text_label("caption")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for label in (self._share, self._caption, self._always):
            layout.addWidget(label)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 17)

    def set_brief(self, brief: bool) -> None:
        """Make way for the curves: a smaller figure, without what it compares with."""
        self._is_brief = brief
        self._always.setHidden(brief)
        self._show_role()

    def clear(self) -> None:
        """Show nothing."""
        for label in (self._share, self._always):
            label.setText("")

    def show_share(self, share: float, always: str, untrained: bool) -> None:
        """Show a share, and what always the same answer would score."""
        text = self.tr("untrained") if untrained else percent(share)
        self._share.setText(text)
        self._is_untrained = untrained
        self._show_role()
        self._always.setText(always)

    def _show_role(self) -> None:
        role = "large" if self._is_untrained else self._full_role
        if self._is_brief and not self._is_untrained:
            role = BRIEF_ROLES[self._full_role]
        if self._share.property("role") != role:
            self._share.setProperty("role", role)
            self._share.style().polish(self._share)


def text_label(role: str, text: str = "") -> QLabel:
    """Return a label in one of the style sheet's roles, wrapped where it is long."""
    is_long = role in {"headline", "hint"}
    return paragraph(role, text) if is_long else plain(role, text)
