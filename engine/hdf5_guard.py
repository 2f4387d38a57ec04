"""What goes wrong in HDF5, as messages that a user can act on."""

from __future__ import annotations

import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from engine.file_checks import shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from engine.errors import EngineError

_FAULTS = (
    OSError,
    LookupError,
    RuntimeError,
    ValueError,
    TypeError,
    ArithmeticError,
    AttributeError,
    zlib.error,
)
"""What h5py has been seen to raise for damaged files, or may."""


@contextmanager
def guarded(path: Path, error: type[EngineError]) -> Iterator[None]:
    """Turn whatever the library raises in the block into one error with a file.

    Parameters
    ----------
    path : Path
        The file.
    error : type of EngineError
        What to raise.

    Raises
    ------
    EngineError
        As ``error``.
    """
    try:
        yield
    except MemoryError as fault:
        raise error(
            "{file} takes more memory than there is. Close other programs or use a "
            "smaller file.",
            file=shown(path),
        ) from fault
    except BlockingIOError as fault:
        raise error(
            "{file} is being written by another program. Wait for it or close it.",
            file=shown(path),
        ) from fault
    except _FAULTS as fault:
        raise error(
            "{file} is incomplete or damaged. Download or copy it again.",
            file=shown(path),
        ) from fault
