"""The page of keys tells all of them, and none that do nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QScrollArea

from gui.keys_dialog import KeysDialog, menu_groups, place_groups
from gui.widgets.network.keys import key_action
from tests.gui.conftest import WAIT

if TYPE_CHECKING:
    from gui.main_window import MainWindow

NAMES = {
    "←": "Left",
    "→": "Right",
    "↑": "Up",
    "↓": "Down",
    "−": "-",
    "Page Up": "PgUp",
    "Page Down": "PgDown",
}
"""What Qt calls keys, where people call them otherwise."""


@pytest.fixture
def opened(qtbot, window: MainWindow) -> KeysDialog:
    """The page, opened by its key."""
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    qtbot.keyClick(window, "?")
    return dialog_of(window)


def dialog_of(window: MainWindow) -> KeysDialog | None:
    return window.findChild(KeysDialog)


def told(dialog: KeysDialog) -> list[str]:
    labels = dialog.findChildren(QLabel)
    return [label.text() for label in labels if label.property("role") == "key"]


def test_it_tells_the_keys_of_all_actions(window, opened):
    own = [a for a in window.findChildren(QAction) if a.parent() is window]
    keys = {key.toString() for action in own for key in action.shortcuts()}
    keys = {key.replace("Right", "→").replace("+-", "+−") for key in keys}
    assert len(keys) > 25
    assert keys <= set(told(opened))
    texts = {label.text() for label in opened.findChildren(QLabel)}
    assert {"Train", "Full speed, and back", "Export curves", "Undo"} <= texts


def test_what_would_be_undone_is_not_in_it(window):
    window.session.set_hidden((7, 7))
    assert window.actions_["undoAction"].text() != "Undo"
    rows = [row.text for group in menu_groups(window.menuBar()) for row in group.rows]
    assert "Undo" in rows
    assert not [text for text in rows if "7" in text or "&" in text]


@pytest.mark.parametrize(
    "key",
    [
        key
        for group in place_groups()
        if group.title == "In the drawn network"
        for row in group.rows
        for key in row.keys
    ],
)
def test_keys_of_the_drawn_network_mean_something_there(key):
    *before, last = key.rsplit("+", 1) if key != "+" else [key]
    name = NAMES.get(last, last)
    [combination] = [QKeySequence("+".join([*before, name]))[0]]
    pressed = QKeyEvent(
        QEvent.Type.KeyPress, combination.key(), combination.keyboardModifiers()
    )
    assert key_action(pressed) is not None


def test_it_opens_once_and_closes(qtbot, window, opened):
    assert opened.isVisible()
    window.actions_["keysAction"].trigger()
    assert len(window.findChildren(KeysDialog)) == 1
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    assert not opened.isVisible()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert dialog_of(window) is opened
    assert opened.isVisible()
    button = opened.findChild(QDialogButtonBox).buttons()[0]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not opened.isVisible()


def test_training_goes_on_beside_it(qtbot, window, finished, opened):
    window.session.train()
    finished()
    assert opened.isVisible()
    assert window.session.state.iteration == 30


def test_a_question_mark_can_be_typed(qtbot, window):
    field = window.findChild(QLineEdit, "hiddenLayersEdit")
    field.setFocus()
    qtbot.keyClick(field, "?")
    assert "?" in field.text()
    assert dialog_of(window) is None


@pytest.mark.parametrize(("larger", "width"), [(0, 1280), (4, 1280), (4, 1000)])
def test_nothing_is_cut_off_whenever_text_grows(qtbot, window, larger, width):
    window.resize(width, 700)
    window.actions_["keysAction"].trigger()
    dialog = dialog_of(window)
    for _ in range(larger):
        window.actions_["largerAction"].trigger()
    qtbot.wait(20)
    area = dialog.findChild(QScrollArea)
    for label in dialog.findChildren(QLabel):
        assert label.width() >= label.minimumSizeHint().width()
        assert label.height() >= label.minimumSizeHint().height()
    assert area.widget().width() <= area.viewport().width()
    assert dialog.width() <= window.width()
    assert dialog.height() <= window.height()
    # What is below is reached with the keyboard.
    area.setFocus()
    qtbot.keyClick(area, Qt.Key.Key_End)
    for _ in range(100):
        qtbot.keyClick(area, Qt.Key.Key_Down)
    bar = area.verticalScrollBar()
    assert bar.value() == bar.maximum()


def test_it_can_be_heard(opened):
    names = {label.accessibleName() for label in opened.findChildren(QLabel)}
    assert "Redo: Ctrl+Shift+Z, Ctrl+Y" in names


def test_pasting_is_done_where_the_page_says(window):
    paste = window.findChild(QAction, "pastePictureAction")
    groups = {group.title: group.rows for group in place_groups()}
    [row] = groups["While “Your picture” is in front"]
    assert row.keys == (paste.shortcut().toString(),)
    assert paste.parent() is window.views["predictPanel"]
