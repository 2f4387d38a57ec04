"""The training pictures that a neuron was built from, and those against which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from engine.built_from import BuiltFrom, NoShares
from engine.datasets import InputKind
from engine.leaders import Leaders
from engine.why_unknown import why_unknown
from gui.labels import TOP, paragraph
from gui.signed_text import ScaledText
from gui.training_shares import training_shares
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.shares import ShareStrip
from gui.words import sentence

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from gui.theme import Theme
    from gui.view_state import ViewState

MOST_PICTURES = 8
"""On each side; as many are shown as there is room for."""

CAPTION_WIDTH = 56
SPACING = 2


def question(unit: int) -> BuiltFrom:
    """Return what a frame has to answer for a neuron to be shown."""
    return BuiltFrom(unit, MOST_PICTURES)


class BuiltPanel(QWidget):
    """Two rows of training pictures with their exact weights.

    Attributes
    ----------
    reason : str
        Why there are none; empty if there are, or before that is known.

    Signals
    -------
    picture_picked : Picture
        The one that the user chose.
    """

    picture_picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reason = ""
        self.built_from = ShareStrip()
        self.against = ShareStrip()
        self.note = ElidedLabel("caption")
        self._unit = ""
        self._sides = self.tr("built most from"), self.tr("and against")
        self.captions = tuple(map(_caption, self._sides))
        tip = self.tr(
            "Learning added each training picture to this neuron's weights, or took it "
            "away: what the neuron learned is exactly their sum with these weights."
        )
        for strip in (self.built_from, self.against):
            strip.setToolTip(tip)
            strip.chosen.connect(self.picture_picked)
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(SPACING)
        for row, strip in enumerate((self.built_from, self.against)):
            strip.set_title(
                self.tr("Training pictures: {side}").format(side=self._sides[row])
            )
            grid.addWidget(self.captions[row], row, 0)
            grid.addWidget(strip, row, 1)
            grid.setRowStretch(row, 1)
        grid.addWidget(self.note, 2, 0, 1, 2)
        grid.setColumnStretch(1, 1)

    def least_height(self) -> int:
        """Return the height of two rows of the smallest pictures."""
        rows = (self.built_from, self.against)
        return sum(row.minimumSizeHint().height() for row in rows) + SPACING

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the note out where the pictures need its room: their tip says more."""
        super().resizeEvent(event)
        note = self.note.sizeHint().height() + SPACING
        self.note.setVisible(self.height() >= self.least_height() + note)
        self._show_sides()

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        for strip in (self.built_from, self.against):
            strip.set_theme(theme)

    def show_answer(self, state: ViewState, unit: int) -> bool | None:
        """Show what a neuron was built from; tell whether there is anything to show.

        None while nobody knows.
        """
        frame = state.frame
        answer = None if frame is None else frame.answer(question(unit))
        if answer is None and state.dataset.kind is InputKind.IMAGE:
            # Another neuron was chosen: the next frame knows.
            self._clear()
            return None
        self.reason = self._reason(state, answer)
        if self.reason or not isinstance(answer, Leaders):
            return False
        text = ScaledText.of(answer.largest)
        sides = (self.built_from, answer.most), (self.against, answer.least)
        for strip, parts in sides:
            shares = training_shares(state.dataset, parts, text)
            strip.show_shares(shares, answer.largest)
            strip.select(state.picture)
        self._tell_unit(text.unit)
        return True

    def _clear(self) -> None:
        for strip in (self.built_from, self.against):
            strip.show_shares((), 1.0)

    def _tell_unit(self, unit: str) -> None:
        note = self.tr("training pictures, exact weights")
        if unit:
            note = self.tr("training pictures, exact weights {unit}")
        self.note.setText(note.format(unit=unit))
        self._unit = unit
        self._show_sides()

    def _show_sides(self) -> None:
        """Say what the rows are, and their unit where nothing else does."""
        unit = self._unit if self.note.isHidden() else ""
        for caption, side in zip(self.captions, self._sides, strict=True):
            caption.setText(f"{side}\n{unit}" if unit else side)

    def _reason(self, state: ViewState, answer: Leaders | NoShares | None) -> str:
        if state.dataset.kind is not InputKind.IMAGE:
            return ""
        if answer is NoShares.UNKNOWN:
            frame = state.frame
            return sentence(
                why_unknown(
                    state.spec if frame is None else frame.spec,
                    state.run_config,
                    state.dataset if state.has_its_data else None,
                    state.trained_on,
                )
            )
        if not isinstance(answer, Leaders):
            return ""
        if not answer.is_finite:
            return self.tr("Its weights are no finite numbers any more.")
        if answer.largest == 0:
            return self.tr("No training picture has moved this neuron in this run.")
        return ""


def _caption(text: str) -> QLabel:
    label = paragraph("caption", text, align=TOP)
    label.setFixedWidth(CAPTION_WIDTH)
    return label
