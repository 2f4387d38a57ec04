"""Pixels from the numbers that people save for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.arrays import Pixels

NO_PIXELS = (
    "{name} in {file} has numbers that are no pixels. Save them as whole numbers from "
    "0 to 255, or as those divided by 255."
)
"""Template of the message for numbers that aren't."""


def pixel_scale(low: Any, high: Any, dtype: np.dtype[Any]) -> int | None:
    """Return what makes pixels of numbers from low to high, None if nothing does."""
    # NaN fails every comparison.
    if not (low >= 0 and high <= 255):
        return None
    return 255 if dtype.kind in "bf" and high <= 1 else 1


def write_pixels(pictures: npt.NDArray[Any], scale: int, out: Pixels) -> bool:
    """Write pictures, first axis m, as pixels; tell whether all were whole numbers."""
    # One by one, as each takes eight bytes a pixel.
    pairs = zip(pictures, out, strict=True)
    return all(_write_whole(picture, scale, pixels) for picture, pixels in pairs)


def _write_whole(picture: npt.NDArray[Any], scale: int, out: Pixels) -> bool:
    scaled = picture.astype(np.float64) * scale
    np.rint(scaled, out=out, casting="unsafe")
    return bool((np.abs(scaled - out) <= _slack(picture.dtype, scale)).all())


def _slack(dtype: np.dtype[Any], scale: int) -> float:
    # k / 255 was rounded when it was saved; whole numbers were not.
    if scale == 1 or dtype.kind != "f":
        return 0.0
    return 255 * float(np.finfo(dtype).eps)
