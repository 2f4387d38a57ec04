"""The curves of the selected runs, with what tells these runs apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QButtonGroup,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.views.runs.settings import difference_text
from gui.widgets.plot import (
    Curve,
    Legend,
    LegendLine,
    OverlayPlot,
    OverlayRun,
    PlotColors,
    style_of,
)
from gui.words import percent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QRect, QRectF
    from PySide6.QtGui import QResizeEvent

    from engine.runs.record import RunRecord
    from engine.runs.run_log import RunLog
    from gui.theme import Theme
    from gui.views.runs.columns import Row

MOST_CURVES = 16
"""Runs that are drawn at a time: more can't be told apart."""


LEGEND_SHARE = 0.55
"""Of the plot's height that the legend may cover."""

WIDE = 340
"""Pixels from which the legend also has the figures that stand in the table."""


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Runs", text)


class CurvesPane(QWidget):
    """Costs or accuracies of some runs on the same axes.

    Attributes
    ----------
    cost, accuracy : QToolButton
        The switch between the two, for whoever has room for it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()
        self._names: Sequence[str] = ()
        self._logs: Mapping[str, RunLog] = {}
        self._is_dark = True
        self.plot = OverlayPlot()
        self.plot.setAccessibleName(self.tr("Curves of the selected runs"))
        self.plot.setToolTip(
            self.tr("Solid: training set; dashed: test set. Figures: train, test")
        )
        self.legend = Legend(self.plot)
        self._group = QButtonGroup(self)
        self.cost = self._button(
            self.tr("Cost"), self.tr("Show the costs of the selected runs")
        )
        self.accuracy = self._button(
            self.tr("Accuracy"), self.tr("Show how much the selected runs got right")
        )
        self.cost.setChecked(True)
        self._group.buttonClicked.connect(self._draw)
        self._lay_out()

    def _button(self, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setCheckable(True)
        button.setProperty("compact", "true")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._group.addButton(button)
        return button

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 0, 0, 0)
        layout.addWidget(self.plot, 1)

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        colors = PlotColors.of(theme)
        self._is_dark = theme.color("panel").lightness() < 128
        self.plot.set_colors(colors)
        self.legend.set_colors(colors)
        self._draw()

    def show_runs(
        self, rows: Sequence[Row], names: Sequence[str], logs: Mapping[str, RunLog]
    ) -> None:
        """Draw runs.

        Parameters
        ----------
        rows : sequence of Row
            The runs; only the first of many are drawn.
        names : sequence of str
            The settings in which they differ.
        logs : mapping of str to RunLog
            Their curves, as far as they are known.
        """
        self._rows, self._names, self._logs = rows, names, logs
        self._draw()

    def swatches(self, uids: Sequence[str], ratio: float) -> dict[str, QIcon]:
        """Return small pictures of the curves' looks."""
        size = self.fontMetrics().height() * 2 // 3
        found = {}
        for place, uid in enumerate(uids[:MOST_CURVES]):
            swatch = style_of(place, self._is_dark).swatch(size, ratio)
            found[uid] = QIcon(swatch)
            # Qt would tint what is selected, and so change the colour.
            found[uid].addPixmap(swatch, QIcon.Mode.Selected)
        return found

    def _draw(self) -> None:
        is_share = self.accuracy.isChecked()
        drawn = [
            OverlayRun(*_curves(log, is_share), style_of(place, self._is_dark))
            for place, row in enumerate(self._rows[:MOST_CURVES])
            if (log := self._logs.get(row.record.uid)) is not None
        ]
        self.plot.show_runs(drawn, is_share)
        self._show_legend()

    def _show_legend(self) -> None:
        """Name the runs, as many as the curves can spare room for."""
        area = self._area()
        room = self.legend.lines_in(area.height() * LEGEND_SHARE)
        shown = self._rows[: min(room, MOST_CURVES)]
        if len(shown) < len(self._rows):
            shown = shown[:-1]
        lines = [
            LegendLine(
                style_of(place, self._is_dark),
                self._label(row),
                self._figures(row.record),
            )
            for place, row in enumerate(shown)
        ]
        if 0 < len(shown) < len(self._rows):
            lines.append(LegendLine(None, self._rest(len(shown))))
        self.legend.set_lines(lines)
        self._place_legend(area)

    def _rest(self, named: int) -> str:
        count = len(self._rows)
        if count > MOST_CURVES:
            text = tr("{drawn} of {count} runs are drawn")
            return text.format(drawn=MOST_CURVES, count=count)
        return tr("and {count} more, as marked in the table").format(
            count=count - named
        )

    def _label(self, row: Row) -> str:
        text = difference_text(row.settings, self._names)
        return text or tr("run {number}").format(number=row.record.number)

    def _figures(self, record: RunRecord) -> str:
        """Return how much a run got right, of the training and of the test set."""
        if self.width() < WIDE:
            return ""
        final = record.final
        return f"{percent(final.train_accuracy)}  {percent(final.test_accuracy)}"

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the legend where it belongs."""
        super().resizeEvent(event)
        self._draw()

    def _area(self) -> QRect:
        """Return where curves are drawn."""
        box = self.plot.getViewBox()
        area: QRectF = box.mapRectToScene(box.boundingRect())
        return area.toRect()

    def _place_legend(self, area: QRect) -> None:
        """Put the legend into the corner that curves leave empty in the end."""
        size = self.legend.sizeHint().boundedTo(area.size())
        corner = area.topRight() - QPoint(size.width() - 1, 0)
        if self.accuracy.isChecked():
            corner = area.bottomRight() - QPoint(size.width() - 1, size.height() - 1)
        self.legend.setGeometry(corner.x(), corner.y(), size.width(), size.height())


def _curves(log: RunLog, is_share: bool) -> tuple[Curve, Curve]:
    """Return a run's curves for the training and the test set."""
    train = log.train_accuracy if is_share else log.costs
    test = log.test_accuracy if is_share else log.test_costs
    return Curve(log.iterations, train, ""), Curve(log.test_iterations, test, "")
