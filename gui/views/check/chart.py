"""A table of the layers, with the errors of each as a strip of marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from engine.gradient_check.report import largest
from gui.plain_text import tool_tip
from gui.views.check.axis import ErrorAxis
from gui.views.check.strip import ErrorStrip
from gui.views.check.words import layer_name, layer_text, small
from gui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from engine.gradient_check import LayerReport
    from engine.spec import NetworkSpec
    from gui.check_state import Checked
    from gui.theme import Theme

NAME, STRIP, ONE, ALL, KINKS, WRONG = range(6)
FIGURES = (ONE, ALL, KINKS, WRONG)


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Check", text)


def _figure(role: str = "") -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


class ChartRow:
    """The widgets of one layer."""

    def __init__(self) -> None:
        self.name = QLabel()
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.strip = ErrorStrip()
        self.figures = [_figure() for _ in FIGURES]

    @property
    def widgets(self) -> list[QWidget]:
        """All of them, from left to right."""
        return [self.name, self.strip, *self.figures]

    def show_layer(self, layer: LayerReport, spec: NetworkSpec, is_faint: bool) -> None:
        """Show a layer."""
        self.name.setText(layer_name(layer.layer))
        self.name.setToolTip(tool_tip(layer_text(layer, spec)))
        texts = (
            small(largest(layer.coordinates)),
            small(largest(layer.directions)),
            str(layer.kinks),
            f"✕ {layer.wrong}" if layer.wrong else "0",
        )
        for figure, text in zip(self.figures, texts, strict=True):
            figure.setText(text)
        name = tr("Errors in layer {layer}: the largest {error}, {wrong} wrong")
        self.strip.setAccessibleName(
            name.format(
                layer=layer.layer, error=small(layer.largest), wrong=layer.wrong
            )
        )
        self.strip.show_layer(layer, is_faint)


class Chart(QWidget):
    """All layers on one axis."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ChartRow] = []
        self._theme: Theme | None = None
        self._axis = ErrorAxis()
        self._caption = ElidedLabel("caption")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(STRIP, 1)
        self._add_headings()

    def _add_headings(self) -> None:
        texts = {
            ONE: (
                tr("one by one"),
                tr("The largest relative error where a single parameter was moved"),
            ),
            ALL: (
                tr("together"),
                tr("The largest where all parameters of the layer were moved at once"),
            ),
            KINKS: (
                tr("kinks"),
                tr("Comparisons with a kink of an activation between the two sides"),
            ),
            WRONG: (tr("wrong"), tr("Comparisons that fail, and no kink explains it")),
        }
        for column, (text, tip) in texts.items():
            heading = _figure("caption")
            heading.setText(text)
            heading.setToolTip(tip)
            self._grid.addWidget(heading, 0, column)
        self._caption.setText(
            tr("relative error:  ● one by one  ■ together  △ kink  ✕ wrong")
        )
        self._grid.addWidget(self._caption, 0, STRIP)

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._theme = theme
        self._axis.set_theme(theme)
        for row in self.rows:
            row.strip.set_theme(theme)

    def show_check(self, checked: Checked, spec: NetworkSpec, is_faint: bool) -> None:
        """Show what was found, faint if it is of an earlier state."""
        layers = checked.report.layers
        self._have(len(layers))
        for row, layer in zip(self.rows, layers, strict=True):
            row.show_layer(layer, spec, is_faint)

    def _have(self, count: int) -> None:
        """Have rows for so many layers."""
        if len(self.rows) == count:
            return
        while len(self.rows) > count:
            for widget in self.rows.pop().widgets:
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        while len(self.rows) < count:
            self._add_row()
        self._grid.removeWidget(self._axis)
        self._grid.addWidget(self._axis, count + 1, STRIP)

    def _add_row(self) -> None:
        row, line = ChartRow(), len(self.rows) + 1
        self.rows.append(row)
        for column, widget in enumerate(row.widgets):
            self._grid.addWidget(widget, line, column)
        if self._theme is not None:
            row.strip.set_theme(self._theme)
