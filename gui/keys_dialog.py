"""Which keys do what: the menus' own, and those of the places that have some."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.action_texts import templates
from gui.labels import plain
from gui.scrolling import let_scroll

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QMenuBar

MARGIN, GAP = 16, 8
BETWEEN = 40
"""Pixels between two columns."""

TITLE_ROWS = 1.5
"""What a title takes, with the gap above it."""


class Row(NamedTuple):
    """Keys, each of which does it, and what they do."""

    keys: tuple[str, ...]
    text: str


class Group(NamedTuple):
    """Keys that belong together."""

    title: str
    rows: tuple[Row, ...]


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Keys", text)


def menu_groups(bar: QMenuBar) -> list[Group]:
    """Return the keys of all that stands in menus, those of each menu together."""
    # What would be undone changes, and may be long.
    lasting = {template.name: template.text for template in templates()}
    groups = []
    for action in bar.actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            found = _with_keys(menu.actions())
            rows = (_row(one, lasting.get(one.objectName())) for one in found)
            groups.append(Group(_name(action), tuple(rows)))
    return [group for group in groups if group.rows]


def _with_keys(actions: Iterable[QAction]) -> Iterator[QAction]:
    """Return the actions that have keys, also those of menus within."""
    for action in actions:
        menu = action.menu()
        if isinstance(menu, QMenu):
            yield from _with_keys(menu.actions())
        elif action.shortcuts():
            yield action


def _row(action: QAction, lasting: str | None) -> Row:
    keys = tuple(_key_name(key) for key in action.shortcuts())
    return Row(keys, (lasting or _name(action)).rstrip("…"))


def _key_name(keys: QKeySequence) -> str:
    """Return what keys are called, arrows as they look."""
    name = keys.toString(QKeySequence.SequenceFormat.NativeText)
    for word, sign in (("Left", "←"), ("Right", "→"), ("+-", "+−")):
        name = name.removesuffix(word) + sign if name.endswith(word) else name
    return name


def _name(action: QAction) -> str:
    """Return what an action is called, without the mark of its key in a menu.

    Where letters have no keys, the mark stands in brackets of its own.
    """
    text = re.sub(r"\s*\(&\w\)", "", action.text())
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def place_groups() -> list[Group]:
    """Return the keys of places, which work while the keyboard is there."""
    return [
        Group(
            tr("In the slider of iterations"),
            (
                Row(("←", "→"), tr("One iteration back, or on")),
                Row((tr("Page Up"), tr("Page Down")), tr("A tenth of the run")),
                Row((tr("Home"), tr("End")), tr("The first state, the last")),
            ),
        ),
        Group(
            tr("In the drawn network"),
            (
                Row(("←", "→", "↑", "↓"), tr("Choose a unit")),
                Row(("+", "−"), tr("One unit more, or fewer")),
                Row((tr("Page Up"), tr("Page Down")), tr("Ten units more, or fewer")),
                Row((tr("Insert"), tr("Delete")), tr("Add a layer, remove it")),
                Row(("F2",), tr("Type the number of units")),
                Row((tr("Ctrl+D"),), tr("Double a layer")),
                Row((tr("Alt+←"), tr("Alt+→")), tr("Move a layer")),
                Row(("A", "I", "D"), tr("Its activation, initialization, dropout")),
                Row(("Z", tr("Shift+Z"), tr("Ctrl+0")), tr("Zoom in, out, fit")),
                Row((tr("Menu"),), tr("All that can be done there")),
            ),
        ),
        Group(
            tr("Step by step"),
            (
                Row(("←", "→"), tr("The step before, the next one")),
                Row((tr("Home"), tr("End")), tr("The first step, the last")),
                Row(("↑", "↓"), tr("Another unit, in the numbers")),
            ),
        ),
        Group(
            tr("While “Your picture” is in front"),
            (Row((tr("Ctrl+V"),), tr("Predict the picture on the clipboard")),),
        ),
        Group(
            tr("Anywhere"),
            (Row((tr("Tab"), tr("Shift+Tab")), tr("The next place, the one before")),),
        ),
    ]


class KeysDialog(QDialog):
    """A page of keys, which may stay open beside the window's work.

    Parameters
    ----------
    bar : QMenuBar
        The window's menus.
    parent : QWidget
        The window.
    """

    def __init__(self, bar: QMenuBar, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keysDialog")
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self._window = parent
        self._groups = [*menu_groups(bar), *place_groups()]
        self._area = QScrollArea()
        self._area.setAccessibleName(self.windowTitle())
        self._area.setToolTip(tr("Arrow keys scroll"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(MARGIN)
        layout.addWidget(self._area)
        layout.addWidget(buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as large as the text is now."""
        super().showEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Be as large as the text has become."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.isVisible():
            self._fit()

    def _fit(self) -> None:
        """Show all of it, or as much as there is room for on the window."""
        for columns in (_halves(self._groups), [self._groups]):
            content = _page(columns)
            let_scroll(self._area, content, takes_keyboard=True)
            needed = self._needed(content)
            if needed.width() <= self._window.width():
                break
        self.resize(needed.boundedTo(self._window.size()))

    def _needed(self, content: QWidget) -> QSize:
        """Return the dialog's size that shows all of a page."""
        # What the style sheet makes of labels, they know only now.
        for label in content.findChildren(QLabel):
            label.ensurePolished()
        layout = content.layout()
        assert layout is not None
        layout.invalidate()
        bar = self._area.verticalScrollBar().sizeHint().width()
        around = self.sizeHint() - self._area.sizeHint() + QSize(bar, 0)
        return content.sizeHint() + around


def _page(columns: Sequence[Sequence[Group]]) -> QWidget:
    """Return columns side by side."""
    page = QWidget()
    layout = QHBoxLayout(page)
    layout.setContentsMargins(0, 0, MARGIN, 0)
    layout.setSpacing(BETWEEN)
    for groups in columns:
        layout.addLayout(_column(groups))
    return page


def _halves(groups: Sequence[Group]) -> tuple[Sequence[Group], Sequence[Group]]:
    """Return what comes first, and the rest: about as many rows."""
    heights = [len(group.rows) + TITLE_ROWS for group in groups]

    def unevenness(split: int) -> float:
        return abs(sum(heights[:split]) - sum(heights[split:]))

    split = min(range(len(groups) + 1), key=unevenness)
    return groups[:split], groups[split:]


def _column(groups: Sequence[Group]) -> QGridLayout:
    """Return groups below each other: what is done on the left, keys on the right."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(BETWEEN // 2)
    grid.setVerticalSpacing(GAP // 2)
    grid.setColumnStretch(0, 1)
    row = 0
    for group in groups:
        if row:
            grid.setRowMinimumHeight(row, GAP)
            row += 1
        grid.addWidget(plain("title", group.title), row, 0, 1, 2)
        for keys, text in group.rows:
            row += 1
            label = plain("", text)
            label.setAccessibleName(f"{text}: {', '.join(keys)}")
            grid.addWidget(label, row, 0)
            grid.addLayout(_caps(keys), row, 1)
        row += 1
    grid.setRowStretch(row, 1)
    return grid


def _caps(keys: Sequence[str]) -> QHBoxLayout:
    """Return keys side by side."""
    line = QHBoxLayout()
    line.setSpacing(GAP // 2)
    for key in keys:
        line.addWidget(plain("key", key))
    line.addStretch(1)
    return line
