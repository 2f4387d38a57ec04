"""Parts of the view of runs: its buttons, and what it says as long as it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QToolButton, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

LEAST_SEARCH = 70


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Runs", text)


def action_button(action: QAction) -> QToolButton:
    """Return a small button that does something."""
    button = _small_button()
    button.setDefaultAction(action)
    button.setAccessibleName(action.text())
    return button


def more_button(actions: Sequence[QAction], parent: QWidget) -> QToolButton:
    """Return a small button with a menu of what is done less often."""
    menu = QMenu(parent)
    menu.addActions(actions)
    menu.setToolTipsVisible(True)
    button = _small_button()
    button.setText(tr("More"))
    button.setAccessibleName(tr("More to do with the selected runs"))
    button.setToolTip(tr("All that can be done: open its model, write a note, export"))
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button


class SearchField(QLineEdit):
    """A field for words to look for, narrower than Qt wants it.

    That is no fixed least width: where a panel is too narrow for all that stands in a
    row, it gives way like the others, instead of covering the next one.
    """

    def minimumSizeHint(self) -> QSize:
        """Return a size that leaves room for one word."""
        return QSize(LEAST_SEARCH, super().minimumSizeHint().height())


def _small_button() -> QToolButton:
    button = QToolButton()
    button.setProperty("compact", "true")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def empty_page() -> QLabel:
    """Return what is said as long as there are no runs."""
    label = QLabel(
        tr(
            "Every run that you start with Train will be listed here, with its "
            "settings, its curves and how well it did, and stay when LayerLab is "
            "closed. Select several to compare them."
        )
    )
    label.setProperty("role", "hint")
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
