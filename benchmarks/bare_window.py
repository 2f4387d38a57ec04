"""The least that shows a run with PySide6 and pyqtgraph: what ours is held against.

One curve and one line of text thirty times a second, and ten times a second the first
layer's neurons in one picture; nothing can be clicked. What training keeps beside it,
and beside a window that shows nothing at all, says what this machine leaves anybody.
"""

from __future__ import annotations

import sys
import time
from collections import deque
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEventLoop, QThread, QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine.run import advance
from gui.beat import TICK_MILLISECONDS
from gui.pixels import symmetric_scale
from gui.scheduler import ALONE_SECONDS
from gui.worker import SWITCH_SECONDS

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.first_layer import Learned
    from engine.trainer import Trainer
    from gui.neuron_pictures import Shape

BEATS_A_PICTURE = 3
CURVE_POINTS = 1000
COLUMNS = 10
"""Most neurons beside each other."""


class Training(QThread):
    """Trains as fast as it can, and leaves what it comes to.

    Parameters
    ----------
    trainer : Trainer
        What to train, on pictures.
    iterations : int
        How far.
    """

    def __init__(self, trainer: Trainer, iterations: int) -> None:
        super().__init__()
        self.costs: deque[Array] = deque()
        self.learned: Learned | None = None
        self.is_asked = False
        self.seconds = 0.0
        self._trainer = trainer
        self._iterations = iterations

    def run(self) -> None:
        """Train; called by Qt in the new thread."""
        sys.setswitchinterval(SWITCH_SECONDS)
        trainer, start = self._trainer, time.perf_counter()
        while trainer.iteration < self._iterations:
            most = trainer.steps_within(ALONE_SECONDS)
            self.costs.append(advance(trainer, self._iterations, most).costs)
            if self.is_asked:
                self.is_asked = False
                self.learned = trainer.learned(trainer.initial.weights[0])
        self.seconds = time.perf_counter() - start


class BareWindow(QWidget):
    """A label, a plot and a picture.

    Parameters
    ----------
    shape : (int, int, int) or None
        Height, width and channels of the data's pictures; None if they are no pictures.
    """

    def __init__(self, shape: Shape | None) -> None:
        super().__init__()
        self._shape = shape
        self._label = QLabel()
        plot, pictures = pg.PlotWidget(), pg.PlotWidget()
        self._curve = plot.plot()
        self._picture = pg.ImageItem(axisOrder="row-major")
        pictures.addItem(self._picture)
        layout = QVBoxLayout(self)
        for widget in (self._label, plot, pictures):
            layout.addWidget(widget)
        for chart in (plot, pictures):
            chart.disableAutoRange()
        plot.setRange(xRange=(0, CURVE_POINTS), yRange=(0, 1), padding=0)
        height, width, _ = shape or (1, 1, 1)
        pictures.setRange(xRange=(0, COLUMNS * width), yRange=(0, 2 * height))
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MILLISECONDS)
        self._timer.timeout.connect(self._show)
        self._training: Training | None = None
        self._costs = np.empty(0)
        self._beats = 0

    def speed(self, trainer: Trainer, iterations: int, is_showing: bool) -> float:
        """Train beside this window; return iterations a second.

        Parameters
        ----------
        trainer : Trainer
            What to train.
        iterations : int
            How far.
        is_showing : bool
            Whether to show anything of it.
        """
        self._training = training = Training(trainer, iterations)
        self._costs = np.empty(0)
        loop = QEventLoop()
        training.finished.connect(loop.quit)
        self.show()
        if is_showing:
            self._timer.start()
        training.start()
        loop.exec()
        self._timer.stop()
        training.wait()
        self.hide()
        return iterations / training.seconds

    def _show(self) -> None:
        training = self._training
        if training is None or not training.costs:
            return
        new = [training.costs.popleft() for _ in range(len(training.costs))]
        self._costs = np.concatenate((self._costs, *new))
        thinned = self._costs[:: 1 + len(self._costs) // CURVE_POINTS]
        self._curve.setData(np.linspace(0, CURVE_POINTS, len(thinned)), thinned)
        self._label.setText(f"{len(self._costs):,}: cost {self._costs[-1]:.4f}")
        self._beats += 1
        if self._beats % BEATS_A_PICTURE == 0:
            training.is_asked = True
            self._show_picture(training.learned)

    def _show_picture(self, learned: Learned | None) -> None:
        if learned is None or self._shape is None:
            return
        height, width, channels = self._shape
        across = min(COLUMNS, len(learned.array))
        down = len(learned.array) // across
        tiles = learned.array[: down * across].reshape(
            down, across, height, width, channels
        )
        sheet = tiles.swapaxes(1, 2).reshape(down * height, across * width, channels)
        scale = symmetric_scale(sheet)
        pixels = (np.clip(sheet / scale, -1, 1) * 127 + 128).astype(np.uint8)
        self._picture.setImage(pixels, autoLevels=False, levels=(0, 255))
