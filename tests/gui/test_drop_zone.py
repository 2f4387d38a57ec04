from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QLabel

from engine.datasets import SplitName
from gui.views.predict import PredictView
from tests.gui.states import dataset, state

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def view(qtbot):
    view = PredictView()
    qtbot.addWidget(view)
    view.resize(480, 210)
    view.show()
    return view


def said(view: PredictView) -> str:
    labels = view.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def picture_data() -> QMimeData:
    image = QImage(3, 2, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.red)
    mime = QMimeData()
    mime.setImageData(image)
    return mime


def drag(view: PredictView, mime: QMimeData) -> bool:
    """Drag something over the view; tell whether it wants it."""
    event = QDragEnterEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(view, event)
    return event.isAccepted()


def drop(view: PredictView, mime: QMimeData) -> list[Path]:
    """Drop something; return the files that the view hands on."""
    event = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    dropped: list[Path] = []
    view.files_dropped.connect(dropped.extend)
    QApplication.sendEvent(view, event)
    return dropped


def test_picture_files_are_taken_other_files_are_not(view, tmp_path):
    names = ("a.jpg", "Mèo ở nhà 猫.PNG", "photo.heic", "model.h5", "notes.txt")
    paths = [tmp_path / name for name in names]
    for path in paths:
        path.write_bytes(b"x")
    (tmp_path / "folder.png").mkdir()
    view.show_state(state(dataset()))
    everything = files(*paths, tmp_path / "folder.png")
    assert drag(view, everything)
    assert drop(view, everything) == paths[:3]


@pytest.mark.parametrize("name", ["model.h5", "data.hdf5", "notes.txt", ""])
def test_what_is_no_picture_is_left_to_the_window(view, tmp_path, name):
    path = tmp_path / name
    if name:
        path.write_bytes(b"x")
    view.show_state(state(dataset()))
    assert not drag(view, files(path))
    assert drop(view, files(path)) == []
    assert not view.is_welcoming


def test_a_link_to_the_web_is_not_a_file(view):
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/cat.png")])
    assert not drag(view, mime)


def test_pixels_without_a_file_get_one(view):
    assert drag(view, picture_data())
    (path,) = drop(view, picture_data())
    assert path.suffix == ".png"
    assert QImage(str(path)).size().toTuple() == (3, 2)


def test_a_picture_on_its_way_is_welcomed(view):
    data = dataset()
    picture = data.picture(SplitName.TEST, 3)
    view.show_state(state(data, picture=picture))
    before = view.grab().toImage()
    drag(view, picture_data())
    assert view.is_welcoming
    assert view.grab().toImage() != before
    QApplication.sendEvent(view, QDragLeaveEvent())
    assert not view.is_welcoming
    assert view.grab().toImage() == before


def test_a_clipboard_without_contents_has_no_picture(view):
    QApplication.clipboard().setMimeData(None)
    assert QApplication.clipboard().mimeData() is None
    view.show_state(state(dataset()))
    view.paste()
    assert "no picture on the clipboard" in said(view)


def test_pasting_takes_files_and_pixels(view, tmp_path, qtbot):
    path = tmp_path / "a.jpg"
    path.write_bytes(b"x")
    view.show_state(state(dataset()))
    taken: list[Path] = []
    view.files_dropped.connect(taken.extend)
    clipboard = QApplication.clipboard()
    clipboard.setMimeData(files(path))
    view.paste()
    assert taken == [path]
    clipboard.setMimeData(picture_data())
    qtbot.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(taken) == 2
    clipboard.setText("no picture")
    view.paste()
    assert "no picture on the clipboard" in said(view)
    assert len(taken) == 2
    clipboard.clear()
