"""Labels: all of them show text as it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
CENTER = Qt.AlignmentFlag.AlignCenter


def plain(role: str = "", text: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label in one of the style sheet's roles."""
    label = QLabel(text, parent)
    label.setProperty("role", role)
    # Names come from files: Qt would take some for rich text.
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def paragraph(
    role: str,
    text: str = "",
    parent: QWidget | None = None,
    align: Qt.AlignmentFlag = LEFT,
) -> QLabel:
    """Return a label with as many lines as its text needs."""
    label = plain(role, text, parent)
    label.setWordWrap(True)
    label.setAlignment(align)
    return label
