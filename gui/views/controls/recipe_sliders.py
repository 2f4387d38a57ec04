"""How noisy built-in points are, and how many."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QWidget

from engine.datasets import DATASETS
from engine.plane import MAX_NOISE
from gui.views.controls.parts import styled
from gui.words import count

if TYPE_CHECKING:
    from engine.datasets import Recipe

NOISE_STEP = 0.01
SIZES = (
    *(4, 8, 12, 20, 30, 40, 60, 80, 100, 150, 200, 300, 400, 600, 800),
    *(1000, 1500, 2000, 3000, 5000),
)


class RecipeSliders(QWidget):
    """Noise and size, for data that have them.

    Signals
    -------
    recipe_chosen : Recipe
        The data with other noise, or another size.
    """

    recipe_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipe: Recipe | None = None
        self.noise = self._slider("noiseSlider", round(MAX_NOISE / NOISE_STEP))
        self.noise.setAccessibleName(self.tr("Noise"))
        self.noise.setToolTip(self.tr("How far the points are scattered"))
        self.size_ = self._slider("sizeSlider", len(SIZES) - 1)
        self.size_.setAccessibleName(self.tr("Number of training points"))
        self.size_.setToolTip(
            self.tr("Points to train on; half as many are there to test")
        )
        self._values = styled("caption"), styled("caption")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        names = self.tr("Noise"), self.tr("Points")
        for row, parts in enumerate(
            zip(names, self.sliders, self._values, strict=True)
        ):
            self._add_row(grid, row, *parts)

    @property
    def sliders(self) -> tuple[QSlider, QSlider]:
        """Noise and size."""
        return self.noise, self.size_

    def _slider(self, name: str, last: int) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setObjectName(name)
        slider.setRange(0, last)
        slider.setPageStep(max(1, last // 8))
        return slider

    def _add_row(
        self, grid: QGridLayout, row: int, name: str, slider: QSlider, value: QLabel
    ) -> None:
        caption = styled("caption", name)
        caption.setBuddy(slider)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        value.setMinimumWidth(value.fontMetrics().horizontalAdvance("5,000 "))
        for column, widget in enumerate((caption, slider, value)):
            grid.addWidget(widget, row, column)
        slider.valueChanged.connect(self._on_changed)

    def show_recipe(self, recipe: Recipe | None) -> None:
        """Show the noise and the size of data, if they have them."""
        entry = None if recipe is None else DATASETS[recipe.name]
        shown = entry is not None and entry.draw is not None
        self._recipe = recipe if shown else None
        self.setVisible(shown)
        if recipe is None or recipe.noise is None or recipe.size is None:
            return
        size = recipe.size
        nearest = min(range(len(SIZES)), key=lambda place: abs(SIZES[place] - size))
        places = round(recipe.noise / NOISE_STEP), nearest
        texts = f"{recipe.noise:.2f}", count(size)
        parts = zip(self.sliders, places, self._values, texts, strict=True)
        for slider, place, value, text in parts:
            with QSignalBlocker(slider):
                slider.setValue(place)
            value.setText(text)

    def _on_changed(self) -> None:
        recipe = self._recipe
        if recipe is None:
            return
        if self.sender() is self.noise:
            noise = round(self.noise.value() * NOISE_STEP, 2)
            chosen = dataclasses.replace(recipe, noise=noise)
        else:
            chosen = dataclasses.replace(recipe, size=SIZES[self.size_.value()])
        self.recipe_chosen.emit(chosen)
