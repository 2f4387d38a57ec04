"""Reading a user's picture as a network needs it.

A picture is squeezed to the network's size with antialiased bilinear interpolation, as
the course does: not cropped, not padded.
"""

from __future__ import annotations

import struct
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from engine.datasets import Picture
from engine.errors import ImageError
from engine.file_checks import first_bytes, shown

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    from engine.arrays import Pixels

FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF", "PPM")
"""Formats that people have. The rarer decoders have had worse than bombs."""

IMAGE_SUFFIXES = (
    ".jpg",
    ".jpeg",
    ".png",
    ".webp",
    ".bmp",
    ".gif",
    ".tif",
    ".tiff",
    ".ppm",
    ".pgm",
    ".pbm",
)
"""What files of these formats end in, for dialogs."""

MAX_PIXELS = 80_000_000
"""Largest picture, below the library's own limit: 240 MB when it is unpacked."""

DISPLAY_SIDE = 512
"""Most pixels on the long side of a picture for display."""

_OTHER_FORMATS = (
    (4, b"ftypavi", "AVIF"),
    (4, b"ftyphei", "HEIC"),
    (4, b"ftyphev", "HEIC"),
    (4, b"ftypmif1", "HEIC"),
    (4, b"ftypmsf1", "HEIC"),
    (4, b"JXL ", "JPEG XL"),
    (0, b"\xff\x0a", "JPEG XL"),
    (4, b"jP  ", "JPEG 2000"),
    (0, b"%PDF", "PDF"),
    (0, b"8BPS", "PSD"),
)
"""Where a format that can't be read shows itself, by what, and its name."""

_FAULTS = (
    OSError,
    SyntaxError,
    LookupError,
    RuntimeError,
    ValueError,
    TypeError,
    ArithmeticError,
    AttributeError,
    EOFError,
    struct.error,
    Image.DecompressionBombError,
)
"""What Pillow has been seen to raise for damaged files, or may."""


@dataclass(frozen=True, eq=False)
class PictureFile:
    """A picture of the user's.

    Attributes
    ----------
    path : Path
        Where it is.
    original : ndarray of uint8, shape (height, width, 3)
        For display: upright, in colour, at most `DISPLAY_SIDE` on its long side.
    seen : Picture
        The pixels exactly as the network gets them.
    """

    path: Path
    original: Pixels
    seen: Picture

    def shows_same(self, other: PictureFile) -> bool:
        """Tell whether another file holds the same picture, whatever its name."""
        return np.array_equal(self.original, other.original) and np.array_equal(
            self.seen.pixels, other.seen.pixels
        )


def read_picture(path: Path, shape: tuple[int, int, int]) -> PictureFile:
    """Read a picture for a network.

    Parameters
    ----------
    path : Path
        A JPEG, PNG, WebP, BMP, GIF, TIFF or PPM file.
    shape : tuple of int
        Height, width and channels (1 or 3) of the network's pictures.

    Returns
    -------
    PictureFile
        The picture for display and as the network sees it.

    Raises
    ------
    ImageError
        If it is not a picture that can be read; the message says what to do.
    """
    _check_format(path, first_bytes(path, ImageError))
    try:
        image = _decoded(path)
        seen = Picture(fit(image, shape), shown(path))
        image.thumbnail((DISPLAY_SIDE, DISPLAY_SIDE), Image.Resampling.BILINEAR)
        return PictureFile(path, np.array(image), seen)
    except MemoryError as fault:
        raise ImageError(
            "{file} takes more memory than there is. Close other programs or make the "
            "picture smaller.",
            file=shown(path),
        ) from fault


def fit(image: Image.Image, shape: tuple[int, int, int]) -> Pixels:
    """Return a picture's pixels as a network gets them.

    Parameters
    ----------
    image : PIL.Image.Image
        Upright, in any mode.
    shape : tuple of int
        Height, width and channels (1 or 3).

    Returns
    -------
    ndarray of uint8, shape (height, width, channels)
        Squeezed to the size, without regard to its proportions. One of that size and
        mode comes through unchanged.
    """
    height, width, channels = shape
    flat = _flat(image).convert("L" if channels == 1 else "RGB")
    if flat.size != (width, height):
        flat = flat.resize((width, height), Image.Resampling.BILINEAR)
    pixels: Pixels = np.array(flat).reshape(shape)
    return pixels


def _check_format(path: Path, head: bytes) -> None:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    is_svg = text.startswith((b"<svg", b"<?xml", b"<!--")) and b"<svg" in text
    names = ["SVG"] * is_svg + [
        name for start, mark, name in _OTHER_FORMATS if head.startswith(mark, start)
    ]
    if names:
        raise ImageError(
            "{file} is in the format {format}, which can't be read. Convert it to JPEG "
            "or PNG.",
            file=shown(path),
            format=names[0],
        )


def _decoded(path: Path) -> Image.Image:
    """Return a file's picture, upright and in RGB."""
    try:
        # The filters belong to the process, so another thread may put back its own
        # in between. Then a bomb only warns here, and the check of the size below
        # refuses it all the same.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=FORMATS) as image:
                _check_size(path, *image.size)
                image.load()
                return _flat(_upright(image))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise _too_large(path) from fault
    except UnidentifiedImageError as fault:
        raise ImageError(
            "{file} is not a picture that can be read, whatever its name says. Choose "
            "a JPEG, PNG, WebP, BMP, GIF or TIFF file.",
            file=shown(path),
        ) from fault
    except _FAULTS as fault:
        raise ImageError(
            "{file} is incomplete or damaged. Download or copy it again.",
            file=shown(path),
        ) from fault


def _check_size(path: Path, width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise _too_large(path)


def _too_large(path: Path) -> ImageError:
    return ImageError(
        "{file} has more than {limit:,} pixels. Make the picture smaller.",
        file=shown(path),
        limit=MAX_PIXELS,
    )


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except _FAULTS:
        # Only the note on how the camera was held is broken, not the picture.
        return image


def _flat(image: Image.Image) -> Image.Image:
    """Return a picture of any mode in RGB, on white where it is transparent."""
    if image.mode.startswith(("I", "F")):
        return Image.fromarray(_eight_bits(np.asarray(image))).convert("RGB")
    if image.mode in ("RGBa", "La"):
        image = image.convert(image.mode.upper())
    if image.has_transparency_data:
        picture = image.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(white, picture).convert("RGB")
    return image.convert("RGB")


def _eight_bits(values: npt.NDArray[Any]) -> Pixels:
    """Return grey values of any range as 0 to 255.

    The range of whole numbers is that of 16 bits where they fit, and that of other
    numbers 0 to 1 or 0 to 255 where they fit. What fits nothing is stretched.
    """
    low, high = float(values.min()), float(values.max())
    if not np.isfinite(high - low):
        raise ValueError("a picture with infinite values")
    tops = (1, 255) if values.dtype.kind == "f" else (65535,)
    fitting = [top for top in tops if low >= 0 and high <= top]
    bottom, top = (0, fitting[0]) if fitting else (low, high)
    # A picture of one value has no range: it becomes black.
    scaled = (values.astype(np.float64) - bottom) * (255 / ((top - bottom) or 1))
    return np.rint(scaled).astype(np.uint8)
