"""Mistakes as rows of an item view."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject

from gui.tile_model import TileModel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from engine.datasets import Picture
    from engine.evaluation import Answer

MOST_STRETCHES = 200
"""With more separate stretches of rows to remove, starting anew is faster."""


class MistakeModel(TileModel):
    """One row for each mistake, changed as little as possible.

    Parameters
    ----------
    picture : callable
        Returns the picture at a place in the test set, or None.
    describe : callable
        Returns a sentence about a mistake.
    parent : QObject, optional
        Owner.
    """

    def __init__(
        self,
        picture: Callable[[int], Picture | None],
        describe: Callable[[Answer], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._picture = picture
        self._describe = describe
        self._rows: list[Answer] = []

    def caption(self, row: int) -> str:
        """Return the probability of the wrong answer."""
        return f"{self._rows[row].probability:.2f}"

    def sentence(self, row: int) -> str:
        """Return a sentence about the mistake."""
        return self._describe(self._rows[row])

    def picture(self, row: int) -> Picture | None:
        """Return its picture; it is made when somebody asks."""
        return self._picture(self._rows[row].index)

    def number(self, row: int) -> int:
        """Return its place in the test set."""
        return self._rows[row].index

    def row_of(self, number: int | None) -> int:
        """Return the row of a place in the test set, -1 if it isn't wrong."""
        numbers = (row for row, m in enumerate(self._rows) if m.index == number)
        return next(numbers, -1)

    def show_mistakes(self, mistakes: Sequence[Answer]) -> bool:
        """Show these mistakes, in this order; views keep their places.

        Returns
        -------
        bool
            Whether they are others than before, or stand in another order.
        """
        are_others = _numbers(mistakes) != _numbers(self._rows)
        if are_others:
            self._remove({mistake.index for mistake in mistakes})
            self._append(mistakes)
            self._arrange(mistakes)
        self._refresh(mistakes)
        return are_others

    def _remove(self, kept: set[int]) -> None:
        gone = [row for row, m in enumerate(self._rows) if m.index not in kept]
        stretches = list(_stretches(gone))
        if len(stretches) > MOST_STRETCHES:
            self.beginResetModel()
            self._rows = [m for m in self._rows if m.index in kept]
            self.endResetModel()
            return
        for first, last in reversed(stretches):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()

    def _append(self, mistakes: Sequence[Answer]) -> None:
        known = {mistake.index for mistake in self._rows}
        new = [mistake for mistake in mistakes if mistake.index not in known]
        if new:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._rows += new
            self.endInsertRows()

    def _arrange(self, mistakes: Sequence[Answer]) -> None:
        places = {mistake.index: row for row, mistake in enumerate(mistakes)}
        moves = [places[mistake.index] for mistake in self._rows]
        if moves == list(range(len(moves))):
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        after = [self.index(moves[index.row()]) for index in before]
        self._rows.sort(key=lambda mistake: places[mistake.index])
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _refresh(self, mistakes: Sequence[Answer]) -> None:
        pairs = zip(self._rows, mistakes, strict=True)
        changed = [row for row, (old, new) in enumerate(pairs) if _differ(old, new)]
        self._rows = list(mistakes)
        for first, last in _stretches(changed):
            # `index` would ask for the number of rows, to check what is known.
            self.dataChanged.emit(self.createIndex(first, 0), self.createIndex(last, 0))


def _numbers(mistakes: Iterable[Answer]) -> list[int]:
    return [mistake.index for mistake in mistakes]


def _differ(old: Answer, new: Answer) -> bool:
    """Tell whether two mistakes about the same example look different."""
    moved = round(100 * old.probability) != round(100 * new.probability)
    return moved or old.said != new.said


def _stretches(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each stretch of successive numbers."""
    for _, pairs in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        stretch = [row for _, row in pairs]
        yield stretch[0], stretch[-1]
