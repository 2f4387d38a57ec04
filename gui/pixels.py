"""Numbers as pictures: signed maps and RGB pictures, centred on zero."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QColor, QImage

from gui.theme import NEGATIVE, POSITIVE, ZERO

if TYPE_CHECKING:
    from engine.arrays import Array, Pixels

SCALE_PERCENTILE = 99.0
"""A few huge weights shouldn't leave all others grey."""

SCALE_SAMPLE = 25_000
"""Weights that are looked at to find the scale: a percentile of all costs too much."""


def symmetric_scale(values: Array) -> float:
    """Return the number that gets full colour: the 99th percentile of |values|.

    Parameters
    ----------
    values : ndarray
        Any shape; non-finite numbers are left out.

    Returns
    -------
    float
        Greater than 0; 1 if all values are 0.
    """
    flat = values.reshape(-1)
    step = max(1, flat.size // SCALE_SAMPLE)
    # A step that divides the size could meet only red, or the same columns again.
    while math.gcd(step, flat.size) > 1:
        step += 1
    sample = np.abs(flat[::step])
    finite = sample[np.isfinite(sample)]
    scale = _percentile(finite) if finite.size else 0.0
    return scale if scale > 0 else float(finite.max(initial=0.0)) or 1.0


def _percentile(values: Array) -> float:
    # NumPy's own percentile interpolates, at twice the time.
    place = round((values.size - 1) * SCALE_PERCENTILE / 100)
    return float(np.partition(values, place)[place])


@cache
def signed_colors() -> Pixels:
    """Return 255 RGB colours, uint8 (255, 3), from orange through grey to blue."""
    colors = [QColor(name) for name in (NEGATIVE, ZERO, POSITIVE)]
    stops = np.array([(c.red(), c.green(), c.blue()) for c in colors])
    places = np.linspace(0, 2, 255)
    channels = [np.interp(places, [0, 1, 2], channel) for channel in stops.T]
    return np.stack(channels, axis=1).round().astype(np.uint8)


def signed_picture(values: Array, scale: float) -> Pixels:
    """Return signed numbers in colours, uint8 (*values.shape, 3); 0 is grey.

    Parameters
    ----------
    values : ndarray
        Any shape. Not-a-number is drawn as 0.
    scale : float
        The absolute value that gets full colour.
    """
    steps = _unit(values, scale)
    steps *= 127
    steps += 127.5
    return signed_colors().take(steps.astype(np.uint8), axis=0)


def rgb_picture(row: Array, shape: tuple[int, ...], scale: float) -> Pixels:
    """Return a neuron's weights as the picture that they are.

    Parameters
    ----------
    row : ndarray, shape (..., n_x)
        Weights of one neuron or of several.
    shape : tuple of int
        (height, width, channels) of a picture, n_x numbers in all; 1 or 3 channels.
    scale : float
        The absolute value that gives full light or full dark.

    Returns
    -------
    ndarray of uint8, shape (..., height, width, 3)
        Middle grey is 0.
    """
    light = _unit(row, scale)
    light *= 127.5
    light += 127.5
    pictures = light.astype(np.uint8).reshape(*row.shape[:-1], *shape)
    return pictures if shape[-1] == 3 else np.repeat(pictures, 3, axis=-1)


def _unit(values: Array, scale: float) -> Array:
    """Return values / scale, within -1 to 1; not-a-number becomes 0."""
    # Huge weights would overflow if they were divided first.
    unit: Array = np.clip(values, -scale, scale)
    unit[np.isnan(unit)] = 0
    unit /= scale
    return unit


def finite(values: Array) -> Array:
    """Return numbers that can be drawn: 0 for what isn't one, bounds for infinity."""
    # Looking for them takes a fifth of the time that replacing none of them does.
    return values if np.isfinite(values).all() else np.nan_to_num(values)


def to_image(pixels: Pixels) -> QImage:
    """Return uint8 pixels (height, width, 1 or 3) as an image of its own."""
    height, width, channels = pixels.shape
    formats = {1: QImage.Format.Format_Grayscale8, 3: QImage.Format.Format_RGB888}
    data = np.ascontiguousarray(pixels)
    stride = width * channels
    # QImage doesn't keep the array alive: copy.
    return QImage(data.data, width, height, stride, formats[channels]).copy()
