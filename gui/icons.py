"""Our own icons, in the theme's colours."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
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
            result.addPixmap(_draw(name, shade, scale), mode)
    return result


def action_icon(name: str, theme: Theme) -> QIcon:
    """Return an icon for a button of the toolbar or a menu."""
    return icon(name, theme.color("text"), theme.color("secondary", 140))


def _draw(name: str, color: QColor, scale: int) -> QPixmap:
    svg = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    data = QByteArray(svg.replace("currentColor", color.name()).encode())
    pixmap = QPixmap(QSize(SIZE, SIZE) * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(color.alphaF())
    QSvgRenderer(data).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
