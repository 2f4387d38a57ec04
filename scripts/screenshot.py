"""Render pictures of the window, offscreen, as the README and releases show them."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize

from engine.cli import load_dataset, run
from engine.config import TrainingConfig
from engine.model_file import save_model
from engine.run import saved_model
from engine.trainer import Trainer
from gui.design import Design
from gui.render import render_window
from gui.theme import THEMES


def main() -> None:
    """Train, then write a picture for each theme."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default="drawn-cats")
    parser.add_argument("--iterations", type=int, default=2500)
    parser.add_argument("--size", default="1440x900")
    parser.add_argument("--picture", type=Path, action="append", default=[])
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "images")
    options = parser.parse_args()
    dataset = load_dataset(options.data)
    config = TrainingConfig(iterations=options.iterations)
    trainer = Trainer.for_dataset(dataset, Design.default(dataset).spec, config)
    history, _, _ = run(trainer, config.iterations)
    options.to.mkdir(parents=True, exist_ok=True)
    data = None if options.data == "drawn-cats" else Path(options.data)
    width, height = map(int, options.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "model.h5"
        save_model(model, saved_model(trainer, dataset, history))
        for theme in THEMES.values():
            picture = options.to / f"window-{theme.name}.png"
            render_window(
                picture,
                model,
                data=data,
                pictures=options.picture,
                theme=theme,
                size=QSize(width, height),
            )
            print(picture)


if __name__ == "__main__":
    main()
