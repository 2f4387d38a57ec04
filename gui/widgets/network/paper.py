"""The drawn network as a sheet that is zoomed and moved behind a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStyle, QWidget

from gui.widgets.network.buttons import TextButton
from gui.widgets.network.plan import Look
from gui.widgets.network.spacing import BUTTON

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QWheelEvent

    from gui.widgets.network.canvas import NetworkCanvas

STEP = 1.2
CLOSEST, FARTHEST = 4.0, 0.25
SMALLEST_CHANGE = 0.005
NOTCH = 120
"""What wheels say for one step."""


class NetworkPaper(QScrollArea):
    """Shows a part of a drawn network, or all of it.

    At the zoom of 1 a network fills the window, and a deep one is wider. "Fit" is that,
    or smaller if need be; it stays fitted until somebody zooms.

    Parameters
    ----------
    canvas : NetworkCanvas
        The drawing.
    parent : QWidget
        Owner.
    """

    def __init__(self, canvas: NetworkCanvas, parent: QWidget) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._zoom = 1.0
        self._is_fitted = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(canvas)
        self.viewport().setAutoFillBackground(False)
        canvas.setAutoFillBackground(False)
        self.fit_button = self._make_fit_button()
        canvas.zoom_asked.connect(self._on_zoom_asked)
        canvas.panned.connect(self._pan)
        canvas.focus_moved.connect(self._reveal)
        canvas.room_needed.connect(self._refit)

    @property
    def zoom(self) -> float:
        """How many times as large as usual it is drawn."""
        return self._zoom

    @property
    def is_all_shown(self) -> bool:
        """Whether all of the network can be seen, and no smaller than need be."""
        return abs(self._zoom - self._fitting) < SMALLEST_CHANGE

    def fit(self) -> None:
        """Show all of the network."""
        self._is_fitted = True
        self._set_zoom(self._fitting)

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom in or out around a point of the window, or around its middle."""
        center = at or QPointF(self.viewport().rect().center())
        before = self._canvas.mapFrom(self.viewport(), center)
        size = self._canvas.size()
        self._is_fitted = False
        self._set_zoom(max(FARTHEST, min(self._zoom * factor, CLOSEST)))
        grown = self._canvas.size()
        x = before.x() * grown.width() / max(size.width(), 1)
        y = before.y() * grown.height() / max(size.height(), 1)
        self.horizontalScrollBar().setValue(round(x - center.x()))
        self.verticalScrollBar().setValue(round(y - center.y()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; otherwise move what is larger than the window."""
        delta = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(STEP ** (delta / NOTCH), event.position())
        elif self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            # A wide drawing has nowhere else to go.
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - round(delta / NOTCH * bar.singleStep() * 3))
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep it fitted, or zoomed."""
        super().resizeEvent(event)
        self._refit()

    def _refit(self) -> None:
        if self._is_fitted:
            self._set_zoom(self._fitting)
        else:
            self._apply()

    @property
    def _fitting(self) -> float:
        """The zoom at which all of the network just fits."""
        room = self.maximumViewportSize().width()
        return max(FARTHEST, min(1.0, room / max(self._canvas.natural_width, 1.0)))

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = 1.0 if abs(zoom - 1) < SMALLEST_CHANGE else zoom
        self._apply()

    def _apply(self) -> None:
        policy = Qt.ScrollBarPolicy
        is_high = self._zoom > 1
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if is_high else policy.ScrollBarAlwaysOff
        )
        self._canvas.set_zoom(self._zoom, self._least() if is_high else QSize())
        # Qt would do this later, but whoever zooms around a point can't wait.
        self._canvas.updateGeometry()
        self._place_button()

    def _least(self) -> QSize:
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        room = self.maximumViewportSize() - QSize(bar, bar)
        return QSize(
            round(room.width() * self._zoom), round(room.height() * self._zoom)
        )

    def _on_zoom_asked(self, name: str) -> None:
        if name == "fit":
            self.fit()
        else:
            self.zoom_by(STEP if name == "closer" else 1 / STEP)

    def _pan(self, way: QPoint) -> None:
        for bar, step in (
            (self.horizontalScrollBar(), way.x()),
            (self.verticalScrollBar(), way.y()),
        ):
            bar.setValue(bar.value() - step)

    def _reveal(self, column: QRectF) -> None:
        """Scroll to where the keyboard is."""
        center = column.center().toPoint()
        self.ensureVisible(center.x(), center.y(), self.width() // 4, 0)
        self._place_button()

    def _make_fit_button(self) -> TextButton:
        button = TextButton(self)
        button.setObjectName("fitNetwork")
        button.set_text(self.tr("Fit"))
        text = self.tr("Show the whole network (Ctrl+0)")
        button.describe(text, text)
        button.clicked.connect(self.fit)
        button.hide()
        return button

    def _place_button(self) -> None:
        """Offer to fit where not all is shown, or less large than it could be."""
        look = Look.of(self._canvas.look.theme, self._canvas.font())
        self.fit_button.set_look(look, round(BUTTON * look.em))
        self.fit_button.setVisible(not self.is_all_shown)
        self.fit_button.move(self.width() - self.fit_button.width(), 0)
        self.fit_button.raise_()
