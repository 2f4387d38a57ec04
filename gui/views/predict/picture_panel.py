"""A picture as it is, and as the network sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gui.widgets.elided_label import ElidedLabel
from gui.widgets.picture_box import PictureBox, PictureRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.datasets import Picture
    from engine.images import PictureFile
    from gui.theme import Theme

LARGEST_SEEN = 384
"""Largest side of the picture as the network sees it, in pixels."""

SEEN_SHARE = 0.36
"""Share of the width that it takes beside the original; a little more alone."""

CAPTION_SHARE = 0.42
"""Share of the width that the words below it may always have."""

ORIGINAL_SHARE = 0.17
LARGEST_ORIGINAL = 96
OWN_SIDE = 24
COLUMN_GAP = 10
LINE_GAP = 4
"""Pixels between a picture and what stands below it."""

LEAST_SIDE = 48
"""Below it the words under a picture, and the original, make room."""


class PicturePanel(QWidget):
    """The original, the pixels that the network gets, and the user's other pictures.

    Signals
    -------
    chosen : Picture
        One of the user's pictures.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._original = PictureBox()
        self._name = ElidedLabel("caption")
        self._own = PictureRow(OWN_SIDE)
        self._seen = PictureBox()
        self._caption = ElidedLabel("caption")
        self._has_original = False
        self._beside: bool | None = None
        self._own.hide()
        self._lay_out()
        self._own.chosen.connect(self.chosen)

    @property
    def file_name(self) -> str:
        """What stands below the original, "" if there is none."""
        return self._name.text() if self._has_original else ""

    @property
    def caption(self) -> str:
        """What stands below the picture as the network sees it."""
        return self._caption.text()

    @property
    def own_row(self) -> PictureRow:
        """The user's pictures."""
        return self._own

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._own.set_theme(theme)

    def show_picture(
        self, picture: Picture, own_pictures: Sequence[PictureFile]
    ) -> None:
        """Show a picture, with its original if it is one of the user's."""
        own = next((own for own in own_pictures if own.seen is picture), None)
        self._has_original = own is not None
        if own is not None:
            name = self.tr("{file} as it is").format(file=own.path.name)
            self._original.set_pixels(own.original, name)
            self._name.setText(own.path.name)
        height, width = picture.pixels.shape[:2]
        caption = self.tr("what the network sees, {width}×{height}")
        caption = caption.format(width=width, height=height)
        self._seen.set_pixels(picture.pixels, f"{picture.name}: {caption}")
        self._caption.setText(caption)
        others = [(other.seen, other.path.name) for other in own_pictures]
        self._own.show_pictures(others if len(others) > (own is not None) else [])
        self._own.select(picture)

    def fit(self, width: int, height: int) -> None:
        """Make the pictures as large as an area of this size allows."""
        line = self._caption.sizeHint().height() + LINE_GAP
        self._caption.setVisible(height - line >= LEAST_SIDE)
        height -= line * (height - line >= LEAST_SIDE)
        beside = self._fit_column(width, height)
        share = SEEN_SHARE if beside else SEEN_SHARE + 0.06
        self._seen.set_side(max(16, min(height, round(share * width), LARGEST_SEEN)))
        # It may be wider than the pictures, but not at the cost of the answer.
        pictures = self._seen.width() + (self._name.width() + COLUMN_GAP) * beside
        self._caption.setMaximumWidth(max(pictures, round(CAPTION_SHARE * width)))
        self._align(beside)

    def _align(self, beside: bool) -> None:
        """Put the picture beside others, or alone at the left."""
        # Qt lays out anew even for the same alignment, and then all is fitted again.
        if beside is self._beside:
            return
        self._beside = beside
        side = Qt.AlignmentFlag.AlignRight if beside else Qt.AlignmentFlag.AlignLeft
        self._grid.setHorizontalSpacing(COLUMN_GAP if beside else 0)
        for part in (self._seen, self._caption):
            self._grid.setAlignment(part, side | Qt.AlignmentFlag.AlignTop)

    def _fit_column(self, width: int, height: int) -> bool:
        """Show as much beside the picture as has room; tell whether that is anything.

        The original comes first, then its name, then the other pictures.
        """
        side = max(LEAST_SIDE, min(round(ORIGINAL_SHARE * width), LARGEST_ORIGINAL))
        shows_original = self._has_original and height >= LEAST_SIDE
        if shows_original:
            self._original.set_side(min(side, height))
            height -= self._original.height()
        self._original.setVisible(shows_original)
        line = self._name.sizeHint().height() + LINE_GAP
        shows_name = shows_original and height >= line
        height -= line * shows_name
        self._name.setFixedWidth(side)
        self._name.setVisible(shows_name)
        shows_others = bool(self._own.buttons) and height >= OWN_SIDE + 2 * LINE_GAP
        self._own.setFixedWidth(side)
        self._own.setVisible(shows_others)
        return shows_original or shows_others

    def _lay_out(self) -> None:
        own = QVBoxLayout()
        own.setContentsMargins(0, 0, 0, 0)
        own.setSpacing(LINE_GAP)
        own.addWidget(self._original, 0, Qt.AlignmentFlag.AlignHCenter)
        own.addWidget(self._name)
        own.addWidget(self._own, 1)
        own.addStretch()
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(LINE_GAP)
        grid.addLayout(own, 0, 0)
        grid.addWidget(self._seen, 0, 1)
        grid.addWidget(self._caption, 1, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(2, 1)
