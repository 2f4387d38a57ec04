"""The test pictures, each the same object whenever it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.datasets import InputKind, SplitName

if TYPE_CHECKING:
    from engine.arrays import Labels
    from engine.datasets import Dataset, Picture


class TestPictures:
    """The pictures of a data set's test set.

    Parameters
    ----------
    dataset : Dataset, optional
        The data; without any there are no pictures.
    """

    __test__ = False  # pytest would take the name for a test class

    def __init__(self, dataset: Dataset | None = None) -> None:
        self._dataset = dataset
        self._made: dict[int, Picture] = {}
        self._found: tuple[Picture | None, int | None] = (None, None)

    @property
    def labels(self) -> Labels:
        """What the pictures are."""
        assert self._dataset is not None
        assert self._dataset.test is not None
        return self._dataset.test.labels

    def picture(self, number: int) -> Picture | None:
        """Return the picture at a place; None if the data aren't pictures."""
        dataset = self._dataset
        if dataset is None or dataset.kind is not InputKind.IMAGE:
            return None
        if number not in self._made:
            self._made[number] = dataset.picture(SplitName.TEST, number)
        return self._made[number]

    def number_of(self, picture: Picture | None) -> int | None:
        """Return the place of a picture in the test set, None if it isn't there."""
        if picture is not self._found[0]:
            test = None if self._dataset is None else self._dataset.test
            places = range(0 if test is None or picture is None else len(test))
            found = (i for i in places if self.picture(i) is picture)
            self._found = picture, next(found, None)
        return self._found[1]
