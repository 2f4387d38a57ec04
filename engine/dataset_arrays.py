"""One half of a data set, train or test, in an HDF5 file of the course's schema."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.class_names import MAX_CLASSES, read_class_names
from engine.datasets import Split, SplitName
from engine.errors import DataError
from engine.hdf5 import Hdf5Reader, open_hdf5
from engine.hdf5_packing import MAX_BYTES
from engine.hdf5_rows import Hdf5Rows
from engine.memory import available_memory
from engine.pixels import NO_PIXELS, pixel_scale, write_pixels
from engine.saved_model import MODEL_FORMAT
from engine.streamed import StreamedPixels

if TYPE_CHECKING:
    from pathlib import Path

    from engine.arrays import Labels, Pixels

MAX_SIDE = 1024
"""Most pixels in a picture's height or width."""

_CLASSES = "list_classes"


def pixels_name(part: SplitName) -> str:
    """Return what a file calls the pictures of a part."""
    return f"{part.value}_set_x"


def labels_name(part: SplitName) -> str:
    """Return what a file calls the labels of a part."""
    return f"{part.value}_set_y"


@dataclass(frozen=True)
class Half:
    """Train or test, as a file declares it; nothing is read yet.

    Attributes
    ----------
    path : Path
        The file.
    part : SplitName
        Which half.
    shape : tuple of int
        Height, width and channels of every picture.
    class_names : tuple of str or None
        Names of the classes, None if the file has none.
    """

    path: Path
    part: SplitName
    shape: tuple[int, int, int]
    class_names: tuple[str, ...] | None

    def belongs_to(self, other: Half) -> bool:
        """Tell whether both can be halves of one data set."""
        named = self.class_names is not None and other.class_names is not None
        return self.shape == other.shape and not (
            named and self.class_names != other.class_names
        )


def survey(path: Path) -> dict[SplitName, Half]:
    """Look which halves of a data set a file has.

    Parameters
    ----------
    path : Path
        An HDF5 file.

    Returns
    -------
    dict of SplitName to Half
        At least one.

    Raises
    ------
    DataError
        If it has none, or one that can't be used.
    """
    with open_hdf5(path, DataError) as source:
        if source.attribute("format") == MODEL_FORMAT:
            raise source.fault(
                "{file} is a model, not a data set. Open it with “Open model”."
            )
        names = read_class_names(source, _CLASSES) if _CLASSES in source else None
        halves = {
            part: _half(source, part, names)
            for part in SplitName
            if pixels_name(part) in source or labels_name(part) in source
        }
        if not halves:
            raise source.fault(
                "{file} has neither train_set_x nor test_set_x; it holds {found}. "
                "Choose a data set with the course's names.",
                found=source.listing(),
            )
        return halves


def _half(source: Hdf5Reader, part: SplitName, names: tuple[str, ...] | None) -> Half:
    name = pixels_name(part)
    shape = source.declared(name).shape
    channels = shape[3] if len(shape) == 4 else 1
    if len(shape) not in (3, 4) or channels not in (1, 3):
        raise source.fault(
            "{name} in {file} has the shape {shape}. Save pictures as (number, height, "
            "width, 3), or with 1 for 3 if they are grey.",
            name=name,
            shape=shape,
        )
    if not all(1 <= side <= MAX_SIDE for side in shape[1:3]):
        raise source.fault(
            "{name} in {file} has pictures of {height:,} by {width:,} pixels; 1 to "
            "{limit:,} are possible. Save them in another size.",
            name=name,
            height=shape[1],
            width=shape[2],
            limit=MAX_SIDE,
        )
    _check_counts(source, part, shape[0])
    return Half(source.path, part, (shape[1], shape[2], channels), names)


def _check_counts(source: Hdf5Reader, part: SplitName, pictures: int) -> None:
    shape = source.declared(labels_name(part)).shape
    if pictures == 0:
        raise source.fault(
            "{name} in {file} has no pictures. Choose a file with at least one.",
            name=pixels_name(part),
        )
    if shape not in ((pictures,), (1, pictures), (pictures, 1)):
        raise source.fault(
            "{name} in {file} has the shape {shape}, but there are {pictures:,} "
            "pictures. Save one label for each of them.",
            name=labels_name(part),
            shape=shape,
            pictures=pictures,
        )


def load(half: Half, stream_above: int | None = None) -> Split:
    """Read one half.

    Parameters
    ----------
    half : Half
        From `survey`.
    stream_above : int, optional
        Most bytes of pixels that are read into memory; larger ones are streamed, and
        smaller ones too where memory is short. Never streamed if not given.

    Returns
    -------
    Split
        uint8 pixels (m, height, width, channels) and int64 labels (m,).

    Raises
    ------
    DataError
        If the labels or the pixels can't be used.
    """
    with open_hdf5(half.path, DataError) as source:
        labels = _labels(source, half)
        name = pixels_name(half.part)
        if stream_above is None or not _is_large(source, name, stream_above):
            pixels = _pixels(source, name)
            return Split(pixels.reshape(len(pixels), *half.shape), labels)
    rows = Hdf5Rows(half.path, name, DataError)
    return Split(StreamedPixels(rows, (len(labels), *half.shape)), labels)


def _is_large(source: Hdf5Reader, name: str, most: int) -> bool:
    room = available_memory()
    limit = MAX_BYTES if room is None else min(MAX_BYTES, room // 2)
    return source.declared(name).size > most or source.needed(name) > limit


def _labels(source: Hdf5Reader, half: Half) -> Labels:
    classes = MAX_CLASSES if half.class_names is None else len(half.class_names)
    values = source.numbers(labels_name(half.part)).ravel()
    # NaN fails every comparison.
    if not ((values >= 0) & (values < classes)).all() or (values % 1 != 0).any():
        raise source.fault(
            "{name} in {file} has labels that are not whole numbers from 0 to {last}. "
            "Number the classes from 0, in the order of list_classes.",
            name=labels_name(half.part),
            last=classes - 1,
        )
    labels = values.astype(np.int64)
    if half.part is SplitName.TRAIN and labels.min() == labels.max():
        raise source.fault(
            "All pictures in {name} of {file} are of one class, so there is nothing to "
            "learn. Add pictures of another class.",
            name=pixels_name(half.part),
        )
    return labels


def _pixels(source: Hdf5Reader, name: str) -> Pixels:
    values = source.numbers(name)
    if values.dtype == np.uint8:
        return values
    scale = pixel_scale(values.min(), values.max(), values.dtype)
    pixels = np.empty(values.shape, np.uint8)
    if scale is None or not write_pixels(values, scale, pixels):
        raise source.fault(NO_PIXELS, name=name)
    return pixels
