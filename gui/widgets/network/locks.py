"""What can't be edited on a drawn network, and why."""

from __future__ import annotations

from dataclasses import dataclass

LOCKABLE = frozenset({"units", "activation", "initialization", "dropout"})
"""Fields of `HiddenLayer`; "units" stands for the layers themselves as well."""


@dataclass(frozen=True)
class Locks:
    """What can't be edited.

    Attributes
    ----------
    names : frozenset of str
        Some of `LOCKABLE`.
    reason : str
        Why, for people.
    """

    names: frozenset[str] = frozenset()
    reason: str = ""

    def hold(self, *names: str) -> bool:
        """Tell whether one of these can't be edited; an empty name is of nothing."""
        return not self.names.isdisjoint(names)

    @property
    def are_all(self) -> bool:
        """Whether nothing can be edited."""
        return self.names == LOCKABLE


NO_LOCKS = Locks()
