"""Edits that can be undone: one command each, on a stack that the session owns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack

from gui.edit_words import edit_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.design import Design

    Move = Callable[[Design, Design], None]
    """``move(source, target)``: change what differs between them to the target's."""

MERGES = 1
"""Qt tries to merge commands of the same id; which of them do so is ours to say."""


class EditCommand(QUndoCommand):
    """An edit of the design.

    Parameters
    ----------
    before, after : Design
        What it changes, and to what.
    move : callable
        The model's way to change it.
    text : str
        What it is called; empty to find words for what it changes.
    key : object
        Edits with an equal key that follow one another are one step; None never.
    """

    def __init__(
        self, before: Design, after: Design, move: Move, text: str, key: object
    ) -> None:
        super().__init__(text or edit_text(before, after))
        self._before = before
        self._after = after
        self._move = move
        self._is_named = bool(text)
        self._key = key

    def id(self) -> int:
        """Return what commands have in common that may be merged."""
        return MERGES

    def redo(self) -> None:
        """Edit, for the first time or again."""
        self._move(self._before, self._after)

    def undo(self) -> None:
        """Take the edit back."""
        self._move(self._after, self._before)

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in the edit after this one, if both belong together."""
        assert isinstance(other, EditCommand)
        if self._key is None or self._key != other._key:
            return False
        self._after = other._after
        changes = edit_text(self._before, self._after)
        self.setText(other.text() if other._is_named else changes)
        # Whoever came back to where it began has changed nothing.
        self.setObsolete(self._after == self._before)
        return True


class Edits(QObject):
    """The edits so far, to be undone and made again.

    Parameters
    ----------
    move : callable
        ``move(source, target)`` changes what differs between two designs from the one
        to the other.
    parent : QObject
        Owner.
    """

    def __init__(self, move: Move, parent: QObject) -> None:
        super().__init__(parent)
        self._move = move
        self._stack = QUndoStack(self)
        self._chapter = 0

    @property
    def undo_text(self) -> str:
        """What would be undone; empty if nothing can be."""
        return self._stack.undoText()

    @property
    def redo_text(self) -> str:
        """What would be made again; empty if nothing can be."""
        return self._stack.redoText()

    @property
    def is_clean(self) -> bool:
        """Whether the design is as it was loaded or saved."""
        return self._stack.isClean()

    def make(
        self, before: Design, after: Design, text: str = "", merge: object = None
    ) -> None:
        """Make an edit; one that changes nothing is none.

        Parameters
        ----------
        before, after : Design
            The design as it is, and as it is to be.
        text : str
            What the edit is called; empty to find words for what it changes.
        merge : object
            Edits with an equal one that follow one another are one step; None never.
        """
        if after != before:
            key = None if merge is None else (self._chapter, merge)
            self._stack.push(EditCommand(before, after, self._move, text, key))

    def undo(self) -> None:
        """Take the last edit back."""
        self.close_step()
        self._stack.undo()

    def redo(self) -> None:
        """Make the edit again that was undone last."""
        self.close_step()
        self._stack.redo()

    def clear(self) -> None:
        """Forget all: another design was loaded."""
        self._stack.clear()

    def mark_saved(self) -> None:
        """Remember that the design is saved as it is now."""
        self._stack.setClean()

    def close_step(self) -> None:
        """Let the next edit be a step of its own, whatever its key."""
        self._chapter += 1
