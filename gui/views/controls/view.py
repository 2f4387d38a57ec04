"""What the user chooses, and how much the network learns from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStyle, QVBoxLayout, QWidget

from gui.icons import icon
from gui.scrolling import let_scroll
from gui.view import View
from gui.views.controls.basic_fields import basic_rows
from gui.views.controls.data_picker import DataPicker
from gui.views.controls.more_fields import more_rows
from gui.views.controls.parts import heading, styled
from gui.views.controls.problems import FieldRow, Problems
from gui.widgets.disclosure import Disclosure
from gui.widgets.manners import Manners
from gui.words import count, sentence

if TYPE_CHECKING:
    from engine.errors import SpecError
    from gui.view_state import ViewState
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
        self._rows: list[FieldRow] = []
        basic, more = basic_rows(), more_rows()
        self.fields = [field for row in (*basic, *more) for field in row]
        self._facts = styled("caption")
        self._facts.setObjectName("firstLayerFacts")
        self._facts.setContentsMargins(0, 0, 0, 6)
        self._more = Disclosure(
            self.tr("More settings"),
            self.tr("Schedule, regularization, early stopping, and how it computes"),
            self._stacked(more, self._facts),
        )
        self._count = styled("large")
        self._where = styled("caption")
        self._where.setToolTip(
            self.tr("Training changes these; you choose everything above.")
        )
        self._is_edited = False
        self._refused: SpecError | None = None
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
        area, foot = _scrolling(content), styled("wrong")
        foot.setVisible(False)
        foot.setContentsMargins(14, 8, 14, 10)
        layout.addWidget(area, 1)
        layout.addWidget(foot)
        self._problems = Problems(self._rows, area, foot)

    def _stacked(self, rows: Rows, *below: QWidget) -> QWidget:
        stack = QWidget()
        column = QVBoxLayout(stack)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for fields in rows:
            row = FieldRow(fields)
            self._rows.append(row)
            column.addLayout(row)
        for widget in below:
            column.addWidget(widget)
        return stack

    def _connect(self) -> None:
        manners = Manners(self)
        data = self._data.combo, *self._data.sliders.sliders
        fields = (widget for field in self.fields for widget in field.widgets)
        for widget in (*data, self._more.button, *fields):
            manners.teach(widget)
        for field in self.fields:
            field.setParent(self)
            field.edited.connect(self._on_edited)
            field.refused.connect(self._on_refused)
        self._data.data_chosen.connect(self.data_chosen)
        self._data.recipe_chosen.connect(self.recipe_chosen)
        self._data.open_data_requested.connect(self.open_data_requested)
        self._more.toggled.connect(self.more_toggled)

    def _on_edited(self, name: str, value: object) -> None:
        # An edit that is refused changes no state, but the field.
        self._is_edited = True
        self.edited.emit(name, value)

    def _on_refused(self, error: SpecError | None) -> None:
        self._refused = error
        if self._latest is not None:
            self._show_problem(self._latest)

    def _show_problem(self, state: ViewState) -> None:
        # What was typed just now matters more than what else is wrong.
        self._problems.show_error(self._refused or state.design_error, state.theme)

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
        self._data.show_locks(state.is_locked, state.leaves("data"))
        for field in self.fields:
            field.show_state(state)
        if before is None or _edited(before) != _edited(state):
            self._refused = None
        self._show_problem(state)
        self._show_path(state)
        if before is None or before.spec != state.spec:
            self._show_parameters(state)
        if before is None or before.theme is not state.theme:
            color = state.theme.color("secondary")
            self._more.set_icons(icon("closed", color), icon("opened", color))

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
    let_scroll(area, content)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def _edited(state: ViewState) -> tuple[object, ...]:
    """Return what users change in the fields."""
    return state.dataset, state.spec, state.config, state.hidden_text


def _shown(state: ViewState) -> tuple[object, ...]:
    """Return what the fields depend on."""
    return (
        *_edited(state),
        state.design_error,
        state.is_locked,
        state.lesson,
        state.theme,
        state.path,
    )
