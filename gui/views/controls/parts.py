"""Labels of the panel, and its texts in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel

from gui.labels import paragraph, plain

WRAPPED = {"wrong", "caption"}


def tr(text: str) -> str:
    """Translate a text of the panel's fields."""
    return QCoreApplication.translate("Settings", text)


def styled(role: str, text: str = "") -> QLabel:
    """Return a label in the style of a role, wrapped where that may be long."""
    return paragraph(role, text) if role in WRAPPED else plain(role, text)


def heading(title: str, hint: str = "") -> QHBoxLayout:
    """Return a line with a title and a hint beside it."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.setContentsMargins(0, 0, 0, 8)
    row.addWidget(plain("title", title))
    row.addWidget(plain("hint", hint))
    row.addStretch(1)
    return row
