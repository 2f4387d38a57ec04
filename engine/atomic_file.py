"""Replacing a file as a whole, or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from engine.file_checks import printable, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from engine.errors import EngineError

_DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def replace_file(
    path: Path, content: bytes | memoryview, error: type[EngineError]
) -> None:
    """Write a file so that it is always whole: the old one, or the new one.

    The content goes to a temporary file in the same folder, is forced to the disk,
    and takes the old file's place in one step.

    Parameters
    ----------
    path : Path
        The file. A link stays, and what it points to is replaced.
    content : bytes or memoryview
        All that shall be in it.
    error : type of EngineError
        What to raise.

    Raises
    ------
    EngineError
        As ``error``, if it can't be written. The old file is as it was then, and the
        temporary one is gone.
    """
    replace_files({path: content}, error)


def replace_files(
    contents: Mapping[Path, bytes | memoryview], error: type[EngineError]
) -> None:
    """Write files that belong together: none takes its place before all are written.

    Parameters
    ----------
    contents : mapping of Path to bytes or memoryview
        Files, as for `replace_file`, and all that shall be in them.
    error : type of EngineError
        What to raise.

    Raises
    ------
    EngineError
        As ``error``, if one can't be written, as `replace_file` does.
    """
    with ExitStack() as stack:
        written = [stack.enter_context(_beside(path, error)) for path in contents]
        for (_, temporary), (path, content) in zip(
            written, contents.items(), strict=True
        ):
            with _told_of(path, error):
                _write(temporary, content)
        for target, temporary in written:
            temporary.replace(target)


def check_replaceable(path: Path, error: type[EngineError]) -> None:
    """Refuse a file that `replace_file` couldn't write; nothing changes.

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
    with _beside(path, error) as (_, temporary):
        temporary.touch(exist_ok=False)


@contextmanager
def _beside(path: Path, error: type[EngineError]) -> Iterator[tuple[Path, Path]]:
    """Yield the true file and a temporary one in its folder, which goes again."""
    with _told_of(path, error):
        target = Path(os.path.realpath(path))
        _check_target(path, target, error)
        # Its own short name: the target's may be as long as names can be.
        temporary = target.with_name(f".layerlab-{secrets.token_hex(8)}.tmp")
        try:
            yield target, temporary
        finally:
            temporary.unlink(missing_ok=True)


@contextmanager
def _told_of(path: Path, error: type[EngineError]) -> Iterator[None]:
    """Turn what the system says into an error that names the file."""
    try:
        yield
    except (OSError, ValueError) as fault:
        raise _unwritable(path, fault, error) from fault


def _write(path: Path, content: bytes | memoryview) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _check_target(path: Path, target: Path, error: type[EngineError]) -> None:
    if target.is_dir():
        raise error(
            "{file} is a folder. Give the name of a file in it.", file=shown(path)
        )
    if target.exists() and not target.is_file():
        raise error(
            "{file} is a device. Give the name of an ordinary file.", file=shown(path)
        )


def _unwritable(path: Path, fault: Exception, error: type[EngineError]) -> EngineError:
    code = getattr(fault, "errno", None)
    if isinstance(fault, FileNotFoundError):
        return error(
            "{file} was not saved, as its folder does not exist. Create the folder or "
            "choose another.",
            file=printable(str(path)),
        )
    if code in _DENIED:
        return error(
            "{file} was not saved, as its folder can't be written to. Choose another "
            "folder.",
            file=shown(path),
        )
    if code in _FULL:
        return error(
            "{file} was not saved, as the disk is full. Free some space and try again.",
            file=shown(path),
        )
    return error(
        "{file} was not saved: {reason}. Choose another name or folder.",
        file=shown(path),
        reason=printable(getattr(fault, "strerror", None) or str(fault)),
    )
