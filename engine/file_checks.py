"""What can be said about a file before anybody decodes it."""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from engine.errors import EngineError

HEAD_BYTES = 1024

_JOINERS = "\u200c\u200d"
"""Invisible, yet part of how Persian, Indic scripts and emoji are spelled."""

_HTML = re.compile(rb"<(!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_LFS = b"version https://git-lfs"


def printable(text: str) -> str:
    """Return ``text`` without what can't or shouldn't be shown.

    Control characters, lone surrogates and marks that turn the direction of writing
    are dropped, and the white space around the text.
    """
    kept = (c for c in text if c.isprintable() or c in _JOINERS)
    return "".join(kept).strip()


def shown(path: Path) -> str:
    """Return a file's or a folder's name for a message."""
    return printable(path.name or str(path))


def check_free(path: Path, error: type[EngineError]) -> None:
    """Refuse a place that is taken: nobody was asked whether to replace what is there.

    Parameters
    ----------
    path : Path
        The place.
    error : type of EngineError
        What to raise.

    Raises
    ------
    EngineError
        As ``error``.
    """
    # Unlike a path's own question, this one has an answer for every name.
    if os.path.lexists(path):
        raise error("{file} is there already. Choose another name.", file=shown(path))


def first_bytes(path: Path, error: type[EngineError]) -> bytes:
    """Read a file's first bytes, and refuse what no reader could use.

    Parameters
    ----------
    path : Path
        The file.
    error : type of EngineError
        What to raise.

    Returns
    -------
    bytes
        At most `HEAD_BYTES` of them, at least one.

    Raises
    ------
    EngineError
        As ``error``, if the file is missing, a folder, a device, unreadable, empty, a
        web page or a Git LFS pointer.
    """
    head = _head(path, error)
    if not head:
        raise error(
            "{file} is empty. Download or copy it again.",
            file=shown(path),
        )
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf").lstrip()):
        raise error(
            "{file} is a web page under another name. Download the file itself, not "
            "the page that shows it.",
            file=shown(path),
        )
    if head.startswith(_LFS):
        raise error(
            "{file} is a Git LFS pointer, not the data itself. Fetch the data with "
            "“git lfs pull” or download the file from its web page.",
            file=shown(path),
        )
    return head


def _head(path: Path, error: type[EngineError]) -> bytes:
    try:
        # Asked before opening: to open a named pipe would wait for its writer.
        mode = path.stat().st_mode
        if stat.S_ISREG(mode):
            with path.open("rb") as file:
                return file.read(HEAD_BYTES)
    except (OSError, ValueError) as fault:
        raise unreadable(path, fault, error) from fault
    if stat.S_ISDIR(mode):
        raise error("{file} is a folder. Choose a file in it.", file=shown(path))
    raise error("{file} is a device. Choose an ordinary file.", file=shown(path))


def unreadable(path: Path, fault: Exception, error: type[EngineError]) -> EngineError:
    """Return the error that says why the system won't let ``path`` be read.

    Parameters
    ----------
    path : Path
        A file or a folder.
    fault : Exception
        What the system answered.
    error : type of EngineError
        What to make of it.
    """
    if isinstance(fault, FileNotFoundError):
        return error(
            "There is no {file}. Check its name and its folder.",
            file=printable(str(path)),
        )
    if isinstance(fault, PermissionError):
        return error(
            "{file} can't be read: permission denied. Change its permissions or copy "
            "it to a folder of yours.",
            file=shown(path),
        )
    return error(
        "{file} can't be read: {reason}. Copy it to another disk or folder.",
        file=shown(path),
        reason=printable(getattr(fault, "strerror", None) or str(fault)),
    )
