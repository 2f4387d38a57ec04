"""Names of classes, as files hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.file_checks import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.errors import EngineError
    from engine.hdf5 import Hdf5Reader

MAX_CLASSES = 1000
MAX_NAME = 200
"""Most characters in a class's name."""


def read_class_names(source: Hdf5Reader, name: str) -> tuple[str, ...]:
    """Read the names of the classes.

    Parameters
    ----------
    source : Hdf5Reader
        An open file.
    name : str
        Name of the array: texts, or whole numbers.

    Returns
    -------
    tuple of str
        Printable and different from one another; an empty one becomes its index.

    Raises
    ------
    EngineError
        Of the source's type, if there are too many, if one is too long or two are the
        same.
    """
    count = source.declared(name).size
    if count > MAX_CLASSES:
        raise source.fault(
            "{name} in {file} names {count:,} classes; {limit:,} is the most. Use "
            "fewer classes.",
            name=name,
            count=count,
            limit=MAX_CLASSES,
        )
    texts = source.texts(name, MAX_NAME)
    return checked_names(texts, source.fault)


def checked_names(
    names: Sequence[str], fault: Callable[..., EngineError]
) -> tuple[str, ...]:
    """Return the names of the classes as they may be shown and saved.

    Parameters
    ----------
    names : sequence of str
        One for each class.
    fault : callable
        Makes an error that knows the {file} from a template and its values.

    Returns
    -------
    tuple of str
        Printable and different from one another; an empty one becomes its index.

    Raises
    ------
    EngineError
        From ``fault``, if two are the same.
    """
    shown = tuple(printable(name) or str(i) for i, name in enumerate(names))
    for name in shown:
        if shown.count(name) > 1:
            raise fault(
                "{file} has two classes called {name}. Give each a name of its own.",
                name=name,
            )
    return shown
