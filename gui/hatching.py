"""The mark of numbers that aren't finite: hatched, as no colour stands for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QImage, QPainter

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from engine.arrays import Array, Pixels
    from gui.theme import Theme

    Mask = npt.NDArray[np.bool_]

DARK, LIGHT = 20, 255
"""Of the pixels that mark a picture's own."""

TILE = 12
"""Pixels across of a tile that stands for one number."""


def hatching(size: QSize, places: Iterable[QRect], theme: Theme) -> QImage:
    """Return a clear picture, hatched in some places."""
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    for place in places:
        painter.fillRect(place, theme.color("panel"))
    # Lines that go on from cell to cell show more than each cell's own.
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
    brush = QBrush(theme.color("text"), Qt.BrushStyle.BDiagPattern)
    painter.fillRect(image.rect(), brush)
    painter.end()
    return image


def unfinished(values: Array) -> Mask | None:
    """Return where numbers aren't finite, of the same shape; None if all are."""
    # A sum takes no memory, and is finite only if all of them are.
    with np.errstate(over="ignore", invalid="ignore"):
        total = values.sum()
    if np.isfinite(total):
        return None
    is_finite = np.isfinite(values)
    return None if is_finite.all() else ~is_finite


def in_blocks(mask: Mask, rows: slice, columns: slice) -> Mask:
    """Return for the numbers drawn whether anything is marked up to the next one.

    Parameters
    ----------
    mask : ndarray of bool, shape (rows, columns)
        What is marked.
    rows, columns : slice
        Which are drawn: the first, and every so many after it.
    """
    for axis, drawn in enumerate((rows, columns)):
        starts = np.arange(mask.shape[axis])[drawn]
        mask = np.logical_or.reduceat(mask, starts, axis=axis)
    return mask


def mark_pixels(pixels: Pixels, mask: Mask) -> Pixels:
    """Return pictures with a chequered pattern in the place of some pixels.

    Parameters
    ----------
    pixels : ndarray of uint8, shape (..., height, width, 3)
        Pictures.
    mask : ndarray of bool, shape (..., height, width)
        Which pixels.
    """
    height, width = mask.shape[-2:]
    is_dark = np.add.outer(np.arange(height), np.arange(width)) % 2 == 0
    pattern = np.where(is_dark, DARK, LIGHT).astype(np.uint8)[..., np.newaxis]
    return np.where(mask[..., np.newaxis], pattern, pixels)


def mark_tiles(colors: Pixels, mask: Mask) -> Pixels:
    """Return tiles of one colour, hatched where one stands for no number.

    Parameters
    ----------
    colors : ndarray of uint8, shape (k, 3)
        A colour for each.
    mask : ndarray of bool, shape (k,)
        Which are marked.

    Returns
    -------
    ndarray of uint8, shape (k, height, width, 3)
        Of one pixel each if none is marked.
    """
    side = TILE if mask.any() else 1
    tiles = np.repeat(colors[:, np.newaxis], side * side, axis=1)
    tiles = tiles.reshape(-1, side, side, 3)
    is_dark = np.add.outer(np.arange(side), np.arange(side)) % 4 < 2
    pattern = np.where(is_dark, DARK, LIGHT).astype(np.uint8)[..., np.newaxis]
    return np.where(mask[:, np.newaxis, np.newaxis, np.newaxis], pattern, tiles)
