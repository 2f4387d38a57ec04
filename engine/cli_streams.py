"""Standard output and standard error, at whose other end there may be nobody."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import TextIO


def put_out(text: str, stream: TextIO | None) -> OSError | None:
    """Write a text, if there is such a stream; return why it can't be written."""
    if stream is None:
        return None
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        # Or Python tries to write the rest once more at its end.
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), stream.fileno())
        return error
    return None


def take_any_name() -> None:
    """Have both streams take all characters, also where a terminal knows ASCII only."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


class Unwatched:
    """A stream that takes what is written, whether or not anybody is left to read it.

    Parameters
    ----------
    stream : TextIO or None
        Where it goes; what it can do besides, this one can.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        """Return what the stream itself has of that name."""
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write a text, or leave it."""
        put_out(text, self._stream)
        return len(text)
