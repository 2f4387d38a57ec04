"""What a view may ask of a moment, beside what every frame knows how to compute."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from engine.datasets import Dataset
    from engine.network_state import ModelState

T_co = TypeVar("T_co", covariant=True)


class Question(ABC, Generic[T_co]):
    """A question that a frame answers; subclasses are frozen dataclasses.

    Views that ask the same get the same answer, which is computed once. A new kind of
    question is a class of its own: nothing else has to know it.
    """

    @abstractmethod
    def answer(self, state: ModelState, dataset: Dataset | None) -> T_co | None:
        """Compute the answer, in the compute thread.

        Parameters
        ----------
        state : ModelState
            The moment. Its arrays may be live.
        dataset : Dataset or None
            The data that are loaded; None if the network isn't for them.

        Returns
        -------
        object or None
            Nobody may write to its arrays; None if there is no answer.
        """
