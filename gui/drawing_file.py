"""Drawings as files: SVG, which stays sharp at any size, or PNG."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMargins, QPoint, QRect
from PySide6.QtGui import QImage, QImageWriter, QPainter, QPicture
from PySide6.QtSvg import QSvgGenerator

from engine.atomic_file import replace_file
from engine.errors import ImageError
from engine.file_checks import shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QColor, QPaintDevice

MOST_PIXELS = 16_000
"""On the longer side: many programs open no larger pictures."""

PAINTED_PIXELS = 32_000
"""Beyond them, Qt paints nothing."""

SVG, PNG = ".svg", ".png"

NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

MARGIN = 12
"""In pixels: what fills a panel to its edge would look cut off by itself."""

PNG_SCALE = 3
"""Pixels of a PNG for each on the screen: projectors and paper show more."""


@dataclass(frozen=True)
class Drawing:
    """What can be painted on anything.

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


def write_drawing(path: Path, drawing: Drawing) -> None:
    """Write a drawing to a file.

    Parameters
    ----------
    path : Path
        The file, a PNG if its name says so. It is replaced as a whole, or not at all.
    drawing : Drawing
        What to write.

    Raises
    ------
    ImageError
        If it can't be written.
    """
    content = _png(drawing) if path.suffix.lower() == PNG else _svg(drawing)
    replace_file(path, content, ImageError)


def named(path: Path, suffix: str) -> Path:
    """Return a path that says of which kind a drawing is.

    An SVG is what is suggested. So a PNG is what the user asked for, be it by the name
    or by the kind.

    Parameters
    ----------
    path : Path
        What the user chose.
    suffix : str
        Of the kind that the user chose.

    Raises
    ------
    ImageError
        If that is another file, which is there already: nobody was asked about it.
    """
    known = path.suffix.lower()
    if known in (suffix, PNG) or not path.name:
        return path
    name = path.stem if known == SVG else path.name
    other = path.with_name(name + suffix)
    if os.path.lexists(other):
        raise ImageError(
            "{file} is there already. Choose another name.", file=shown(other)
        )
    return other


def _svg(drawing: Drawing) -> bytes:
    # The older version of the format knows no clipping.
    buffer, generator = _opened(), QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setSize(_whole(drawing))
    generator.setViewBox(QRect(QPoint(), _whole(drawing)))
    # Else the axes, which pyqtgraph plays from a picture, have another size.
    generator.setResolution(QPicture().logicalDpiY())
    generator.setTitle(drawing.title)
    generator.setDescription("LayerLab")
    _paint(drawing, generator)
    # Names may hold what no XML may.
    text = bytes(buffer.data().data()).decode(errors="replace")
    return NOT_IN_XML.sub("\ufffd", text).encode()


def _png(drawing: Drawing) -> bytes:
    buffer, size = _opened(), _whole(drawing)
    side = max(size.toTuple())
    scale = max(1, min(PNG_SCALE, MOST_PIXELS // side))
    if side > PAINTED_PIXELS:
        raise ImageError(
            "The drawing is too large for a picture: {width:,} x {height:,}. Choose a "
            "name that ends in .svg, or zoom out.",
            width=size.width(),
            height=size.height(),
        )
    image = QImage(size * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    _paint(drawing, image)
    writer = QImageWriter(buffer, b"png")
    if not writer.write(image):
        reason = writer.errorString()
        raise ImageError("The picture can't be written: {reason}.", reason=reason)
    return bytes(buffer.data().data())


def _whole(drawing: Drawing) -> QSize:
    return drawing.size.grownBy(QMargins(MARGIN, MARGIN, MARGIN, MARGIN))


def _opened() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


def _paint(drawing: Drawing, device: QPaintDevice) -> None:
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRect(QPoint(), _whole(drawing)), drawing.ground)
    painter.translate(MARGIN, MARGIN)
    drawing.paint(painter)
    painter.end()
