"""Why the network answers as it does for the selected picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engine.built_from import Shares
from engine.datasets import InputKind
from engine.frame import PassOf
from gui.labels import CENTER, paragraph
from gui.scrolling import let_scroll
from gui.view import TEXT_SECONDS, Throttle, View
from gui.views.why import sum_rows
from gui.views.why.asked import (
    Asked,
    asked,
    found_gradient,
    found_shares,
    said,
)
from gui.views.why.header import NEURON, PIXELS, Header
from gui.views.why.pixels_page import PixelsPage
from gui.views.why.shares_page import SharesPage
from gui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from engine.datasets import Dataset
    from engine.frame import Needs
    from gui.theme import Theme
    from gui.view_state import ViewState
    from gui.views.why.asked import Said

_NEVER = Qt.ScrollBarPolicy.ScrollBarAlwaysOff

SMALLEST = QSize(300, 100)


class WhyView(View):
    """Splits the answer into the shares of training pictures, or among the pixels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("whyView")
        self._unit = 0
        self._shown: tuple[object, ...] = ()
        self._throttle = Throttle(TEXT_SECONDS)
        self.header = Header()
        self.shares = SharesPage()
        self.pixels = PixelsPage()
        self.empty = paragraph("hint", align=CENTER)
        self.note = ElidedLabel("caption")
        self._stack, self._scroll = QStackedWidget(), QScrollArea()
        self._lay_out()
        self.header.tab_changed.connect(self._ask_anew)
        self.shares.picture_picked.connect(self.picture_selected)

    def suits(self, dataset: Dataset) -> bool:
        """Tell whether there is anything to show of such data."""
        return dataset.kind is InputKind.IMAGE

    # What the view is told

    def needs(self, state: ViewState) -> Needs:
        """Return what the visible tab asks."""
        wanted = self._asked(state)
        if wanted is None:
            return frozenset()
        is_pixels = self.header.tab == PIXELS
        question = wanted.gradient if is_pixels else wanted.shares
        return frozenset({PassOf(wanted.picture), question})

    def _asked(self, state: ViewState) -> Asked | None:
        is_first = state.neuron.layer == 1
        unit = state.neuron.unit if is_first else self._unit
        return asked(state, self.header.tab == NEURON, unit)

    def draw(self, state: ViewState, before: ViewState | None) -> None:
        """Draw what differs between ``before``, drawn last, and ``state``."""
        if before is None or before.theme is not state.theme:
            self._set_theme(state.theme)
        if state.neuron.layer == 1:
            self._unit = state.neuron.unit
        is_new = before is None or before.picture is not state.picture
        is_due = self._throttle.allows(state.is_running)
        if not (is_new or is_due):
            return
        shown = (
            state.frame,
            state.picture,
            state.neuron,
            state.dataset,
            state.class_names,
            state.has_its_data,
            state.run_design,
            self.header.tab,
        )
        if shown != self._shown:
            self._shown = shown
            self._draw_all(state)

    def _set_theme(self, theme: Theme) -> None:
        for part in (self.shares, self.pixels):
            part.set_theme(theme)

    def _draw_all(self, state: ViewState) -> None:
        wanted, found = self._asked(state), said(state)
        self._draw_header(state, wanted, found)
        if wanted is None:
            self._show_empty(self._nothing_text(state))
        elif self.header.tab == PIXELS:
            self._draw_pixels(state, wanted, found)
        else:
            self._draw_shares(state, wanted, found)

    def _draw_header(
        self, state: ViewState, wanted: Asked | None, found: Said | None
    ) -> None:
        self.header.show_picture(state.picture)
        self.header.name_neuron(state.neuron)
        title = self.tr("Why this answer?")
        if found is not None:
            title = self.tr("Why “{name}”?").format(name=found.name)
        if wanted is not None and wanted.neuron is not None:
            title = self._neuron_title(state, wanted)
        self.header.show_texts(title, "" if found is None else found.chance)

    def _neuron_title(self, state: ViewState, wanted: Asked) -> str:
        answer = found_shares(state, wanted)
        if not isinstance(answer, Shares):
            return self.tr("Why this z?")
        number = sum_rows.text_of(answer)(answer.total).lstrip("+")
        return self.tr("Why z = {number}?").format(number=number)

    def _nothing_text(self, state: ViewState) -> str:
        if state.picture is None:
            return self.tr("Select a picture, or drop one on “Your picture”.")
        return self.tr("This picture is of another size than the network takes.")

    # With training pictures

    def _draw_shares(self, state: ViewState, wanted: Asked, found: Said | None) -> None:
        answer = found_shares(state, wanted)
        if answer is None:
            self._wait(state, self._scroll)
        elif not isinstance(answer, Shares):
            self._show_empty(sum_rows.why_not(state, answer))
        else:
            names = () if found is None else found.names
            total = sum_rows.total_name(answer.unit, wanted.neuron, names)
            self.shares.show_shares(
                state, answer, total, self._sides(answer, wanted, names)
            )
            self.note.setText(sum_rows.in_place_of_answer(state, wanted))
            self._show_page(self._scroll)

    def _sides(
        self, shares: Shares, wanted: Asked, names: tuple[str, ...]
    ) -> tuple[str, str]:
        if wanted.neuron is not None or shares.unit >= len(names):
            return (
                self.tr("training pictures that make it larger"),
                self.tr("and smaller"),
            )
        name = names[shares.unit]
        return (
            self.tr("training pictures for “{name}”").format(name=name),
            self.tr("and against “{name}”").format(name=name),
        )

    # Pixel by pixel

    def _draw_pixels(self, state: ViewState, wanted: Asked, found: Said | None) -> None:
        gradient = found_gradient(state, wanted)
        if gradient is None:
            self._wait(state, self.pixels)
            return
        names = () if found is None else found.names
        is_named = gradient.unit < len(names)
        name = names[gradient.unit] if is_named else self.tr("output")
        self.pixels.show_gradient(gradient, wanted.picture, name)
        self.note.setText("")
        self._show_page(self.pixels)

    def _wait(self, state: ViewState, page: QWidget) -> None:
        """Leave a page as it is for the moment until it is known what to show."""
        if state.frame is None or self._stack.currentWidget() is not page:
            self._show_empty("")

    def _show_page(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        self.note.setVisible(bool(self.note.text()))

    def _show_empty(self, text: str) -> None:
        self.empty.setText(text)
        self.note.setText("")
        self._show_page(self.empty)

    def _ask_anew(self) -> None:
        if self._drawn is not None:
            self._throttle.allows(False)
            self._draw_all(self._drawn)
        self.shown.emit()

    # Parts

    def _lay_out(self) -> None:
        let_scroll(self._scroll, self.shares)
        self._scroll.setHorizontalScrollBarPolicy(_NEVER)
        for page in (self.empty, self._scroll, self.pixels):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        layout.setContentsMargins(14, 6, 12, 8)
        layout.setSpacing(4)
        layout.addWidget(self.header)
        layout.addWidget(self.note)
        layout.addWidget(self._stack, 1)

    def minimumSizeHint(self) -> QSize:
        """Return a size at which details make room for what matters."""
        return SMALLEST
