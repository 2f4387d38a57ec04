"""What the program does on a machine without a display."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from engine.blas import BlasThreads
from engine.cli import run
from engine.cli_options import BAD_INPUT, DEFAULT_DATA
from engine.cli_streams import put_out
from engine.config import TrainingConfig
from engine.datasets import DATASETS
from engine.errors import EngineError
from engine.interrupts import Interrupt
from engine.model_file import check_writable, save_model
from engine.run import saved_model
from engine.trainer import Trainer
from gui.design import Design

if TYPE_CHECKING:
    from pathlib import Path

MODEL_NAME = "layerlab-model.h5"
PICTURE_NAME = "layerlab-window.png"


def train_without_window(folder: Path) -> int:
    """Train in this process, or say in one line why that can't be done.

    Parameters
    ----------
    folder : Path
        Where the model and the picture go.

    Returns
    -------
    int
        Exit code.
    """
    interrupt = Interrupt()
    try:
        with interrupt:
            _train(folder, interrupt)
    except EngineError as error:
        put_out(f"layerlab: {error}\n", sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        return interrupt.exit_code
    return 0


def _train(folder: Path, interrupt: Interrupt) -> None:
    put_out(
        "No display: training the default network here, without a window.\n",
        sys.stderr,
    )
    dataset = DATASETS[DEFAULT_DATA].load()
    design = Design.default(dataset)
    config = TrainingConfig()
    model, picture = folder / MODEL_NAME, folder / PICTURE_NAME
    check_writable(model)
    trainer = Trainer.for_dataset(dataset, design.spec, config, blas=BlasThreads())
    # Qt's loop loses what a signal raises, so the picture is finished too.
    with interrupt.held():
        history, _, stopped = run(trainer, config.iterations, interrupt=interrupt)
        save_model(model, saved_model(trainer, dataset, history))
        _render(picture, model)
    put_out(f"Model: {model}\nPicture of the window: {picture}\n", sys.stdout)
    if stopped:
        put_out(f"{stopped}\n", sys.stderr)


def _render(picture: Path, model: Path) -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Qt reads the platform when it is first needed.
    from gui.faults import send_qt_messages_to_log
    from gui.render import render_window

    send_qt_messages_to_log()
    render_window(picture, model)
