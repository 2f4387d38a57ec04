"""A layer's numbers as a map or as tiles, and beside it how they are spread."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QWidget

from gui.hatching import mark_tiles
from gui.neuron_pictures import NeuronPictures
from gui.pixels import signed_picture
from gui.views.inside.style import NumberStyle
from gui.widgets.heatmap import Heatmap
from gui.widgets.histogram import Bins, Histogram
from gui.widgets.mosaic import Mosaic, Tiles

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from engine.arrays import Array, Pixels
    from gui.neuron_pictures import Places, Shape
    from gui.theme import Theme
    from gui.views.inside.quantity import Quantity
    from gui.views.inside.scales import Scale

GAP = 14
HISTOGRAM_SHARE = 0.4
"""Of the width."""

FEW = 30
"""Numbers of a unit that are pointed at one by one; more get bars of their own."""

PLAIN_LINES, PICTURE_LINES = 1.3, 1.6
"""Sides of the smallest tiles in lines of text: of one colour, and of many."""


@dataclass(frozen=True, eq=False)
class Look:
    """What is shown of a layer.

    Attributes
    ----------
    quantity : Quantity
        What the numbers are.
    name : str
        What they are called, as "W1".
    values : ndarray, shape (n, k) or (n,)
        The numbers, a row or one for each unit.
    shape : (int, int, int) or None
        Height, width and channels of a row, if it is drawn as a picture.
    scale : Scale
        Their colours and places.
    dead : frozenset of int
        Units that no training example makes active.
    """

    quantity: Quantity
    name: str
    values: Array
    shape: Shape | None
    scale: Scale
    dead: frozenset[int]

    @property
    def is_map(self) -> bool:
        """Whether it is drawn as one map, and not in tiles."""
        return self.quantity.is_matrix and self.shape is None

    def row(self, unit: int) -> Array:
        """Return a unit's numbers, (k,)."""
        return np.atleast_1d(self.values[unit])

    def describe(self, unit: int) -> str:
        """Return a unit's number as "b1[3] = 0.012"."""
        number = f"{float(self.values[unit]):.4g}".replace("-", "−")
        return f"{self.name}[{unit + 1}] = {number}"

    def label(self, unit: int) -> str:
        """Return a unit and its number as "3: 0.012"."""
        return f"{unit + 1}: {self.style.text(float(self.values[unit]))}"

    @property
    def widest_label(self) -> str:
        """A label that is as wide as any."""
        return f"{len(self.values)}: {self.style.text(-9 * 10.0**self.style.exponent)}"

    @cached_property
    def style(self) -> NumberStyle:
        """How numbers are written."""
        return NumberStyle.of(self.scale.full)

    def plain_tiles(self, units: Places, _side: int) -> Pixels:
        """Return tiles in the colours of single numbers, uint8 (k, h, w, 3)."""
        values = self.values[units]
        return mark_tiles(signed_picture(values, self.scale.full), ~np.isfinite(values))

    def unit_near(self, value: float) -> int:
        """Return the unit that has the number nearest to this one."""
        far = np.abs(self.values - value)
        place = int(np.argmin(np.where(np.isfinite(far), far, np.inf)))
        return place // max(self.values.size // len(self.values), 1)


class Body(QWidget):
    """Map and histogram side by side.

    Signals
    -------
    unit_picked, unit_opened : int
        A unit that the user chose, or wants to see large.
    """

    unit_picked = Signal(int)
    unit_opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.map = Heatmap(self)
        self.tiles = Mosaic(self)
        self.histogram = Histogram(self)
        self._look: Look | None = None
        self._unit: int | None = None
        self.map.row_picked.connect(self.unit_picked)
        self.map.row_opened.connect(self.unit_opened)
        self.tiles.picked.connect(self.unit_picked)
        self.tiles.opened.connect(self.unit_opened)
        self.histogram.value_chosen.connect(self._choose_value)
        for part in (self.map, self.tiles):
            part.setToolTip(self.tr("Click a neuron to select it, twice to enlarge it"))
        self.histogram.setToolTip(
            self.tr("Click a bar to select the neuron with the number nearest to it")
        )

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        for part in (self.map, self.tiles, self.histogram):
            part.set_theme(theme)

    def show_look(self, look: Look | None, unit: int | None) -> None:
        """Show a layer's numbers, or nothing, with a unit selected."""
        is_new, before = look is not self._look, self._look
        is_other = is_new or unit != self._unit
        self._look, self._unit = look, unit
        if look is None:
            return
        if is_new:
            self._show_values(look)
            bins = Bins.of(look.values, look.scale.extent)
            is_rgb = look.shape is not None and look.shape[2] > 1
            self.histogram.set_bins(bins, look.scale.full, is_rgb)
        if is_other:
            self.map.set_selected(unit)
            self.tiles.set_selected(-1 if unit is None else unit)
            self.tiles.tell()
            self._show_own(look, unit)
        if before is None or _layout(before) != _layout(look):
            self._arrange()

    def _show_values(self, look: Look) -> None:
        name = self.tr("{name}: one row for each neuron").format(name=look.name)
        spread = self.tr("How the numbers of {name} are spread").format(name=look.name)
        self.map.setAccessibleName(name)
        self.tiles.setAccessibleName(name)
        self.histogram.setAccessibleName(spread)
        if look.is_map:
            self.map.set_matrix(look.values, look.scale.full, look.name, look.dead)
        else:
            self.tiles.set_tiles(self._tiles_of(look))

    def _tiles_of(self, look: Look) -> Tiles:
        order = np.arange(len(look.values))
        if look.shape is not None:
            pictures = NeuronPictures(look.values, look.shape, look.scale.full)
            return Tiles(
                order,
                pictures.small,
                look.dead,
                self._neuron,
                lines=PICTURE_LINES,
            )
        return Tiles(
            order,
            look.plain_tiles,
            look.dead,
            look.describe,
            look.label,
            look.widest_label,
            PLAIN_LINES,
        )

    def _neuron(self, unit: int) -> str:
        return self.tr("neuron {unit}").format(unit=unit + 1)

    def _show_own(self, look: Look, unit: int | None) -> None:
        if unit is None:
            self.histogram.set_own(None, (), "")
            return
        row = look.row(unit)
        if len(row) > FEW:
            own = Bins.of(row, look.scale.extent, self.histogram.bins)
            self.histogram.set_own(own, (), self._neuron(unit))
        else:
            values = row[np.isfinite(row)].tolist()
            self.histogram.set_own(None, values, self._neuron(unit))

    def _choose_value(self, value: float) -> None:
        if self._look is not None:
            self.unit_picked.emit(self._look.unit_near(value))

    # Layout

    def minimumSizeHint(self) -> QSize:
        """Ask for room to see something."""
        return QSize(300, 76)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room out."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Share it out anew for text of another size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._arrange()

    def _arrange(self) -> None:
        width, height = self.width(), self.height()
        right = round(width * HISTOGRAM_SHARE)
        left = width - right - GAP
        self.map.setGeometry(0, 0, left, height)
        self.tiles.fitting_height(left, height)
        self.tiles.setGeometry(0, 0, left, height)
        self.histogram.setGeometry(width - right, 0, right, height)
        is_map = self._look is not None and self._look.is_map
        self.map.setVisible(is_map)
        self.tiles.setVisible(self._look is not None and not is_map)


def _layout(look: Look) -> tuple[object, ...]:
    """Return what the places of the parts depend on."""
    return look.is_map, look.shape, len(look.values), look.quantity.is_matrix
