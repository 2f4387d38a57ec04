"""Labels of the panel, and its texts in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel

WRAPPED = {"wrong", "caption"}


def tr(text: str) -> str:
    """Translate a text of the panel's fields."""
    return QCoreApplication.translate("Settings", text)


def plain(role: str, text: str = "") -> QLabel:
    """Return a label for plain text in the style of a role."""
    label = QLabel(text)
    label.setProperty("role", role)
    # Names come from files: Qt would take some for rich text.
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(role in WRAPPED)
    return label


def heading(title: str, hint: str = "") -> QHBoxLayout:
    """Return a line with a title and a hint beside it."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.setContentsMargins(0, 0, 0, 8)
    row.addWidget(plain("title", title))
    row.addWidget(plain("hint", hint))
    row.addStretch(1)
    return row
