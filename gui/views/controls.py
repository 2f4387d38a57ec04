"""What the user chooses, and how much the network learns from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from engine.activations import ACTIVATIONS
from engine.config import MAX_ITERATIONS
from engine.datasets import DATASETS, InputKind
from engine.errors import LayerTextError
from engine.initializers import INITIALIZERS
from gui.design import OtherDataError
from gui.view_state import View, ViewState
from gui.widgets.layer_edit import LayerEdit
from gui.widgets.numbers import CountSpin, RateSpin, SeedSpin
from gui.words import count, message

if TYPE_CHECKING:
    from engine.datasets import Dataset


class ControlsView(View):
    """Data, hyperparameters and the number of parameters.

    Signals
    -------
    hidden_text_edited : str
        The hidden layers as typed.
    activation_chosen, initialization_chosen, data_chosen : str
        A registered name.
    learning_rate_changed : float
        Another learning rate.
    iterations_changed, seed_changed : int
        Another number; seeds need more than Qt's 32 bits.
    open_data_requested
        The user wants to choose a file.
    """

    hidden_text_edited = Signal(str)
    activation_chosen = Signal(str)
    initialization_chosen = Signal(str)
    learning_rate_changed = Signal(float)
    iterations_changed = Signal(int)
    seed_changed = Signal(object)
    data_chosen = Signal(str)
    open_data_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make_fields()
        self._lay_out()
        self._connect()

    def _make_fields(self) -> None:
        self._data = QComboBox()
        self._data.setObjectName("dataPicker")
        for built_in in DATASETS:
            self._data.addItem(built_in.label, built_in.name)
        self._data.addItem(self.tr("Open a file…"), None)
        self._data_facts = _plain("caption")
        self._hidden = LayerEdit()
        self._hidden.setObjectName("hiddenLayersEdit")
        self._wrong = _plain("wrong")
        self._wrong.setVisible(False)
        self._activation = _combo([(a.name, a.label, a.formula) for a in ACTIVATIONS])
        self._activation.setObjectName("activationCombo")
        self._initialization = _combo([(i.name, i.label, i.hint) for i in INITIALIZERS])
        self._initialization.setObjectName("initializationCombo")
        self._rate = RateSpin()
        self._rate.setObjectName("learningRateSpin")
        self._iterations = CountSpin(1, MAX_ITERATIONS)
        self._iterations.setObjectName("iterationsSpin")
        self._seed = SeedSpin()
        self._seed.setObjectName("seedSpin")
        self._count = _plain("large")
        self._where = _plain("caption")
        self._where.setToolTip(
            self.tr("Training changes these; you choose everything above.")
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(3)
        self._add_heading(column, self.tr("Data"), "")
        self._add_field(
            column,
            "",
            self._data,
            self.tr("Data set"),
            self.tr("The pictures that the network learns from and is tested on"),
        )
        column.addWidget(self._data_facts)
        column.addSpacing(10)
        self._add_heading(column, self.tr("Hyperparameters"), self.tr("you choose"))
        for label, field, tip in self._hyperparameters():
            self._add_field(column, label, field, label, tip)
            if field is self._hidden:
                column.addWidget(self._wrong)
                column.addSpacing(5)
        column.addSpacing(10)
        self._add_heading(column, self.tr("Parameters"), self.tr("learned"))
        column.addWidget(self._count)
        column.addWidget(self._where)
        column.addStretch(1)
        self._scroll(column)

    def _hyperparameters(self) -> list[tuple[str, QWidget, str]]:
        return [
            (
                self.tr("Hidden layers"),
                self._hidden,
                self.tr(
                    "Units of each hidden layer, from left to right, such as "
                    "20, 7, 5. “none” is logistic regression."
                ),
            ),
            (
                self.tr("Activation g(z)"),
                self._activation,
                self.tr("What every hidden unit does to its z"),
            ),
            (
                self.tr("Initialization"),
                self._initialization,
                self.tr("How the first weights are drawn; n is the layer's inputs"),
            ),
            (
                self.tr("Learning rate α"),
                self._rate,
                self.tr(
                    "How large each step is. You can change it while training goes on."
                ),
            ),
            (
                self.tr("Iterations"),
                self._iterations,
                self.tr("How many steps a run makes"),
            ),
            (
                self.tr("Seed"),
                self._seed,
                self.tr("The same seed draws the very same first weights again"),
            ),
        ]

    def _add_heading(self, column: QVBoxLayout, title: str, hint: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(_plain("title", title))
        row.addWidget(_plain("hint", hint))
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(3)

    def _add_field(
        self, column: QVBoxLayout, label: str, field: QWidget, name: str, tip: str
    ) -> None:
        field.setAccessibleName(name)
        field.setToolTip(tip)
        if label:
            caption = _plain("caption", label)
            caption.setBuddy(field)
            column.addWidget(caption)
        column.addWidget(field)
        column.addSpacing(5)

    def _scroll(self, column: QVBoxLayout) -> None:
        content = QWidget()
        content.setLayout(column)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        area.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        self._content = content

    def minimumSizeHint(self) -> QSize:
        """Return a size at which no field is cut off; the height scrolls."""
        needed = self._content.minimumSizeHint().width()
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        return QSize(needed + bar // 2, super().minimumSizeHint().height())

    def _connect(self) -> None:
        self._hidden.textEdited.connect(self.hidden_text_edited)
        # Programs and some input methods set the text without "editing" it.
        self._hidden.textChanged.connect(self._text_changed)
        self._activation.activated.connect(self._activation_chosen)
        self._initialization.activated.connect(self._initialization_chosen)
        self._rate.valueChanged.connect(self.learning_rate_changed)
        self._iterations.valueChanged.connect(self.iterations_changed)
        self._seed.valueChanged.connect(self._seed_chosen)
        self._hidden.returnPressed.connect(self._hidden.clearFocus)
        self._data.activated.connect(self._data_picked)

    def _text_changed(self, text: str) -> None:
        if self._latest is not None and text != self._latest.hidden_text:
            self.hidden_text_edited.emit(text)

    def _seed_chosen(self, seed: float) -> None:
        self.seed_changed.emit(int(seed))

    def _activation_chosen(self) -> None:
        self.activation_chosen.emit(self._activation.currentData())

    def _initialization_chosen(self) -> None:
        self.initialization_chosen.emit(self._initialization.currentData())

    def _data_picked(self) -> None:
        name = self._data.currentData()
        if name == _CURRENT_FILE:
            return
        if name is None:
            self._show_dataset_choice()
            self.open_data_requested.emit()
        else:
            self.data_chosen.emit(name)

    def draw(self, state: ViewState, before: ViewState | None) -> None:
        """Show the design's values, and lock them while a run goes on."""
        if before is not None and _shown(before) == _shown(state):
            return
        if before is None or before.dataset is not state.dataset:
            self._show_dataset(state.dataset)
        self._show_values(state)
        self._show_error(state)
        for field in (
            self._data,
            self._hidden,
            self._activation,
            self._initialization,
            self._iterations,
            self._seed,
        ):
            field.setEnabled(not state.is_running)
        if before is None or before.spec != state.spec:
            self._count.setText(count(state.spec.parameter_count))
            last = state.spec.L
            self._where.setText(
                self.tr("in W1, b1 … W{last}, b{last}").format(last=last)
                if last > 1
                else self.tr("in W1, b1")
            )

    def _show_values(self, state: ViewState) -> None:
        if self._hidden.text() != state.hidden_text:
            with QSignalBlocker(self._hidden):
                self._hidden.setText(state.hidden_text)
        config = state.config
        for spin, value in (
            (self._iterations, config.iterations),
            (self._seed, config.seed),
        ):
            if spin.value() != value:
                with QSignalBlocker(spin):
                    spin.setValue(value)
        if self._rate.value() != config.learning_rate:
            with QSignalBlocker(self._rate):
                self._rate.setValue(config.learning_rate)
        _choose(self._activation, (*state.spec.activations, "")[0])
        _choose(self._initialization, config.initialization)

    def _show_error(self, state: ViewState) -> None:
        error = state.design_error
        self._wrong.setVisible(error is not None)
        if error is None:
            self._hidden.clear_mark()
            return
        self._wrong.setText("✕ " + message(error))
        if isinstance(error, OtherDataError):
            self._hidden.clear_mark()
            return
        span = (0, len(state.hidden_text))
        if isinstance(error, LayerTextError):
            span = (error.start, error.end)
        self._hidden.mark(*span, state.theme.color("wrong"))

    def _show_dataset(self, dataset: Dataset) -> None:
        self._shown_dataset = dataset
        self._show_dataset_choice()
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
        self._data_facts.setText(" · ".join(parts))

    def _show_dataset_choice(self) -> None:
        """Show which data are loaded; a file stands above the choice of another."""
        place = self._data.findData(_CURRENT_FILE)
        if place >= 0:
            self._data.removeItem(place)
        built_in = self._data.findText(self._shown_dataset.name)
        if built_in < 0:
            built_in = self._data.count() - 1
            self._data.insertItem(built_in, self._shown_dataset.name, _CURRENT_FILE)
        self._data.setCurrentIndex(built_in)


_CURRENT_FILE = "file"
"""What the picker holds for data from a file; no built-in data have this name."""


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
    )


def _plain(role: str, text: str = "") -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    # Names come from files: Qt would take some for rich text.
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(role in {"wrong", "caption"})
    return label


def _combo(entries: list[tuple[str, str, str]]) -> QComboBox:
    combo = QComboBox()
    for place, (name, label, tip) in enumerate(entries):
        combo.addItem(label, name)
        combo.setItemData(place, tip, Qt.ItemDataRole.ToolTipRole)
    return combo


def _choose(combo: QComboBox, name: str) -> None:
    place = combo.findData(name)
    if place >= 0 and place != combo.currentIndex():
        with QSignalBlocker(combo):
            combo.setCurrentIndex(place)
