"""Which data the network learns from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from engine.datasets import DATASETS, InputKind
from gui.lesson_words import setting_tip
from gui.views.controls.parts import styled
from gui.views.controls.recipe_sliders import RecipeSliders
from gui.widgets.elided_combo import ElidedCombo
from gui.words import count

if TYPE_CHECKING:
    from engine.built_in import BuiltInDataset
    from engine.datasets import Dataset

_CURRENT_FILE = "file"
"""What the picker holds for data from a file; no built-in data have this name."""

SHOWN_LETTERS = 14
SCROLL_BAR = 24


class DataPicker(QWidget):
    """The built-in data, a way to files, and a few facts of what is loaded.

    Attributes
    ----------
    combo : QComboBox
        The choice.

    Signals
    -------
    data_chosen : str
        Built-in data, by their name.
    recipe_chosen : Recipe
        The same data with other noise, or another size.
    open_data_requested
        The user wants to choose a file.
    """

    data_chosen = Signal(str)
    recipe_chosen = Signal(object)
    open_data_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combo = ElidedCombo()
        self.combo.setObjectName("dataPicker")
        self.combo.setAccessibleName(self.tr("Data set"))
        for built_in in DATASETS:
            self.combo.addItem(self._label(built_in), built_in.name)
        self.combo.addItem(self.tr("Open a file…"), None)
        # The list may be wider than its field, or one long name would widen the panel.
        self.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.combo.setMinimumContentsLength(SHOWN_LETTERS)
        items = self.combo.view()
        items.setMinimumWidth(items.sizeHintForColumn(0) + SCROLL_BAR)
        self._facts = styled("caption")
        self._shown: Dataset | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.combo)
        layout.addWidget(self._facts)
        self.sliders = RecipeSliders()
        layout.addWidget(self.sliders)
        self.sliders.recipe_chosen.connect(self.recipe_chosen)
        self.combo.activated.connect(self._on_activated)

    def show_dataset(self, dataset: Dataset) -> None:
        """Show which data are loaded."""
        if dataset is self._shown:
            return
        self._shown = dataset
        self.sliders.show_recipe(dataset.recipe)
        self._show_choice(dataset.name)
        test = 0 if dataset.test is None else len(dataset.test)
        parts = [
            self.tr("{train} train, {test} test").format(
                train=count(len(dataset.train)), test=count(test)
            )
        ]
        if dataset.kind is InputKind.IMAGE:
            parts.append("×".join(map(str, dataset.input_shape)))
        if len(dataset.class_names) > 2:
            parts.append(
                self.tr("{count} classes").format(count=len(dataset.class_names))
            )
        self._facts.setText(" · ".join(parts))

    def show_locks(self, is_locked: bool, is_free: bool) -> None:
        """Let nothing be chosen while a run goes on, or in a lesson without choice."""
        for part in (self.combo, self.sliders):
            part.setEnabled(is_free and not is_locked)
        tip = self.tr("The data that the network learns from and is tested on")
        self.combo.setToolTip(setting_tip(tip, is_free))

    def _on_activated(self) -> None:
        name = self.combo.currentData()
        if name == _CURRENT_FILE:
            return
        if name is not None:
            self.data_chosen.emit(name)
        elif self._shown is not None:
            self._show_choice(self._shown.name)
            self.open_data_requested.emit()

    def _show_choice(self, name: str) -> None:
        """Show the name; a file stands above the choice of another."""
        place = self.combo.findData(_CURRENT_FILE)
        if place >= 0:
            self.combo.removeItem(place)
        known = (one.name for one in DATASETS if one.label == name)
        place = self.combo.findData(next(known, ""))
        if place < 0:
            place = self.combo.count() - 1
            self.combo.insertItem(place, name, _CURRENT_FILE)
        self.combo.setCurrentIndex(place)

    def _label(self, built_in: BuiltInDataset) -> str:
        text = self.tr("{name} (download, 3 MB)") if built_in.is_fetched else "{name}"
        return text.format(name=built_in.label)
