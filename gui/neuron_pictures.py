"""Neurons as pictures of their weights: in which colours, how small."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from gui.hatching import mark_pixels, unfinished
from gui.pixels import rgb_picture, signed_colors, signed_picture, symmetric_scale

if TYPE_CHECKING:
    from engine.arrays import Array, Pixels

Places = npt.NDArray[np.intp]
Shape = tuple[int, int, int]


def drawable_shape(shape: tuple[int, ...], inputs: int) -> Shape | None:
    """Return (height, width, channels) if weights of ``inputs`` are a picture."""
    if len(shape) != 3 or math.prod(shape) != inputs:
        return None
    height, width, channels = shape
    return (height, width, channels) if channels in (1, 3) else None


@dataclass(frozen=True, eq=False)
class NeuronPictures:
    """The neurons of a layer as pictures of their weights.

    Red, green and blue are drawn as they are. One channel has a sign and nothing else,
    so it gets the colours of signs. What isn't finite is chequered.

    Attributes
    ----------
    rows : ndarray, shape (n1, n_x)
        Weights, or what they changed by.
    shape : (int, int, int)
        Height, width and channels, 1 or 3, of a picture.
    scale : float
        The absolute value that gets full colour.
    """

    rows: Array
    shape: Shape
    scale: float

    @classmethod
    def of(cls, rows: Array, shape: Shape) -> NeuronPictures:
        """Return the pictures with the scale that suits the whole layer."""
        return cls(rows, shape, symmetric_scale(rows))

    def large(self, unit: int) -> Pixels:
        """Return one neuron, uint8 (height, width, 3)."""
        return self._colored(self.rows[unit].reshape(self.shape))

    def small(self, units: Places, side: int) -> Pixels:
        """Return neurons, uint8 (k, height, width, 3), not much larger than ``side``.

        Blocks of weights become their mean before they get colours.
        """
        pictures = self.rows[units].reshape(len(units), *self.shape)
        return self._colored(shrunk(pictures, max(max(self.shape[:2]) // side, 1)))

    def ramp(self) -> Pixels:
        """Return the colours from the least to the greatest number, uint8 (255, 3)."""
        return ramp(is_rgb=self.shape[2] == 3)

    def _colored(self, pictures: Array) -> Pixels:
        mask = unfinished(pictures)
        pixels = self._plain(pictures)
        if mask is None:
            return pixels
        return mark_pixels(pixels, np.logical_or.reduce(mask, axis=-1))

    def _plain(self, pictures: Array) -> Pixels:
        if self.shape[2] == 1:
            return signed_picture(pictures[..., 0], self.scale)
        size = pictures.shape[-3:]
        rows = pictures.reshape(*pictures.shape[:-3], math.prod(size))
        return rgb_picture(rows, size, self.scale)


def shrunk(pictures: Array, step: int) -> Array:
    """Return pictures (k, height, width, channels) with blocks made one by their mean.

    What is left over at the right and at the bottom is cut off.
    """
    if step == 1:
        return pictures
    height, width = (side // step * step for side in pictures.shape[1:3])
    parts = [
        pictures[:, top:height:step, left:width:step]
        for top in range(step)
        for left in range(step)
    ]
    total = parts[0].astype(np.float32)
    with np.errstate(over="ignore", invalid="ignore"):
        for part in parts[1:]:
            total += part
    return total / np.float32(len(parts))


def ramp(is_rgb: bool) -> Pixels:
    """Return the colours of a legend, uint8 (255, 3): light and dark, or signs."""
    if not is_rgb:
        return signed_colors()
    greys = np.arange(255, dtype=np.uint8)
    return np.repeat(greys[:, np.newaxis], 3, axis=1)
