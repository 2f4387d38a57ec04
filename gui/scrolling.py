"""Contents that are larger than their panel."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


def let_scroll(area: QScrollArea, content: QWidget) -> None:
    """Put contents into a scroll area that nobody sees, and no Tab goes to."""
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)


def fill_scrolling(panel: QWidget, content: QWidget) -> QScrollArea:
    """Let contents be all that there is in a panel; return their scroll area."""
    area = QScrollArea()
    let_scroll(area, content)
    around = QVBoxLayout(panel)
    around.setContentsMargins(0, 0, 0, 0)
    around.addWidget(area)
    return area
