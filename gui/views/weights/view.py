"""The panel of the weights: its tabs, and which neuron they show."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QTabBar, QWidget

from engine.datasets import InputKind
from engine.frame import Need, Needs
from gui.labels import CENTER, paragraph
from gui.neuron_pictures import drawable_shape
from gui.view import TEXT_SECONDS, Throttle, View
from gui.view_state import Neuron
from gui.views.weights.built import question
from gui.views.weights.empty_words import unchanged, untrained
from gui.views.weights.layers_page import LayersPage, LayerWeights
from gui.views.weights.moment import Moment
from gui.views.weights.neuron_page import NeuronPage
from gui.views.weights.neuron_words import Layer
from gui.views.weights.ranking import Ranking
from gui.widgets.elided_label import ElidedLabel
from gui.words import short_number

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from engine.arrays import Array
    from engine.built_from import BuiltFrom
    from gui.theme import Theme
    from gui.view_state import ViewState

LEARNED, WEIGHTS, ALL_LAYERS = range(3)


class WeightsView(View):
    """Shows what the weights look like, and what training made of them.

    Signals
    -------
    neuron_opened : Neuron
        The unit that the user wants to see large.
    """

    neuron_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("weightHeatmaps")
        self._moment = Moment()
        self._ranking = Ranking()
        self._unit = 0
        self._shown: tuple[object, ...] = ()
        self._layer: tuple[tuple[object, ...], Layer] | None = None
        self._texts = Throttle(TEXT_SECONDS)
        self._told: tuple[NeuronPage, int] | None = None
        self.title = ElidedLabel("title")
        self.hint = ElidedLabel("hint")
        self.tabs = QTabBar()
        self.learned = NeuronPage("ΔW1")
        self.weights = NeuronPage("W1")
        self.all_layers = LayersPage()
        self.empty = paragraph("hint", align=CENTER)
        self._stack = QStackedWidget()
        self._fill_tabs()
        self._lay_out()
        for page in (self.learned, self.weights):
            page.neuron_picked.connect(self._select_in_first)
            page.neuron_opened.connect(self._open_in_first)
        self.learned.picture_picked.connect(self.picture_selected)
        self.all_layers.neuron_picked.connect(self.neuron_selected)
        self.all_layers.neuron_opened.connect(self.neuron_opened)
        self.tabs.currentChanged.connect(self._on_tab_changed)

    def _fill_tabs(self) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(self.tr("What to show of the weights"))
        for text, tip in (
            (self.tr("Learned"), self.tr("What training changed in layer 1")),
            (self.tr("Weights"), self.tr("The weights of layer 1 as they are")),
            (self.tr("All layers"), self.tr("The weights of the layers after it")),
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(text), tip)

    def _lay_out(self) -> None:
        # It makes way instead of making the panel wider.
        self.hint.setMinimumWidth(1)
        for page in (self.learned, self.weights, self.all_layers, self.empty):
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self.empty)
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 6, 12, 8)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.addWidget(self.title, 0, 0)
        grid.addWidget(self.hint, 0, 1)
        grid.setColumnStretch(2, 1)
        grid.addWidget(self.tabs, 0, 3)
        grid.addWidget(self._stack, 1, 0, 1, 4)
        grid.setRowStretch(1, 1)

    # What the view is told

    def needs(self, state: ViewState) -> Needs:
        """Return what the visible tab shows."""
        tab = self.tabs.currentIndex()
        if tab == ALL_LAYERS:
            return frozenset({Need.LAYERS, Need.ACTIVE})
        needs: Needs = frozenset({Need.FIRST_LAYER, Need.ACTIVE})
        has_built = tab == LEARNED and state.dataset.kind is InputKind.IMAGE
        return needs | {self._question(state)} if has_built else needs

    def _question(self, state: ViewState) -> BuiltFrom:
        is_first = state.neuron.layer == 1
        return question(state.neuron.unit if is_first else self._unit)

    def draw(self, state: ViewState, before: ViewState | None) -> None:
        """Draw what differs between ``before``, drawn last, and ``state``."""
        if before is None or before.theme is not state.theme:
            self._set_theme(state.theme)
        self._moment = self._moment.updated(state)
        if state.neuron.layer == 1:
            self._unit = state.neuron.unit
        shown = (
            self._moment,
            self.tabs.currentIndex(),
            state.neuron,
            state.is_changing,
            state.shown_iteration > 0,
            state.spec,
            state.dataset,
            state.picture,
            state.frame and state.frame.answer(self._question(state)),
        )
        if shown != self._shown:
            self._shown = shown
            self._draw_tab(state)

    def _set_theme(self, theme: Theme) -> None:
        for page in (self.learned, self.weights, self.all_layers):
            page.set_theme(theme)

    def _draw_tab(self, state: ViewState) -> None:
        tab = self.tabs.currentIndex()
        if tab == ALL_LAYERS:
            self._draw_all_layers(state)
        else:
            self._draw_first_layer(state, tab)

    # Layer 1

    def _draw_first_layer(self, state: ViewState, tab: int) -> None:
        is_learned = tab == LEARNED
        title = self.tr("What layer 1 learned")
        self.title.setText(title if is_learned else self.tr("Weights of layer 1"))
        empty = self._empty_text(state, is_learned)
        if empty is not None:
            self._show_empty(empty)
            return
        page = self.learned if is_learned else self.weights
        layer = self._first_layer(state, is_learned)
        unit = min(self._unit, len(layer.rows) - 1)
        page.show_layer(layer, unit, state.neuron.layer == 1)
        if (page, unit) != self._told or self._texts.allows(state.is_changing):
            self._tell(page, is_learned)
            self._told = page, unit
        if is_learned:
            page.show_built(state, unit)
        self._stack.setCurrentWidget(page)

    def _tell(self, page: NeuronPage, is_learned: bool) -> None:
        """Say in words what a page shows."""
        hint = self.tr("grey = unchanged · ± {number}")
        hint = hint if is_learned else self.tr("grey = 0 · ± {number}")
        hint = hint.format(number=short_number(page.tell()))
        page.words.legend.setText(hint)
        self._show_hint(hint)

    def _show_hint(self, text: str) -> None:
        self._told = None
        self.hint.setText(text)
        self._place_hint()

    def _empty_text(self, state: ViewState, is_learned: bool) -> str | None:
        """Return what to say in place of pictures, None if there are pictures."""
        first = self._moment.first_layer
        if first is None:
            is_untrained = is_learned and state.shown_iteration == 0
            return untrained(state) if is_untrained else ""
        if not is_learned or _differs(first.learned):
            return None
        if self._moment.iteration == 0:
            return untrained(state)
        return unchanged(self._moment.iteration)

    def _show_empty(self, text: str) -> None:
        self._show_hint("")
        self.empty.setText(text)
        self._stack.setCurrentWidget(self.empty)

    def _first_layer(self, state: ViewState, is_learned: bool) -> Layer:
        """Return what a page shows; the same object as long as it is the same."""
        key = self._moment, is_learned, state.is_changing, state.dataset
        if self._layer is None or self._layer[0] != key:
            self._layer = key, self._new_first_layer(state, is_learned)
        return self._layer[1]

    def _new_first_layer(self, state: ViewState, is_learned: bool) -> Layer:
        moment = self._moment
        first, spec = moment.first_layer, moment.spec
        assert first is not None
        assert spec is not None
        rows: Array = first.learned if is_learned else first.weights
        names = state.class_names if spec.L == 1 else ()
        return Layer(
            rows,
            drawable_shape(state.picture_shape, rows.shape[1]),
            first.moved,
            moment.activity(1),
            moment.dead(1),
            names if len(names) == len(rows) else (),
            self._ranking.places(
                (moment.run_id, len(rows)),
                state.is_changing,
                lambda: first.moved,
                time.monotonic(),
            ),
            is_sorted=not state.is_changing,
        )

    def _select_in_first(self, unit: int) -> None:
        self.neuron_selected.emit(Neuron(1, unit))

    def _open_in_first(self, unit: int) -> None:
        self.neuron_opened.emit(Neuron(1, unit))

    # The other layers

    def _draw_all_layers(self, state: ViewState) -> None:
        self.title.setText(self.tr("Weights after layer 1"))
        moment = self._moment
        if moment.layers:
            layers = [
                LayerWeights(W, moment.dead(layer))
                for layer, W in enumerate(moment.layers, 2)
            ]
            self.all_layers.show_layers(layers, state.neuron)
            self._show_hint(self.tr("grey = 0"))
            self._stack.setCurrentWidget(self.all_layers)
        else:
            text = self.tr("There is only layer 1: see its neurons under “Weights”.")
            self._show_empty(text if state.spec.L == 1 else "")

    # Tabs and header

    def _on_tab_changed(self) -> None:
        if self._drawn is not None:
            self.draw(self._drawn, self._drawn)
        self.shown.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find a place for the hint."""
        super().resizeEvent(event)
        self._place_hint()

    def _place_hint(self) -> None:
        """Show the hint beside the title, or with the legend if that is too narrow."""
        parts = (self.title, self.hint, self.tabs)
        fits = sum(part.sizeHint().width() for part in parts) + 30 <= self.width()
        self.hint.setVisible(fits)
        for page in (self.learned, self.weights):
            page.words.legend.setVisible(not fits)
            page.words.tell_briefly()


def _differs(learned: Array) -> bool:
    """Tell whether any weight changed."""
    # One of them, or the first row, mostly tells.
    return learned.item(0) != 0 or any(map(np.any, learned))
