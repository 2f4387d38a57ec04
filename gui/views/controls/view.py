"""What the user chooses, and how much the network learns from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStyle, QVBoxLayout, QWidget

from engine.errors import ConflictError
from gui.icons import icon
from gui.view_state import View, ViewState
from gui.views.controls.basic_fields import basic_rows
from gui.views.controls.data_picker import DataPicker
from gui.views.controls.more_fields import more_rows
from gui.views.controls.parts import heading, plain
from gui.widgets.disclosure import Disclosure
from gui.widgets.manners import Manners
from gui.words import count, message, sentence

if TYPE_CHECKING:
    from gui.views.controls.field import Rows

MARGINS = (14, 12, 14, 12)


class ControlsView(View):
    """Data, hyperparameters and the number of parameters.

    Signals
    -------
    edited : str, object
        Another value of a setting, by its name; see `TrainingSession.set_setting`.
    data_chosen : str
        Built-in data, by their name.
    recipe_chosen : Recipe
        Built-in data with other noise, or another size.
    open_data_requested
        The user wants to choose a file.
    more_toggled : bool
        The user opened or closed the settings that not everybody needs.
    """

    edited = Signal(str, object)
    data_chosen = Signal(str)
    recipe_chosen = Signal(object)
    open_data_requested = Signal()
    more_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = DataPicker()
        basic, more = basic_rows(), more_rows()
        self.fields = [field for row in (*basic, *more) for field in row]
        self._facts = plain("caption")
        self._facts.setObjectName("firstLayerFacts")
        self._facts.setContentsMargins(0, 0, 0, 6)
        self._more = Disclosure(
            self.tr("More settings"),
            self.tr("Schedule, regularization, early stopping, and how it computes"),
            self._stacked(more, self._facts),
        )
        self._count = plain("large")
        self._where = plain("caption")
        self._where.setToolTip(
            self.tr("Training changes these; you choose everything above.")
        )
        self._conflict = plain("wrong")
        self._conflict.setVisible(False)
        self._is_edited = False
        self._lay_out(basic)
        self._connect()

    def show_more(self, shown: bool) -> None:
        """Show or hide the settings that not everybody needs."""
        self._more.set_open(shown)

    def _lay_out(self, basic: Rows) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(0)
        column.addLayout(heading(self.tr("Data")))
        column.addWidget(self._data)
        column.addSpacing(12)
        column.addLayout(heading(self.tr("Hyperparameters"), self.tr("you choose")))
        column.addWidget(self._stacked(basic))
        column.addWidget(self._more)
        column.addSpacing(10)
        column.addLayout(heading(self.tr("Parameters"), self.tr("learned")))
        column.addWidget(self._count)
        column.addWidget(self._where)
        column.addStretch(1)
        self._content = content
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(_scrolling(content), 1)
        # Below what scrolls: it is in sight wherever the cause is.
        self._conflict.setContentsMargins(14, 8, 14, 10)
        layout.addWidget(self._conflict)

    def _stacked(self, rows: Rows, *below: QWidget) -> QWidget:
        stack = QWidget()
        column = QVBoxLayout(stack)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for fields in rows:
            row = QHBoxLayout()
            row.setSpacing(8)
            for field in fields:
                row.addWidget(field.box, 1)
            column.addLayout(row)
        for widget in below:
            column.addWidget(widget)
        return stack

    def _connect(self) -> None:
        manners = Manners(self)
        for widget in (self._data.combo, *self._data.sliders.sliders):
            manners.teach(widget)
        manners.teach(self._more.button)
        for field in self.fields:
            field.setParent(self)
            manners.teach(field.widget)
            field.edited.connect(self._on_edited)
        self._data.data_chosen.connect(self.data_chosen)
        self._data.recipe_chosen.connect(self.recipe_chosen)
        self._data.open_data_requested.connect(self.open_data_requested)
        self._more.toggled.connect(self.more_toggled)

    def _on_edited(self, name: str, value: object) -> None:
        # An edit that is refused changes no state, but the field.
        self._is_edited = True
        self.edited.emit(name, value)

    def minimumSizeHint(self) -> QSize:
        """Return a size at which no field is cut off; the height scrolls."""
        needed = self._content.minimumSizeHint().width()
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        return QSize(needed + bar // 2, super().minimumSizeHint().height())

    def draw(self, state: ViewState, before: ViewState | None) -> None:
        """Show the design's values, and lock them while a run goes on."""
        is_same = before is not None and _shown(before) == _shown(state)
        if is_same and not self._is_edited:
            return
        self._is_edited = False
        self._data.show_dataset(state.dataset)
        self._data.set_locked(state.is_running)
        for field in self.fields:
            field.show_state(state)
        self._show_conflict(state)
        self._show_path(state)
        if before is None or before.spec != state.spec:
            self._show_parameters(state)
        if before is None or before.theme is not state.theme:
            color = state.theme.color("secondary")
            self._more.set_icons(icon("closed", color), icon("opened", color))

    def _show_conflict(self, state: ViewState) -> None:
        error = state.design_error
        shown = isinstance(error, ConflictError)
        self._conflict.setVisible(shown)
        if error is not None and shown:
            self._conflict.setText("✕ " + message(error))

    def _show_path(self, state: ViewState) -> None:
        path = state.path
        self._facts.setVisible(path is not None)
        if path is not None:
            names = {
                "direct": self.tr("First layer: direct."),
                "sample-space": self.tr("First layer: sample space."),
            }
            self._facts.setText(f"{names[path.name]} {sentence(path)}")

    def _show_parameters(self, state: ViewState) -> None:
        self._count.setText(count(state.spec.parameter_count))
        last = state.spec.L
        self._where.setText(
            self.tr("in W1, b1 … W{last}, b{last}").format(last=last)
            if last > 1
            else self.tr("in W1, b1")
        )


def _scrolling(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    return area


def _shown(state: ViewState) -> tuple[object, ...]:
    """Return what the fields depend on."""
    return (
        state.dataset,
        state.spec,
        state.config,
        state.hidden_text,
        state.design_error,
        state.is_running,
        state.theme,
        state.path,
    )
