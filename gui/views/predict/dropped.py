"""Pictures that come by mouse or clipboard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QMimeDatabase, QTemporaryDir
from PySide6.QtGui import QImage

from engine.images import IMAGE_SUFFIXES

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData


def picture_paths(mime: QMimeData) -> list[Path]:
    """Return the local files in ``mime`` that say that they are pictures.

    Formats that can't be read are among them: opening one says what to do about it.
    """
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in paths if _is_picture(path)]


def has_pictures(mime: QMimeData) -> bool:
    """Tell whether there are picture files or the pixels of a picture in ``mime``."""
    return bool(picture_paths(mime)) or (not mime.hasUrls() and mime.hasImage())


def _is_picture(path: Path) -> bool:
    if path.is_dir():
        return False
    if path.suffix.lower() in IMAGE_SUFFIXES:
        return True
    by_name = QMimeDatabase.MatchMode.MatchExtension
    kind = QMimeDatabase().mimeTypeForFile(str(path), by_name)
    return kind.name().startswith("image/")


class Inbox:
    """Gives pixels without a file a file of their own, deleted with this object."""

    def __init__(self) -> None:
        self._folder: QTemporaryDir | None = None
        self._count = 0

    def paths(self, mime: QMimeData, name: str) -> list[Path]:
        """Return files with the pictures in ``mime``.

        Parameters
        ----------
        mime : QMimeData
            What was dropped or is on the clipboard.
        name : str
            What to call pixels that have no name; a number is appended.

        Returns
        -------
        list of Path
            Empty if there is no picture or no space to save it.
        """
        files = picture_paths(mime)
        if files or mime.hasUrls() or not mime.hasImage():
            return files
        image = QImage(mime.imageData())
        path = self._new_path(name)
        return [path] if image.save(str(path), "PNG") else []  # type: ignore[call-overload]

    def _new_path(self, name: str) -> Path:
        if self._folder is None:
            self._folder = QTemporaryDir(QDir.tempPath() + "/layerlab-XXXXXX")
        self._count += 1
        return Path(self._folder.path()) / f"{name} {self._count}.png"
