"""One place to extend: a named collection that rejects duplicates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from engine.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Iterator


class Named(Protocol):
    """Anything with a name that files and the command line use."""

    @property
    def name(self) -> str:
        """The stable, lower-case name."""


T = TypeVar("T", bound=Named)


class Registry(Generic[T]):
    """Definitions by name, in the order of their registration.

    Parameters
    ----------
    kind : str
        What the entries are, for messages ("activation").
    """

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._entries: dict[str, T] = {}

    def add(self, entry: T) -> T:
        """Register ``entry`` under its name and return it.

        Raises
        ------
        ValueError
            If the name is taken.
        """
        if entry.name in self._entries:
            raise ValueError(f"{self._kind} {entry.name!r} is registered twice")
        self._entries[entry.name] = entry
        return entry

    def __getitem__(self, name: str) -> T:
        """Return the entry called ``name``.

        Raises
        ------
        SpecError
            If there is none; the message lists those that there are. Settings are
            called like the kind of what they choose from.
        """
        try:
            return self._entries[name]
        except KeyError:
            raise SpecError(
                "There is no {kind} called {name}. Choose one of: {names}.",
                kind=self._kind,
                name=repr(name),
                names=", ".join(self._entries),
            ).at(self._kind) from None

    def __iter__(self) -> Iterator[T]:
        """Iterate over the entries."""
        return iter(self._entries.values())

    def __contains__(self, name: object) -> bool:
        """Tell whether an entry has this name."""
        return name in self._entries

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self._entries)

    @property
    def names(self) -> tuple[str, ...]:
        """The names, in the order of registration."""
        return tuple(self._entries)
