"""The attributes of a model's file, read as what they must be."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

from engine.errors import SpecError
from engine.file_checks import printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.errors import EngineError
    from engine.hdf5 import Hdf5Reader

T = TypeVar("T")

_BROKEN = (
    SpecError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    RecursionError,
)
"""What decoding a broken description has been seen to raise, or may."""


def read_text(source: Hdf5Reader, name: str) -> str:
    """Return an attribute that is text.

    Raises
    ------
    EngineError
        If it is missing, or something else.
    """
    value = source.attribute(name)
    if isinstance(value, str):
        return value
    raise _missing(source, name)


def read_count(source: Hdf5Reader, name: str) -> int:
    """Return an attribute that is a whole number of 0 or more.

    Raises
    ------
    EngineError
        If it is missing, or something else.
    """
    value = source.attribute(name)
    if isinstance(value, int) and value >= 0:
        return value
    raise _missing(source, name)


def read_json(source: Hdf5Reader, name: str, decode: Callable[[Any], T]) -> T:
    """Return what an attribute describes as JSON.

    Parameters
    ----------
    source : Hdf5Reader
        The file.
    name : str
        Name of the attribute.
    decode : callable
        Makes of the parsed JSON what it describes.

    Raises
    ------
    EngineError
        If it is missing, or describes nothing that there can be.
    """
    text = read_text(source, name)
    try:
        return decode(json.loads(text))
    except _BROKEN as error:
        raise source.fault(
            "The {name} in {file} can't be understood: {reason} Save the model again.",
            name=name,
            reason=printable(str(error)),
        ) from error


def _missing(source: Hdf5Reader, name: str) -> EngineError:
    return source.fault(
        "{file} is a model without a proper {name}. Save the model again.", name=name
    )
