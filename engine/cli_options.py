"""The command line's options."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from engine.config import PRECISIONS, TrainingConfig
from engine.initializers import INITIALIZERS
from engine.optimizers import OPTIMIZERS

DEFAULT_DATA = "drawn-cats"
BAD_INPUT = 2
"""Exit code, the one that argparse uses too."""


class _OneLineParser(argparse.ArgumentParser):
    """Reports a bad command line in one line."""

    def error(self, message: str) -> NoReturn:
        line = " ".join(f"{self.prog}: {message} (see {self.prog} --help)".split())
        self.exit(BAD_INPUT, f"{line}\n")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = _OneLineParser(
        prog="layerlab", description="A laboratory for neural networks on images."
    )
    commands = parser.add_subparsers(
        dest="command",
        metavar="{train,predict}",
        title="without a window",
        required=True,
    )
    _add_train(commands.add_parser("train", help="train a network"))
    _add_predict(commands.add_parser("predict", help="predict pictures"))
    return parser


def _add_train(parser: argparse.ArgumentParser) -> None:
    default = TrainingConfig()
    add = parser.add_argument
    add("--data", metavar="PATH", default=DEFAULT_DATA, help="HDF5 file or folder")
    add("--hidden", default="20,7,5", help="hidden layers, or none")
    add("--iterations", type=int, default=default.iterations, metavar="N")
    add("--learning-rate", type=float, default=default.learning_rate, metavar="A")
    add("--activation", default="relu", metavar="NAME", help="of the hidden layers")
    add(
        "--init",
        default=default.initialization,
        metavar="NAME",
        help=", ".join(INITIALIZERS.names),
    )
    add(
        "--optimizer",
        default=default.optimizer,
        metavar="NAME",
        help=", ".join(OPTIMIZERS.names),
    )
    add("--batch-size", type=int, metavar="B", help="all examples if not given")
    add("--precision", default=default.precision, choices=PRECISIONS)
    add("--seed", type=int, default=default.seed, metavar="S")
    add("--save", type=Path, metavar="MODEL.h5", help="where to write the model")
    add("--json", action="store_true", help="print the result as one JSON object")


def _add_predict(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model", type=Path, metavar="MODEL.h5")
    parser.add_argument("images", type=Path, nargs="+", metavar="IMAGE")
    parser.add_argument(
        "--json", action="store_true", help="print the result as a JSON list"
    )
