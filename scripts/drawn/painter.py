"""Paints figures on a picture of 64 by 64 pixels."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from drawn.shapes import Colour, Figure, Palette, moved

Pixels: TypeAlias = NDArray[np.uint8]
_Corners: TypeAlias = list[tuple[float, float]]

SIDE = 64
_OVERSAMPLING = 4
_WIDE = SIDE * _OVERSAMPLING


class Place(NamedTuple):
    """Where a figure stands in the picture, whose sides run from -1 to 1."""

    x: float
    y: float
    scale: float
    turn: float
    flipped: bool

    def outlines(self, figure: Figure) -> list[_Corners]:
        """Return the outlines of `figure` in pixels of the large picture."""
        points = np.concatenate([part.points for part in figure])
        mirror = np.array([-1.0 if self.flipped else 1.0, 1.0])
        spots = moved(points * mirror, self.x, self.y, self.scale, self.turn)
        # Whole pixels keep the last bits of sine and cosine out of the picture.
        corners = map(tuple, np.rint((spots + 1.0) * (_WIDE / 2)).tolist())
        return [list(islice(corners, len(part.points))) for part in figure]


class Painter:
    """Paints figures on a large picture, from which the small one is reduced."""

    def __init__(self) -> None:
        self._image = Image.new("RGB", (_WIDE, _WIDE))
        self._draw = ImageDraw.Draw(self._image)

    def paint(self, figure: Figure, palette: Palette, place: Place) -> None:
        """Paint `figure` at `place`, leaving out what `palette` does not name."""
        pen = max(2, round(0.016 * place.scale * _WIDE))
        solid: _Corners = []
        for part, outline in zip(figure, place.outlines(figure), strict=True):
            solid = solid if part.clipped else outline
            colour = palette.get(part.colour)
            if colour is None:
                continue
            if part.clipped:
                self._fill_common(solid, outline, colour)
            else:
                self._draw.polygon(outline, fill=colour)
            if part.edged:
                self._draw.line([*outline, outline[0]], palette["line"], pen)

    def _fill_common(self, solid: _Corners, mark: _Corners, colour: Colour) -> None:
        """Fill what the outlines `solid` and `mark` have in common."""
        xs, ys = zip(*mark, strict=True)
        left, top = max(0, int(min(xs))), max(0, int(min(ys)))
        right, bottom = min(_WIDE, int(max(xs)) + 1), min(_WIDE, int(max(ys)) + 1)
        if left >= right or top >= bottom:
            return
        masks = []
        for outline in (solid, mark):
            mask = Image.new("L", (right - left, bottom - top))
            inner = [(x - left, y - top) for x, y in outline]
            ImageDraw.Draw(mask).polygon(inner, fill=255)
            masks.append(mask)
        self._image.paste(colour, (left, top), ImageChops.darker(*masks))

    def pixels(self, blur: float) -> Pixels:
        """Return the picture reduced to shape (64, 64, 3), blurred by `blur` pixels."""
        small = self._image.reduce(_OVERSAMPLING)
        return np.asarray(small.filter(ImageFilter.BoxBlur(blur)))
