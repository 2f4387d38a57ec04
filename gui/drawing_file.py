"""Drawings as files: SVG, which stays sharp at any size, or PNG."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMargins, QPoint, QRect
from PySide6.QtGui import QImage, QImageWriter, QPainter, QPicture
from PySide6.QtSvg import QSvgGenerator

from engine.atomic_file import replace_file
from engine.errors import ImageError
from engine.file_checks import check_free

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QColor, QPaintDevice

SVG, PNG = ".svg", ".png"

MARGIN = 12
"""In pixels: what fills a panel to its edge would look cut off by itself."""

PNG_SCALE = 3
"""Pixels of a PNG for each on the screen: projectors and paper show more."""

MOST_PIXELS = 16_000
"""On the longer side of a PNG: many programs open no larger ones."""

_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Drawing:
    """What can be painted on anything, in the window's thread.

    Attributes
    ----------
    title : str
        What it shows, in words.
    size : QSize
        How large it is, in pixels.
    ground : QColor
        What it stands on, with a margin around it.
    paint : callable
        Paints all of it on a painter.
    """

    title: str
    size: QSize
    ground: QColor
    paint: Callable[[QPainter], None]

    def content(self, kind: str) -> bytes:
        """Return it as a file of a kind, `SVG` or `PNG`; empty if it is too large."""
        return self._png() if kind == PNG else self._svg()

    def _svg(self) -> bytes:
        # The older version of the format knows no clipping.
        buffer, generator = _opened(), QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
        generator.setOutputDevice(buffer)
        generator.setSize(self._area.size())
        generator.setViewBox(self._area)
        # Else the axes, which pyqtgraph plays from a picture, have another size.
        generator.setResolution(QPicture().logicalDpiY())
        generator.setTitle(self.title)
        generator.setDescription("LayerLab")
        self._paint_on(generator)
        # Names may hold what no XML may.
        text = bytes(buffer.data().data()).decode(errors="replace")
        return _NOT_IN_XML.sub("\ufffd", text).encode()

    def _png(self) -> bytes:
        buffer, size = _opened(), self._area.size()
        scale = min(PNG_SCALE, MOST_PIXELS / max(size.toTuple()))
        image = QImage(size * scale, QImage.Format.Format_RGB32)
        if image.isNull():
            return b""
        image.setDevicePixelRatio(scale)
        self._paint_on(image)
        QImageWriter(buffer, b"png").write(image)
        return bytes(buffer.data().data())

    @property
    def _area(self) -> QRect:
        margins = QMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        return QRect(QPoint(), self.size.grownBy(margins))

    def _paint_on(self, device: QPaintDevice) -> None:
        painter = QPainter(device)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self._area, self.ground)
        painter.translate(MARGIN, MARGIN)
        self.paint(painter)
        painter.end()


def kind_of(path: Path, chosen: str) -> str:
    """Return of which kind a drawing is to be, `SVG` or `PNG`.

    An SVG is what is suggested. So a PNG is what the user asked for, be it by the name
    or by the kind.

    Parameters
    ----------
    path : Path
        The name that the user gave.
    chosen : str
        The kind that the user chose.
    """
    return PNG if path.suffix.lower() == PNG else chosen


def write_drawing(path: Path, kind: str, content: bytes) -> Path:
    """Write a drawing to a file, which is replaced as a whole, or not at all.

    Parameters
    ----------
    path : Path
        The name that the user gave; the file's says of which kind it is.
    kind : str
        `SVG` or `PNG`.
    content : bytes
        As `Drawing.content` returns it.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ImageError
        If it can't be written, or is another file than the user's and there already.
    """
    if not content:
        raise ImageError(
            "The drawing is too large for a picture. Choose a name that ends in .svg, "
            "or zoom out."
        )
    known = path.suffix.lower()
    if known != kind and path.name:
        name = path.stem if known == SVG else path.name
        path = path.with_name(name + kind)
        check_free(path, ImageError)
    replace_file(path, content, ImageError)
    return path


def _opened() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer
