"""Groups of mistakes side by side, each a heading with its tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QWidget

from gui.views.gallery.model import MistakeModel
from gui.views.gallery.tile_layout import (
    GROUP_GAP,
    SIDES,
    Place,
    arrange,
    cell,
    has_outgrown,
)
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.tile_list import TileList

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from engine.datasets import Picture
    from engine.evaluation import Answer
    from gui.theme import Theme
    from gui.views.gallery.groups import Confusion, Groups

TITLE_GAP = 5


class MistakeGroupBox(QWidget):
    """One group: a red cross, or a tick, a sentence, and its tiles.

    Parameters
    ----------
    model : MistakeModel
        Its mistakes.
    parent : QWidget, optional
        Owner.
    """

    def __init__(self, model: MistakeModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self._cross = QLabel("✕", self)
        self._cross.setProperty("role", "wrong")
        self._title = ElidedLabel(parent=self)
        self.tiles = TileList(self)
        self.tiles.setModel(model)
        model.setParent(self)

    @property
    def title(self) -> str:
        """The sentence above the tiles."""
        return self._title.text()

    def set_title(self, title: str, tip: str, is_right: bool) -> None:
        """Show another sentence above the tiles."""
        self._title.setText(title)
        self._cross.setText("✓" if is_right else "✕")
        role = "right" if is_right else "wrong"
        if self._cross.property("role") != role:
            self._cross.setProperty("role", role)
            self._cross.style().polish(self._cross)
        self.tiles.setAccessibleName(title)
        self.tiles.setAccessibleDescription(tip)

    def title_width(self) -> int:
        """Return the width that the whole sentence takes."""
        return self._text_left() + self._title.sizeHint().width()

    def title_height(self) -> int:
        """Return the height of the sentence with its gap."""
        return self._title.sizeHint().height() + TITLE_GAP

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the tiles below the sentence."""
        super().resizeEvent(event)
        top, left = self.title_height(), self._text_left()
        self._cross.setGeometry(0, 0, left, top - TITLE_GAP)
        self._title.setGeometry(left, 0, self.width() - left, top - TITLE_GAP)
        self.tiles.setGeometry(0, top, self.width(), self.height() - top)

    def _text_left(self) -> int:
        return self._cross.sizeHint().width() + 5


class MistakeStrip(QScrollArea):
    """All groups from left to right.

    Parameters
    ----------
    picture : callable
        Returns the test picture at a place in the test set, or None.
    describe : callable
        Returns a sentence about a mistake.
    title : callable
        Returns a sentence about a group and how many it has.
    parent : QWidget, optional
        Owner.

    Signals
    -------
    chosen : int
        A place in the test set, whose tile the user clicked or went to.
    """

    chosen = Signal(int)

    def __init__(
        self,
        picture: Callable[[int], Picture | None],
        describe: Callable[[Answer], str],
        title: Callable[[Confusion | None, int], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._picture, self._describe, self._title = picture, describe, title
        self._boxes: dict[Confusion | None, MistakeGroupBox] = {}
        self._arranged: tuple[int, ...] = ()
        self._side = SIDES[0]
        self._theme: Theme | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        self._row = QHBoxLayout(body)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GROUP_GAP)
        self._row.addStretch(1)
        self.setWidget(body)
        self.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)

    @property
    def boxes(self) -> list[MistakeGroupBox]:
        """The groups, from left to right."""
        return list(self._boxes.values())

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        for box in self.boxes:
            box.tiles.set_theme(theme)

    def show_groups(self, groups: Groups, live: bool) -> None:
        """Show these groups.

        Parameters
        ----------
        groups : tuple of MistakeGroup
            From left to right.
        live : bool
            Whether the next ones follow in a moment, so that tiles had better keep
            their size.
        """
        self._keep_boxes([group.confusion for group in groups])
        for group in groups:
            box = self._boxes[group.confusion]
            if box.model.show_mistakes(group.mistakes) or not box.title:
                title = self._title(group.confusion, len(group.mistakes))
                tip = self.tr("Arrow keys go from picture to picture")
                box.set_title(title, tip, is_right=group.is_right)
        counts = self._counts()
        if not live or has_outgrown(counts, self._arranged):
            self._arrange(self._side if live and self._arranged else SIDES[0])

    def select(self, number: int | None) -> None:
        """Mark the tile of a place in the test set, or none."""
        for box in self.boxes:
            box.tiles.select(box.model.row_of(number))

    def clear(self) -> None:
        """Forget all groups."""
        self._keep_boxes([])
        self._arranged = ()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the tiles fit."""
        super().resizeEvent(event)
        self._arrange(SIDES[0])

    def changeEvent(self, event: QEvent) -> None:
        """Make the tiles fit when the text is larger or smaller."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._arrange(SIDES[0])

    def _counts(self) -> tuple[int, ...]:
        return tuple(box.model.rowCount() for box in self.boxes)

    def _keep_boxes(self, confusions: list[Confusion | None]) -> None:
        """Have a box for each of these, in this order, and no others."""
        if list(self._boxes) == confusions:
            return
        for gone in self._boxes.keys() - set(confusions):
            box = self._boxes.pop(gone)
            self._row.removeWidget(box)
            # It lives until the event loop turns, and nobody should count its rows.
            box.model.show_mistakes(())
            box.hide()
            box.deleteLater()
        self._boxes = {key: self._boxes.get(key) or self._box() for key in confusions}
        for place, box in enumerate(self.boxes):
            self._row.insertWidget(place, box)

    def _box(self) -> MistakeGroupBox:
        box = MistakeGroupBox(MistakeModel(self._picture, self._describe))
        box.tiles.chosen.connect(self.chosen)
        if self._theme is not None:
            box.tiles.set_theme(self._theme)
        return box

    def _arrange(self, largest: int) -> None:
        if not self._boxes:
            return
        boxes = self.boxes
        text = boxes[0].tiles.caption_height()
        height = self.viewport().height() - boxes[0].title_height()
        least = boxes[0].tiles.caption_width()
        place = Place(self.viewport().width(), height, text, least)
        self._arranged = self._counts()
        titles = [box.title_width() for box in boxes]
        arrangement = arrange(self._arranged, titles, place, largest)
        self._side = arrangement.side
        for box, width in zip(boxes, arrangement.widths, strict=True):
            box.setFixedWidth(width)
            box.tiles.set_tile(self._side, cell(self._side, text))
