"""The test set's mistakes, sorted into groups that read as sentences."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from engine.evaluation import Answer
    from engine.frame import Frame

MOST_GROUPS = 12
"""A thousand classes could be confused in a million ways. The rest shares a group."""


@dataclass(frozen=True)
class Confusion:
    """What a class is taken for: one way of being wrong, or right.

    Attributes
    ----------
    said : int
        The class that the network answered.
    label : int
        The class that it is.
    """

    said: int
    label: int


BINARY = (Confusion(1, 0), Confusion(0, 1))
"""The two ways of being wrong about two classes: false alarms, then misses."""


@dataclass(frozen=True)
class MistakeGroup:
    """Mistakes that are shown together, or right answers if those are asked for.

    Attributes
    ----------
    confusion : Confusion or None
        What they have in common; None for the rest.
    mistakes : tuple of Answer
        In the order in which they are shown.
    """

    confusion: Confusion | None
    mistakes: tuple[Answer, ...]

    @property
    def is_right(self) -> bool:
        """Whether these are right answers."""
        pair = self.confusion
        return pair is not None and pair.said == pair.label


Groups = tuple[MistakeGroup, ...]


def sorted_groups(mistakes: Iterable[Answer], class_count: int) -> Groups:
    """Return groups with the worst mistakes first.

    Parameters
    ----------
    mistakes : iterable of Answer
        What the network gets wrong.
    class_count : int
        Two classes always have both groups, in the same order; more have a group for
        each confusion that occurs, largest first.
    """
    found = _by_confusion(mistakes)
    if class_count == 2:
        named = list(BINARY)
    else:
        by_size = sorted(found, key=lambda c: (-len(found[c]), c.said, c.label))
        many = len(by_size) >= MOST_GROUPS
        named = by_size[: MOST_GROUPS - 1] if many else by_size
    order = [*named, *[None] * (len(found.keys() - set(named)) > 0)]
    worst = _worst_of_two if class_count == 2 else _worst_of_many
    return tuple(
        MistakeGroup(confusion, tuple(sorted(members, key=worst)))
        for confusion, members in zip(order, _members(order, found), strict=True)
    )


def one_group(
    confusion: Confusion, answers: Iterable[Answer], class_count: int
) -> Groups:
    """Return one group with everything that has this in common, the surest first."""
    worst = _worst_of_two if class_count == 2 else _worst_of_many
    return (MistakeGroup(confusion, tuple(sorted(answers, key=worst))),)


def kept_groups(mistakes: Iterable[Answer], before: Groups) -> Groups:
    """Return groups in which everything that was there before keeps its place.

    Parameters
    ----------
    mistakes : iterable of Answer
        What the network gets wrong now. What is new comes last.
    before : tuple of MistakeGroup
        The groups as they are shown.
    """
    found = _by_confusion(mistakes)
    order = [group.confusion for group in before]
    new = [confusion for confusion in found if confusion not in order]
    room = 0 if None in order else MOST_GROUPS - 1 - len(order)
    order += new[:room]
    if new[room:] and None not in order:
        order.append(None)
    shown = {group.confusion: group.mistakes for group in before}
    return tuple(
        MistakeGroup(confusion, _in_place(shown.get(confusion, ()), members))
        for confusion, members in zip(order, _members(order, found), strict=True)
    )


def have_same_mistakes(frame: Frame, other: Frame | None) -> bool:
    """Tell whether two frames of a run get the same pictures wrong."""
    if other is None or other.run_id != frame.run_id:
        return False
    if frame.test is None or other.test is None:
        return False
    return frame.test.kinds_of_mistakes == other.test.kinds_of_mistakes


def _by_confusion(mistakes: Iterable[Answer]) -> dict[Confusion, list[Answer]]:
    found: dict[tuple[int, int], list[Answer]] = defaultdict(list)
    for mistake in mistakes:
        found[mistake.said, mistake.label].append(mistake)
    return {Confusion(*pair): members for pair, members in found.items()}


def _members(
    order: Sequence[Confusion | None], found: dict[Confusion, list[Answer]]
) -> list[list[Answer]]:
    """Return the mistakes of each group; those that no group names go to None's."""
    rest = [m for confusion in found.keys() - set(order) for m in found[confusion]]
    rest.sort(key=lambda mistake: mistake.index)
    return [
        rest if confusion is None else found.get(confusion, []) for confusion in order
    ]


def _in_place(shown: Sequence[Answer], members: Sequence[Answer]) -> tuple[Answer, ...]:
    current = {mistake.index: mistake for mistake in members}
    kept = [current.pop(old.index) for old in shown if old.index in current]
    return (*kept, *current.values())


def _worst_of_two(mistake: Answer) -> tuple[float, int]:
    p = mistake.probability
    return -p if mistake.said == 1 else p, mistake.index


def _worst_of_many(mistake: Answer) -> tuple[float, int]:
    return -mistake.probability, mistake.index
