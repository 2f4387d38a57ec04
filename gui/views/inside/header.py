"""What to show of which layer: the choices at the top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.icons import icon
from gui.room import Room
from gui.views.inside.quantity import Aspect, Quantity
from gui.views.inside.words import aspect_text
from gui.widgets.elided_combo import ElidedCombo
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.manners import Manners

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.theme import Theme

QUANTITIES = tuple(Quantity)

LEAST_LETTERS = 6
"""Of a choice, where there is no room for all of it."""

SPACING = 8


class Header(QWidget):
    """Layer, quantity and aspect, the scale in words, and the buttons.

    Signals
    -------
    layer_chosen : int
        Another layer.
    changed
        Another quantity or aspect.
    lock_toggled : bool
        Whether the scale is to stay as it is.
    enlarge_requested
        The selected neuron is to be seen large.
    """

    layer_chosen = Signal(int)
    changed = Signal()
    lock_toggled = Signal(bool)
    enlarge_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dims: tuple[int, ...] = ()
        self._aspects: tuple[Aspect, ...] = ()
        self._wanted = Aspect.ROWS
        self._manners = Manners(self)
        self.title = QLabel(self.tr("Inside"))
        self.title.setProperty("role", "title")
        self.layers = ElidedCombo()
        self.quantities = QTabBar()
        self.aspects = ElidedCombo()
        for combo in (self.layers, self.aspects):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            combo.setMinimumContentsLength(LEAST_LETTERS)
        self.lock = QCheckBox(self.tr("Lock the scale"))
        self.enlarge = QToolButton()
        self.scale = ElidedLabel("caption")
        self.clipped = ElidedLabel("caption")
        self.problem = ElidedLabel("wrong")
        self._name_parts()
        self._fill_quantities()
        self._lay_out()
        Room(self, self._share)
        self.layers.activated.connect(self._choose_layer)
        self.quantities.currentChanged.connect(self._choose_quantity)
        self.aspects.activated.connect(self._choose_aspect)
        self.lock.toggled.connect(self.lock_toggled)
        self.enlarge.clicked.connect(self.enlarge_requested)

    def _name_parts(self) -> None:
        self.enlarge.setProperty("compact", True)
        self.enlarge.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for part, name, tip in (
            (
                self.layers,
                self.tr("Layer"),
                self.tr("The layer that is shown: that of the selected neuron"),
            ),
            (
                self.quantities,
                self.tr("What to show of the layer"),
                self.tr("What to show of the layer"),
            ),
            (
                self.aspects,
                self.tr("How to show the weights"),
                self.tr("Rows of numbers, or each neuron as a picture"),
            ),
            (
                self.lock,
                self.tr("Lock the scale"),
                self.tr("Keep colours and axes as they are, to compare moments"),
            ),
            (
                self.enlarge,
                self.tr("Enlarge the selected neuron"),
                self.tr("Show the selected neuron large (Return, or two clicks on it)"),
            ),
        ):
            part.setAccessibleName(name)
            part.setToolTip(tip)
            self._manners.teach(part)

    def _fill_quantities(self) -> None:
        self.quantities.setDrawBase(False)
        self.quantities.setExpanding(False)
        self.quantities.setUsesScrollButtons(False)
        tips = {
            Quantity.W: self.tr("The weights as they are"),
            Quantity.DW: self.tr(
                "How the cost changes with each weight: the gradient of the next step"
            ),
            Quantity.B: self.tr("The biases as they are"),
            Quantity.DB: self.tr(
                "How the cost changes with each bias: the gradient of the next step"
            ),
            Quantity.Z: self.tr("For the selected picture: z = w x + b of each unit"),
            Quantity.A: self.tr("For the selected picture: a = g(z) of each unit"),
        }
        for quantity in QUANTITIES:
            place = self.quantities.addTab(quantity.value)
            self.quantities.setTabToolTip(place, tips[quantity])

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(SPACING)
        first.addWidget(self.title)
        first.addWidget(self.layers)
        first.addWidget(self.quantities)
        first.addStretch(1)
        first.addWidget(self.enlarge)
        words = QVBoxLayout()
        words.setSpacing(0)
        for label in (self.scale, self.clipped, self.problem):
            words.addWidget(label)
        # They make way instead of making the panel wider.
        for part in (self.title, self.scale, self.clipped, self.problem):
            part.setMinimumWidth(1)
        second.addLayout(words, 1)
        second.addWidget(self.aspects)
        second.addWidget(self.lock)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.addLayout(first, 0, 0)
        grid.addLayout(second, 1, 0)

    def _share(self) -> None:
        """Leave the title out where there is no room for it."""
        parts = (self.title, self.layers, self.quantities, self.enlarge)
        needed = sum(part.sizeHint().width() + SPACING for part in parts)
        self.title.setVisible(needed <= self.width())

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self.enlarge.setIcon(icon("enlarge", theme.color("text")))

    def say(self, scale: str, clipped: str, problem: str) -> None:
        """Say which number gets full colour, and what colours can't show.

        Parameters
        ----------
        scale : str
            The number.
        clipped : str
            How many are beyond it.
        problem : str
            What is wrong, in its place; empty if nothing is.
        """
        self.scale.setText(scale)
        self.clipped.setText(clipped)
        self.problem.setText(problem)
        self.clipped.setVisible(not problem)
        self.problem.setVisible(bool(problem))

    # What is chosen

    def show_quantity(self, quantity: Quantity) -> None:
        """Choose what is shown."""
        self.quantities.setCurrentIndex(QUANTITIES.index(quantity))

    @property
    def quantity(self) -> Quantity:
        """What is shown."""
        return QUANTITIES[self.quantities.currentIndex()]

    @property
    def aspect(self) -> Aspect:
        """How weights are shown that belong to pixels; rows, where there are none."""
        return self._wanted if self._wanted in self._aspects else Aspect.ROWS

    def show_layers(self, dims: tuple[int, ...], layer: int) -> None:
        """Offer the layers of a network, one of them chosen."""
        if dims != self._dims:
            self._dims = dims
            self.layers.clear()
            for number, units in enumerate(dims[1:], 1):
                self.layers.addItem(self._layer_text(number, units))
        self.layers.setCurrentIndex(layer - 1)

    def _layer_text(self, number: int, units: int) -> str:
        if units == 1:
            return self.tr("layer {number}: 1 unit").format(number=number)
        return self.tr("layer {number}: {units:,} units").format(
            number=number, units=units
        )

    def show_aspects(self, offered: Sequence[Aspect]) -> None:
        """Offer how to show weights; nothing, if there is only one way."""
        self.aspects.setVisible(len(offered) > 1)
        if tuple(offered) == self._aspects:
            return
        self._aspects = tuple(offered)
        self.aspects.clear()
        for aspect in offered:
            self.aspects.addItem(aspect_text(aspect))
        if offered:
            self.aspects.setCurrentIndex(self._aspects.index(self.aspect))

    # Input

    def _choose_layer(self, place: int) -> None:
        self.layer_chosen.emit(place + 1)

    def _choose_quantity(self) -> None:
        self.changed.emit()

    def _choose_aspect(self, place: int) -> None:
        self._wanted = self._aspects[place]
        self.changed.emit()
