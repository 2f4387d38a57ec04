"""Contents that are larger than their panel."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


def let_scroll(
    area: QScrollArea, content: QWidget, takes_keyboard: bool = False
) -> None:
    """Put contents into a scroll area that nobody sees.

    No Tab goes to it, unless it takes the keyboard: where nothing in it does.
    """
    policy = Qt.FocusPolicy.StrongFocus if takes_keyboard else Qt.FocusPolicy.NoFocus
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(policy)
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
