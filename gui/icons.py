"""Our own icons, in the theme's colours."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gui.theme import RESOURCES, Theme

SIZE = 20
SCALES = (1, 2)
"""Drawn for ordinary and for dense displays."""


def icon(name: str, color: QColor, disabled: QColor | None = None) -> QIcon:
    """Return an icon of ``resources/icons``, drawn in one colour.

    Parameters
    ----------
    name : str
        Name of the file, without its suffix.
    color : QColor
        Colour of its lines.
    disabled : QColor, optional
        The same for what can't be pressed.
    """
    result = QIcon()
    modes = [(QIcon.Mode.Normal, color)]
    if disabled is not None:
        modes.append((QIcon.Mode.Disabled, disabled))
    for mode, shade in modes:
        for scale in SCALES:
            image = _draw(name, shade.rgba(), scale)
            result.addPixmap(QPixmap.fromImage(image), mode)
    return result


def action_icon(name: str, theme: Theme) -> QIcon:
    """Return an icon for a button of the toolbar or a menu."""
    return icon(name, theme.color("text"), theme.color("secondary", 140))


@cache
def _draw(name: str, rgba: int, scale: int) -> QImage:
    """Draw an icon once: each change of theme or text size asks for all of them."""
    color = QColor.fromRgba(rgba)
    svg = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    data = QByteArray(svg.replace("currentColor", color.name()).encode())
    image = QImage(QSize(SIZE, SIZE) * scale, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setOpacity(color.alphaF())
    QSvgRenderer(data).render(painter)
    painter.end()
    image.setDevicePixelRatio(scale)
    return image
