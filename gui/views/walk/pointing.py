"""The sum of the unit that is pointed at: asked for, and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.arithmetic import ArithmeticOf
from gui.arithmetic_words import arithmetic_text

if TYPE_CHECKING:
    from engine.subject import Subject
    from gui.view_state import ViewState
    from gui.views.walk.sheets import SheetRow
    from gui.views.walk.words import WalkWords


class Pointing:
    """Knows which unit's sum is asked for.

    Parameters
    ----------
    sheets : SheetRow
        What is pointed at.
    words : WalkWords
        Names the unit.

    Attributes
    ----------
    asked : ArithmeticOf or None
        What a frame is to tell.
    """

    def __init__(self, sheets: SheetRow, words: WalkWords) -> None:
        self._sheets, self._words = sheets, words
        self.asked: ArithmeticOf | None = None

    def ask(self, subject: Subject | None) -> bool:
        """Ask for the sum behind the number pointed at; tell whether that's new.

        Parameters
        ----------
        subject : Picture, int or None
            What the walk is of. In a batch, each column is an example of its own.
        """
        before, self.asked = self.asked, self._question(subject)
        return self.asked is not None and self.asked != before

    def _question(self, subject: Subject | None) -> ArithmeticOf | None:
        cell = self._sheets.pointed_at
        if cell is None:
            return None
        card = self._sheets.card_at(cell)
        if not card.layer:
            return None
        if subject is None:
            columns = card.sheet.columns
            subject = int(columns[cell.column]) if card.has_examples else 0
        return ArithmeticOf(subject, card.layer, int(card.sheet.rows[cell.row]))

    def tell(self, state: ViewState) -> None:
        """Say what a frame knows of it."""
        if self.asked is None or state.frame is None:
            return
        told = state.frame.answer(self.asked)
        if told is not None:
            text = arithmetic_text(told, state.picture_shape)
            self._sheets.say(f"{self._words.unit(self.asked)}\n{text}")
