"""The training pictures for and against, and the sum that they are part of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from engine.leaders import Leaders, leaders
from gui.labels import TOP, paragraph
from gui.training_shares import training_shares
from gui.views.why import sum_rows
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.shares import Share, ShareStrip, SumTable

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from engine.built_from import Shares
    from gui.theme import Theme
    from gui.view_state import ViewState

MOST_PICTURES = 12
"""On each side; as many are shown as there is room for."""

GAP = 12
LINE_GAP = 2
SUM_SHARE = 0.44
LEAST_SUM, MOST_SUM = 160, 360
"""Width of the sum in pixels, and its share of the page."""

STACKED = 300
"""Below this width the sum goes below the pictures."""


class SharesPage(QWidget):
    """Two rows of training pictures, and beside them what else makes the number.

    Signals
    -------
    picture_picked : Picture
        A training picture that the user chose.
    """

    picture_picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares: Shares | None = None
        self._parts: Leaders | None = None
        self._total = self._sentence = ""
        self.titles = [ElidedLabel("caption", self) for _ in range(2)]
        self.strips = [ShareStrip(self) for _ in range(2)]
        self.sum = SumTable(self)
        self.sum.setAccessibleName(self.tr("What adds up to the number"))
        self.words = paragraph("caption", parent=self, align=TOP)
        self.remark = paragraph("hint", parent=self, align=TOP)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for strip in self.strips:
            strip.setToolTip(self.tr("Click a training picture to select it"))
            strip.chosen.connect(self.picture_picked)

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self.sum.set_theme(theme)
        for strip in self.strips:
            strip.set_theme(theme)

    def show_shares(
        self, state: ViewState, shares: Shares, total: str, sides: tuple[str, str]
    ) -> None:
        """Show a sum.

        Parameters
        ----------
        state : ViewState
            Whose training pictures they are.
        shares : Shares
            The sum.
        total : str
            What it is called.
        sides : (str, str)
            What the pictures for and those against are called.
        """
        if shares is not self._shares:
            self._shares = shares
            self._parts = leaders(shares.values, MOST_PICTURES)
        assert self._parts is not None
        self._total = total
        text = sum_rows.text_of(shares)
        parts = self._parts.most, self._parts.least
        for side, title, strip, some in zip(
            sides, self.titles, self.strips, parts, strict=True
        ):
            title.setText(side)
            strip.set_title(side)
            found = training_shares(state.dataset, some, text)
            strip.show_shares(found, self._parts.largest)
            strip.select(state.picture)
        self._sentence = sum_rows.cancellation(shares)
        self._show_remark(sum_rows.remark(shares))
        before = len(self.sum.rows)
        if before:
            self._show_sum()
        if before and before == len(self.sum.rows):
            self._tell(self.words.height())
        else:
            self._arrange()
            self.updateGeometry()

    def _show_remark(self, remark: str) -> None:
        """Say why there are no pictures in their place."""
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))
        for part in (*self.titles, *self.strips):
            part.setVisible(not remark)

    def _show_sum(self) -> None:
        if self._shares is not None:
            rows = sum_rows.rows(self._shares, self._listed(), self._total)
            self.sum.show_rows(rows)

    def _listed(self) -> list[Share]:
        """Return the pictures that have room."""
        return [one for strip in self.strips for one in strip.shares[: strip.count]]

    # Layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room out."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Share it out anew for text of another size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Ask for room for the sum and two rows of the smallest pictures."""
        rows = [
            title.sizeHint().height() + strip.minimumSizeHint().height()
            for title, strip in zip(self.titles, self.strips, strict=True)
        ]
        height = max(sum(rows) + LINE_GAP, self.sum.sizeHint().height())
        return QSize(LEAST_SUM, height)

    def heightForWidth(self, width: int) -> int:
        """Ask for room for all of a remark above the sum, or beside it."""
        least = self.minimumSizeHint().height()
        if self.remark.isHidden():
            return least
        below, beside = GAP + self.sum.sizeHint().height() + 2 * LINE_GAP, 0
        if width >= STACKED:
            below, beside = 0, _sum_width(width) + GAP
        return max(least, self.remark.heightForWidth(width - beside) + below)

    def _arrange(self) -> None:
        width, height = self.width(), self.height()
        area = QRect(0, 0, width, height)
        if width < STACKED:
            needed = self._sum_height(width)
            upper = area.adjusted(0, 0, 0, -needed - GAP)
            self._place_strips(upper)
            self._place_sum(QRect(0, upper.bottom() + GAP, width, needed))
            return
        share = _sum_width(width)
        self._place_strips(area.adjusted(0, 0, -share - GAP, 0))
        self._place_sum(QRect(width - share, 0, share, height))

    def _place_strips(self, area: QRect) -> None:
        line = self.titles[0].sizeHint().height()
        half = max((area.height() - LINE_GAP) // 2, 1)
        for row, (title, strip) in enumerate(
            zip(self.titles, self.strips, strict=True)
        ):
            top = area.top() + row * (half + LINE_GAP)
            title.setGeometry(0, top, area.width(), line)
            strip.setGeometry(0, top + line, area.width(), max(half - line, 1))
        self.remark.setGeometry(area)
        self._show_sum()

    def _place_sum(self, area: QRect) -> None:
        height = self.sum.sizeHint().height()
        self.sum.setGeometry(area.left(), area.top(), area.width(), height)
        top = area.top() + height + 2 * LINE_GAP
        room = max(area.bottom() - top, 1)
        self.words.setGeometry(area.left(), top, area.width(), room)
        self._tell(room)

    def _tell(self, room: int) -> None:
        """Tell how much cancels, in one line where there is no room for all of it."""
        whole, width = self._sentence, self.words.width()
        self.words.setToolTip(whole)
        self.words.setText(whole)
        if self.words.heightForWidth(width) > room:
            cut = Qt.TextElideMode.ElideRight
            metrics = self.words.fontMetrics()
            self.words.setText(metrics.elidedText(whole, cut, width))

    def _sum_height(self, width: int) -> int:
        self.words.setText(self._sentence)
        words = self.words.heightForWidth(width)
        return self.sum.sizeHint().height() + 2 * LINE_GAP + max(words, 0)


def _sum_width(width: int) -> int:
    return min(max(round(SUM_SHARE * width), LEAST_SUM), MOST_SUM)
