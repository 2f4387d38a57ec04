"""What can be shown of a layer, and how."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from engine.arrays import Array
    from gui.neuron_pictures import Shape


class Quantity(Enum):
    """Numbers of a layer, as the notes call them."""

    W = "W"
    DW = "dW"
    B = "b"
    DB = "db"
    Z = "Z"
    A = "A"

    @property
    def is_matrix(self) -> bool:
        """Whether each unit has one number for each input, and not a single one."""
        return self in (Quantity.W, Quantity.DW)

    @property
    def is_gradient(self) -> bool:
        """Whether it tells how the cost changes with another."""
        return self in (Quantity.DW, Quantity.DB)

    @property
    def is_of_picture(self) -> bool:
        """Whether it is another one for every picture."""
        return self in (Quantity.Z, Quantity.A)


class Aspect(Enum):
    """How weights that belong to the pixels of pictures are shown."""

    ROWS = "rows"
    PICTURES = "pictures"
    RED = "red"
    GREEN = "green"
    BLUE = "blue"
    SUM = "sum"


CHANNELS = {Aspect.RED: 0, Aspect.GREEN: 1, Aspect.BLUE: 2}
COLORED = tuple(Aspect)
GREY = Aspect.ROWS, Aspect.PICTURES
"""What there is to choose from for pictures of three channels, and of one."""


def aspects(shape: Shape | None) -> tuple[Aspect, ...]:
    """Return how weights of this shape can be shown; rows if they are no pictures."""
    if shape is None:
        return (Aspect.ROWS,)
    return COLORED if shape[2] == len(CHANNELS) else GREY


def seen(
    values: Array, aspect: Aspect, shape: Shape | None
) -> tuple[Array, Shape | None]:
    """Return what of the weights is shown, and the shape of a unit's picture.

    Parameters
    ----------
    values : ndarray, shape (n1, n_x)
        The weights.
    aspect : Aspect
        How they are to be shown; whole pictures if this shape has no such colour.
    shape : (int, int, int) or None
        Height, width and channels, if a unit's weights are a picture.

    Returns
    -------
    values : ndarray, shape (n1, k)
        All weights, those of one channel, or the sums of the channels.
    shape : (int, int, int) or None
        Of a unit's picture; None for rows.
    """
    if shape is None or aspect is Aspect.ROWS:
        return values, None
    if aspect is Aspect.PICTURES or aspect not in aspects(shape):
        return values, shape
    height, width, channels = shape
    pixels = values.reshape(len(values), -1, channels)
    if aspect in CHANNELS:
        return pixels[..., CHANNELS[aspect]], (height, width, 1)
    with np.errstate(over="ignore", invalid="ignore"):
        # The sum along an axis of three takes five times as long.
        red, green, blue = (pixels[..., channel] for channel in range(channels))
        return red + green + blue, (height, width, 1)
